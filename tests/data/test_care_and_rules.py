"""A span or a limit that stands in a care file and in a rule file is the same number in both."""

import pytest

from amnio.guidance.care_text import care_text
from amnio.guidance.rules import rule_named
from amnio.guidance.thresholds import default_thresholds

#: Care item, its field, and the rule that was filed from the same text.
SPANS = [
    ("watch_two_weeks", "ends_after_days", "nhs-leaflet-3-days-2-weeks"),
    ("rest_procedure", "ends_after_days", "ranzcog-leaflet-aftercare"),
    ("intercourse_procedure_china", "ends_after_days", "cn-custom-no-sex-2-weeks"),
    ("bath_procedure_china", "ends_after_days", "cn-custom-no-tub-bath-2-weeks"),
    ("temperature_china", "ends_after_days", "cn-custom-temp-3-days"),
    ("visit_procedure_china", "starts_after_days", "cn-custom-scan-at-2-weeks"),
    ("visit_procedure_china", "ends_after_days", "cn-custom-scan-at-2-weeks"),
    ("bleeding_expected", "ends_after_days", "who-handbook-bleeding-2-weeks"),
    ("bleeding_china", "ends_after_days", "cn-custom-bleeding-over-10-days"),
    ("rest_china", "ends_after_days", "cn-custom-rest-14-days"),
    ("follow_up_china", "starts_after_days", "cn-custom-check-at-2-weeks"),
    ("follow_up_china", "ends_after_days", "cn-custom-check-at-2-weeks"),
    ("warning_signs", "ends_after_days", "rcog-64b-2012-six-weeks"),
    ("anti_d", "within_hours", "bcsh-2014-within-72h"),
    ("anti_d_procedure", "within_hours", "korea-2019-anti-d-72h"),
]
LIMITS = [
    ("epds_further", "cope-epds-13"),
    ("epds_further_china", "cn-epds-10"),
    ("phq9_further", "phq9-10"),
    ("self_harm_item", "cope-epds-item-10"),
    ("self_harm_item", "phq9-item-9"),
    ("pads_per_hour", "uk-two-pads-an-hour"),
    ("pads_hours", "uk-two-pads-an-hour"),
]


def numbers_of(rule: str) -> set[float]:
    """Every number that the condition of a rule compares with."""
    tested = rule_named(rule).tested
    assert tested is not None
    found: set[float] = set()
    for leaf in tested.leaves():
        operands = leaf.operand if isinstance(leaf.operand, tuple) else (leaf.operand,)
        for operand in operands:
            limit = getattr(default_thresholds(), operand, operand) if isinstance(operand, str) else operand
            if isinstance(limit, int | float) and not isinstance(limit, bool):
                found.add(float(limit))
    return found


@pytest.mark.parametrize(("item", "field", "rule"), SPANS)
def test_a_span_of_care_is_the_one_of_the_rule(item: str, field: str, rule: str) -> None:
    span = getattr(care_text(item), field)
    assert span is not None
    assert float(span) in numbers_of(rule)


@pytest.mark.parametrize(("limit", "rule"), LIMITS)
def test_a_limit_of_care_is_the_one_of_the_rule(limit: str, rule: str) -> None:
    assert getattr(default_thresholds(), limit) in numbers_of(rule)
