"""What stands in the place of an answer: a reason for every refusal of the model, and not one of its numbers."""

from datetime import date
from functools import cache

import pytest

from amnio.answers.classification import NoLabel, labels
from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.disagreement import Anyway, Judgement, disagreement
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.answers.stored import StoredAnswerError, read_back
from amnio.answers.unanswered import Unanswered, Why
from amnio.answers.without_answer import procedure_came_before, why_none, without_answer
from amnio.clinic.case import Case
from amnio.clinic.reading import partial_case
from amnio.clinic.review_scope import NotReviewable
from amnio.clinic.vocabulary import Cause, Group
from amnio.guidance.clocks import CLOCKS
from amnio.guidance.no_answer import NoAnswer, no_answer_text
from amnio.present.json_output import plain

_DAY = date(2026, 11, 28)
BASE = {
    "procedure.kind": "amniocentesis",
    "procedure.at": "16+3",
    "loss.outcome": "loss",
    "loss.at": "18+4",
    "signs.temperature_c": 38.9,
    "tests.histology": "pending",
}


@cache
def reviewer() -> Reviewer:
    return Reviewer()


def _fetuses(*ages: str) -> dict[str, object]:
    found: dict[str, object] = {"pregnancy.fetuses": len(ages)}
    for number, at in enumerate(ages, start=1):
        found |= {f"loss.fetuses.{number}.outcome": "loss", f"loss.fetuses.{number}.at": at}
    return found


def _case(**changed: object) -> Case:
    values = BASE | {name.replace("__", "."): value for name, value in changed.items()}
    return partial_case({path: value for path, value in values.items() if value is not None})


CASES = {
    NoAnswer.LOST_AFTER_ANOTHER: _case(**_fetuses("18+0", "18+4")),
    NoAnswer.MORE_THAN_TWINS: _case(**_fetuses("18+4", "18+4", "18+4")),
    NoAnswer.DEAD_BEFORE_PROCEDURE: _case(procedure__fetus_alive_before="absent"),
    NoAnswer.LOSS_OUTSIDE_WEEKS: _case(procedure__kind="none", procedure__at=None, loss__at="8+0"),
    NoAnswer.PROCEDURE_OUTSIDE_WEEKS: _case(procedure__at="9+0"),
    NoAnswer.OTHER_PROCEDURE: _case(procedure__kind="cordocentesis"),
    NoAnswer.AGE_OF_LOSS_UNKNOWN: _case(loss__at=None),
    NoAnswer.AGE_OF_PROCEDURE_UNKNOWN: _case(procedure__at=None),
}


def _in_place_of_an_answer(case: Case) -> Unanswered:
    return without_answer(case, why_none(case), reviewer().assembly.thresholds)


@pytest.mark.parametrize("why", CASES)
def test_every_refusal_of_the_model_has_its_reason(why: NoAnswer) -> None:
    assert [each.why for each in why_none(CASES[why])] == [why]


def test_every_reason_but_the_one_of_the_record_comes_from_a_refusal() -> None:
    assert set(NoAnswer) - set(CASES) == {NoAnswer.LOST_BEFORE_PROCEDURE}


@pytest.mark.parametrize("why", NoAnswer)
def test_the_slots_of_a_sentence_are_those_that_its_reason_fills(why: NoAnswer) -> None:
    told = {slot for slot in ("at", "low", "high") if f"{{{slot}}}" in no_answer_text(why).text_en}
    assert told == {slot for slot in ("at", "low", "high") if f"{{{slot}}}" in no_answer_text(why).text_zh}
    if why in CASES:
        (because,) = why_none(CASES[why])
        assert told == set(because.slots)


def test_a_loss_that_is_answered_has_no_reason() -> None:
    assert why_none(_case()) == ()


@pytest.mark.parametrize("outcome", ["live_birth", "ongoing", "termination", "lost_to_follow_up"])
def test_what_is_no_loss_is_not_reviewed_either_way(outcome: str) -> None:
    with pytest.raises(NotReviewable):
        why_none(_case(loss__outcome=outcome, tests__histology=None))


