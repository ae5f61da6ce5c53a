"""Bayesian random effects on a grid: what the next centre's effect may be, from the likelihoods of some studies.

For effects x_i of the studies, drawn from a family with a centre c and a spread s,

    p(c, s | studies)  is proportional to  p(c) p(s) prod_i sum_j  w_j(c, s) L_i(x_j)

where w_j(c, s) is the probability of cell j under the family. The *predictive* distribution of a new centre is the
mean of w(c, s) over that posterior. Two hyperparameters, so a deterministic quadrature is exact enough, fast and
reproducible to the digit (Roever & Friede 2017 do the same for normal likelihoods); the likelihoods may be exact.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from amnio.estimate.cells import CellDistribution, Cells, Nodes
from amnio.estimate.counts import Array

_FEWEST_CENTRES = 3.0


class Family(Protocol):
    """How effects differ between centres."""

    def masses(self, cells: Cells, centre: Array, spread: float) -> Array:
        """Probability of each cell for each centre, shape (centres, cells), rows adding up to one."""
        ...


class NormalBetween:
    """A normal distribution cut off where the cells end. With cells from zero on: *truncated at zero*.

    `spread` is the standard deviation before truncation. A spread far below the width of a cell puts everything into
    the nearest cell, as it should.
    """

    def masses(self, cells: Cells, centre: Array, spread: float) -> Array:
        return _normalised(-0.5 * ((cells.middles[None, :] - centre[:, None]) / spread) ** 2)


class GammaBetween:
    """A gamma distribution with mean `centre` and coefficient of variation `spread`: skewed, most centres near zero.

    The singularity at zero is integrated exactly within each cell, the exponential at its middle.
    """

    def masses(self, cells: Cells, centre: Array, spread: float) -> Array:
        if cells.low != 0:
            raise ValueError("a gamma distribution needs cells from zero on")
        shape = spread**-2
        with np.errstate(divide="ignore"):
            log_edge = np.log(cells.edges)
            # log(b**shape - a**shape) for the edges a < b of a cell, without overflow
            log_power = shape * log_edge[1:] + np.log1p(-np.exp(shape * (log_edge[:-1] - log_edge[1:])))
        return _normalised(log_power[None, :] - shape * cells.middles[None, :] / centre[:, None])


def _normalised(logarithms: Array) -> Array:
    weights = np.exp(logarithms - logarithms.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Hierarchy:
    """The posterior. `predictive`: a new centre; `mean_effect` and `between_sd`: of the distribution of centres.

    `studies` holds each study's own effect, drawn towards the others. `log_evidence` compares families on the same
    likelihoods.
    """

    predictive: CellDistribution
    mean_effect: Nodes
    between_sd: Nodes
    studies: tuple[CellDistribution, ...]
    log_evidence: float
    effective_centres: float  # how many nodes of the centre carry the posterior; too few mean a grid too coarse

    def unless_coarse(self) -> "Hierarchy":
        """Itself; raises ValueError when the nodes are too far apart for how precise the studies are."""
        if self.effective_centres < _FEWEST_CENTRES:
            raise ValueError("these studies are too precise for this grid: ask for more centres and cells")
        return self


def fit_hierarchy(log_likelihood: Array, cells: Cells, family: Family, *, centre: Nodes, spread: Nodes) -> Hierarchy:
    """The posterior from log-likelihoods of shape (studies, cells), at the middles of the cells."""
    if log_likelihood.ndim != 2 or log_likelihood.shape[1] != cells.count or not len(log_likelihood):
        raise ValueError(f"log-likelihoods need the shape (studies, {cells.count}), not {log_likelihood.shape}")
    peaks = log_likelihood.max(axis=1)
    if not np.all(np.isfinite(peaks)):
        raise ValueError("a study is impossible everywhere on the cells")
    likelihood = np.exp(log_likelihood - peaks[:, None])
    middles = cells.middles
    log_posterior = np.empty((len(spread.values), len(centre.values)))
    means, deviations = np.empty_like(log_posterior), np.empty_like(log_posterior)
    # Two passes: keeping the family's masses of all nodes would need as many arrays of cells as there are nodes.
    for row, value in enumerate(spread.values):
        masses = family.masses(cells, centre.values, float(value))
        with np.errstate(divide="ignore"):
            log_posterior[row] = np.log(masses @ likelihood.T).sum(axis=1)
        log_posterior[row] += np.log(centre.weights) + np.log(spread.weights[row])
        means[row] = masses @ middles
        deviations[row] = np.sqrt(np.maximum(masses @ middles**2 - means[row] ** 2, 0.0))
    top = float(log_posterior.max())
    posterior = np.exp(log_posterior - top)
    total = float(posterior.sum())
    posterior /= total
    predictive, own = np.zeros(cells.count), np.zeros_like(likelihood)
    for row, value in enumerate(spread.values):
        masses = family.masses(cells, centre.values, float(value))
        predictive += posterior[row] @ masses
        marginal = masses @ likelihood.T
        share = np.divide(posterior[row][:, None], marginal, out=np.zeros_like(marginal), where=marginal > 0)
        own += share.T @ masses
    return Hierarchy(
        predictive=CellDistribution(cells=cells, masses=predictive),
        mean_effect=Nodes(values=means.ravel(), weights=posterior.ravel()),
        between_sd=Nodes(values=deviations.ravel(), weights=posterior.ravel()),
        studies=tuple(CellDistribution(cells=cells, masses=row) for row in own * likelihood),
        log_evidence=top + float(np.log(total) + peaks.sum()),
        effective_centres=float(1.0 / (posterior.sum(axis=0) ** 2).sum()),
    )
