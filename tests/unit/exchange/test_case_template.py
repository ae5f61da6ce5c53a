import json
import re
import tomllib

import pytest

from amnio.clinic.case_fields import FETUS_TABLE, FIELDS
from amnio.clinic.review_scope import reviewable
from amnio.exchange.case_file import case_template, parse_case


def _uncommented() -> str:
    return re.sub(r"(?m)^#(\w+ = )", r"\1", case_template())


@pytest.mark.parametrize("format", ["toml", "json"])
def test_the_template_is_a_case_that_can_be_reviewed_as_it_stands(format: str) -> None:
    case = parse_case(case_template(format), format)
    reviewable(case)
    assert (str(case.procedure.at), str(case.loss.at)) == ("16+3", "18+2")
    assert case.signs.fever is None


def test_both_templates_are_the_same_case() -> None:
    assert parse_case(case_template("toml")) == parse_case(case_template("json"))


def test_the_template_with_every_line_filled_in_is_a_case_too() -> None:
    reviewable(parse_case(_uncommented()))


def test_the_template_names_every_field() -> None:
    def paths(values: dict[str, object], table: str = "") -> set[str]:
        found = set()
        for name, value in values.items():
            path = f"{table}.{name}".lstrip(".")
            found |= paths(value, path) if isinstance(value, dict) else {path}
        return found

    expected = {path for path in FIELDS if not path.startswith(FETUS_TABLE)}
    assert paths(tomllib.loads(_uncommented())) == expected
    assert paths(json.loads(case_template("json"))) == expected


def test_the_template_lists_every_allowed_value_and_every_unit() -> None:
    text = case_template()
    for field in FIELDS.values():
        for word in field.words or ():
            assert f'"{word}"' in text
    assert "mg/L, 0 to 700" in text


def test_the_example_for_twins_in_the_template_is_a_good_one() -> None:
    text = case_template().replace("#fetuses = 1", "fetuses = 2").replace("# fetuses = [", "fetuses = [")
    assert len(parse_case(text).loss.fetuses) == 2


def test_no_line_of_the_template_is_too_wide_to_read() -> None:
    widest = max(case_template().splitlines(), key=len)
    assert len(widest) <= 160, widest
