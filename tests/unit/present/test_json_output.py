import json
from dataclasses import replace

import jsonschema
import pytest

from amnio.answers.review_answer import Review
from amnio.present.json_output import plain, review_schema, review_to_json, review_to_json_line
from amnio.quantity.estimate import Estimate
from tests.unit.present import reviews
from tests.unit.present.real_reviews import real_reviews

_ALL = reviews.all_reviews() | real_reviews()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(review_schema())


@pytest.mark.parametrize("name", _ALL)
def test_every_review_obeys_the_schema(name: str) -> None:
    jsonschema.Draft202012Validator(review_schema()).validate(json.loads(review_to_json(_ALL[name])))


def test_the_schema_refuses_a_review_with_a_field_missing_or_too_many() -> None:
    validator = jsonschema.Draft202012Validator(review_schema())
    content = json.loads(review_to_json(reviews.septic()))
    assert not validator.is_valid({key: value for key, value in content.items() if key != "headline"})
    assert not validator.is_valid({**content, "verdict": "guilty"})


def test_the_same_answer_gives_the_same_bytes_in_the_order_of_the_types() -> None:
    first, second = review_to_json(reviews.septic()), review_to_json(reviews.septic())
    assert first == second
    assert list(json.loads(first)) == list(Review.__dataclass_fields__)


def test_the_last_bits_of_a_number_change_no_byte() -> None:
    review = reviews.septic()
    nudged = replace(review.headline.probability, mean=review.headline.probability.mean * (1 + 1e-13))
    other = replace(review, headline=replace(review.headline, probability=nudged))
    assert review_to_json(other) == review_to_json(review)


def test_numbers_have_six_significant_digits() -> None:
    assert plain(Estimate(mean=0.000123456789, low=0.0, high=1234567.0)) == {
        "mean": 0.000123457,
        "low": 0.0,
        "high": 1234570.0,
    }


def test_dates_are_iso_and_codes_are_codes() -> None:
    content = json.loads(review_to_json(reviews.septic()))
    assert content["summary"]["loss_on"] == "2026-11-22"
    assert content["headline"]["leading"] == "infection"
    assert content["urgent"] == ["sepsis"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="cannot stand in an answer"):
        plain(value)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        plain(object())


def test_a_line_of_a_batch_is_one_line_with_the_same_content() -> None:
    line = review_to_json_line(reviews.septic())
    assert line.count(b"\n") == 1
    assert json.loads(line) == json.loads(review_to_json(reviews.septic()))
