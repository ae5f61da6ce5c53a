"""Spark Connect: a real server on this machine, asked through the command line as a cluster would be.

The commands run in processes of their own, as one process has either a driver or a client of Spark.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_study_data import BROKEN, table

pytestmark = [pytest.mark.spark]
STARTED_WITHIN = 180  # seconds
SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Spark Connect server of the installed pyspark, which is stopped afterwards."""
    import pyspark

    home, port = Path(pyspark.__file__).parent, _free_port()
    folder = tmp_path_factory.mktemp("connect")
    settings = {
        "spark.connect.grpc.binding.port": port,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 4,
        "spark.sql.warehouse.dir": folder / "warehouse",
    }
    given = [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command = [home / "bin" / "spark-submit", "--class", SERVER, "--master", "local[2]", *given, "spark-internal"]
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            ends = time.monotonic() + STARTED_WITHIN
            while not _listens(port):
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < ends, (folder / "log").read_text()
                time.sleep(0.5)
            yield f"sc://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=60)


def amnio(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "amnio", "study", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize("kind", ["trials", "risk"])
def test_a_server_counts_what_duckdb_counts(server: str, tmp_path: Path, kind: str) -> None:
    losses = [{"end": "loss", "exit": str(130 + 5 * i), "woman": f"w{i % 3}"} for i in range(12)]
    data = table(tmp_path / "t.csv", *losses, rows=24)
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    assert amnio("counts", data, "--kind", kind, "--output", here).returncode == 0
    ran = amnio("counts", data, "--kind", kind, "--output", there, "--engine", "spark", "--master", server)
    assert ran.returncode == 0, ran.stderr
    assert there.read_text() == here.read_text()
    assert "Warning" not in ran.stderr


def test_a_server_finds_the_same_bad_records_and_nothing_is_counted(server: str, tmp_path: Path) -> None:
    data = table(tmp_path / "t.csv", *BROKEN.values(), rows=2 * len(BROKEN))
    on_spark = ("--engine", "spark", "--master", server)
    here, there = (amnio("check-data", data, "--format", "json", *each) for each in ((), on_spark))
    assert (here.returncode, there.returncode) == (2, 2), there.stderr
    one, other = (
        {(each["code"], each["column"]): each["n"] for each in json.loads(ran.stdout)["findings"]}
        for ran in (here, there)
    )
    assert one == other
    refused = amnio("counts", data, "--output", tmp_path / "c.csv", *on_spark)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "c.csv").exists()


def test_a_table_that_the_server_does_not_know_is_refused(server: str, tmp_path: Path) -> None:
    for place in ("registry.pregnancies", tmp_path / "nothing"):
        ran = amnio("check-data", place, "--engine", "spark", "--master", server)
        assert ran.returncode == 2, ran.stderr
        assert "cannot be read whole" in " ".join(ran.stderr.replace("┃", " ").split())
        assert "Traceback" not in ran.stderr
