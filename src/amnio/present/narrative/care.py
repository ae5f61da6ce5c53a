"""The care plan: when, what, and what the evidence says of it; the words come from the guidance files."""

from dataclasses import replace
from datetime import date

from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.guidance.anti_d import written_dose
from amnio.guidance.care_item import CareItem, Dose
from amnio.guidance.care_rule import CareRule
from amnio.guidance.care_text import care_text
from amnio.guidance.moods import mood_note
from amnio.guidance.profiles import known_profiles
from amnio.present.document import Aside, Audience, Block, Heading, Paragraph, Step, Steps
from amnio.present.narrative import basis
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

_SAID_OF_MOODS = 2  # sentences: that they do not cause a loss, and are never scored
_DAYS_WORTH_COUNTING = 2  # a span of one day is told as "now"


def write(review: Review | Unanswered, wording: Wording) -> list[Block]:
    if not review.care:
        return []
    words = OwnWords.of(review.summary, wording)
    over: list[Block] = []
    if review.care_over and review.told_on is not None:
        date_told = wording.numbers.date(review.told_on)
        over = [Paragraph(text=wording.text("care.over", date=date_told, n=len(review.care_over)), role="note")]
    return [Heading(text=wording.text("heading.care"), id="care"), *over, steps(review, wording, words)]


def steps(review: Review | Unanswered, wording: Wording, words: OwnWords, *, without: tuple[str, ...] = ()) -> Steps:
    """The plan of a review, with what has passed by the day for which it is told; `without` what is said elsewhere."""
    zero, day = review.summary.loss_on, review.told_on
    told = [item for item in review.care if item.item not in without]
    return Steps(items=tuple(with_passed(step(item, zero, wording, words), item, day, wording) for item in told))


def with_passed(written: Step, item: CareItem, day: date | None, wording: Wording) -> Step:
    """A limit in hours that is over on the day is told as over, before what it was for."""
    if care_text(item.item).within_hours is None or day is None or item.ends_on is None or day <= item.ends_on:
        return written
    family = wording.audience is Audience.FAMILY
    key = "family.care.passed" if family else "care.passed"
    over = wording.text(key, date=wording.numbers.date(item.ends_on))
    when_then = wording.text("family.care.passed_when") if family else written.when
    return replace(written, when=when_then, what=wording.sentences(over, written.what))


def step(item: CareItem, zero: date | None, wording: Wording, words: OwnWords, *, span: str | None = None) -> Step:
    """One line of the plan. A family is told what to do; a clinician also what the advice rests on.

    `zero` is the day from which the plan counts; `span` stands in the place of the one that the item itself gives.
    """
    rule = care_text(item.item)
    told = when(item, rule, zero, wording) if span is None else span
    language = wording.language.value
    if wording.audience is Audience.FAMILY:
        return Step(when=told, what=words.fill(rule.text(language, family=True)))
    what = words.fill(rule.text(language))
    if item.because and f"care.because.{item.because}" in wording.catalogue:
        what = wording.sentences(what, wording.text(f"care.because.{item.because}"))
    if item.doses:
        what = wording.sentences(what, wording.series([_dose(dose, wording) for dose in item.doses]))
    return Step(when=told, what=what, why=basis.of_advice(rule, wording), more=rule.basis(language))


def when(item: CareItem, rule: CareRule, zero: date | None, wording: Wording) -> str:
    """From which day to which, or until which event."""
    family = "family." if wording.audience is Audience.FAMILY else ""
    if item.until is not None:
        return wording.text(f"{family}care.until_event.{item.until}")
    if item.starts_on is None:
        return _undated(rule, family, wording)
    starts_now = item.starts_on == zero
    if item.ends_on is None:
        return wording.text(f"{family}care.now") if starts_now else _dated("from", family, wording, date=item.starts_on)
    if item.ends_on == item.starts_on:
        return _dated("one_day", family, wording, date=item.starts_on)
    if starts_now:
        return _dated("until", family, wording, date=item.ends_on)
    return _dated("from_until", family, wording, start=item.starts_on, end=item.ends_on)


def _undated(rule: CareRule, family: str, wording: Wording) -> str:
    """The same span counted from the loss, where its day is not known."""
    start, end, months = rule.starts_after_days, rule.ends_after_days, rule.ends_after_months
    if months is not None:
        if months == 1:
            return wording.text(f"{family}care.undated_month")
        return wording.text(f"{family}care.undated_months", n=months)
    if start > 0 and end is None:
        return wording.text(f"{family}care.undated_from", start=start)
    if start > 0:
        return wording.text(f"{family}care.undated_span", start=start, end=end)
    if end is None or end < _DAYS_WORTH_COUNTING:
        return wording.text(f"{family}care.now")
    return wording.text(f"{family}care.undated_days", n=end)


def _dated(key: str, family: str, wording: Wording, **days: date) -> str:
    return wording.text(f"{family}care.{key}", **{name: wording.numbers.date(day) for name, day in days.items()})


def _dose(dose: Dose, wording: Wording) -> str:
    """One issuer's dose, under the issuer's name."""
    language = wording.language.value
    return wording.labelled(known_profiles()[dose.profile].name(language), written_dose(dose, language))


def write_moods(wording: Wording) -> list[Block]:
    """Moods and everyday acts: listed with what studies found, never scored."""
    note, language = mood_note(), wording.language.value
    said, rest = wording.first_sentences(note.summary(language), _SAID_OF_MOODS)
    studies = tuple(wording.bracketed(study.text(language), study.source.written(language)) for study in note.studies)
    return [
        Heading(text=wording.text("heading.mood"), id="mood"),
        Steps(items=(Step(when="", what=said, why=basis.mark(note.wording, wording), more=rest),)),
        Aside(title=wording.text("mood.studies", n=len(studies)), items=studies),
    ]
