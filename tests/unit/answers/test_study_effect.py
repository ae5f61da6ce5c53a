"""The designs on a simulated population with known truth: what each says, and what an answer must contain."""

from dataclasses import replace
from pathlib import Path

import pytest

from amnio.answers.simulated_population import PopulationSource, SimulatedTruth
from amnio.answers.study_answer import By, Design, StudyEffect
from amnio.answers.study_counting import StudyCounts, count_effect, scans
from amnio.answers.study_designs import HORIZONS
from amnio.answers.study_effect import study_effect
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.definition import Bands, Codes, StudyDefinition
from amnio.cohort.engines.opening import opened
from amnio.cohort.origin import TableMapping
from amnio.estimate import NothingToCompareError, Target
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


def answered(counts: StudyCounts, designs: tuple[Design, ...] = ALL, target: Target = Target.TREATED) -> StudyEffect:
    return study_effect(counts, designs, target=target, landmark=LANDMARK, table="women", engine="duckdb")


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
