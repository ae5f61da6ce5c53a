"""Every rule over a record, one pregnancy at a time in plain Python: the definition of what `check-data` counts.

A row is what stands in a text file: a mapping from our columns to texts, None or "" where nothing is written. The SQL
of `cohort.sql.read` and `cohort.rules` gives the same numbers (tests/agree/test_checks_agree.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from amnio.clinic.gestation import DAYS_PER_WEEK, LAST_DAY, LAST_WEEK
from amnio.cohort.alarms import CLASSIFICATION_CUT, ENOUGH, FOUR_WEEKS_AFTER, FOUR_WEEKS_BEFORE
from amnio.cohort.origin import DayUnit
from amnio.cohort.table import CODES, COLUMNS, DatedBy, End, Kind

Row = Mapping[str, str | None]
_WHOLE = re.compile(r"-?[0-9]{1,9}([.]0+)?")
_DECIMAL = re.compile(r"-?[0-9]+[.,][0-9]+")
_WEEKS_AND_DAYS = re.compile(r"[0-9]{1,2}[+][0-6]")
_DIGITS = re.compile(r"[0-9]+")
_INSIDE = ("later_procedure", "other_invasive", "known_dead", "fetal_loss", "fetal_termination")


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """How many rows break each rule by its key, names of pregnancies for `duplicate_pregnancy` and `two_ends`.

    `alarms` are those that sound: how many rows, of how many. What nobody breaks is not there.
    """

    rows: int
    rules: Mapping[str, int]
    alarms: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Record:
    """A row as far as it could be read: numbers and codes of ours, and the keys of what could not be."""

    days: Mapping[str, int | None]
    codes: Mapping[str, str | None]
    flaws: frozenset[str]

    def day(self, column: str) -> int | None:
        return self.days.get(column)

    def unread(self, column: str) -> bool:
        return any(flaw.endswith(f":{column}") for flaw in self.flaws)


def check(
    rows: Iterable[Row], mapped: Iterable[str], *, events: Iterable[str] = (), unit: DayUnit = DayUnit.DAYS
) -> Broken:
    """What is wrong with these rows. `mapped` are the columns of ours that the table has, `events` days of its own.

    `unit` is that of every day: days, weeks and days, or completed weeks.
    """
    columns, days = tuple(mapped), tuple(events)
    broken: Counter[str] = Counter()
    records, ends = [], defaultdict(list)
    for row in rows:
        record = _read(row, (*columns, *days), unit)
        records.append(record)
        broken.update(record.flaws)
        broken.update(set(_rules(record, columns, days)))
        if (name := record.codes.get("pregnancy")) is not None:
            ends[name].append(record.codes["end"])
    repeated = [found for found in ends.values() if len(found) > 1]
    broken["duplicate_pregnancy"] = len(repeated)
    broken["two_ends"] = sum(len(set(found)) > 1 for found in repeated)
    return Broken(rows=len(records), rules={key: n for key, n in broken.items() if n}, alarms=dict(_alarms(records)))


def _read(row: Row, columns: Iterable[str], unit: DayUnit) -> _Record:
    days: dict[str, int | None] = {}
    codes: dict[str, str | None] = {}
    flaws = set()
    for column in columns:
        kind = COLUMNS[column].kind if column in COLUMNS else Kind.DAY
        written = row.get(column) or None
        if kind in (Kind.NAME, Kind.TEXT):
            codes[column] = written
            continue
        if kind is Kind.CODE:
            codes[column] = written if written in CODES[column] else None
            flaw = "unknown_code" if written is not None and codes[column] is None else None
        elif kind is Kind.DAY:
            days[column], flaw = _day(written, unit)
        else:
            days[column], flaw = _number(written)
            flaw = "unreadable" if flaw == "decimal_gestation" else flaw  # of a count, nobody means a gestation
        if flaw is not None:
            flaws.add(f"{flaw}:{column}")
    return _Record(days=days, codes=codes, flaws=frozenset(flaws))


def _day(written: str | None, unit: DayUnit) -> tuple[int | None, str | None]:
    """The day, or what is wrong with what is written."""
    if unit is DayUnit.WEEKS_AND_DAYS:
        if written is None or _WEEKS_AND_DAYS.fullmatch(written):
            return (None if written is None else _of_weeks(written)), None
        if _DECIMAL.fullmatch(written):
            return None, "decimal_gestation"
        return None, "other_unit" if _DIGITS.fullmatch(written) else "unreadable"
    number, flaw = _number(written)
    return (number * DAYS_PER_WEEK if number is not None and unit is DayUnit.COMPLETED_WEEKS else number), flaw


def _of_weeks(written: str) -> int:
    weeks, _, days = written.partition("+")
    return int(weeks) * DAYS_PER_WEEK + int(days)


def _number(written: str | None) -> tuple[int | None, str | None]:
    if written is None:
        return None, None
    if _WHOLE.fullmatch(written):
        return int(float(written)), None
    if _DECIMAL.fullmatch(written):
        return None, "decimal_gestation"
    return None, "other_unit" if _WEEKS_AND_DAYS.fullmatch(written) else "unreadable"


def _rules(record: _Record, mapped: tuple[str, ...], events: tuple[str, ...]) -> Iterator[str]:
    """The keys of the rules that a row breaks."""
    for column in COLUMNS.values():
        value = record.day(column.name) if column.kind is Kind.DAY else record.codes.get(column.name)
        if column.never_null and value is None and not record.unread(column.name):
            yield f"missing:{column.name}"
    dated = record.codes.get("dated_by")
    if dated in (DatedBy.PROCEDURE_CODE, DatedBy.CLASSIFICATION):
        yield f"dated_by_{dated}"
    if dated in (None, DatedBy.UNKNOWN) and not record.unread("dated_by"):
        yield "dating_unknown"
    yield from _days(record, mapped, events)
    yield from _procedures(record, mapped)
    yield from _fetuses(record, mapped)


def _days(record: _Record, mapped: tuple[str, ...], events: tuple[str, ...]) -> Iterator[str]:
    end = record.codes.get("end")
    entry, exit, procedure = (record.day(column) for column in ("entry", "exit", "procedure"))
    for column in (*(each for each in mapped if COLUMNS[each].kind is Kind.DAY), *events):
        day = record.day(column)
        if day is None:
            continue
        if day < 0:
            yield f"negative_day:{column}"
        if day > LAST_DAY:
            yield f"beyond_term:{column}"
        if column in (*_INSIDE, *events) and exit is not None and day > exit:
            yield f"after_end:{column}"
    if exit is not None and 1 <= exit <= LAST_WEEK and end == End.LIVE_BIRTH:
        yield "looks_like_weeks:exit"
    if procedure is not None and 1 <= procedure <= LAST_WEEK:
        yield "looks_like_weeks:procedure"
    if entry is not None and exit is not None and entry >= exit:
        yield "entry_after_exit" if entry > exit else "no_follow_up"
    if procedure is not None and exit is not None and procedure > exit:
        yield "procedure_after_end"
    if procedure is not None and entry is not None and procedure < entry:
        yield "entered_after_procedure"


def _procedures(record: _Record, mapped: tuple[str, ...]) -> Iterator[str]:
    first, later, number = (record.day(column) for column in ("procedure", "later_procedure", "procedures"))
    if later is not None and (first is None or later < first):
        yield "later_without_first"
    if "procedures" not in mapped:
        return
    if number is None:
        if first is None:
            yield "procedure_not_known"
    elif number < 0 or (number > 0) != (first is not None):
        yield "procedures_contradict"


def _fetuses(record: _Record, mapped: tuple[str, ...]) -> Iterator[str]:
    fetuses, end = record.day("fetuses"), record.codes.get("end")
    if fetuses is not None and fetuses < 1:
        yield "no_fetus"
    if fetuses == 1:
        yield from (
            f"one_fetus_only:{column}"
            for column in ("fetal_loss", "fetal_termination")
            if record.day(column) is not None and column in mapped
        )
    if record.day("known_dead") is not None and end == End.LIVE_BIRTH:
        yield "alive_after_death"
    if record.day("known_dead") is not None and end == End.TERMINATION:
        yield "terminated_after_death"


def _alarms(records: list[_Record]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The alarms that sound: more than half, of enough."""
    done = [record for record in records if record.day("procedure") is not None]
    on_one_day = Counter(record.day("procedure") for record in done)
    losses = [
        exit for record in records if record.codes["end"] == End.LOSS and (exit := record.day("exit")) is not None
    ]
    before = sum(FOUR_WEEKS_BEFORE <= day < CLASSIFICATION_CUT for day in losses)
    after = sum(CLASSIFICATION_CUT <= day < FOUR_WEEKS_AFTER for day in losses)
    watched = any(entry < FOUR_WEEKS_BEFORE for record in records if (entry := record.day("entry")) is not None)
    seen = {
        "procedures_on_one_day": (max(on_one_day.values(), default=0), len(done)),
        "procedure_for_most": (len(done), len(records)),
        "procedure_at_entry": (sum(each.day("procedure") == each.day("entry") for each in done), len(done)),
        "losses_end_at_20": (0 if after else before, before + after),
        "losses_begin_at_20": (after if watched and not before else 0, before + after),
        "most_lost": (sum(record.codes["end"] == End.LOST for record in records), len(records)),
    }
    yield from ((code, (n, of)) for code, (n, of) in seen.items() if of >= ENOUGH and 2 * n > of)
