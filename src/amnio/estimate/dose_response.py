"""An excess risk that falls with the dose and is zero from a threshold on, fitted to counts by binomial likelihood.

    excess(dose) = height * ((threshold - dose) / (threshold - reference)) ** power     below the threshold, else zero

`height` is the excess at the reference dose; `power` says how it is spread: towards 0 a step at the threshold, 1 a
straight line, more than 1 an excess that is felt only far below it. Both are never negative, so the curve never rises.

Each study has two arms at two doses, and its own risk without excess, which is integrated out (`excess`). Only what one
arm has more than the other is evidence: excess(dose of treated) - excess(dose of control). The posterior is computed on
a grid of (height, power) and drawn from by quantiles: height from its margin, power given the height.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from amnio.estimate.cells import Cells
from amnio.estimate.counts import Array, TwoArmCounts
from amnio.estimate.excess import excess_log_likelihood

_FINEST = 4000


@dataclass(frozen=True, kw_only=True, slots=True)
class DoseStudy:
    """Two arms and the dose of each; the treated arm has the lower dose, so its excess is the larger one."""

    counts: TwoArmCounts
    treated_dose: float
    control_dose: float

    def __post_init__(self) -> None:
        if not self.treated_dose < self.control_dose:
            raise ValueError(
                f"{self.counts.label}: the dose of the treated arm ({self.treated_dose}) must be below that of the "
                f"control arm ({self.control_dose})"
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class DoseCurve:
    """Where the curve ends and where its height is measured."""

    threshold: float
    reference: float

    def __post_init__(self) -> None:
        if not self.reference < self.threshold:
            raise ValueError(f"the reference dose {self.reference} must be below the threshold {self.threshold}")

    def relative(self, dose: float | Array, power: float | Array) -> Array:
        """The excess at `dose` as a multiple of the height; exactly zero from the threshold on."""
        left = np.maximum(0.0, (self.threshold - np.asarray(dose, dtype=float)) / (self.threshold - self.reference))
        return np.where(left > 0, np.where(left > 0, left, 1.0) ** power, 0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class DosePriors:
    """Half-normal scale of the height (a risk), and the range over which the logarithm of the power is flat."""

    height: float
    lowest_power: float = 0.25
    highest_power: float = 4.0

    def __post_init__(self) -> None:
        if not (self.height > 0 and 0 < self.lowest_power < self.highest_power):
            raise ValueError(f"priors need a positive height and 0 < lowest power < highest power: {self}")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class DoseResponse:
    """The joint posterior: `masses` of shape (heights, powers), adding up to one."""

    curve: DoseCurve
    heights: Cells
    log_powers: Cells
    masses: Array

    def draw(self, levels: Array) -> tuple[Array, Array]:
        """Heights and powers for probability levels of shape (2, draws): margin first, then the power given it.

        Independent uniform levels give independent draws of the joint posterior; evenly spread ones cover it evenly.
        """
        if levels.ndim != 2 or levels.shape[0] != 2 or not np.all((levels >= 0) & (levels <= 1)):
            raise ValueError("levels need the shape (2, draws) and values between 0 and 1")
        margin = np.concatenate([[0.0], np.cumsum(self.masses.sum(axis=1))])
        margin /= margin[-1]
        row = np.clip(np.searchsorted(margin, levels[0], side="right") - 1, 0, self.heights.count - 1)
        own = margin[row + 1] - margin[row]
        share = np.divide(levels[0] - margin[row], own, out=np.full(len(row), 0.5), where=own > 0)
        heights = self.heights.edges[row] + self.heights.width * share
        powers = np.empty(len(row))
        for index in np.unique(row):
            chosen = row == index
            given = np.concatenate([[0.0], np.cumsum(self.masses[index])])
            powers[chosen] = np.interp(levels[1][chosen], given / given[-1], self.log_powers.edges)
        return heights, np.exp(powers)

    def excess(self, dose: float, levels: Array) -> Array:
        """Draws of the excess at a dose."""
        heights, powers = self.draw(levels)
        return heights * self.curve.relative(dose, powers)

    def mean_height(self) -> float:
        return float(self.masses.sum(axis=1) @ self.heights.middles)

    def mean_excess(self, dose: float) -> float:
        """The posterior mean of the excess at a dose."""
        relative = self.curve.relative(dose, np.exp(self.log_powers.middles))
        return float(self.heights.middles @ self.masses @ relative)


def fit_dose_response(
    studies: Sequence[DoseStudy],
    curve: DoseCurve,
    priors: DosePriors,
    *,
    heights: int = 240,
    powers: int = 60,
) -> DoseResponse:
    """The posterior of height and power. Studies with both doses beyond the threshold say nothing: refused."""
    if not studies:
        raise ValueError("a dose-response curve needs at least one study")
    for study in studies:
        if study.treated_dose >= curve.threshold:
            raise ValueError(f"{study.counts.label}: both doses lie where there is no excess")
    line = Cells(low=0.0, high=min(0.5, 4.5 * priors.height), count=heights)
    log_powers = Cells(low=float(np.log(priors.lowest_power)), high=float(np.log(priors.highest_power)), count=powers)
    log_posterior = np.repeat(-0.5 * (line.middles / priors.height) ** 2, powers).reshape(heights, powers)
    power = np.exp(log_powers.middles)
    for study in studies:
        more = curve.relative(study.treated_dose, power) - curve.relative(study.control_dose, power)
        excess = line.middles[:, None] * more[None, :]
        log_posterior += _log_likelihood(study.counts, excess)
    if not np.isfinite(log_posterior.max()):
        raise ValueError("no curve within the priors can give these counts")
    masses = np.exp(log_posterior - log_posterior.max())
    return DoseResponse(curve=curve, heights=line, log_powers=log_powers, masses=masses / masses.sum())


def _log_likelihood(counts: TwoArmCounts, excess: Array) -> Array:
    """The log-likelihood at every excess of the grid: exact on a fine line, linear in between."""
    top = float(excess.max())
    if top >= 1.0:
        raise ValueError(f"{counts.label}: the priors allow a risk above one: lower the height or move the reference")
    fine = Cells(low=0.0, high=top * (1.0 + 1.0 / _FINEST) + 1e-12, count=_FINEST)
    values = excess_log_likelihood(counts, fine)
    return np.interp(excess, fine.middles, values)
