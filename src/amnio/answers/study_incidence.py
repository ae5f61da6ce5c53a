"""`amnio study incidence`: cumulative incidence of every end with late entry, in groups, beside the wrong division."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import CurveError, CurvePoint, IncidenceCurve, Number, StudyIncidence
from amnio.answers.study_counting import StudyCounts, flow_rows
from amnio.answers.study_designs import WEEK_24
from amnio.answers.study_effect import question_of, stamp_of, suppressed_cells
from amnio.answers.study_groups import group_tests, hazard_ratios
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.estimate.clustered_incidence import ClusteredRisks, robust_incidence
from amnio.estimate.count_columns import level_numbers
from amnio.estimate.cumulative_hazard import CumulativeHazards, cumulative_hazards
from amnio.estimate.event_times import RiskTable
from amnio.estimate.incidence import (
    CumulativeIncidence,
    SmallestRiskSet,
    VarianceType,
    cumulative_incidence,
    log_log_interval,
)
from amnio.estimate.late_entry import three_answers
from amnio.estimate.risk_counts import RiskCounts

_TICK_WEEKS = 4
_LAST_WEEK = 42
#: Follow-up is cut at it, so the parts are no groups of women to be tested against each other.
PROCEDURE = "procedure"


class NobodyReachesStartError(ValueError):
    """Nobody is followed beyond the day from which risk is to be counted."""


def study_incidence(
    counts: StudyCounts,
    *,
    by: str | None,
    table: str,
    engine: str,
    protocol: str | None = None,
    start: GestationalAge | None = None,
    landmark: bool = False,
    smallest: int | None = None,
    error: CurveError = CurveError.GREENWOOD,
) -> StudyIncidence:
    """The answer. `by` is None, "procedure" (follow-up cut at the test) or one of the factors, its cuts behind a colon.

    `start` is a later day to begin on, among those who reach it, and with `landmark` only among those who were followed
    on it already; `smallest` is the number at risk below which ends are passed over. Raises `NobodyReachesStartError`.
    """
    counted = counts.curves
    if counted is None or not isinstance(counted.counts, RiskCounts):
        raise TypeError("an incidence reads counts of risk")
    began = counts.definition.start if start is None else max(start, counts.definition.start)
    rows = _from(counted.counts, began.days, landmark=landmark)
    limit = None if smallest is None else SmallestRiskSet(constant=smallest)
    groups = _groups(rows, by)
    return StudyIncidence(
        question=question_of(counts.definition, table=table, landmark=began),
        by=by,
        curves=tuple(
            curve
            for name, members in groups.items()
            for curve in _curves(rows.rows(members), name, began.days, limit, error)
        ),
        started=began.days,
        landmark=landmark,
        error=error,
        smallest=smallest,
        passed_over=0.0 if limit is None else _passed(rows, groups.values(), limit),
        tests=() if by == PROCEDURE else tuple(group_tests(rows, groups, limit)),
        ratios=() if by == PROCEDURE else tuple(hazard_ratios(rows, groups)),
        flow=flow_rows(counted),
        stamp=stamp_of(counts, engine=engine, protocol=protocol),
        suppressed=suppressed_cells(counts),
    )


def _from(rows: RiskCounts, start: int, *, landmark: bool) -> RiskCounts:
    """Among those who reach the start, whenever they came in: the same risk sets from it on.

    With a landmark nobody comes in later.
    """
    kept = rows.exit > start
    if landmark:
        kept &= rows.entry <= start
    if not kept.any():
        raise NobodyReachesStartError(start)
    some = rows.rows(kept)
    return replace(some, entry=np.maximum(some.entry, start))


def _groups(rows: RiskCounts, by: str | None) -> dict[str, NDArray[np.bool_]]:
    """Rows of each group that anybody is in, by name: an arm, or a level of one factor whatever the others are."""
    if by is None:
        return {"all": np.ones(rows.n.size, dtype=bool)}
    if by == PROCEDURE:
        found = {"untreated": rows.arm == 0, "treated": rows.arm == 1}
    else:
        named = [factor.name for factor in rows.factors].index(by.partition(":")[0])
        factor, level = rows.factors[named], level_numbers(rows.stratum, rows.factors)[named]
        found = {f"{factor.name} {label}": level == number for number, label in enumerate(factor.levels)}
    return {name: members for name, members in found.items() if members.any()}


def _table(some: RiskCounts) -> RiskTable:
    return RiskTable.of_counts(some, ends=len(some.ends))


def _passed(rows: RiskCounts, groups: Iterable[NDArray[np.bool_]], limit: SmallestRiskSet) -> float:
    return sum(limit.passed(_table(rows.rows(members)), 1.0) for members in groups)


def _estimated(some: RiskCounts, limit: SmallestRiskSet | None, error: CurveError) -> CumulativeIncidence:
    if error is not CurveError.BLOCKS:
        return cumulative_incidence(_table(some), smallest=limit, variance=VarianceType(error.value))
    risks = ClusteredRisks.of_counts(some, ends=len(some.ends))
    if limit is not None:
        trusted = limit.trusted(risks.together, 1.0)
        risks = replace(risks, events=np.where(trusted[:, None], risks.events, 0.0))
    return robust_incidence(risks)


def _curves(
    some: RiskCounts, name: str, start: int, limit: SmallestRiskSet | None, error: CurveError
) -> Iterator[IncidenceCurve]:
    table = _table(some)
    whole = _estimated(some, limit, error)
    hazards = cumulative_hazards(_trusted(table, limit))
    people, birth = float(some.n.sum()), int(whole.times[-1])
    for index, end in enumerate(some.ends):
        ended = float(some.n[some.end == index + 1].sum())
        yield IncidenceCurve(
            group=name,
            end=end,
            points=_points(whole, index, start),
            at_risk=_at_risk(some, start),
            events=ended,
            by_week_24=_at(whole, index, WEEK_24 - 1, start),
            by_birth=_at(whole, index, birth, start),
            divided=ended / people,
            as_if_watched=three_answers(some, {index + 1}, number_of_ends=len(some.ends)).from_the_start,
            hazard_by_week_24=_hazard(hazards, index, WEEK_24 - 1, start),
            hazard_by_birth=_hazard(hazards, index, birth, start),
        )


def _trusted(table: RiskTable, limit: SmallestRiskSet | None) -> RiskTable:
    """Without the ends that are passed over."""
    if limit is None:
        return table
    return replace(table, events=np.where(limit.trusted(table, 1.0)[:, None], table.events, 0))


def _points(whole: CumulativeIncidence, index: int, start: int) -> tuple[CurvePoint, ...]:
    """The days on which the curve rises, from nothing at the start."""
    rises = np.diff(np.concatenate([[0.0], whole.probability[:, index]])) > 0
    points = [CurvePoint(day=start, value=0.0, low=None, high=None)]
    for step in np.flatnonzero(rises).tolist():
        value, error = float(whole.probability[step, index]), float(whole.standard_error[step, index])
        low, high = log_log_interval(value, error)
        points.append(CurvePoint(day=int(whole.times[step]), value=value, low=low, high=high))
    return tuple(points)


def _at_risk(some: RiskCounts, start: int) -> tuple[tuple[int, float], ...]:
    """Who is at risk just after the beginning of every fourth week."""
    first = -(-start // DAYS_PER_WEEK)
    weeks = range(first, _LAST_WEEK + 1, _TICK_WEEKS)
    return tuple(
        (week * DAYS_PER_WEEK, float(some.n[(some.entry <= day) & (day < some.exit)].sum()))
        for week in weeks
        for day in (week * DAYS_PER_WEEK,)
    )


def _at(whole: CumulativeIncidence, index: int, day: int, start: int) -> Number | None:
    """None where the day is over when risk begins to count."""
    if day <= start:
        return None
    found = whole.at(day, index + 1)
    return Number(value=found.probability, standard_error=found.standard_error, low=found.low, high=found.high)


def _hazard(hazards: CumulativeHazards, index: int, day: int, start: int) -> Number | None:
    if day <= start:
        return None
    found = hazards.at(day, index + 1)
    return Number(value=found.hazard, standard_error=found.standard_error, low=found.low, high=found.high)
