"""A batch gives the posterior means of single reviews on the same joint draws."""

import numpy as np
import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.batch import BATCH_DRAWS, BatchReviewer
from amnio.answers.review import Reviewer
from tests.random_cases import random_case

SINGLE_PRECISION = 2e-4


@pytest.fixture(scope="module")
def assembly() -> Assembly:
    return Assembly(draws=BATCH_DRAWS)


def test_batch_and_single_reviews_agree(assembly: Assembly) -> None:
    generator = np.random.default_rng(20261124)
    cases = [random_case(generator) for _ in range(70)]
    single = Reviewer(assembly)
    for case, short in zip(cases, BatchReviewer(assembly).review_many(cases), strict=True):
        full = single.review(case)
        assert short["leading"] == full.groups[0].group.value or _tied(full.groups)
        for share in full.causes:
            assert short["causes"][share.cause.value] == pytest.approx(share.probability.mean, abs=SINGLE_PRECISION)
        assert short["urgent"] == [urgency.value for urgency in full.urgent]
        expected = {horizon.by: horizon.lost_anyway.mean for horizon in full.counterfactuals[0].horizons}
        assert (short["lost_anyway"] or {}) == pytest.approx(expected, abs=SINGLE_PRECISION)


def _tied(groups: tuple) -> bool:  # type: ignore[type-arg]
    return abs(groups[0].probability.mean - groups[1].probability.mean) < SINGLE_PRECISION


def test_the_order_and_the_company_of_rows_do_not_matter(assembly: Assembly) -> None:
    generator = np.random.default_rng(7)
    cases = [random_case(generator) for _ in range(40)]
    together = BatchReviewer(assembly).review_many(cases)
    backwards = BatchReviewer(assembly).review_many(list(reversed(cases)))
    assert list(reversed(backwards)) == together
    assert BatchReviewer(assembly).review_many(cases[:1]) == together[:1]
