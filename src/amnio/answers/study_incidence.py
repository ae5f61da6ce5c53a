"""`amnio study incidence`: cumulative incidence of every end with late entry, in groups, beside the wrong division."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from amnio.answers.study_answer import CurvePoint, GroupTest, IncidenceCurve, Number, StudyIncidence
from amnio.answers.study_counting import StudyCounts, flow_rows
from amnio.answers.study_designs import LOSS, WEEK_24
from amnio.answers.study_effect import question_of, stamp_of
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.estimate.clustered_incidence import ClusteredRisks
from amnio.estimate.gray import gray_test
from amnio.estimate.incidence import CumulativeIncidence, cumulative_incidence, log_log_interval
from amnio.estimate.risk_counts import RiskCounts

_TICK_WEEKS = 4
_LAST_WEEK = 42
_PROCEDURE = "procedure"  # follow-up is cut at it, so the parts are no groups of women to be tested against each other


def study_incidence(
    counts: StudyCounts, *, by: str | None, table: str, engine: str, protocol: str | None = None
) -> StudyIncidence:
    """The answer. `by` is None, "procedure" (follow-up cut at the test) or the factor of the only stratifier.

    Raises ValueError where nobody is at risk on a day on which somebody's follow-up ends.
    """
    counted = counts.split
    if counted is None or not isinstance(counted.counts, RiskCounts):
        raise TypeError("an incidence reads counts of risk")
    rows = counted.counts
    start = counts.definition.start.days
    groups = _groups(rows, by)
    return StudyIncidence(
        question=question_of(counts.definition, table=table, landmark=GestationalAge(start)),
        by=by,
        curves=tuple(curve for name, members in groups.items() for curve in _curves(rows, name, members, start)),
        started=start,
        passed_over=0.0,
        tests=() if by == _PROCEDURE else tuple(_tests(rows, list(groups.values()))),
        flow=flow_rows(counted),
        stamp=stamp_of(counts, engine=engine, protocol=protocol),
    )


def _groups(rows: RiskCounts, by: str | None) -> dict[str, NDArray[np.bool_]]:
    """Rows of each group that anybody is in, by name."""
    if by is None:
        return {"all": np.ones(rows.n.size, dtype=bool)}
    if by == _PROCEDURE:
        found = {"untreated": rows.arm == 0, "treated": rows.arm == 1}
    else:
        found = {label: rows.stratum == index for index, label in enumerate(rows.strata)}
    return {name: members for name, members in found.items() if members.any()}


def _curves(rows: RiskCounts, name: str, members: NDArray[np.bool_], start: int) -> Iterator[IncidenceCurve]:
    some = rows.rows(members)
    risks = ClusteredRisks.of_counts(some, ends=len(some.ends))
    whole = cumulative_incidence(risks.together)
    people = float(some.n.sum())
    for index, end in enumerate(some.ends):
        ended = float(some.n[some.end == index + 1].sum())
        yield IncidenceCurve(
            group=name,
            end=end,
            points=_points(whole, index, start),
            at_risk=_at_risk(some, start),
            events=ended,
            by_week_24=_at(whole, index, WEEK_24 - 1),
            by_birth=_at(whole, index, int(whole.times[-1])),
            divided=ended / people,
        )


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


def _at(whole: CumulativeIncidence, index: int, day: int) -> Number | None:
    if day < whole.times[0]:
        return None
    found = whole.at(day, index + 1)
    return Number(value=found.probability, standard_error=found.standard_error, low=found.low, high=found.high)


def _tests(rows: RiskCounts, groups: list[NDArray[np.bool_]]) -> Iterator[GroupTest]:
    """Gray's test of loss between groups; none where it cannot be made (tiny early risk sets, one group)."""
    if len(groups) < 2:
        return
    cluster = np.zeros(rows.n.size, dtype=np.int64)
    for index, members in enumerate(groups):
        cluster[members] = index
    try:
        test = gray_test(ClusteredRisks.of_counts(rows, ends=len(rows.ends), cluster=cluster), end=LOSS)
    except ValueError:
        return
    yield GroupTest(end=rows.ends[LOSS - 1], statistic=test.statistic, degrees=test.degrees, p_value=test.p_value)
