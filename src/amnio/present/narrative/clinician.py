"""The loss review for clinicians: urgent signs, the answer, the story, then everything it rests on."""

from amnio.answers.review_answer import Review
from amnio.present.document import Block
from amnio.present.narrative import (
    anyway,
    care,
    causes,
    headline,
    moved,
    next_pregnancy,
    sources,
    stamp,
    testing,
    timeline,
    urgent,
)
from amnio.present.narrative.wording import Wording


def blocks(review: Review, wording: Wording) -> tuple[Block, ...]:
    return (
        *urgent.of_review(review, wording),
        *headline.write(review, wording),
        *timeline.write(review, wording),
        *causes.write(review, wording),
        *anyway.write(review, wording),
        *moved.write(review, wording),
        *testing.write(review, wording),
        *care.write(review, wording),
        *next_pregnancy.write(review, wording),
        *care.write_moods(wording),
        *sources.write(review, wording),
        *stamp.write(review, wording),
    )
