"""Cumulative incidence by group: the sentence, the curves with who was at risk, the wrong answer beside the right."""

from amnio.answers.study_answer import IncidenceCurve, Number, StudyIncidence
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.present.document import Block, Curve, CurveChart, CurvePoint, Heading, Paragraph, Table
from amnio.present.narrative.study.amounts import per_thousand, ratio_text, with_interval
from amnio.present.narrative.wording import Wording

_LOSS = "loss"
_NAMED = ("all", "untreated", "treated")


def lead(answer: StudyIncidence, wording: Wording) -> list[Block]:
    """The answer in one sentence."""
    start = str(GestationalAge(answer.started))
    losses = [each for each in _losses(answer) if each.by_week_24 is not None]
    if len(losses) == 1 and (only := losses[0].by_week_24) is not None and only.low is not None:
        said = wording.text(
            "study.incidence.lead",
            start=start,
            count=per_thousand(only.value),
            low=per_thousand(only.low),
            high=per_thousand(only.high or only.value),
        )
    elif losses:
        said = wording.text(
            "study.incidence.lead_groups",
            start=start,
            said=_by_group([(each, each.by_week_24) for each in losses], wording),
        )
    else:  # they begin when 24+0 is over
        said = wording.text(
            "study.incidence.lead_birth",
            start=start,
            said=_by_group([(each, each.by_birth) for each in _losses(answer)], wording),
        )
    return [Paragraph(text=said, role="lead")]


def _by_group(told: list[tuple[IncidenceCurve, Number | None]], wording: Wording) -> str:
    return wording.series(
        [wording.labelled(group_name(curve.group, wording), _number(number, wording)) for curve, number in told]
    )


def blocks(answer: StudyIncidence, wording: Wording) -> list[Block]:
    told: list[Block] = [
        Heading(text=wording.text("study.heading.incidence"), id="incidence"),
        _chart(answer, wording),
        *_divided(answer, wording),
        _table(answer, wording),
        _hazards(answer, wording),
    ]
    who = wording.text("study.incidence.landmark") if answer.landmark else ""
    told.append(
        Paragraph(text=wording.sentences(who, wording.text(f"study.incidence.{answer.error.value}")), role="note")
    )
    if answer.smallest is not None:
        passed = wording.numbers.thousands(round(answer.passed_over))
        said = [wording.text("study.incidence.passed", n=passed, smallest=answer.smallest)]
        if answer.tests or answer.ratios:
            said.append(wording.text("study.incidence.compared_by_all"))
        told.append(Paragraph(text=wording.sentences(*said)))
    if answer.tests:
        told.append(_gray(answer, wording))
    if answer.ratios:
        told.append(_ratios(answer, wording))
    return told


def missing(wording: Wording) -> list[Block]:
    """Where counts were shared that hold no curves."""
    return [
        Heading(text=wording.text("study.heading.incidence"), id="incidence"),
        Paragraph(text=wording.text("study.incidence.missing")),
    ]


def group_name(group: str, wording: Wording) -> str:
    """The name of a group: one of ours, or `factor: level` as the table has them."""
    if group in _NAMED:
        return wording.text(f"study.group.{group}")
    factor, _, level = group.partition(" ")
    return wording.text("study.group.level", factor=factor, level=level)


def _losses(answer: StudyIncidence) -> list[IncidenceCurve]:
    return [each for each in answer.curves if each.end == _LOSS]


