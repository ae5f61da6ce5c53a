"""The evidence as read: all parameters and finding tables, and how joint draws are made from them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType

import numpy as np

from amnio.clinic.vocabulary import Finding
from amnio.evidence.fields import Record
from amnio.evidence.finding import FindingFile, FindingRow
from amnio.evidence.fit_inputs import FitInputs
from amnio.evidence.parameter import Parameter
from amnio.evidence.selection import SourceRow
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
    """Everything that the files say. `fingerprint` changes when any file does, and with the studies left out.

    `excluded`: studies whose rows and values stand in no parameter; they can still be read in `studies`.
    """

    parameters: Mapping[str, Parameter]
    findings: Mapping[Finding, FindingFile]
    fingerprint: str
    excluded: frozenset[str] = frozenset()
    read_studies: Callable[[], Mapping[str, Study]] = field(repr=False)
    rebuild: Callable[[frozenset[str]], "Evidence"] = field(repr=False)

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        """All studies by key, read on first use: a review needs only those whose figures stand in a parameter."""
        return self.read_studies()

    def without(self, *keys: str) -> "Evidence":
        """The same evidence made without these studies: what does not use them is what it was.

        Raises `EvidenceError` for an unknown study, and naming the parameter when nothing is left to make it from. A
        fitted parameter may have to be fitted again: see `unfitted`.
        """
        return self.rebuild(self.excluded | set(keys)) if keys else self

    def sources_of(self, parameter: str) -> tuple[SourceRow, ...]:
        """The rows and values of studies that stand in a parameter or a row of a finding; none for a judgement.

        `parameter` is named as in `Meaning.parameter`; KeyError for one that is not there.
        """
        return self._sources[parameter]

    def used_by(self, study: str) -> tuple[str, ...]:
        """The parameters in which a figure of this study stands: these, and no others, change without it."""
        return tuple(name for name, rows in self._sources.items() if any(row.study == study for row in rows))

    def named_by(self, study: str) -> tuple[str, ...]:
        """The parameters that lean on this study by judgement or speak of it; they do not change without it."""
        return tuple(name for name, keys in self._named() if study in keys and study not in self._users[name])

    @cached_property
    def unfitted(self) -> tuple[FitInputs, ...]:
        """What must be fitted before the evidence can be drawn: nothing, unless a study or a recipe was changed."""
        return tuple(inputs for inputs in self.fits if self.parameters[inputs.parameter].shape is None)

    @property
    def fits(self) -> tuple[FitInputs, ...]:
        """The inputs of every fitted parameter."""
        return tuple(parameter.fit for parameter in self.parameters.values() if parameter.fit is not None)

    def with_fitted(self, shapes: Mapping[str, Record]) -> "Evidence":
        """The same evidence with the results of fits, by the name of their parameter."""
        fitted = {name: self.parameters[name].shaped(shape) for name, shape in shapes.items()}
        return replace(self, parameters=MappingProxyType({**self.parameters, **fitted}))

    def draw(
        self, count: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED, *, findings: Collection[Finding] | None = None
    ) -> Draws:
        """Joint draws of every parameter and every row of every finding table, or only of the tables of `findings`.

        Each has a random stream of its own, made from the seed and its name, so a parameter added or changed leaves
        the draws of all others as they were.
        """
        values: dict[str, np.ndarray] = {}
        for parameter in self.parameters.values():
            sample = parameter.distribution.sample(_stream(seed, parameter.name), count)
            values.update(zip(parameter.draw_names, sample, strict=True))
        for finding in self.findings.values():
            for row in finding.rows if findings is None or finding.finding in findings else ():
                sample = row.sample(_stream(seed, finding.name_of(row)), count)
                values.update(zip(row.draw_names, sample, strict=True))
        return Draws(values=values, seed=seed)

    def meaning(self, draw_name: str) -> Meaning:
        """What the draws called `draw_name` stand for; KeyError for a name that is not drawn."""
        return self._meanings[draw_name]

    @cached_property
    def _sources(self) -> Mapping[str, tuple[SourceRow, ...]]:
        rows = {parameter.name: parameter.rows for parameter in self.parameters.values()}
        for finding in self.findings.values():
            rows.update({finding.name_of(row): row.rows for row in finding.rows})
        return MappingProxyType(rows)

    @cached_property
    def _users(self) -> Mapping[str, frozenset[str]]:
        return {name: frozenset(row.study for row in rows) for name, rows in self._sources.items()}

    def _named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for parameter in self.parameters.values():
            yield parameter.name, (*parameter.studies, *parameter.beside)
        for finding in self.findings.values():
            for row in finding.rows:
                yield finding.name_of(row), row.studies

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
        parameter=finding.name_of(row),
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
