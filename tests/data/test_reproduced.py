"""Counts give back the measures that their papers print: derived ones are right, printed ones were read right."""

import math
from decimal import Decimal

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


#: Study, arm, window, and the printed percentage of which the count is the nearest whole number of women.
RATES = [
    ("hsu-2019", "amniocentesis", "<24", "0.68"),
    ("hsu-2019", "amniocentesis", "14d infection", "0.05"),
    ("hsu-2019", "amniocentesis", "14d rupture", "0.24"),
    ("hsu-2019", "villus sampling", "14d villus sampling", "0.77"),
    ("bayraktar-2026", "amniocentesis", "<24", "0.68"),
    ("bayraktar-2026", "amniocentesis", "24+", "0.88"),
    ("tabor-2009", "amniocentesis", "<24", "1.4"),
    ("tabor-2009", "villus sampling", "<24 villus sampling", "1.9"),
    ("caughey-2006", "amniocentesis", "any", "0.83"),
    ("caughey-2006", "villus sampling", "any villus sampling", "3.12"),
    ("shengjing-2015", "amniocentesis", "any", "0.86"),
    ("niederstrasser-2017", "amniocentesis", "<24 or 14 days", "1.18"),
    ("niederstrasser-2017", "villus sampling through the abdomen", "<24 or 14 days", "1.73"),
    ("niederstrasser-2017", "villus sampling through the cervix", "<24 or 14 days", "2.01"),
    ("saltvedt-1999", "amniocentesis", "<28", "1.1"),
    ("theodora-2016", "amniocentesis", "<24", "1.19"),
    ("nanal-2003", "amniocentesis", "14 days", "0.7"),
    ("chen-2020", "amniocentesis, singletons", "<28", "0.24"),
    ("hill-1982", "amniocentesis", "not stated in what was read", "1.96"),
    ("nicolaides-1994", "early amniocentesis", "any", "5.3"),
    ("nicolaides-1994", "villus sampling", "any", "2.3"),
    ("nicolaides-1994", "early amniocentesis", "any randomised", "5.9"),
    ("nicolaides-1994", "villus sampling", "any randomised", "1.2"),
    ("nicolaides-1996", "early amniocentesis", "any", "4.9"),
    ("nicolaides-1996", "villus sampling", "any", "2.1"),
    ("nicolaides-1996", "early amniocentesis", "any randomised", "5.8"),
    ("nicolaides-1996", "villus sampling", "any randomised", "1.8"),
    ("sundberg-1997", "early amniocentesis", "any", "5.4"),
    ("sundberg-1997", "villus sampling", "any", "4.8"),
    ("cemat-1998", "early", "any", "7.6"),
    ("cemat-1998", "mid", "any", "5.9"),
    ("cahill-2009", "amniocentesis", "<24 twins", "3.2"),
    ("cahill-2009", "control", "<24 twins", "1.4"),
    ("sperling-2019", "amniocentesis", "any twins", "8.8"),
    ("nichd-1976", "amniocentesis", "any", "3.5"),
    ("nichd-1976", "control", "any", "3.2"),
    ("ultrasound-cohort-1987", "no procedure", "to 28 weeks", "2.7"),
]


@pytest.mark.parametrize(("key", "arm", "window", "percent"), RATES)
def test_a_derived_count_is_the_nearest_to_the_printed_rate(evidence, key, arm, window, percent):
    counted = arm_of(evidence.studies[key], arm, window)
    assert counted.provenance == "derived"
    assert counted.events == round(Decimal(percent) / 100 * counted.women)
