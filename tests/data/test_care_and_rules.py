"""A span or a limit that stands in a care file and in a rule file is the same number in both."""

import pytest

from amnio.guidance.care_rule import care_rules
from amnio.guidance.care_text import care_text
from amnio.guidance.occasion import Occasion
from amnio.guidance.rules import rule_named
from amnio.guidance.thresholds import default_thresholds

#: The spans whose number also stands in the rule that the item was filed as.
SPANS = [
    ("watch_two_weeks", "ends_after_days"),
    ("rest_procedure", "ends_after_days"),
    ("intercourse_procedure_china", "ends_after_days"),
    ("bath_procedure_china", "ends_after_days"),
    ("temperature_china", "ends_after_days"),
    ("visit_procedure_china", "starts_after_days"),
    ("visit_procedure_china", "ends_after_days"),
    ("bleeding_expected", "ends_after_days"),
    ("bleeding_china", "ends_after_days"),
    ("rest_china", "ends_after_days"),
    ("follow_up_china", "starts_after_days"),
    ("follow_up_china", "ends_after_days"),
    ("warning_signs", "ends_after_days"),
    ("anti_d", "within_hours"),
    ("anti_d_procedure", "within_hours"),
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


@pytest.mark.parametrize(("item", "field"), SPANS)
def test_a_span_of_care_is_the_one_of_the_rule(item: str, field: str) -> None:
    care = care_text(item)
    span = getattr(care, field)
    assert span is not None
    assert care.filed_as is not None
    assert float(span) in numbers_of(care.filed_as)


ITEMS = [rule for occasion in Occasion for rule in care_rules(occasion) if rule.filed_as is not None]


@pytest.mark.parametrize("care", ITEMS, ids=lambda care: care.item)
def test_an_item_is_filed_as_a_rule_of_the_same_stage_and_source(care) -> None:
    rule = rule_named(care.filed_as)
    if care.item not in ("anti_d", "anti_d_procedure"):
        assert rule.stage.value == care.occasion.value
    assert {source.issuer for source in rule.sources} & {source.issuer for source in care.sources}


@pytest.mark.parametrize(("limit", "rule"), LIMITS)
def test_a_limit_of_care_is_the_one_of_the_rule(limit: str, rule: str) -> None:
    assert getattr(default_thresholds(), limit) in numbers_of(rule)
