"""What one study says by itself: its effect with a 95 % interval, to be drawn beside a pooled one.

The intervals need no correction where they can do without: Wilson's score interval of a proportion (J Am Stat Assoc
1927;22:209) and Newcombe's hybrid of two of them for a difference (Stat Med 1998;17:873, method 10) hold with an empty
cell. Ratios and rates are logarithms, and an empty cell gets one half, which `corrected` tells.
"""

from dataclasses import dataclass
from math import exp, sqrt

from amnio.estimate.counts import EventsOverTime, OneArmCounts, TwoArmCounts
from amnio.estimate.effects import Effects, Measure, effect_sizes, informative, rate_effects
from amnio.estimate.pooled import Z_95


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyEffect:
    """An effect on its natural scale: a proportion, a rate, a difference of risks, or a ratio (not its logarithm)."""

    estimate: float
    low: float
    high: float
    corrected: bool


def study_effect(study: TwoArmCounts | OneArmCounts | EventsOverTime, measure: Measure | None) -> StudyEffect | None:
    """The effect; None where the study says nothing of it (a ratio without an event, or with nothing but events).

    `measure` is for two arms; one arm has a proportion, events over time have a rate.
    """
    if isinstance(study, OneArmCounts):
        low, high = wilson(study.events, study.total)
        return StudyEffect(estimate=study.events / study.total, low=low, high=high, corrected=False)
    if isinstance(study, EventsOverTime):
        return _exponential(rate_effects([study]), corrected=study.events == 0)
    if measure is None:
        raise ValueError(f"{study.label}: two arms are compared by a measure")
    if measure is Measure.RISK_DIFFERENCE:
        low, high = newcombe(study)
        return StudyEffect(estimate=study.risk_difference, low=low, high=high, corrected=False)
    if not informative([study])[0]:
        return None
    spared = study.treated_total - study.treated_events, study.control_total - study.control_events
    empty = 0 in (study.treated_events, study.control_events, *spared)
    return _exponential(effect_sizes([study], measure), corrected=empty)


def wilson(events: int, total: int) -> tuple[float, float]:
    """The score interval of a proportion."""
    share, z2 = events / total, Z_95**2
    centre = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = Z_95 / (1 + z2 / total) * sqrt(share * (1 - share) / total + z2 / (4 * total**2))
    return (0.0 if events == 0 else centre - half), (1.0 if events == total else centre + half)


def newcombe(study: TwoArmCounts) -> tuple[float, float]:
    """The hybrid score interval of a difference of two risks."""
    treated = study.treated_events / study.treated_total
    control = study.control_events / study.control_total
    low1, high1 = wilson(study.treated_events, study.treated_total)
    low0, high0 = wilson(study.control_events, study.control_total)
    difference = treated - control
    return (
        difference - sqrt((treated - low1) ** 2 + (high0 - control) ** 2),
        difference + sqrt((high1 - treated) ** 2 + (control - low0) ** 2),
    )


def _exponential(effects: Effects, *, corrected: bool) -> StudyEffect:
    centre, half = float(effects.values[0]), Z_95 * sqrt(float(effects.variances[0]))
    return StudyEffect(estimate=exp(centre), low=exp(centre - half), high=exp(centre + half), corrected=corrected)
