"""What a unit learns from its counts, and what the model expects of each row of them."""

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.expected_losses import cell_probabilities, facts_of, log_likelihood
from amnio.answers.learn import AFTER, BACKGROUND, EXCESS, TIMING, WITHOUT, learn, learned_names, quantities, relearn
from amnio.answers.site import Movement, Note, OtherEvidence, SiteLearning, Size
from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts
from amnio.clinic.vocabulary import Finding, FluidAppearance
from amnio.model.worlds import world
from tests.random_models import packaged_evidence, packaged_model, random_model
from tests.unit.answers.counts_of_units import row, unit, without_procedure

DRAWS = 2000


@cache
def _learned(counts: UnitCounts) -> SiteLearning:
    return learn(counts, packaged_evidence(), draws=DRAWS)


def _movement(site: SiteLearning, quantity: str) -> Movement:
    return next(movement for movement in site.movements if movement.quantity == quantity)


# What the model expects


@pytest.mark.parametrize(
    "stratum",
    [
        row(10, 1),
        row(10, 1, fetal_result=FetalResult.UNKNOWN),
        row(10, 1, fetal_result=FetalResult.ABNORMAL, first_day=115, last_day=115),
        row(10, 1, passes=3, fluid=FluidAppearance.BLOOD_STAINED, maternal_age=41, unit_procedures_per_year=12),
        row(10, 1, first_day=91, last_day=97, until_day=None, days_followed=28),
        row(10, 3, lost_by=((7, 1), (14, 2))),
        without_procedure(10, 1),
    ],
)
def test_losses_are_expected_as_the_daily_hazards_say(stratum: Stratum) -> None:
    model = random_model(np.random.Generator(np.random.PCG64DXSM(3)), count=2)
    found = cell_probabilities(model, stratum)
    for draw in range(2):
        cells = np.zeros(len(stratum.cells))
        for start in stratum.starts:
            facts = facts_of(model, stratum, start)
            table = world(model, facts, draw=draw, first_day=start)
            normal = model.likelihoods.of_class[Finding.CHROMOSOMES].of("normal")[:, draw]
            evidence = {FetalResult.NORMAL: normal, FetalResult.ABNORMAL: 1 - normal}.get(stratum.fetal_result, 1.0)
            classes = table.prior * evidence / (table.prior * evidence).sum()
            ends = [start, *(start + day for day, _ in stratum.lost_by), stratum.end(start)]
            alive = [
                float(sum(p * np.exp(-table.hazards[:, z, : end - start].sum()) for z, p in enumerate(classes)))
                for end in ends
            ]
            cells += np.array([*(np.array(alive[:-1]) - np.array(alive[1:])), alive[-1]]) / len(stratum.starts)
        assert found[:, draw] == pytest.approx(cells, rel=1e-9)


def test_the_likelihood_of_a_unit_is_the_product_over_its_rows() -> None:
    model = packaged_model(50)
    rows = (row(300, 4), without_procedure(900, 6), row(80, 2, passes=3))
    together = log_likelihood(model, unit(*rows))
    assert together == pytest.approx(sum(log_likelihood(model, unit(each)) for each in rows), rel=1e-12)


def test_a_later_start_and_more_passes_change_what_is_expected() -> None:
    model = packaged_model(500)

    def lost(stratum: Stratum) -> float:
        return float(1 - cell_probabilities(model, stratum)[-1].mean())

    assert lost(row(1, 0, first_day=91, last_day=97)) > lost(row(1, 0)) > lost(row(1, 0, first_day=140, last_day=146))
    assert lost(row(1, 0, passes=3)) > lost(row(1, 0, passes=1)) > lost(row(1, 0, procedure=False))
    assert lost(row(1, 0, fetal_result=FetalResult.ABNORMAL)) > 3 * lost(row(1, 0))


# What is learned


