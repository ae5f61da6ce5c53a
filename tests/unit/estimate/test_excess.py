"""The excess that cannot be negative: against a slow reference, exact integrals and common sense."""

import math

import numpy as np
import pytest
from scipy import integrate, special, stats

from amnio.estimate import (
    CellDistribution,
    Cells,
    ExcessGrid,
    ExcessPriors,
    ExcessStudy,
    GammaBetween,
    Nodes,
    NormalBetween,
    TwoArmCounts,
    fit_excess,
    fit_hierarchy,
    half_normal_nodes,
    normal_nodes,
    reference,
)
from amnio.estimate.excess import excess_log_likelihood, with_bias

PRIORS = ExcessPriors(centre=0.01, spread=0.003, bias=0.003)
COARSE = ExcessGrid(cells=600, centres=40, spreads=24)


def counts(treated_events: int, treated_total: int, control_events: int, control_total: int) -> TwoArmCounts:
    return TwoArmCounts(
        label="study",
        treated_events=treated_events,
        treated_total=treated_total,
        control_events=control_events,
        control_total=control_total,
    )


def plain(*values: int) -> ExcessStudy:
    return ExcessStudy(counts=counts(*values), confounded=False)


def confounded(*values: int) -> ExcessStudy:
    return ExcessStudy(counts=counts(*values), confounded=True)


SMALL = [counts(4, 200, 1, 150), counts(0, 90, 0, 120), counts(9, 300, 7, 310)]
MIXED = [
    plain(69, 15000, 90, 17000),
    plain(9, 3000, 2, 1500),
    plain(48, 2300, 30, 2300),
    confounded(39, 3500, 197, 47000),
]


@pytest.mark.parametrize("table", SMALL)
def test_the_likelihood_agrees_with_the_slow_reference(table: TwoArmCounts) -> None:
    cells = Cells(low=0.0, high=0.06, count=9)
    slow = [math.log(reference.excess_likelihood(table, float(rho))) for rho in cells.middles]
    assert excess_log_likelihood(table, cells) == pytest.approx(slow, rel=1e-9)


@pytest.mark.parametrize("table", [*SMALL, counts(9, 2990, 2, 1495), counts(3, 375, 491, 42463)])
def test_without_excess_the_likelihood_is_the_beta_binomial_integral(table: TwoArmCounts) -> None:
    almost_none = Cells(low=0.0, high=2e-12, count=2)
    events, total = table.treated_events + table.control_events, table.treated_total + table.control_total
    exact = (
        math.log(special.comb(table.treated_total, table.treated_events, exact=True))
        + math.log(special.comb(table.control_total, table.control_events, exact=True))
        + special.betaln(events + 0.5, total - events + 0.5)
        - special.betaln(0.5, 0.5)
    )
    assert excess_log_likelihood(table, almost_none)[0] == pytest.approx(exact, rel=1e-8)


def test_the_likelihood_agrees_with_adaptive_integration() -> None:
    table = counts(30, 2990, 4, 487)
    cells = Cells(low=0.0, high=0.02, count=4)
    for rho, ours in zip(cells.middles, excess_log_likelihood(table, cells), strict=True):

        def integrand(angle: float, rho: float = float(rho)) -> float:
            risk = math.sin(angle) ** 2
            treated = stats.binom.pmf(table.treated_events, table.treated_total, risk + rho)
            return float(treated * stats.binom.pmf(table.control_events, table.control_total, risk)) * 2 / math.pi

        exact, _ = integrate.quad(integrand, 0.0, 0.4, points=[0.05, 0.1, 0.15], epsabs=0, epsrel=1e-10, limit=400)
        assert math.exp(ours) == pytest.approx(exact, rel=1e-7)


def test_a_bias_is_averaged_over_as_the_reference_does() -> None:
    table = counts(9, 300, 2, 310)
    cells = Cells(low=0.0, high=0.02, count=10)
    reach = 6 * cells.width
    fast = with_bias(excess_log_likelihood(table, cells.extended(reach)), cells, 0.003)
    slow = [
        reference.biased_likelihood(table, float(rho), scale=0.003, step=cells.width, reach=reach)
        for rho in cells.middles
    ]
    assert np.exp(fast) == pytest.approx(slow, rel=1e-9)


def test_the_posterior_agrees_with_the_slow_reference() -> None:
    cells = Cells(low=0.0, high=0.06, count=30)
    centre, spread = half_normal_nodes(0.02, 7), half_normal_nodes(0.01, 5)
    slow = [[reference.excess_likelihood(table, float(rho)) for rho in cells.middles] for table in SMALL]
    fast = np.array([excess_log_likelihood(table, cells) for table in SMALL])
    posterior = fit_hierarchy(fast, cells, NormalBetween(), centre=centre, spread=spread)
    expected = reference.predictive(slow, cells, centre, spread)
    assert posterior.predictive.masses == pytest.approx(expected, rel=1e-9)


def test_a_finer_grid_gives_the_same_answer() -> None:
    usual = fit_excess(MIXED, PRIORS)
    finer = fit_excess(MIXED, PRIORS, grid=ExcessGrid(cells=4000, centres=180, spreads=80))
    levels = [0.025, 0.25, 0.5, 0.75, 0.975]
    assert usual.predictive.quantiles(levels) == pytest.approx(finer.predictive.quantiles(levels), rel=1e-3)
    assert usual.log_evidence == pytest.approx(finer.log_evidence, abs=1e-4)


