"""A risk that differs between populations: pooled from single arms, with the risk of the next population.

Binomial likelihoods and a normal distribution of the log-odds between populations (the binomial-normal model of Hamza,
van Houwelingen & Stijnen 2008, J Clin Epidemiol 61:41), half-normal prior of its spread (Roever et al. 2021).
"""

from collections.abc import Sequence

import numpy as np

from amnio.estimate.cells import CellDistribution, Cells, half_normal_nodes, normal_nodes
from amnio.estimate.counts import Array
from amnio.estimate.hierarchy import Hierarchy, NormalBetween, fit_hierarchy

#: Log-odds from about 1 in 100,000 to 12 in 13.
_CELLS = Cells(low=-11.5, high=2.5, count=2800)
_CENTRES, _SPREADS = 240, 40
_CENTRE_SD = 2.0  # of the prior of the pooled log-odds round 1 in 50, so from 1 in 2,500 to 1 in 2


def pool_risks(events: Sequence[int], totals: Sequence[int], *, spread_scale: float) -> Hierarchy:
    """The posterior on the log-odds scale; `risk_quantiles` turns its predictive distribution into risks."""
    rows = []
    for count, total in zip(events, totals, strict=True):
        if not 0 <= count <= total or total < 1:
            raise ValueError(f"{count} events among {total} people")
        rows.append(count * _CELLS.middles - total * np.logaddexp(0.0, _CELLS.middles))
    posterior = fit_hierarchy(
        np.array(rows),
        _CELLS,
        NormalBetween(),
        centre=normal_nodes(-3.9, _CENTRE_SD, _CENTRES),
        spread=half_normal_nodes(spread_scale, _SPREADS),
    )
    return posterior.unless_coarse()


def risk_quantiles(distribution: CellDistribution, probabilities: Sequence[float] | Array) -> Array:
    """Quantiles of a distribution of log-odds, as risks."""
    return 1.0 / (1.0 + np.exp(-distribution.quantiles(probabilities)))
