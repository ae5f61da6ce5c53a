"""How strong something unmeasured would have to be to explain an association away: the E-value.

Source: VanderWeele & Ding 2017 (Ann Intern Med 167:268). It asks for a confounder associated this much, as a risk
ratio, with both treatment and end; it says nothing of whether there is one.
"""

from dataclasses import dataclass
from math import sqrt

from amnio.estimate.arms import ArmsCompared


@dataclass(frozen=True, kw_only=True, slots=True)
class EValue:
    """For the estimate, and for the end of its interval nearest to no effect; None without an interval."""

    estimate: float
    nearest: float | None


def e_value(ratio: float) -> float:
    """For one risk ratio.

    >>> round(e_value(3.9), 2)
    7.26
    """
    if not ratio > 0:
        raise ValueError(f"a risk ratio is positive, not {ratio}")
    above = max(ratio, 1.0 / ratio)
    return above + sqrt(above * (above - 1.0))


def e_values(compared: ArmsCompared) -> EValue | None:
    """Of a comparison; 1 for an interval that holds no effect, None when there is no ratio or it is zero."""
    ratio = compared.ratio
    if ratio is None or not ratio.value > 0:
        return None
    if ratio.low is None or ratio.high is None:
        return EValue(estimate=e_value(ratio.value), nearest=None)
    if ratio.low <= 1.0 <= ratio.high:
        return EValue(estimate=e_value(ratio.value), nearest=1.0)
    return EValue(estimate=e_value(ratio.value), nearest=e_value(ratio.low if ratio.value > 1.0 else ratio.high))
