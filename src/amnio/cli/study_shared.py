"""Counts that were shared, asked in place of a table: one file for each use, all of one question."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.failures import Unusable
from amnio.cli.study_table import TableChoice

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design
    from amnio.answers.study_counting import StudyCounts

#: Which `--kind` of `amnio study counts` a design is made from.
KIND_OF = {"crude": "ever", "stratified": "ever", "landmark": "landmark", "trials": "trials"}


def shared_counts(table: TableChoice) -> "StudyCounts | None":
    """The counts in the files that were named; None where a table was. `CannotStudy` for a damaged file.

    Refuses counts beside a table, several tables, and two files of one kind, which are to be pooled.
    """
    from amnio.answers.study_counting import StudyCounts, use_of
    from amnio.cohort.sources.count_files import read_counts, says_counts

    if table.example is not None:
        return None
    paths = [Path(place) for place in table.places]
    counts = [path for path in paths if path.is_file() and says_counts(path)]
    if not counts:
        if len(paths) > 1:
            raise Unusable("several_tables", given=table.name)
        return None
    if others := [path for path in paths if path not in counts and path.exists()]:
        raise Unusable("counts_and_table", table=str(others[0]), counts=str(counts[0]))
    read = [read_counts(path) for path in paths]
    uses = [use_of(counted) for counted in read]
    for use in uses:
        if uses.count(use) > 1:
            both = [path.name for path, each in zip(paths, uses, strict=True) if each == use]
            raise Unusable("counts_twice", files=", ".join(both))
    return StudyCounts.shared(read)


def refuse_what_rows_decide(given: Mapping[str, object]) -> None:
    """Of counts nothing may be asked that was decided when rows were counted."""
    if named := [name for name, value in given.items() if value]:
        raise Unusable("counts_are_counted", option=named[0])


def chosen_of(
    counts: "StudyCounts", asked: "Sequence[Design]", needed: "Sequence[Design]", *, all_asked: bool
) -> "tuple[Design, ...]":
    """The designs that the counts can answer; refuses one of `needed`, asked for by name, that needs other counts."""
    from amnio.answers.study_counting import designs_of

    there = designs_of(counts)
    if all_asked and not there:
        raise Unusable("counts_of_no_design")
    if missing := [design for design in needed if design not in there]:
        raise Unusable("counts_without_design", design=missing[0].value, kind=KIND_OF[missing[0].value])
    return tuple(design for design in there if design in asked)
