"""What changed about the numbers of the packaged evidence, release by release: `history.toml`, as the changelog says.

The record speaks of the packaged files only. A copy that somebody edits carries none, and nothing is made up for it.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from amnio.evidence import fields
from amnio.evidence.fields import Record

FILE = "history.toml"
_FIELDS = frozenset({"parameter", "release", "before", "after", "reason"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A number before and after, with its interval, as printed; the reason in both languages."""

    parameter: str
    release: str
    before: str
    after: str
    reason: str
    reason_zh: str


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """All changes in the order of the file. `begins` is the release with which the record begins."""

    begins: str
    changes: tuple[Change, ...]

    def of(self, parameter: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.parameter == parameter)


def load_history() -> History:
    """The record of the packaged evidence; `EvidenceError` for a malformed one."""
    return parse_history(tomllib.loads(files("amnio.evidence").joinpath(FILE).read_text(encoding="utf-8")))


def parse_history(record: Record) -> History:
    """The history in a record."""
    fields.only(record, frozenset({"begins", "reasons", "change"}), FILE)
    reasons = record.get("reasons", {})
    return History(
        begins=fields.text(record, "begins", FILE),
        changes=tuple(_change(entry, reasons, FILE) for entry in record.get("change", ())),
    )


def _change(entry: Record, reasons: Record, file: str) -> Change:
    fields.only(entry, _FIELDS, file)
    reason = reasons[fields.choice(entry, "reason", frozenset(reasons), file)]
    return Change(
        parameter=fields.text(entry, "parameter", file),
        release=fields.text(entry, "release", file),
        before=fields.text(entry, "before", file),
        after=fields.text(entry, "after", file),
        reason=fields.text(reason, "en", file),
        reason_zh=fields.text(reason, "zh", file),
    )
