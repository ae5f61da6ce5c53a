"""The next-pregnancy part of a care plan: for causes that are named, or for what carries weight in a review."""

from amnio.answers.care_answer import NextPlan
from amnio.answers.next_pregnancy import for_causes
from amnio.clinic.case import Case
from amnio.clinic.review_scope import reviewable
from amnio.evidence import load_evidence
from amnio.evidence.recurrence import load_recurrence


def plan_for_causes(codes: tuple[str, ...]) -> NextPlan:
    """`codes` are mechanisms or fetal classes; they are taken as given."""
    return NextPlan(
        given_by="cause",
        codes=codes,
        recurrences=for_causes(codes, load_recurrence()),
        evidence=load_evidence().fingerprint,
    )


def plan_from_review(case: Case, source: str = "") -> NextPlan:
    """Raises `NotReviewable` where no review can be given. The whole model is asked, which takes a moment."""
    reviewable(case, source)
    from amnio.answers.review import Reviewer

    reviewer = Reviewer()
    recurrences = reviewer.review(case).next_pregnancy
    return NextPlan(
        given_by="review",
        codes=tuple(recurrence.about for recurrence in recurrences),
        recurrences=recurrences,
        evidence=reviewer.assembly.stamp.evidence,
    )
