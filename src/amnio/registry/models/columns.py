"""The columns of a section of the record, made from the list of fields of a case.

A field of a case is a column of the same name; its vocabulary and its range are rules of the database. So a code that
no case could have cannot be stored, by whatever road it comes. NULL is *not looked for*, as in a case.
"""

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q

from amnio.clinic.case_fields import FIELDS, CaseField, FieldKind
from amnio.clinic.gestation import LAST_DAY, GestationalAge

_LONGEST_CODE = 40


class GestationField(models.PositiveSmallIntegerField):
    """Completed days in the database, `GestationalAge` in Python."""

    def from_db_value(self, value: int | None, expression: object, connection: object) -> GestationalAge | None:
        return None if value is None else GestationalAge(value)

    def to_python(self, value: object) -> GestationalAge | None:
        return GestationalAge(value) if type(value) is int else value  # type: ignore[return-value]

    def get_prep_value(self, value: object) -> int | None:
        return value.days if isinstance(value, GestationalAge) else value  # type: ignore[return-value]


@cache
def fields_of(table: str) -> tuple[CaseField, ...]:
    """The fields of a table of a case, in order."""
    return tuple(field for field in FIELDS.values() if field.table == table)


def columns_of(table: str) -> dict[str, Any]:
    """Django's fields for a table of a case."""
    return {field.name: _column(field) for field in fields_of(table)}


def rules_of(table: str, prefix: str) -> list[models.CheckConstraint]:
    """The database's rules for them."""
    return [rule for field in fields_of(table) for rule in _named(field, prefix)]


def column_of(path: str) -> Any:
    """Django's field for one field of a case."""
    return _column(FIELDS[path])


def rule_of(path: str, prefix: str) -> list[models.CheckConstraint]:
    """The database's rule for it, where it has one."""
    return _named(FIELDS[path], prefix)


def _named(field: CaseField, prefix: str) -> list[models.CheckConstraint]:
    rule = _rule(field)
    return [] if rule is None else [models.CheckConstraint(condition=rule, name=f"{prefix}_{field.name}")]


def _column(field: CaseField) -> models.Field:
    optional: dict[str, Any] = {"null": True, "blank": True}
    match field.kind:
        case FieldKind.WORD:
            assert field.words is not None
            return models.CharField(
                max_length=_LONGEST_CODE, choices=[(w.value, w.value) for w in field.words], **optional
            )
        case FieldKind.NUMBER:
            assert field.number is not None
            return models.IntegerField(**optional) if field.number.whole else models.FloatField(**optional)
        case FieldKind.RISK:
            return models.FloatField(**optional)
        case FieldKind.GESTATION:
            return GestationField(**optional)
        case FieldKind.DAY:
            return models.DateField(**optional)
        case FieldKind.FLAG:
            return models.BooleanField(**optional)
        case FieldKind.TEXT:
            return models.TextField(**optional)
    raise TypeError(f"{field.path} has no column")


def _rule(field: CaseField) -> Q | None:
    name = field.name
    unknown = Q(**{f"{name}__isnull": True})
    match field.kind:
        case FieldKind.WORD:
            assert field.words is not None
            return unknown | Q(**{f"{name}__in": [w.value for w in field.words]})
        case FieldKind.NUMBER:
            assert field.number is not None
            return unknown | Q(**{f"{name}__gte": field.number.low, f"{name}__lte": field.number.high})
        case FieldKind.RISK:
            return unknown | Q(**{f"{name}__gt": 0.0, f"{name}__lt": 1.0})
        case FieldKind.GESTATION:
            return unknown | Q(**{f"{name}__gte": 0, f"{name}__lte": LAST_DAY})
    return None
