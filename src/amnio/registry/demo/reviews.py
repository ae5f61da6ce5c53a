"""Made-up losses in every state of review, through the same actions as real ones, by two made-up readers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Anyway, Judgement
from amnio.answers.letter import QuestionTopic
from amnio.answers.review_answer import HeadlineKey, Review
from amnio.answers.team_review import CareGrade, FactorArea
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Cause, Group
from amnio.registry.access import Actor
from amnio.registry.actions import reviews
from amnio.registry.babies import lost_babies
from amnio.registry.models import AnswerVersion, LossReview, Pregnancy
from amnio.registry.record_case import case_of
from amnio.registry.reviewing import details_in, reviewer

_CAUSE = {
    Group.FETAL: Cause.FETAL,
    Group.INFECTION: Cause.INFECTION_INDEPENDENT,
    Group.EARLY: Cause.EARLY,
    Group.MECHANICAL: Cause.MECHANICAL,
    Group.OTHER: Cause.OTHER,
}
_ASKED = {
    "en": {
        QuestionTopic.WHY: ("Why did this happen to us?", "Dr Zhou will go through it with you, finding by finding."),
        QuestionTopic.ANYWAY: ("Would it have happened without the test?", "The figure in this letter shows it."),
        QuestionTopic.MY_FAULT: ("I climbed stairs that day. Was it that?", "No. Nothing that you did caused it."),
    },
    "zh": {
        QuestionTopic.WHY: ("为什么会发生在我们身上？", "周医师会和您一起逐项说明检查结果。"),
        QuestionTopic.ANYWAY: ("如果不做穿刺，是不是也会这样？", "这封信里的图会告诉您。"),
        QuestionTopic.MY_FAULT: ("那天我爬了楼梯，是这个原因吗？", "不是。您所做的任何事都不是原因。"),
    },
}
_REASONS = {
    "en": "From the findings in the record; histology weighed most.",
    "zh": "根据记录中的各项所见，其中病理所占分量最大。",
}
_FACTOR = {
    "en": "The ward had no telephone number to give at discharge.",
    "zh": "出院时病房没有可以提供的联系电话。",
}
_CONTACT = {"en": "Dr Zhou, fetal medicine", "zh": "胎儿医学科 周医师"}


@dataclass(kw_only=True, slots=True)
class _AtWork:
    """One review on its way, with its two readers; `others` are those of the other babies, which they judge as well."""

    first: Actor
    second: Actor
    language: str
    case: Case
    answer: Review
    review: LossReview
    others: tuple[LossReview, ...]

    @property
    def version(self) -> AnswerVersion:
        found: AnswerVersion = self.review.versions.get()
        return found

    @property
    def group(self) -> Group | None:
        told = self.answer.headline.key in (HeadlineKey.CLEAR, HeadlineKey.BEST_FIT)
        return self.answer.headline.leading if told else None

    @property
    def certainty(self) -> Certainty:
        return Certainty.CANNOT_TELL if self.group is None else Certainty.PROBABLE


def _questions(work: _AtWork) -> None:
    for topic, (asked, _) in _ASKED[work.language].items():
        reviews.ask(work.first, work.review, asked=asked, topic=topic)


def _first_judgement(work: _AtWork) -> None:
    reviews.judge(work.first, work.review, _judgement(work, work.group))
    for other in work.others:
        reviews.judge(work.first, other, _judgement(work, work.group))


def _second_judgement(work: _AtWork) -> None:
    reviews.read_second(work.second, work.review)
    reviews.judge(work.second, work.review, _judgement(work, None))  # the two need not agree
    for other in work.others:
        reviews.read_second(work.second, other)
        reviews.judge(work.second, other, _judgement(work, None))


def _judgement(work: _AtWork, group: Group | None) -> Judgement:
    return Judgement(
        reader="",
        group=group,
        certainty=Certainty.POSSIBLE if group else Certainty.CANNOT_TELL,
        anyway=Anyway.CANNOT_TELL,
        reasons=_REASONS[work.language],
    )


def _conclusions(work: _AtWork) -> None:
    for reader in (work.first, work.second):
        reviews.show_answer(reader, work.review)
        reviews.conclude(reader, work.review, work.version, _concluded(work), agreed=False, revision=0)


def _agreement(work: _AtWork) -> None:
    reviews.conclude(work.first, work.review, work.version, _concluded(work), agreed=True, revision=0)
    reviews.add_factor(work.first, work.review, FactorArea.COMMUNICATION, _FACTOR[work.language])
    grade, reason = CareGrade.ISSUE_NO_DIFFERENCE, _FACTOR[work.language]
    reviews.grade_care(work.first, work.review, grade, reason, revision=work.review.revision)


def _concluded(work: _AtWork) -> reviews.Concluded:
    return reviews.Concluded(
        cause=None if work.group is None else _CAUSE[work.group],
        mechanism=None,
        certainty=work.certainty,
        details=details_in(work.case, work.answer),
        reasons=_REASONS[work.language],
    )


def _letter(work: _AtWork) -> None:
    for question in work.review.questions.all():
        _, answer = _ASKED[work.language][QuestionTopic(question.topic)]
        reviews.answer_question(work.first, question, {"answer": answer}, revision=question.revision)
    reviews.write_letter(
        work.second, work.review, language=work.language, contact=_CONTACT[work.language], team_words=""
    )


def _close(work: _AtWork) -> None:
    work.review.refresh_from_db()
    reviews.close(work.first, work.review)


_STEPS: tuple[Callable[[_AtWork], None], ...] = (
    *(_questions, _first_judgement, _second_judgement, _conclusions, _agreement, _letter, _close),
)
_UNTOUCHED = 2  # the latest losses, which nobody has begun to review


def review_losses(lost: Sequence[Pregnancy], *, first: Actor, second: Actor) -> int:
    """Takes each loss, latest first, one step further than the one before; returns how many are under review."""
    for place, pregnancy in enumerate(lost[_UNTOUCHED:]):
        case = case_of(pregnancy)
        review = reviews.start(first, pregnancy)
        language = pregnancy.woman.language
        answer = reviewer().review(case)
        others = tuple(reviews.start(first, pregnancy, number) for number in lost_babies(pregnancy)[1:])
        work = _AtWork(
            first=first, second=second, language=language, case=case, answer=answer, review=review, others=others
        )
        for step in _STEPS[: place + 1]:
            step(work)
    return max(0, len(lost) - _UNTOUCHED)
