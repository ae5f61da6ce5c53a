"""A team's review of one loss: what each reader judged and concluded, what they agreed, and what they say of the care.

Grades of care and contributory factors are said by people and stand apart: no probability enters them, and they move
none.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.answers.classification import Label, labels
from amnio.answers.conclusion import Conclusion
from amnio.answers.disagreement import Disagreement
from amnio.answers.letter import FamilyQuestion
from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered


class CareGrade(StrEnum):
    """How a team grades the care: would other care have made a difference. About the care, never about a person."""

    NO_ISSUE = "no_issue"
    ISSUE_NO_DIFFERENCE = "issue_no_difference"
    ISSUE_MAY_HAVE_MATTERED = "issue_may_have_mattered"
    ISSUE_LIKELY_MATTERED = "issue_likely_mattered"


class FactorArea(StrEnum):
    """Where a contributory factor lay; there is no area for a person."""

    COMMUNICATION = "communication"
    TRAINING = "training"
    EQUIPMENT = "equipment"
    ORGANISATION = "organisation"
    ACCESS = "access"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributoryFactor:
    area: FactorArea
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedCare:
    grade: CareGrade
    text: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderConclusion:
    """What one reader concluded after the answer was shown; `reader` is how she is shown."""

    reader: str
    conclusion: Conclusion
    reasons: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamReview:
    """Everything that a team has on one loss. `review` is the answer, or what stands in its place. Before anything is
    agreed `agreed` is None and there are no labels."""

    review: Review | Unanswered
    version: int
    answered_on: date
    questions: tuple[FamilyQuestion, ...]
    disagreement: Disagreement
    conclusions: tuple[ReaderConclusion, ...]
    agreed: Conclusion | None
    agreed_reasons: str
    graded: GradedCare | None
    factors: tuple[ContributoryFactor, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        return () if self.agreed is None else labels(self.agreed)
