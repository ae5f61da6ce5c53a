"""The pooling methods by name: what each can pool, which choices it knows, and why a request is refused."""

from dataclasses import dataclass
from enum import StrEnum

from amnio.estimate.effects import ArmMeasure, Continuity, DoubleZero, Measure
from amnio.estimate.intervals import Interval, Prediction


class Method(StrEnum):
    """How studies are pooled. Methods from `MANTEL_HAENSZEL` to `INVERSE_VARIANCE` assume one common effect."""

    MANTEL_HAENSZEL = "mantel_haenszel"
    PETO = "peto"
    INVERSE_VARIANCE = "inverse_variance"
    DERSIMONIAN_LAIRD = "dersimonian_laird"
    PAULE_MANDEL = "paule_mandel"
    REML = "reml"
    MIXED_UNCONDITIONAL = "mixed_unconditional"
    MIXED_EXACT_CONDITIONAL = "mixed_exact_conditional"
    MIXED_APPROXIMATE_CONDITIONAL = "mixed_approximate_conditional"
    MIXED_SINGLE_ARM = "mixed_single_arm"
    BETA_BINOMIAL = "beta_binomial"
    BAYES = "bayes"


#: Methods in which effects (or risks) differ between studies. They need two studies.
RANDOM_EFFECTS = frozenset(set(Method) - {Method.MANTEL_HAENSZEL, Method.PETO, Method.INVERSE_VARIANCE})
#: Those that start from an effect and a variance for each study.
BY_VARIANCE = frozenset(
    {Method.INVERSE_VARIANCE, Method.DERSIMONIAN_LAIRD, Method.PAULE_MANDEL, Method.REML, Method.BAYES}
)

_ANY_MEASURE: tuple[Measure | ArmMeasure, ...] = (*Measure, *ArmMeasure)
_ODDS: tuple[Measure | ArmMeasure, ...] = (Measure.LOG_ODDS_RATIO,)
MEASURES: dict[Method, tuple[Measure | ArmMeasure, ...]] = {
    Method.MANTEL_HAENSZEL: tuple(Measure),
    Method.PETO: _ODDS,
    Method.INVERSE_VARIANCE: _ANY_MEASURE,
    Method.DERSIMONIAN_LAIRD: _ANY_MEASURE,
    Method.PAULE_MANDEL: _ANY_MEASURE,
    Method.REML: _ANY_MEASURE,
    Method.MIXED_UNCONDITIONAL: _ODDS,
    Method.MIXED_EXACT_CONDITIONAL: _ODDS,
    Method.MIXED_APPROXIMATE_CONDITIONAL: _ODDS,
    Method.MIXED_SINGLE_ARM: tuple(ArmMeasure),
    Method.BETA_BINOMIAL: (*Measure, ArmMeasure.LOGIT_PROPORTION),
    Method.BAYES: _ANY_MEASURE,
}

_CLASSIC = (Interval.HARTUNG_KNAPP_GUARDED, Interval.HARTUNG_KNAPP, Interval.STUDENT, Interval.NORMAL)
_LIKELIHOOD = (Interval.NORMAL, Interval.STUDENT)
#: The intervals a method can give, its default first. Bayes gives quantiles of the posterior and has no such choice.
INTERVALS: dict[Method, tuple[Interval, ...]] = {
    Method.MANTEL_HAENSZEL: (Interval.NORMAL,),
    Method.PETO: (Interval.NORMAL,),
    Method.INVERSE_VARIANCE: (Interval.NORMAL,),
    Method.DERSIMONIAN_LAIRD: _CLASSIC,
    Method.PAULE_MANDEL: _CLASSIC,
    Method.REML: _CLASSIC,
    Method.MIXED_UNCONDITIONAL: _LIKELIHOOD,
    Method.MIXED_EXACT_CONDITIONAL: _LIKELIHOOD,
    Method.MIXED_APPROXIMATE_CONDITIONAL: _LIKELIHOOD,
    Method.MIXED_SINGLE_ARM: _LIKELIHOOD,
    Method.BETA_BINOMIAL: (Interval.NORMAL,),
    Method.BAYES: (),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PoolOptions:
    """Choices beyond method and measure. `interval` None is the method's default (`INTERVALS`).

    `tau_scale`, the half-normal scale of the spread between studies on the scale of the measure, must be stated for
    `Method.BAYES`; `mean_prior` (centre, deviation) is flat unless given.
    """

    interval: Interval | None = None
    prediction: Prediction | None = None
    continuity: Continuity = Continuity.ZERO_CELL_STUDIES
    double_zero: DoubleZero = DoubleZero.LEAVE_OUT
    tau_scale: float | None = None
    mean_prior: tuple[float, float] | None = None


class Refusal(StrEnum):
    """Why nothing was pooled."""

    NO_STUDIES = "no_studies"
    UNKNOWN_METHOD = "unknown_method"
    UNKNOWN_MEASURE = "unknown_measure"
    MEASURE_NOT_OF_METHOD = "measure_not_of_method"
    OPTION_NOT_OF_METHOD = "option_not_of_method"
    STUDIES_NOT_OF_MEASURE = "studies_not_of_measure"
    REPEATED_LABEL = "repeated_label"
    NO_EVENTS = "no_events"
    ONLY_EVENTS = "only_events"
    ONE_SIDED = "one_sided"
    ONE_STUDY = "one_study"
    PRIOR_MISSING = "prior_missing"
    NOT_SOLVED = "not_solved"


class PoolingRefusedError(ValueError):
    """Studies or a request that cannot be pooled; `refusal` says why in one word, the text in a sentence."""

    def __init__(self, refusal: Refusal, text: str) -> None:
        super().__init__(text)
        self.refusal = refusal
