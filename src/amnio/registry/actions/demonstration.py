"""Filling a database with a made-up unit: in bulk, in a few transactions, each row with its history and its event."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
from django.db import connection
from django.db.models import Model

from amnio.registry import trail
from amnio.registry.access import Actor, Role
from amnio.registry.actions.action import action, subject_of
from amnio.registry.demo.calendar import working_days
from amnio.registry.demo.people import ACCOUNTS, OPERATORS, password
from amnio.registry.demo.practice import practice
from amnio.registry.demo.reviews import review_losses
from amnio.registry.demo.rows import Record, Team, open_flags, record_of
from amnio.registry.demo.simulated import simulate
from amnio.registry.models import Event, Membership, Pregnancy, Staff, Unit, Woman
from amnio.registry.models.history import Changing

UNIT = "示范中心 Demonstration Unit"
_PART = 2000  # pregnancies written in one transaction
_AT_ONCE = 500  # rows in one statement
REVIEWED = 60  # the latest losses; what is older was reviewed before there was a registry
_OPEN_FLAGS = 3
_PLANNED = 24  # procedures of the coming fortnight, a third of them today


class HoldsRealRecords(ValueError):
    """The database belongs to a real unit."""


class AlreadyThere(ValueError):
    """The database has its demonstration."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """What `fill` made. The password opens every account; it is kept nowhere but as a hash."""

    unit: Unit
    pregnancies: int
    losses: int
    accounts: dict[str, str]  # role -> user name
    password: str


def fill(*, procedures: int, years: int, seed: int, today: date, reviewed: int = REVIEWED) -> Filled:
    """A unit with as many procedures over as many years, its latest losses under review.

    Raises `HoldsRealRecords` or `AlreadyThere`.
    """
    if Unit.objects.filter(demonstration=True).exists():
        raise AlreadyThere
    if Unit.objects.filter(demonstration=False).exists():
        raise HoldsRealRecords
    opened = password()
    team = _team(opened)
    records = _records(procedures, years, seed, today, team)
    open_flags(records, _OPEN_FLAGS)
    _number(records)
    for start in range(0, len(records), _PART):
        _write(records[start : start + _PART], team)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # so that the database knows what it holds now
    _review(team, reviewed)
    return Filled(
        unit=team.unit,
        pregnancies=len(records),
        losses=sum(record.lost for record in records),
        accounts={role: username for role, (username, _) in ACCOUNTS.items()},
        password=opened,
    )


def _review(team: Team, reviewed: int) -> None:
    lost = Pregnancy.objects.filter(unit=team.unit, loss_section__outcome="loss").order_by("-loss_section__on", "pk")
    review_losses(
        lost.select_related("woman", "unit")[:reviewed],
        first=Actor(staff=team.reviewer, unit=team.unit, role=Role.REVIEWER),
        second=Actor(staff=team.clinician, unit=team.unit, role=Role.CLINICIAN),
    )


def _team(opened: str) -> Team:
    with action("demonstration.unit_made", by=None) as happened:
        unit = Unit.objects.create(name=UNIT, phone="010-5550100", language="zh", demonstration=True)
        accounts = {role: _person(unit, role, *names, opened) for role, names in ACCOUNTS.items()}
        operators = [_person(unit, Role.CLINICIAN.value, *names, None) for names in OPERATORS]
        happened.about(unit)
    return Team(
        unit=unit,
        operators=[accounts["clinician"], *operators],
        nurse=accounts["nurse"],
        clinician=accounts["clinician"],
        reviewer=accounts["reviewer"],
    )


def _person(unit: Unit, role: str, username: str, shown_name: str, opened: str | None) -> Staff:
    person = Staff(username=username, shown_name=shown_name, language="")  # as the browser asks
    if opened is None:
        person.set_unusable_password()
    else:
        person.set_password(opened)
    person.save()
    Membership.objects.create(staff=person, unit=unit, role=role)
    return person


def _records(procedures: int, years: int, seed: int, today: date, team: Team) -> list[Record]:
    generator = np.random.default_rng(seed)
    women = simulate(procedures + _PLANNED, practice(), seed=seed)
    done = [(day, False) for day in working_days(procedures, today, years, generator)]
    to_come = [
        (today + timedelta(days=int(generator.integers(1, 15)) * (place % 3 > 0)), True) for place in range(_PLANNED)
    ]
    return [
        record_of(woman, on, today, number, team, generator, planned=planned)
        for number, (woman, (on, planned)) in enumerate(zip(women, [*done, *to_come], strict=True), start=1)
    ]


def _number(records: list[Record]) -> None:
    """2026-0417: in the order of registration, a series a year."""
    last: dict[int, int] = defaultdict(int)
    records.sort(key=lambda record: record.pregnancy.registered_on)
    for record in records:
        year = record.pregnancy.registered_on.year
        last[year] += 1
        record.pregnancy.number = f"{year}-{last[year]:04d}"


def _write(records: Sequence[Record], team: Team) -> None:
    with action("demonstration.filled", by=None, about=team.unit) as happened:
        by = Actor(staff=team.clinician, unit=team.unit, role=Role.CLINICIAN)
        _chain(by, [record.pregnancy for record in records])
        _all(Woman, [record.woman for record in records])
        _all(Pregnancy, [record.pregnancy for record in records])
        by_model: dict[type[Model], list[Model]] = defaultdict(list)
        for record in records:
            for row in record.rows:
                by_model[type(row)].append(row)
        for model, rows in by_model.items():
            _all(model, rows)
        happened.note(pregnancies=len(records))


def _all(model: type[Model], rows: Sequence[Model]) -> None:
    for row in rows:
        for name in ("woman", "pregnancy"):  # it has its number only now
            if hasattr(row, f"{name}_id"):
                setattr(row, name, getattr(row, name))
    model.objects.bulk_create(rows, batch_size=_AT_ONCE)
    if issubclass(model, Changing):
        model.history.bulk_history_create(rows, batch_size=_AT_ONCE)


def _chain(by: Actor, pregnancies: Sequence[Pregnancy]) -> None:
    """One event for each registration, chained like all others, written together."""
    last = trail.append("demonstration.begun", by=None)
    events = []
    for pregnancy in pregnancies:
        event = Event(
            sequence=last.sequence + 1,
            at=datetime.now(UTC),
            staff=by.staff,
            unit=by.unit,
            role=by.role.value,
            kind="pregnancy.registered",
            subject=subject_of(pregnancy),
            details={"demonstration": True},
            previous=last.hash,
        )
        event.hash = trail.hash_of(event)
        events.append(event)
        last = event
    Event.objects.bulk_create(events, batch_size=_AT_ONCE)
