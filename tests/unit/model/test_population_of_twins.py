"""Twins, second procedures and re-dated pregnancies of a simulated population, and the truth summed for them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from amnio.answers.simulated_population import FIRST_TRIAL, LAST_TRIAL, PopulationSource, SimulatedTruth
from amnio.answers.study_answer import Design
from amnio.answers.study_counting import count_effect
from amnio.answers.study_designs import pooled_effects, trial_sums
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.practice import Practice, Span
from amnio.cohort.checking import TableCheck, check_table
from amnio.cohort.definition import Bands, Codes, Dating, SeveralFetuses, StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.engines.opening import opened
from amnio.cohort.origin import TableMapping
from amnio.estimate import Target
from amnio.evidence.scenario import load_scenario
from amnio.exchange.population_file import write_population
from amnio.model.clock import DAY_24, END_DAY
from amnio.model.population import BIRTH, LOSS, LOST, NEVER, TERMINATION, Population
from amnio.model.population_truth import risk_tables, treated_on
from tests.unit.model.test_population import SIGMAS, WOMEN, population_of, unseen

SCENARIO = "twins-and-repeats"
STRATA = (
    Codes(column="screen", codes=("negative", "positive")),
    Bands(column="maternal_age", cuts=(35, 40)),
    Codes(column="earlier_loss", codes=("false", "true")),
    Bands(column="fetuses", cuts=(2,)),
)


@pytest.fixture(scope="module")
def practice() -> Practice:
    return load_scenario(SCENARIO).practice


@pytest.fixture(scope="module")
def women(practice: Practice) -> Population:
    return population_of(practice).simulate(WOMEN, np.random.default_rng(8))


def test_there_is_enough_of_everything(women: Population) -> None:
    assert not women.plain
    for array in (women.later_procedure, women.fetal_loss, women.fetal_termination):
        assert (array >= 0).sum() > 20
    assert (women.fetuses == 2).mean() == pytest.approx(0.10, abs=0.01)
    assert (women.redated_days != 0).mean() == pytest.approx(0.15, abs=0.01)


def test_only_twins_lose_one_fetus_and_the_other_ends_later_or_with_it(women: Population) -> None:
    one = (women.fetal_loss >= 0) | (women.fetal_termination >= 0)
    assert (women.fetuses[one] == 2).all()
    assert ((women.fetal_loss < 0) | (women.fetal_termination < 0)).all()
    assert (women.first_end <= women.last).all()
    assert (women.first_end >= women.entry).all()
    assert set(np.unique(women.end[one])) >= {LOSS, BIRTH}
    twins = women.fetuses == 2
    assert (women.end[twins] != TERMINATION).all(), "of twins, one is ended"
    assert ((women.end == LOSS) & twins & ~one).any(), "some lose both on one day"


def test_a_second_procedure_comes_after_the_first_and_before_the_end(women: Population, practice: Practice) -> None:
    again = women.later_procedure >= 0
    assert (women.procedure[again] >= 0).all()
    delay = (women.later_procedure - women.procedure)[again]
    assert delay.min() >= practice.testing.repeated.first
    assert delay.max() <= practice.testing.repeated.last
    assert (women.later_procedure <= women.first_end).all()


def test_a_practice_of_twins_refuses_what_cannot_be(practice: Practice) -> None:
    with pytest.raises(ValueError, match="shares lie between"):
        replace(practice.women, twin_share=1.5)
    with pytest.raises(ValueError, match="a day after the first"):
        replace(practice.testing, repeated=Span(first=0, last=3))


@pytest.mark.parametrize("repeated", [0.0, 1.0])
def test_as_many_are_lost_as_the_hazards_say(practice: Practice, repeated: float) -> None:
    """Also if everybody is tested twice; that second needle must be seen in what is counted."""
    model = population_of(unseen(practice, odds=1.0, repeated_share=repeated))
    seen = model.simulate(WOMEN, np.random.default_rng(9))
    tables = risk_tables(model, FIRST_TRIAL, LAST_TRIAL, after=(14, 42), until=(DAY_24, END_DAY))
    weights = treated_on(seen, FIRST_TRIAL, LAST_TRIAL, len(tables.treated))
    lost = np.where(
        ((seen.end == LOSS) & (seen.first_end == seen.last)) | (seen.fetal_loss >= 0), seen.first_end, NEVER
    )
    lost = np.where((seen.fetal_termination >= 0), NEVER, lost)
    treated = seen.procedure >= FIRST_TRIAL
    for group in (treated, treated & (seen.fetuses == 2)):
        kinds = np.unique(seen.kind[group])
        chosen = np.zeros_like(weights)
        chosen[kinds] = weights[kinds]
        after = (lost - seen.procedure)[group]
        for column, counted in enumerate((after <= 14, after <= 42, lost[group] < DAY_24, lost[group] < END_DAY)):
            expected = (chosen * tables.treated[..., column]).sum()
            assert abs(counted.sum() - expected) < SIGMAS * np.sqrt(expected), (group.sum(), column)


def test_a_second_procedure_adds_to_what_the_first_does(practice: Practice) -> None:
    arguments = {"after": (14, 42), "until": (DAY_24, END_DAY)}
    by_lot = load_scenario("randomised").practice
    twice = replace(by_lot, testing=replace(by_lot.testing, repeated_share=1.0))
    once, more = (risk_tables(population_of(each), 112, 112, **arguments).treated for each in (by_lot, twice))
    assert (more[..., 1:] > once[..., 1:]).all()


def test_what_is_simulated_without_them_is_what_it_was(practice: Practice) -> None:
    """The streams of the plain scenarios are theirs alone: recorded calibrations stay true."""
    plain = population_of(load_scenario("everything").practice).simulate(1_000, np.random.default_rng(1))
    assert plain.plain
    assert plain.last[:8].tolist() == [262, 109, 290, 277, 283, 72, 267, 269]
    assert (plain.first_end == plain.last).all()
    assert int(plain.last.sum()) == 260_397


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SimulatedTruth]:
    path = tmp_path_factory.mktemp("twins") / "women.parquet"
    source = PopulationSource(SCENARIO, seed=4)
    write_population(source.parts(150_000), path, ".parquet")
    return path, source.truth()


@pytest.fixture
def engine(table: tuple[Path, SimulatedTruth]) -> Iterator[Engine]:
    with opened(str(table[0])) as opened_table:
        yield opened_table


def test_check_data_finds_nothing_wrong(engine: Engine) -> None:
    check: TableCheck = check_table(engine, TableMapping.by_name(engine.raw()))
    assert [(each.key, each.n) for each in check.findings if each.refuses] == []
    assert check.alarms == ()
    (row,) = engine.rows(
        """SELECT COUNT(*) FILTER (WHERE fetuses = 2) AS twins, COUNT(later_procedure) AS again,
        COUNT(redated_days) AS redated, COUNT(fetal_loss) AS one, SUM(procedures) - COUNT(procedure) AS more FROM raw"""
    )
    assert min(row.values()) > 20  # type: ignore[type-var]
    assert row["again"] == row["more"]


def test_trials_find_the_truth_of_the_first_fetus(engine: Engine, table: tuple[Path, SimulatedTruth]) -> None:
    counts = count_effect(
        engine,
        TableMapping.by_name(engine.raw()),
        StudyDefinition(strata=STRATA, blocks=20),
        (Design.TRIALS,),
        GestationalAge(18 * 7),
    )
    assert counts.trials is not None
    found = {each.by.value: each for each in pooled_effects(trial_sums(counts.trials.counts, Target.TREATED))}
    for by, each in found.items():
        true = table[1].effect(by)
        assert each.difference.standard_error is not None
        assert each.untreated.standard_error is not None
        assert abs(each.difference.value - true.difference) < SIGMAS * each.difference.standard_error
        assert abs(each.untreated.value - true.risk_untreated) < SIGMAS * each.untreated.standard_error


@pytest.mark.parametrize(
    "other", [{"several_fetuses": SeveralFetuses.WHOLE}, {"dating": Dating.FIRST}], ids=["whole", "first dating"]
)
def test_another_definition_counts_something_else(engine: Engine, other: dict[str, object]) -> None:
    """The columns are read: losses of the whole pregnancy are fewer, days by the first dating are others."""
    mapping = TableMapping.by_name(engine.raw())
    losses = []
    for definition in (StudyDefinition(blocks=20), StudyDefinition(blocks=20, **other)):  # type: ignore[arg-type]
        counts = count_effect(engine, mapping, definition, (Design.CRUDE,), GestationalAge(18 * 7)).ever
        assert counts is not None
        losses.append(int(counts.counts.n[(counts.counts.end == 1) & (counts.counts.exit < DAY_24)].sum()))
    assert losses[0] > losses[1] if "several_fetuses" in other else losses[0] != losses[1]


def test_lost_to_follow_up_hides_what_came_later(women: Population) -> None:
    lost = women.end == LOST
    assert (women.fetal_loss[lost] <= women.last[lost]).all()
    assert (women.later_procedure[lost] <= women.last[lost]).all()
