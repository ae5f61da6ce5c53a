"""What answers about the evidence contain: parameters, studies, and a pooling. Plain frozen records, no sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from amnio.evidence import SourceRow, Study
from amnio.evidence.history import Change
from amnio.quantity import Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterPart:
    """One drawn number: a scalar parameter, or a component of a vector."""

    name: str
    value: Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class ParameterPage:
    """A parameter with everything that stands behind it. `why` is the method (data) or the reason (judgement)."""

    name: str
    definition: str
    definition_zh: str
    unit: str
    window: str
    comparison: str
    basis: str  # "data" | "judgement"
    why: str
    why_zh: str | None
    parts: tuple[ParameterPart, ...]
    studies: tuple[Study, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyPage:
    """A study, and the parameters and finding tables that name it.

    `stands_in`: those in which one of its figures stands, so that they would change without it.
    """

    study: Study
    used_by: tuple[str, ...]
    stands_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Making:
    """How a parameter is made: its rule with what was judged in it, and every figure of a study that stands in it.

    `rule` is empty for a judgement; `options` are as filed, `priors` those of a fit. `beside` are studies that the
    method speaks of and that change nothing.
    """

    rule: str
    options: tuple[tuple[str, str], ...]
    priors: Mapping[str, float]
    fallback: str | None
    rows: tuple[SourceRow, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dossier:
    """Everything about a parameter: its page, how it is made, the pool of its studies, and what changed.

    `pooled` is None where there is nothing to pool. `begins` is the release since which changes are on record, empty
    for evidence that keeps none.
    """

    page: ParameterPage
    making: Making
    pooled: "PoolAnswer | None"
    changes: tuple[Change, ...]
    begins: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRowPage:
    """One row of a finding table: for whom it holds, how often each level is seen, and on what that rests."""

    key: str
    applies_to: tuple[str, ...]
    levels: tuple[ParameterPart, ...]
    basis: str
    reason: str
    reason_zh: str | None
    studies: tuple[str, ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingPage:
    """A finding table: how often each of its levels is seen, by mechanism or by fetal class."""

    name: str
    finding: str
    definition: str
    definition_zh: str
    window: str
    comparison: str
    rows: tuple[FindingRowPage, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """An effect on its natural scale: a risk, a rate, a difference of risks, or a ratio (not its logarithm).

    `corrected`: one half was added to the cells of a study, because one of them is empty.
    """

    estimate: float
    low: float
    high: float
    corrected: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PooledStudy:
    """A study of the pool with its counts and what it says by itself.

    `label` is its key, with the group behind it where the study stands in the pool more than once. A study of single
    arms has neither control counts nor `same_risk`. `weight` is its share, None where the method does not weigh
    studies; `effect` is None where the study says nothing of the measure.
    """

    label: str
    key: str
    year: int
    window: str
    groups: tuple[str, ...]
    same_risk: bool | None
    treated_events: int
    treated_total: int
    control_events: int | None
    control_total: int | None
    weight: float | None
    effect: Effect | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolStep:
    """The effect without a study, or after it came in; `refusal` is the code of the reason where there is none."""

    label: str
    effect: Effect | None
    refusal: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallStudies:
    """A regression on study size: the slope is zero without a trend. None of its causes is named by it."""

    test: str
    slope: float
    p_value: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """A study of the parameter that is not in the pool. `reason` is as filed; without one, it has no counts."""

    key: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolAnswer:
    """A pooling: what was asked, what was found, and how it hangs on single studies.

    `measure` is rd, rr, or, proportion or rate. `windows` has more than one entry only where that was asked for by
    name, and so has `groups`, which is empty where nothing was chosen. `common`: the method assumes one effect for all
    studies and so has no prediction interval.
    """

    name: str
    unit: str
    method: str
    measure: str
    common: bool
    windows: tuple[str, ...]
    groups: tuple[str, ...]
    same_risk_only: bool
    studies: tuple[PooledStudy, ...]
    effect: Effect
    prediction: tuple[float, float] | None
    tau2: float | None
    i2: float | None
    q: float | None
    degrees: int
    leave_one_out: tuple[PoolStep, ...]
    cumulative: tuple[PoolStep, ...]
    small_studies: SmallStudies | None
    left_out: tuple[LeftOut, ...]
