"""The designs on a simulated population with known truth: what each says, and what an answer must contain."""

from dataclasses import replace
from pathlib import Path

import pytest

from amnio.answers.simulated_population import PopulationSource, SimulatedTruth
from amnio.answers.study_answer import By, Design, EarlyLosses, StudyEffect, Way
from amnio.answers.study_counting import StudyCounts, count_effect, scans
from amnio.answers.study_designs import HORIZONS, LOSS
from amnio.answers.study_effect import study_effect
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.definition import Bands, Codes, StudyDefinition
from amnio.cohort.engines.opening import opened
from amnio.cohort.origin import TableMapping
from amnio.estimate import Horizon, NothingToCompareError, Target, sequential_trials
from amnio.estimate.other_windows import ends_within
from amnio.estimate.trial_counts import TrialCounts
from amnio.exchange.population_file import write_population

LANDMARK = GestationalAge(18 * 7)
SAME_RISK = (
    Codes(column="screen", codes=("negative", "positive")),
    Bands(column="maternal_age", cuts=(35, 40)),
    Codes(column="earlier_loss", codes=("false", "true")),
)
ALL = tuple(Design)
SIGMAS = 3.5  # a right estimate is farther off once in 2,000 populations, and the seed is fixed


def counted(path: Path, definition: StudyDefinition, designs: tuple[Design, ...] = ALL) -> StudyCounts:
    with opened(str(path)) as engine:
        return count_effect(engine, TableMapping.by_name(engine.raw()), definition, designs, LANDMARK)


def answered(
    counts: StudyCounts,
    designs: tuple[Design, ...] = ALL,
    target: Target = Target.TREATED,
    ways: tuple[Way, ...] = (),
    early: tuple[int, ...] = (),
) -> StudyEffect:
    return study_effect(
        counts, designs, target=target, landmark=LANDMARK, table="women", engine="duckdb", ways=ways, early=early
    )


@pytest.fixture(scope="module")
def population(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SimulatedTruth]:
    path = tmp_path_factory.mktemp("study") / "women.parquet"
    source = PopulationSource("indication", seed=3)
    write_population(source.parts(150_000), path, ".parquet")
    return path, source.truth()


@pytest.fixture(scope="module")
def counts(population: tuple[Path, SimulatedTruth]) -> StudyCounts:
    return counted(population[0], StudyDefinition(strata=SAME_RISK, blocks=20))


def test_trials_contain_the_truth_and_the_divided_designs_do_not(
    population: tuple[Path, SimulatedTruth], counts: StudyCounts
) -> None:
    answer, truth = answered(counts), population[1]
    for by in By:
        found = answer.effect(Design.TRIALS, by)
        assert found is not None
        assert found.difference.low is not None
        assert found.difference.high is not None
        assert found.difference.low < truth.effect(by.value).difference < found.difference.high
        assert found.untreated.standard_error is not None
        away = found.untreated.value - truth.effect(by.value).risk_untreated
        assert abs(away) < SIGMAS * found.untreated.standard_error
    for design in (Design.CRUDE, Design.STRATIFIED):
        wrong = answer.effect(design, By.WEEK_24)
        assert wrong is not None
        assert wrong.difference.high is not None
        assert wrong.difference.high < 0 < truth.effect("week_24").difference


def test_each_design_has_the_horizons_that_it_can_have(counts: StudyCounts) -> None:
    answer = answered(counts)
    horizons = {design: [each.by for each in answer.effects if each.design is design] for design in Design}
    assert horizons[Design.CRUDE] == horizons[Design.STRATIFIED] == [By.WEEK_24, By.BIRTH]
    assert horizons[Design.LANDMARK] == horizons[Design.TRIALS] == list(By)
    assert list(HORIZONS) == list(By)
    assert {each.first_day for each in answer.by_week if each.by is By.DAY_14} >= {"15+0", "16+0", "17+0"}


def test_weighted_arms_are_alike_in_every_stratum_and_nobody_is_lost_from_the_count(counts: StudyCounts) -> None:
    answer = answered(counts)
    found = answer.diagnostics
    assert found is not None
    assert max(abs(each.after or 0.0) for each in found.levels) < 1e-12
    assert max(abs(each.before or 0.0) for each in found.levels) > 0.5, "reasons to test were strong"
    for factor in ("screen", "maternal_age", "earlier_loss"):
        assert sum(each.treated for each in found.levels if each.factor == factor) == pytest.approx(1.0)
    main = answer.effect(Design.TRIALS, By.WEEK_24)
    assert main is not None
    assert main.speaks_for + main.not_compared == sum(each.treated for each in found.strata)
    assert sum(each.alone for each in found.strata) == main.not_compared
    assert found.weights is not None
    assert found.weights.effective < found.weights.people
    assert sum(row.rows for row in answer.flow) == 150_000


def test_without_strata_the_reasons_to_test_are_taken_for_an_effect(
    population: tuple[Path, SimulatedTruth], counts: StudyCounts
) -> None:
    bare = answered(counted(population[0], StudyDefinition(blocks=20), (Design.TRIALS,)), (Design.TRIALS,))
    naive, fair = bare.effect(Design.TRIALS, By.WEEK_24), answered(counts).effect(Design.TRIALS, By.WEEK_24)
    assert naive is not None
    assert fair is not None
    assert naive.difference.value > 2 * abs(fair.difference.value)
    assert bare.diagnostics is not None
    assert bare.diagnostics.levels == ()