def _chart(answer: StudyIncidence, wording: Wording) -> CurveChart:
    losses = _losses(answer)
    ticks = tuple(day for day, _ in losses[0].at_risk)
    said = [
        wording.text(
            "study.incidence.said",
            group=group_name(each.group, wording),
            early="–" if each.by_week_24 is None else wording.numbers.percent(each.by_week_24.value),
            late="–" if each.by_birth is None else wording.numbers.percent(each.by_birth.value),
        )
        for each in losses
    ]
    start = str(GestationalAge(answer.started))
    return CurveChart(
        title=wording.text("study.incidence.title", start=start),
        description=wording.text("study.incidence.description", said=wording.series(said)),
        curves=tuple(
            Curve(
                label=group_name(each.group, wording),
                points=tuple(
                    CurvePoint(x=float(point.day), value=point.value, low=point.low, high=point.high)
                    for point in each.points
                ),
                at_risk=tuple(wording.numbers.thousands(round(people)) for _, people in each.at_risk),
            )
            for each in losses
        ),
        ticks=tuple((float(day), str(day // DAYS_PER_WEEK)) for day in ticks),
        axis=wording.text("study.incidence.axis"),
        at_risk_label=wording.text("study.incidence.at_risk"),
        table=_by_week(losses, wording),
    )


def _by_week(losses: list[IncidenceCurve], wording: Wording) -> Table:
    """What the curves say at each tick, and who is at risk there."""
    rows = []
    for each in losses:
        for day, people in each.at_risk:
            reached = [point.value for point in each.points if point.day < day]
            rows.append(
                (
                    group_name(each.group, wording),
                    str(GestationalAge(day)),
                    wording.numbers.thousands(round(people)),
                    per_thousand(reached[-1] if reached else 0.0),
                )
            )
    return Table(
        caption=wording.text("study.table.curves"),
        columns=tuple(wording.text(f"study.column.{name}") for name in ("group", "week", "at_risk", "lost_before")),
        rows=tuple(rows),
        numeric=(2, 3),
    )


def _divided(answer: StudyIncidence, wording: Wording) -> list[Block]:
    """What dividing would have said, where it is one group: of the parts of a follow-up cut in two it means nothing."""
    losses = _losses(answer)
    if answer.by is not None or losses[0].by_birth is None:
        return []
    only = losses[0]
    right = losses[0].by_birth.value
    said = wording.text(
        "study.incidence.divided",
        divided=per_thousand(only.divided),
        right=per_thousand(right),
        watched=per_thousand(only.as_if_watched),
    )
    return [Paragraph(text=said, role="note")]


def _table(answer: StudyIncidence, wording: Wording) -> Table:
    names = ("group", "end", "events", "week_24", "birth", "divided", "watched")
    return Table(
        caption=wording.text("study.table.incidence"),
        columns=tuple(wording.text(f"study.column.{name}") for name in names),
        rows=tuple(
            (
                group_name(each.group, wording),
                wording.text(f"study.end.{each.end}"),
                wording.numbers.thousands(round(each.events)),
                _number(each.by_week_24, wording),
                _number(each.by_birth, wording),
                per_thousand(each.divided),
                per_thousand(each.as_if_watched),
            )
            for each in answer.curves
        ),
        numeric=(2, 3, 4, 5, 6),
        secondary=True,
    )


def _hazards(answer: StudyIncidence, wording: Wording) -> Table:
    return Table(
        caption=wording.text("study.table.hazards"),
        columns=tuple(wording.text(f"study.column.{name}") for name in ("group", "end", "hazard_24", "hazard_birth")),
        rows=tuple(
            (
                group_name(each.group, wording),
                wording.text(f"study.end.{each.end}"),
                _number(each.hazard_by_week_24, wording),
                _number(each.hazard_by_birth, wording),
            )
            for each in answer.curves
        ),
        numeric=(2, 3),
        note=wording.text("study.hazards.note"),
        secondary=True,
    )


def _number(number: Number | None, wording: Wording) -> str:
    return "–" if number is None else with_interval(number, wording)


def _gray(answer: StudyIncidence, wording: Wording) -> Table:
    return Table(
        caption=wording.text("study.table.gray"),
        columns=tuple(wording.text(f"study.column.{name}") for name in ("end", "statistic", "degrees", "p")),
        rows=tuple(
            (
                wording.text(f"study.end.{each.end}"),
                f"{each.statistic:.2f}",
                str(each.degrees),
                "<0.0001" if each.p_value < 1 / 10_000 else f"{each.p_value:.4f}",
            )
            for each in answer.tests
        ),
        numeric=(1, 2, 3),
    )


def _ratios(answer: StudyIncidence, wording: Wording) -> Table:
    return Table(
        caption=wording.text("study.table.ratios", against=group_name(answer.ratios[0].against, wording)),
        columns=tuple(wording.text(f"study.column.{name}") for name in ("group", "hazard", "ratio")),
        rows=tuple(
            (
                group_name(each.group, wording),
                wording.text(f"study.hazard.{each.hazard.value}"),
                ratio_text(each.ratio, wording),
            )
            for each in answer.ratios
        ),
        numeric=(2,),
        note=wording.text("study.ratios.note"),
    )
