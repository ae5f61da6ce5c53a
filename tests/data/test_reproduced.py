"""Counts give back the measures that their papers print: derived ones are right, printed ones were read right."""

import math

import pytest

from amnio.evidence import load_evidence

Z = 1.959964
PRINTED = [(study, measure) for study in load_evidence().studies.values() for measure in study.reproduces]


def arm_of(study, name, window):
    (arm,) = (arm for arm in study.arms if arm.arm == name and window in (None, arm.window))
    return arm


def measured(measure, treated, control):
    """Estimate and Wald interval; one half is added to every cell where one is empty, as the reviews do."""
    a, b = treated.events, treated.women - treated.events
    c, d = control.events, control.women - control.events
    if 0 in (a, b, c, d):
        a, b, c, d = (count + 0.5 for count in (a, b, c, d))
    if measure == "risk difference":
        p, q = a / (a + b), c / (c + d)
        half = Z * math.sqrt(p * (1 - p) / (a + b) + q * (1 - q) / (c + d))
        return p - q, p - q - half, p - q + half
    if measure == "risk ratio":
        log, spread = math.log(a / (a + b) * (c + d) / c), math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    else:
        assert measure == "odds ratio", measure
        log, spread = math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return tuple(math.exp(log + side * Z * spread) for side in (0, -1, 1))


@pytest.mark.parametrize(
    ("study", "printed"), PRINTED, ids=[f"{study.key} {measure.window} {measure.measure}" for study, measure in PRINTED]
)
def test_counts_give_back_the_printed_measure(study, printed):
    arms = [arm_of(study, name, printed.window) for name in (printed.treated, printed.control)]
    rounding = 0.0001 if printed.measure == "risk difference" else 0.01
    for ours, theirs in zip(measured(printed.measure, *arms), (printed.value, printed.low, printed.high), strict=True):
        assert theirs is None or ours == pytest.approx(theirs, rel=rounding, abs=rounding)


def test_the_counts_of_the_trial_and_of_the_matched_cohort_are_checked():
    """Their counts are nowhere in print: they rest on the measures alone."""
    assert {"tabor-1986", "muengen-2006", "papantoniou-2001", "salvador-2002"} <= {study.key for study, _ in PRINTED}
