"""What is known of the next pregnancy: recurrence files, one for the causes that share an answer.

They are not parameters: nothing in the model reads them, and a cause without a fitting cohort has no figure at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from amnio.clinic.vocabulary import FetalClass, Mechanism
from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.selection import SourceRow, keys_of
from amnio.evidence.source import make, parse_source
from amnio.evidence.study_files import STUDIES, StudyFiles, source_of, toml

#: What the presenter may say: a cohort that fits; a figure that depends on her age; test the parents first; nothing.
NOTES = frozenset({"cohort", "age_dependent", "carrier_test_first", "no_cohort"})
_FIELDS = frozenset(["name", "about", "note", "definition", "definition_zh", "fits", "fits_zh", "beside", "from"])
_CODES = frozenset([mechanism.value for mechanism in Mechanism]) | {fetal_class.value for fetal_class in FetalClass}
RECURRENCE = "recurrence"
_JEFFREYS = 0.5
_GRID = 40_001  # steps of the numerical integration; the quantiles are good to four digits


@dataclass(frozen=True, kw_only=True, slots=True)
class RecurrenceFile:
    """Recurrence after one of the causes in `about` (codes of `Mechanism` or `FetalClass`).

    `figure` is a pair (events, of), or (0, bound) when `only_a_bound`: the paper printed no more than "below ...".
    `None` means that no cohort fits; `fits` then says why. `rows` is where the figure was read, `studies` all that is
    spoken of.
    """

    name: str
    about: tuple[str, ...]
    note: str
    definition: str
    definition_zh: str
    fits: str  # who the cohort was
    fits_zh: str
    studies: tuple[str, ...]
    figure: tuple[float, float] | None
    only_a_bound: bool
    rows: tuple[SourceRow, ...]

    def interval(self) -> tuple[float, float, float] | None:
        """Mean and central 95 % interval on the natural scale.

        Counts: Jeffreys posterior Beta(events + 1/2, of - events + 1/2), its quantiles by numerical integration on a
        fixed grid (no random numbers). A bound: (bound / 2, 0, bound), the middle being no finding; say "below".

        >>> file = load_recurrence()[0]
        >>> [round(number, 4) for number in file.interval()]
        [0.0731, 0.0667, 0.0797]
        """
        if self.figure is None:
            return None
        first, second = self.figure
        if self.only_a_bound:
            return second / 2, 0.0, second
        return _jeffreys(first, second)


def load_recurrence(folder: Path | None = None, without: Iterable[str] = ()) -> tuple[RecurrenceFile, ...]:
    """All recurrence files under `folder`/recurrence, or of the package, by name; `folder` as for `load_evidence`.

    Raises `EvidenceError` for anything malformed, and for a figure that is lost without the studies left out.
    """
    top: Traversable = files("amnio.evidence") if folder is None else folder
    root, studies, left_out = top / RECURRENCE, StudyFiles(top), frozenset(without)
    if not root.is_dir():
        raise EvidenceError(RECURRENCE, "folder", "is not there")
    entries = sorted(entry.name for entry in root.iterdir() if entry.name.endswith(".toml"))
    found = tuple(_read(root / name, f"{RECURRENCE}/{name}", studies, left_out) for name in entries)
    codes = [code for file in found for code in file.about]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise EvidenceError(RECURRENCE, "about", f"more than one file speaks about {', '.join(twice)}")
    return found


def _read(entry: Traversable, file: str, studies: StudyFiles, without: frozenset[str]) -> RecurrenceFile:
    record = toml(source_of(entry), file)
    fields.only(record, _FIELDS, file)
    expected = file.removesuffix(".toml").replace("/", ".")
    if record.get("name") != expected:
        raise EvidenceError(file, "name", f"must be {expected!r}, as the path says, not {record.get('name')!r}")
    about = fields.texts(record, "about", file)
    unknown = [code for code in about if code not in _CODES]
    if unknown or not about:
        raise EvidenceError(
            file, "about", f"must name mechanisms or fetal classes, not {', '.join(unknown) or 'nothing'}"
        )
    note = fields.choice(record, "note", NOTES, file)
    if (note == "cohort") != ("from" in record):
        raise EvidenceError(file, "from", 'is required when note = "cohort", and has no place otherwise')
    figure, only_a_bound, rows = _figure(record, file, studies, without)
    beside = fields.texts(record, "beside", file)
    for key in beside:
        if key not in studies:
            raise EvidenceError(file, "beside", f"there is no study {key!r} under {STUDIES}/")
    return RecurrenceFile(
        name=expected,
        about=about,
        note=note,
        definition=fields.text(record, "definition", file),
        definition_zh=fields.text(record, "definition_zh", file),
        fits=fields.text(record, "fits", file),
        fits_zh=fields.text(record, "fits_zh", file),
        studies=(*keys_of(rows), *beside),
        figure=figure,
        only_a_bound=only_a_bound,
        rows=rows,
    )


def _figure(
    record: Record, file: str, studies: StudyFiles, without: frozenset[str]
) -> tuple[tuple[float, float] | None, bool, tuple[SourceRow, ...]]:
    """The figure, whether it is only an upper bound, and where it was read."""
    if "from" not in record:
        return None, False, ()
    source = parse_source(record["from"], file)
    made = make(source, studies, without, file)
    shape = made.shape or {}
    if source.rule == "jeffreys" and "events" in shape:
        return (shape["events"], shape["of"]), False, made.rows
    if source.rule == "value" and 0 < shape["value"] < 1:
        return (0.0, shape["value"]), True, made.rows
    message = 'must be counts of arms (rule "jeffreys", not widened) or a value between 0 and 1 printed as a bound'
    raise EvidenceError(file, "from", message)


@cache
def _jeffreys(events: float, of: float) -> tuple[float, float, float]:
    a, b = events + _JEFFREYS, of - events + _JEFFREYS
    # With x = sin²(t) the density in t has no poles at the ends, whatever a and b (both at least 1/2).
    t = np.linspace(0.0, np.pi / 2, _GRID)[1:-1]
    log_density = 2 * events * np.log(np.sin(t)) + 2 * (of - events) * np.log(np.cos(t))
    cumulative = np.cumsum(np.exp(log_density - log_density.max()))
    low, high = np.interp([0.025, 0.975], cumulative / cumulative[-1], np.sin(t) ** 2)
    return a / (a + b), float(low), float(high)
