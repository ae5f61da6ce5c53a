"""A team's review of a loss: starting it, questions, blind judgements, versions, conclusions, care, letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Judgement
from amnio.answers.letter import QuestionTopic
from amnio.answers.review_answer import Review
from amnio.answers.team_review import CareGrade, FactorArea
from amnio.clinic.vocabulary import Cause, Mechanism
from amnio.guidance.classification import Detail
from amnio.present.json_output import plain
from amnio.registry import reviewing
from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.actions.saving import save
from amnio.registry.babies import ONLY
from amnio.registry.models import (
    AnswerShown,
    AnswerVersion,
    BlindJudgement,
    Conclusion,
    ContributoryFactor,
    FamilyQuestion,
    Fetus,
    Letter,
    LossReview,
    Pregnancy,
)
from amnio.registry.own_judgement import has_judged, is_open, is_reader, other_babies


class NotYet(Exception):
    """A step whose earlier steps are not done; `code` is a key of the words `reviews.not_yet_*`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True, slots=True)
class Concluded:
    """A conclusion as it was chosen, before it is a row."""

    cause: Cause | None
    mechanism: Mechanism | None
    certainty: Certainty
    details: tuple[Detail, ...]
    reasons: str

    def values(self) -> dict[str, Any]:
        return {
            "cause": None if self.cause is None else self.cause.value,
            "mechanism": None if self.mechanism is None else self.mechanism.value,
            "certainty": self.certainty.value,
            "details": [detail.value for detail in self.details],
            "reasons": self.reasons,
        }


def start(by: Actor, pregnancy: Pregnancy, number: int = ONLY) -> LossReview:
    """The review, its first reader the one who starts it; of twins that of the baby with this number.

    Raises `CaseError` for a record that is no such loss.
    """
    by.must(Permission.REVIEW)
    reviewing.asked(pregnancy, number)  # a loss that no answer is computed about is reviewed without one
    with transaction.atomic():
        Pregnancy.objects.select_for_update().get(pk=pregnancy.pk)  # two who start it at once start one review
        begun: LossReview | None = pregnancy.loss_reviews.filter(fetus=number).first()
        if begun is not None:
            return begun
        with action("review.started", by=by, about=pregnancy) as happened:
            review = LossReview(pregnancy=pregnancy, fetus=number, opened_by=by.staff, first_reader=by.staff)
            save(review, {}, revision=0, by=by, happened=happened)
            happened.note(baby=number)
    return review


def name_baby(by: Actor, review: LossReview, called: str, *, revision: int) -> None:
    """What the family calls this one of twins. Raises `ChangedMeanwhile`."""
    by.must(Permission.REVIEW)
    with action("review.baby_named", by=by, about=review.pregnancy) as happened:
        row = Fetus.objects.select_for_update().get(pregnancy=review.pregnancy, number=review.fetus)
        save(row, {"called": called}, revision=revision, by=by, happened=happened)


def read_second(by: Actor, review: LossReview) -> None:
    """Takes the second reading; the database refuses the first reader."""
    by.must(Permission.REVIEW)
    with action("review.second_reader", by=by, about=review.pregnancy) as happened:
        now = _locked(review)
        if now.second_reader_id is not None:
            raise NotYet("second_taken")
        if now.first_reader_id == by.staff.pk:
            raise NotYet("second_is_first")
        save(now, {"second_reader": by.staff}, revision=now.revision, by=by, happened=happened)
    review.refresh_from_db()


def ask(by: Actor, review: LossReview, *, asked: str, topic: QuestionTopic) -> FamilyQuestion:
    """A question of the family, in their words."""
    by.must(Permission.REVIEW)
    with action("review.question", by=by, about=review.pregnancy) as happened:
        question = FamilyQuestion(review=review)
        save(question, {"asked": asked, "topic": topic.value}, revision=0, by=by, happened=happened)
    return question