def test_a_unit_without_counts_learns_nothing() -> None:
    site = _learned(unit())
    assert site.notes == (Note.NOTHING_COUNTED,)
    assert site.names == ()
    for movement in site.movements:
        assert movement.weight == pytest.approx(0, abs=1e-9)
        assert movement.posterior.mean == pytest.approx(movement.prior.mean, rel=1e-12)
        assert movement.size is Size.HARDLY


def test_200_procedures_move_a_little_and_20_000_a_lot() -> None:
    small, large = _learned(unit(row(200, 3))), _learned(unit(row(20_000, 300)))
    for quantity in (AFTER, BACKGROUND, EXCESS):
        before, after = _movement(small, quantity), _movement(large, quantity)
        assert 0 < before.shift < after.shift
        if quantity != EXCESS:  # without women who had no procedure, it stays uncertain however many are counted
            assert before.weight < after.weight
    assert _movement(small, EXCESS).size is Size.HARDLY
    assert _movement(small, AFTER).size in (Size.HARDLY, Size.A_LITTLE)
    assert _movement(large, AFTER).size is Size.NEARLY_ALL


def test_the_posterior_lies_between_the_literature_and_the_unit() -> None:
    for losses in (0, 2, 20):
        after = _movement(_learned(unit(row(600, losses))), AFTER)
        low, high = sorted((after.prior.mean, losses / 600))
        assert low < after.posterior.mean < high


def test_losses_after_procedures_alone_do_not_tell_background_from_excess() -> None:
    alone = _learned(unit(row(10_000, 130)))
    compared = _learned(unit(row(10_000, 130), without_procedure(20_000, 140)))
    assert Note.NOT_TOLD_APART in alone.notes
    assert Note.NOT_TOLD_APART not in compared.notes
    assert alone.correlation is not None
    assert compared.correlation is not None
    assert alone.correlation < -0.6
    assert alone.correlation < compared.correlation
    assert _movement(alone, EXCESS).weight < _movement(compared, EXCESS).weight
    assert _movement(alone, AFTER).weight > 0.95


def test_days_of_loss_teach_the_timing() -> None:
    early = _learned(unit(row(8000, 120, lost_by=((14, 90),))))
    late = _learned(unit(row(8000, 120, lost_by=((14, 20),))))
    untold = _learned(unit(row(8000, 120)))
    assert _movement(early, TIMING).posterior.mean > _movement(late, TIMING).posterior.mean
    assert Note.NO_TIMING in untold.notes
    assert Note.NO_TIMING not in early.notes
    assert TIMING not in [movement.quantity for movement in untold.movements]


def test_only_what_the_rows_speak_of_is_drawn_anew() -> None:
    model = packaged_model(50)
    names = learned_names(
        unit(row(9, 1, passes=2, first_day=91, last_day=97), row(9, 1, unit_procedures_per_year=9)), model
    )
    assert {"modifier.two_passes", "modifier.low_volume", "early.excess_12", EXCESS} <= set(names)
    assert names[-1] == BACKGROUND
    assert not {"modifier.three_passes", "modifier.blood_stained", TIMING} & set(names)
    assert EXCESS not in learned_names(unit(without_procedure(9, 1)), model)


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [row(900, 11), without_procedure(2000, 15), row(50, 3, passes=3)]
    assert _learned(unit(*rows)) == learn(unit(*reversed(rows)), packaged_evidence(), draws=DRAWS)


def test_of_two_units_the_one_with_more_losses_learns_higher_risks() -> None:
    fewer, more = _learned(unit(row(3000, 20))), _learned(unit(row(3000, 60)))
    for quantity in (AFTER, WITHOUT, EXCESS, BACKGROUND):
        assert _movement(fewer, quantity).posterior.mean < _movement(more, quantity).posterior.mean


def test_a_number_of_losses_that_the_literature_hardly_allows_is_told() -> None:
    assert Note.OUTSIDE_LITERATURE in _learned(unit(row(1000, 90))).notes
    assert Note.OUTSIDE_LITERATURE not in _learned(unit(row(1000, 12))).notes


