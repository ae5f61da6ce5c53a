"""From a table on an engine to the counts that every design reads: one check of the table, then one scan a design."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from amnio.answers.study_answer import Design, FlowRow
from amnio.answers.study_designs import ever_definition, incidence_definition, landmark_definition
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.count import count_prepared, prepare, refuse_whole
from amnio.cohort.counted import Counted, CountKind, Suppressed
from amnio.cohort.definition import Exposure, StudyDefinition
from amnio.cohort.engine import Engine
from amnio.cohort.origin import TableMapping
from amnio.cohort.refusals import CannotStudy, Refusal

#: Told when one more scan is done.
Done = Callable[[], None]
#: Counts a table for one definition, in whichever way.
Counter = Callable[[StudyDefinition, CountKind], Counted]


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyCounts:
    """What was counted for the designs asked for; None for what none of them reads. `definition` is the question."""

    definition: StudyDefinition
    trials: Counted | None = None
    ever: Counted | None = None
    landmark: Counted | None = None
    curves: Counted | None = None

    @property
    def all(self) -> tuple[Counted, ...]:
        found = (self.trials, self.ever, self.landmark, self.curves)
        return tuple(each for each in found if each is not None)

    @classmethod
    def shared(cls, several: Sequence[Counted]) -> "StudyCounts":
        """Counts that were made elsewhere, of one question, one of each use. Raises `CannotStudy` if they differ."""
        question = _question(several[0].definition)
        for other in several[1:]:
            if _question(other.definition).fingerprint != question.fingerprint:
                one, two = question.fingerprint, _question(other.definition).fingerprint
                raise CannotStudy(Refusal.COUNTS_DIFFER, what="definition", one=one, other=two)
        return cls(definition=question, **{use_of(counted): counted for counted in several})

    @property
    def suppressed(self) -> tuple[Suppressed, ...]:
        return tuple(each.suppressed for each in self.all if each.suppressed is not None)

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


def use_of(counted: Counted) -> str:
    """Which field of `StudyCounts` they fill."""
    if counted.kind is CountKind.TRIALS:
        return "trials"
    return {Exposure.EVER: "ever", Exposure.LANDMARK: "landmark"}.get(counted.definition.exposure, "curves")


def designs_of(counts: StudyCounts) -> tuple[Design, ...]:
    """The designs that these counts can answer, in the order from what is often done to what answers the question."""
    needed = {
        Design.CRUDE: counts.ever,
        Design.STRATIFIED: counts.ever,
        Design.LANDMARK: counts.landmark,
        Design.TRIALS: counts.trials,
    }
    return tuple(design for design, found in needed.items() if found is not None)


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
    counted = _checked(engine, mapping, definition, left_out, done)
    return effect_counts(definition, designs, landmark, counted)


def effect_counts(
    definition: StudyDefinition, designs: Iterable[Design], landmark: GestationalAge, counted: Counter
) -> StudyCounts:
    """The counts of these designs, each made by `counted`."""
    definition = _question(definition)
    wanted = set(designs)
    ever = marked = trials = None
    if wanted & {Design.CRUDE, Design.STRATIFIED}:
        ever = counted(ever_definition(definition), CountKind.RISK)
    if Design.LANDMARK in wanted:
        marked = counted(landmark_definition(definition, landmark), CountKind.RISK)
    if Design.TRIALS in wanted:
        trials = counted(definition, CountKind.TRIALS)
    return StudyCounts(definition=definition, trials=trials, ever=ever, landmark=marked)


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
    counted = _checked(engine, mapping, definition, left_out, done)
    return incidence_counts(definition, by_procedure=by_procedure, counted=counted)


def incidence_counts(definition: StudyDefinition, *, by_procedure: bool, counted: Counter) -> StudyCounts:
    """The counts of an incidence, made by `counted`."""
    definition = _question(definition)
    asked = incidence_definition(definition) if by_procedure else definition
    return StudyCounts(definition=definition, curves=counted(asked, CountKind.RISK))


def _question(definition: StudyDefinition) -> StudyDefinition:
    """What is asked, whatever tells the arms of its counts apart."""
    return replace(definition, exposure=Exposure.NONE, landmark=None)


def _checked(
    engine: Engine, mapping: TableMapping, definition: StudyDefinition, left_out: tuple[str, ...], done: Done
) -> Counter:
    """Counts on an engine whose table was judged as a whole."""
    prepare(engine, mapping, _question(definition), left_out=left_out)
    refuse_whole(engine, mapping, left_out)

    def counted(asked: StudyDefinition, kind: CountKind) -> Counted:
        found = _counted(engine, mapping, asked, kind, left_out)
        done()
        return found

    return counted


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
