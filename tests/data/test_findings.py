"""The finding tables: whole, without disguised impossibilities, and with signs that point where they must."""

import pytest

from amnio.clinic.vocabulary import (
    FINDINGS_OF_CLASS,
    Bleeding,
    Cervix,
    CordFinding,
    FetalClass,
    FetalPicture,
    Finding,
    GeneticResult,
    Histology,
    Mechanism,
    Membranes,
    Presentation,
)
from amnio.evidence import load_evidence

EVIDENCE = load_evidence()

PRESENT_ABSENT = ("present", "absent")
POSITIVE_NEGATIVE = ("positive", "negative")
GENETIC = tuple(result.value for result in GeneticResult if result not in (GeneticResult.FAILED, GeneticResult.PENDING))
LEVELS = {
    Finding.INFECTION_PICTURE: ("severe", "marked", "single", "none"),
    Finding.FEVER_ALONE: PRESENT_ABSENT,
    Finding.CRP_ALONE: ("raised", "normal"),
    Finding.FEVER_DURING_INDUCTION: PRESENT_ABSENT,
    Finding.SIGNS_BEFORE: PRESENT_ABSENT,
    Finding.INFECTION_ONSET: ("within_24h", "h24_72", "after_72h"),
    Finding.STORED_FLUID: POSITIVE_NEGATIVE,
    Finding.LATER_CULTURES: ("concordant", "single", "negative"),
    Finding.BLOOD_CULTURE: POSITIVE_NEGATIVE,
    Finding.HISTOLOGY: (Histology.NO_CHORIOAMNIONITIS, Histology.MATERNAL_RESPONSE, Histology.FETAL_RESPONSE),
    Finding.VIRUS: POSITIVE_NEGATIVE,
    Finding.MEMBRANES: tuple(Membranes),
    Finding.PRESENTATION: tuple(Presentation),
    Finding.BLEEDING: tuple(Bleeding),
    Finding.RETROPLACENTAL_CLOT: PRESENT_ABSENT,
    Finding.MALPERFUSION: PRESENT_ABSENT,
    Finding.CORD: tuple(CordFinding),
    Finding.NEEDLE_INJURY: PRESENT_ABSENT,
    Finding.KLEIHAUER: POSITIVE_NEGATIVE,
    Finding.TRAUMA: PRESENT_ABSENT,
    Finding.CERVIX: tuple(Cervix),
    Finding.MATERNAL_DISEASE: PRESENT_ABSENT,
    Finding.ANTIPHOSPHOLIPID: POSITIVE_NEGATIVE,
    Finding.FETAL_PICTURE: tuple(FetalPicture),
    Finding.CHROMOSOMES: GENETIC,
    Finding.MICROARRAY: GENETIC,
    Finding.PLACENTAL_GENETICS: GENETIC,
}
INFECTED = (
    Mechanism.INFECTION_BEFORE,
    Mechanism.INFECTION_LATER,
    Mechanism.INFECTION_INTRODUCED,
    Mechanism.LEAK_INFECTED,
)
NOT_INFECTED = tuple(mechanism for mechanism in Mechanism if mechanism not in INFECTED)
LEAKS = (Mechanism.LEAK, Mechanism.LEAK_INFECTED)


def chance(finding: Finding, level: str, condition: Mechanism | FetalClass) -> float:
    """Mean of P(level | condition)."""
    table = EVIDENCE.findings[finding]
    return table.row_of(condition).mean[table.levels.index(level)]


def lowest(finding: Finding, level: str, mechanisms: tuple[Mechanism, ...]) -> float:
    return min(chance(finding, level, mechanism) for mechanism in mechanisms)


def highest(finding: Finding, level: str, mechanisms: tuple[Mechanism, ...]) -> float:
    return max(chance(finding, level, mechanism) for mechanism in mechanisms)


def others(*named: Mechanism) -> tuple[Mechanism, ...]:
    return tuple(mechanism for mechanism in Mechanism if mechanism not in named)


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_a_table_with_the_levels_of_the_vocabulary(finding: Finding) -> None:
    assert EVIDENCE.findings[finding].levels == LEVELS[finding]


@pytest.mark.parametrize("finding", Finding)
def test_only_the_findings_of_class_depend_on_the_fetal_class(finding: Finding) -> None:
    assert (EVIDENCE.findings[finding].by == "fetal_class") == (finding in FINDINGS_OF_CLASS)


@pytest.mark.parametrize("finding", Finding)
def test_every_cell_counts_at_least_one_observation(finding: Finding) -> None:
    """Below one the density of a Dirichlet cell piles up at zero: an impossibility in disguise in many draws."""
    for row in EVIDENCE.findings[finding].rows:
        assert min(row.mean) * row.weight >= 0.999, row.key


