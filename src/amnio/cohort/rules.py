"""What a row of the table may not be: each rule once, as SQL over columns that have been read.

A rule that refuses makes a study impossible until its rows are corrected, or the run is told to leave them out by the
name of the rule; a rule that only tells is reported. Nothing is ever repaired.
"""

from collections.abc import Collection
from dataclasses import dataclass

from amnio.clinic.gestation import LAST_DAY, LAST_WEEK
from amnio.cohort.sql.words import name, text
from amnio.cohort.table import COLUMNS, DatedBy, End, Kind


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Rows for which `broken` is true break it. `code` has its words; `column` is what it is about, "" for the row."""

    code: str
    column: str = ""
    broken: str
    shown: tuple[str, ...]
    refuses: bool = True

    @property
    def key(self) -> str:
        """How the rule is named on the command line: `code`, or `code:column`."""
        return f"{self.code}:{self.column}" if self.column else self.code


#: Days that must not lie after the end of the pregnancy.
_BEFORE_THE_END = ("later_procedure", "other_invasive", "known_dead", "fetal_loss", "fetal_termination")


def record_rules(mapped: Collection[str], events: Collection[str]) -> list[Rule]:
    """Rules over a row whose columns could be read; `mapped` are the columns of ours that are there."""
    return [
        *_missing(),
        *_dating(),
        *_days(mapped, events),
        *_order(mapped, events),
        *_procedures(mapped),
        *_fetuses(mapped),
    ]


def _missing() -> list[Rule]:
    never_null = [column.name for column in COLUMNS.values() if column.never_null]
    return [
        Rule(code="missing", column=column, broken=f"{name(column)} IS NULL", shown=(column,)) for column in never_null
    ]


def _dating() -> list[Rule]:
    return [
        Rule(code=f"dated_by_{way}", broken=f"dated_by = {text(way)}", shown=("dated_by", "entry", "procedure"))
        for way in (DatedBy.PROCEDURE_CODE, DatedBy.CLASSIFICATION)
    ] + [
        Rule(
            code="dating_unknown",
            broken=f"dated_by IS NULL OR dated_by = {text(DatedBy.UNKNOWN)}",
            shown=("dated_by", "entry"),
        )
    ]


def _days(mapped: Collection[str], events: Collection[str]) -> list[Rule]:
    days = [*(column for column in mapped if COLUMNS[column].kind is Kind.DAY), *events]
    rules = [Rule(code="negative_day", column=day, broken=f"{name(day)} < 0", shown=(day,)) for day in days]
    rules += [Rule(code="beyond_term", column=day, broken=f"{name(day)} > {LAST_DAY}", shown=(day,)) for day in days]
    # A number up to 42 is a day before 6+1: no child is born and no fluid taken then, but a number of weeks looks so.
    weeks = f"BETWEEN 1 AND {LAST_WEEK}"
    return [
        *rules,
        Rule(
            code="looks_like_weeks",
            column="exit",
            broken=f'"end" = {text(End.LIVE_BIRTH)} AND exit {weeks}',
            shown=("end", "exit"),
        ),
        Rule(code="looks_like_weeks", column="procedure", broken=f"procedure {weeks}", shown=("procedure",)),
    ]


def _order(mapped: Collection[str], events: Collection[str]) -> list[Rule]:
    rules = [
        Rule(code="entry_after_exit", broken="entry > exit", shown=("entry", "exit")),
        Rule(code="procedure_after_end", broken="procedure > exit", shown=("procedure", "exit", "end")),
        Rule(code="no_follow_up", broken="entry = exit", shown=("entry", "exit", "end"), refuses=False),
        Rule(code="entered_after_procedure", broken="procedure < entry", shown=("procedure", "entry"), refuses=False),
    ]
    rules += [
        Rule(code="after_end", column=day, broken=f"{name(day)} > exit", shown=(day, "exit", "end"))
        for day in _BEFORE_THE_END
        if day in mapped
    ]
    rules += [
        Rule(code="after_end", column=day, broken=f"{name(day)} > exit", shown=(day, "exit"), refuses=False)
        for day in events
    ]
    return rules


def _procedures(mapped: Collection[str]) -> list[Rule]:
    rules = []
    if "later_procedure" in mapped:
        rules.append(
            Rule(
                code="later_without_first",
                broken="later_procedure IS NOT NULL AND (procedure IS NULL OR later_procedure < procedure)",
                shown=("procedure", "later_procedure"),
            )
        )
    if "procedures" in mapped:
        rules += [
            Rule(
                code="procedures_contradict",
                broken="(procedures = 0 AND procedure IS NOT NULL) OR procedures < 0"
                " OR (procedures > 0 AND procedure IS NULL)",
                shown=("procedures", "procedure"),
            ),
            Rule(
                code="procedure_not_known",
                broken="procedures IS NULL AND procedure IS NULL",
                shown=("procedures", "procedure"),
            ),
        ]
    return rules


def _fetuses(mapped: Collection[str]) -> list[Rule]:
    rules = []
    if "fetuses" in mapped:
        rules.append(Rule(code="no_fetus", broken="fetuses < 1", shown=("fetuses",)))
    rules += [
        Rule(
            code="one_fetus_only",
            column=day,
            broken=f"fetuses = 1 AND {name(day)} IS NOT NULL",
            shown=("fetuses", day, "end"),
        )
        for day in ("fetal_loss", "fetal_termination")
        if day in mapped and "fetuses" in mapped
    ]
    if "known_dead" in mapped:
        rules += [
            Rule(
                code=code,
                broken=f'known_dead IS NOT NULL AND "end" = {text(end)}',
                shown=("known_dead", "exit", "end"),
            )
            for code, end in (("alive_after_death", End.LIVE_BIRTH), ("terminated_after_death", End.TERMINATION))
        ]
    return rules
