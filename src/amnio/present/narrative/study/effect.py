"""The answer, the four designs side by side with why they differ, and the answer by horizon and by week."""

from amnio.answers.study_answer import By, Design, DesignEffect, StudyEffect
from amnio.present.document import Block, Bullets, ForestPlot, ForestRow, Heading, Paragraph, Table
from amnio.present.narrative.study.amounts import PER, effect_row, per_thousand, risk_text, with_interval
from amnio.present.narrative.wording import Wording

_COLUMNS = ("treated", "untreated", "difference", "ratio", "speaks_for")
_WEEKLY = By.DAY_28


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    told: list[Block] = [
        Paragraph(text=_lead(answer, wording), role="lead"),
        Paragraph(text=wording.text("study.lead.how")),
    ]
    if not answer.effects:
        return told
    return [*told, *_designs(answer, wording), *_horizons(answer, wording), *_weeks(answer, wording)]


def _lead(answer: StudyEffect, wording: Wording) -> str:
    effect = answer.effect(Design.TRIALS, By.WEEK_24)
    if effect is None:
        return wording.text("study.lead.none")
    slots = {
        "who": wording.text(f"study.who.{answer.question.target}"),
        "difference": per_thousand(effect.difference.value),
        "treated": risk_text(effect.treated),
        "untreated": risk_text(effect.untreated),
    }
    low, high = effect.difference.low, effect.difference.high
    if low is None or high is None:
        return wording.text("study.lead.no_interval", **slots)
    kind = "more" if low > 0 else "fewer" if high < 0 else "unclear"
    return wording.text(f"study.lead.{kind}", **slots, low=per_thousand(low), high=per_thousand(high))


def design_name(design: Design, wording: Wording) -> str:
    return wording.text(f"study.design.{design.value}")


def _designs(answer: StudyEffect, wording: Wording) -> list[Block]:
    shown = [each for each in answer.effects if each.by is By.WEEK_24]
    asked = list(dict.fromkeys(each.design for each in answer.effects))
    table = Table(
        caption=wording.text("study.table.designs"),
        columns=_columns(("design", "by"), wording),
        rows=tuple(
            effect_row(each, (design_name(each.design, wording), _by(each, wording)), wording)
            for each in answer.effects
        ),
        numeric=tuple(range(2, 7)),
        note=wording.text("study.table.designs_note"),
        secondary=True,
    )
    told: list[Block] = [Heading(text=wording.text("study.heading.designs"), id="designs")]
    if shown:
        told.append(_side_by_side(answer, shown, wording))
    told.append(Bullets(items=tuple(wording.text(f"study.why.{design.value}") for design in asked)))
    return [*told, table]


def _side_by_side(answer: StudyEffect, shown: list[DesignEffect], wording: Wording) -> ForestPlot:
    title = wording.text("study.designs.title")
    said = [
        wording.text(
            "study.designs.said",
            design=design_name(each.design, wording),
            effect=with_interval(each.difference, wording),
        )
        for each in shown
    ]
    rows = tuple(
        _forest_row(
            each,
            design_name(each.design, wording),
            wording.filled(f"study.design_sub.{each.design.value}", landmark=answer.question.landmark),
            wording,
        )
        for each in shown
    )
    return _forest(
        title, wording.text("study.designs.description", said=wording.series(said)), "design", rows, shown, wording
    )


def _horizons(answer: StudyEffect, wording: Wording) -> list[Block]:
    trials = [each for each in answer.effects if each.design is Design.TRIALS]
    if not trials:
        return []
    table = Table(
        caption=wording.text("study.table.horizons"),
        columns=_columns(("by",), wording),
        rows=tuple(effect_row(each, (_by(each, wording),), wording) for each in trials),
        numeric=tuple(range(1, 6)),
    )
    return [
        Heading(text=wording.text("study.heading.horizons"), id="horizons"),
        table,
        Paragraph(text=wording.text("study.horizons.birth"), role="note"),
    ]


def _weeks(answer: StudyEffect, wording: Wording) -> list[Block]:
    weeks = [each for each in answer.by_week if each.by is _WEEKLY]
    if not any(each.design is Design.TRIALS for each in answer.effects):
        return []
    heading = Heading(text=wording.text("study.heading.weeks"), id="weeks")
    if not weeks:
        return [heading, Paragraph(text=wording.text("study.weeks.none"))]
    named = [(each, _week(each)) for each in weeks]
    said = [
        wording.text("study.designs.said", design=week, effect=with_interval(each.difference, wording))
        for each, week in named
    ]
    rows = tuple(_forest_row(each, week, "", wording) for each, week in named)
    description = wording.text("study.weeks.description", said=wording.series(said))
    return [heading, _forest(wording.text("study.weeks.title"), description, "week", rows, weeks, wording)]


def _week(effect: DesignEffect) -> str:
    """The days on which these trials start."""
    first, last = effect.first_day or "", effect.last_day or ""
    return first if first == last else f"{first}–{last}"


def _by(effect: DesignEffect, wording: Wording) -> str:
    return wording.text(f"study.by.{effect.by.value}")


def _columns(first: tuple[str, ...], wording: Wording) -> tuple[str, ...]:
    return tuple(wording.text(f"study.column.{name}") for name in (*first, *_COLUMNS))


def _forest_row(effect: DesignEffect, label: str, sub: str, wording: Wording) -> ForestRow:
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


def _forest(
    title: str,
    description: str,
    head: str,
    rows: tuple[ForestRow, ...],
    shown: list[DesignEffect],
    wording: Wording,
) -> ForestPlot:
    columns = (head, "treated", "untreated", "difference")
    table = Table(
        caption=title,
        columns=_columns((head,), wording),
        rows=tuple(effect_row(effect, (row.label,), wording) for effect, row in zip(shown, rows, strict=True)),
        numeric=tuple(range(1, 6)),
    )
    return ForestPlot(
        title=title,
        description=description,
        columns=tuple(wording.text(f"study.column.{name}") for name in columns),
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
