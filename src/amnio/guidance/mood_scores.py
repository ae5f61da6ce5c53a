"""Mood questionnaires that were answered: whether a total calls for further assessment."""

from dataclasses import dataclass
from enum import StrEnum

from amnio.clinic.case import Case
from amnio.guidance.thresholds import default_thresholds


class Questionnaire(StrEnum):
    EPDS = "epds"
    PHQ9 = "phq9"


@dataclass(frozen=True, kw_only=True, slots=True)
class MoodScore:
    """`further`: the total reaches `limit`. An item on self-harm is judged apart, as an urgent sign."""

    questionnaire: Questionnaire
    total: int
    limit: int
    further: bool


def mood_scores(case: Case, profile: str) -> tuple[MoodScore, ...]:
    """What was answered; the Edinburgh scale by the lower limit of Chinese pages where that profile was chosen."""
    limits, answered = default_thresholds(), case.aftercare
    epds = limits.epds_further_china if profile == "china" else limits.epds_further
    given = ((Questionnaire.EPDS, answered.epds, epds), (Questionnaire.PHQ9, answered.phq9, limits.phq9_further))
    return tuple(
        MoodScore(questionnaire=name, total=total, limit=int(limit), further=total >= limit)
        for name, total, limit in given
        if total is not None
    )
