"""Scenario files: every invented number bears its reason, and nothing unread stands in them."""

import copy

import pytest

from amnio.evidence.errors import EvidenceError
from amnio.evidence.scenario import _record, load_scenario, parse_scenario, scenario_names


@pytest.mark.parametrize("name", scenario_names())
def test_every_number_of_a_scenario_has_a_reason(name: str) -> None:
    scenario = load_scenario(name)
    assert len(scenario.reasons) == 29
    assert all(len(reason.split()) > 2 for reason in scenario.reasons.values())
    assert scenario.teaches != scenario.teaches_zh


def _changed(section: str, field: str, entry: object) -> tuple[dict, dict]:
    own, common = copy.deepcopy(_record("everything")[0]), _record("common")[0]
    own.setdefault(section, {})[field] = entry
    return own, common


@pytest.mark.parametrize(
    ("section", "field", "entry", "said"),
    [
        ("testing", "odds", {"value": 0.1}, "reason"),
        ("testing", "odds", 0.1, "must be a table with a reason"),
        ("testing", "luck", {"value": 1, "reason": "None at all."}, "is not a field here"),
        ("testing", "weeks", {"value": {"15": 0.4}, "reason": "Too few of them."}, "add up to 1"),
        ("recording", "late_share", {"value": 1.5, "reason": "Too many of them."}, "between 0 and 1"),
        ("endings", "after_scan", {"reason": "Unknown class.", "t22": 0.5}, "is not a field here"),
    ],
)
def test_a_malformed_scenario_is_refused_with_file_and_field(
    section: str, field: str, entry: object, said: str
) -> None:
    own, common = _changed(section, field, entry)
    with pytest.raises(EvidenceError, match=said) as refused:
        parse_scenario("everything", own, common, file="scenarios/everything.toml")
    assert refused.value.file == "scenarios/everything.toml"


def test_a_scenario_that_is_not_filed_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        load_scenario("common")
