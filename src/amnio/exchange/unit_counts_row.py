"""One row of a unit's counts: from text to a `Stratum`, or everything that is wrong with it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from amnio.answers.unit_counts import FetalResult, Stratum
from amnio.clinic.vocabulary import FluidAppearance, ProcedureKind
from amnio.exchange.unit_counts_problems import CountsCode as Code
from amnio.exchange.unit_counts_problems import CountsProblem
from amnio.model.clock import DAYS_PER_WEEK, END_DAY, FIRST_DAY

LOST_BY = re.compile(r"lost_by_day_([1-9][0-9]{0,2})")
MOST = 10_000_000
_COUNT = re.compile(r"-?[0-9]{1,15}")
_WEEKS = re.compile(r"([0-9]{1,2})(?:\s*[-\u2013]\s*([0-9]{1,2}))?")
_WEEKS_AND_DAYS = re.compile(r"([0-9]{1,2})\+([0-6])")
_DAYS = re.compile(r"([1-9][0-9]{0,2})\s*(?:d|days?|天)")
_BIRTH = ("birth", "分娩")
_AGES = range(10, 66)
W = TypeVar("W", bound=StrEnum)


class _Row:
    """Cells of a row, read one after the other; what is wrong is collected."""

    def __init__(self, cells: Mapping[str, str], line: int) -> None:
        self._cells = cells
        self._line = line
        self.problems: list[CountsProblem] = []

    def refuse(self, code: Code, column: str, **slots: str) -> None:
        value = self._cells.get(column) or None
        self.problems.append(CountsProblem(code=code, line=self._line, column=column, value=value, slots=slots))

    def text(self, column: str) -> str:
        return self._cells.get(column, "")

    def count(self, column: str, *, missing: Code | None = None, most: int = MOST) -> int | None:
        """A whole number from 0 on; `missing` is the code of an empty cell, None where it may be empty."""
        text = self.text(column)
        if not text:
            if missing is not None:
                self.refuse(missing, column)
        elif not _COUNT.fullmatch(text):
            self.refuse(Code.NOT_A_COUNT, column)
        elif int(text) < 0:
            self.refuse(Code.NEGATIVE, column)
        elif int(text) > most:
            self.refuse(Code.TOO_LARGE, column, limit=str(most))
        else:
            return int(text)
        return None

    def word(self, column: str, words: type[W]) -> W | None:
        text = self.text(column).lower()
        if not text:
            return None
        if text in {word.value for word in words}:
            return words(text)
        self.refuse(Code.UNKNOWN_WORD, column, allowed=", ".join(word.value for word in words))
        return None

    def procedure(self) -> bool:
        text = self.text("procedure").lower()
        if text not in ("", ProcedureKind.AMNIOCENTESIS.value, ProcedureKind.NONE.value):
            self.refuse(Code.UNKNOWN_WORD, "procedure", allowed="amniocentesis, none")
        return text != ProcedureKind.NONE.value

    def days(self) -> tuple[int, int] | None:
        """First and last day of gestation at the start."""
        text = self.text("weeks")
        if matched := _WEEKS_AND_DAYS.fullmatch(text):
            first = last = DAYS_PER_WEEK * int(matched[1]) + int(matched[2])
        elif matched := _WEEKS.fullmatch(text):
            first = DAYS_PER_WEEK * int(matched[1])
            last = DAYS_PER_WEEK * int(matched[2] or matched[1]) + DAYS_PER_WEEK - 1
        else:
            self.refuse(Code.UNCLEAR_WEEKS if text else Code.MISSING_VALUE, "weeks")
            return None
        if last < first:
            self.refuse(Code.UNCLEAR_WEEKS, "weeks")
        elif first < FIRST_DAY or last >= END_DAY:
            low, high = f"{FIRST_DAY // DAYS_PER_WEEK}+0", f"{END_DAY // DAYS_PER_WEEK - 1}+6"
            self.refuse(Code.OFF_THE_CLOCK, "weeks", low=low, high=high)
        else:
            return first, last
        return None

    def window(self) -> tuple[int | None, int | None] | None:
        """Day of gestation before which losses count, or days after the start within which they do."""
        text = self.text("followed_until").lower()
        if text in _BIRTH:
            return END_DAY, None
        if matched := _WEEKS_AND_DAYS.fullmatch(text):
            return DAYS_PER_WEEK * int(matched[1]) + int(matched[2]), None
        if matched := _DAYS.fullmatch(text):
            return None, int(matched[1])
        self.refuse(Code.UNKNOWN_WINDOW, "followed_until")
        return None

    def lost_by(self) -> tuple[tuple[int, int], ...]:
        columns = ((int(matched[1]), matched[0]) for name in self._cells if (matched := LOST_BY.fullmatch(name)))
        found = ((day, self.count(column)) for day, column in sorted(columns))
        return tuple((day, count) for day, count in found if count is not None)


def read_row(cells: Mapping[str, str], line: int) -> tuple[Stratum | None, list[CountsProblem]]:
    """The stratum of a row, or None with what is wrong."""
    row = _Row(cells, line)
    procedure, days, window = row.procedure(), row.days(), row.window()
    fetal_result = row.word("fetal_class", FetalResult)
    if not row.text("fetal_class"):
        row.refuse(Code.MISSING_VALUE, "fetal_class")
    passes, fluid = row.count("passes", most=20), row.word("fluid", FluidAppearance)
    age, volume = row.count("maternal_age", most=_AGES[-1]), row.count("unit_procedures_per_year")
    pregnancies = row.count("pregnancies", missing=Code.MISSING_VALUE)
    losses = row.count("losses", missing=Code.MISSING_VALUE)
    unfollowed = row.count("lost_to_follow_up", missing=Code.FOLLOW_UP_UNKNOWN)
    terminated, lost_by = row.count("terminated"), row.lost_by()
    if passes == 0:
        row.refuse(Code.NOT_A_COUNT, "passes")
    if age is not None and age < _AGES[0]:
        row.refuse(Code.NOT_A_COUNT, "maternal_age")
    if not procedure:
        for column in ("passes", "fluid", "unit_procedures_per_year"):
            if row.text(column):
                row.refuse(Code.ONLY_AFTER_PROCEDURE, column)
    if pregnancies is not None and losses is not None and losses > pregnancies:
        row.refuse(Code.MORE_LOSSES, "losses", pregnancies=str(pregnancies))
    if losses is not None:
        _refuse_untimely(row, lost_by, losses)
    if days is not None and window is not None:
        _refuse_short(row, days[1], window, lost_by)
    if days is None or window is None or fetal_result is None:
        return None, row.problems
    if row.problems or pregnancies is None or losses is None or unfollowed is None:
        return None, row.problems
    return (
        Stratum(
            procedure=procedure,
            first_day=days[0],
            last_day=days[1],
            fetal_result=fetal_result,
            until_day=window[0],
            days_followed=window[1],
            passes=passes,
            fluid=fluid,
            maternal_age=age,
            unit_procedures_per_year=volume,
            pregnancies=pregnancies,
            losses=losses,
            lost_to_follow_up=unfollowed,
            terminated=terminated,
            lost_by=lost_by,
        ),
        [],
    )


def _refuse_untimely(row: _Row, lost_by: tuple[tuple[int, int], ...], losses: int) -> None:
    before = 0
    for day, count in lost_by:
        column = f"lost_by_day_{day}"
        if count > losses:
            row.refuse(Code.ABOVE_LOSSES, column, losses=str(losses))
        elif count < before:
            row.refuse(Code.FALLING, column, before=str(before))
        before = count


def _refuse_short(
    row: _Row, last_day: int, window: tuple[int | None, int | None], lost_by: tuple[tuple[int, int], ...]
) -> None:
    until, followed = window
    length = followed if followed is not None else min(until or 0, END_DAY) - last_day
    if length <= 0:
        row.refuse(Code.WINDOW_TOO_SHORT, "followed_until")
        return
    for day, _ in lost_by:
        if day >= length:
            row.refuse(Code.DAYS_BEYOND_WINDOW, f"lost_by_day_{day}")
