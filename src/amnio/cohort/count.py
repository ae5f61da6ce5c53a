"""Counts a population: their table is read as ours, checked in the same pass, and reduced to cells."""

import numpy as np
from numpy.typing import NDArray

from amnio.cohort.alarms import alarms
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

    Raises `CannotStudy`, and counts nothing, if any other row breaks a rule that refuses, a pregnancy occurs twice, the
    table as a whole looks wrong, or nobody is left.
    """
    prepare(engine, mapping, definition, left_out=left_out)
    refuse_whole(engine, mapping, left_out)
    counted = count_prepared(engine, mapping, definition, kind, left_out=left_out)
    if not counted.flow.counted:
        raise CannotStudy(Refusal.NOBODY_COUNTED, rows=counted.flow.read)
    return counted


def prepare(
    engine: Engine, mapping: TableMapping, definition: StudyDefinition, *, left_out: tuple[str, ...] = ()
) -> TableView:
    """Names their table, read as ours, `read` and `pregnancies` on the engine."""
    check_recorded(mapping, definition)
    view = table_view(engine.raw(), mapping, definition)
    check_names(view, left_out)
    engine.define("read", view.read)
    engine.define("pregnancies", view.pregnancies(left_out))
    return view


def refuse_whole(engine: Engine, mapping: TableMapping, left_out: tuple[str, ...]) -> None:
    """Refuses a table in which a pregnancy has two rows, and one that as a whole is not what it seems."""
    if DUPLICATE not in left_out and (n := int(engine.whole_numbers(_REPEATED)["n"][0])):
        raise CannotStudy(Refusal.REPEATED, n=n, rule=DUPLICATE)
    for alarm in alarms(engine, mapping.accepted):
        if alarm.refuses:
            raise CannotStudy(Refusal.ALARM, alarm=alarm.code, n=alarm.n, of=alarm.of)


def count_prepared(
    engine: Engine,
    mapping: TableMapping,
    definition: StudyDefinition,
    kind: CountKind,
    *,
    left_out: tuple[str, ...] = (),
) -> Counted:
    """The counts of what the engine has under the name `pregnancies`; maybe of nobody, if it is a part of a table."""
    whole_names = table_view(engine.raw(), mapping, definition).whole_names
    fates = Fates.of(definition, left_out)
    written = trial_counting if kind is CountKind.TRIALS else risk_counting
    counting = written(definition, fates, whole_names=whole_names)
    engine.keep("grouped", counting.grouped)
    fated = engine.whole_numbers(counting.fates)
    flow = Flow.of(fates, dict(zip(fated["fate"].tolist(), fated["n"].tolist(), strict=True)))
    if not flow.read:
        raise CannotStudy(Refusal.TABLE_EMPTY, path="")
    if bad := dict(flow.rows).get(fates.names[BAD_RECORD]):
        raise CannotStudy(Refusal.BAD_RECORDS, n=bad, rows=flow.read)
    return Counted(definition=definition, counts=counts_of(engine.whole_numbers(counting.cells), definition), flow=flow)


def counts_of(cells: dict[str, NDArray[np.int64]], definition: StudyDefinition) -> RiskCounts | TrialCounts:
    """Columns as counts: of trials if there is a column `trial`. Raises ValueError if they cannot be."""
    ends = tuple(end.value for end in ENDS)
    if "trial" in cells:
        return TrialCounts.of(
            **cells, blocks=definition.blocks, period=definition.period, factors=definition.factors, ends=ends
        )
    return RiskCounts.of(**cells, blocks=definition.blocks, factors=definition.factors, ends=ends)


def check_recorded(mapping: TableMapping, definition: StudyDefinition) -> None:
    """Refuses a question about weeks in which losses are not recorded at all, as losses."""
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


_REPEATED = """SELECT COUNT(*) AS n FROM (
  SELECT pregnancy FROM read WHERE pregnancy IS NOT NULL GROUP BY pregnancy HAVING COUNT(*) > 1) AS repeated"""
