"""A forest plot and the columns of a table of effects of a study, as every section of it shows them."""

from amnio.answers.study_answer import DesignEffect
from amnio.present.document import ForestPlot, ForestRow, Table
from amnio.present.narrative.study.amounts import PER, effect_row, risk_text, with_interval
from amnio.present.narrative.wording import Wording

_COLUMNS = ("treated", "untreated", "difference", "ratio", "speaks_for")


def horizon(effect: DesignEffect, wording: Wording) -> str:
    """By when losses count."""
    return wording.text(f"study.by.{effect.by.value}")


def columns(first: tuple[str, ...], wording: Wording) -> tuple[str, ...]:
    """The heads of `effect_row`, after those of its first cells."""
    return tuple(wording.text(f"study.column.{name}") for name in (*first, *_COLUMNS))


def forest_row(effect: DesignEffect, label: str, sub: str, wording: Wording) -> ForestRow:
    """One effect as a row of the plot."""
    return ForestRow(
        label=label,
        sub=sub,
        counts=(risk_text(effect.treated), risk_text(effect.untreated)),
        estimate=PER * effect.difference.value,
        low=_per(effect.difference.low),
        high=_per(effect.difference.high),
        weight=None,
        text=with_interval(effect.difference, wording),
    )


def _per(value: float | None) -> float | None:
    return None if value is None else PER * value


def forest(
    title: str,
    description: str,
    head: str,
    rows: tuple[ForestRow, ...],
    shown: list[DesignEffect],
    wording: Wording,
) -> ForestPlot:
    """Differences with their intervals; `head` names the column of the labels."""
    names = (head, "treated", "untreated", "difference")
    table = Table(
        caption=title,
        columns=columns((head,), wording),
        rows=tuple(effect_row(effect, (row.label,), wording) for effect, row in zip(shown, rows, strict=True)),
        numeric=tuple(range(1, 6)),
    )
    return ForestPlot(
        title=title,
        description=description,
        columns=tuple(wording.text(f"study.column.{name}") for name in names),
        rows=rows,
        pooled=None,
        prediction=None,
        ratio=False,
        percent=False,
        no_effect=0.0,
        axis=wording.text("study.designs.axis"),
        sides=(wording.text("study.designs.fewer"), wording.text("study.designs.more")),
        table=table,
    )
