"""How the excess is fitted: in which window studies are pooled, with which priors, and what is shown beside it.

The recipe is a file (`fits/<parameter>.toml`) and not code, because each of its numbers is a judgement with a reason.
What a review needs of it is read by `fit_inputs`; this module adds what only the printed report of the fit shows.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.fit_inputs import parse_priors, window_code

_SCALES = ("centre", "spread", "bias")
_FAMILIES = frozenset({"truncated_normal", "gamma"})


@dataclass(frozen=True, kw_only=True, slots=True)
class FitVariant:
    """One set of assumptions. Scales are those of half-normal priors; for the gamma family `spread` is relative."""

    label: str
    centre: float
    spread: float
    bias: float
    family: str = "truncated_normal"
    trust_all: bool = False
    same_risk_only: bool = False
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    windows: tuple[tuple[str, str], ...] = ()  # study and the other window of it that is pooled


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedPooling:
    """A pooled result in print, for comparison only. `read` says where the figure was read."""

    citation: str
    what: str
    estimate: float
    low: float
    high: float
    read: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FitRecipe:
    """The base case, its variants and what others published."""

    name: str
    window_code: str
    base: FitVariant
    variants: tuple[FitVariant, ...]
    published: tuple[PublishedPooling, ...]


def load_fit_recipe(name: str, folder: Path | None = None) -> FitRecipe:
    """The recipe of the parameter `name`, from `folder` or from the package itself."""
    path = f"fits/{name}.toml"
    root = files("amnio.evidence") if folder is None else folder
    try:
        record = tomllib.loads((root / "fits" / f"{name}.toml").read_text(encoding="utf-8"))
    except OSError as error:
        raise EvidenceError(path, "file", "cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(path, "file", f"is not TOML in UTF-8: {error}") from error
    return parse_fit_recipe(record, file=path, name=name)


def parse_fit_recipe(record: Record, *, file: str, name: str) -> FitRecipe:
    """The recipe in `record`; every prior needs its reason."""
    fields.only(record, frozenset({"pool", "priors", "sensitivity", "published"}), file)
    priors = parse_priors(record, _SCALES, file)
    base = FitVariant(label="base case", centre=priors["centre"], spread=priors["spread"], bias=priors["bias"])
    return FitRecipe(
        name=name,
        window_code=window_code(record, file),
        base=base,
        variants=tuple(_variant(entry, base, file) for entry in record.get("sensitivity", ())),
        published=tuple(_published(entry, file) for entry in record.get("published", ())),
    )


def _variant(entry: Record, base: FitVariant, file: str) -> FitVariant:
    known = {"label", "trust_all", "same_risk_only", "without", "also", "centre", "spread", "bias", "family", "windows"}
    fields.only(entry, frozenset(known), file)
    windows = entry.get("windows", {})
    scales = {name: fields.positive(entry, name, file) if name in entry else getattr(base, name) for name in _SCALES}
    return FitVariant(
        label=fields.text(entry, "label", file),
        **scales,
        family=fields.choice(entry, "family", _FAMILIES, file) if "family" in entry else base.family,
        trust_all=entry.get("trust_all") is True,
        same_risk_only=entry.get("same_risk_only") is True,
        without=fields.texts(entry, "without", file),
        also=fields.texts(entry, "also", file),
        windows=tuple((key, fields.text(windows, key, file)) for key in windows),
    )


def _published(entry: Record, file: str) -> PublishedPooling:
    fields.only(entry, frozenset({"citation", "doi", "what", "estimate", "low", "high", "read"}), file)
    citation = f"{fields.text(entry, 'citation', file)}, doi {fields.text(entry, 'doi', file)}"
    return PublishedPooling(
        citation=citation,
        what=fields.text(entry, "what", file),
        estimate=fields.number(entry, "estimate", file),
        low=fields.number(entry, "low", file),
        high=fields.number(entry, "high", file),
        read=fields.text(entry, "read", file),
    )
