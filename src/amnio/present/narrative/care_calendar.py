"""The calendar of a care plan, always in the family's words: whose calendar it is.

Titles are discreet unless asked for otherwise: a telephone shows them on a locked screen, and calendars are shared.
"""

from datetime import UTC, date, datetime, time, timedelta

from amnio.answers.care_answer import Care, CareEvent
from amnio.guidance.care_text import care_text
from amnio.present.calendar_entry import CalendarEntry
from amnio.present.document import Audience, Language, QrCode
from amnio.present.narrative import care_box
from amnio.present.narrative.care_when import when
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

TOPIC = "care"
_VISIT = "visit"
#: Entries that repeat the signs to come for.
_WITH_SIGNS = ("call", "watch_ends")
#: From the start of a day: nine in the morning, and the evening before.
_MORNING, _EVENING_BEFORE = timedelta(hours=9), timedelta(hours=-6)
#: Before the moment at which something ends.
_BEFORE_A_DEADLINE = (timedelta(hours=-24), timedelta(hours=-3))
_BEFORE_A_CALL = (timedelta(minutes=-30),)


def entries(
    answer: Care, *, language: Language | str, phone: str | None = None, plain_titles: bool = False
) -> tuple[CalendarEntry, ...]:
    """In the order of their days; empty where no day is known."""
    wording = Wording(language=Language(language), audience=Audience.FAMILY, topics=(TOPIC,))
    words = care_box.own_words(answer, wording, phone)
    return tuple(_entry(event, answer, wording, words, plain=plain_titles) for event in answer.events)


def calendar_name(language: Language | str) -> str:
    """What the calendar itself is called: as discreet as its titles."""
    wording = Wording(language=Language(language), audience=Audience.FAMILY, topics=(TOPIC,))
    return wording.text("care.calendar.name")


def next_visit(answer: Care) -> tuple[CareEvent, date] | None:
    """The first visit whose time is not over on the day of asking, and its first day from then on."""
    last_days = {item.item: item.ends_on for item in answer.plan}
    for event in answer.events:
        if event.kind != _VISIT or event.on is None:
            continue
        first = event.on if answer.asked_on is None else max(event.on, answer.asked_on)
        if first <= (last_days[event.item] or event.on):
            return event, first
    return None


def code(answer: Care, wording: Wording) -> QrCode | None:
    """The next visit as a code for a telephone: one short entry, discreet, the same bytes for the same answer.

    None where no visit has a day. What draws it is loaded here, so that no other page needs it.
    """
    visit = next_visit(answer)
    if visit is None or answer.day_zero is None:
        return None
    from amnio.present.calendar import one_entry

    event, day = visit
    if wording.audience is Audience.FAMILY:
        caption = wording.text("care.family.code")
    else:
        caption = wording.text("care.calendar.code", date=wording.numbers.date(day))
    title = wording.text("care.calendar.title.visit")
    entry = CalendarEntry(uid=event.uid, title=title, details="", starts=day)
    return QrCode(
        content=one_entry(entry, made_at=datetime.combine(answer.day_zero, time(0), UTC)),
        label=wording.text("care.qr.label"),
        caption=caption,
    )


def _entry(event: CareEvent, answer: Care, wording: Wording, words: OwnWords, *, plain: bool) -> CalendarEntry:
    rule = care_text(event.item)
    item = next(each for each in answer.plan if each.item == event.item)
    lines = [
        wording.labelled(
            wording.capital(when(item, answer, wording)), words.fill(rule.text(wording.language.value, family=True))
        )
    ]
    if event.kind in _WITH_SIGNS:
        box = care_box.boxes(answer, wording, words)[-1]
        lines += ["", box.title, *box.lines]
    starts = event.moment if event.moment is not None else event.on
    assert starts is not None
    return CalendarEntry(
        uid=event.uid,
        title=_title(event, rule.topic, wording, plain=plain),
        details="\n".join(lines),
        starts=starts,
        alarms=_alarms(event),
    )


def _title(event: CareEvent, topic: str, wording: Wording, *, plain: bool) -> str:
    if plain:
        return wording.capital(wording.text(_plain_key(topic, wording)))
    return wording.text("care.calendar.title.visit" if event.kind == _VISIT else "care.calendar.title.other")


def _plain_key(topic: str, wording: Wording) -> str:
    family = f"care.family.topic.{topic}"
    return family if family in wording.catalogue else f"care.topic.{topic}"


def _alarms(event: CareEvent) -> tuple[timedelta, ...]:
    if event.moment is not None:
        return _BEFORE_A_DEADLINE if event.kind == "deadline" else _BEFORE_A_CALL
    return (_EVENING_BEFORE, _MORNING) if event.kind == _VISIT else (_MORNING,)
