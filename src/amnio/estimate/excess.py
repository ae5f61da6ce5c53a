"""An excess risk that cannot be negative, from two-arm counts: likelihoods, and the default pooling of them.

Model, for study i with control risk p_i and excess rho_i >= 0:

    treated events ~ Binomial(n1, p_i + rho_i)         control events ~ Binomial(n0, p_i)
    p_i ~ Beta(1/2, 1/2), a nuisance integrated out    rho_i ~ Normal(m, s) truncated to rho_i >= 0
    m ~ half-normal                                    s ~ half-normal

- *Exact binomial likelihoods on the risk-difference scale*: Warn, Thompson & Spiegelhalter 2002 (Stat Med 21:1601).
  Zero cells and arms of very unequal size need no correction, and no variance depends on the estimate.
- *Truncation at zero*: an order restriction known beforehand (Gelfand, Smith & Lee 1992, JASA 87:523). It belongs into
  the distribution of effects: cutting the pooled estimate afterwards would pile up probability at exactly zero.
- *Truncated normal rather than half-normal, gamma or lognormal*: it is the usual random-effects model with one more
  condition. It contains the half-normal (m = 0) and equal effects (s = 0) and allows a positive density at zero; the
  half-normal and a gamma of fixed shape tie the spread to the mean, the lognormal forbids zero, and a free gamma puts a
  spike at zero and a long tail that few studies can check. The gamma is kept as the alternative by which to see how
  much hangs on the choice.
- *Half-normal spread*: Roever et al. 2021 (Res Synth Methods 12:448); with few studies the prior of the spread matters,
  so its scale is stated by the caller.
- *Bias of studies whose controls run a lower risk*: the difference observed there is rho_i plus a confounding bias
  b_i >= 0 with a stated half-normal scale (Turner et al. 2009, JRSS A 172:21; Welton et al. 2009, JRSS A 172:119).
  Such a study still says how large rho_i may be, but it no longer proves that rho_i is large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lgamma

import numpy as np

from amnio.estimate.cells import Cells, half_normal_nodes
from amnio.estimate.counts import Array, TwoArmCounts
from amnio.estimate.hierarchy import Family, Hierarchy, NormalBetween, fit_hierarchy

_RISK_NODES = 400
_RISK_REACH = 9.0  # standard deviations of the control risk, on the angular scale
_BIAS_REACH = 4.5
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, kw_only=True, slots=True)
class ExcessPriors:
    """Scales of the half-normal priors, as risks: of the centre, of the spread between studies, of confounding bias."""

    centre: float
    spread: float
    bias: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ExcessGrid:
    """How finely the posterior is computed. The default gives three digits for pooled standard errors above 0.03 %."""

    highest: float = 0.03
    cells: int = 3000
    centres: int = 120
    spreads: int = 60

    @property
    def line(self) -> Cells:
        return Cells(low=0.0, high=self.highest, count=self.cells)


@dataclass(frozen=True, kw_only=True, slots=True)
class ExcessStudy:
    """A study, and whether its controls run a lower risk than its treated (`confounded`)."""

    counts: TwoArmCounts
    confounded: bool


def fit_excess(
    studies: Sequence[ExcessStudy],
    priors: ExcessPriors,
    *,
    grid: ExcessGrid | None = None,
    family: Family | None = None,
) -> Hierarchy:
    """The posterior of a never negative excess risk. For `GammaBetween` the spread is a coefficient of variation."""
    grid = grid or ExcessGrid()
    rows = [_log_likelihood(study, grid.line, priors.bias) for study in studies]
    posterior = fit_hierarchy(
        np.array(rows),
        grid.line,
        family or NormalBetween(),
        centre=half_normal_nodes(priors.centre, grid.centres),
        spread=half_normal_nodes(priors.spread, grid.spreads),
    )
    return posterior.unless_coarse()


def _log_likelihood(study: ExcessStudy, cells: Cells, bias_scale: float) -> Array:
    if not study.confounded:
        return excess_log_likelihood(study.counts, cells)
    longer = cells.extended(_BIAS_REACH * bias_scale)
    return with_bias(excess_log_likelihood(study.counts, longer), cells, bias_scale)


def excess_log_likelihood(counts: TwoArmCounts, cells: Cells) -> Array:
    """Log-likelihood of each excess with the control risk integrated out, up to a constant; shape (cells,).

    The integral runs over the angle arcsin(sqrt(p)), in which Jeffreys' prior is flat and the likelihood nearly normal.
    """
    angles, log_weights = _control_angles(counts)
    risk = np.sin(angles) ** 2
    control = _log_binomial(counts.control_events, counts.control_total, risk) + log_weights
    result = np.empty(cells.count)
    for start in range(0, cells.count, _ROWS_AT_ONCE):
        excess = cells.middles[start : start + _ROWS_AT_ONCE]
        treated = _log_binomial(counts.treated_events, counts.treated_total, risk[None, :] + excess[:, None])
        terms = treated + control[None, :]
        peak = terms.max(axis=1)
        safe = np.where(np.isfinite(peak), peak, 0.0)
        with np.errstate(divide="ignore"):
            result[start : start + len(excess)] = safe + np.log(np.exp(terms - safe[:, None]).sum(axis=1))
    return result


def with_bias(log_likelihood: Array, cells: Cells, scale: float) -> Array:
    """The likelihood of the excess when excess plus a half-normal bias is what the study shows; shape (cells,).

    `log_likelihood` reaches further than `cells` by as much as the bias may add.
    """
    offsets = np.arange(len(log_likelihood) - cells.count + 1)
    weights = np.exp(-0.5 * (offsets * cells.width / scale) ** 2)
    weights[0] /= 2  # bias begins at zero: the first offset stands for half a cell
    peak = log_likelihood.max()
    likelihood = np.exp(log_likelihood - peak)
    with np.errstate(divide="ignore"):
        return np.asarray(peak + np.log(np.correlate(likelihood, weights / weights.sum(), mode="valid")))


def _control_angles(counts: TwoArmCounts) -> tuple[Array, Array]:
    centre = np.arcsin(np.sqrt((counts.control_events + 0.5) / (counts.control_total + 1.0)))
    reach = _RISK_REACH / (2.0 * np.sqrt(counts.control_total + 1.0))
    low, high = max(0.0, centre - reach), min(np.pi / 2, centre + reach)
    nodes, weights = np.polynomial.legendre.leggauss(_RISK_NODES)
    return low + (high - low) * (nodes + 1) / 2, np.log(weights * (high - low) / np.pi)


def _log_binomial(events: int, total: int, risk: Array) -> Array:
    """Log-probability of `events` of `total`; minus infinity for a risk above one."""
    with np.errstate(divide="ignore", invalid="ignore"):
        happened = events * np.log(risk) if events else np.zeros_like(risk)
        spared = (total - events) * np.log1p(-risk) if total > events else np.zeros_like(risk)
        value = happened + spared
    constant = lgamma(total + 1) - lgamma(events + 1) - lgamma(total - events + 1)
    return np.asarray(np.where(risk <= 1, value + constant, -np.inf))
