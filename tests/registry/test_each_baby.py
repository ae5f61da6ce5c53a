"""Twins: a review and a letter for each baby that was lost, from its own facts and in its own name."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amnio.answers.letter import FamilyLetter, OtherTwin
from amnio.answers.stored import read_back
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import FetalPicture, GeneticResult
from amnio.present.html import render_part
from amnio.present.narrative.letter import write_letter
from amnio.registry.access import Role
from amnio.registry.actions import reviews
from amnio.registry.actions.outcomes import record_outcome
from amnio.registry.actions.test_orders import order_test, record_result
from amnio.registry.api.blind import refuse_unjudged
from amnio.registry.api.problems import JudgeFirst
from amnio.registry.babies import lost_later, without_review
from amnio.registry.models import Fetus, LossReview, Pregnancy
from amnio.registry.record_case import case_of
from amnio.registry.review_address import ReviewAddress, ReviewConverter
from amnio.registry.worklist_queries import worklist
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import concluded, judgement, lost_pregnancy, second_reader

LOST_AT = GestationalAge(121)
LATER = GestationalAge(140)


def end(outcome: str, at: GestationalAge | None = None) -> Mapping[str, Any]:
    return {"outcome": outcome, "at": at}


def twins(people: People, first: Mapping[str, Any], second: Mapping[str, Any]) -> Pregnancy:
    """A pregnancy with two babies and the end of each."""
    history = {"maternal_age": 34.0, "fetuses": 2, "chorionicity": "dichorionic"}
    pregnancy = lost_pregnancy(people, pregnancy=history, loss={"outcome": "ongoing"})
    loss = {"outcome": "loss", "at": LOST_AT, "presentation": "alive_at_onset"}
    record_outcome(people.actor(), pregnancy, {"loss": loss}, {"loss": 1}, {1: first, 2: second})
    return Pregnancy.objects.get(pk=pregnancy.pk)


@pytest.fixture
def both(people: People) -> Pregnancy:
    """Both were lost on one day."""
    return twins(people, end("loss", LOST_AT), end("loss", LOST_AT))


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


def _address(pregnancy: Pregnancy, baby: int) -> ReviewAddress:
    return ReviewAddress(pregnancy=pregnancy.public_id, baby=baby)


def _to_a_letter(people: People, pregnancy: Pregnancy, baby: int, called: str = "") -> LossReview:
    first, second = people.actor(), second_reader(people)
    review = reviews.start(first, pregnancy, baby)
    if called:
        row = Fetus.objects.get(pregnancy=pregnancy, number=baby)
        reviews.name_baby(first, review, called, revision=row.revision)
    reviews.read_second(second, review)
    reviews.judge(first, review, judgement())
    reviews.judge(second, review, judgement(None))
    version = review.versions.get()
    for by in (first, second):
        reviews.conclude(by, review, version, concluded(), agreed=False, revision=0)
    reviews.conclude(first, review, version, concluded(), agreed=True, revision=0)
    reviews.write_letter(first, review, language="en", contact="", team_words="")
    return LossReview.objects.get(pk=review.pk)


def test_the_case_of_a_baby_holds_its_own_facts_and_what_both_share(people: People, both: Pregnancy, browser: Client):
    seen = {"examination.fetal_picture": "growth_restriction", "baby.presentation": "died_before_labour"}
    sent = {**seen, "revision": "1"}
    assert browser.post(reverse("baby", args=[both.public_id, 2]), sent).status_code == 302
    shared = order_test(people.actor(), both, test="blood_culture", ordered_on=date(2026, 3, 20), expected_on=None)
    record_result(people.actor(), both, shared, {"result": "positive", "result_on": date(2026, 3, 22)}, revision=1)
    own = order_test(
        people.actor(), both, test="karyotype_tissue", ordered_on=date(2026, 3, 20), expected_on=None, fetus=2
    )
    record_result(people.actor(), both, own, {"result": "normal", "result_on": date(2026, 4, 2)}, revision=1)
    first, second = (case_of(Pregnancy.objects.get(), number) for number in (1, 2))
    assert first.examination.fetal_picture is None
    assert second.examination.fetal_picture is FetalPicture.GROWTH_RESTRICTION
    assert (first.loss.presentation, second.loss.presentation) == ("alive_at_onset", "died_before_labour")
    assert (first.tests.karyotype_tissue, second.tests.karyotype_tissue) == (None, GeneticResult.NORMAL)
    assert first.tests.blood_culture == second.tests.blood_culture == "positive"
    assert (first.id, second.id) == (f"{both.number}/1", f"{both.number}/2")


def test_each_lost_baby_is_on_the_list_until_its_review_is_begun(both: Pregnancy, browser: Client) -> None:
    def waiting() -> list[int | None]:
        rows = browser.get(reverse("reviews")).context["lost"].rows
        return [address.baby for row in rows for address in row.waiting]

    assert waiting() == [1, 2]
    answer = browser.post(reverse("review_start", args=[_address(both, 2)]))
    assert answer.url == reverse("review", args=[_address(both, 2)])
    assert waiting() == [1]
    browser.post(reverse("review_start", args=[_address(both, 1)]))
    assert waiting() == []
    assert sorted(LossReview.objects.values_list("fetus", flat=True)) == [1, 2]
    pages = [browser.get(reverse("review", args=[_address(both, baby)])).context["review"].fetus for baby in (1, 2)]
    assert pages == [1, 2]


def test_a_twin_who_lives_has_no_review(people: People, browser: Client) -> None:
    pregnancy = twins(people, end("ongoing"), end("loss", LOST_AT))
    assert browser.post(reverse("review_start", args=[_address(pregnancy, 1)])).url.endswith("-2/")
    assert [review.fetus for review in LossReview.objects.all()] == [2]
    person = people.actor().staff
    with pytest.raises(DatabaseError, match="baby that was lost"), transaction.atomic(), writing():
        LossReview.objects.create(pregnancy=pregnancy, fetus=1, first_reader=person, opened_by=person)


def test_nobody_begins_the_review_of_a_baby_that_is_not_there(people: People, browser: Client) -> None:
    one = lost_pregnancy(people)
    assert browser.post(reverse("review_start", args=[_address(one, 2)])).status_code == 404
    assert not LossReview.objects.exists()


def test_each_letter_speaks_of_its_own_baby(people: People, both: Pregnancy, browser: Client) -> None:
    first = _to_a_letter(people, both, 1, called="Mia")
    second = _to_a_letter(people, both, 2)
    letters = [read_back(FamilyLetter, review.letters.get().content) for review in (first, second)]
    assert [letter.twin.other for letter in letters if letter.twin] == [
        OtherTwin.LOST_WITHOUT_A_LETTER,
        OtherTwin.HAS_A_LETTER,
    ]
    pages = [render_part(write_letter(letter, language="en")) for letter in letters]
    assert "This letter is about Mia, the first of your twins." in pages[0]
    assert "This letter is about the second of your twins." in pages[1]
    assert "Mia" not in pages[1]
    assert "your babies" not in pages[1]
    drafts = [browser.get(reverse("review_letter", args=[_address(both, baby)])).context["draft"] for baby in (1, 2)]
    assert "这封信写的是Mia，双胞胎中的第一个宝宝。" in drafts[0]
    assert "这封信写的是双胞胎中的第二个宝宝。" in drafts[1]
    for review in (first, second):
        printed = browser.get(reverse("review_letter_pdf", args=[review.address, review.letters.get().pk]))
        assert f"letter-{both.number}-{review.fetus}-en.pdf" in printed.headers["content-disposition"]


def test_a_letter_stored_before_there_were_twins_is_read(people: People) -> None:
    from tests.registry.lost_pregnancies import agreed

    review = agreed(people, lost_pregnancy(people))
    content = reviews.write_letter(people.actor(), review, language="en", contact="", team_words="").content
    assert content.pop("twin") is None
    assert read_back(FamilyLetter, content).twin is None


def test_the_answer_about_one_twin_stays_closed_until_both_are_judged(people: People, both: Pregnancy) -> None:
    """By sending the case back, too: the two share most of their facts."""
    by = people.actor()
    for baby in (1, 2):
        with pytest.raises(JudgeFirst):
            refuse_unjudged(by, case_of(Pregnancy.objects.get(), 1))
        reviews.judge(by, reviews.start(by, both, baby), judgement())
    refuse_unjudged(by, case_of(Pregnancy.objects.get(), 1))


def test_two_people_who_record_one_baby_get_a_question(both: Pregnancy, browser: Client) -> None:
    address = reverse("baby", args=[both.public_id, 1])
    assert browser.post(address, {"baby.presentation": "alive_at_onset", "revision": "1"}).status_code == 302
    asked = browser.post(address, {"baby.presentation": "died_before_labour", "revision": "1"})
    assert asked.status_code == 409
    assert [question["field"] for question in asked.context["questions"]] == ["presentation"]


def test_the_page_of_a_baby_is_only_there_for_twins(people: People, browser: Client) -> None:
    one = lost_pregnancy(people)
    assert browser.get(reverse("baby", args=[one.public_id, 1])).status_code == 404


@pytest.mark.parametrize(("language", "told"), [("en", "Fetus 2: loss 17+2"), ("zh", "胎儿2：丢失 17+2")])
def test_the_facts_say_how_it_ended_for_each_in_words(
    people: People, both: Pregnancy, language: str, told: str
) -> None:
    reviews.start(people.actor(), both, 1)
    page = people.browser(language=language).get(reverse("review", args=[_address(both, 1)])).content.decode()
    assert told in page
    assert "outcome=" not in page


def test_an_address_is_read_as_it_is_written() -> None:
    converter, number = ReviewConverter(), uuid.uuid4()
    for baby in (None, 2, 5):
        address = ReviewAddress(pregnancy=number, baby=baby)
        assert converter.to_python(converter.to_url(address)) == address
    assert str(ReviewAddress(pregnancy=number, baby=1)) == str(number)


def test_the_other_reader_may_read_one_twin_and_not_the_other(people: People, both: Pregnancy) -> None:
    first, second = (reviews.start(people.actor(), both, baby) for baby in (1, 2))
    reviews.read_second(second_reader(people), first)
    other = people.browser(Role.REVIEWER)
    assert other.get(reverse("review_judge", args=[first.address])).context["at"].reads
    assert not other.get(reverse("review_judge", args=[second.address])).context["at"].reads


@pytest.fixture
def in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is a day on which the pregnancies of these tests would be at 17+6."""
    real = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: real(*moment) if moment else date(2026, 3, 29))


