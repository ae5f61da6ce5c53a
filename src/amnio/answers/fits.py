"""Where evidence and estimate meet: what a fitted parameter is, from the rows and priors that the files name.

A review imports this only when a study or a recipe is not the one of the stored fits (`Evidence.unfitted`), for
instance without a study. The same inputs are fitted once in a process.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from amnio.estimate import (
    ExcessPriors,
    ExcessStudy,
    GammaBetween,
    Hierarchy,
    NormalBetween,
    TwoArmCounts,
    fit_excess,
    pool_risks,
)
from amnio.evidence import Evidence, EvidenceError, Study
from amnio.evidence.fit_inputs import FitInputs

Shape = Mapping[str, Any]
_DIGITS = 8
_FITTED: dict[str, Shape] = {}  # by the fingerprint of the inputs


def completed(evidence: Evidence) -> Evidence:
    """The evidence with everything fitted that had to be; the same object when nothing had to."""
    if not evidence.unfitted:
        return evidence
    return evidence.with_fitted({inputs.parameter: shape_of(inputs) for inputs in evidence.unfitted})


def shape_of(inputs: FitInputs) -> Shape:
    """The distribution that the inputs give, as a record of the family `quantiles`; made once for the same inputs."""
    if inputs.digest not in _FITTED:
        p, x = _FITS[inputs.fit](inputs)
        _FITTED[inputs.digest] = MappingProxyType({"family": "quantiles", "p": p, "x": x})
    return _FITTED[inputs.digest]


def forget() -> None:
    """Drops what was fitted in this process, so that the next call fits it anew."""
    _FITTED.clear()


def counts_of(study: Study) -> TwoArmCounts:
    """The two arms of the study's pooled window."""
    arms = study.pooled_arms()
    if arms is None or arms[0].women is None or arms[1].women is None:
        raise EvidenceError(
            f"studies/{study.key}/arms.csv", "women", "is marked for pooling but lacks an arm with counts"
        )
    treated, control = arms
    return TwoArmCounts(
        label=study.key,
        treated_events=treated.events,
        treated_total=arms[0].women,
        control_events=control.events,
        control_total=arms[1].women,
    )


def excess_posterior(
    studies: Sequence[Study], priors: Mapping[str, float], *, trust_all: bool = False, family: str = "truncated_normal"
) -> Hierarchy:
    """The posterior of the excess: controls of another risk are discounted, unless all are trusted."""
    rows = [
        ExcessStudy(
            counts=counts_of(study),
            confounded=not trust_all and study.pooling is not None and not study.pooling.same_risk,
        )
        for study in studies
    ]
    scales = ExcessPriors(centre=priors["centre"], spread=priors["spread"], bias=priors["bias"])
    return fit_excess(rows, scales, family=GammaBetween() if family == "gamma" else NormalBetween())


def quantiles(posterior: Hierarchy) -> tuple[list[float], list[float]]:
    """Probabilities and excess risks of the predictive distribution, as they are stored."""
    levels, values = posterior.predictive.inverse_table()
    return levels.tolist(), np.round(values, _DIGITS).tolist()


def _excess(inputs: FitInputs) -> tuple[list[float], list[float]]:
    return quantiles(excess_posterior(inputs.pooled, inputs.priors))


def _risk(inputs: FitInputs) -> tuple[list[float], list[float]]:
    arms = [row.arm for row in inputs.rows if row.arm is not None]
    events, totals = [arm.events for arm in arms], [arm.women or 0 for arm in arms]
    posterior = pool_risks(events, totals, spread_scale=inputs.priors["spread"])
    levels, log_odds = posterior.predictive.inverse_table()
    return levels.tolist(), np.round(1 / (1 + np.exp(-log_odds)), _DIGITS).tolist()


_FITS: Mapping[str, Callable[[FitInputs], tuple[list[float], list[float]]]] = MappingProxyType(
    {"excess": _excess, "risk_random_effects": _risk}
)
