"""Scenarios of simulated populations: files in which every invented number bears its reason.

`common.toml` holds what all share; a scenario writes only what differs. They are no evidence: nothing but a simulation
reads them, and they are not in the fingerprint of the evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from amnio.clinic.practice import Endings, Practice, Recording, Span, Testing, Women
from amnio.clinic.vocabulary import FetalClass
from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.study_files import source_of, toml

SCENARIOS = "scenarios"
_COMMON = "common"
_BY_CLASS = {"women": ("screen_positive",), "endings": ("after_result", "after_scan")}
_ONE_NUMBER = {
    "women": ("mean_age", "spread_of_age", "youngest", "oldest", "history_share", "twin_share"),
    "testing": ("odds", "odds_screen_positive", "odds_from_35", "odds_history", "excess_factor", "repeated_share"),
    "endings": ("both_share",),
    "recording": (
        "late_share",
        "referred_share",
        "lost_to_follow_up",
        "units",
        "operators_per_unit",
        "redated_share",
    ),
}
_WHOLE = frozenset(["youngest", "oldest", "units", "operators_per_unit"])
_SPANS = {
    "testing": ("repeated_days",),
    "endings": ("result_days", "scan_days"),
    "recording": ("booking_days", "late_days", "redated_days"),
}
_WEEKS = "weeks"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """A population to simulate; `teaches` is one sentence about what its bias is, in both languages."""

    name: str
    teaches: str
    teaches_zh: str
    practice: Practice
    reasons: Mapping[str, str]  # of every number, by its place: "testing.odds"


def scenario_names() -> tuple[str, ...]:
    """All scenarios, by name."""
    entries = (entry.name for entry in files("amnio.evidence").joinpath(SCENARIOS).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name not in (f"{_COMMON}.toml",)))


def load_scenario(name: str) -> Scenario:
    """The scenario of that name; KeyError for one that is not filed, `EvidenceError` for one that is malformed."""
    if name not in scenario_names():
        raise KeyError(name)
    own, file = _record(name)
    common, _ = _record(_COMMON)
    return parse_scenario(name, own, common, file=file)


def parse_scenario(name: str, own: Record, common: Record, *, file: str) -> Scenario:
    """The scenario written in `own`, with everything it leaves out from `common`."""
    fields.only(own, frozenset(["teaches", "teaches_zh", "women", "testing", "endings", "recording"]), file)
    reader = _Reader(own, common, file)
    try:
        practice = _practice(name, reader)
    except ValueError as error:
        if isinstance(error, EvidenceError):
            raise
        raise EvidenceError(file, "scenario", str(error)) from error
    return Scenario(
        name=name,
        teaches=fields.text(own, "teaches", file),
        teaches_zh=fields.text(own, "teaches_zh", file),
        practice=practice,
        reasons=reader.reasons,
    )


def _record(name: str) -> tuple[Record, str]:
    file = f"{SCENARIOS}/{name}.toml"
    return toml(source_of(files("amnio.evidence").joinpath(file)), file), file


class _Reader:
    """Looks every number up in the scenario and then in what all share, and keeps its reason."""

    def __init__(self, own: Record, common: Record, file: str) -> None:
        self._tables = (own, common)
        self._file = file
        self.reasons: dict[str, str] = {}
        for section in ("women", "testing", "endings", "recording"):
            fields.only(own.get(section, {}), self._known(section), file)

    def _known(self, section: str) -> frozenset[str]:
        weeks = (_WEEKS,) if section == "testing" else ()
        kinds = (_ONE_NUMBER, _SPANS, _BY_CLASS)
        return frozenset([*(name for kind in kinds for name in kind.get(section, ())), *weeks])

    def entry(self, section: str, name: str) -> Record:
        for table in self._tables:
            if name in table.get(section, {}):
                entry = table[section][name]
                if not isinstance(entry, dict):
                    raise EvidenceError(self._file, f"{section}.{name}", "must be a table with a reason")
                self.reasons[f"{section}.{name}"] = fields.text(entry, "reason", self._file)
                return entry
        raise EvidenceError(self._file, f"{section}.{name}", "is required and must be a table")

    def numbers(self, section: str) -> dict[str, Any]:
        found = {name: fields.number(self.entry(section, name), "value", self._file) for name in _ONE_NUMBER[section]}
        return {name: int(value) if name in _WHOLE else value for name, value in found.items()}

    def span(self, section: str, name: str) -> Span:
        first, last = fields.numbers(self.entry(section, name), "value", self._file)
        return Span(first=int(first), last=int(last))

    def by_class(self, section: str, name: str) -> dict[FetalClass, float]:
        entry = self.entry(section, name)
        fields.only(entry, frozenset(["reason", *(each.value for each in FetalClass)]), self._file)
        return {FetalClass(key): fields.number(entry, key, self._file) for key in entry if key != "reason"}

    def weeks(self) -> dict[int, float]:
        shares = fields.named_numbers(self.entry("testing", _WEEKS), "value", self._file)
        return {int(week): share for week, share in shares.items()}


def _practice(name: str, reader: _Reader) -> Practice:
    return Practice(
        name=name,
        women=Women(**reader.numbers("women"), screen_positive=reader.by_class("women", "screen_positive")),
        testing=Testing(
            **reader.numbers("testing"), weeks=reader.weeks(), repeated=reader.span("testing", "repeated_days")
        ),
        endings=Endings(
            **reader.numbers("endings"),
            after_result=reader.by_class("endings", "after_result"),
            result=reader.span("endings", "result_days"),
            after_scan=reader.by_class("endings", "after_scan"),
            scan=reader.span("endings", "scan_days"),
        ),
        recording=Recording(
            **reader.numbers("recording"),
            booking=reader.span("recording", "booking_days"),
            late=reader.span("recording", "late_days"),
            redated=reader.span("recording", "redated_days"),
        ),
    )
