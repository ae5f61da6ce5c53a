"""What of an answer after a loss still holds on the day on which it is written: tests, care, urgent signs."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import Test
from amnio.guidance.care import told_on, watched_until
from amnio.guidance.care_text import care_text
from amnio.guidance.clocks import Still, test_clock
from amnio.guidance.urgency import Urgency

Told = TypeVar("Told", Review, Unanswered)


def still_of(test: Test, status: str, loss_on: date | None, day: date | None) -> Still:
    """What can still be done of a test; `OPEN` where a day is not known, or where the result is awaited."""
    if loss_on is None or day is None or status != "open":
        return Still.OPEN
    return test_clock(test).still((day - loss_on).days)


def on_day(review: Told, day: date | None) -> Told:
    """The same answer, or what stands in its place, as it is told on a day; as it stands where the day or that of the
    loss is not known."""
    loss_on = review.summary.loss_on
    if day is None or loss_on is None or day < loss_on:
        return review
    plan = sorted((*review.care, *review.care_over), key=lambda item: (care_text(item.item).order, item.item))
    told, over = told_on(tuple(plan), loss_on, day)
    return replace(
        review,
        told_on=day,
        tests=tuple(
            replace(advice, still=still_of(advice.test, advice.status, loss_on, day)) for advice in review.tests
        ),
        care=told,
        care_over=over,
    )


def urgent_on(urgent: tuple[Urgency, ...], loss_on: date | None, day: date | None) -> tuple[Urgency, ...]:
    """What a family is told to act on at once. Signs that were recorded at the loss are not told as signs of today once
    nobody watches for them any more; thoughts of self-harm always are."""
    last = None if loss_on is None else watched_until(loss_on)
    if day is None or last is None or day <= last:
        return urgent
    return tuple(each for each in urgent if each is Urgency.SELF_HARM)