def answer_question(by: Actor, question: FamilyQuestion, values: Mapping[str, Any], *, revision: int) -> None:
    """What the team writes to a question; raises `ChangedMeanwhile`."""
    by.must(Permission.REVIEW)
    with action("review.question_answered", by=by, about=question.review.pregnancy) as happened:
        save(question, values, revision=revision, by=by, happened=happened)


def judge(by: Actor, review: LossReview, judgement: Judgement) -> BlindJudgement:
    """Stores what a reader thinks before she has seen the answer; with the first one the answer is made.

    Of twins the event says where she had seen the answer about the other one. Raises `NotYet` where a judgement of hers
    is stored already: it is written once.
    """
    by.must(Permission.REVIEW)
    _must_read(by, review)
    with action("review.judged", by=by, about=review.pregnancy) as happened:
        _locked(review)
        if has_judged(by, review):
            raise NotYet("judged")
        if other_babies(by, review).seen:
            happened.note(after_other_answer=True)
        row = BlindJudgement(
            review=review,
            reviewer=by.staff,
            group=None if judgement.group is None else judgement.group.value,
            certainty=judgement.certainty.value,
            anyway=judgement.anyway.value,
            shares={group.value: count for group, count in judgement.shares},
            reasons=judgement.reasons,
        )
        row.save(force_insert=True)
        happened.note(reader="first" if review.first_reader_id == by.staff.pk else "second")
    if not review.versions.exists():
        make_version(by, review, unless_there_is_one=True)
    return row


def make_version(
    by: Actor, review: LossReview, *, because: str = "", unless_there_is_one: bool = False
) -> AnswerVersion:
    """The answer to the record as it is now, or what stands in its place. Raises `CaseError` for a record that
    contradicts itself.

    `unless_there_is_one`: two readers who judge at once make one version, not two.
    """
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    case, answer = reviewing.answered(review.pregnancy, review.fetus)
    computed = isinstance(answer, Review)
    with transaction.atomic():
        now = _locked(review)
        last: AnswerVersion | None = review.versions.order_by("-number").first()
        if last is not None and unless_there_is_one:
            return last
        kind = "review.answered" if computed else "review.not_answered"
        with action(kind, by=by, about=review.pregnancy) as happened:
            version = AnswerVersion(
                review=review,
                number=last.number + 1 if last else 1,
                case=reviewing.stored_case(case),
                answer=plain(answer),
                answered=computed,
                fingerprint=answer.stamp.draws_fingerprint if isinstance(answer, Review) else "",
                because=because,
            )
            version.save(force_insert=True)
            happened.note(version=version.number)
            if now.closed_at is not None:
                _open_again(by, now, version=version.number)
    return version


def reopen(by: Actor, review: LossReview) -> None:
    """A reader opens a closed review again, without a further version. Raises `NotYet` where it is open."""
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    with transaction.atomic():
        now = _locked(review)
        if now.closed_at is None:
            raise NotYet("reopen")
        _open_again(by, now)


def _open_again(by: Actor, locked: LossReview, *, version: int | None = None) -> None:
    """Conclusions, letters and earlier versions stay as they are; what was agreed can be agreed anew."""
    with action("review.reopened", by=by, about=locked.pregnancy) as happened:
        save(locked, {"closed_at": None}, revision=locked.revision, by=by, happened=happened)
        happened.note(version=version)


def _locked(review: LossReview) -> LossReview:
    """The review as it is now; until the transaction ends nobody else takes a step in it."""
    return LossReview.objects.select_for_update(of=("self",)).select_related("pregnancy").get(pk=review.pk)


