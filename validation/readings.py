"""What people wrote about the published cases: readings of uncertain answers, and what else was tried."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amnio.clinic.case import Case
from amnio.exchange.case_file import case_from_mapping, case_to_mapping
from validation.agreement import Verdict

READINGS = Path(__file__).parent / "readings.toml"
#: Verdicts that nobody may leave without a word.
TO_BE_READ = (Verdict.UNCERTAIN, Verdict.DIFFERS, Verdict.NO_LABEL)


class ReadingError(ValueError):
    """A reading is missing, or speaks about an answer that is no longer given."""


@dataclass(frozen=True, kw_only=True)
class Variant:
    """The same case with something else in it. `fields` maps dotted paths to values; None takes the field out."""

    name: str
    what: str
    days: bool  # tries other days, for a case whose days were chosen and not reported
    fields: Mapping[str, Any]

    def of(self, case: Case) -> Case:
        values = case_to_mapping(case)
        for path, value in self.fields.items():
            table, _, field = path.rpartition(".")
            if value is None:
                del values[table][field]
            else:
                values.setdefault(table, {})[field] = value
        return case_from_mapping(values)


@dataclass(frozen=True, kw_only=True)
class Readings:
    verdicts: Mapping[str, Verdict]
    texts: Mapping[str, str]
    variants: tuple[Variant, ...]
    studies: Mapping[str, str]  # cases whose publication is also evidence, by a key where it has no identifier

    def check(self, given: Mapping[str, Verdict]) -> None:
        """Every answer that needs a reading has one, and every reading is about the answer that is given now."""
        wrong = [f"{name}: {given[name]}, and no reading" for name in _needing(given) if name not in self.verdicts]
        for name, read in self.verdicts.items():
            if given.get(name) is not read:
                wrong.append(f"{name}: the reading is about {read}, the answer is {given.get(name, 'missing')}")
        wrong += [f"{variant.name}: no such case" for variant in self.variants if variant.name not in given]
        wrong += [f"{name}: no such case" for name in self.studies if name not in given]
        if wrong:
            raise ReadingError(f"{READINGS.name} must be written anew:\n" + "\n".join(wrong))


def _needing(given: Mapping[str, Verdict]) -> list[str]:
    return [name for name, verdict in given.items() if verdict in TO_BE_READ]


def load_readings(path: Path = READINGS) -> Readings:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    return Readings(
        verdicts={name: Verdict(entry["verdict"]) for name, entry in found["reading"].items()},
        texts={name: " ".join(entry["text"].split()) for name, entry in found["reading"].items()},
        variants=tuple(_variant(entry) for entry in found["variant"]),
        studies=found["study"],
    )


def _variant(entry: dict[str, Any]) -> Variant:
    fields = {path: value for path, value in entry.items() if "." in path}
    fields |= dict.fromkeys(entry.get("without", ()))
    return Variant(name=entry["case"], what=entry["what"], days="loss.at" in fields, fields=fields)
