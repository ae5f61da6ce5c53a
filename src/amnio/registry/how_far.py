"""How far a pregnancy is on a day, by its latest dating."""

from datetime import date

from amnio.clinic.gestation import LAST_DAY, GestationalAge
from amnio.registry.models import Pregnancy


def gestation_on(pregnancy: Pregnancy, day: date) -> GestationalAge | None:
    """How far she is on a day by her latest dating; None when undated, or beyond what can be."""
    datings = list(pregnancy.datings.all())
    if not datings:
        return None
    latest = datings[-1]
    days = latest.at.days + (day - latest.on).days
    return GestationalAge(days) if 0 <= days <= LAST_DAY else None
