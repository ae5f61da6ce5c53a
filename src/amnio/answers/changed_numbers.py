"""What other evidence says differently: two evidence folders compared, number by number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from amnio.answers.assemble import fitted
from amnio.evidence import Evidence, load_evidence
from amnio.evidence.adding import add_study
from amnio.evidence.changes import ParameterChange, diff
from amnio.evidence.copying import copy_evidence
from amnio.evidence.problem import EvidenceProblem
from amnio.evidence.recurrence import RecurrenceFile, load_recurrence
from amnio.quantity import Estimate


@dataclass(frozen=True, kw_only=True, slots=True)
class Filed:
    """An evidence folder as read, with everything fitted that had to be."""

    evidence: Evidence
    recurrence: tuple[RecurrenceFile, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedNumbers:
    """`before` and `after` are the fingerprints of the two; `numbers` is empty when no number differs.

    `compared`: how many numbers were looked at. `unused`: studies that only `after` has and no number is made from.
    """

    before: str
    after: str
    compared: int
    numbers: tuple[ParameterChange, ...]
    unused: tuple[str, ...]

    @property
    def same_files(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class AddedStudy:
    """A study that was added to `folder`, with what is to be known of it and what it changes."""

    study: str
    folder: str
    warnings: tuple[EvidenceProblem, ...]
    changed: ChangedNumbers


def filed(folder: Path | None = None, without: tuple[str, ...] = ()) -> Filed:
    """The evidence in `folder` (default: the packaged one) without some studies; `EvidenceError` when malformed."""
    evidence = fitted(load_evidence(folder).without(*without))
    return Filed(evidence=evidence, recurrence=load_recurrence(folder, without))


def changed_numbers(before: Filed, after: Filed) -> ChangedNumbers:
    """Every number whose distribution differs: drawn ones first, then figures of the next pregnancy."""
    old, new = _figures(before.recurrence), _figures(after.recurrence)
    figures = tuple(_recurring(old, new))
    names = after.evidence.studies.keys() - before.evidence.studies.keys()
    drawn = sum(len(parameter.draw_names) for parameter in after.evidence.parameters.values())
    rows = sum(len(row.draw_names) for file in after.evidence.findings.values() for row in file.rows)
    return ChangedNumbers(
        before=before.evidence.fingerprint,
        after=after.evidence.fingerprint,
        compared=drawn + rows + len(new),
        numbers=(*diff(before.evidence, after.evidence), *figures),
        unused=tuple(sorted(name for name in names if not _used(name, after))),
    )


def add_and_compare(study: Path, into: Path) -> AddedStudy:
    """Adds the study in the folder `study` to the evidence in `into`, and says what that changes.

    Rehearsed on a copy, fits included, before anything is written. Raises `amnio.evidence.adding.StudyRefused` for a
    study that cannot be added and `EvidenceError` for evidence that is malformed, with the study or without it.
    """
    before = filed(into)
    with TemporaryDirectory() as place:
        rehearsal = copy_evidence(Path(place) / into.name, into)
        warnings = add_study(study, rehearsal)
        changed = changed_numbers(before, filed(rehearsal))
    add_study(study, into)
    return AddedStudy(study=study.name, folder=str(into), warnings=warnings, changed=changed)


def _used(study: str, where: Filed) -> bool:
    in_figures = any(row.study == study for file in where.recurrence for row in file.rows)
    return in_figures or bool(where.evidence.used_by(study))


def _figures(files: tuple[RecurrenceFile, ...]) -> Mapping[str, Estimate | None]:
    return {file.name: _estimate(file) for file in files}


def _estimate(file: RecurrenceFile) -> Estimate | None:
    interval = file.interval()
    if interval is None:
        return None
    mean, low, high = interval
    return Estimate(mean=mean, low=low, high=high)


def _recurring(old: Mapping[str, Estimate | None], new: Mapping[str, Estimate | None]) -> Iterator[ParameterChange]:
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield ParameterChange(parameter=name, draw_name=name, before=before, after=after)
