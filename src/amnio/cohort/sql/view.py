"""Their table as ours: every column read, every rule written, and what becomes of rows that break one.

The engine's relation `raw` is their table as it stands. `read` is ours, with a truth value for each thing that could
not be read; `pregnancies` adds `flaw`, from which counting begins.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from amnio.cohort.definition import Bands, StudyDefinition, Within
from amnio.cohort.flow import BAD_RECORD, COUNTED
from amnio.cohort.origin import Anchor, DayUnit, Origin, TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.rules import Rule, record_rules
from amnio.cohort.sql import read
from amnio.cohort.sql.read import Read, Stored
from amnio.cohort.sql.words import cases, name, text
from amnio.cohort.table import CODES, COLUMNS, Kind

DUPLICATE = "duplicate_pregnancy"
_SQL_TYPE = {Kind.NAME: "VARCHAR", Kind.CODE: "VARCHAR", Kind.TEXT: "VARCHAR"}


@dataclass(frozen=True, kw_only=True, slots=True)
class TableView:
    """`read` and `pregnancies` as statements, the rules in their order, and whether women have whole-number names."""

    read: str
    rules: tuple[Rule, ...]
    whole_names: bool

    def pregnancies(self, left_out: tuple[str, ...]) -> str:
        """The rows to count from `read`: `flaw` is 0, BAD_RECORD, or from 2 on the place of the rule in `left_out`."""
        rules = {rule.key: rule for rule in self.rules}
        broken = [_repeated() if key == DUPLICATE else rules[key].broken for key in left_out]
        told = [(each, BAD_RECORD + 1 + i) for i, each in enumerate(broken)]
        bad = [rule.broken for rule in self.rules if rule.refuses and rule.key not in left_out]
        flaw = cases([*told, (" OR ".join(f"({each})" for each in bad), BAD_RECORD)], COUNTED)
        return f"SELECT *, {flaw} AS flaw FROM read"


def _repeated() -> str:
    return "pregnancy IN (SELECT pregnancy FROM read GROUP BY pregnancy HAVING COUNT(*) > 1)"


def table_view(raw: Mapping[str, Stored], mapping: TableMapping, definition: StudyDefinition | None) -> TableView:
    """How to read this table for this definition (None: only for itself). Raises `CannotStudy` for a missing column."""
    reads = {column: _column(column, raw, mapping) for column in COLUMNS}
    numbers = _numbers(definition)
    covariates = {*mapping.covariates, *(definition.covariates if definition else ())} - set(COLUMNS)
    events = {*mapping.events, *(definition.events if definition else ())} - set(COLUMNS)
    for covariate in sorted(covariates):
        reads[covariate] = _covariate(covariate, raw, mapping, as_number=covariate in numbers)
    for event in sorted(events):
        reads[event] = _event(event, raw, mapping)
    selected: list[str] = []
    rules: list[Rule] = []
    for column, found in reads.items():
        selected.append(f"{found.value} AS {name(column)}")
        for code, broken in _by_code(found.flaws).items():
            flag = f"flaw_{len(rules)}"
            selected.append(f"COALESCE({broken}, FALSE) AS {flag}")
            rules.append(Rule(code=code, column=column, broken=flag, shown=(*_theirs(column, raw, mapping),)))
    flags: dict[str, list[str]] = {}
    for rule in rules:
        flags.setdefault(rule.column, []).append(rule.broken)
    judged = record_rules(tuple(c for c in COLUMNS if c in mapping.columns), tuple(sorted(events)))
    rules += [_unless_unreadable(rule, flags) for rule in judged]
    carried = ", ".join(f"{name(each)} AS {name(f'raw {each}')}" for each in raw)
    return TableView(
        read=f"SELECT {', '.join(selected)}, {carried} FROM raw",
        rules=tuple(rules),
        whole_names=_stored_name("woman", raw, mapping) is Stored.WHOLE,
    )


def _by_code(flaws: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Conditions of one code as one: a rule that is left out by its name must not leave another of that name behind."""
    found: dict[str, list[str]] = {}
    for code, broken in flaws:
        found.setdefault(code, []).append(f"COALESCE({broken}, FALSE)")
    return {code: " OR ".join(each) for code, each in found.items()}