@pytest.mark.parametrize("finding", Finding)
def test_every_row_says_in_a_sentence_of_its_own_words_why(finding: Finding) -> None:
    for row in EVIDENCE.findings[finding].rows:
        assert row.reason.endswith("."), row.key
        assert len(row.reason.split()) >= 4, row.key
        assert "http" not in row.reason


@pytest.mark.parametrize("level", ["severe", "marked"])
def test_a_severe_or_marked_picture_is_likelier_under_every_infection_than_elsewhere(level: str) -> None:
    assert lowest(Finding.INFECTION_PICTURE, level, INFECTED) > highest(Finding.INFECTION_PICTURE, level, NOT_INFECTED)


def test_a_severe_picture_is_likelier_with_introduced_infection_than_in_a_quiet_loss_in_almost_all_draws() -> None:
    draws = EVIDENCE.draw(count=2000, seed=1)
    introduced = draws["finding.infection_picture.introduced.severe"]
    assert (introduced > draws["finding.infection_picture.quiet.severe"]).mean() > 0.95


@pytest.mark.parametrize(
    ("finding", "level", "floor"),
    [
        (Finding.CRP_ALONE, "normal", 0.4),
        (Finding.FEVER_ALONE, "absent", 0.4),
        (Finding.LATER_CULTURES, "negative", 0.2),
        (Finding.BLOOD_CULTURE, "negative", 0.7),
        (Finding.INFECTION_PICTURE, "none", 0.2),
        (Finding.SIGNS_BEFORE, "absent", 0.8),
    ],
)
def test_a_normal_result_never_excludes_infection(finding: Finding, level: str, floor: float) -> None:
    assert lowest(finding, level, INFECTED) / highest(finding, level, NOT_INFECTED) >= floor


def test_no_single_result_excludes_an_introduced_infection_against_the_other_infections() -> None:
    """An easy procedure, sterile equipment and normal tests beforehand are all compatible with it (published cases)."""
    rivals = (Mechanism.INFECTION_BEFORE, Mechanism.INFECTION_LATER)
    for finding, table in EVIDENCE.findings.items():
        if table.by == "mechanism":
            for level in table.levels:
                introduced = chance(finding, level, Mechanism.INFECTION_INTRODUCED)
                assert introduced >= 0.05 * highest(finding, level, rivals), (finding, level)


def test_prophylaxis_says_nothing_about_the_cause() -> None:
    assert not [name for name in EVIDENCE.findings if "prophyla" in name or "antibiotic" in name]


def test_fever_while_misoprostol_is_given_is_barely_informative() -> None:
    """Nijman 2017: likelihood ratio 1.31."""
    ratio = chance(Finding.FEVER_DURING_INDUCTION, "present", Mechanism.INFECTION_LATER) / chance(
        Finding.FEVER_DURING_INDUCTION, "present", Mechanism.UNEXPLAINED
    )
    assert ratio == pytest.approx(1.31, abs=0.01)


def test_an_infection_in_the_stored_fluid_was_there_at_the_procedure() -> None:
    before = chance(Finding.STORED_FLUID, "positive", Mechanism.INFECTION_BEFORE)
    assert before >= 5 * highest(Finding.STORED_FLUID, "positive", others(Mechanism.INFECTION_BEFORE))
    assert highest(Finding.STORED_FLUID, "positive", NOT_INFECTED) <= 0.04


def test_an_introduced_infection_shows_earlier_than_one_that_came_later() -> None:
    def early(mechanism: Mechanism) -> float:
        return 1 - chance(Finding.INFECTION_ONSET, "after_72h", mechanism)

    introduced = early(Mechanism.INFECTION_INTRODUCED)
    before, later = early(Mechanism.INFECTION_BEFORE), early(Mechanism.INFECTION_LATER)
    assert introduced > before > later


def test_inflammation_says_little_about_the_route_and_a_fetal_response_says_infection() -> None:
    for level in (Histology.MATERNAL_RESPONSE, Histology.FETAL_RESPONSE):
        routes = [chance(Finding.HISTOLOGY, level, mechanism) for mechanism in INFECTED]
        assert max(routes) / min(routes) < 2
    ratio = lowest(Finding.HISTOLOGY, "fetal_response", INFECTED) / highest(
        Finding.HISTOLOGY, "fetal_response", NOT_INFECTED
    )
    assert 1.3 < ratio < 3


def test_a_leak_in_two_days_is_fifty_times_likelier_under_a_leak() -> None:
    assert lowest(Finding.MEMBRANES, "leak_within_48h", LEAKS) >= 50 * highest(
        Finding.MEMBRANES, "leak_within_48h", others(*LEAKS)
    )


