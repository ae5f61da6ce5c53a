"""Whose rules are followed: the founding text, an issuer of guidelines, or a country's custom."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from amnio.guidance.files import read

#: The profile that is followed when nobody chose one.
DEFAULT_PROFILE = "source-text"
#: The custom that is compared with guidelines.
CHINA = "china"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """`valid_from` and `valid_until` (the last day) are those of the texts that its rules of care were read in."""

    code: str
    name_en: str
    name_zh: str
    valid_from: date | None
    valid_until: date | None

    def name(self, language: str) -> str:
        return self.name_zh if language == "zh" else self.name_en

    def in_force(self, on: date) -> bool:
        """Whether its texts were in force on that day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


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
            valid_from=row.optional_day("valid_from"),
            valid_until=row.optional_day("valid_until"),
        )
        row.finish()
    return found
