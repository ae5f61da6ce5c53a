"""The trials made alike by models, beside the answer stratum by stratum."""

from amnio.answers.study_answer import By, Design, DesignEffect, StudyEffect
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.study.amounts import effect_row, with_interval
from amnio.present.narrative.study.effect_forest import columns, forest, forest_row, horizon
from amnio.present.narrative.wording import Wording


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    """Nothing where no other way was asked for."""
    if not answer.other_ways:
        return []
    named = [("strata", [each for each in answer.effects if each.design is Design.TRIALS])]
    named += [(each.way.value, list(each.effects)) for each in answer.other_ways]
    failed = [wording.text("study.ways.failed", way=_name(way, wording)) for way, effects in named if not effects]
    told: list[Block] = [Heading(text=wording.text("study.heading.ways"), id="ways"), *_side_by_side(named, wording)]
    told.append(Paragraph(text=wording.text("study.ways.how")))
    if any(each.way.value == "doubly_robust" for each in answer.other_ways):
        told.append(Paragraph(text=wording.text("study.ways.doubly")))
    if failed:
        told.append(Bullets(items=tuple(failed)))
    return [*told, _by_horizon(named, wording)]


def _side_by_side(named: list[tuple[str, list[DesignEffect]]], wording: Wording) -> list[Block]:
    shown = [(way, each) for way, effects in named for each in effects if each.by is By.WEEK_24]
    if not shown:
        return []
    said = [
        wording.text("study.designs.said", design=_name(way, wording), effect=with_interval(each.difference, wording))
        for way, each in shown
    ]
    rows = tuple(
        forest_row(each, _name(way, wording), wording.text(f"study.way_sub.{way}"), wording) for way, each in shown
    )
    description = wording.text("study.ways.description", said=wording.series(said))
    return [forest(wording.text("study.ways.title"), description, "way", rows, [each for _, each in shown], wording)]


def _by_horizon(named: list[tuple[str, list[DesignEffect]]], wording: Wording) -> Table:
    return Table(
        caption=wording.text("study.table.ways"),
        columns=columns(("way", "by"), wording),
        rows=tuple(
            effect_row(each, (_name(way, wording), horizon(each, wording)), wording)
            for way, effects in named
            for each in effects
        ),
        numeric=tuple(range(2, 7)),
        secondary=True,
    )


def _name(way: str, wording: Wording) -> str:
    return wording.text(f"study.way.{way}")
