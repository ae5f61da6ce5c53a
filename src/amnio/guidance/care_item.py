"""One dated item of a care plan, as an answer carries it: codes, dates and doses; the words stay in the files."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Dose:
    """One issuer's anti-D dose for her week. Doses of different issuers are never converted into one another.

    `amount` is None where the issuer leaves the dose to the local standard.
    """

    profile: str
    amount: float | None
    unit: str  # "IU" | "microgram" | "vial"
    at_least: bool
    bleed_test: bool  # measure the size of the bleed as well
    wording: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CareItem:
    """One dated item of the care plan. `item` is a code: `amnio.guidance.care_text.care_text(item)` has its words.

    `ends_on` is the day that "until" names: for a thing to leave alone, the first day on which it is free again; for a
    thing to do, the last day for it. Dates are None when the day of the loss is not known.
    """

    item: str
    row: str  # S9 and kin
    starts_on: date | None
    ends_on: date | None
    until: str | None  # an event instead of a date: "next_menstruation", "heavy_bleeding_stops" ...
    answer: str  # "yes" | "no" | "consider" | "wait" | "ask"
    because: str | None  # code
    evidence: str  # "guideline" | "custom" | "trial" | "observational" | "none"
    sources: tuple[str, ...]
    topic: str = ""  # what it is about, the same in every profile: "tub_bath"
    profile: str = ""  # whose rule it is: "source-text", "who" ...; "any" where all profiles share it
    wording: str = ""  # "verified" | "secondary" | "unverified" | "judgement"
    doses: tuple[Dose, ...] = ()
