"""A loss about which no answer is computed is reviewed all the same: by two, with a conclusion, labels and a letter."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from amnio.answers.letter import FamilyLetter, OtherTwin, QuestionTopic
from amnio.answers.review_answer import Review
from amnio.answers.stored import read_back
from amnio.answers.unanswered import Unanswered
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problems import CaseError
from amnio.guidance.no_answer import NoAnswer
from amnio.registry import reviewing
from amnio.registry.access import Role
from amnio.registry.actions import reviews
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.actions.pregnancies import change_section
from amnio.registry.actions.requests import erase
from amnio.registry.actions.test_orders import order_test, record_result
from amnio.registry.everything import parts_of, plain_of
from amnio.registry.models import AnswerShown, AnswerVersion, Conclusion, Event, Letter, LossReview, Pregnancy
from amnio.registry.own_judgement import not_blind
from amnio.registry.review_address import ReviewAddress
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.table import table_of
from amnio.registry.worklist_queries import worklist
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import concluded, judgement, lost_pregnancy, second_reader

FIRST, LATER, EARLY = GestationalAge(121), GestationalAge(140), GestationalAge(100)
PAGES = ("review", "review_judge", "review_answer", "review_readers", "review_conclude", "review_care", "review_letter")
#: What only an answer has; none of it may stand anywhere in a review without one.
OF_AN_ANSWER = (
    "headline",
    "groups",
    "causes",
    "counterfactuals",
    "average_effects",
    "probability",
    "procedure_related",
)


def babies(people: People, *ends: tuple[str, GestationalAge | None], **sections: Mapping[str, Any]) -> Pregnancy:
    """A pregnancy with so many babies and the end of each; its record has the first loss after the procedure."""
    history = {"maternal_age": 34.0, "fetuses": len(ends)}
    pregnancy = lost_pregnancy(people, pregnancy=history, loss={"outcome": "ongoing"}, **sections)
    at = min(age for outcome, age in ends if outcome == "loss" and age is not None and age >= GestationalAge(115))
    loss = {"outcome": "loss", "at": at, "presentation": "alive_at_onset"}
    told = {number: {"outcome": outcome, "at": age} for number, (outcome, age) in enumerate(ends, start=1)}
    record_outcome(people.actor(), pregnancy, {"loss": loss}, {"loss": 1}, told)
    return Pregnancy.objects.get(pk=pregnancy.pk)


@pytest.fixture
def later(people: People) -> Pregnancy:
    """Twins; the second was lost after the first."""
    return babies(people, ("loss", FIRST), ("loss", LATER))


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


def judged(people: People, pregnancy: Pregnancy, number: int = 1) -> LossReview:
    first, second = people.actor(), second_reader(people)
    review = reviews.start(first, pregnancy, number)
    reviews.read_second(second, review)
    reviews.judge(first, review, judgement())
    reviews.judge(second, review, judgement(None))
    return LossReview.objects.get(pk=review.pk)


def agreed(people: People, pregnancy: Pregnancy, number: int = 1) -> LossReview:
    review = judged(people, pregnancy, number)
    version = review.versions.get()
    for by in (people.actor(), second_reader(people)):
        reviews.conclude(by, review, version, concluded(), agreed=False, revision=0)
    reviews.conclude(people.actor(), review, version, concluded(), agreed=True, revision=0)
    return LossReview.objects.get(pk=review.pk)


def written(people: People, review: LossReview, language: str = "en") -> Letter:
    return reviews.write_letter(people.actor(), review, language=language, contact="", team_words="")


def why(version: AnswerVersion) -> list[NoAnswer]:
    told = reviewing.answer_of(version)
    assert isinstance(told, Unanswered)
    return [each.why for each in told.because]


def refused(says: str):
    return pytest.raises(DatabaseError, match=says)


# Which losses


def test_a_baby_lost_after_the_other_goes_the_whole_way_to_a_letter(people: People, later: Pregnancy) -> None:
    review = agreed(people, later, 2)
    assert why(review.versions.get()) == [NoAnswer.LOST_AFTER_ANOTHER]
    letter = read_back(FamilyLetter, written(people, review).content)
    assert isinstance(letter.review, Unanswered)
    assert letter.conclusion.lost_at == LATER
    reviews.close(people.actor(), review)
    kinds = list(Event.objects.filter(kind__startswith="review.").values_list("kind", flat=True))
    assert "review.not_answered" in kinds
    assert "review.answered" not in kinds


_AT, _LOSS = GestationalAge(115), {"outcome": "loss", "presentation": "alive_at_onset"}
_SINGLE: dict[str, tuple[dict[str, Mapping[str, Any]], list[NoAnswer]]] = {
    "another procedure": (
        {"procedure": {"kind": "chorionic_villus_sampling", "at": GestationalAge(84)}},
        [NoAnswer.OTHER_PROCEDURE],
    ),
    "dead before the procedure": (
        {"procedure": {"kind": "amniocentesis", "at": _AT, "fetus_alive_before": "absent"}},
        [NoAnswer.DEAD_BEFORE_PROCEDURE],
    ),
    "before ten weeks": (
        {"procedure": {"kind": "none"}, "loss": {**_LOSS, "at": GestationalAge(60)}, "signs": {"temperature_c": 37.0}},
        [NoAnswer.LOSS_OUTSIDE_WEEKS],
    ),
    "a very early amniocentesis": (
        {"procedure": {"kind": "amniocentesis", "at": GestationalAge(63)}},
        [NoAnswer.PROCEDURE_OUTSIDE_WEEKS],
    ),
    "nobody knows the week": ({"loss": _LOSS}, [NoAnswer.AGE_OF_LOSS_UNKNOWN]),
    "nor that of the procedure": (
        {"procedure": {"kind": "amniocentesis"}, "loss": _LOSS},
        [NoAnswer.AGE_OF_PROCEDURE_UNKNOWN, NoAnswer.AGE_OF_LOSS_UNKNOWN],
    ),
}


@pytest.mark.parametrize("name", _SINGLE)
def test_every_loss_that_the_model_does_not_speak_of_is_reviewed(people: People, browser: Client, name: str) -> None:
    sections, because = _SINGLE[name]
    review = agreed(people, lost_pregnancy(people, **sections))
    assert why(review.versions.get()) == because
    written(people, review)
    assert [browser.get(reverse(page, args=[review.address])).status_code for page in PAGES] == [200] * len(PAGES)
    assert browser.get(reverse("review_sheet", args=[review.address])).status_code == 200


def test_of_triplets_each_has_a_review_and_a_letter_that_says_which(people: People) -> None:
    three = babies(people, ("loss", FIRST), ("loss", FIRST), ("ongoing", None))
    for number in (1, 2):
        review = judged(people, three, number)
        assert why(review.versions.get()) == [NoAnswer.MORE_THAN_TWINS]
    for number in (1, 2):
        review = LossReview.objects.get(fetus=number)
        version = review.versions.get()
        for by in (people.actor(), second_reader(people)):
            reviews.conclude(by, review, version, concluded(), agreed=False, revision=0)
        reviews.conclude(people.actor(), review, version, concluded(), agreed=True, revision=0)
        twin = read_back(FamilyLetter, written(people, review).content).twin
        assert twin is not None
        assert (twin.number, twin.of) == (number, 3)
    assert twin.other is OtherTwin.HAS_A_LETTER


def test_a_twin_lost_before_the_procedure_is_reviewed_as_one_that_no_procedure_came_before(people: People) -> None:
    procedure = {"kind": "amniocentesis", "at": _AT, "passes": 1}
    signs = {"temperature_c": 38.6, "first_sign_hours": 14.0, "membranes": "leak_within_48h"}
    pregnancy = babies(people, ("loss", EARLY), ("loss", FIRST), procedure=procedure, signs=signs)
    review = agreed(people, pregnancy, 1)
    assert why(review.versions.get()) == [NoAnswer.LOST_BEFORE_PROCEDURE]
    case = reviewing.case_of_version(review.versions.get())
    assert (case.procedure.kind, case.signs.first_sign_hours, case.signs.membranes) == ("none", None, None)
    assert case.loss.at == EARLY
    other, _ = reviewing.asked(pregnancy, 2)
    assert other.procedure.at == _AT
    form = people.browser().get(reverse("review_conclude", args=[review.address])).context["own_form"]
    assert "mechanical" not in str(form["cause"])


def test_a_record_that_contradicts_itself_is_still_refused(people: People, browser: Client) -> None:
    pregnancy = lost_pregnancy(people, loss={**_LOSS, "at": EARLY})
    answer = browser.post(reverse("review_start", args=[pregnancy.public_id]))
    assert answer.status_code == 422
    with pytest.raises(CaseError):
        reviews.start(people.actor(), pregnancy)


@pytest.mark.parametrize(("language", "told"), [("en", "an answer may be possible"), ("zh", "也许可以作出回答")])
def test_the_first_page_says_why_and_what_would_give_an_answer(people: People, language: str, told: str) -> None:
    pregnancy = lost_pregnancy(people, loss=_LOSS)
    browser = people.browser(language=language)
    browser.post(reverse("review_start", args=[pregnancy.public_id]))
    first_page = reverse("review", args=[pregnancy.public_id])
    assert told in browser.get(first_page).content.decode()
    change_section(people.actor(), pregnancy, "loss", {"at": FIRST}, revision=1)
    assert told not in browser.get(first_page).content.decode()


# Who sees what, and when


def test_the_other_readers_judgement_stays_closed_until_the_own_one(people: People, later: Pregnancy) -> None:
    review = reviews.start(people.actor(), later, 2)
    reviews.read_second(second_reader(people), review)
    reviews.judge(people.actor(), review, judgement())
    other = people.browser(Role.REVIEWER)
    for page in ("review_answer", "review_readers", "review_conclude", "review_letter", "review_sheet"):
        found = other.get(reverse(page, args=[review.address]))
        assert found.url == reverse("review_judge", args=[review.address])
    with refused("own judgement"), transaction.atomic(), writing():
        shown_to = second_reader(people).staff
        AnswerShown.objects.create(version=review.versions.get(), review=review, shown_to=shown_to)
    assert not Event.objects.filter(kind="review.answer_shown").exists()


@pytest.mark.parametrize(
    ("language", "why_none", "save"),
    [("en", "no answer about this loss", "Save my judgement"), ("zh", "不作回答", "保存判断")],
)
def test_the_page_of_the_judgement_says_that_there_is_no_answer(
    people: People, later: Pregnancy, language: str, why_none: str, save: str
) -> None:
    review = reviews.start(people.actor(), later, 2)
    page = people.browser(language=language).get(reverse("review_judge", args=[review.address])).content.decode()
    assert why_none in page
    assert save in page
    assert "17+2" in page  # the first loss, in the reason


def test_a_judgement_about_the_second_twin_after_the_answer_about_the_first_is_marked(people: People) -> None:
    """And what stands in the place of an answer marks nothing: nobody was shown one."""
    pregnancy = babies(people, ("loss", FIRST), ("loss", LATER))
    by = people.actor()
    first, second = (reviews.start(by, pregnancy, number) for number in (1, 2))
    reviews.judge(by, second, judgement())
    assert reviews.show_answer(by, second) is None  # the other baby is hers to judge as well
    reviews.judge(by, first, judgement())
    assert reviews.show_answer(by, second) is not None
    assert not_blind(first.judgements.all()) == not_blind(second.judgements.all()) == frozenset()
    assert reviews.show_answer(by, first) is not None
    other = second_reader(people)
    reviews.read_second(other, first)
    reviews.judge(other, first, judgement())
    assert reviews.show_answer(other, first) is not None
    reviews.read_second(other, second)
    reviews.judge(other, second, judgement())
    assert len(not_blind(second.judgements.all())) == 1


def test_the_answer_about_the_first_waits_until_the_second_loss_is_judged(people: People, later: Pregnancy) -> None:
    by = people.actor()
    first = reviews.start(by, later, 1)
    reviews.judge(by, first, judgement())
    assert reviews.show_answer(by, first) is None
    reviews.judge(by, reviews.start(by, later, 2), judgement())
    assert reviews.show_answer(by, first) is not None


def test_an_earlier_version_with_an_answer_waits_as_any_answer_does(people: People) -> None:
    """The record is corrected: what seemed the first loss came second. Its first version stays closed meanwhile."""
    pregnancy, by = babies(people, ("loss", FIRST), ("loss", FIRST)), people.actor()
    review = reviews.start(by, pregnancy, 2)
    reviews.judge(by, review, judgement())
    ends = {1: {"outcome": "loss", "at": FIRST}, 2: {"outcome": "loss", "at": LATER}}
    loss = {"outcome": "loss", "at": FIRST, "presentation": "alive_at_onset"}
    record_outcome(by, pregnancy, {"loss": loss}, {"loss": 2, "fetus_1": 1, "fetus_2": 1}, ends)
    reviews.make_version(by, LossReview.objects.get(pk=review.pk))
    assert [version.answered for version in review.versions.all()] == [True, False]
    assert [reviews.show_answer(by, review, number) for number in (1, 2)] == [None, None]
    reviews.judge(by, reviews.start(by, pregnancy, 1), judgement())
    assert all(reviews.show_answer(by, review, number) for number in (1, 2))


# What the database keeps


def test_no_answer_hides_in_a_version_without_one(people: People, later: Pregnancy) -> None:
    review = judged(people, later, 2)
    version, good = review.versions.get(), {"review": review, "case": {}, "number": 2}
    number_of_an_answer = {**version.answer, "headline": {"probability": 0.4}}
    for wrong in (
        {"answered": False, "answer": number_of_an_answer, "fingerprint": ""},
        {"answered": False, "answer": version.answer, "fingerprint": "abc"},
        {"answered": True, "answer": version.answer, "fingerprint": "abc"},
        {"answered": True, "answer": number_of_an_answer, "fingerprint": ""},
    ):
        with refused("no_answer_without_draws"), transaction.atomic(), writing():
            AnswerVersion.objects.create(**good, **wrong)
    with refused("append-only"), transaction.atomic(), writing():
        AnswerVersion.objects.filter(pk=version.pk).update(answer=number_of_an_answer, answered=True)


def test_no_conclusion_and_no_letter_rests_on_the_answer_about_the_other_baby(people: People) -> None:
    pregnancy = babies(people, ("loss", FIRST), ("loss", LATER))
    first, second = judged(people, pregnancy, 1), judged(people, pregnancy, 2)
    answered, own = first.versions.get(), second.versions.get()
    row = {
        "review": second,
        "reviewer": people.actor().staff,
        "cause": "fetal",
        "certainty": "possible",
        "reasons": "x",
    }
    with refused("version of its own"), transaction.atomic(), writing():
        Conclusion.objects.create(version=answered, **row)
    for by in (people.actor(), second_reader(people)):
        reviews.conclude(by, second, own, concluded(), agreed=False, revision=0)
    with refused("version of its own"), transaction.atomic(), writing():
        Conclusion.objects.filter(review=second).update(version=answered)
    reviews.conclude(people.actor(), second, own, concluded(), agreed=True, revision=0)
    letter = written(people, second)
    for version, content in ((answered, letter.content), (own, {**letter.content, "review": answered.answer})):
        with refused("version of its own|numbers of an answer"), transaction.atomic(), writing():
            Letter.objects.create(
                review=second, version=version, content=content, language="en", written_by=people.actor().staff
            )


# When facts come


def test_facts_that_come_make_a_version_with_an_answer_and_both_are_kept(people: People, browser: Client) -> None:
    """A week that nobody knew is found: the review goes on with an answer, and what was agreed keeps its version."""
    review = agreed(people, lost_pregnancy(people, loss=_LOSS))
    reviews.close(people.actor(), review)
    change_section(people.actor(), review.pregnancy, "loss", {"at": FIRST}, revision=1)
    found = browser.get(reverse("review_answer", args=[review.address]))
    assert found.context["new_facts"]
    assert browser.post(reverse("review_answer_again", args=[review.address])).status_code == 302
    assert [version.answered for version in review.versions.order_by("number")] == [False, True]
    assert LossReview.objects.get(pk=review.pk).closed_at is None
    for page in PAGES:
        assert browser.get(reverse(page, args=[review.address])).status_code == 200
    compared = browser.get(reverse("review_versions", args=[review.address, 1, 2])).content.decode()
    assert "No answer is computed about this loss." in compared
    conclusion = browser.get(reverse("review_conclude", args=[review.address]))
    assert conclusion.context["newer"].latest == 2
    assert isinstance(read_back(FamilyLetter, written(people, review).content).review, Unanswered)
    form = {"what": "agreed", "cause": "mechanical/leak", "certainty": "possible", "reasons": "New.", "revision": "1"}
    assert browser.post(reverse("review_conclude", args=[review.address]), form).status_code == 302
    assert isinstance(read_back(FamilyLetter, written(people, review).content).review, Review)


def test_a_result_after_closing_stands_in_the_list_and_opens_it_again(
    people: People, later: Pregnancy, browser: Client
) -> None:
    review = agreed(people, later, 2)
    reviews.close(people.actor(), review)
    order = order_test(
        people.actor(), later, test="karyotype_tissue", ordered_on=date(2026, 4, 1), expected_on=None, fetus=2
    )
    record_result(people.actor(), later, order, {"result": "t18", "result_on": date(2026, 4, 20)}, revision=1)
    assert browser.get(reverse("reviews")).context["news"].count == 1
    browser.post(reverse("review_answer_again", args=[review.address]))
    assert [version.answered for version in review.versions.all()] == [False, False]
    assert LossReview.objects.get(pk=review.pk).closed_at is None
    told = reviewing.answer_of(review.versions.get(number=2))
    assert isinstance(told, Unanswered)
    assert ("chromosomes", "t18") in [(fact.fact, fact.level) for fact in told.found]


# What is handed over


def test_nothing_of_it_holds_a_number_of_the_model(people: People, later: Pregnancy) -> None:
    review = agreed(people, later, 2)
    for topic in QuestionTopic:
        question = reviews.ask(people.actor(), review, asked="?", topic=topic)
        reviews.answer_question(people.actor(), question, {"answer": "We will talk."}, revision=1)
    for content in (review.versions.get().answer, written(people, review).content):
        assert [name for name in OF_AN_ANSWER if f'"{name}"' in json.dumps(content)] == []


def test_the_interface_says_why_there_is_no_answer(people: People, later: Pregnancy, browser: Client) -> None:
    review = reviews.start(people.actor(), later, 2)
    address = f"/api/pregnancies/{later.public_id}/review?baby=2"
    assert browser.get(address).status_code == 403
    reviews.judge(people.actor(), review, judgement())
    found = browser.get(address)
    assert found.status_code == 200
    assert [each["why"] for each in found.json()["because"]] == ["lost_after_another"]
    assert "headline" not in found.json()
    assert people.browser(Role.NURSE).get(address).status_code == 403


def test_the_lists_hold_it_as_any_other(people: People, later: Pregnancy) -> None:
    today = date(2026, 4, 20)
    reviews.start(people.actor(), later, 1)
    assert worklist(people.actor(), today, "losses")[0].count == 1
    second = reviews.start(people.actor(), later, 2)
    assert worklist(people.actor(), today, "losses")[0].count == 0
    waiting = {row.to for row in worklist(people.actor(), today, "readers")[0].rows}
    assert reverse("review", args=[second.address]) in waiting


def test_the_list_of_reviews_says_when_this_baby_was_lost(people: People, later: Pregnancy, browser: Client) -> None:
    reviews.start(people.actor(), later, 2)
    (row,) = browser.get(reverse("reviews")).context["to_judge"].rows
    assert row.lost_at == LATER


def test_the_export_says_that_no_answer_was_computed(people: People, later: Pregnancy) -> None:
    agreed(people, later, 2)
    agreed(people, lost_pregnancy(people, number="H-2"))
    rows = table_of(people.unit, Pseudonyms("secret", "study")).rows
    found = {row["fetuses"]: (row["agreed_cause"], row["answered"], row["judged_blind"]) for row in rows}
    assert found == {2: ("mechanical", False, True), None: ("mechanical", True, True)}


def test_her_own_export_says_it_too(people: People, later: Pregnancy) -> None:
    written(people, agreed(people, later, 2))
    (review,) = plain_of(later.woman)["pregnancies"][0]["reviews"]
    assert [answer["answered"] for answer in review["answers"]] == [False]
    assert review["agreed"]["cause"] == "mechanical"
    lines = [line for part in parts_of(later.woman) if part.title == "exports.review_of_fetus" for line in part.lines]
    assert ("exports.computed", False) in lines


def test_it_goes_with_the_record_when_that_is_erased(people: People, later: Pregnancy) -> None:
    written(people, agreed(people, later, 2))
    administrator = people.actor(Role.ADMINISTRATOR)
    erase(administrator, later.woman, asked_on=date(2026, 5, 1), basis="asked")
    assert not LossReview.objects.exists()
    assert not AnswerVersion.objects.exists()


def test_another_role_or_unit_reaches_none_of_it(people: People, others: People, later: Pregnancy) -> None:
    review = agreed(people, later, 2)
    for page in PAGES:
        address = reverse(page, args=[review.address])
        assert people.browser(Role.NURSE).get(address).status_code == 403
        assert others.browser().get(address).status_code == 404


@pytest.mark.parametrize(
    ("language", "no_number"), [("en", "no numbers about the reason"), ("zh", "没有关于原因的数字")]
)
def test_the_letter_is_printed_in_both_languages(
    people: People, later: Pregnancy, browser: Client, language: str, no_number: str
) -> None:
    review = agreed(people, later, 2)
    reviews.ask(people.actor(), review, asked="Why her too?", topic=QuestionTopic.WHY)
    letter = written(people, review, language)
    printed = browser.get(reverse("review_letter_pdf", args=[review.address, letter.pk]))
    assert printed.content.startswith(b"%PDF")
    seen = browser.post(
        reverse("review_letter", args=[review.address]), {"what": "letter", "letter_language": language, "look": "yes"}
    )
    draft = seen.context["draft"]
    assert no_number in draft
    assert "Why her too?" in draft
    for name in ("review_plan", "review_calendar"):
        assert browser.get(reverse(name, args=[review.address, language])).status_code in (200, 302)


def test_the_address_of_the_second_baby_leads_to_its_own_review(
    people: People, later: Pregnancy, browser: Client
) -> None:
    address = ReviewAddress(pregnancy=later.public_id, baby=2)
    assert browser.post(reverse("review_start", args=[address])).url == reverse("review", args=[address])
