"""From the rows of a team's review to the records that answers are made of, and back to an answer as it was stored."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.disagreement import Anyway, Judgement, disagreement
from amnio.answers.letter import Contact, FamilyLetter, FamilyQuestion, OneOfTwins, OtherTwin, QuestionTopic
from amnio.answers.on_a_day import on_day
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.answers.stored import read_back
from amnio.answers.team_review import (
    CareGrade,
    ContributoryFactor,
    FactorArea,
    GradedCare,
    ReaderConclusion,
    TeamReview,
)
from amnio.answers.unanswered import Unanswered, Why
from amnio.answers.versions import Version
from amnio.answers.without_answer import why_none, without_answer
from amnio.clinic.case import Case, FamilyWords
from amnio.clinic.reading import partial_case
from amnio.clinic.vocabulary import Cause, Finding, Group, Mechanism, TestResult
from amnio.exchange.case_writing import case_to_json
from amnio.guidance.classification import Detail
from amnio.guidance.no_answer import NoAnswer
from amnio.registry import models
from amnio.registry.babies import babies_of, lost_babies, procedure_came_later
from amnio.registry.models import Pregnancy
from amnio.registry.own_judgement import not_blind
from amnio.registry.record_case import family_words, loss_of

_GRADES = tuple(CareGrade)  # the number in the database is the place in this list


@cache
def reviewer() -> Reviewer:
    """The one reviewer of this process; building it takes a few hundred milliseconds."""
    return Reviewer()


def stored_case(case: Case) -> Any:
    """The case as plain values, as a version keeps it."""
    return json.loads(case_to_json(case))


def case_of_version(version: models.AnswerVersion) -> Case:
    return partial_case(version.case)


def asked(pregnancy: Pregnancy, number: int) -> tuple[Case, tuple[Why, ...]]:
    """The loss of a baby as a case, and why no answer is computed about it; no reason where one is.

    Raises `CaseError` for a record that is no loss, or that contradicts itself.
    """
    case = loss_of(pregnancy, number)
    later = procedure_came_later(pregnancy, number)
    before = () if later is None else (Why(why=NoAnswer.LOST_BEFORE_PROCEDURE, at=str(later)),)
    return case, (*before, *why_none(case))


def answered(pregnancy: Pregnancy, number: int) -> tuple[Case, Review | Unanswered]:
    """The loss of a baby as a case, and the answer to it or what stands in its place. Raises `CaseError` as `asked`."""
    case, because = asked(pregnancy, number)
    if because:
        return case, without_answer(case, because, reviewer().assembly.thresholds)
    return case, reviewer().review(case)


def answer_of(version: models.AnswerVersion, day: date | None = None) -> Review | Unanswered:
    """What the version says, as it was given; raises `StoredAnswerError` when the stored one is of another make.

    Tests and care are told as they stood on the day on which it was made, or on another `day`.
    """
    if version.answered:
        return on_day(read_back(Review, version.answer), day or _day(version.made_at))
    return on_day(read_back(Unanswered, version.answer), day or _day(version.made_at))


def version_of(row: models.AnswerVersion) -> Version:
    return Version(number=row.number, on=_day(row.made_at), case=case_of_version(row), review=answer_of(row))


def judgements_of(review: models.LossReview) -> list[Judgement]:
    """Of both readers in the order in which they judged, each with whether it was blind."""
    rows = review.judgements.select_related("reviewer").order_by("pk")
    after = not_blind(review.judgements.all())
    return [_judgement_of(row, blind=row.pk not in after) for row in rows]


def _judgement_of(row: models.BlindJudgement, *, blind: bool) -> Judgement:
    return Judgement(
        reader=str(row.reviewer),
        group=None if row.group is None else Group(row.group),
        certainty=Certainty(row.certainty),
        anyway=Anyway(row.anyway),
        reasons=row.reasons,
        shares=tuple((Group(group), count) for group, count in row.shares.items()),
        blind=blind,
    )


def conclusion_of(row: models.Conclusion) -> Conclusion:
    case = case_of_version(row.version)
    return Conclusion(
        cause=None if row.cause is None else Cause(row.cause),
        mechanism=None if row.mechanism is None else Mechanism(row.mechanism),
        certainty=Certainty(row.certainty),
        lost_at=case.loss.at,
        presentation=case.loss.presentation,
        details=tuple(map(Detail, row.details)),
    )


def questions_of(review: models.LossReview) -> tuple[FamilyQuestion, ...]:
    return tuple(
        FamilyQuestion(asked=row.asked, topic=QuestionTopic(row.topic), answer=row.answer or None)
        for row in review.questions.all()
    )


def graded(review: models.LossReview) -> GradedCare | None:
    if review.care_grade is None:
        return None
    return GradedCare(grade=_GRADES[review.care_grade], text=review.care_grade_reason)


def grade_number(grade: CareGrade) -> int:
    return _GRADES.index(grade)


def team_review_of(review: models.LossReview, version: models.AnswerVersion) -> TeamReview:
    """Everything that the team has, beside one version of the answer."""
    answer = answer_of(version)
    agreed = review.conclusions.filter(reviewer=None).select_related("version").first()
    own = review.conclusions.exclude(reviewer=None).select_related("version", "reviewer").order_by("pk")
    return TeamReview(
        review=answer,
        version=version.number,
        answered_on=_day(version.made_at),
        questions=questions_of(review),
        disagreement=disagreement(judgements_of(review), _computed(answer)),
        conclusions=tuple(
            ReaderConclusion(reader=str(row.reviewer), conclusion=conclusion_of(row), reasons=row.reasons)
            for row in own
        ),
        agreed=None if agreed is None else conclusion_of(agreed),
        agreed_reasons="" if agreed is None else agreed.reasons,
        graded=graded(review),
        factors=tuple(ContributoryFactor(area=FactorArea(row.kind), text=row.text) for row in review.factors.all()),
    )


def _computed(answer: Review | Unanswered) -> Review | None:
    return answer if isinstance(answer, Review) else None


def letter_of(
    review: models.LossReview,
    agreed: models.Conclusion,
    *,
    written_on: date,
    contact: str,
    team_words: str,
) -> FamilyLetter:
    """The letter as it would go out now: the agreed conclusion beside the version that it rests on, in the words that
    the family uses now."""
    answer = _in_own_words(answer_of(agreed.version, written_on), family_words(review.pregnancy, review.fetus))
    readers = [reader for reader in (review.first_reader, review.second_reader) if reader is not None]
    return FamilyLetter(
        review=answer,
        conclusion=conclusion_of(agreed),
        questions=questions_of(review),
        contact=Contact(name=contact or None, phone=review.pregnancy.unit.phone or None),
        signatures=tuple(str(reader) for reader in readers),
        written_on=written_on,
        team_words=team_words or None,
        twin=_one_of_twins(review),
    )


def _in_own_words(answer: Review | Unanswered, words: FamilyWords) -> Review | Unanswered:
    if isinstance(answer, Review):
        return replace(answer, summary=replace(answer.summary, words=words))
    return replace(answer, summary=replace(answer.summary, words=words))


def _one_of_twins(review: models.LossReview) -> OneOfTwins | None:
    pregnancy = review.pregnancy
    if babies_of(pregnancy) < 2:
        return None
    others = [number for number in lost_babies(pregnancy) if number != review.fetus]
    other = OtherTwin.NOT_LOST
    if others:
        letters = models.Letter.objects.filter(review__pregnancy=pregnancy, review__fetus__in=others)
        written = set(letters.values_list("review__fetus", flat=True))
        other = OtherTwin.HAS_A_LETTER if written == set(others) else OtherTwin.LOST_WITHOUT_A_LETTER
    return OneOfTwins(number=review.fetus, other=other, of=babies_of(pregnancy))


def details_in(case: Case, answer: Review | Unanswered) -> tuple[Detail, ...]:
    """What the record already says of the things that schemes ask for."""
    facts = answer.moved if isinstance(answer, Review) else answer.found
    present = {fact.fact for fact in facts if fact.level == "present"}
    found = []
    if Finding.RETROPLACENTAL_CLOT in present:
        found.append(Detail.ABRUPTION)
    if case.tests.fetal_culture is TestResult.POSITIVE:
        found.append(Detail.FETAL_INFECTION)
    if case.tests.antiphospholipid is TestResult.POSITIVE:
        found.append(Detail.ANTIPHOSPHOLIPID)
    return tuple(found)


def _day(moment: Any) -> date:
    found: date = timezone.localtime(moment).date()
    return found
