"""The answer, the four designs side by side with why they differ, and the answer by horizon and by week."""

from amnio.answers.study_answer import By, Design, DesignEffect, StudyEffect
from amnio.present.document import Block, Bullets, ForestPlot, Heading, Paragraph, Table
from amnio.present.narrative.study import other_ways
from amnio.present.narrative.study.amounts import effect_row, per_thousand, risk_text, with_interval
from amnio.present.narrative.study.effect_forest import columns, forest, forest_row, horizon
from amnio.present.narrative.wording import Wording

_WEEKLY = By.DAY_28


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    told: list[Block] = [
        Paragraph(text=_lead(answer, wording), role="lead"),
        Paragraph(text=wording.text("study.lead.how")),
    ]
    if not answer.effects:
        return told
    return [
        *told,
        *_designs(answer, wording),
        *_horizons(answer, wording),
        *other_ways.blocks(answer, wording),
        *_weeks(answer, wording),
    ]


def _lead(answer: StudyEffect, wording: Wording) -> str:
    effect = answer.effect(Design.TRIALS, By.WEEK_24)
    if effect is None:
        return wording.text("study.lead.none" if Design.TRIALS in answer.designs else "study.lead.no_trials")
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
        columns=columns(("design", "by"), wording),
        rows=tuple(
            effect_row(each, (design_name(each.design, wording), horizon(each, wording)), wording)
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
    if answer.not_counted:
        missing = wording.series([design_name(design, wording) for design in answer.not_counted])
        told.append(Paragraph(text=wording.text("study.designs.not_counted", designs=missing), role="note"))
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
        forest_row(
            each,
            design_name(each.design, wording),
            wording.filled(f"study.design_sub.{each.design.value}", landmark=answer.question.landmark),
            wording,
        )
        for each in shown
    )
    return forest(
        title, wording.text("study.designs.description", said=wording.series(said)), "design", rows, shown, wording
    )


def _horizons(answer: StudyEffect, wording: Wording) -> list[Block]:
    trials = [each for each in answer.effects if each.design is Design.TRIALS]
    if not trials:
        return []
    table = Table(
        caption=wording.text("study.table.horizons"),
        columns=columns(("by",), wording),
        rows=tuple(effect_row(each, (horizon(each, wording),), wording) for each in trials),
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
    rows = tuple(forest_row(each, week, "", wording) for each, week in named)
    description = wording.text("study.weeks.description", said=wording.series(said))
    return [heading, forest(wording.text("study.weeks.title"), description, "week", rows, weeks, wording)]


def _week(effect: DesignEffect) -> str:
    """The days on which these trials start."""
    first, last = effect.first_day or "", effect.last_day or ""
    return first if first == last else f"{first}–{last}"
