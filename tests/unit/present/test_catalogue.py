import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import amnio.present
from amnio.answers.care import COMPARED
from amnio.answers.care_answer import CareNote
from amnio.answers.counsel_answer import NotOffered, Option, Unknown
from amnio.answers.counsel_facts import COUNTED
from amnio.answers.review_answer import ChainKind, HeadlineKey, RouteVerdict, ZeroReason
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Cause, FetalClass, Finding, Group, Intervention, Mechanism, Test
from amnio.evidence import load_evidence
from amnio.guidance.advice import Evidence
from amnio.guidance.care_rule import UNTIL
from amnio.guidance.clocks import CLOCKS, WHYS
from amnio.guidance.regimens import WHEN, Fit
from amnio.present.catalogue import UnknownWords, load, slots_of, topics
from amnio.present.document import Audience, Language
from amnio.present.narrative.wording import Wording

EN, ZH = load(Language.EN, *topics()), load(Language.ZH, *topics())
_SOURCE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(Path(amnio.present.__file__).parent.rglob("*.py"))
)


def test_both_languages_hold_the_same_keys_in_the_same_order() -> None:
    assert list(EN) == list(ZH)


@pytest.mark.parametrize("key", list(EN))
def test_a_key_has_words_and_the_same_slots_in_both_languages(key: str) -> None:
    assert EN.raw(key).strip() or key.startswith("list."), key
    assert ZH.raw(key).strip(), key
    if not key.startswith("date."):
        assert slots_of(EN.raw(key)) == slots_of(ZH.raw(key))


def test_every_key_is_used_by_the_program() -> None:
    literals = set(re.findall(r'"([^"\n]+)"', _SOURCE))
    patterns = []
    for literal in literals:
        parts = re.split(r"(\{[^}]*\})", literal)
        fixed = "".join(part for part in parts if not part.startswith("{"))
        if sum(map(str.isalpha, fixed)) >= 4:
            patterns.append("".join("[a-z0-9_.]*" if part.startswith("{") else re.escape(part) for part in parts))
    used = re.compile("|".join(patterns))
    unused = [key for key in EN if not used.fullmatch(key) and key.rsplit(".", 1)[0] not in literals]
    assert [key for key in unused if not key.startswith("unit.")] == []


def test_an_unknown_key_or_a_wrong_slot_is_an_error() -> None:
    with pytest.raises(UnknownWords, match="nothing"):
        EN.text("nothing.of.the.kind")
    with pytest.raises(UnknownWords, match="cause"):
        EN.text("headline.best_fit")
    with pytest.raises(UnknownWords, match="surplus"):
        EN.text("headline.no_procedure", surplus=1)


def test_a_value_with_braces_is_printed_as_it_is() -> None:
    assert "{week}" in EN.text("headline.best_fit", cause="{week}")


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("cause", Cause),
        ("mechanism", Mechanism),
        ("family_mechanism", Mechanism),
        ("group", Group),
        ("group_in", Group),
        ("group_sub", Group),
        ("group_for", Group),
        ("group_against", Group),
        ("family_group", Group),
        ("class", FetalClass),
        ("family_class", [member for member in FetalClass if member is not FetalClass.EUPLOID]),
        ("test", Test),
        ("family_test", Test),
        ("fact", Finding),
        ("zero", ZeroReason),
        ("route", RouteVerdict),
        ("family.route", RouteVerdict),
        ("route_name", [verdict for verdict in RouteVerdict if verdict is not RouteVerdict.CANNOT_TELL]),
        ("chain", ChainKind),
        ("headline", list(HeadlineKey)),
        ("anyway.world", Intervention),
        ("clock", CLOCKS),
        ("family.clock", CLOCKS),
        ("why", WHYS),
        ("care.until_event", UNTIL),
        ("family.care.until_event", UNTIL),
        ("care.evidence", Evidence),
        ("care.strength", Evidence),
        ("care.family.strength", Evidence),
        ("care.note", CareNote),
        ("care.regimen.fit", Fit),
        ("care.regimen.when", WHEN),
        ("care.topic", COMPARED),
        ("care.family.topic", COMPARED),
        ("counsel.option", Option),
        ("counsel.family.option", Option),
        ("counsel.family.choice", Option),
        ("counsel.closed", [reason for reason in NotOffered if reason is not NotOffered.PLANNED_LATER]),
        ("counsel.family.closed", [reason for reason in NotOffered if reason is not NotOffered.PLANNED_LATER]),
        ("counsel.unknown", Unknown),
        ("counsel.family.unknown", Unknown),
        ("counsel.family.fact", (*COUNTED, "pregnancy.fetuses")),
        ("next_note", ("age_dependent", "no_cohort", "carrier_test_first", "cohort")),
        ("basis", ("data", "judgement")),
    ],
)
def test_every_code_has_words(prefix: str, codes: object) -> None:
    assert [code for code in codes if f"{prefix}.{code}" not in EN] == []  # type: ignore[attr-defined]


def test_every_field_of_a_case_has_words() -> None:
    missing = []
    for table in fields(Case):
        if table.name in ("id", "citation", "words"):
            continue
        kind = {field.name: field.type for field in fields(Case)}[table.name]
        if not is_dataclass(kind):
            missing += [] if f"field.{table.name}" in EN else [table.name]
            continue
        missing += [f"{table.name}.{f.name}" for f in fields(kind) if f"field.{table.name}.{f.name}" not in EN]
    assert missing == []


@pytest.mark.parametrize("language", list(Language))
def test_every_level_of_every_finding_has_words(language: Language) -> None:
    wording = Wording(language=language, audience=Audience.CLINICIAN)
    missing = [
        f"{finding.value}.{level}"
        for finding, file in load_evidence().findings.items()
        for level in file.levels
        if not {f"level.{finding.value}.{level}", f"value.{level}", f"class.{level}"} & set(wording.catalogue)
    ]
    assert missing == []


def test_only_the_language_asked_for_is_read() -> None:
    load.cache_clear()
    load(Language.ZH)
    assert load.cache_info().currsize == 1