def test_with_large_studies_and_no_spread_the_answer_is_the_observed_difference() -> None:
    studies = [plain(1500, 100_000, 1000, 100_000)] * 3
    posterior = fit_excess(
        studies, ExcessPriors(centre=0.01, spread=1e-5, bias=0.003), grid=ExcessGrid(centres=400, spreads=4)
    )
    assert posterior.predictive.mean() == pytest.approx(0.005, rel=0.01)


def test_a_grid_too_coarse_for_the_studies_is_refused() -> None:
    with pytest.raises(ValueError, match="more centres"):
        fit_excess(
            [plain(30_000, 2_000_000, 20_000, 2_000_000)] * 3, ExcessPriors(centre=0.01, spread=1e-5, bias=0.003)
        )


def test_the_excess_is_never_negative_though_every_study_points_below_zero() -> None:
    posterior = fit_excess([plain(5, 4000, 30, 4000), plain(2, 900, 10, 900)], PRIORS, grid=COARSE)
    assert posterior.predictive.quantiles([0.0])[0] >= 0
    assert posterior.predictive.quantiles([0.5])[0] < 0.002


def test_zero_events_in_both_arms_pull_towards_a_small_excess() -> None:
    alone = fit_excess([plain(3, 900, 1, 900)], PRIORS, grid=COARSE)
    more = fit_excess([plain(3, 900, 1, 900), plain(0, 3000, 0, 3000)], PRIORS, grid=COARSE)
    assert more.predictive.mean() < alone.predictive.mean()


def test_suspecting_confounding_never_raises_the_excess() -> None:
    table = (39, 3500, 197, 47000)
    trusted = fit_excess([plain(*table)], PRIORS, grid=COARSE)
    suspected = fit_excess([confounded(*table)], PRIORS, grid=COARSE)
    assert suspected.predictive.mean() < trusted.predictive.mean()


def test_a_tiny_bias_changes_nothing() -> None:
    table = (39, 3500, 197, 47000)
    trusted = fit_excess([plain(*table)], PRIORS)
    suspected = fit_excess([confounded(*table)], ExcessPriors(centre=0.01, spread=0.003, bias=1e-7))
    assert suspected.predictive.mean() == pytest.approx(trusted.predictive.mean(), rel=1e-6)


def test_a_new_centre_is_less_certain_than_the_mean_of_centres() -> None:
    posterior = fit_excess(MIXED, PRIORS)
    new = np.diff(posterior.predictive.quantiles([0.05, 0.95]))[0]
    mean = np.diff(posterior.mean_effect.quantiles([0.05, 0.95]))[0]
    assert new > mean
    assert posterior.mean_effect.mean() == pytest.approx(posterior.predictive.mean(), rel=1e-9)


def test_each_study_is_drawn_towards_the_others() -> None:
    posterior = fit_excess(MIXED, PRIORS)
    trial = posterior.studies[2]
    alone = fit_excess([MIXED[2]], PRIORS)
    assert posterior.predictive.mean() < trial.mean() < alone.studies[0].mean()
    assert trial.masses.sum() == pytest.approx(1.0, rel=1e-9)


def test_the_order_of_studies_does_not_matter() -> None:
    there, back = (fit_excess(list(studies), PRIORS, grid=COARSE) for studies in (MIXED, reversed(MIXED)))
    assert there.predictive.masses == pytest.approx(back.predictive.masses, rel=1e-9)


def test_a_study_that_is_impossible_everywhere_is_refused() -> None:
    with pytest.raises(ValueError, match="impossible everywhere"):
        fit_hierarchy(
            np.full((1, 10), -np.inf),
            Cells(low=0.0, high=1.0, count=10),
            NormalBetween(),
            centre=half_normal_nodes(1.0, 4),
            spread=half_normal_nodes(1.0, 4),
        )


def test_the_gamma_family_has_the_mean_and_the_spread_it_was_asked_for() -> None:
    cells = Cells(low=0.0, high=0.2, count=40_000)
    for variation in (0.1, 0.5, 1.0, 1.5):
        masses = GammaBetween().masses(cells, np.array([0.004]), variation)[0]
        exact = np.diff(stats.gamma.cdf(cells.edges, variation**-2, scale=0.004 * variation**2))
        assert masses == pytest.approx(exact, abs=1e-5)
        assert masses @ cells.middles == pytest.approx(0.004, rel=2e-3)


def test_the_gamma_family_needs_cells_from_zero_on() -> None:
    with pytest.raises(ValueError, match="from zero on"):
        GammaBetween().masses(Cells(low=-1.0, high=1.0, count=10), np.array([0.5]), 1.0)


def test_quantiles_invert_the_cumulative_distribution() -> None:
    distribution = CellDistribution(cells=Cells(low=0.0, high=1.0, count=4), masses=np.array([0.5, 0.0, 0.25, 0.25]))
    assert distribution.quantiles([0.0, 0.25, 0.75, 1.0]) == pytest.approx([0.0, 0.125, 0.75, 1.0])
    assert distribution.mean() == pytest.approx(0.5 * 0.125 + 0.25 * 0.625 + 0.25 * 0.875)


def test_prior_nodes_have_the_moments_of_their_priors() -> None:
    half, whole = half_normal_nodes(2.0, 60), normal_nodes(1.0, 2.0, 60)
    assert half.mean() == pytest.approx(2.0 * math.sqrt(2 / math.pi), rel=1e-4)
    assert whole.mean() == pytest.approx(1.0, rel=1e-9)
    assert float(whole.weights @ (whole.values - 1.0) ** 2) == pytest.approx(4.0, rel=1e-3)
    assert isinstance(half, Nodes)


def test_cells_that_are_no_line_are_refused() -> None:
    with pytest.raises(ValueError, match="low < high"):
        Cells(low=1.0, high=0.0, count=5)
