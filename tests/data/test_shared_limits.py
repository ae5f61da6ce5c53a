"""A limit that stands in more than one file is the same number in each."""

import pytest

from amnio.clinic import limits
from amnio.evidence import load_evidence
from amnio.guidance.thresholds import default_thresholds


@pytest.mark.parametrize(
    ("sign", "threshold"),
    [
        ("sign.fever_celsius", "fever_c"),
        ("sign.crp_mg_l", "crp_mg_l"),
        ("sign.procalcitonin_ug_l", "procalcitonin_ug_l"),
        ("sign.lactate_mmol_l", "lactate_mmol_l"),
    ],
)
def test_a_sign_is_counted_from_the_limit_from_which_it_is_acted_on(sign: str, threshold: str) -> None:
    draws = load_evidence().draw(1, 1)
    assert draws[sign][0] == getattr(default_thresholds(), threshold)


def test_a_fever_that_contradicts_is_the_fever_that_is_counted() -> None:
    assert default_thresholds().fever_c == limits.FEVER_C
