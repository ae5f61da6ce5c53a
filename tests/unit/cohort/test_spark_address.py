"""A cluster that is not there is told at once, and not after the minutes for which Spark's clients would try again."""

import socket
import time
from collections.abc import Iterator

import pytest

from amnio.cohort.engines.spark_address import refuse_unreachable
from amnio.cohort.refusals import CannotStudy, Refusal


@pytest.fixture
def closed() -> str:
    """A port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    return f"127.0.0.1:{port}"


@pytest.fixture
def open_port() -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("scheme", ["sc", "spark"])
def test_a_closed_port_is_refused_at_once(scheme: str, closed: str) -> None:
    began = time.monotonic()
    with pytest.raises(CannotStudy) as refused:
        refuse_unreachable(f"{scheme}://{closed}")
    assert time.monotonic() - began < 5
    assert refused.value.code is Refusal.CLUSTER_UNREACHABLE
    assert refused.value.slots["master"] == f"{scheme}://{closed}"
    assert "refused" in refused.value.slots["reason"]


def test_one_of_several_heads_is_enough(closed: str, open_port: str) -> None:
    refuse_unreachable(f"spark://{closed},{open_port}")
    refuse_unreachable(f"sc://{open_port}/;use_ssl=false")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("cluster", "begins with local"),
        ("postgresql://h/d", "begins with local"),
        ("sc://", "no host"),
        ("sc://:15002", "no host"),
        ("spark://head:seven", "Port"),
    ],
)
def test_what_is_no_address_is_refused(address: str, said: str) -> None:
    with pytest.raises(CannotStudy) as refused:
        refuse_unreachable(address)
    assert said in refused.value.slots["reason"]


@pytest.mark.parametrize("address", ["local", "local[2]", "local[*]", "yarn", "k8s://https://head:443"])
def test_what_listens_nowhere_is_left_to_spark(address: str) -> None:
    refuse_unreachable(address)
