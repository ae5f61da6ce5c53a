"""The findings that an answer, or what stands in its place, was told of."""

from amnio.answers.review_answer import FactWeight, Review
from amnio.answers.unanswered import FoundFact, Unanswered


def found_in(review: Review | Unanswered) -> tuple[FactWeight, ...] | tuple[FoundFact, ...]:
    return review.found if isinstance(review, Unanswered) else review.moved
