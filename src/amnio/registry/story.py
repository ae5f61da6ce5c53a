"""The story of a record on a time axis of weeks, with its text and its table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from amnio.clinic.gestation import DAYS_PER_WEEK, LAST_DAY, GestationalAge
from amnio.clinic.vocabulary import Outcome, Presence
from amnio.present.document import Audience, Document, Language, Table, Timeline, TimelineMark
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.registry.models import FollowUp, Pregnancy
from amnio.registry.triage import ASKED
from amnio.registry.words import words

_MARGIN = DAYS_PER_WEEK
#: So many marks can be read; what came after them stands in the table.
_MOST_MARKS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """`day` is the gestational age in days."""

    day: int
    on: date
    kind: str  # of `TimelineMark`
    text: str


def happenings(pregnancy: Pregnancy, language: str) -> tuple[Happening, ...]:
    """What is dated in a record, in order of time; empty while she is undated."""
    datings = list(pregnancy.datings.all())
    if not datings:
        return ()
    latest = datings[-1]
    found = []
    for on, kind, text in _dated(pregnancy, language):
        day = latest.at.days + (on - latest.on).days
        if 0 <= day <= LAST_DAY:
            found.append(Happening(day=day, on=on, kind=kind, text=text))
    return tuple(sorted(found, key=lambda each: each.day))


def _dated(pregnancy: Pregnancy, language: str) -> Iterator[tuple[date, str, str]]:
    catalogue = words(language)
    first = next(iter(pregnancy.datings.all()))
    yield first.on, "test", catalogue.text("records.story_dated")
    procedure = getattr(pregnancy, "procedure_section", None)
    if procedure is not None and procedure.on is not None and procedure.kind != "none":
        kind = catalogue.text(f"value.{procedure.kind}")
        yield procedure.on, "procedure", kind[:1].upper() + kind[1:]
    for call in pregnancy.follow_ups.all():
        if call.done_at is not None and call.reached and (reported := _reported(call, language)):
            yield timezone.localtime(call.done_at).date(), "sign", reported
    for order in pregnancy.test_orders.all():
        if order.result_on is not None:
            name = catalogue.text(f"field.tests.{order.test}")
            yield order.result_on, "test", catalogue.text("records.story_result", test=name[:1].upper() + name[1:])
    loss = getattr(pregnancy, "loss_section", None)
    if loss is not None and loss.on is not None and loss.outcome != Outcome.ONGOING.value:
        word = catalogue.text(f"value.{loss.outcome}")
        yield loss.on, "loss", word[:1].upper() + word[1:]
    yield from _other_ends(pregnancy, language)


def _other_ends(pregnancy: Pregnancy, language: str) -> Iterator[tuple[date, str, str]]:
    """Of twins those whose end came on another day than the one of the record."""
    catalogue, latest = words(language), list(pregnancy.datings.all())[-1]
    loss = getattr(pregnancy, "loss_section", None)
    for fetus in pregnancy.fetuses.all():
        if fetus.at is None or fetus.outcome == Outcome.ONGOING.value or (loss is not None and fetus.at == loss.at):
            continue
        word = catalogue.text(f"value.{fetus.outcome}")
        of_whom = catalogue.text("records.fetus", number=fetus.number)
        on = latest.on + timedelta(days=fetus.at.days - latest.at.days)
        yield on, "loss", f"{word[:1].upper()}{word[1:]} · {of_whom}"


def _reported(call: FollowUp, language: str) -> str:
    """What she reported, in a few words: `fever 38.6 °C, chills`."""
    catalogue, parts = words(language), []
    for column, path in ASKED.items():
        value = getattr(call, column)
        if value == Presence.PRESENT.value:
            parts.append(catalogue.text(f"field.{path}"))
        elif column == "temperature_c" and value is not None:
            parts.append(f"{value:g} °C")
        elif column == "bleeding" and value not in (None, "none"):
            parts.append(catalogue.text(f"records.bleeding_{value}"))
    text = catalogue.text("list.separator").join(parts)
    return text[:1].upper() + text[1:]


def document(pregnancy: Pregnancy, language: str) -> Document | None:
    """The figure with its text twin and its table twin; None where fewer than two things are dated."""
    happened = happenings(pregnancy, language)
    if len(happened) < 2:
        return None
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    title = words(language).text("records.story")
    rows = tuple(
        (wording.numbers.short_week(str(GestationalAge(each.day))), wording.numbers.date(each.on), each.text)
        for each in happened
    )
    told = wording.series([wording.labelled(week, text) for week, _, text in rows])
    first, last = happened[0].day, happened[-1].day
    figure = Timeline(
        title=title,
        description=told,
        first_day=max(0, DAYS_PER_WEEK * ((first - _MARGIN) // DAYS_PER_WEEK)),
        last_day=-DAYS_PER_WEEK * (-(last + _MARGIN) // DAYS_PER_WEEK),
        marks=tuple(
            TimelineMark(day=each.day, label=f"{each.text} {week}", kind=each.kind)
            for each, (week, _, _) in list(zip(happened, rows, strict=True))[-_MOST_MARKS:]
        ),
        table=Table(
            caption=title,
            columns=tuple(wording.text(f"timeline.column_{name}") for name in ("week", "date", "event")),
            rows=rows,
        ),
    )
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts="",
        blocks=(figure,),
        footer="",
        words=page_words(wording),
    )
