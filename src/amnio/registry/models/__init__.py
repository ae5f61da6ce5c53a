"""The tables of the registry."""

from amnio.registry.models.follow_up import FollowUp
from amnio.registry.models.keeping import Draft, Erasure
from amnio.registry.models.places import Membership, Staff, Unit
from amnio.registry.models.record import (
    SECTION_MODELS,
    SECTIONS,
    Aftercare,
    DatingRow,
    Examination,
    Fetus,
    History,
    Loss,
    Plan,
    Pregnancy,
    Procedure,
    Screening,
    Section,
    Signs,
    TestOrder,
    Woman,
    Words,
)
from amnio.registry.models.review import (
    AnswerVersion,
    BlindJudgement,
    Conclusion,
    ContributoryFactor,
    FamilyQuestion,
    Letter,
    LossReview,
)
from amnio.registry.models.trail import Event

__all__ = [
    "SECTIONS",
    "SECTION_MODELS",
    "Aftercare",
    "AnswerVersion",
    "BlindJudgement",
    "Conclusion",
    "ContributoryFactor",
    "DatingRow",
    "Draft",
    "Erasure",
    "Event",
    "Examination",
    "FamilyQuestion",
    "Fetus",
    "FollowUp",
    "History",
    "Letter",
    "Loss",
    "LossReview",
    "Membership",
    "Plan",
    "Pregnancy",
    "Procedure",
    "Screening",
    "Section",
    "Signs",
    "Staff",
    "TestOrder",
    "Unit",
    "Woman",
    "Words",
]
