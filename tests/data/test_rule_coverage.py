"""What the rules together must cover, and what profiles must say side by side, read off the issuers' own texts."""

from collections.abc import Callable, Mapping

import pytest

from amnio.clinic.gestation import GestationalAge
from amnio.guidance.anti_d import anti_d_doses
from amnio.guidance.condition import Condition
from amnio.guidance.rule import GATES, Action, Rule, RuleVerdict, Stage, Topic
from amnio.guidance.rules import all_rules, rule_named, rules_of
from amnio.guidance.worked import judged_as_given

RULES = all_rules()
#: The profiles that the project promises, beside those that are there because their texts could be read.
MAIN = ("rcog-2021", "isuog-2016", "acog", "korea-2019", "china", "source-text")


def fields_of(rule: Rule) -> set[str]:
    conditions: list[Condition] = [one for one in (rule.about, rule.tested) if one is not None]
    return {leaf.path for one in conditions for leaf in one.leaves()}


def reads(*paths: str) -> Callable[[Rule], bool]:
    return lambda rule: set(paths) <= fields_of(rule)


def on(topic: Topic, stage: Stage | None = None) -> Callable[[Rule], bool]:
    return lambda rule: rule.topic is topic and (stage is None or rule.stage is stage)


#: What a unit asks before it lets a system stand beside it.
AT_LEAST: Mapping[str, Callable[[Rule], bool]] = {
    "earliest gestation": lambda rule: rule.topic is Topic.WINDOW and rule.action is Action.BLOCK,
    "usual gestation": lambda rule: rule.topic is Topic.WINDOW and rule.action is Action.TELL,
    "continuous ultrasound": reads("plan.continuous_ultrasound"),
    "needle gauge": reads("plan.needle_gauge"),
    "passes, and when to stop": reads("plan.failed_insertions"),
    "the placenta avoided, RhD negative above all": reads("plan.placenta_on_path"),
    "first fluid discarded": reads("plan.first_ml_discarded"),
    "signs of infection": reads("plan.infection_pelvic", "plan.infection_intrauterine"),
    "two readings of the temperature": reads("plan.temperature_c", "plan.temperature_second_c"),
    "platelets": reads("plan.platelets_10e9_l"),
    "clotting": reads("plan.clotting_abnormal"),
    "anticoagulants": reads("plan.heparin_hours_since_dose"),
    "threatened miscarriage": reads("plan.threatened_miscarriage"),
    "HIV": reads("plan.hiv"),
    "hepatitis B": reads("plan.hbsag"),
    "hepatitis C": reads("plan.hcv_rna"),
    "RhD": on(Topic.RHD),
    "anti-D": on(Topic.ANTI_D),
    "more than one fetus": on(Topic.TWINS),
    "written consent": reads("plan.consent"),
    "what is told": reads("plan.told_loss_rate"),
    "every step of asepsis": reads("plan.skin_prepared", "plan.sterile_drapes", "plan.probe_cover", "plan.sterile_gel"),
    "no sex determination without a medical reason": reads("plan.indication"),
    "follow-up after the procedure": on(Topic.FOLLOW_UP, Stage.AFTER_PROCEDURE),
    "when to come back": on(Topic.RED_FLAG, Stage.AFTER_PROCEDURE),
    "sepsis after a loss": on(Topic.SEPSIS, Stage.AFTER_LOSS),
    "antibiotics after a loss, and when not": on(Topic.ANTIBIOTIC, Stage.AFTER_LOSS),
    "tests after a loss": on(Topic.TESTS, Stage.AFTER_LOSS),
    "the next pregnancy": on(Topic.NEXT_PREGNANCY, Stage.NEXT_PREGNANCY),
    "the mind": on(Topic.MOOD),
    "rights": on(Topic.RIGHTS),
}


@pytest.mark.parametrize("what", AT_LEAST)
def test_what_a_unit_asks_about_is_covered_by_some_profile(what: str) -> None:
    assert any(map(AT_LEAST[what], RULES))


@pytest.mark.parametrize("profile", MAIN)
def test_each_main_profile_says_from_when(profile: str) -> None:
    windows = [rule for rule in rules_of(profile, Stage.BEFORE) if rule.topic is Topic.WINDOW]
    assert any(rule.action in (Action.BLOCK, Action.WAIT) for rule in windows)


def test_sex_determination_without_a_medical_reason_is_stopped_in_china() -> None:
    rule = rule_named("cn-moh-2002-no-nonmedical-sex")
    assert rule.action is Action.BLOCK
    assert "china" in rule.profiles


# Profiles side by side


def window(profile: str, at: str) -> str:
    """ "wait" when a rule that holds up is broken, "tell" when only a usual window is left, else "kept"."""
    given = {"plan.kind": "amniocentesis", "plan.at": at, "plan.membranes_fused": "present"}
    verdicts = {
        (rule.action, judged_as_given(rule, given).verdict)
        for rule in rules_of(profile, Stage.BEFORE)
        if rule.topic is Topic.WINDOW
    }
    if any(action in GATES and verdict is RuleVerdict.BROKEN for action, verdict in verdicts):
        return "wait"
    return "tell" if (Action.TELL, RuleVerdict.BROKEN) in verdicts else "kept"


