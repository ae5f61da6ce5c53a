"""What of an answer still holds on the day on which it is written: tests, care, and urgent signs."""

from datetime import date, timedelta

import pytest

from amnio.answers.on_a_day import on_day, still_of, urgent_on
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.answers.stored import read_back
from amnio.clinic.vocabulary import Test
from amnio.guidance.clocks import Still
from amnio.guidance.urgency import Urgency
from amnio.present.document import Audience
from amnio.present.json_output import plain
from amnio.present.narrative import write
from tests.unit.answers.care_cases import AFTER_LOSS, care_of, case_of
from tests.unit.present.text_of import texts

LOSS = date(2026, 3, 10)
LONG_AFTER = LOSS + timedelta(days=240)
FEVER = '[signs]\ntemperature_c = 39.0\nrigors = "present"'


@pytest.fixture(scope="module")
def review() -> Review:
    return Reviewer().review(case_of(AFTER_LOSS))


def stills(review: Review) -> dict[Test, Still]:
    return {advice.test: advice.still for advice in review.tests}


def test_without_a_day_nothing_is_told_as_over(review: Review) -> None:
    assert set(stills(review).values()) == {Still.OPEN}
    assert (review.told_on, review.care_over) == (None, ())


def test_on_the_day_of_the_loss_everything_is_open(review: Review) -> None:
    assert set(stills(on_day(review, LOSS)).values()) == {Still.OPEN}


def test_a_day_before_the_loss_changes_nothing(review: Review) -> None:
    assert on_day(review, LOSS - timedelta(days=1)) == review


def test_long_after_nothing_is_open_that_needs_something_fresh(review: Review) -> None:
    found = stills(on_day(review, LONG_AFTER))
    assert {test for test, still in found.items() if still is Still.OPEN} == {
        Test.ANTIPHOSPHOLIPID,
        Test.PARENTAL_KARYOTYPES,
    }
    assert found[Test.STORED_FLUID] is Still.KEPT
    assert found[Test.KLEIHAUER] is Still.CLOSED


def test_a_result_that_is_awaited_is_never_told_as_too_late() -> None:
    assert still_of(Test.KLEIHAUER, "pending", LOSS, LONG_AFTER) is Still.OPEN
    assert still_of(Test.KLEIHAUER, "open", LOSS, LONG_AFTER) is Still.CLOSED


def test_telling_it_for_another_day_again_gives_the_same_as_at_once(review: Review) -> None:
    assert on_day(on_day(review, LONG_AFTER), LOSS) == on_day(review, LOSS)


def test_probabilities_are_the_same_on_every_day(review: Review) -> None:
    later = on_day(review, LONG_AFTER)
    assert (later.groups, later.headline, later.counterfactuals) == (
        review.groups,
        review.headline,
        review.counterfactuals,
    )


def test_a_case_with_a_day_of_asking_is_answered_for_that_day() -> None:
    answer = Reviewer().review(case_of(AFTER_LOSS, rest="[aftercare]\non = 2026-11-05"))
    assert answer.told_on == date(2026, 11, 5)
    assert stills(answer)[Test.CRP] is Still.CLOSED


def test_an_answer_stored_before_days_were_known_is_read_as_it_was(review: Review) -> None:
    stored = plain(review)
    del stored["told_on"], stored["care_over"]
    for advice in stored["tests"]:
        del advice["still"]
    assert read_back(Review, stored) == read_back(Review, plain(review))


def test_care_whose_time_is_over_is_left_out_and_listed_as_over() -> None:
    late = care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-11-05")
    early = care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-03-11")
    assert early.over == ()
    assert {item.item for item in late.plan} | {item.item for item in late.over} == {item.item for item in early.plan}
    assert {"tub_bath", "pads", "warning_signs", "follow_up", "antibiotics_no"} <= {item.item for item in late.over}
    assert {"self_harm", "anti_d_ask"} <= {item.item for item in late.plan}
    assert not {each.topic for each in late.comparisons} & {item.topic for item in late.over}
    assert late.events == ()
    assert early.events


def test_how_long_to_wait_is_not_told_again_where_that_time_is_over(review: Review) -> None:
    waiting = "at least 3 months"
    for audience in Audience:
        early = " ".join(texts(write(on_day(review, LOSS), audience=audience)))
        late = " ".join(texts(write(on_day(review, LONG_AFTER), audience=audience)))
        assert waiting in early.casefold()
        assert waiting not in late.casefold()


def test_the_last_day_of_an_item_still_belongs_to_it() -> None:
    on_it = care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-04-21")
    after = care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-04-22")
    assert "warning_signs" in {item.item for item in on_it.plan}
    assert "warning_signs" in {item.item for item in after.over}


def test_a_care_plan_long_after_offers_tests_only_as_they_can_still_be_done() -> None:
    late = care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-11-05")
    assert late.tests[-1].still is Still.CLOSED
    assert all(test.until is None for test in late.tests if test.still is not Still.OPEN)
    assert late.tests[0].still is Still.OPEN


def test_signs_recorded_at_the_loss_are_not_told_as_signs_of_today_when_nobody_watches_any_more() -> None:
    urgent = (Urgency.SEPSIS, Urgency.SELF_HARM)
    assert urgent_on(urgent, LOSS, LOSS + timedelta(days=42)) == urgent
    assert urgent_on(urgent, LOSS, LOSS + timedelta(days=43)) == (Urgency.SELF_HARM,)
    assert urgent_on(urgent, None, LONG_AFTER) == urgent
    assert urgent_on(urgent, LOSS, None) == urgent
