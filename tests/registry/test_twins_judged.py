"""Of twins both lost no answer opens to a reader before she has judged each; what came later is marked, not refused."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from amnio.clinic.vocabulary import Group
from amnio.registry import reviewing
from amnio.registry.access import Actor, Role
from amnio.registry.actions import reviews
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.api.blind import refuse_unjudged
from amnio.registry.api.problems import JudgeFirst
from amnio.registry.everything import plain_of
from amnio.registry.models import AnswerShown, Event, Fetus, LossReview, Pregnancy
from amnio.registry.record_case import case_of
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.table import table_of
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import concluded, judgement, second_reader, third_person
from tests.registry.test_each_baby import LOST_AT, end, twins

JUDGED = {"group": "infection", "certainty": "probable", "anyway": "cannot_tell", "reasons": "Fever first."}


@pytest.fixture
def both(people: People) -> Pregnancy:
    return twins(people, end("loss", LOST_AT), end("loss", LOST_AT))


@pytest.fixture
def begun(people: People, both: Pregnancy) -> tuple[LossReview, LossReview]:
    """Both reviews, with the same two readers."""
    started = [reviews.start(people.actor(), both, baby) for baby in (1, 2)]
    for review in started:
        reviews.read_second(second_reader(people), review)
    first, second = LossReview.objects.order_by("fetus")
    return first, second


def _post(browser: Client, review: LossReview) -> Any:
    return browser.post(reverse("review_judge", args=[review.address]), JUDGED)


def _open(by: Actor, review: LossReview) -> bool:
    return reviews.show_answer(by, LossReview.objects.get(pk=review.pk)) is not None


def _blind(review: LossReview) -> list[bool]:
    return [one.blind for one in reviewing.judgements_of(review)]


def test_the_answers_open_together_once_each_baby_is_judged(
    people: People, begun: tuple[LossReview, LossReview]
) -> None:
    first, second = begun
    reader = people.actor()
    reviews.judge(reader, first, judgement())
    assert not _open(reader, first)
    reviews.judge(reader, second, judgement(None))
    assert (_open(reader, first), _open(reader, second)) == (True, True)
    assert (_blind(first), _blind(second)) == ([True], [True])


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "The answer waits for the other baby"), ("zh", "回答要等您对另一个胎儿作出判断")],
)
def test_pages_say_what_an_answer_waits_for_and_lead_there(
    people: People, begun: tuple[LossReview, LossReview], language: str, told: str
) -> None:
    first, second = begun
    browser = people.browser(language=language)
    answer = _post(browser, first)
    assert answer.url == reverse("review_answer", args=[first.address])
    back = browser.get(answer.url)
    assert back.url == reverse("review_judge", args=[first.address])
    page = browser.get(back.url).content.decode()
    assert told in page
    assert f'href="{reverse("review_judge", args=[second.address])}"' in page
    assert f'href="{reverse("review_answer", args=[first.address])}"' not in page
    assert first.versions.count() == 1
    for name in ("review_readers", "review_conclude", "review_sheet", "review_letter"):
        assert browser.get(reverse(name, args=[first.address])).status_code == 302, name
    assert not AnswerShown.objects.exists()
    _post(browser, second)
    assert browser.get(reverse("review_answer", args=[first.address])).status_code == 200


def test_a_review_of_the_other_baby_that_nobody_began_is_begun_first(people: People, both: Pregnancy) -> None:
    first = reviews.start(people.actor(), both, 1)
    browser = people.browser()
    _post(browser, first)
    page = browser.get(reverse("review_judge", args=[first.address])).content.decode()
    begin = reverse("review_start", args=[f"{both.public_id}-2"])
    assert f'action="{begin}"' in page
    assert not _open(people.actor(), first)
    browser.post(begin)
    _post(browser, LossReview.objects.get(fetus=2))
    assert _open(people.actor(), first)


def test_the_interface_keeps_the_same_rule_as_the_pages(people: People, begun: tuple[LossReview, LossReview]) -> None:
    first, second = begun
    reader, address = people.actor(), f"/api/pregnancies/{first.pregnancy.public_id}/review?baby="
    browser = people.browser()
    reviews.judge(reader, first, judgement())
    assert [browser.get(f"{address}{baby}").status_code for baby in (1, 2)] == [403, 403]
    with pytest.raises(JudgeFirst):
        refuse_unjudged(reader, case_of(Pregnancy.objects.get(), 1))
    reviews.judge(reader, second, judgement())
    assert [browser.get(f"{address}{baby}").status_code for baby in (1, 2)] == [200, 200]
    refuse_unjudged(reader, case_of(Pregnancy.objects.get(), 1))


def test_the_database_keeps_it_whatever_program_writes(people: People, begun: tuple[LossReview, LossReview]) -> None:
    first, _ = begun
    reader = people.actor()
    reviews.judge(reader, first, judgement())
    with pytest.raises(DatabaseError, match="each of them"), transaction.atomic(), writing():
        AnswerShown.objects.create(version=first.versions.get(), review=first, shown_to=reader.staff)


@pytest.fixture
def later(people: People) -> tuple[LossReview, LossReview]:
    """The first review is under way and its answer was seen when the other baby's loss was recorded."""
    pregnancy = twins(people, end("loss", LOST_AT), end("ongoing"))
    reader, other = people.actor(), second_reader(people)
    first = reviews.start(reader, pregnancy, 1)
    reviews.read_second(other, first)
    reviews.judge(reader, first, judgement())
    assert _open(reader, first)
    assert not _open(other, first)
    loss: Mapping[str, Any] = {"outcome": "loss", "at": LOST_AT, "presentation": "alive_at_onset"}
    ends = {1: end("loss", LOST_AT), 2: end("loss", LOST_AT)}
    now = Pregnancy.objects.get()
    revisions = {"loss": now.loss_section.revision} | {one.place: one.revision for one in now.fetuses.all()}
    record_outcome(reader, now, {"loss": loss}, revisions, ends)
    second = reviews.start(reader, Pregnancy.objects.get(), 2)
    reviews.read_second(other, second)
    return first, LossReview.objects.get(fetus=2)


