"""The options in one table, on one denominator; no test is the first of them."""

from amnio.answers.counsel_answer import Counsel, NotOffered, OptionRow
from amnio.guidance.test_windows import villus_sampling_window
from amnio.present.document import Block, Paragraph, Table
from amnio.present.narrative.counsel.counts import cell, until
from amnio.present.narrative.wording import Wording

_COLUMNS = ("option", "when", "anyway", "added", "found", "microarray", "not_found")


def of_clinician(counsel: Counsel, wording: Wording) -> list[Block]:
    first = counsel.two_numbers[0]
    anyway = cell(first.anyway, wording)
    open_rows = [row for row in counsel.options if row.not_offered is None]
    table = Table(
        caption=wording.text("counsel.options.caption", by=until(first.by, wording)),
        columns=tuple(wording.text(f"counsel.options.column.{name}") for name in _COLUMNS),
        rows=tuple(
            (
                wording.text(f"counsel.option.{row.option.value}"),
                wording.text("counsel.count.closed") if row.at is None else wording.numbers.short_week(row.at),
                anyway,
                cell(row.added[0], wording),
                cell(row.found, wording),
                _microarray(row, wording),
                cell(row.not_found, wording),
            )
            for row in open_rows
        ),
        numeric=(2, 3, 4, 5, 6),
        note=wording.text("counsel.options.note"),
    )
    blocks: list[Block] = [table]
    if any(row.option.value == "cell_free_dna_first" for row in open_rows):
        blocks.append(Paragraph(text=wording.text("counsel.options.cfdna"), role="note"))
    if any(row.judged for row in open_rows):
        blocks += _villus(counsel, wording)
    if closed := _closed(counsel, wording):
        blocks.append(Paragraph(text=wording.text("counsel.closed", options=closed), role="note"))
    return blocks


def _microarray(row: OptionRow, wording: Wording) -> str:
    """Nothing is examined where no fluid is taken, which is no missing figure."""
    if row.at is None:
        return cell(row.found, wording)
    return cell(row.found_by_microarray, wording)


def _villus(counsel: Counsel, wording: Wording) -> list[Block]:
    """What stands behind the judged number: the studies, which do not agree, as they were printed."""
    source = villus_sampling_window().sources[0].written(wording.language.value)
    table = Table(
        caption=wording.text("counsel.villus.caption"),
        columns=tuple(
            wording.text(f"counsel.villus.column.{name}") for name in ("study", "with", "without", "difference")
        ),
        rows=tuple(
            (
                wording.bracketed(named(study.key), wording.text(f"counsel.villus.{study.compared}")),
                _of(study.lost_with, study.women_with, wording),
                _of(study.lost_without, study.women_without, wording),
                cell(study.difference, wording),
            )
            for study in counsel.villus_studies
        ),
        numeric=(1, 2, 3),
        note=wording.text("counsel.villus.note"),
        secondary=True,
    )
    window = Paragraph(text=wording.text("counsel.options.window", source=source), role="note")
    return [table, window]


def _of(lost: int | None, women: int | None, wording: Wording) -> str:
    if lost is None or women is None:
        return wording.text("counsel.count.closed")
    return wording.text("counsel.villus.of", lost=lost, women=wording.numbers.thousands(women))


def named(key: str) -> str:
    """A study by the short name that its key holds.

    >>> named("akolekar-2015")
    'Akolekar 2015'
    """
    return " ".join(part.capitalize() for part in key.split("-"))


def _closed(counsel: Counsel, wording: Wording) -> str:
    """What is not open to her, each with its reason."""
    return wording.series(
        [
            wording.text(f"counsel.closed.{reason.value}", option=wording.text(f"counsel.option.{row.option.value}"))
            for row, reason in _closed_rows(counsel)
        ]
    )


def closed_for_family(counsel: Counsel, wording: Wording) -> tuple[str, ...]:
    """The same for a family, one sentence for each."""
    said = []
    for row, reason in _closed_rows(counsel):
        option = wording.text(f"counsel.family.option.{row.option.value}")
        closed = wording.text(f"counsel.family.closed.{reason.value}", option=option)
        said.append(wording.text("counsel.family.closed", options=closed))
    return tuple(said)


def _closed_rows(counsel: Counsel) -> list[tuple[OptionRow, NotOffered]]:
    """Without what is the plan itself under another name."""
    return [
        (row, row.not_offered) for row in counsel.options if row.not_offered not in (None, NotOffered.PLANNED_LATER)
    ]
