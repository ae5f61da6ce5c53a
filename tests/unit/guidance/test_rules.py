"""The format of a rule file, its verdicts, and what a malformed file is told."""

import tomllib
from datetime import date

import pytest

from amnio.clinic.reading import case_from_mapping
from amnio.guidance.condition import as_written, condition
from amnio.guidance.error import GuidanceError
from amnio.guidance.judging import OutOfForce, facts_of, judge
from amnio.guidance.profiles import check_profile, in_force, known_profiles
from amnio.guidance.reckoned import reckon
from amnio.guidance.rule import RuleVerdict, Stage, Topic
from amnio.guidance.rule_file import rule_from
from amnio.guidance.rules import rule_named, rules_of, rules_on
from amnio.guidance.table import Table
from amnio.guidance.worked import judged_as_given, problems_of

GOOD = """
rule = "example"
profiles = ["isuog-2016"]
topic = "needle"
stage = "before"
action = "caution"
standing = "guideline"
source = "isuog-2016"
place = "point 2"
reading = "seen"
advice_en = "Use a needle of 20 to 22 gauge."
advice_zh = "使用20~22G穿刺针。"
about = { field = "plan.kind", is = "amniocentesis" }
require = { field = "plan.needle_gauge", within = [20, 22] }
given = { "plan.kind" = "amniocentesis" }
case = [
    { given = { "plan.needle_gauge" = 20 }, verdict = "kept" },
    { given = { "plan.needle_gauge" = 22 }, verdict = "kept" },
    { given = { "plan.needle_gauge" = 19 }, verdict = "broken" },
    { given = { "plan.needle_gauge" = 23 }, verdict = "broken" },
]
"""


def rule(written=GOOD, folder="isuog-2016"):
    return rule_from(Table(tomllib.loads(written), file="rules/isuog-2016/example.toml"), folder, "example")


@pytest.mark.parametrize(
    ("written", "at", "held"),
    [
        ('within = ["15+0", "20+6"]', "14+6", False),
        ('within = ["15+0", "20+6"]', "15+0", True),
        ('within = ["15+0", "20+6"]', "20+6", True),
        ('within = ["15+0", "20+6"]', "21+0", False),
    ],
)
def test_both_ends_of_a_range_of_weeks_are_inside(written, at, held):
    table = Table(tomllib.loads(f'field = "plan.at"\n{written}'), file="rules/example.toml")
    assert condition(table).judge(plan(at=at)) is held


@pytest.mark.parametrize("ends", ['["15+0"]', '["15+0", "14+6"]', '["15+0", "20+7"]', '["15.0", "20+6"]'])
def test_a_range_of_weeks_that_is_none_is_refused(ends):
    with pytest.raises(GuidanceError, match=r"two gestational ages|lies before the first"):
        condition(Table(tomllib.loads(f'field = "plan.at"\nwithin = {ends}'), file="rules/example.toml"))


def test_a_condition_is_written_the_way_its_file_writes_it():
    written = {"all": [{"field": "plan.at", "within": ["15+0", "20+6"]}, {"not": {"field": "plan.hiv", "known": True}}]}
    assert as_written(condition(Table(written, file="rules/example.toml"))) == written


def test_a_good_rule_has_no_problems():
    assert problems_of(rule()) == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "said"),
    [
        ('rule = "example"', 'rule = "other"', "rule", "is not one of example"),
        ('["isuog-2016"]', '["isuog-2017"]', "profiles", "not in profiles.toml"),
        ('["isuog-2016"]', '["acog"]', "profiles", "isuog-2016 must be among them"),
        ('topic = "needle"', 'topic = "needles"', "topic", "is not one of"),
        ('stage = "before"', "", "stage", "is missing"),
        ('action = "caution"', 'action = "stop"', "action", "is not one of"),
        ('standing = "guideline"', 'standing = "opinion"', "standing", "is not one of"),
        ('source = "isuog-2016"', 'source = "isuog-2099"', "source", "in no file of sources"),
        ('reading = "seen"', 'reading = "seen"\nconfidence = 0.9', "confidence", "belongs to a wording"),
        ('reading = "seen"', 'reading = "unverified"', "confidence", "is missing"),
        ('reading = "seen"', 'reading = "unverified"\nconfidence = 0.5', "confidence", "a lead to read up"),
        ('reading = "seen"', 'reading = "unverified"\nconfidence = 1.5', "confidence", "is not from"),
        ('reading = "seen"', 'reading = "seen"\nin_force_from = "2016"', "in_force_from", "must be a date"),
        (
            'reading = "seen"',
            'reading = "seen"\nin_force_from = 2016-01-01\nin_force_until = 2015-12-31',
            "in_force_until",
            "before",
        ),
        ('advice_zh = "使用20~22G穿刺针。"', "", "advice_zh", "is missing"),
        ("require = ", "when = ", "require", "must say what it requires"),
        ("require = ", 'when = { field = "plan.at", known = true }\nrequire = ', "when", "stands beside require"),
        ("require = ", "requires = ", "requires", "did you mean require"),
        ("[20, 22]", "[22, 20]", "require.within", "below the first"),
        ("[20, 22]", "[20]", "require.within", "is not two numbers"),
        ('plan.needle_gauge", within', 'plan.gauge", within', "require.field", "not a field of a case"),
        ('is = "amniocentesis" }\nrequire', 'is = "amnio" }\nrequire', "about.is", "'amnio' is not one of"),
        ('verdict = "broken"', 'verdict = "failed"', "case.3.verdict", "is not one of"),
    ],
)
def test_a_malformed_rule_is_refused_with_the_file_and_the_field(old, new, field, said):
    assert old in GOOD
    with pytest.raises(GuidanceError, match=said) as refused:
        rule(GOOD.replace(old, new, 1) if "verdict" in old else GOOD.replace(old, new))
    assert (refused.value.file, refused.value.field) == ("rules/isuog-2016/example.toml", field)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"plan.needle_gauge" = 19 }, verdict = "broken"',
            '"plan.needle_gauge" = 19 }, verdict = "kept"',
            "case 3 says",
        ),
        ('{ given = { "plan.needle_gauge" = 22 }, verdict = "kept" },', "", "has 1 cases that are kept"),
        ('{ given = { "plan.needle_gauge" = 23 }, verdict = "broken" },', "", "has 1 cases that are broken"),
        ('"plan.needle_gauge" = 19', '"plan.needle_gauge" = 9', "case 3: plan.needle_gauge"),
        ('"plan.needle_gauge" = 19', '"reckoned.needle" = 9', "case 3: reckoned.needle is not counted"),
        (
            'require = { field = "plan.needle_gauge", within = [20, 22] }',
            'require = { unless = { not = { field = "plan.needle_gauge", within = [20, 22] } } }',
            "",
        ),
    ],
)
def test_a_rule_that_its_worked_cases_contradict_is_told_where(old, new, said):
    assert old in GOOD
    found = problems_of(rule(GOOD.replace(old, new)))
    assert any(said in one for one in found) or (not said and not found)


