"""The words of conditions: yes, no and cannot tell, and what a malformed file is told."""

import tomllib

import pytest

from amnio.clinic.vocabulary import Presence
from amnio.guidance.condition import Facts, case_paths, condition, every, some
from amnio.guidance.error import GuidanceError
from amnio.guidance.files import fingerprint, read
from amnio.guidance.table import Table
from amnio.guidance.thresholds import default_thresholds
from tests.unit.guidance.cases import loss_case


def table(written):
    return Table(tomllib.loads(written), file="care/example.toml")


def judged(written, case=None, **before):
    facts = Facts(case=case or loss_case(), thresholds=default_thresholds(), judged=before)
    return condition(table(written)).judge(facts)


FEVER = 'field = "signs.temperature_c"\nat_least = "fever_c"'


def hot(celsius):
    return loss_case(signs={"temperature_c": celsius})


def test_a_field_that_was_not_looked_for_cannot_be_told():
    assert judged(FEVER) is None


def test_a_limit_is_read_from_the_thresholds():
    assert judged(FEVER, hot(38.0)) is True
    assert judged(FEVER, hot(37.9)) is False


@pytest.mark.parametrize(
    ("word", "below", "on", "above"),
    [
        ("at_least", False, True, True),
        ("at_most", True, True, False),
        ("above", False, False, True),
        ("below", True, False, False),
    ],
)
def test_each_comparison_knows_its_side_of_the_limit(word, below, on, above):
    written = f'field = "signs.temperature_c"\n{word} = 37.0'
    assert [judged(written, hot(value)) for value in (36.9, 37.0, 37.1)] == [below, on, above]


@pytest.mark.parametrize(("at", "before", "not_before"), [("11+6", True, False), ("12+0", False, True)])
def test_gestational_ages_are_compared_in_days(at, before, not_before):
    assert judged('field = "loss.at"\nbefore = "12+0"', loss_case(at=at)) is before
    assert judged('field = "loss.at"\nnot_before = "12+0"', loss_case(at=at)) is not_before


def test_known_is_never_in_doubt():
    assert judged('field = "pregnancy.rhd"\nknown = false') is True
    assert judged('field = "pregnancy.rhd"\nknown = true') is False


def test_not_keeps_doubt_and_unless_does_not():
    assert judged('not = { field = "signs.fever", is = "present" }') is None
    assert judged('unless = { field = "signs.fever", is = "present" }') is True
    feverish = loss_case(signs={"fever": Presence.PRESENT})
    assert judged('unless = { field = "signs.fever", is = "present" }', feverish) is False


def test_one_of_and_is_read_codes():
    case = loss_case(signs={"fever": Presence.ABSENT})
    assert judged('field = "signs.fever"\nis = "present"', case) is False
    assert judged('field = "signs.fever"\none_of = ["present", "absent"]', case) is True


def test_what_was_judged_before_can_be_read():
    written = 'field = "judged.infection_signs"\nis = true'
    assert judged(written, infection_signs=True) is True
    assert judged(written, infection_signs=False) is False
    assert judged(written) is None


@pytest.mark.parametrize("first", [True, False, None])
@pytest.mark.parametrize("second", [True, False, None])
def test_all_and_any_are_mirrors_of_each_other(first, second):
    turned = {True: False, False: True, None: None}
    assert every([first, second]) is turned[some([turned[first], turned[second]])]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('field = "signs.temprature_c"\nabove = 38.0', "not a field of a case"),
        ('field = "signs.temperature_c"\nabove = "fever"', "neither a number nor a threshold"),
        ('field = "signs.temperature_c"\nlarger = 38.0', "not a word that conditions know"),
        ('field = "loss.at"\nbefore = "12.0"', "not a gestational age"),
        ('field = "loss.at"\nbefore = "12+7"', "not a gestational age"),
        ("all = []", "is empty"),
        ("all = [1]", "must hold tables only"),
        ('field = "loss.at"', "needs either"),
        ('field = "loss.at"\nbefore = "12+0"\nknown = true', "needs either"),
        ('field = "pregnancy.rhd"\nknown = "yes"', "must be true or false"),
    ],
)
def test_a_malformed_condition_is_refused_with_the_file_and_the_field(written, said):
    with pytest.raises(GuidanceError, match=said) as refused:
        condition(table(written))
    assert refused.value.file == "care/example.toml"


def test_conditions_reach_the_leaves_of_a_case_only():
    paths = case_paths()
    assert {"signs.temperature_c", "loss.at", "pregnancy.dating", "citation"} <= paths
    assert "signs" not in paths


def test_a_misspelt_field_of_a_file_is_refused_with_a_hint():
    fields = table('text_en = "a"\ntext_hz = "b"')
    fields.text("text_en")
    fields.optional_text("text_zh")
    with pytest.raises(GuidanceError, match=r"care/example\.toml, text_hz: .*did you mean text_"):
        fields.finish()


@pytest.mark.parametrize(
    ("written", "getter", "said"),
    [
        ("", "text", "is missing"),
        ("field = 3", "text", "must be a text"),
        ('field = "  "', "text", "is empty"),
        ('field = "three"', "number", "must be a number"),
        ("field = true", "number", "must be a number"),
        ("field = true", "whole", "must be a whole number"),
        ("field = 1.5", "whole", "must be a whole number"),
        ("field = 1", "flag", "must be true or false"),
        ("field = [1]", "texts", "must hold texts only"),
        ("field = 1", "table", "must be a table"),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(written, getter, said):
    with pytest.raises(GuidanceError, match=said) as refused:
        getattr(table(written), getter)("field")
    assert refused.value.field == "field"


def test_broken_files_are_refused_by_name(tmp_path):
    (tmp_path / "broken.toml").write_text("text_en = ", encoding="utf-8")
    (tmp_path / "latin.toml").write_bytes(b'text_en = "\xe9"')
    for name, said in (("broken", "is not TOML"), ("latin", "is not UTF-8"), ("missing", "cannot be read")):
        with pytest.raises(GuidanceError, match=rf"guidance/{name}\.toml: .*{said}|guidance/{name}\.toml: {said}"):
            read(f"{name}.toml", tmp_path)


def test_the_fingerprint_is_twelve_hexadecimal_digits_and_stays_the_same():
    assert len(fingerprint()) == 12
    assert int(fingerprint(), 16) >= 0
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
