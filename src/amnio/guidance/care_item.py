"""One dated item of a care plan."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class CareItem:
    """One dated item of the care plan. `item` is a code; words and profile differences come from guidance and present."""

    item: str
    row: str  # S9 and kin
    starts_on: date | None
    ends_on: date | None
    until: str | None  # an event instead of a date: "next_menstruation", "heavy_bleeding_stops"
    answer: str  # "yes" | "no" | "consider" | "wait"
    because: str | None  # code
    evidence: str  # "guideline" | "custom" | "trial" | "observational" | "none"
    sources: tuple[str, ...]