def test_a_rule_that_would_pass_in_silence_is_found():
    silent = GOOD.replace(
        'require = { field = "plan.needle_gauge", within = [20, 22] }',
        'require = { any = [{ field = "plan.needle_gauge", within = [20, 22] }, '
        '{ field = "plan.kind", is = "amniocentesis" }] }',
    )
    assert any("it cannot tell" in one for one in problems_of(rule(silent)))


def plan(**fields):
    mapping = {f"plan.{name}": value for name, value in {"kind": "amniocentesis", **fields}.items()}
    return facts_of(case_from_mapping(mapping))


@pytest.mark.parametrize(
    ("at", "verdict"), [("14+6", RuleVerdict.BROKEN), ("15+0", RuleVerdict.KEPT), (None, RuleVerdict.CANNOT_TELL)]
)
def test_a_missing_field_is_never_a_silent_pass(at, verdict):
    found = judge(rule_named("isuog-2016-amnio-from-15-0"), plan(at=at))
    assert found.verdict is verdict
    assert found.missing == (("plan.at",) if at is None else ())


def test_another_procedure_is_not_what_the_rule_is_about():
    found = judge(rule_named("isuog-2016-amnio-from-15-0"), plan(kind="chorionic_villus_sampling", at="12+0"))
    assert (found.verdict, found.out_of_force) == (RuleVerdict.NOT_ABOUT, None)


@pytest.mark.parametrize(
    ("on", "out"),
    [
        (date(2010, 5, 31), OutOfForce.NOT_YET),
        (date(2010, 6, 1), None),
        (date(2021, 10, 24), None),
        (date(2021, 10, 25), OutOfForce.NO_MORE),
        (None, OutOfForce.NO_MORE),
    ],
)
def test_a_rule_is_judged_as_of_the_day(on, out):
    found = judge(rule_named("rcog-2010-two-failed-then-senior"), plan(failed_insertions=3), on)
    assert found.out_of_force is out
    assert found.verdict is (RuleVerdict.NOT_ABOUT if out else RuleVerdict.BROKEN)


def test_one_reading_of_two_cannot_tell_and_says_which_is_missing():
    found = judge(rule_named("cn-ws322-2010-temp-over-37-2"), plan(temperature_c=37.6, temperature_site="axilla"))
    assert (found.verdict, found.missing) == (RuleVerdict.CANNOT_TELL, ("plan.temperature_second_c",))


def test_what_is_counted_from_dates_is_missed_as_dates():
    found = judged_as_given(rule_named("rcog-64b-2012-six-weeks"), {"loss.outcome": "loss"}, date(2020, 5, 1))
    assert found.missing == ("aftercare.on", "loss.on")


def test_days_and_calendar_months_are_counted():
    case = case_from_mapping(
        {
            "procedure.kind": "amniocentesis",
            "procedure.on": "2024-01-17",
            "loss.outcome": "loss",
            "loss.at": "18+2",
            "loss.on": "2024-01-31",
            "aftercare.on": "2024-02-29",
            "pregnancy.previous_first_trimester_losses": 1,
            "pregnancy.previous_second_trimester_losses": 0,
        }
    )
    assert reckon(case) == {
        "reckoned.days_after_procedure": 43,
        "reckoned.days_after_loss": 29,
        "reckoned.months_after_loss": 1,
        "reckoned.losses": 2,
    }


def test_rules_are_found_by_profile_stage_and_topic():
    ids = [one.id for one in rules_of("isuog-2016", Stage.BEFORE)]
    assert ids[0] == "isuog-2016-amnio-from-15-0"  # what blocks comes first
    assert {one.profiles for one in rules_on(Topic.WINDOW)} >= {("isuog-2016",), ("source-text",)}


def test_a_rule_that_is_not_there_is_answered_with_a_near_name():
    with pytest.raises(GuidanceError, match="did you mean isuog-2016-needle-20-22g"):
        rule_named("isuog-2016-needle")


def test_a_profile_that_is_not_there_is_answered_with_all_names():
    with pytest.raises(GuidanceError, match=r"source-text, .*did you mean isuog-2016"):
        check_profile("isuog")


def test_the_days_of_a_profile_are_both_inside():
    assert not known_profiles()["rcog-2021"].in_force(date(2021, 10, 24))
    assert known_profiles()["rcog-2021"].in_force(date(2021, 10, 25))
    assert in_force(date(2020, 1, 31), None, date(2020, 1, 31))
    assert not in_force(date(2020, 2, 1), None, date(2020, 1, 31))
