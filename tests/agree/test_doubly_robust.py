"""Doubly robust: right when one of the two models is, and the stratified answer when the weights are saturated."""

import dataclasses

import numpy as np
import pytest

from amnio.estimate import (
    Censoring,
    Horizon,
    Propensity,
    Replicates,
    SequentialTrials,
    Target,
    doubly_robust_trials,
    sequential_trials,
)
from amnio.estimate.count_columns import Factor
from tests.trial_tables import Table, World, confounded_world

STARTS = range(2, 15)
HORIZONS = [Horizon.after(3), Horizon.after(10), Horizon.at(18), Horizon.last()]
FACTORS = (Factor(name="age", levels=("young", "old")), Factor(name="scan", levels=("normal", "thick", "unclear")))
ALONE = Replicates.none(1)


def expit(value: np.ndarray) -> np.ndarray:
    return 1.0 / (1.0 + np.exp(-value))


def additive_world(days: int = 26) -> World:
    """Ends, treatment and drop-out by main effects on the scale of logits, the same on every day.

    Treatment is added on the scale of chances in `World`, so here it adds nothing: the world is for the untreated, and
    for a treatment that does nothing.
    """
    age, scan = np.divmod(np.arange(6), 3)
    effect = 0.8 * age + np.array([0.0, 0.9, -0.5])[scan]
    every_day, last_day = np.ones(days), np.where(np.arange(days) < days - 1, 0.0, 1.0)
    return World(
        share=(0.4, 0.1, 0.1, 0.2, 0.1, 0.1),
        treat=np.outer(expit(-3.0 + 1.1 * effect), every_day),
        loss=np.outer(expit(-4.5 + effect), every_day),
        birth=last_day,
        dropout=np.outer(expit(-4.0 + 0.5 * effect), 1.0 - last_day),
        added=np.zeros(1),
    )


def additive_table() -> Table:
    return dataclasses.replace(additive_world().table(STARTS), factors=FACTORS)


def risks(found: SequentialTrials, horizon: Horizon) -> tuple[float, float]:
    both = found.compared(horizon)
    return both.untreated.value, both.treated.value


def true_risk(world: World, table: Table, horizon: Horizon, target: Target) -> float:
    """Of a treatment that does nothing, and so of both arms."""
    risk = total = 0.0
    for start in STARTS:
        for stratum in range(len(world.share)):
            here = (table.stratum == stratum) & (table.trial == start)
            weight = table.n[here & (table.arm == 1)].sum() if target is Target.TREATED else table.n[here].sum()
            until = start + horizon.within(start, world.days - 1 - start)
            risk += weight * world.risk(stratum, start, until, treated=False)
            total += weight
    return risk / total


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("horizon", HORIZONS, ids=str)
@pytest.mark.parametrize(("weights", "outcome"), [(None, None), ((), None), (None, ()), (("age",), None)])
def test_one_right_model_is_enough(
    target: Target, horizon: Horizon, weights: tuple[str, ...] | None, outcome: tuple[str, ...] | None
) -> None:
    """A model without factors is wrong in this world; with all of them it is right."""
    found = doubly_robust_trials(
        additive_table(),
        ends={1},
        horizons=HORIZONS,
        target=target,
        weight_model=weights,
        outcome_model=outcome,
        replicates=ALONE,
    )
    truth = true_risk(additive_world(), additive_table(), horizon, target)
    assert risks(found, horizon) == pytest.approx((truth, truth), abs=1e-9)


def test_two_wrong_models_are_not_enough() -> None:
    """The wrong models are wrong enough to be seen, so being right with one of them means something."""
    found = doubly_robust_trials(
        additive_table(), ends={1}, horizons=HORIZONS, weight_model=(), outcome_model=(), replicates=ALONE
    )
    truth = true_risk(additive_world(), additive_table(), Horizon.last(), Target.TREATED)
    assert abs(risks(found, Horizon.last())[0] - truth) > 0.1 * truth


@pytest.mark.parametrize("model", [None, ("age",), ()])
def test_logistic_weights_alone_are_right_only_with_the_right_model(model: tuple[str, ...] | None) -> None:
    found = sequential_trials(
        additive_table(),
        ends={1},
        horizons=HORIZONS,
        propensity=Propensity.LOGISTIC,
        later_treatment=Censoring.LOGISTIC,
        lost=Censoring.LOGISTIC,
        model=model,
        replicates=ALONE,
    )
    truth = true_risk(additive_world(), additive_table(), Horizon.last(), Target.TREATED)
    distance = abs(risks(found, Horizon.last())[0] - truth)
    assert distance < 1e-9 if model is None else distance > 0.02 * truth


@pytest.mark.parametrize("target", Target)
@pytest.mark.parametrize("outcome", [None, ()])
def test_with_saturated_weights_it_is_the_stratified_answer_whatever_the_model_of_ends(
    target: Target, outcome: tuple[str, ...] | None
) -> None:
    settings = {
        "ends": {1},
        "horizons": HORIZONS,
        "target": target,
        "later_treatment": Censoring.WITHIN_TRIAL,
        "lost": Censoring.WITHIN_TRIAL,
    }
    table = random_table()
    one = sequential_trials(table, **settings)
    other = doubly_robust_trials(table, **settings, propensity=Propensity.SATURATED, outcome_model=outcome)
    followed = one.short == 0  # elsewhere the model of ends goes on where people do not
    assert followed.mean() > 0.7
    for name in ("ends", "weight"):
        assert getattr(one, name)[:, 0][:, followed] == pytest.approx(getattr(other, name)[:, 0][:, followed], abs=1e-8)


def random_table() -> Table:
    """The confounded world with counts that are drawn, so that no stratum is as expected; five blocks."""
    random, table = np.random.default_rng(3), confounded_world().table(STARTS, people=20_000)
    drawn = random.poisson(table.n / 5, (5, table.n.size))
    columns = {name: np.tile(getattr(table, name), 5) for name in ("stratum", "trial", "arm", "day", "end")}
    block = np.repeat(np.arange(5), table.n.size)
    return Table(**columns, block=block, n=drawn.ravel(), blocks=5, factors=table.factors)


def test_a_factor_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no factor weight: they are"):
        doubly_robust_trials(additive_table(), ends={1}, horizons=HORIZONS, outcome_model=("weight",), replicates=ALONE)
