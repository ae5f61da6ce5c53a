"""What is counted from the dates of a case, for rules that speak of days or weeks since something happened."""

from collections.abc import Mapping
from typing import Any

from amnio.clinic.case import Case
from amnio.clinic.gestation import LAST_DAY, GestationalAge
from amnio.clinic.vocabulary import Outcome, ProcedureKind
from amnio.guidance.month import whole_months

#: What can be counted, and the fields that are needed for it.
RECKONED: dict[str, tuple[str, ...]] = {
    "reckoned.days_after_procedure": ("aftercare.on", "procedure.on"),
    "reckoned.days_after_loss": ("aftercare.on", "loss.on"),
    "reckoned.months_after_loss": ("aftercare.on", "loss.on"),
    "reckoned.gestation_at": ("aftercare.on", "pregnancy.dating"),
    "reckoned.losses": ("pregnancy.previous_first_trimester_losses", "pregnancy.previous_second_trimester_losses"),
}


def reckon(case: Case) -> Mapping[str, Any]:
    """Everything that can be counted; what cannot is not in it.

    `months_after_loss` are whole calendar months; `losses` counts this one too.
    """
    found: dict[str, Any] = {}
    today, procedure, loss, pregnancy = case.aftercare.on, case.procedure, case.loss, case.pregnancy
    lost = loss.outcome is Outcome.LOSS
    if today is not None and procedure.on is not None and procedure.kind is not ProcedureKind.NONE:
        found["reckoned.days_after_procedure"] = (today - procedure.on).days
    if today is not None and lost and loss.on is not None:
        found["reckoned.days_after_loss"] = (today - loss.on).days
        found["reckoned.months_after_loss"] = whole_months(loss.on, today)
    if today is not None and pregnancy.dating is not None:
        days = (today - pregnancy.dating.on).days + pregnancy.dating.at.days
        if 0 <= days <= LAST_DAY:
            found["reckoned.gestation_at"] = GestationalAge(days)
    early, late = pregnancy.previous_first_trimester_losses, pregnancy.previous_second_trimester_losses
    if early is not None and late is not None:
        found["reckoned.losses"] = early + late + lost
    return found