@pytest.mark.parametrize("why", CASES)
def test_it_is_read_back_as_it_was_stored_and_never_as_an_answer(why: NoAnswer) -> None:
    told = _in_place_of_an_answer(CASES[why])
    assert read_back(Unanswered, plain(told)) == told
    with pytest.raises(StoredAnswerError):
        read_back(Review, plain(told))


def test_a_stored_answer_is_read_back_as_an_answer_where_both_are_possible() -> None:
    from amnio.answers.letter import Contact, FamilyLetter

    conclusion = Conclusion(cause=None, certainty=Certainty.CANNOT_TELL, lost_at=None)
    for told in (reviewer().review(_case()), _in_place_of_an_answer(CASES[NoAnswer.MORE_THAN_TWINS])):
        letter = FamilyLetter(
            review=told,
            conclusion=conclusion,
            questions=(),
            contact=Contact(),
            signatures=(),
            written_on=_DAY,
        )
        again = read_back(FamilyLetter, plain(letter))
        assert type(again.review) is type(told)
        assert plain(again) == plain(letter)
    changed = plain(letter) | {"review": {"because": []}}
    with pytest.raises(StoredAnswerError):
        read_back(FamilyLetter, changed)


def test_tests_stand_in_the_order_of_their_clocks_with_those_awaited() -> None:
    tests = _in_place_of_an_answer(CASES[NoAnswer.LOST_AFTER_ANOTHER]).tests
    places = [CLOCKS.index(each.clock) for each in tests]
    assert places == sorted(places)
    assert [each.test.value for each in tests if each.status == "pending"] == ["placental_histology"]


def test_urgent_signs_and_findings_are_those_that_an_answer_would_have() -> None:
    told, answered = _in_place_of_an_answer(CASES[NoAnswer.LOST_AFTER_ANOTHER]), reviewer().review(_case())
    assert told.urgent == answered.urgent != ()
    assert told.care == answered.care
    known = {fact.fact: fact.level for fact in answered.moved}
    assert told.found
    assert all(known[fact.fact] == fact.level for fact in told.found)


def test_no_procedure_came_before_a_loss_without_one_or_before_it() -> None:
    assert procedure_came_before(_case())
    assert not procedure_came_before(CASES[NoAnswer.DEAD_BEFORE_PROCEDURE])
    assert not procedure_came_before(CASES[NoAnswer.LOSS_OUTSIDE_WEEKS])


def test_readers_without_an_answer_stand_beside_one_another() -> None:
    shares = ((Group.INFECTION, 70), (Group.OTHER, 30))
    judged = [
        Judgement(
            reader=name,
            group=Group.INFECTION,
            certainty=Certainty.PROBABLE,
            anyway=Anyway.NO,
            reasons="x",
            shares=shares,
        )
        for name in ("a", "b")
    ]
    beside = disagreement(judged, None)
    assert (beside.leading, beside.among) == (None, "all_the_same")
    assert [(each.answer, each.agreement, each.facts_for) for each in beside.readers] == [(None, None, ())] * 2
    assert [(share.of_hundred, share.answer, share.place) for share in beside.readers[0].shares] == [
        (70, None, None),
        (30, None, None),
    ]


def test_a_scheme_that_begins_at_a_week_has_no_label_where_the_week_is_not_known() -> None:
    conclusion = Conclusion(cause=Cause.FETAL, certainty=Certainty.PROBABLE, lost_at=None)
    found = {label.scheme: label.code or label.refused for label in labels(conclusion)}
    assert found["founding"] == "S3"
    assert found["codac"] is NoLabel.AGE_UNKNOWN


def test_two_reasons_are_both_told() -> None:
    both = why_none(_case(procedure__kind="cordocentesis", **_fetuses("18+4", "18+4", "18+4")))
    assert both == (Why(why=NoAnswer.OTHER_PROCEDURE), Why(why=NoAnswer.MORE_THAN_TWINS))