def show_answer(by: Actor, review: LossReview, number: int | None = None) -> AnswerVersion | None:
    """The version to be shown to somebody; None as long as a judgement is missing, which the database also asks for.

    One that holds no answer opens in the same way: beside it stands what the other reader judged.

    There is no other way to a stored answer: every view, page and file that holds one begins here.
    """
    by.must(Permission.REVIEW)
    versions = review.versions.order_by("number")
    version = versions.last() if number is None else versions.filter(number=number).first()
    if version is None:
        return None
    if AnswerShown.objects.filter(version=version, shown_to=by.staff).exists():
        return version
    if not is_open(by, review):
        return None
    try:
        kind = "review.answer_shown" if version.answered else "review.no_answer_shown"
        with transaction.atomic(), action(kind, by=by, about=review.pregnancy) as happened:
            AnswerShown(version=version, review=review, shown_to=by.staff).save(force_insert=True)
            happened.note(version=version.number)
    except DatabaseError:
        return None
    return version


def conclude(
    by: Actor, review: LossReview, version: AnswerVersion, concluded: Concluded, *, agreed: bool, revision: int
) -> Conclusion:
    """A reader's own conclusion, or the one that was agreed. Raises `NotYet`, `ChangedMeanwhile`."""
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    if agreed and review.conclusions.exclude(reviewer=None).count() < 2:
        raise NotYet("agree")
    reader = None if agreed else by.staff
    with action("review.agreed" if agreed else "review.concluded", by=by, about=review.pregnancy) as happened:
        _locked(review)
        row = review.conclusions.filter(reviewer=reader).first() or Conclusion(
            review=review, reviewer=reader, version=version
        )
        save(row, concluded.values() | {"version": version}, revision=revision, by=by, happened=happened)
    return row


def grade_care(by: Actor, review: LossReview, grade: CareGrade | None, reason: str, *, revision: int) -> None:
    """The grade of the care, which no probability reads."""
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    number = None if grade is None else reviewing.grade_number(grade)
    with action("review.care_graded", by=by, about=review.pregnancy) as happened:
        values = {"care_grade": number, "care_grade_reason": reason}
        save(review, values, revision=revision, by=by, happened=happened)


def add_factor(by: Actor, review: LossReview, area: FactorArea, text: str) -> ContributoryFactor:
    """A contributory factor, kept apart from the probabilities."""
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    with action("review.factor", by=by, about=review.pregnancy) as happened:
        row = ContributoryFactor(review=review)
        save(row, {"kind": area.value, "text": text}, revision=0, by=by, happened=happened)
    return row


def write_letter(by: Actor, review: LossReview, *, language: str, contact: str, team_words: str) -> Letter:
    """The letter as it goes out, frozen. Raises `NotYet` without an agreed conclusion or with a question unanswered."""
    by.must(Permission.WRITE_LETTER)
    agreed = review.conclusions.filter(reviewer=None).select_related("version").first()
    if agreed is None:
        raise NotYet("letter")
    letter = reviewing.letter_of(
        review, agreed, written_on=timezone.localdate(), contact=contact, team_words=team_words
    )
    if letter.unanswered:
        raise NotYet("unanswered")
    with action("review.letter", by=by, about=review.pregnancy) as happened:
        row = Letter(
            review=review, version=agreed.version, language=language, written_by=by.staff, content=plain(letter)
        )
        row.save(force_insert=True)
        happened.note(language=language, version=agreed.version.number)
    return row


def close(by: Actor, review: LossReview) -> None:
    """Nothing more is expected; a further version of the answer opens it again. Raises `NotYet`.

    Where the other reader closed it a moment before, nothing is changed.
    """
    by.must(Permission.REVIEW)
    _must_have_judged(by, review)
    if not review.conclusions.filter(reviewer=None).exists():
        raise NotYet("close")
    with transaction.atomic():
        now = _locked(review)
        if now.closed_at is not None:
            return
        with action("review.closed", by=by, about=review.pregnancy) as happened:
            save(now, {"closed_at": timezone.now()}, revision=now.revision, by=by, happened=happened)


def _must_read(by: Actor, review: LossReview) -> None:
    if not is_reader(by, review):
        raise PermissionDenied("readers")


def _must_have_judged(by: Actor, review: LossReview) -> None:
    _must_read(by, review)
    if not has_judged(by, review):
        raise NotYet("judge")
