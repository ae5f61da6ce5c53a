"""Whose rules are followed: the founding text, an issuer of guidelines, or a country's custom."""

from dataclasses import dataclass
from functools import cache

from amnio.guidance.files import read

#: The profile that is followed when nobody chose one.
DEFAULT_PROFILE = "source-text"


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    code: str
    name_en: str
    name_zh: str

    def name(self, language: str) -> str:
        return self.name_zh if language == "zh" else self.name_en


@cache
def known_profiles() -> dict[str, Profile]:
    table = read("profiles.toml")
    found = {}
    for code in table.names():
        row = table.table(code)
        found[code] = Profile(code=code, name_en=row.text("name_en"), name_zh=row.text("name_zh"))
        row.finish()
    return found
