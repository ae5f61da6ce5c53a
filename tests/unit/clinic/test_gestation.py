import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amnio.clinic.gestation import LAST_DAY, GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import Refused


@given(st.integers(0, LAST_DAY))
def test_every_day_is_read_as_it_is_written(days: int) -> None:
    assert GestationalAge.parse(str(GestationalAge(days))).days == days


def test_ages_are_ordered_by_day() -> None:
    assert GestationalAge.parse("16+6") < GestationalAge.parse("17+0")


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (-1, Code.GESTATION_NEGATIVE),
        (LAST_DAY + 1, Code.GESTATION_AFTER_BIRTH),
        (115.0, Code.GESTATION_FORM),
        ("16+3", Code.GESTATION_FORM),
        (True, Code.GESTATION_FORM),
    ],
)
def test_an_age_that_no_pregnancy_has_cannot_be_made(days: int, code: Code) -> None:
    with pytest.raises(Refused) as caught:
        GestationalAge(days)
    assert caught.value.code is code
    assert str(caught.value)


def test_a_refusal_can_travel_between_processes() -> None:
    with pytest.raises(Refused) as caught:
        GestationalAge.parse("15.3")
    travelled = pickle.loads(pickle.dumps(caught.value))
    assert (travelled.code, travelled.slots, str(travelled)) == (
        caught.value.code,
        caught.value.slots,
        str(caught.value),
    )


@given(st.text(max_size=12))
def test_no_text_is_read_as_another_age_than_the_one_it_says(text: str) -> None:
    try:
        age = GestationalAge.parse(text)
    except Refused:
        return
    assert text.strip().lstrip("0") in (str(age).lstrip("0"), f"0{age}".lstrip("0"))
