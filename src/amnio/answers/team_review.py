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


class CareGrade(StrEnum):
    """How a team grades the care, as review teams do: about the care, never about a person."""

    NO_ISSUE = "no_issue"
    ISSUE_NO_DIFFERENCE = "issue_no_difference"
    ISSUE_MAY_HAVE_MATTERED = "issue_may_have_mattered"
    ISSUE_LIKELY_MATTERED = "issue_likely_mattered"
    CANNOT_GRADE = "cannot_grade"


class FactorArea(StrEnum):
    """Where a contributory factor lay; there is no area for a person."""

    COMMUNICATION = "communication"
    GUIDELINES_AND_TRAINING = "guidelines_and_training"
    STAFFING_AND_WORKLOAD = "staffing_and_workload"
    EQUIPMENT_AND_SUPPLIES = "equipment_and_supplies"
    ORGANISATION = "organisation"
    ACCESS_TO_CARE = "access_to_care"
    RECORDS = "records"


class CareStage(StrEnum):
    """What is graded; each stage has a grade of its own."""

    BEFORE = "before"
    PROCEDURE = "procedure"
    AFTER = "after"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContributoryFactor:
    area: FactorArea
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedCare:
    stage: CareStage
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
    """Everything that a team has on one loss. Before anything is agreed `agreed` is None and there are no labels."""

    review: Review
    version: int
    answered_on: date
    questions: tuple[FamilyQuestion, ...]
    disagreement: Disagreement
    conclusions: tuple[ReaderConclusion, ...]
    agreed: Conclusion | None
    agreed_reasons: str
    grades: tuple[GradedCare, ...]
    factors: tuple[ContributoryFactor, ...]

    @property
    def labels(self) -> tuple[Label, ...]:
        return () if self.agreed is None else labels(self.agreed)