@pytest.mark.parametrize(
    ("changed", "note"),
    [({"lost_to_follow_up": 9}, Note.MANY_LOST_TO_FOLLOW_UP), ({"terminated": None}, Note.TERMINATIONS_NOT_STATED)],
)
def test_what_weakens_the_counts_is_told(changed: dict[str, Any], note: Note) -> None:
    assert note in _learned(unit(row(200, 2, **changed))).notes
    assert note not in _learned(unit(row(200, 2))).notes


def test_units_drawn_from_the_literature_find_their_own_numbers() -> None:
    """Of 40 units whose truth is a draw of the prior, 95 % intervals hold the truth in all but a few."""
    evidence, generator = packaged_evidence(), np.random.Generator(np.random.PCG64DXSM(41))
    model = packaged_model(40, seed=404)
    truths = quantities(model, unit())
    held = dict.fromkeys(truths, 0)
    for index in range(40):
        rows = []
        for total, template in ((int(generator.integers(100, 15_000)), row(1, 0)), (4000, without_procedure(1, 0))):
            share = 1 - cell_probabilities(model, template)[-1, index]
            rows.append(replace(template, pregnancies=total, losses=int(generator.binomial(total, share))))
        site = learn(unit(*rows[: 1 + index % 2]), evidence, draws=1000)
        for name, values in truths.items():
            now = _movement(site, name).posterior
            held[name] += now.low <= values[index] <= now.high
    assert all(34 <= count <= 40 for count in held.values()), held


# Answers in the unit


def test_an_assembly_for_a_unit_holds_what_the_unit_learned() -> None:
    site = _learned(unit(row(20_000, 300)))
    assembly = Assembly(draws=1000, site=site)
    now = _movement(site, BACKGROUND).posterior
    assert assembly.draws[BACKGROUND].mean() == pytest.approx(now.mean, rel=0.1)
    assert assembly.draws[EXCESS].mean() == pytest.approx(_movement(site, EXCESS).posterior.mean, rel=0.1)
    assert len(np.unique(assembly.draws[BACKGROUND])) > 300
    assert assembly.stamp.site == site.fingerprint
    assert assembly.stamp.draws_fingerprint == Assembly(draws=1000, site=site).stamp.draws_fingerprint


def test_a_unit_that_counted_nothing_gets_the_draws_of_everybody() -> None:
    with_site, everybody = Assembly(draws=200, site=_learned(unit())), Assembly(draws=200)
    assert with_site.draws.fingerprint == everybody.draws.fingerprint
    assert everybody.stamp.site is None


def test_a_site_of_other_evidence_is_refused_until_it_is_learned_again() -> None:
    site = replace(_learned(unit(row(200, 3))), evidence="000000000000")
    with pytest.raises(OtherEvidence, match="learn again"):
        Assembly(draws=50, site=site)
    again = relearn(site, packaged_evidence())
    assert again.counts == site.counts
    assert Assembly(draws=50, site=again).stamp.site == again.fingerprint


def test_learning_again_under_other_evidence_gives_another_site() -> None:
    evidence = packaged_evidence()
    other = replace(evidence, fingerprint="111111111111")
    site = _learned(unit(row(200, 3)))
    assert relearn(site, other).fingerprint != site.fingerprint


# Counts that cannot be


@pytest.mark.parametrize(
    "wrong",
    [
        {"pregnancies": 5, "losses": 6},
        {"losses": -1},
        {"losses": 1.5},
        {"lost_to_follow_up": -1},
        {"first_day": 20},
        {"until_day": 100},
        {"until_day": None},
        {"days_followed": 28},
        {"lost_by": ((14, 3), (7, 1))},
        {"lost_by": ((7, 3), (14, 1))},
        {"lost_by": ((14, 9),)},
        {"lost_by": ((90, 1),)},
    ],
)
def test_counts_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        row(**({"pregnancies": 100, "losses": 4} | wrong))


def test_the_same_group_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="counted twice"):
        unit(row(100, 1), row(200, 1))
