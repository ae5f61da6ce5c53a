"""What is wrong with a table: every rule with the number of rows that break it and a few of them, and every alarm."""

from dataclasses import dataclass

from amnio.cohort.alarms import Alarm, alarms
from amnio.cohort.count import check_names
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.rules import Rule
from amnio.cohort.sql.view import DUPLICATE, table_view
from amnio.cohort.sql.words import name

EXAMPLES = 3
TWO_ENDS = "two_ends"

Example = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A rule that `n` rows (or names of pregnancies) break, with examples: pairs of a column and what stands in it.

    `left_out`: the run was told to leave these rows out, so they do not refuse it.
    """

    code: str
    column: str
    n: int
    refuses: bool
    left_out: bool
    examples: tuple[Example, ...]

    @property
    def key(self) -> str:
        return f"{self.code}:{self.column}" if self.column else self.code


@dataclass(frozen=True, kw_only=True, slots=True)
class TableCheck:
    """Everything that was found in a table of so many rows."""

    rows: int
    findings: tuple[Finding, ...]
    alarms: tuple[Alarm, ...]

    @property
    def refused(self) -> bool:
        """Whether a study of this table would be refused."""
        wrong = any(finding.refuses and not finding.left_out for finding in self.findings)
        return wrong or any(alarm.refuses for alarm in self.alarms)


def check_table(
    engine: Engine, mapping: TableMapping, definition: StudyDefinition | None = None, *, left_out: tuple[str, ...] = ()
) -> TableCheck:
    """Checks every row; with a definition also the columns that it reads. Raises `CannotStudy` for an empty table."""
    view = table_view(engine.raw(), mapping, definition)
    check_names(view, left_out)
    engine.define("read", view.read)
    counted = ", ".join(f"COUNT(*) FILTER (WHERE {rule.broken}) AS rule_{i}" for i, rule in enumerate(view.rules))
    found = {column: int(values[0]) for column, values in engine.whole_numbers(_all_rules(counted)).items()}
    if not found["n"]:
        raise CannotStudy(Refusal.TABLE_EMPTY, path="")
    findings = [
        Finding(
            code=rule.code,
            column=rule.column,
            n=found[f"rule_{i}"],
            refuses=rule.refuses,
            left_out=rule.key in left_out,
            examples=_examples(engine, rule),
        )
        for i, rule in enumerate(view.rules)
        if found[f"rule_{i}"]
    ]
    repeated = _repeated(engine, DUPLICATE in left_out)
    return TableCheck(rows=found["n"], findings=(*repeated, *findings), alarms=alarms(engine, mapping.accepted))


def _all_rules(counted: str) -> str:
    return f"SELECT COUNT(*) AS n, {counted} FROM read"


def _examples(engine: Engine, rule: Rule) -> tuple[Example, ...]:
    shown = ("pregnancy", *(each for each in rule.shown if each != "pregnancy"))
    columns = ", ".join(f"{name(each)} AS {name(each.removeprefix('raw '))}" for each in shown)
    rows = engine.rows(f"SELECT {columns} FROM read WHERE {rule.broken} LIMIT {EXAMPLES}")
    return tuple(_written(row) for row in rows)


def _repeated(engine: Engine, left_out: bool) -> list[Finding]:
    """Pregnancies with several rows; those whose rows end differently apart, as one of the ends is wrong."""
    grouped = """(SELECT pregnancy, COUNT(*) AS rows_, COUNT(DISTINCT COALESCE("end", '')) AS ends FROM read
  WHERE pregnancy IS NOT NULL GROUP BY pregnancy HAVING COUNT(*) > 1)"""
    counted = engine.whole_numbers(
        f"SELECT COUNT(*) AS n, COUNT(*) FILTER (WHERE ends > 1) AS two FROM {grouped} AS repeated"
    )
    found = []
    for code, n, broken in ((DUPLICATE, int(counted["n"][0]), "TRUE"), (TWO_ENDS, int(counted["two"][0]), "ends > 1")):
        if not n:
            continue
        rows = engine.rows(
            f"SELECT pregnancy, rows_ AS rows, ends FROM {grouped} AS repeated WHERE {broken} LIMIT {EXAMPLES}"
        )
        found.append(
            Finding(
                code=code,
                column="",
                n=n,
                refuses=True,
                left_out=left_out,
                examples=tuple(_written(row) for row in rows),
            )
        )
    return found


def _written(row: dict[str, object]) -> Example:
    return tuple((column, "" if value is None else str(value)) for column, value in row.items())
