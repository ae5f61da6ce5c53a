"""How often a test gives no result: every test has a figure, and worse material fails more often."""

import pytest

from amnio.clinic.vocabulary import Test
from amnio.evidence import load_evidence

DRAWS = load_evidence().draw(count=2000, seed=1)
SAMPLES = ("fluid", "tissue", "macerated")


def fails(name: str) -> float:
    return float(DRAWS[f"test.{name}"].mean())


@pytest.mark.parametrize("test", Test)
def test_every_test_can_fail_and_mostly_does_not(test: Test) -> None:
    assert 0 < fails(f"{test.value}.fails") < 0.5


@pytest.mark.parametrize("test", ["chromosomes", "microarray"])
def test_worse_material_fails_more_often(test: str) -> None:
    fluid, tissue, macerated = (fails(f"{test}.fails_{sample}") for sample in SAMPLES)
    assert fluid < tissue < macerated


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_microarray_survives_where_a_culture_does_not(sample: str) -> None:
    assert fails(f"microarray.fails_{sample}") < fails(f"chromosomes.fails_{sample}")


def test_two_thirds_of_karyotypes_fail_in_severe_maceration() -> None:
    """Korteweg 2008: 35 % success."""
    assert fails("chromosomes.fails_macerated") == pytest.approx(0.65, abs=0.03)
