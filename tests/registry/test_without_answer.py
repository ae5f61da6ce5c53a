"""A loss about which no answer is computed is reviewed all the same: by two, with a conclusion, labels and a letter."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from amnio.answers.letter import FamilyLetter, QuestionTopic
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
from amnio.registry.models import AnswerShown, AnswerVersion, Conclusion, Event, Fetus, Letter, LossReview, Pregnancy
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.table import table_of
from amnio.registry.worklist_queries import worklist
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import concluded, judgement, lost_pregnancy, second_reader

FIRST, LATER, EARLY = GestationalAge(121), GestationalAge(140), GestationalAge(100)


def babies(people: People, *ends: tuple[str, GestationalAge | None], **sections: Mapping[str, Any]) -> Pregnancy:
    """A pregnancy with so many babies and the end of each; the record says the latest loss."""
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


def why(version: AnswerVersion) -> list[NoAnswer]:
    told = reviewing.answer_of(version)
    assert isinstance(told, Unanswered)
    return [each.why for each in told.because]


def test_a_baby_lost_after_the_other_goes_the_whole_way_to_a_letter(people: People, later: Pregnancy) -> None:
    review = agreed(people, later, 2)
    assert why(review.versions.get()) == [NoAnswer.LOST_AFTER_ANOTHER]
    letter = reviews.write_letter(people.actor(), review, language="en", contact="", team_words="")
    assert isinstance(read_back(FamilyLetter, letter.content).review, Unanswered)
    reviews.close(people.actor(), review)
    kinds = list(Event.objects.filter(kind__startswith="review.").values_list("kind", flat=True))
    assert "review.not_answered" in kinds
    assert "review.answered" not in kinds
