"""The closed vocabulary of urgent signs."""

from enum import StrEnum


class Urgency(StrEnum):
    """Signs that come before every other sentence."""

    SEPSIS = "sepsis"
    POSSIBLE_SEPSIS = "possible_sepsis"
    HEAVY_BLEEDING = "heavy_bleeding"
    SEVERE_PAIN_AFTER_DIFFICULT_PROCEDURE = "severe_pain_after_difficult_procedure"
    COLLAPSE_WITH_ABNORMAL_FETUS = "collapse_with_abnormal_fetus"  # urgent, cause open
    SELF_HARM = "self_harm"