@pytest.mark.usefixtures("in_march")
def test_while_one_of_twins_lives_her_weeks_are_counted_and_she_is_called(people: People) -> None:
    pregnancy = twins(people, end("loss", LOST_AT), end("ongoing"))
    page = people.browser().get(reverse("pregnancy", args=[pregnancy.public_id]))
    assert str(page.context["far"]) == "17+6"
    assert {"records.step_call", "records.step_outcome"} <= {step.key for step in page.context["steps"]}


@pytest.mark.usefixtures("in_march")
def test_the_weeks_of_a_pregnancy_that_is_over_are_not_counted_on_the_worklist(people: People, both: Pregnancy) -> None:
    over, goes_on = both, twins(people, end("loss", LOST_AT), end("ongoing"))
    (part,) = worklist(people.actor(), timezone.localdate(), "losses")
    far = {row.pregnancy.pk: str(row.far) for row in part.rows}
    assert far == {over.pk: "None", goes_on.pk: "17+6"}


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Fetus 2 was lost after the other"), ("zh", "胎儿2的丢失在另一个之后")]
)
def test_a_baby_lost_later_is_told_of_and_waits_for_a_review_of_its_own(
    people: People, language: str, told: str
) -> None:
    pregnancy = twins(people, end("loss", LOST_AT), end("loss", LATER))
    browser = people.browser(language=language)

    def waiting() -> list[int | None]:
        rows = browser.get(reverse("reviews")).context["lost"].rows
        return [address.baby for row in rows for address in row.waiting]

    assert waiting() == [1, 2]
    record = browser.get(reverse("pregnancy", args=[pregnancy.public_id]))
    assert told in record.content.decode()
    assert [step.baby for step in record.context["steps"] if step.begins] == [1, 2]
    assert {"en": "Loss · Fetus 2 20+0", "zh": "丢失 · 胎儿2"}[language] in record.content.decode()
    assert browser.post(reverse("review_start", args=[_address(pregnancy, 1)])).status_code == 302
    assert waiting() == [2]
    assert worklist(people.actor(), date(2026, 4, 1), "losses")[0].count == 1
    assert browser.post(reverse("review_start", args=[_address(pregnancy, 2)])).status_code == 302
    assert waiting() == []
    assert worklist(people.actor(), date(2026, 4, 1), "losses")[0].count == 0


