"""Whose rules are followed: the founding text, an issuer of guidelines, or a country's custom."""

import difflib
from dataclasses import dataclass
from datetime import date
from functools import cache

from amnio.guidance.error import GuidanceError
from amnio.guidance.files import read

#: The profile that is followed when nobody chose one.
DEFAULT_PROFILE = "source-text"
#: The custom that is compared with guidelines.
CHINA = "china"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    code: str
    name_en: str
    name_zh: str
    in_force_from: date | None = None
    in_force_until: date | None = None  # its last day

    def name(self, language: str) -> str:
        return self.name_zh if language == "zh" else self.name_en

    def in_force(self, on: date) -> bool:
        """Whether its text stood on that day."""
        return in_force(on, self.in_force_from, self.in_force_until)


def in_force(on: date, first: date | None, last: date | None) -> bool:
    """Whether a text with these first and last days stands on a day; an end that is not known excludes nothing."""
    return (first is None or first <= on) and (last is None or on <= last)


def check_profile(profile: str) -> None:
    """Raises `GuidanceError`, with the names and a near one, for a profile that is not known."""
    if profile not in known_profiles():
        longer = [code for code in known_profiles() if code.startswith(f"{profile}-")]  # "rcog" for "rcog-2021"
        near = longer or difflib.get_close_matches(profile, list(known_profiles()), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise GuidanceError("profiles.toml", profile, f"is not one of {', '.join(known_profiles())}{hint}")


@cache
def known_profiles() -> dict[str, Profile]:
    table = read("profiles.toml")
    found = {}
    for code in table.names():
        row = table.table(code)
        found[code] = Profile(
            code=code,
            name_en=row.text("name_en"),
            name_zh=row.text("name_zh"),
            in_force_from=row.optional_day("in_force_from"),
            in_force_until=row.optional_day("in_force_until"),
        )
        row.finish()
    return found
