"""What is known of the next pregnancy: recurrence files, one for the causes that share an answer.

They are not parameters: nothing in the model reads them, and a cause without a fitting cohort has no figure at all.
"""

import tomllib
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

#: What the presenter may say: a cohort that fits; a figure that depends on her age; test the parents first; nothing.
NOTES = frozenset({"cohort", "age_dependent", "carrier_test_first", "no_cohort"})
_FIELDS = frozenset(["name", "about", "note", "definition", "definition_zh", "fits", "fits_zh", "studies", "figure"])
_CODES = frozenset([mechanism.value for mechanism in Mechanism]) | {fetal_class.value for fetal_class in FetalClass}
_FOLDER = "recurrence"
_JEFFREYS = 0.5
_GRID = 40_001  # steps of the numerical integration; the quantiles are good to four digits


@dataclass(frozen=True, kw_only=True, slots=True)
class RecurrenceFile:
    """Recurrence after one of the causes in `about` (codes of `Mechanism` or `FetalClass`).

    `figure` is a pair (events, of), or (0, bound) when `only_a_bound`: the paper printed no more than "below ...".
    `None` means that no cohort fits; `fits` then says why.
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


def load_recurrence(folder: Path | None = None) -> tuple[RecurrenceFile, ...]:
    """All recurrence files under `folder`/recurrence, or of the package, by name; `folder` as for `load_evidence`.

    Raises `EvidenceError` for anything malformed.
    """
    root: Traversable = (files("amnio.evidence") if folder is None else folder) / _FOLDER
    if not root.is_dir():
        raise EvidenceError(_FOLDER, "folder", "is not there")
    entries = sorted(entry.name for entry in root.iterdir() if entry.name.endswith(".toml"))
    found = tuple(_read(root / name, f"{_FOLDER}/{name}") for name in entries)
    codes = [code for file in found for code in file.about]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise EvidenceError(_FOLDER, "about", f"more than one file speaks about {', '.join(twice)}")
    return found


def _read(entry: Traversable, file: str) -> RecurrenceFile:
    try:
        record: Record = tomllib.loads(entry.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(file, "file", f"is not TOML in UTF-8: {error}") from error
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
    figure, only_a_bound = _figure(record, file)
    if (note == "cohort") != (figure is not None):
        raise EvidenceError(file, "figure", 'is required when note = "cohort", and has no place otherwise')
    studies = fields.texts(record, "studies", file)
    if figure is not None and not studies:
        raise EvidenceError(file, "studies", "a figure needs the study it comes from")
    return RecurrenceFile(
        name=expected,
        about=about,
        note=note,
        definition=fields.text(record, "definition", file),
        definition_zh=fields.text(record, "definition_zh", file),
        fits=fields.text(record, "fits", file),
        fits_zh=fields.text(record, "fits_zh", file),
        studies=studies,
        figure=figure,
        only_a_bound=only_a_bound,
    )


def _figure(record: Record, file: str) -> tuple[tuple[float, float] | None, bool]:
    """The figure, and whether it is only an upper bound."""
    if "figure" not in record:
        return None, False
    values = fields.named_numbers(record, "figure", file)
    if set(values) == {"events", "of"} and 0 <= values["events"] <= values["of"] and values["of"] > 0:
        return (values["events"], values["of"]), False
    if set(values) == {"below"} and 0 < values["below"] < 1:
        return (0.0, values["below"]), True
    raise EvidenceError(file, "figure", "must be {events, of}, events not above of, or {below}, between 0 and 1")


@cache
def _jeffreys(events: float, of: float) -> tuple[float, float, float]:
    a, b = events + _JEFFREYS, of - events + _JEFFREYS
    # With x = sin²(t) the density in t has no poles at the ends, whatever a and b (both at least 1/2).
    t = np.linspace(0.0, np.pi / 2, _GRID)[1:-1]
    log_density = 2 * events * np.log(np.sin(t)) + 2 * (of - events) * np.log(np.cos(t))
    cumulative = np.cumsum(np.exp(log_density - log_density.max()))
    low, high = np.interp([0.025, 0.975], cumulative / cumulative[-1], np.sin(t) ** 2)
    return a / (a + b), float(low), float(high)