def test_trauma_is_practically_impossible_as_a_finding_without_being_the_mechanism() -> None:
    assert highest(Finding.TRAUMA, "present", others(Mechanism.TRAUMA)) <= 0.01


@pytest.mark.parametrize(
    ("finding", "level", "mechanism", "times"),
    [
        (Finding.CORD, "stricture_or_torsion", Mechanism.CORD, 15),
        (Finding.NEEDLE_INJURY, "present", Mechanism.INJURY, 10),
        (Finding.TRAUMA, "present", Mechanism.TRAUMA, 50),
        (Finding.MATERNAL_DISEASE, "present", Mechanism.MATERNAL, 5),
        (Finding.CERVIX, "painless_opening", Mechanism.CERVICAL, 2),
        (Finding.BLEEDING, "heavy", Mechanism.BLEEDING, 1.2),
    ],
)
def test_a_defining_sign_speaks_for_its_own_mechanism(
    finding: Finding, level: str, mechanism: Mechanism, times: float
) -> None:
    assert chance(finding, level, mechanism) >= times * highest(finding, level, others(mechanism))


def test_a_virus_speaks_for_an_infection_that_the_needle_did_not_bring() -> None:
    on_its_own = (Mechanism.INFECTION_BEFORE, Mechanism.INFECTION_LATER)
    assert lowest(Finding.VIRUS, "positive", on_its_own) >= 5 * highest(Finding.VIRUS, "positive", others(*on_its_own))


def test_a_quiet_opening_of_the_cervix_is_also_seen_with_a_later_infection() -> None:
    later = chance(Finding.CERVIX, "painless_opening", Mechanism.INFECTION_LATER)
    assert later >= 2 * chance(Finding.CERVIX, "painless_opening", Mechanism.FETAL_ABNORMALITY)
    assert later > chance(Finding.CERVIX, "painless_opening", Mechanism.INFECTION_INTRODUCED)


def test_a_fetus_dies_before_labour_with_its_own_disease_and_is_born_alive_with_an_open_cervix() -> None:
    silent = (Mechanism.FETAL_ABNORMALITY, Mechanism.CORD, Mechanism.PLACENTAL, Mechanism.INJURY)
    alive = (Mechanism.INFECTION_LATER, Mechanism.LEAK_INFECTED, Mechanism.CERVICAL, Mechanism.CONTRACTIONS)
    assert lowest(Finding.PRESENTATION, "died_before_labour", silent) >= 0.7
    assert highest(Finding.PRESENTATION, "died_before_labour", alive) <= 0.3
    assert 0.4 <= chance(Finding.PRESENTATION, "died_before_labour", Mechanism.INFECTION_INTRODUCED) <= 0.6


def test_a_negative_kleihauer_does_not_exclude_a_punctured_vessel() -> None:
    assert chance(Finding.KLEIHAUER, "negative", Mechanism.INJURY) >= 0.5


def test_a_normal_karyotype_leaves_submicroscopic_placental_and_structural_abnormality() -> None:
    for fetal_class in (FetalClass.OTHER_UNBALANCED, FetalClass.CONFINED_PLACENTAL, FetalClass.STRUCTURAL):
        assert chance(Finding.CHROMOSOMES, "normal", fetal_class) > 0.75
    assert chance(Finding.MICROARRAY, "normal", FetalClass.OTHER_UNBALANCED) < 0.1
    assert chance(Finding.PLACENTAL_GENETICS, "normal", FetalClass.CONFINED_PLACENTAL) < 0.2


@pytest.mark.parametrize("finding", [Finding.CHROMOSOMES, Finding.MICROARRAY, Finding.PLACENTAL_GENETICS])
@pytest.mark.parametrize("fetal_class", [FetalClass.T21, FetalClass.T18, FetalClass.T13, FetalClass.TRIPLOIDY])
def test_a_genetic_result_finds_its_own_class(finding: Finding, fetal_class: FetalClass) -> None:
    own = chance(finding, fetal_class.value, fetal_class)
    assert own > 0.7
    for rival in FetalClass:
        if rival not in (fetal_class, FetalClass.CONFINED_PLACENTAL):
            assert chance(finding, fetal_class.value, rival) < 0.01 * own


def test_a_trisomy_21_karyotype_convinces_even_where_it_was_not_expected() -> None:
    prior = 1 / 1500
    found = prior * chance(Finding.CHROMOSOMES, "t21", FetalClass.T21)
    false = (1 - prior) * chance(Finding.CHROMOSOMES, "t21", FetalClass.EUPLOID)
    assert found / (found + false) > 0.9
