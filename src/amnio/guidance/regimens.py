"""Antibiotic regimens as named protocols state them: shown with their source, never as an order.

Which one is best is not known. A protocol is fit for her when none of its drugs belongs to a group that she must not
have; with an allergy the protocol's own alternative is named, or that it has none.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from amnio.clinic.vocabulary import Allergy
from amnio.guidance.files import read, stems
from amnio.guidance.source import Source, Wording, cited

FOLDER = "regimens"
GROUPS = ("penicillin", "cephalosporin", "other")
WHEN = ("always", "womb_not_empty", "womb_empty", "severe_penicillin_allergy")


class Fit(StrEnum):
    """How a regimen stands to her recorded allergy."""

    NO_CONFLICT = "no_conflict"
    CONFLICT = "conflict"  # holds a penicillin, and she is allergic; or a cephalosporin, and the allergy is severe
    CAUTION = "caution"  # a cephalosporin with an allergy that is not known to be severe
    ASK = "ask"  # the allergy was not asked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Drug:
    name_en: str
    name_zh: str
    group: str
    dose_en: str
    dose_zh: str

    def written(self, language: str) -> str:
        return f"{self.name_zh}{self.dose_zh}" if language == "zh" else f"{self.name_en} {self.dose_en}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Regimen:
    """`protocol` joins regimens of one protocol; the one for a severe penicillin allergy is their alternative."""

    regimen: str
    protocol: str
    order: int
    when: str
    drugs: tuple[Drug, ...]
    until_en: str
    until_zh: str
    wording: Wording
    sources: tuple[Source, ...]

    @property
    def groups(self) -> frozenset[str]:
        """The groups of its drugs in which an allergy to penicillin counts."""
        return frozenset(drug.group for drug in self.drugs) - {"other"}

    @property
    def for_allergy(self) -> bool:
        return self.when == "severe_penicillin_allergy"

    def until(self, language: str) -> str:
        return self.until_zh if language == "zh" else self.until_en

    def written(self, language: str) -> str:
        """All drugs with their doses in a sentence's part, and until when.

        >>> regimen("us_clindamycin").written("en")
        'clindamycin 900 mg IV every 8 h and gentamicin 5 mg/kg IV daily until 24 to 48 h without fever'
        """
        drugs = [drug.written(language) for drug in self.drugs]
        if language == "zh":
            return f"{'、'.join(drugs)}{'，' if self.until_zh.startswith('至') else '；'}{self.until_zh}"
        listed = drugs[0] if len(drugs) == 1 else f"{', '.join(drugs[:-1])} and {drugs[-1]}"
        return f"{listed}{' ' if self.until_en.startswith('until') else '; '}{self.until_en}"


@cache
def regimen(code: str) -> Regimen:
    table = read(f"{FOLDER}/{code}.toml")
    drugs = []
    for row in table.tables("drug"):
        drugs.append(
            Drug(
                name_en=row.text("name_en"),
                name_zh=row.text("name_zh"),
                group=row.choice("group", GROUPS),
                dose_en=row.text("dose_en"),
                dose_zh=row.text("dose_zh"),
            )
        )
        row.finish()
    found = Regimen(
        regimen=table.choice("regimen", (code,)),
        protocol=table.text("protocol"),
        order=table.whole("order"),
        when=table.choice("when", WHEN),
        drugs=tuple(drugs),
        until_en=table.text("until_en"),
        until_zh=table.text("until_zh"),
        wording=Wording(table.choice("wording", tuple(Wording))),
        sources=cited(table),
    )
    table.finish()
    return found


@cache
def regimens() -> tuple[Regimen, ...]:
    return tuple(sorted(map(regimen, stems(FOLDER)), key=lambda each: each.order))


def alternative_of(chosen: Regimen) -> Regimen | None:
    """What the same protocol names for a severe allergy to penicillin; None where it names nothing that was read."""
    return next((each for each in regimens() if each.protocol == chosen.protocol and each.for_allergy), None)


def fit(chosen: Regimen, allergy: Allergy | None) -> Fit:
    """Unknown is never *no*: without a recorded answer a penicillin or a cephalosporin has to be asked about."""
    groups = chosen.groups
    if not groups or allergy is Allergy.NONE:
        return Fit.NO_CONFLICT
    if allergy is None:
        return Fit.ASK
    if "penicillin" in groups or allergy is Allergy.SEVERE:
        return Fit.CONFLICT
    return Fit.CAUTION