def test_a_twin_lost_long_before_the_procedure_takes_no_review_from_the_other(people: People) -> None:
    pregnancy = twins(people, end("loss", GestationalAge(100)), end("loss", LOST_AT))
    assert lost_later(pregnancy) == {}
    assert 2 in without_review(pregnancy)
    assert worklist(people.actor(), date(2026, 4, 1), "losses")[0].count == 1


def test_a_second_loss_is_recorded_on_a_later_day_on_the_form(people: People) -> None:
    pregnancy = twins(people, end("loss", LOST_AT), end("ongoing"))
    browser = people.browser()
    address = reverse("outcome", args=[pregnancy.public_id])
    form = browser.get(address)
    revisions = {f"revision.{table}": str(number) for table, number in form.context["revisions"]}
    ends = {"fetus.outcome_1": "loss", "fetus.at_1": str(LOST_AT), "fetus.outcome_2": "loss", "fetus.at_2": str(LATER)}
    sent = {"loss.outcome": "loss", "loss.at": str(LOST_AT), "loss.presentation": "alive_at_onset", **revisions, **ends}
    answer = browser.post(address, sent)
    assert answer.status_code == 302, answer.context["faults"]
    assert [(one.outcome, str(one.at)) for one in Fetus.objects.order_by("number")] == [
        ("loss", str(LOST_AT)),
        ("loss", str(LATER)),
    ]
    assert case_of(Pregnancy.objects.get(), 2).loss.at == LATER
