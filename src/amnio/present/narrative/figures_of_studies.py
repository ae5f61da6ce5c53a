"""The rows and values of studies that stand somewhere, as tables: every one with its place in the paper."""

from collections.abc import Iterable, Sequence

from amnio.evidence import Arm, PrintedValue, SourceRow, Study
from amnio.present.document import Table
from amnio.present.narrative.wording import Wording


def source_tables(rows: Sequence[SourceRow], wording: Wording) -> list[Table]:
    """A table of counts and one of printed values, each only if there are any."""
    tables = []
    counted = [(row, row.arm) for row in rows if row.arm is not None]
    if counted:
        cells = tuple((row.study, *_arm(arm, row, wording)) for row, arm in counted)
        tables.append(_table("evidence_site.counts", ("study", *_ARM), cells, (4,), wording))
    valued = [(row, row.value) for row in rows if row.value is not None]
    if valued:
        cells = tuple((row.study, *_value(value, row, wording)) for row, value in valued)
        tables.append(_table("evidence_site.values", ("study", *_VALUE), cells, (2,), wording))
    return tables


def study_tables(study: Study, wording: Wording) -> list[Table]:
    """The same for everything that a study holds."""
    tables = []
    if study.arms:
        cells = tuple(_arm(arm, None, wording) for arm in study.arms)
        tables.append(_table("evidence.counts", _ARM, cells, (3,), wording))
    if study.values:
        cells = tuple(_value(value, None, wording) for value in study.values.values())
        tables.append(_table("evidence_site.values", _VALUE, cells, (1,), wording))
    return tables


def contradiction_table(studies: Iterable[Study], wording: Wording) -> Table | None:
    """What is known to contradict itself in print, or None."""
    rows = tuple(
        (study.key, each.printed, each.should_be, each.consequence, each.place or "")
        for study in studies
        for each in study.contradictions
    )
    names = ("evidence.column_study", *(f"evidence_site.column_{name}" for name in _CONTRADICTION))
    columns = (*(wording.text(name) for name in names), wording.text("evidence.column_place"))
    return Table(caption=wording.text("evidence_site.contradicting"), columns=columns, rows=rows) if rows else None


_Cells = tuple[str, ...]
_ARM = ("arm", "window", "what", "counts", "place", "provenance")
_VALUE = ("what", "value", "unit", "place", "provenance")
_CONTRADICTION = ("printed", "should_be", "consequence")


def _arm(arm: Arm, row: SourceRow | None, wording: Wording) -> tuple[str, ...]:
    name = arm.arm
    if row is not None and row.role:
        name = wording.bracketed(name, row.role)
    what = arm.what
    if row is not None and row.complement:
        what = wording.bracketed(what, wording.text("evidence_site.turned"))
    women = "?" if arm.women is None else wording.numbers.thousands(arm.women)
    counts = f"{wording.numbers.thousands(arm.events)}/{women}"
    return name, arm.window, what, counts, arm.place, wording.text(f"evidence_site.provenance.{arm.provenance}")


def _value(value: PrintedValue, row: SourceRow | None, wording: Wording) -> tuple[str, ...]:
    what = value.what or value.name
    if row is not None and row.role:
        what = wording.bracketed(what, row.role)
    if row is not None and row.complement:
        what = wording.bracketed(what, wording.text("evidence_site.turned"))
    said = f"{value.value:g}"
    if value.low is not None and value.high is not None:
        key = "interval.short_below_zero" if value.low < 0 else "interval.short"
        said = wording.text(key, mean=said, low=f"{value.low:g}", high=f"{value.high:g}")
    provenance = wording.text(f"evidence_site.provenance.{value.provenance}")
    return what, said, value.unit or "", value.place, provenance


def _table(
    caption: str,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    numeric: tuple[int, ...],
    wording: Wording,
) -> Table:
    return Table(
        caption=wording.text(caption),
        columns=tuple(wording.text(f"evidence.column_{name}") for name in columns),
        rows=rows,
        numeric=numeric,
    )
