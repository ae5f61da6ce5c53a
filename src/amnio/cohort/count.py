"""Counts a population: their table is read as ours, checked in the same pass, and reduced to cells."""

from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.flow import BAD_RECORD, Fates, Flow
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.cohort.sql.risks import risk_counting
from amnio.cohort.sql.trials import trial_counting
from amnio.cohort.sql.view import DUPLICATE, TableView, table_view
from amnio.cohort.table import ENDS
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import TrialCounts


def count(
    engine: Engine,
    mapping: TableMapping,
    definition: StudyDefinition,
    kind: CountKind,
    *,
    left_out: tuple[str, ...] = (),
) -> Counted:
    """The counts of every row of the engine's table; rows that break a rule of `left_out` are left out and counted.

    Raises `CannotStudy`, and counts nothing, if any other row breaks a rule that refuses or a pregnancy occurs twice.
    """
    check_recorded(mapping, definition)
    view = table_view(engine.raw(), mapping, definition)
    check_names(view, left_out)
    engine.define("read", view.read)
    engine.define("pregnancies", view.pregnancies(left_out))
    if DUPLICATE not in left_out:
        refuse_repeated(engine)
    fates = Fates.of(definition, left_out)
    written = trial_counting if kind is CountKind.TRIALS else risk_counting
    counting = written(definition, fates, whole_names=view.whole_names)
    engine.keep("grouped", counting.grouped)
    fated = engine.whole_numbers(counting.fates)
    flow = Flow.of(fates, dict(zip(fated["fate"].tolist(), fated["n"].tolist(), strict=True)))
    if not flow.read:
        raise CannotStudy(Refusal.TABLE_EMPTY)
    if bad := dict(flow.rows).get(fates.names[BAD_RECORD]):
        raise CannotStudy(Refusal.BAD_RECORDS, n=bad, rows=flow.read)
    if not flow.counted:
        raise CannotStudy(Refusal.NOBODY_COUNTED, rows=flow.read)
    cells = engine.whole_numbers(counting.cells)
    counts: RiskCounts | TrialCounts
    ends = tuple(end.value for end in ENDS)
    if kind is CountKind.TRIALS:
        counts = TrialCounts.of(
            **cells, blocks=definition.blocks, period=definition.period, factors=definition.factors, ends=ends
        )
    else:
        counts = RiskCounts.of(**cells, blocks=definition.blocks, factors=definition.factors, ends=ends)
    return Counted(definition=definition, counts=counts, flow=flow)


def check_recorded(mapping: TableMapping, definition: StudyDefinition) -> None:
    """Refuses a question about weeks in which their losses are not recorded at all, as losses."""
    starts = min(definition.start, definition.first_trial)
    if mapping.losses_from is not None and mapping.losses_from > starts:
        raise CannotStudy(Refusal.LOSSES_NOT_RECORDED, asked=starts, recorded=f"{mapping.losses_from}-")
    if mapping.losses_until is not None and (definition.until is None or mapping.losses_until < definition.until):
        asked = definition.until or "-"
        raise CannotStudy(Refusal.LOSSES_NOT_RECORDED, asked=asked, recorded=f"-{mapping.losses_until}")


def check_names(view: TableView, left_out: tuple[str, ...]) -> None:
    """Refuses to leave out by a rule that there is not."""
    rules = [DUPLICATE, *(rule.key for rule in view.rules if rule.refuses)]
    for key in left_out:
        if key not in rules:
            raise CannotStudy(Refusal.NO_SUCH_RULE, name=key, names=", ".join(rules))


def refuse_repeated(engine: Engine) -> None:
    """Refuses a table in which a pregnancy has two rows."""
    found = engine.whole_numbers(repeated_names())["n"]
    if found.size and (n := int(found[0])):
        raise CannotStudy(Refusal.BAD_RECORDS, n=n, rows=DUPLICATE)


def repeated_names() -> str:
    """How many names of pregnancies occur more than once."""
    return """SELECT COUNT(*) AS n FROM (
  SELECT pregnancy FROM read WHERE pregnancy IS NOT NULL GROUP BY pregnancy HAVING COUNT(*) > 1)"""
