"""How far a pregnancy is on a day, by its latest dating; and what a further dating changes in its record."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from amnio.clinic.case_fields import FieldKind
from amnio.clinic.gestation import LAST_DAY, GestationalAge
from amnio.registry.call_days import TERM
from amnio.registry.models import SECTION_MODELS, Fetus, Pregnancy
from amnio.registry.models.columns import fields_of


def gestation_on(pregnancy: Pregnancy, day: date) -> GestationalAge | None:
    """How far she is on a day by her latest dating; None when undated, or beyond what can be."""
    datings = list(pregnancy.datings.all())
    if not datings:
        return None
    latest = datings[-1]
    days = latest.at.days + (day - latest.on).days
    return GestationalAge(days) if 0 <= days <= LAST_DAY else None


def age_at_due_date(pregnancy: Pregnancy) -> float | None:
    """Her completed years when the baby is due; None where her birthday or the dating is not known."""
    datings, woman = list(pregnancy.datings.all()), pregnancy.woman
    if not datings or woman is None or woman.born_on is None:
        return None
    latest, born = datings[-1], woman.born_on
    due = latest.on + timedelta(days=TERM.days - latest.at.days)
    return float(due.year - born.year - ((due.month, due.day) < (born.month, born.day)))


def days_between(pregnancy: Pregnancy, *, at: GestationalAge, on: date) -> int:
    """By how many days a further dating makes the pregnancy older; 0 for the first one."""
    before = gestation_on(pregnancy, on)
    return 0 if before is None else at.days - before.days


def aged_rows(pregnancy: Pregnancy, days: int) -> Iterator[tuple[Any, dict[str, GestationalAge]]]:
    """The rows that hold a gestational age, with each age so many days later.

    Raises `Refused` for an age before the pregnancy or after the last day that is read.
    """
    if days == 0:
        return
    for table, model in SECTION_MODELS.items():
        row = model.objects.filter(pregnancy=pregnancy).first()
        names = [field.name for field in fields_of(table) if field.kind is FieldKind.GESTATION]
        yield from _aged(row, names, days)
    for fetus in Fetus.objects.filter(pregnancy=pregnancy):
        yield from _aged(fetus, ["at"], days)


def _aged(row: Any, names: list[str], days: int) -> Iterator[tuple[Any, dict[str, GestationalAge]]]:
    ages = {name: age for name in names if (age := getattr(row, name, None)) is not None}
    if ages:
        yield row, {name: GestationalAge(age.days + days) for name, age in ages.items()}
