"""What the studies say by themselves, beside the numbers of the model: unconstrained, so an interval may hold zero."""

from collections.abc import Iterator

from amnio.answers.counsel_answer import CitedStudy, HighChance, StudiesSay, VillusStudy
from amnio.answers.pool_studies import PoolRequest
from amnio.answers.pooling import pool_parameter
from amnio.answers.summaries import Summariser
from amnio.clinic.vocabulary import CellFreeDna
from amnio.estimate import Measure, Method, TwoArmCounts, pool
from amnio.evidence import Evidence, Study
from amnio.model.pregnancy import PregnancyModel
from amnio.quantity import Estimate

#: Shown beside the model's number (decision 0022); the studies are few, so their spread counts in the interval.
SHOWN_POOL = PoolRequest(name="procedure.excess_risk", method="hksj", measure="rd", same_risk_only=True)
VILLUS = "villus.excess_risk"
_PRINTED = "excess_villus_sampling"
#: Arms that belong together, as the study files name them, and whom they compare.
_PAIRS = (
    ("villus sampling", "control of villus sampling", "all"),
    ("villus sampling, matched", "control, matched", "matched"),
)
_PPV = {
    CellFreeDna.HIGH_T21: "t21",
    CellFreeDna.HIGH_T18: "t18",
    CellFreeDna.HIGH_T13: "t13",
    CellFreeDna.HIGH_SEX_CHROMOSOME: "sex_chromosome",
}
#: Parameters whose studies stand behind what a counsel says, in the order of the answer.
_PARAMETERS = (
    "background.risk_16_24",
    "procedure.excess_risk",
    VILLUS,
    "prevalence.t21_curve",
    "prevalence.t18_per_t21",
    "prevalence.t13_per_t21",
    "screen.cfdna_false_alarm",
    "screen.cfdna_low_risk_factor",
)


def studies_say(evidence: Evidence) -> StudiesSay:
    """The pooled difference of the studies whose women were of the same risk."""
    pooled = pool_parameter(evidence, SHOWN_POOL)
    return StudiesSay(
        estimate=pooled.effect.estimate,
        low=pooled.effect.low,
        high=pooled.effect.high,
        studies=tuple(study.key for study in pooled.studies),
        method=pooled.method,
    )


def villus_studies(evidence: Evidence) -> tuple[VillusStudy, ...]:
    """Every figure behind the judgement on villus sampling: from both arms' counts, else the printed difference."""
    found: list[VillusStudy] = []
    for key in evidence.parameters[VILLUS].studies:
        study = evidence.studies[key]
        found += list(_counted(study)) or list(_printed(study))
    return tuple(found)


def _printed(study: Study) -> Iterator[VillusStudy]:
    printed = study.values.get(_PRINTED)
    if printed is None or printed.low is None or printed.high is None:
        return
    yield VillusStudy(
        key=study.key,
        compared="review",
        lost_with=None,
        women_with=None,
        lost_without=None,
        women_without=None,
        difference=Estimate(mean=printed.value, low=printed.low, high=printed.high),
    )


def _counted(study: Study) -> Iterator[VillusStudy]:
    arms = {arm.arm: arm for arm in study.arms}
    for with_it, without, compared in _PAIRS:
        treated, control = arms.get(with_it), arms.get(without)
        if treated is None or control is None or treated.women is None or control.women is None:
            continue
        counts = TwoArmCounts(
            label=study.key,
            treated_events=treated.events,
            treated_total=treated.women,
            control_events=control.events,
            control_total=control.women,
        )
        result = pool([counts], method=Method.MANTEL_HAENSZEL, measure=Measure.RISK_DIFFERENCE)
        yield VillusStudy(
            key=study.key,
            compared=compared,
            lost_with=treated.events,
            women_with=treated.women,
            lost_without=control.events,
            women_without=control.women,
            difference=Estimate(mean=result.estimate, low=result.low, high=result.high),
        )


def high_chance(model: PregnancyModel, evidence: Evidence, result: CellFreeDna | None) -> HighChance | None:
    """How often a high-chance result such as hers was true; None for any other result."""
    if result not in _PPV:
        return None
    name = f"screen.cfdna_ppv.{_PPV[result]}"
    true = Summariser().estimate(model.draws[name])
    return HighChance(result=result, true=true, cohorts=len(evidence.parameters[name].studies))


def sources(evidence: Evidence, pooled: StudiesSay) -> tuple[CitedStudy, ...]:
    """The studies behind the numbers, each once, in the order of the answer."""
    keys = [*pooled.studies]
    for name in _PARAMETERS:
        keys += evidence.parameters[name].studies
    return tuple(CitedStudy(key=key, citation=evidence.studies[key].citation) for key in dict.fromkeys(keys))
