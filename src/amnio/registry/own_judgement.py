"""To whom an answer opens: to who has judged before, and of twins each of them; and which judgement came before any.

The one rule of pages and of the interface for programs. The database holds what it can know of it (`review_rules`).
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from amnio.clinic.problems import CaseError
from amnio.registry.access import Actor
from amnio.registry.babies import procedure_came_later, without_review
from amnio.registry.models import AnswerShown, BlindJudgement, LossReview, Pregnancy
from amnio.registry.record_case import loss_of

_READERS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherBabies:
    """The other babies of a pregnancy beside one review, for one person.

    `unjudged`: their reviews that she reads and has not judged. `not_begun`: numbers of those that were lost and whose
    review should be begun first. `free`: reviews that still need a second reader and could have her.
    `seen`: she has been shown an answer about this pregnancy; what stands in the place of one is none.
    """

    unjudged: tuple[LossReview, ...] = ()
    not_begun: tuple[int, ...] = ()
    free: tuple[LossReview, ...] = ()
    seen: bool = False


def is_reader(by: Actor, review: LossReview) -> bool:
    return by.staff.pk in (review.first_reader_id, review.second_reader_id)


def has_judged(by: Actor, review: LossReview) -> bool:
    return review.judgements.filter(reviewer=by.staff).exists()


def other_babies(by: Actor, review: LossReview) -> OtherBabies:
    """What a reader of this review should know of the others."""
    pregnancy = review.pregnancy
    others = [one for one in pregnancy.loss_reviews.all() if one.pk != review.pk]
    not_begun = could_begin(pregnancy)
    if not others and not not_begun:
        return OtherBabies()
    judged = set(
        BlindJudgement.objects.filter(review__in=others, reviewer=by.staff).values_list("review_id", flat=True)
    )
    return OtherBabies(
        unjudged=tuple(one for one in others if is_reader(by, one) and one.pk not in judged),
        not_begun=not_begun,
        free=tuple(one for one in others if one.second_reader_id is None and not is_reader(by, one)),
        seen=AnswerShown.objects.filter(
            review__pregnancy=pregnancy, shown_to=by.staff, version__answered=True
        ).exists(),
    )


def could_begin(pregnancy: Pregnancy) -> tuple[int, ...]:
    """The numbers of lost babies whose review was not begun and that an answer about another one would colour.

    Not one that was lost before the procedure, which no answer speaks of, nor one whose record contradicts itself.
    """
    return tuple(
        number
        for number in without_review(pregnancy)
        if procedure_came_later(pregnancy, number) is None and _coherent(pregnancy, number)
    )


def waits(by: Actor, review: LossReview, others: OtherBabies) -> bool:
    """Whether the answer about this baby stays closed to a reader because of another one.

    Not once she has seen an answer about this pregnancy: what she then judges is no longer blind, and says so. Where no
    answer is computed only the other reader's judgement is kept closed, which no review waits for that nobody began.
    """
    if others.seen:
        return False
    if others.unjudged:
        return True
    return bool(others.not_begun) and is_reader(by, review) and _holds_an_answer(review)


def is_open(by: Actor, review: LossReview) -> bool:
    """Whether the answer about this baby may be shown to somebody."""
    judged = set(review.judgements.values_list("reviewer_id", flat=True))
    if by.staff.pk not in judged and (is_reader(by, review) or len(judged) < _READERS):
        return False
    return not waits(by, review, other_babies(by, review))


def all_open(by: Actor, pregnancy: Pregnancy) -> bool:
    """Whether every answer about a lost pregnancy may be shown to somebody, none of them still to be begun."""
    reviews = list(pregnancy.loss_reviews.all())
    return bool(reviews) and not could_begin(pregnancy) and all(is_open(by, review) for review in reviews)


def not_blind(judgements: "QuerySet[BlindJudgement]") -> frozenset[int]:
    """Those that somebody wrote after an answer about another baby of the same pregnancy had been shown to her.

    Both rows are append-only, so nobody can make one of these look like a blind one.
    """
    shown = AnswerShown.objects.filter(
        ~Q(review=OuterRef("review")),
        review__pregnancy=OuterRef("review__pregnancy"),
        shown_to=OuterRef("reviewer"),
        version__answered=True,
        at__lte=OuterRef("recorded_at"),
    )
    return frozenset(judgements.filter(Exists(shown)).values_list("pk", flat=True))


def _holds_an_answer(review: LossReview) -> bool:
    """Whether one of its versions does, be it an earlier one; before there is any, it may."""
    answered = list(review.versions.values_list("answered", flat=True))
    return not answered or any(answered)


def _coherent(pregnancy: Pregnancy, number: int) -> bool:
    try:
        loss_of(pregnancy, number)
    except CaseError:
        return False
    return True
