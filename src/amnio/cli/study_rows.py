"""Counts the rows of an open table for what a study asks: at once, or file by file with `--work`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import progress
from amnio.cli.study_table import TableChoice
from amnio.cli.study_work import part_of, worked_files

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design
    from amnio.answers.study_counting import Counter, StudyCounts
    from amnio.clinic.gestation import GestationalAge
    from amnio.cohort.counted import Counted, CountKind
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping
    from amnio.cohort.sources.files import TableFiles


@dataclass(frozen=True, kw_only=True, slots=True)
class RowCounting:
    """An open table that can be counted; `by_files` where each file is counted alone and kept."""

    engine: "Engine"
    mapping: "TableMapping"
    left_out: tuple[str, ...]
    advance: Callable[[int], None]
    by_files: "Counter | None"

    def effect(
        self, definition: "StudyDefinition", designs: "Sequence[Design]", landmark: "GestationalAge"
    ) -> "StudyCounts":
        """The counts of these designs."""
        from amnio.answers.study_counting import count_effect, effect_counts

        if self.by_files is not None:
            return effect_counts(definition, designs, landmark, self.by_files)
        return count_effect(
            self.engine,
            self.mapping,
            definition,
            designs,
            landmark,
            left_out=self.left_out,
            done=lambda: self.advance(1),
        )

    def incidence(self, definition: "StudyDefinition", *, by_procedure: bool = False) -> "StudyCounts":
        """The counts of curves."""
        from amnio.answers.study_counting import count_incidence, incidence_counts

        if self.by_files is not None:
            return incidence_counts(definition, by_procedure=by_procedure, counted=self.by_files)
        return count_incidence(
            self.engine,
            self.mapping,
            definition,
            by_procedure=by_procedure,
            left_out=self.left_out,
            done=lambda: self.advance(1),
        )


@contextmanager
def counting(
    table: TableChoice,
    opened: "tuple[Engine, TableMapping]",
    given: "TableMapping | None",
    *,
    left_out: tuple[str, ...],
    scans: int,
    language: Language,
) -> Iterator[RowCounting]:
    """With a bar over so many scans. `given` is the mapping that was written down, if one was."""
    files = None if table.work is None else worked_files(table)
    steps = scans if files is None else scans * len(files.paths)
    with progress(say("counting", language), steps) as advance:
        by_files = None
        if files is not None:
            by_files = _by_files(files, Path(table.work or ""), given, left_out, table.memory, advance)
        yield RowCounting(engine=opened[0], mapping=opened[1], left_out=left_out, advance=advance, by_files=by_files)


def _by_files(
    files: "TableFiles",
    folder: Path,
    mapping: "TableMapping | None",
    left_out: tuple[str, ...],
    memory: str | None,
    advance: Callable[[int], None],
) -> "Counter":
    from amnio.cohort.engines.by_parts import count_by_parts

    def counted(definition: "StudyDefinition", kind: "CountKind") -> "Counted":
        part = part_of(folder, definition, kind)
        return count_by_parts(files, part, mapping, definition, kind, left_out=left_out, memory=memory, advance=advance)

    return counted
