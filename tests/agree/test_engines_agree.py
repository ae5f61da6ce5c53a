"""Random definitions of random populations: DuckDB counts what the definition in plain Python counts."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from amnio.cohort.count import count
from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engines import in_memory
from amnio.cohort.engines.duckdb_engine import DuckDBEngine
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sources.files import table_files
from tests.random_populations import Population, accepting, definitions, populations, written


def cells(counted: Counted) -> dict[str, list[int]]:
    counts = counted.counts
    names = [name for name in counts.__slots__ if name not in ("blocks", "period", "factors", "ends")]
    return {name: getattr(counts, name).tolist() for name in names}


@pytest.mark.parametrize("kind", list(CountKind))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(definition=definitions(), population=populations())
def test_duckdb_counts_as_the_definition_does(
    tmp_path: Path, kind: CountKind, definition: StudyDefinition, population: Population
) -> None:
    path = written(population, tmp_path / "population.parquet")
    expected = in_memory.count(population, definition, kind)
    with DuckDBEngine(table_files(path), threads=1) as engine:
        mapping = accepting(engine.raw())
        if not expected.flow.counted:
            with pytest.raises(CannotStudy) as refused:
                count(engine, mapping, definition, kind)
            assert refused.value.code is Refusal.NOBODY_COUNTED
            return
        found = count(engine, mapping, definition, kind)
    assert found.flow == expected.flow
    assert cells(found) == cells(expected)


def test_the_populations_reach_every_end_and_both_arms() -> None:
    """A generator that never made a treated pregnancy would agree about nothing."""
    ends, arms, fates = set(), set(), set()

    @settings(max_examples=200, deadline=None, database=None, derandomize=True)
    @given(definition=definitions(), population=populations())
    def collect(definition: StudyDefinition, population: Population) -> None:
        counted = in_memory.count(population, definition, CountKind.TRIALS)
        ends.update(counted.counts.end.tolist())
        arms.update(counted.counts.arm.tolist())
        fates.update(name.partition(":")[0] for name, _ in counted.flow.rows)

    collect()
    assert ends == {-1, 0, 1, 2, 3}
    assert arms == {0, 1}
    assert {"counted", "never_at_risk", "other_invasive", "not_known", "not_kept"} <= fates
