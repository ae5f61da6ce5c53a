"""From a table on an engine to the counts that every design reads: one check of the table, then one scan a design."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from amnio.answers.study_answer import Design, FlowRow
from amnio.answers.study_designs import ever_definition, incidence_definition, landmark_definition
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.count import count_prepared, prepare, refuse_whole
from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import Exposure, StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal

#: Told when one more scan is done.
Done = Callable[[], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyCounts:
    """What was counted for the designs asked for; None for what none of them reads. `definition` is the question."""

    definition: StudyDefinition
    trials: Counted | None = None
    ever: Counted | None = None
    landmark: Counted | None = None
    split: Counted | None = None

    @property
    def all(self) -> tuple[Counted, ...]:
        found = (self.trials, self.ever, self.landmark, self.split)
        return tuple(each for each in found if each is not None)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits over all counts: the same rows and questions give the same."""
        digest = hashlib.sha256()
        for counted in self.all:
            digest.update(counted.definition.fingerprint.encode())
            for name in counted.counts.__slots__:
                column = getattr(counted.counts, name)
                if isinstance(column, np.ndarray):
                    digest.update(np.ascontiguousarray(column).tobytes())
        return digest.hexdigest()[:12]


def scans(designs: Iterable[Design]) -> int:
    """How many times the table is read, once for each kind of counts."""
    wanted = set(designs)
    return bool(wanted & {Design.CRUDE, Design.STRATIFIED}) + (Design.LANDMARK in wanted) + (Design.TRIALS in wanted)


def count_effect(
    engine: Engine,
    mapping: TableMapping,
    definition: StudyDefinition,
    designs: Iterable[Design],
    landmark: GestationalAge,
    *,
    left_out: tuple[str, ...] = (),
    done: Done = lambda: None,
) -> StudyCounts:
    """The counts of these designs. Raises `CannotStudy`, with nothing counted, for what cannot be used."""
    definition = replace(definition, exposure=Exposure.NONE, landmark=None)
    prepare(engine, mapping, definition, left_out=left_out)
    refuse_whole(engine, mapping, left_out)
    wanted = set(designs)
    ever = marked = trials = None
    if wanted & {Design.CRUDE, Design.STRATIFIED}:
        ever = _counted(engine, mapping, ever_definition(definition), CountKind.RISK, left_out)
        done()
    if Design.LANDMARK in wanted:
        marked = _counted(engine, mapping, landmark_definition(definition, landmark), CountKind.RISK, left_out)
        done()
    if Design.TRIALS in wanted:
        trials = _counted(engine, mapping, definition, CountKind.TRIALS, left_out)
        done()
    return StudyCounts(definition=definition, trials=trials, ever=ever, landmark=marked)


def shared_counts(path: Path) -> StudyCounts | None:
    """The counts in a file of trials that a unit shared, or several pooled; None for a file of anything else.

    Raises `CannotStudy` for a damaged file, and for counts of another kind.
    """
    from amnio.cohort.sources.count_files import read_counts, says_counts

    if not path.is_file() or not says_counts(path):
        return None
    counted = read_counts(path)
    if counted.kind is not CountKind.TRIALS:
        raise CannotStudy(Refusal.COUNTS_UNREADABLE, path=path, reason="it holds counts of risk, not of trials")
    return StudyCounts(definition=counted.definition, trials=counted)


def count_incidence(
    engine: Engine,
    mapping: TableMapping,
    definition: StudyDefinition,
    *,
    by_procedure: bool,
    left_out: tuple[str, ...] = (),
    done: Done = lambda: None,
) -> StudyCounts:
    """The counts of an incidence: whole, or cut at the day of the procedure."""
    definition = replace(definition, exposure=Exposure.NONE, landmark=None)
    prepare(engine, mapping, definition, left_out=left_out)
    refuse_whole(engine, mapping, left_out)
    asked = incidence_definition(definition) if by_procedure else definition
    found = _counted(engine, mapping, asked, CountKind.RISK, left_out)
    done()
    return StudyCounts(definition=definition, split=found)


def _counted(
    engine: Engine, mapping: TableMapping, definition: StudyDefinition, kind: CountKind, left_out: tuple[str, ...]
) -> Counted:
    counted = count_prepared(engine, mapping, definition, kind, left_out=left_out)
    if not counted.flow.counted:
        raise CannotStudy(Refusal.NOBODY_COUNTED, rows=counted.flow.read)
    return counted


def flow_rows(counted: Counted) -> tuple[FlowRow, ...]:
    """The flow as it stands in an answer."""
    return tuple(FlowRow(fate=fate, rows=rows) for fate, rows in counted.flow.rows)
