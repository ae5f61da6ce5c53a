import json
import re
import tomllib

import pytest

from amnio.clinic.case_fields import FETUS_TABLE, FIELDS
from amnio.clinic.review_scope import reviewable
from amnio.exchange.case_file import case_template, parse_case
from amnio.exchange.case_template import PURPOSES


def _uncommented(purpose: str = "review") -> str:
    return re.sub(r"(?m)^#(\w+ = )", r"\1", case_template("toml", purpose))


@pytest.mark.parametrize("format", ["toml", "json"])
def test_the_template_is_a_case_that_can_be_reviewed_as_it_stands(format: str) -> None:
    case = parse_case(case_template(format), format)
    reviewable(case)
    assert (str(case.procedure.at), str(case.loss.at)) == ("16+3", "18+2")
    assert case.signs.fever is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_both_templates_are_the_same_case(purpose: str) -> None:
    assert parse_case(case_template("toml", purpose)) == parse_case(case_template("json", purpose))


@pytest.mark.parametrize("format", ["toml", "json"])
def test_the_template_for_a_check_is_a_pregnancy_that_goes_on(format: str) -> None:
    case = parse_case(case_template(format, "check"), format)
    assert (case.plan.kind, str(case.plan.at)) == ("amniocentesis", "16+3")
    assert (case.procedure.kind, case.loss.outcome) == ("none", "ongoing")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_template_with_every_line_filled_in_is_a_case(purpose: str) -> None:
    parse_case(_uncommented(purpose))


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
    assert set.union(*(paths(tomllib.loads(_uncommented(purpose))) for purpose in PURPOSES)) == expected
    assert set.union(*(paths(json.loads(case_template("json", purpose))) for purpose in PURPOSES)) == expected


def test_the_templates_list_every_allowed_value_and_every_unit() -> None:
    text = "".join(case_template("toml", purpose) for purpose in PURPOSES)
    for field in FIELDS.values():
        for word in field.words or ():
            assert f'"{word}"' in text
    assert "mg/L, 0 to 700" in text


def test_the_example_for_twins_in_the_template_is_a_good_one() -> None:
    text = case_template().replace("#fetuses = 1", "fetuses = 2").replace("# fetuses = [", "fetuses = [")
    assert len(parse_case(text).loss.fetuses) == 2


@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_line_of_the_template_is_too_wide_to_read(purpose: str) -> None:
    widest = max(case_template("toml", purpose).splitlines(), key=len)
    assert len(widest) <= 160, widest
