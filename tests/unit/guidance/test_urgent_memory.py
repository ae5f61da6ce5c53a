"""Answers that are remembered are the answers that would be given."""

import numpy as np

from amnio.guidance.thresholds import default_thresholds
from amnio.guidance.urgent import urgent_signs
from tests.random_cases import random_case


def test_a_remembered_urgency_is_the_one_judged_anew() -> None:
    generator = np.random.default_rng(3)
    for case in [random_case(generator) for _ in range(300)]:
        assert urgent_signs(case) == urgent_signs(case, default_thresholds())
