import json
import re
from typing import Any

import jsonschema
import pytest

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.exchange.case_file import case_schema, case_template, case_to_mapping, parse_case
from tests.spec.bad_inputs import GOOD, VALUES, World

_CHECK = jsonschema.Draft202012Validator(case_schema(), format_checker=jsonschema.FormatChecker())
#: The reader looks deeper than a schema can: plain numbers in text, characters, values that only seem to be in range.
_BEYOND_A_SCHEMA = {Code.UNPRINTABLE, Code.DOUBTFUL_SENTINEL, Code.DATE_OUT_OF_RANGE, Code.DATE_WITH_TIME}


def _can_be_asked(world: World) -> bool:
    """Whether a schema could know, and JSON can hold the value (no NaN, no date, no number of thousands of digits)."""
    try:
        json.dumps(world.values, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return world.code not in _BEYOND_A_SCHEMA


def _nested(flat: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, value in flat.items():
        *tables, name = path.split(".")
        into = nested
        for table in tables:
            into = into.setdefault(table, {})
        into[name] = value
    return nested


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(case_schema())
    assert json.loads(json.dumps(case_schema())) == case_schema()


def test_the_json_template_is_valid() -> None:
    _CHECK.validate(json.loads(case_template("json")))


def test_a_full_case_that_is_written_is_valid() -> None:
    full = parse_case(re.sub(r"(?m)^#(\w+ = )", r"\1", case_template()))
    _CHECK.validate(case_to_mapping(full))


def test_a_case_of_twins_that_is_written_is_valid() -> None:
    fetuses = [{"outcome": "loss", "at": "18+2"}, {"outcome": "ongoing"}]
    twins = json.dumps(_nested(GOOD | {"pregnancy.fetuses": 2, "loss.fetuses": fetuses}))
    _CHECK.validate(case_to_mapping(parse_case(twins)))


def test_the_schema_describes_every_field_and_names_every_unit() -> None:
    text = json.dumps(case_schema())
    for field in FIELDS.values():
        assert json.dumps(field.meaning) in text
    assert '"x-unit": "mg/L"' in text


@pytest.mark.parametrize(
    "world", [world for world in VALUES if _can_be_asked(world)], ids=lambda w: f"{w.code}-{w.path}"
)
def test_what_the_reader_refuses_the_schema_refuses_too(world: World) -> None:
    assert not _CHECK.is_valid(_nested(GOOD | dict(world.values)))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"procedure": {"kind": "none"}},
        {"procedure": None, "loss": {"outcome": "loss"}},
        {"procedure": {"kind": "none"}, "loss": {"outcome": "loss"}, "mood": "sad"},
        {"procedure": {"kind": "none"}, "loss": {"outcome": "loss"}, "signs": {"fevr": "absent"}},
        {"procedure": {"kind": "none"}, "loss": {"outcome": "loss"}, "pregnancy": {"dating": {"at": "12+0"}}},
    ],
)
def test_a_case_with_missing_or_unknown_names_is_not_valid(wrong: dict[str, Any]) -> None:
    assert not _CHECK.is_valid(wrong)
