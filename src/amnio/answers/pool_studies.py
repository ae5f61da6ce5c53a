"""Which counts stand behind a parameter, ready to be pooled: both arms of controlled studies, or single arms.

Studies that count in different windows, or in groups of their own, are never pooled unless they are asked for by name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from amnio.answers.evidence_answer import LeftOut
from amnio.answers.fits import counts_of
from amnio.estimate import EventsOverTime, OneArmCounts, TwoArmCounts
from amnio.evidence import Evidence, Parameter, SourceRow, Study

Counts = TwoArmCounts | OneArmCounts | EventsOverTime
_BY_MARK = "excess"  # the fit that pools the studies by their own mark
_RATE = "rate"
_OF_EVENTS = frozenset({"jeffreys", _RATE, "span", "predictive", "printed", "value", "fit", "ratio", "difference"})
_COMPARING = frozenset({"ratio", "difference"})


class PoolProblem(StrEnum):
    """Why there is nothing to pool, before any method is asked."""

    JUDGEMENT = "judgement"
    NO_COUNTS = "no_counts"
    NOT_EVENTS = "not_events"
    NO_CONTROL = "no_control"
    SEVERAL_WINDOWS = "several_windows"
    SEVERAL_GROUPS = "several_groups"
    NO_SUCH_WINDOW = "no_such_window"
    NO_SUCH_GROUP = "no_such_group"
    NOT_IN_POOL = "not_in_pool"
    NOTHING_LEFT = "nothing_left"
    SINGLE_ARMS = "single_arms"
    NO_SUBGROUP = "no_subgroup"


class NothingToPool(Exception):
    """A request that meets no studies which could be pooled; `named` are the things it could have asked for."""

    def __init__(self, problem: PoolProblem, *, asked: str = "", named: Iterable[str] = ()) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.asked = asked
        self.named = tuple(dict.fromkeys(named))


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolRequest:
    """What to pool. None or empty is the default: the method for rare events, the window that the parameter has.

    More than one window or group is pooled only because each was named. `without` are keys of studies.
    """

    name: str
    method: str | None = None
    measure: str | None = None
    windows: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    same_risk_only: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A study with the counts that can be pooled. `groups` are its arms as filed: treated and control, or the one."""

    key: str
    year: int
    window: str
    groups: tuple[str, ...]
    same_risk: bool | None
    counts: Counts


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """The studies that a request pools, in the order of their years, and what of the parameter is not among them."""

    studies: tuple[Candidate, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def counts(self) -> list[Counts]:
        return [study.counts for study in self.studies]

    @property
    def two_arms(self) -> bool:
        return all(isinstance(study.counts, TwoArmCounts) for study in self.studies)


def choose(evidence: Evidence, request: PoolRequest) -> Chosen:
    """The studies asked for. Raises `NothingToPool`, and `KeyError` for a parameter that is not there."""
    parameter = evidence.parameters[request.name]
    if parameter.basis == "judgement" or parameter.source is None:
        raise NothingToPool(PoolProblem.JUDGEMENT)
    if parameter.source.fit == _BY_MARK:
        return _marked(evidence, parameter, request)
    if parameter.source.rule not in _OF_EVENTS:
        raise NothingToPool(PoolProblem.NOT_EVENTS)
    return _of_rows(evidence, parameter, request)


def is_poolable(evidence: Evidence, name: str) -> bool:
    """Whether two studies or more with counts stand in the parameter, in one window and one group of each."""
    try:
        return len(choose(evidence, PoolRequest(name=name)).studies) > 1
    except NothingToPool:
        return False


def _marked(evidence: Evidence, parameter: Parameter, request: PoolRequest) -> Chosen:
    """The controlled studies, by the mark that each carries; without a window asked for, those of the fit."""
    fitted = parameter.fit.pooled if parameter.fit else ()
    of_fit = tuple(study.pooling.window_code for study in fitted if study.pooling)
    marked = [study for study in evidence.studies.values() if study.pooled_arms() is not None]
    known = [study.pooling.window_code for study in marked if study.pooling]
    windows = request.windows or of_fit[:1]
    _all_known(PoolProblem.NO_SUCH_WINDOW, windows, known)
    if request.groups:
        raise NothingToPool(PoolProblem.NO_SUCH_GROUP, asked=request.groups[0])
    found, left_out = [], []
    for study in marked:
        if study.pooling is None or study.pooling.window_code not in windows:
            continue
        if study.pooling.default:
            found.append(_controlled(study, study.pooling.window_code, study.pooling.same_risk))
        else:
            left_out.append(LeftOut(key=study.key, reason=study.pooling.reason))
    kept = _without(found, request)
    if request.same_risk_only:
        kept = [study for study in kept if study.same_risk]
    return _chosen(kept, left_out)


def _controlled(study: Study, window: str, same_risk: bool) -> Candidate:
    return Candidate(
        key=study.key,
        year=study.year,
        window=window,
        groups=("amniocentesis", "control"),
        same_risk=same_risk,
        counts=counts_of(study),
    )


def _of_rows(evidence: Evidence, parameter: Parameter, request: PoolRequest) -> Chosen:
    """The rows that stand in the parameter: pairs of a comparison, or single arms."""
    counted = [row for row in parameter.rows if row.counts is not None]
    rule = "" if parameter.source is None else parameter.source.rule
    if not counted:
        raise NothingToPool(PoolProblem.NO_COUNTS)
    if request.same_risk_only:
        raise NothingToPool(PoolProblem.NO_SUBGROUP)
    found = _pairs(evidence, counted) if rule in _COMPARING else _arms(evidence, counted, rate=rule == _RATE)
    if rule not in _COMPARING and request.measure is not None:
        raise NothingToPool(PoolProblem.SINGLE_ARMS, asked=f"--measure {request.measure}")
    told = {row.study for row in counted}
    left_out = [LeftOut(key=key, reason="") for key in dict.fromkeys(row.study for row in parameter.rows)]
    found = _in_groups(_in_windows(found, request.windows), request.groups)
    return _chosen(_without(found, request), [entry for entry in left_out if entry.key not in told])


def _pairs(evidence: Evidence, rows: Sequence[SourceRow]) -> list[Candidate]:
    sides = {row.role: row for row in rows}
    if set(sides) != {"treated", "control"} or len({row.study for row in rows}) > 1:
        raise NothingToPool(PoolProblem.NO_CONTROL, named=[row.study for row in rows])
    (events, total), (control_events, control_total) = (_counts(sides[role]) for role in ("treated", "control"))
    treated = sides["treated"]
    counts = TwoArmCounts(
        label=treated.study,
        treated_events=events,
        treated_total=total,
        control_events=control_events,
        control_total=control_total,
    )
    groups = tuple(sides[role].arm.arm for role in ("treated", "control"))  # type: ignore[union-attr]
    return [_candidate(evidence, treated, groups, counts)]


def _arms(evidence: Evidence, rows: Sequence[SourceRow], *, rate: bool) -> list[Candidate]:
    found = []
    for row in rows:
        events, total = _counts(row)
        group = "" if row.arm is None else row.arm.arm
        several = sum(other.study == row.study for other in rows) > 1
        label = f"{row.study}: {group}" if several else row.study
        counts: Counts = (
            EventsOverTime(label=label, events=events, time=float(total))
            if rate
            else OneArmCounts(label=label, events=events, total=total)
        )
        found.append(_candidate(evidence, row, (group,), counts))
    return found


def _candidate(evidence: Evidence, row: SourceRow, groups: tuple[str, ...], counts: Counts) -> Candidate:
    return Candidate(
        key=row.study,
        year=evidence.studies[row.study].year,
        window="" if row.arm is None else row.arm.window,
        groups=groups,
        same_risk=None,
        counts=counts,
    )


def _counts(row: SourceRow) -> tuple[int, int]:
    if row.counts is None:
        raise NothingToPool(PoolProblem.NO_COUNTS)
    return row.counts


def _in_windows(studies: list[Candidate], windows: tuple[str, ...]) -> list[Candidate]:
    known = [study.window for study in studies]
    _all_known(PoolProblem.NO_SUCH_WINDOW, windows, known)
    if not windows and len(set(known)) > 1:
        raise NothingToPool(PoolProblem.SEVERAL_WINDOWS, named=known)
    return [study for study in studies if not windows or study.window in windows]


def _in_groups(studies: list[Candidate], groups: tuple[str, ...]) -> list[Candidate]:
    """One study with several groups is several comparisons, so they must be named."""
    known = [study.groups[0] for study in studies]
    _all_known(PoolProblem.NO_SUCH_GROUP, groups, known)
    keys = [study.key for study in studies]
    if not groups and len(set(keys)) < len(keys):
        raise NothingToPool(PoolProblem.SEVERAL_GROUPS, named=known)
    return [study for study in studies if not groups or study.groups[0] in groups]


def _all_known(problem: PoolProblem, asked: Iterable[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise NothingToPool(problem, asked=name, named=sorted(set(known)))


def _without(studies: list[Candidate], request: PoolRequest) -> list[Candidate]:
    """The studies but those to be left out, which must have been among them: else nothing would change."""
    keys = [study.key for study in studies]
    _all_known(PoolProblem.NOT_IN_POOL, request.without, keys)
    return [study for study in studies if study.key not in request.without]


def _chosen(studies: Sequence[Candidate], left_out: Iterable[LeftOut]) -> Chosen:
    if not studies:
        raise NothingToPool(PoolProblem.NOTHING_LEFT)
    ordered = sorted(studies, key=lambda study: (study.year, study.counts.label))
    return Chosen(studies=tuple(ordered), left_out=tuple(left_out))
