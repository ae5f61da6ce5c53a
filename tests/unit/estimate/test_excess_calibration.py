"""Simulated studies with known truth: the posterior of the excess is calibrated."""

import numpy as np
from scipy import stats

from amnio.estimate import ExcessGrid, ExcessPriors, ExcessStudy, TwoArmCounts, fit_excess

PRIORS = ExcessPriors(centre=0.01, spread=0.005, bias=0.003)
GRID = ExcessGrid(highest=0.05, cells=400, centres=24, spreads=16)
SIMULATIONS = 120
STUDIES = 5


def _rank_of_the_truth(generator: np.random.Generator) -> tuple[float, float]:
    """Where the true excess of a new centre, and of the first study, lie in their posteriors."""
    centre, spread = abs(generator.normal(0, PRIORS.centre)), abs(generator.normal(0, PRIORS.spread))
    bounds = (-centre / spread, (GRID.highest - centre) / spread)
    excess = stats.truncnorm.rvs(*bounds, loc=centre, scale=spread, size=STUDIES + 1, random_state=generator)
    studies = []
    for index, rho in enumerate(excess[:-1]):
        treated, control = generator.integers(300, 4000, 2)
        risk = generator.beta(0.5, 0.5) * 0.5  # the prior of the control risk, kept away from one
        confounded = index == STUDIES - 1
        bias = abs(generator.normal(0, PRIORS.bias)) if confounded else 0.0
        counts = TwoArmCounts(
            label=str(index),
            treated_events=int(generator.binomial(treated, risk + rho + bias)),
            treated_total=int(treated),
            control_events=int(generator.binomial(control, risk)),
            control_total=int(control),
        )
        studies.append(ExcessStudy(counts=counts, confounded=confounded))
    posterior = fit_excess(studies, PRIORS, grid=GRID)
    edges = GRID.line.edges
    new, first = (
        float(np.interp(value, edges, np.concatenate([[0.0], np.cumsum(distribution.masses)])))
        for value, distribution in ((excess[-1], posterior.predictive), (excess[0], posterior.studies[0]))
    )
    return new, first


def test_the_truth_lies_anywhere_in_the_posterior_with_equal_probability() -> None:
    generator = np.random.Generator(np.random.PCG64DXSM(20261124))
    ranks = np.array([_rank_of_the_truth(generator) for _ in range(SIMULATIONS)])
    for column in ranks.T:
        assert stats.kstest(column, "uniform").pvalue > 0.01
        covered = ((column > 0.05) & (column < 0.95)).mean()
        assert abs(covered - 0.9) < 3 * np.sqrt(0.09 / SIMULATIONS)
