"""The evidence as read: all parameters and finding tables, and how joint draws are made from them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType

import numpy as np

from amnio.clinic.vocabulary import Finding
from amnio.evidence.finding import FindingFile, FindingRow
from amnio.evidence.parameter import Parameter
from amnio.evidence.study import Study
from amnio.quantity import Draws

DEFAULT_COUNT = 4000
DEFAULT_SEED = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What a drawn number stands for, in words, and what it rests on."""

    parameter: str
    definition: str
    definition_zh: str
    basis: str  # "data" | "judgement"
    studies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Everything that the files say. `fingerprint` changes when a parameter or finding file does."""

    parameters: Mapping[str, Parameter]
    findings: Mapping[Finding, FindingFile]
    fingerprint: str
    read_studies: Callable[[], Mapping[str, Study]] = field(repr=False)

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        """All studies by key. Read on first use: a review needs none of them."""
        return self.read_studies()

    def draw(self, count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> Draws:
        """Joint draws of every parameter and every row of every finding table.

        Each has a random stream of its own, made from the seed and its name, so a parameter added or changed leaves
        the draws of all others as they were.
        """
        values: dict[str, np.ndarray] = {}
        for parameter in self.parameters.values():
            sample = parameter.distribution.sample(_stream(seed, parameter.name), count)
            values.update(zip(parameter.draw_names, sample, strict=True))
        for finding in self.findings.values():
            for row in finding.rows:
                sample = row.sample(_stream(seed, f"finding.{finding.finding.value}.{row.key}"), count)
                values.update(zip(row.draw_names, sample, strict=True))
        return Draws(values=values, seed=seed)

    def meaning(self, draw_name: str) -> Meaning:
        """What the draws called `draw_name` stand for; KeyError for a name that is not drawn."""
        return self._meanings[draw_name]

    @cached_property
    def _meanings(self) -> Mapping[str, Meaning]:
        meanings = {}
        for parameter in self.parameters.values():
            for name in parameter.draw_names:
                component = name.removeprefix(parameter.name).removeprefix(".")
                meanings[name] = Meaning(
                    parameter=parameter.name,
                    definition=_with_part(parameter.definition, component, ": "),
                    definition_zh=_with_part(parameter.definition_zh, component, "："),
                    basis=parameter.basis,
                    studies=parameter.studies,
                )
        for finding in self.findings.values():
            for row in finding.rows:
                for name, level in zip(row.draw_names, finding.levels, strict=True):
                    meanings[name] = _meaning_of_row(finding, row, level)
        return MappingProxyType(meanings)


def _meaning_of_row(finding: FindingFile, row: FindingRow, level: str) -> Meaning:
    conditions = ", ".join(row.applies_to)
    return Meaning(
        parameter=f"finding.{finding.finding.value}.{row.key}",
        definition=f"{_with_part(finding.definition, level, ': ')} ({conditions})",
        definition_zh=f"{_with_part(finding.definition_zh, level, '：')}（{conditions}）",
        basis=row.basis,
        studies=row.studies,
    )


def _with_part(definition: str, part: str, colon: str) -> str:
    return f"{definition.rstrip('.。')}{colon}{part}" if part else definition


def _stream(seed: int, name: str) -> np.random.Generator:
    digest = blake2b(name.encode(), digest_size=16).digest()
    words = np.frombuffer(digest, dtype="<u4").tolist()
    return np.random.Generator(np.random.PCG64DXSM(np.random.SeedSequence([seed, *words])))
