"""The excess model written down as its formulas say, in plain Python: slow, for reading and for checking `excess`.

It shares with the fast implementation only the question (cells of the excess, nodes of the hyperparameters), none of
the arithmetic. Use a few dozen cells and nodes.
"""

from collections.abc import Sequence
from math import asin, comb, exp, fsum, pi, sin, sqrt

from amnio.estimate.cells import Cells, Nodes
from amnio.estimate.counts import TwoArmCounts

_ANGLES = 4000


def excess_likelihood(counts: TwoArmCounts, excess: float) -> float:
    """`L(rho)`: mean over Jeffreys' prior of the control risk p of Bin(treated; p + rho) Bin(control; p).

    With p = sin(angle)^2 the prior is flat in the angle from 0 to pi/2. Risks above one are impossible.
    """
    top = asin(sqrt(1.0 - excess))
    terms = []
    for index in range(_ANGLES):
        angle = top * (index + 0.5) / _ANGLES
        risk = sin(angle) ** 2
        terms.append(
            _binomial(counts.treated_events, counts.treated_total, risk + excess)
            * _binomial(counts.control_events, counts.control_total, risk)
        )
    return fsum(terms) * top / _ANGLES / (pi / 2)


def biased_likelihood(counts: TwoArmCounts, excess: float, *, scale: float, step: float, reach: float) -> float:
    """`L` averaged over a half-normal bias that adds to the excess, by the trapezoidal rule with `step`."""
    points = round(reach / step) + 1
    weights = [exp(-0.5 * (index * step / scale) ** 2) * (0.5 if index == 0 else 1.0) for index in range(points)]
    total = fsum(weight * excess_likelihood(counts, excess + index * step) for index, weight in enumerate(weights))
    return total / fsum(weights)


def predictive(likelihoods: Sequence[Sequence[float]], cells: Cells, centre: Nodes, spread: Nodes) -> list[float]:
    """Probability that a new centre's excess lies in each cell, from each study's likelihood in each cell."""
    middles = [float(middle) for middle in cells.middles]
    answer = [0.0] * cells.count
    evidence = 0.0
    for m, m_weight in zip(centre.values, centre.weights, strict=True):
        for s, s_weight in zip(spread.values, spread.weights, strict=True):
            density = [exp(-0.5 * ((x - float(m)) / float(s)) ** 2) for x in middles]
            family = [value / fsum(density) for value in density]
            weight = float(m_weight) * float(s_weight)
            for likelihood in likelihoods:
                weight *= fsum(w * value for w, value in zip(family, likelihood, strict=True))
            evidence += weight
            answer = [a + weight * w for a, w in zip(answer, family, strict=True)]
    return [value / evidence for value in answer]


def _binomial(events: int, total: int, risk: float) -> float:
    return comb(total, events) * risk**events * (1.0 - risk) ** (total - events)