def _unless_unreadable(rule: Rule, flags: Mapping[str, list[str]]) -> Rule:
    """What could not be read is not missing as well: one mistake has one name."""
    if rule.code not in ("missing", "dating_unknown") or not (unread := flags.get(rule.column or "dated_by")):
        return rule
    return replace(rule, broken=f"({rule.broken}) AND NOT ({' OR '.join(unread)})")


def _numbers(definition: StudyDefinition | None) -> set[str]:
    if definition is None:
        return set()
    asked = (*definition.strata, *definition.keep)
    return {each.column for each in asked if isinstance(each, Bands | Within)}


def _theirs(column: str, raw: Mapping[str, Stored], mapping: TableMapping) -> tuple[str, ...]:
    """Their columns from which ours is read, as examples show them."""
    origin = mapping.columns.get(column) or mapping.covariates.get(column) or mapping.events.get(column)
    named = (column,) if origin is None else (origin.column, origin.days_column)
    return tuple(f"raw {each}" for each in named if each in raw)


def _column(column: str, raw: Mapping[str, Stored], mapping: TableMapping) -> Read:
    kind = COLUMNS[column].kind
    if column not in mapping.columns:
        if COLUMNS[column].required:
            raise CannotStudy(Refusal.NO_COLUMN, column=column, columns=", ".join(raw))
        return Read(value=f"CAST(NULL AS {_SQL_TYPE.get(kind, 'BIGINT')})")
    origin = mapping.columns[column]
    if kind is Kind.DAY:
        return _day(column, origin, raw, mapping)
    value, stored = _value(origin, raw, mapping)
    if kind is Kind.CODE:
        if origin.constant is not None or not origin.codes:
            return read.code(value, {each: (each,) for each in CODES[column]})
        return read.code(value, dict(origin.codes))
    if kind is Kind.NAME:
        return Read(value=value if stored is Stored.WHOLE else f"CAST({value} AS VARCHAR)")
    if kind is Kind.TEXT:
        return Read(value=f"CAST({value} AS VARCHAR)")
    return read.whole(value, stored)


def _stored_name(column: str, raw: Mapping[str, Stored], mapping: TableMapping) -> Stored:
    return _value(mapping.columns[column], raw, mapping)[1]


def _value(origin: Origin, raw: Mapping[str, Stored], mapping: TableMapping) -> tuple[str, Stored]:
    if origin.constant is not None:
        return text(origin.constant), Stored.TEXT
    return _present(str(origin.column), raw, mapping)


def _present(column: str, raw: Mapping[str, Stored], mapping: TableMapping) -> tuple[str, Stored]:
    if column not in raw:
        raise CannotStudy(Refusal.NO_COLUMN, column=column, columns=", ".join(raw))
    return read.present(column, raw[column], mapping.missing), raw[column]


def _day(column: str, origin: Origin, raw: Mapping[str, Stored], mapping: TableMapping) -> Read:
    value, stored = _value(origin, raw, mapping)
    unit = origin.unit or mapping.unit
    if origin.days_column is not None:
        weeks = read.whole(value, stored, decimal="decimal_gestation")
        days = read.whole(*_present(origin.days_column, raw, mapping), decimal="decimal_gestation")
        return read.weeks_beside_days(weeks, days)
    if unit is not DayUnit.DATE:
        return read.day(value, stored, unit)
    if mapping.anchor is None:
        raise CannotStudy(Refusal.MAPPING_VALUE, item=column, value=DayUnit.DATE)
    anchored = _anchor(mapping.anchor, raw, mapping)
    return read.day_of_date(read.date_read(value, stored), mapping.anchor.kind, anchored)


def _anchor(anchor: Anchor, raw: Mapping[str, Stored], mapping: TableMapping) -> Read:
    return read.date_read(*_present(anchor.column, raw, mapping))


def _event(event: str, raw: Mapping[str, Stored], mapping: TableMapping) -> Read:
    return _day(event, mapping.events.get(event, Origin(column=event)), raw, mapping)


def _covariate(covariate: str, raw: Mapping[str, Stored], mapping: TableMapping, *, as_number: bool) -> Read:
    value, stored = _value(mapping.covariates.get(covariate, Origin(column=covariate)), raw, mapping)
    if as_number:
        return read.number(value, stored)
    return Read(value=f"CAST({value} AS VARCHAR)")
