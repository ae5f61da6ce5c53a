"""One table of a guidance file, read field by field; what is missing, of the wrong kind or unknown is refused."""

import difflib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from amnio.clinic.gestation import GestationalAge
from amnio.guidance.error import GuidanceError


class Table:
    """Each getter takes a field out; `finish` then refuses the fields that nobody asked for.

    >>> table = Table({"item": "rest", "row": "S9"}, file="care/rest.toml")
    >>> table.text("item"), table.text("row")
    ('rest', 'S9')
    >>> table.finish()
    """

    def __init__(self, fields: Mapping[str, Any], *, file: str, path: str = "") -> None:
        self._fields = fields
        self._asked: set[str] = set()
        self._known: set[str] = set()  # also those that may be left out
        self.file = file
        self.path = path

    def error(self, field: str, why: str) -> GuidanceError:
        return GuidanceError(self.file, f"{self.path}.{field}".strip("."), why)

    def __contains__(self, field: str) -> bool:
        self._known.add(field)
        return field in self._fields

    def names(self) -> tuple[str, ...]:
        return tuple(self._fields)

    def _take(self, field: str, kind: type | tuple[type, ...], name: str) -> Any:
        self._asked.add(field)
        if field not in self._fields:
            raise self.error(field, f"is missing; write {name}")
        value = self._fields[field]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(field, f"must be {name}, not {value!r}")
        return value

    def text(self, field: str) -> str:
        value: str = self._take(field, str, "a text")
        if not value.strip():
            raise self.error(field, "is empty")
        return value.strip()

    def optional_text(self, field: str) -> str | None:
        return self.text(field) if field in self else None

    def number(self, field: str) -> float:
        return float(self._take(field, (int, float), "a number"))

    def optional_number(self, field: str) -> float | None:
        return self.number(field) if field in self else None

    def whole(self, field: str) -> int:
        return int(self._take(field, int, "a whole number"))

    def optional_whole(self, field: str) -> int | None:
        return self.whole(field) if field in self else None

    def flag(self, field: str) -> bool:
        return bool(self._take(field, bool, "true or false"))

    def choice(self, field: str, allowed: tuple[str, ...]) -> str:
        value = self.text(field)
        if value not in allowed:
            raise self.error(field, f"{value!r} is not one of {', '.join(allowed)}")
        return value

    def age(self, field: str) -> GestationalAge:
        written = self.text(field)
        if re.fullmatch(r"\d{1,2}\+[0-6]", written) is None:
            raise self.error(field, f"{written!r} is not a gestational age such as 12+0")
        return GestationalAge.parse(written)

    def ages(self, field: str) -> tuple[GestationalAge, GestationalAge]:
        """Two gestational ages, the first not after the last."""
        written = self.texts(field)
        if len(written) != 2 or any(re.fullmatch(r"\d{1,2}\+[0-6]", age) is None for age in written):
            raise self.error(field, f'{list(written)!r} is not two gestational ages such as ["15+0", "20+6"]')
        first, last = map(GestationalAge.parse, written)
        if last < first:
            raise self.error(field, "the second end lies before the first")
        return first, last

    def numbers(self, field: str) -> tuple[float, float]:
        """Two numbers, the first not above the last."""
        values = self._take(field, list, "two numbers")
        if len(values) != 2 or any(isinstance(x, bool) or not isinstance(x, int | float) for x in values):
            raise self.error(field, f"{values!r} is not two numbers")
        if values[1] < values[0]:
            raise self.error(field, "the second end lies below the first")
        return float(values[0]), float(values[1])

    def optional_day(self, field: str) -> date | None:
        if field not in self:
            return None
        day: date = self._take(field, date, "a date such as 2021-10-25")
        return day

    def plain(self, field: str) -> dict[str, Any]:
        """A table of plain values, as it stands."""
        return dict(self._take(field, dict, "a table"))

    def texts(self, field: str) -> tuple[str, ...]:
        values = self._take(field, list, "a list of texts")
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.error(field, f"must hold texts only, not {value!r}")
        return tuple(value.strip() for value in values)

    def table(self, field: str) -> "Table":
        return Table(self._take(field, dict, "a table"), file=self.file, path=f"{self.path}.{field}".strip("."))

    def tables(self, field: str) -> tuple["Table", ...]:
        values = self._take(field, list, "a list of tables")
        for value in values:
            if not isinstance(value, dict):
                raise self.error(field, f"must hold tables only, not {value!r}")
        return tuple(
            Table(value, file=self.file, path=f"{self.path}.{field}.{index}".strip("."))
            for index, value in enumerate(values, start=1)
        )

    def finish(self) -> None:
        """Refuse fields that no getter took: a misspelt field must not pass in silence."""
        for field in self._fields:
            if field not in self._asked:
                near = difflib.get_close_matches(field, sorted(self._asked | self._known), n=1)
                raise self.error(field, "is not a known field" + (f"; did you mean {near[0]}?" if near else ""))
