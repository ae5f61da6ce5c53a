"""Every text of the guidance files, by file and field, for the tests over them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from amnio.clinic.vocabulary import Test
from amnio.guidance.advice import filled
from amnio.guidance.care_rule import care_rules
from amnio.guidance.classification import schemes
from amnio.guidance.clocks import test_clock
from amnio.guidance.files import stems
from amnio.guidance.moods import mood_note
from amnio.guidance.next_pregnancy_advice import next_text
from amnio.guidance.no_answer import NoAnswer, no_answer_text
from amnio.guidance.occasion import Occasion
from amnio.guidance.regimens import regimens
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text


@dataclass(frozen=True, kw_only=True)
class Text:
    """`family` is True for words that the woman reads. `paragraph` joins what stands together on her page."""

    where: str
    field: str
    language: str
    family: bool
    paragraph: str


def _advice(where: str, advice) -> Iterator[Text]:
    for language in ("en", "zh"):
        for field, family in (("text", False), ("family", True), ("evidence", False)):
            said = getattr(advice, f"{field}_{language}")
            yield Text(where=where, field=field, language=language, family=family, paragraph=said)


def _urgent(urgency: Urgency) -> Iterator[Text]:
    text = urgent_text(urgency)
    where = f"urgent/{urgency.value}"
    for language in ("en", "zh"):
        joint = " " if language == "en" else ""
        for family in (False, True):
            said = joint.join(text.lines(language, family=family))
            yield Text(where=where, field="lines", language=language, family=family, paragraph=said)
            said = text.title(language, family=family)
            yield Text(where=where, field="title", language=language, family=family, paragraph=said)
        yield Text(where=where, field="note", language=language, family=False, paragraph=text.note(language))
        if text.ongoing_en:
            said = joint.join(text.lines(language, ongoing=True))
            yield Text(where=where, field="ongoing", language=language, family=False, paragraph=said)


def _clock(test: Test) -> Iterator[Text]:
    clock = test_clock(test)
    where = f"clocks/{test.value}"
    for language in ("en", "zh"):
        for field in ("expires", "ask"):
            for family in (False, True):
                said = getattr(clock, field)(language, family=family)
                yield Text(where=where, field=field, language=language, family=family, paragraph=said)
        for stage in clock.later:
            for family in (False, True):
                said = stage.text(language, family=family)
                yield Text(where=where, field=stage.still, language=language, family=family, paragraph=said)
        said = getattr(clock, f"changes_{language}")
        yield Text(where=where, field="changes", language=language, family=False, paragraph=said)


def _moods() -> Iterator[Text]:
    note = mood_note()
    for language in ("en", "zh"):
        joint = " " if language == "en" else ""
        said = joint.join(note.family(language))
        yield Text(where="mood", field="family", language=language, family=True, paragraph=said)
        said = getattr(note, f"asked_{language}")
        yield Text(where="mood", field="asked", language=language, family=True, paragraph=said)
        said = note.summary(language)
        yield Text(where="mood", field="summary", language=language, family=False, paragraph=said)
        for study in note.studies:
            said = study.text(language)
            yield Text(where="mood", field=study.source.key, language=language, family=False, paragraph=said)


def _schemes() -> Iterator[Text]:
    for scheme in schemes():
        texts = {"name": scheme.name, "about": scheme.about, "left_out": scheme.left_out, "from": scheme.first_because}
        texts |= {f"category.{code}": title for code, title in scheme.categories.items()}
        texts |= {f"rule.{place}": rule.why for place, rule in enumerate(scheme.rules, start=1)}
        for field, text in texts.items():
            if text is not None:
                for language in ("en", "zh"):
                    where = f"classification/{scheme.key}"
                    said = text(language)
                    yield Text(where=where, field=field, language=language, family=False, paragraph=said)


def _no_answer(why: NoAnswer) -> Iterator[Text]:
    text = no_answer_text(why)
    for language in ("en", "zh"):
        for family in (False, True):
            said = filled(text.text(language, family=family), {"at": "17+2", "low": "10+0", "high": "41+6"})
            field = "family" if family else "text"
            yield Text(where=f"no_answer/{why.value}", field=field, language=language, family=family, paragraph=said)


@cache
def all_texts() -> tuple[Text, ...]:
    found: list[Text] = []
    for rule in (*care_rules(), *care_rules(Occasion.AFTER_PROCEDURE)):
        found += _advice(f"{rule.occasion.value}/{rule.item}", rule)
    for regimen in regimens():
        for language in ("en", "zh"):
            said = regimen.written(language)
            where = f"regimens/{regimen.regimen}"
            found.append(Text(where=where, field="content", language=language, family=False, paragraph=said))
    for code in stems("next_pregnancy"):
        found += _advice(f"next_pregnancy/{code}", next_text(code))
    for urgency in Urgency:
        found += _urgent(urgency)
    for test in Test:
        found += _clock(test)
    for why in NoAnswer:
        found += _no_answer(why)
    return (*found, *_moods(), *_schemes())
