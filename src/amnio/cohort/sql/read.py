"""One column of theirs as a column of ours: the value, and what about it could not be read."""

from dataclasses import dataclass
from enum import StrEnum

from amnio.clinic.gestation import DAYS_PER_WEEK
from amnio.cohort.origin import AnchorKind, DayUnit
from amnio.cohort.sql.words import cases, name, text


class Stored(StrEnum):
    """How an engine stores a column."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    TEXT = "text"
    DATE = "date"
    TRUTH = "truth"


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """`value` is the expression of the value, null where it could not be read; `flaws` are conditions by their code."""

    value: str
    flaws: tuple[tuple[str, str], ...] = ()


_WHOLE = "^-?[0-9]{1,9}([.]0+)?$"
_DECIMAL = "^-?[0-9]+[.,][0-9]+$"
_WEEKS_AND_DAYS = "^[0-9]{1,2}[+][0-6]$"
_ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
# By convention dated day zero lies two weeks before conception and forty before the expected birth.
_COUNTED = {AnchorKind.LMP: 0, AnchorKind.CONCEPTION: 2 * DAYS_PER_WEEK, AnchorKind.DUE: 40 * DAYS_PER_WEEK}


def present(column: str, stored: Stored, missing: tuple[str, ...]) -> str:
    """The column with whatever means *nothing is known* as null."""
    quoted = name(column)
    if stored is Stored.TEXT:
        return f"CASE WHEN {quoted} IN ({', '.join(map(text, ('', *missing)))}) THEN NULL ELSE {quoted} END"
    if stored is Stored.DECIMAL:  # not a number is how some programs write null
        quoted = f"CASE WHEN ISNAN(CAST({quoted} AS DOUBLE)) THEN NULL ELSE CAST({quoted} AS DOUBLE) END"
    numbers = [each for each in missing if each.lstrip("-").isdigit()]
    if stored in (Stored.WHOLE, Stored.DECIMAL) and numbers:
        return f"CASE WHEN {name(column)} IN ({', '.join(numbers)}) THEN NULL ELSE {quoted} END"
    return quoted


def whole(value: str, stored: Stored, *, decimal: str = "unreadable") -> Read:
    """A whole number; a number with decimals has the flaw `decimal`."""
    if stored is Stored.WHOLE:
        return Read(value=f"CAST({value} AS BIGINT)")
    if stored is Stored.DECIMAL:
        is_whole = f"{value} = FLOOR({value})"
        return Read(
            value=f"CASE WHEN {is_whole} THEN CAST({value} AS BIGINT) END", flaws=((decimal, f"NOT ({is_whole})"),)
        )
    if stored is Stored.TEXT:
        fits = f"REGEXP_MATCHES({value}, {text(_WHOLE)})"
        has_decimals = f"REGEXP_MATCHES({value}, {text(_DECIMAL)})"
        other = f"REGEXP_MATCHES({value}, {text(_WEEKS_AND_DAYS)})"
        return Read(
            value=f"CASE WHEN {fits} THEN CAST(TRY_CAST({value} AS DOUBLE) AS BIGINT) END",
            flaws=(
                (decimal, f"NOT {fits} AND {has_decimals}"),
                ("other_unit", f"NOT {fits} AND {other}"),
                ("unreadable", f"NOT {fits} AND NOT {has_decimals} AND NOT {other}"),
            ),
        )
    return Read(value="CAST(NULL AS BIGINT)", flaws=(("unreadable", f"{value} IS NOT NULL"),))


def number(value: str, stored: Stored) -> Read:
    """Any number, for bands."""
    if stored in (Stored.WHOLE, Stored.DECIMAL):
        return Read(value=value)
    if stored is Stored.TEXT:
        fits = f"REGEXP_MATCHES({value}, '^-?[0-9]+([.][0-9]+)?$')"
        return Read(
            value=f"CASE WHEN {fits} THEN TRY_CAST({value} AS DOUBLE) END", flaws=(("unreadable", f"NOT {fits}"),)
        )
    return Read(value="CAST(NULL AS DOUBLE)", flaws=(("unreadable", f"{value} IS NOT NULL"),))


def weeks_and_days(value: str, stored: Stored) -> Read:
    """`16+3` as days."""
    if stored is not Stored.TEXT:
        return Read(value="CAST(NULL AS BIGINT)", flaws=(("other_unit", f"{value} IS NOT NULL"),))
    fits = f"REGEXP_MATCHES({value}, {text(_WEEKS_AND_DAYS)})"
    has_decimals = f"REGEXP_MATCHES({value}, {text(_DECIMAL)})"
    is_whole = f"REGEXP_MATCHES({value}, '^[0-9]+$')"
    days = f"TRY_CAST(SPLIT_PART({value}, '+', 1) AS BIGINT) * 7 + TRY_CAST(SPLIT_PART({value}, '+', 2) AS BIGINT)"
    return Read(
        value=f"CASE WHEN {fits} THEN {days} END",
        flaws=(
            ("decimal_gestation", has_decimals),
            ("other_unit", is_whole),
            ("unreadable", f"NOT {fits} AND NOT {has_decimals} AND NOT {is_whole}"),
        ),
    )


def weeks_beside_days(weeks: Read, days: Read) -> Read:
    """Weeks in one column, odd days in another: both or neither, and the days 0 to 6."""
    both = f"({weeks.value}) * 7 + ({days.value})"
    half = ("half_a_gestation", f"(({weeks.value}) IS NULL) <> (({days.value}) IS NULL)")
    over = ("days_over_six", f"({days.value}) NOT BETWEEN 0 AND 6")
    return Read(value=both, flaws=(*weeks.flaws, *days.flaws, half, over))


def date_read(value: str, stored: Stored) -> Read:
    """A date; as text it is written 2026-05-31."""
    if stored is Stored.DATE:
        return Read(value=f"CAST({value} AS DATE)")
    if stored is Stored.TEXT:
        found = f"CASE WHEN REGEXP_MATCHES({value}, {text(_ISO)}) THEN TRY_CAST({value} AS DATE) END"
        return Read(value=found, flaws=(("unreadable", f"{value} IS NOT NULL AND ({found}) IS NULL"),))
    return Read(value="CAST(NULL AS DATE)", flaws=(("unreadable", f"{value} IS NOT NULL"),))


def day_of_date(date: Read, anchor: AnchorKind, anchored: Read) -> Read:
    """A date as a day of gestation, counted from the date of the anchor."""
    passed = f"DATE_DIFF('day', {anchored.value}, {date.value})"
    added = _COUNTED[anchor]
    return Read(
        value=f"{passed} + {added}" if added else passed,
        flaws=(*date.flaws, ("undated", f"({date.value}) IS NOT NULL AND ({anchored.value}) IS NULL")),
    )


def day(value: str, stored: Stored, unit: DayUnit) -> Read:
    """A day of gestation in a unit that stands in one column, other than a date."""
    if unit is DayUnit.WEEKS_AND_DAYS:
        return weeks_and_days(value, stored)
    read = whole(value, stored, decimal="decimal_gestation")
    if unit is DayUnit.COMPLETED_WEEKS:
        return Read(value=f"({read.value}) * 7", flaws=read.flaws)
    return read


def code(value: str, codes: dict[str, tuple[str, ...]]) -> Read:
    """A code of ours by theirs; whatever is not listed is unknown."""
    as_text = f"CAST({value} AS VARCHAR)"
    used = {ours: theirs for ours, theirs in codes.items() if theirs}
    listed = [(f"{as_text} IN ({', '.join(map(text, theirs))})", text(ours)) for ours, theirs in used.items()]
    known = ", ".join(text(each) for theirs in codes.values() for each in theirs)
    return Read(value=cases(listed, "NULL"), flaws=(("unknown_code", f"{as_text} NOT IN ({known})"),))
