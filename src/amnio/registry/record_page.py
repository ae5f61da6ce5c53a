"""What the page of a record shows: her header, and a card for each section with what is written in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from amnio.clinic.case_fields import FIELDS, RISK_PATH
from amnio.clinic.vocabulary import Bleeding, Outcome, Presence, ProcedureKind
from amnio.registry.access import Actor, Permission
from amnio.registry.babies import babies_of, is_over, lost_babies, lost_later, without_review
from amnio.registry.forms.layouts import LAYOUTS
from amnio.registry.forms.sheet import as_typed, label_of, word_key
from amnio.registry.how_far import gestation_on
from amnio.registry.models import FollowUp, Pregnancy, Section
from amnio.registry.review_address import ReviewAddress
from amnio.registry.triage import ASKED
from amnio.registry.words import shown, words

#: So many lines of a card are read at a glance; the rest stand under *more*.
_AT_A_GLANCE = 7
#: The cards of a record: name of the form, and the table whose values it shows.
CARDS = (
    ("history", "pregnancy"),
    ("screening", "screening"),
    ("plan", "plan"),
    ("procedure", "procedure"),
    ("signs", "signs"),
    ("outcome", "loss"),
    ("examination", "examination"),
    ("aftercare", "aftercare"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    label: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """One section: what is written in it."""

    form: str
    title: str
    lines: tuple[Line, ...]
    more: tuple[Line, ...]
    changed_at: object
    changed_by: object
    to: str = ""  # its form, where the actor may change it
    because: str = ""  # why somebody went ahead against a rule
    broken: tuple[str, ...] = ()


def rights(actor: Actor) -> dict[str, bool]:
    """What the templates show a way to."""
    return {
        "may_change": actor.may(Permission.CHANGE_RECORD),
        "may_follow_up": actor.may(Permission.FOLLOW_UP),
        "may_hand_out": actor.may(Permission.EXPORT_WOMAN),
    }


def header(pregnancy: Pregnancy, language: str) -> dict[str, Any]:
    """For the top of every page of a record. The record was read with its sections."""
    today = timezone.localdate()
    calls = list(pregnancy.follow_ups.all())
    loss = getattr(pregnancy, "loss_section", None)
    procedure = getattr(pregnancy, "procedure_section", None)
    ended = loss is not None and loss.outcome != Outcome.ONGOING.value
    return {
        "pregnancy": pregnancy,
        "today": today,
        "far": None if is_over(pregnancy) else gestation_on(pregnancy, today),
        "age": _age(pregnancy.woman.born_on, today) if pregnancy.woman else None,
        "procedure": procedure,
        "loss": loss,
        "ended": ended,
        "lost": loss is not None and loss.outcome == Outcome.LOSS.value,
        "done": procedure is not None and procedure.kind != ProcedureKind.NONE.value,
        "flags": [call for call in calls if call.red_flag and call.red_flag_closed_at is None],
        "calls": calls,
        "orders": list(pregnancy.test_orders.all()),
        "datings": list(pregnancy.datings.all()),
        "fetuses": list(pregnancy.fetuses.all()),
        "lost_later": lost_later(pregnancy).items(),
    }


def cards(pregnancy: Pregnancy, actor: Actor, language: str) -> tuple[Card, ...]:
    """Every section; those of a loss only once there is one."""
    lost = _ended(pregnancy, Outcome.LOSS, Outcome.TERMINATION)
    return tuple(
        replace(_card(pregnancy, form, table, language), to=_form_of(pregnancy, actor, form))
        for form, table in CARDS
        if form != "examination" or lost
    )


def _form_of(pregnancy: Pregnancy, actor: Actor, form: str) -> str:
    if form == "outcome":
        return reverse("outcome", args=[pregnancy.public_id]) if actor.may(Permission.FOLLOW_UP) else ""
    return reverse("form", args=[pregnancy.public_id, form]) if actor.may(Permission.CHANGE_RECORD) else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """A way on from a record; `first` is the one that comes next, `begins`: it is sent, and something begins."""

    key: str
    to: str
    begins: bool = False
    first: bool = False
    baby: int | None = None  # of twins, whose review it is


def next_steps(pregnancy: Pregnancy, actor: Actor) -> tuple[NextStep, ...]:
    """What can be done with a record now, the likeliest first."""
    at = [pregnancy.public_id]
    procedure = getattr(pregnancy, "procedure_section", None)
    done = procedure is not None and procedure.kind != ProcedureKind.NONE.value
    over, lost = is_over(pregnancy), _ended(pregnancy, Outcome.LOSS)  # of twins one may go on
    planned = getattr(pregnancy, "plan_section", None) is not None
    waiting = next((call for call in pregnancy.follow_ups.all() if call.done_at is None), None)
    call = reverse("call", args=[*at, waiting.pk]) if waiting is not None else reverse("new_call", args=at)
    reviews = _reviews(pregnancy) if actor.may(Permission.REVIEW) else []
    ways = (
        ("records.step_plan", reverse("form", args=[*at, "plan"]), Permission.CHANGE_RECORD, not (done or over)),
        (
            "records.step_procedure",
            reverse("form", args=[*at, "procedure"]),
            Permission.CHANGE_RECORD,
            not (done or over),
        ),
        ("records.step_counsel", reverse("counsel", args=at), Permission.COUNSEL, not (done or over)),
        ("records.step_call", call, Permission.FOLLOW_UP, done and not over),
        ("records.step_care", reverse("care", args=at), Permission.COUNSEL, done or lost),
        ("records.step_test", reverse("order", args=at), Permission.CHANGE_RECORD, done or over),
        ("records.step_outcome", reverse("outcome", args=at), Permission.FOLLOW_UP, not over),
    )
    open_ways = [(key, to) for key, to, needed, fits in ways if fits and actor.may(needed)]
    if planned and not done:
        open_ways.sort(key=lambda way: way[0] != "records.step_procedure")
    steps = [*reviews, *(NextStep(key=key, to=to) for key, to in open_ways)]
    return tuple(replace(step, first=place == 0) for place, step in enumerate(steps))


def _reviews(pregnancy: Pregnancy) -> list[NextStep]:
    """To the review of each baby that was lost; where it was not begun, the way begins it."""
    waiting, several = without_review(pregnancy), babies_of(pregnancy) > 1
    begun = {review.fetus for review in pregnancy.loss_reviews.all()}
    return [
        NextStep(
            key="records.step_review",
            to=reverse(
                "review_start" if number in waiting else "review",
                args=[ReviewAddress(pregnancy=pregnancy.public_id, baby=number)],
            ),
            begins=number in waiting,
            baby=number if several else None,
        )
        for number in lost_babies(pregnancy)
        if number in begun or number in waiting
    ]


def _ended(pregnancy: Pregnancy, *outcomes: Outcome) -> bool:
    loss = getattr(pregnancy, "loss_section", None)
    return loss is not None and loss.outcome in outcomes


def _card(pregnancy: Pregnancy, form: str, table: str, language: str) -> Card:
    row: Section | None = getattr(pregnancy, f"{table}_section", None)
    groups = LAYOUTS[form]
    paths = [path for group in groups for path in group.first if FIELDS[path].table == table]
    paths += [path for group in groups for path in group.more if FIELDS[path].table == table]
    lines = (*_operator(row, language), *_lines(row, paths, language))
    return Card(
        form=form,
        title=words(language).text(f"records.form_{form}"),
        lines=lines[:_AT_A_GLANCE],
        more=lines[_AT_A_GLANCE:],
        changed_at=None if row is None else row.changed_at,
        changed_by=None if row is None else row.changed_by,
        because=getattr(row, "went_ahead_because", "") if row is not None else "",
        broken=tuple((getattr(row, "verdicts", None) or {}).get("broken", ())) if row is not None else (),
    )


def _operator(row: Section | None, language: str) -> tuple[Line, ...]:
    """Who held the needle, where the section is a procedure and it is known."""
    who = getattr(row, "operator", None) or getattr(row, "operator_elsewhere", "")
    return (Line(label=label_of("procedure.operator", language), value=str(who)),) if who else ()


def _lines(row: Section | None, paths: Iterable[str], language: str) -> tuple[Line, ...]:
    if row is None:
        return ()
    found = []
    for path in paths:
        value = getattr(row, FIELDS[path].name)
        if value not in (None, ""):
            found.append(Line(label=label_of(path, language), value=value_shown(path, value, language)))
    return tuple(found)


def value_shown(path: str, value: object, language: str) -> str:
    """A value of a field as people read it."""
    field = FIELDS[path]
    if field.words is not None and isinstance(value, str):
        return words(language).text(word_key(field, value))
    if path == RISK_PATH or isinstance(value, float):
        return as_typed(path, value)
    return shown(value, language)


def _age(born_on: date | None, today: date) -> int | None:
    """Completed years."""
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def call_lines(call: FollowUp, language: str) -> tuple[Line, ...]:
    """What she said in a call."""
    return tuple(
        Line(label=label_of(path, language), value=value_shown(path, value, language))
        for column, path in ASKED.items()
        if (value := getattr(call, column)) is not None
    )


#: Answers by which nothing is reported.
_NOTHING = (None, Presence.ABSENT.value, Bleeding.NONE.value)


def reported(call: FollowUp, language: str) -> str:
    """What in a call was not a plain no, in one line: a sign by its name, with its value where it has one."""
    catalogue = words(language)
    found = []
    for column, path in ASKED.items():
        value = getattr(call, column)
        if value in _NOTHING:
            continue
        if column == "temperature_c":
            found.append(catalogue.text("records.degrees", degrees=value_shown(path, value, language)))
        else:
            name = catalogue.text(f"field.{path}")
            found.append(name if value == Presence.PRESENT.value else f"{name} {value_shown(path, value, language)}")
    text = catalogue.text("list.separator").join(found)
    return text[:1].upper() + text[1:]
