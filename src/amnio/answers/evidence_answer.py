"""What answers about the evidence contain: parameters, studies, and a pooling. Plain frozen records, no sentence."""

from dataclasses import dataclass

from amnio.evidence import Study
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
    parts: tuple[ParameterPart, ...]
    studies: tuple[Study, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyPage:
    """A study, and the parameters and finding tables that name it."""

    study: Study
    used_by: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PooledStudy:
    """A study of the pool with its counts; `weight` is its share, None where the method does not weigh studies."""

    key: str
    year: int
    same_risk: bool
    treated_events: int
    treated_total: int
    control_events: int
    control_total: int
    weight: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """A pooled effect on its natural scale: a difference of risks, or a ratio (not its logarithm)."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolStep:
    """The effect without a study, or after it came in; `refusal` where the method gives none."""

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
class PoolAnswer:
    """A pooling of the controlled studies: what was asked, what was found, and how it hangs on single studies.

    `left_out` are studies of the base in other windows or excluded by default, with the reason.
    """

    name: str
    method: str
    measure: str
    window: str
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
    left_out: tuple[tuple[str, str], ...]