def test_the_same_rows_give_the_same_fingerprint_and_another_question_another(
    population: tuple[Path, SimulatedTruth], counts: StudyCounts
) -> None:
    again = counted(population[0], StudyDefinition(strata=SAME_RISK, blocks=20))
    other = counted(population[0], StudyDefinition(strata=SAME_RISK[:1], blocks=20))
    assert again.fingerprint == counts.fingerprint != other.fingerprint
    assert answered(again) == answered(counts)


def test_a_table_in_which_nobody_was_tested_is_told_so(tmp_path: Path) -> None:
    source = PopulationSource("randomised", seed=1)
    part = next(source.parts(2_000))
    untested = replace(part, procedure=part.procedure * 0 - 1)
    write_population([untested], tmp_path / "women.parquet", ".parquet")
    nobody = counted(tmp_path / "women.parquet", StudyDefinition(), (Design.TRIALS,))
    with pytest.raises(NothingToCompareError, match="anybody treated"):
        answered(nobody, (Design.TRIALS,))


def test_designs_share_scans() -> None:
    assert [scans((design,)) for design in Design] == [1, 1, 1, 1]
    assert scans((Design.CRUDE, Design.STRATIFIED)) == 1
    assert scans(ALL) == 3


def test_models_say_what_strata_say_where_both_can_speak(
    population: tuple[Path, SimulatedTruth], counts: StudyCounts
) -> None:
    answer, truth = answered(counts, (Design.TRIALS,), ways=tuple(Way)), population[1]
    fair = answer.effect(Design.TRIALS, By.WEEK_24)
    assert fair is not None
    assert [each.way for each in answer.other_ways] == [Way.LOGISTIC, Way.DOUBLY_ROBUST]
    for found in answer.other_ways:
        assert [each.by for each in found.effects] == list(By)
        one = next(each for each in found.effects if each.by is By.WEEK_24).difference
        assert one.low is not None
        assert one.high is not None
        assert one.low < truth.effect("week_24").difference < one.high
        assert one.value != fair.difference.value


def test_windows_of_losses_are_those_of_trials_in_which_only_they_count(counts: StudyCounts) -> None:
    found = answered(counts, (Design.TRIALS,)).sensitivity
    assert found is not None
    assert [(each.first_day, each.last_day) for each in found.windows] == [(0, 14), (15, 28), (29, 42), (43, None)]
    assert counts.trials is not None
    assert isinstance(counts.trials.counts, TrialCounts)
    for window in found.windows[1:]:
        last = 10_000 if window.last_day is None else window.last_day
        table = ends_within(counts.trials.counts, {LOSS}, first=window.first_day, last=last)
        alone = sequential_trials(table, ends={LOSS}, horizons=[Horizon.last()]).compared(Horizon.last())
        assert window.difference.value == pytest.approx(alone.difference.value, abs=1e-12)
        assert window.difference.low == pytest.approx(alone.difference.low, abs=1e-10)


def test_taking_out_early_losses_of_the_tested_gives_the_lowest_effect(counts: StudyCounts) -> None:
    answer = answered(counts, (Design.TRIALS,), early=(3, 14))
    assert answer.sensitivity is not None
    early = {(each.done, each.days): each for each in answer.sensitivity.early}
    assert set(early) == {(done, days) for done in EarlyLosses for days in (3, 14)}

    def difference(done: EarlyLosses, days: int) -> float:
        return next(each for each in early[done, days].effects if each.by is By.WEEK_24).difference.value

    fair = answer.effect(Design.TRIALS, By.WEEK_24)
    assert fair is not None
    for days in (3, 14):
        assert difference(EarlyLosses.TAKEN_OUT, days) < difference(EarlyLosses.UNSEEN, days)
        assert difference(EarlyLosses.TAKEN_OUT, days) < fair.difference.value
    assert difference(EarlyLosses.TAKEN_OUT, 14) < difference(EarlyLosses.TAKEN_OUT, 3)
    assert 0 < early[EarlyLosses.TAKEN_OUT, 3].left_out < early[EarlyLosses.TAKEN_OUT, 14].left_out


def test_seeing_trials_later_ends_on_the_same_day_of_gestation(counts: StudyCounts) -> None:
    """Where nothing happens in the first days a later start changes little, but for from whom leaving is learnt."""
    assert counts.trials is not None
    rows = counts.trials.counts
    assert isinstance(rows, TrialCounts)
    late = replace(counts.trials, counts=rows.rows(rows.day >= 5))
    answer = answered(replace(counts, trials=late), (Design.TRIALS,), early=(4,))
    assert answer.sensitivity is not None
    unseen = next(each for each in answer.sensitivity.early if each.done is EarlyLosses.UNSEEN)
    assert unseen.left_out == 0
    for each in unseen.effects:
        asked = answer.effect(Design.TRIALS, each.by)
        assert asked is not None
        assert each.treated.value == pytest.approx(asked.treated.value, rel=1e-3)  # four days are 3 %
