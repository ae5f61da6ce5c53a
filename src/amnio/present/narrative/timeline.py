"""What happened when: the weeks axis with its text twin and its table twin."""

from amnio.answers.review_answer import Review, TimelineEvent
from amnio.clinic.gestation import GestationalAge
from amnio.present.document import Block, Heading, Table, Timeline, TimelineMark
from amnio.present.narrative.wording import Wording

_WEEK = 7
_MARGIN_DAYS = 7  # the axis begins and ends on a whole week, at least this far from the outermost marks
_KINDS = {"procedure": "procedure", "loss": "loss", "test": "test"}


def write(review: Review, wording: Wording) -> list[Block]:
    if not review.timeline:
        return []
    days = [GestationalAge.parse(event.at).days for event in review.timeline]
    marks = tuple(
        TimelineMark(
            day=day,
            label=wording.sentences(label(event, wording), wording.numbers.short_week(event.at)),
            kind=_KINDS.get(event.event, "sign"),
        )
        for day, event in zip(days, review.timeline, strict=True)
    )
    sentences = [_sentence(event, wording) for event in review.timeline]
    return [
        Heading(text=wording.text("heading.timeline"), id="timeline"),
        Timeline(
            title=wording.text("timeline.title"),
            description=wording.text("timeline.description", events=wording.series(sentences)),
            first_day=_WEEK * ((min(days) - _MARGIN_DAYS) // _WEEK),
            last_day=-_WEEK * (-(max(days) + _MARGIN_DAYS) // _WEEK),
            marks=marks,
            table=_table(review, wording),
        ),
    ]


def label(event: TimelineEvent, wording: Wording) -> str:
    """The event in words; what is recorded of it follows in the words of its level, or as it was written."""
    key = f"event.{event.event}"
    name = wording.text(key) if key in wording.catalogue else wording.fact(event.event)
    if event.event in ("procedure", "loss") or event.detail is None:
        return name
    if event.event == "first_sign" and event.detail.replace(".", "").isdigit():
        return wording.labelled(name, wording.text("timeline.hours_after", hours=event.detail))
    detail = wording.level(event.event, event.detail)
    if event.event == "test" and f"test.{event.detail}" in wording.catalogue:
        detail = wording.text(f"test.{event.detail}")
    return wording.labelled(name, detail)


def _sentence(event: TimelineEvent, wording: Wording) -> str:
    slots = {"event": label(event, wording), "week": wording.numbers.week(event.at)}
    if event.on is None:
        return wording.text("timeline.event", **slots)
    return wording.text("timeline.event_date", date=wording.numbers.date(event.on), **slots)


def _table(review: Review, wording: Wording) -> Table:
    return Table(
        caption=wording.text("timeline.title"),
        columns=tuple(wording.text(f"timeline.column_{name}") for name in ("week", "date", "event")),
        rows=tuple(
            (
                wording.numbers.short_week(event.at),
                "" if event.on is None else wording.numbers.date(event.on),
                wording.bracketed(
                    label(event, wording), wording.text("timeline.uncertain") if event.hours_uncertain else ""
                ),
            )
            for event in review.timeline
        ),
    )
