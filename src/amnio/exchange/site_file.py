"""Site files: what a unit learned, as TOML that people can read and a review can use.

The file holds the counts themselves, what they moved, and the map by which a review draws the unit's parameters anew.
Its fingerprint is checked when it is read: a file that was edited by hand is refused, because its parts would no longer
belong together.
"""

import json
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from amnio.answers.site import Movement, Note, SiteLearning
from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts
from amnio.clinic.vocabulary import FluidAppearance
from amnio.estimate.partial_pooling import Step, Transport
from amnio.exchange.file_bytes import file_bytes
from amnio.present.document import Language
from amnio.present.learning import told
from amnio.quantity import Estimate

FORMAT = 1


class SiteFileError(ValueError):
    """A file that is no site file, or not as it was written. `reason` is one of `not_toml`, `not_a_site_file`,
    `other_format`, `edited`."""

    def __init__(self, reason: str, source: str, detail: str = "") -> None:
        super().__init__(_REASONS[reason] + (f" ({detail})" if detail else ""))
        self.reason = reason
        self.source = source
        self.detail = detail


_REASONS = {
    "not_toml": "this file is not TOML in UTF-8",
    "not_a_site_file": "this is no site file as `amnio evidence learn` writes it",
    "other_format": "this site file was written by another version of amnio; learn again from the counts",
    "edited": "this site file is not as it was written; learn again from the counts",
}


def read_site(path: str | os.PathLike[str]) -> SiteLearning:
    """What a unit learned, from its file ("-" is standard input).

    Raises `SiteFileError` for what is no site file, and `amnio.clinic.problems.CaseError` for a file that cannot be
    opened. Whether it belongs to the evidence in use is asked when it is used.
    """
    return parse_site(file_bytes(path), os.fspath(path))


def parse_site(content: bytes, source: str = "") -> SiteLearning:
    """What a unit learned, from the bytes of its file."""
    try:
        record = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError) as error:
        raise SiteFileError("not_toml", source, str(error)) from error
    if record.get("format") != FORMAT:
        raise SiteFileError("other_format" if "format" in record else "not_a_site_file", source)
    try:
        site, stated = _site(record), record["fingerprint"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SiteFileError("not_a_site_file", source, str(error)) from error
    if site.fingerprint != stated:
        raise SiteFileError("edited", source)
    return site


def write_site(site: SiteLearning, stream: BinaryIO) -> None:
    """Writes the file; `parse_site` gives the same learning back."""
    stream.write(site_to_toml(site).encode("utf-8"))


def site_to_toml(site: SiteLearning) -> str:
    """The file as text. Its remarks say in both languages what was learned; the same learning gives the same text."""
    return "\n".join(_written(site)) + "\n"


def _written(site: SiteLearning) -> Iterator[str]:
    for line in (*told(site, Language.EN), "", *told(site, Language.ZH)):
        yield f"# {line}".rstrip()
    yield ""
    yield from _pairs(
        format=FORMAT,
        fingerprint=site.fingerprint,
        unit=site.counts.name,
        software=site.software,
        evidence=site.evidence,
        correlation=site.correlation,
        surprise=site.surprise,
        effective_share=site.effective_share,
        notes=[note.value for note in site.notes],
        names=list(site.names),
    )
    for movement in site.movements:
        yield "\n[[learned]]"
        yield from _pairs(
            quantity=movement.quantity,
            prior=_numbers(movement.prior),
            posterior=_numbers(movement.posterior),
            weight=movement.weight,
            shift=movement.shift,
            size=movement.size.value,
        )
    for stratum in site.counts.strata:
        yield "\n[[counts]]"
        yield from _pairs(**_fields(stratum))
    for step in site.transport.steps:
        yield "\n[[map]]"
        yield from _pairs(slope=list(step.slope), spread=step.spread)


def _fields(stratum: Stratum) -> dict[str, object]:
    fields: dict[str, object] = {name: getattr(stratum, name) for name in Stratum.__slots__}
    fields["fetal_result"] = stratum.fetal_result.value
    fields["fluid"] = None if stratum.fluid is None else stratum.fluid.value
    fields["lost_by"] = [list(pair) for pair in stratum.lost_by]
    return fields


def _numbers(estimate: Estimate) -> list[float]:
    return [estimate.mean, estimate.low, estimate.high]


def _pairs(**values: object) -> Iterator[str]:
    yield from (f"{name} = {_value(value)}" for name, value in values.items() if value is not None)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)  # a JSON string of printable text is a TOML string
    if isinstance(value, Sequence):
        return f"[{', '.join(_value(each) for each in value)}]"
    return repr(value)


def _site(record: Mapping[str, Any]) -> SiteLearning:
    return SiteLearning(
        counts=UnitCounts(tuple(_stratum(each) for each in record.get("counts", ())), name=record.get("unit")),
        evidence=record["evidence"],
        software=record["software"],
        names=tuple(record["names"]),
        transport=Transport(
            tuple(
                Step(slope=tuple(float(number) for number in step["slope"]), spread=float(step["spread"]))
                for step in record.get("map", ())
            )
        ),
        movements=tuple(_movement(each) for each in record["learned"]),
        correlation=record.get("correlation"),
        surprise=record.get("surprise"),
        effective_share=record["effective_share"],
        notes=tuple(Note(note) for note in record["notes"]),
    )


def _movement(record: Mapping[str, Any]) -> Movement:
    prior, posterior = (
        Estimate(mean=mean, low=low, high=high) for mean, low, high in (record["prior"], record["posterior"])
    )
    return Movement(
        quantity=record["quantity"],
        prior=prior,
        posterior=posterior,
        weight=record["weight"],
        shift=record["shift"],
    )


def _stratum(record: Mapping[str, Any]) -> Stratum:
    fluid = record.get("fluid")
    return Stratum(
        **{
            **record,
            "fetal_result": FetalResult(record["fetal_result"]),
            "fluid": None if fluid is None else FluidAppearance(fluid),
            "lost_by": tuple((day, count) for day, count in record["lost_by"]),
        }
    )