def test_who_has_seen_one_answer_may_judge_the_other_and_it_is_marked(
    people: People, later: tuple[LossReview, LossReview]
) -> None:
    first, second = later
    reader, other = people.actor(), second_reader(people)
    reviews.judge(other, first, judgement(None))
    assert not _open(other, first)
    reviews.judge(other, second, judgement(Group.FETAL))
    reviews.judge(reader, second, judgement(Group.FETAL))
    assert (_blind(first), _blind(second)) == ([True, True], [True, False])
    assert _open(reader, second)
    noted = Event.objects.filter(kind="review.judged").order_by("sequence").values_list("details", flat=True)
    assert [bool(details.get("after_other_answer")) for details in noted] == [False, False, False, True]


@pytest.mark.parametrize(
    ("language", "before", "mark"),
    [
        ("en", "You have already seen the answer about the other baby", "after seeing the answer about the other baby"),
        ("zh", "您已经看过另一个胎儿的回答", "写于看到另一个胎儿的回答之后"),
    ],
)
def test_pages_say_it_before_she_judges_and_beside_what_she_judged(
    people: People, later: tuple[LossReview, LossReview], language: str, before: str, mark: str
) -> None:
    _, second = later
    browser = people.browser(language=language)
    assert before in browser.get(reverse("review_judge", args=[second.address])).content.decode()
    _post(browser, second)
    own = browser.get(reverse("review_judge", args=[second.address])).content.decode()
    assert {"en": "Written after the answer", "zh": mark}[language] in own
    beside = browser.get(reverse("review_readers", args=[second.address])).content.decode()
    assert mark in beside
    before_it = {"en": ("differed before", "Judged alone, before"), "zh": ("显示之前", "先于回答")}[language]
    assert [words for words in before_it if words in beside] == []


def test_the_marks_are_in_what_is_handed_over(people: People, later: tuple[LossReview, LossReview]) -> None:
    _, second = later
    reader, other = people.actor(), second_reader(people)
    reviews.judge(reader, second, judgement(Group.FETAL))
    reviews.judge(other, second, judgement(Group.FETAL))
    version = second.versions.get()
    for by in (reader, other):
        reviews.conclude(by, second, version, concluded(), agreed=False, revision=0)
    reviews.conclude(reader, second, version, concluded(), agreed=True, revision=0)
    woman = second.pregnancy.woman
    assert woman is not None
    (pregnancy,) = plain_of(woman)["pregnancies"]
    told = next(review for review in pregnancy["reviews"] if review["fetus"] == 2)
    assert [one["before_any_answer"] for one in told["judgements"]] == [False, True]
    (row,) = table_of(people.unit, Pseudonyms(settings.SECRET_KEY, "a")).rows
    assert row["judged_blind"] is False


def test_an_outsider_sees_it_once_both_readers_judged_and_is_asked_for_nothing(
    people: People, begun: tuple[LossReview, LossReview]
) -> None:
    first, second = begun
    outsider = third_person(people)
    for by in (people.actor(), second_reader(people)):
        reviews.judge(by, first, judgement())
    assert _open(outsider, first)
    assert not _open(outsider, second)


def test_a_baby_whose_loss_cannot_be_answered_holds_nothing_up(people: People, both: Pregnancy) -> None:
    """A twin who was lost long before the procedure: there is no review to wait for."""
    with writing():
        Fetus.objects.filter(pregnancy=both, number=2).update(at=63)
    first = reviews.start(people.actor(), Pregnancy.objects.get(), 1)
    reviews.judge(people.actor(), first, judgement())
    assert _open(people.actor(), first)


def test_the_second_reading_says_so_before_it_is_taken(people: People, later: tuple[LossReview, LossReview]) -> None:
    """And where no answer was seen, that the other review needs her too."""
    first, _ = later
    page = people.browser(Role.REVIEWER).get(reverse("review_judge", args=[first.address])).content.decode()
    assert "Each baby has a review of its own" in page