#: The same procedure under each profile.
WINDOWS = {
    "13+6": "wait wait wait wait wait tell wait wait",
    "14+0": "wait wait wait tell kept tell wait kept",
    "14+6": "wait wait wait tell kept tell wait kept",
    "15+0": "kept kept kept kept kept kept wait kept",
    "15+6": "kept kept kept kept kept kept wait kept",
    "16+0": "kept kept kept kept kept kept kept kept",
    "20+6": "kept kept kept kept kept kept kept kept",
    "21+0": "kept kept kept tell kept kept kept kept",
    "22+6": "kept kept kept tell kept kept kept kept",
    "23+0": "kept kept kept tell kept kept wait kept",
    "24+0": "kept kept kept tell kept kept wait kept",
}
SIDE_BY_SIDE = ("rcog-2021", "isuog-2016", "degum-2013", "acog", "korea-2019", "jsog", "china", "source-text")


@pytest.mark.parametrize("at", WINDOWS)
def test_the_same_week_under_each_profile(at: str) -> None:
    assert [window(profile, at) for profile in SIDE_BY_SIDE] == WINDOWS[at].split()


@pytest.mark.parametrize(
    ("first", "second", "waiting"),
    [
        (37.2, 37.2, set()),
        (37.3, 37.3, {"cn-ws322-2010-temp-over-37-2"}),
        (37.5, 37.5, {"cn-ws322-2010-temp-over-37-2", "cn-textbook-temp-37-5", "cn-jinan-temp-over-37-4"}),
    ],
)
def test_a_temperature_before_the_needle_stops_only_where_its_rule_says_so(
    first: float, second: float, waiting: set[str]
) -> None:
    given = {
        "plan.kind": "amniocentesis",
        "plan.temperature_site": "axilla",
        "plan.temperature_c": first,
        "plan.temperature_second_c": second,
    }
    rules = [rule for rule in RULES if "plan.temperature_c" in fields_of(rule)]
    assert {rule.id for rule in rules if judged_as_given(rule, given).verdict is RuleVerdict.BROKEN} == waiting


def test_at_exactly_38_degrees_the_british_page_calls_and_the_american_leaflets_do_not() -> None:
    given = {
        "procedure.kind": "amniocentesis",
        "signs.temperature_c": 38.0,
        "signs.uterine_tenderness": "absent",
        "signs.foul_discharge": "absent",
        "aftercare.chills": "absent",
        "aftercare.bleeding_now": "none",
        "aftercare.fluid_leaking": "absent",
        "aftercare.contractions": "absent",
        "aftercare.site_red": "absent",
    }
    verdicts = [
        judged_as_given(rule_named(id), given).verdict
        for id in ("nhs-leaflet-38-tender-contractions", "us-leaflet-over-38")
    ]
    assert verdicts == [RuleVerdict.APPLIES, RuleVerdict.DOES_NOT_APPLY]


def test_numbers_of_2010_are_not_about_a_procedure_of_today() -> None:
    given = {"plan.kind": "amniocentesis", "plan.failed_insertions": 3, "plan.needle_mm": 1.2}
    for id in ("rcog-2010-two-failed-then-senior", "rcog-2010-needle-max-0-9mm"):
        judged = judged_as_given(rule_named(id), given)
        assert (judged.verdict, judged.rule.superseded) == (RuleVerdict.NOT_ABOUT, True)


def test_advice_against_ending_a_pregnancy_for_sepsis_never_reaches_an_infected_womb() -> None:
    rule = rule_named("smfm-47-no-delivery-for-sepsis-alone")
    ongoing = {"aftercare.sepsis_suspected": "present", "plan.infection_intrauterine": "present"}
    lost = {"aftercare.sepsis_suspected": "present", "loss.outcome": "loss", "loss.at": "17+0"}
    for given in (ongoing, lost):
        assert judged_as_given(rule, given).verdict in (RuleVerdict.NOT_ABOUT, RuleVerdict.DOES_NOT_APPLY)


#: Rules that name a dose of anti-D, a week at which they do, and the profile of the dose in `care/anti_d.toml`.
DOSES = {
    "bcsh-2014-dose-12-to-20": ("16+0", "rcog-2021"),
    "bcsh-2014-dose-from-20": ("20+0", "rcog-2021"),
    "acog-dose-300-from-12": ("16+0", "acog"),
    "sogc-133-dose-after-12": ("16+0", "sogc"),
    "nba-2021-first-trimester-250": ("12+0", "nba"),
    "nba-2021-later-625": ("16+0", "nba"),
}


@pytest.mark.parametrize("id", DOSES)
def test_a_rule_names_the_dose_of_the_care_plan(id: str) -> None:
    at, profile = DOSES[id]
    (dose,) = anti_d_doses(GestationalAge.parse(at), profile)
    unit = {"IU": "IU", "microgram": "µg"}[dose.unit]
    for language in ("en", "zh"):
        assert f"{dose.amount:g} {unit}" in rule_named(id).advice(language)
    assert ("at least" in rule_named(id).advice_en) is dose.at_least


def test_doses_by_weeks_of_one_rule_are_those_of_the_care_plan() -> None:
    advice = rule_named("sfp-2022-dose-by-weeks").advice_en
    for at in ("18+6", "19+0"):
        (dose,) = anti_d_doses(GestationalAge.parse(at), "sfp")
        assert f"{dose.amount:g} µg" in advice
