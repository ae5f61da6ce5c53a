"""What would show that the comparison cannot be trusted: balance, positivity, weights, and what was not recorded."""

from amnio.answers.study_answer import Diagnostics, Level, StudyEffect
from amnio.present.document import BalanceChart, BalanceRow, Block, Heading, Paragraph, Table
from amnio.present.narrative.numbers import MINUS
from amnio.present.narrative.study.amounts import per_thousand, whole
from amnio.present.narrative.wording import Wording

LIMIT = 0.1  # a standardised difference below it is thought small (Austin 2009, Stat Med 28:3083)


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    found = answer.diagnostics
    if found is None:
        return []
    return [
        Heading(text=wording.text("study.heading.checks"), id="checks"),
        *_balance(found, wording),
        _strata(found, wording),
        *_weights(found, wording),
        *_unmeasured(found, wording),
    ]


def _balance(found: Diagnostics, wording: Wording) -> list[Block]:
    if not found.levels:
        return [Paragraph(text=wording.text("study.balance.none"))]
    before = max((abs(each.before) for each in found.levels if each.before is not None), default=0.0)
    after = max((abs(each.after) for each in found.levels if each.after is not None), default=0.0)
    chart = BalanceChart(
        title=wording.text("study.balance.title"),
        description=wording.text(
            "study.balance.description", before=f"{before:.2f}", after=f"{after:.2f}", limit=f"{LIMIT:g}"
        ),
        rows=tuple(
            BalanceRow(label=_level(each, wording), before=each.before, after=each.after) for each in found.levels
        ),
        legend=(wording.text("study.balance.before"), wording.text("study.balance.after")),
        limit=LIMIT,
        axis=wording.text("study.balance.axis"),
        table=_shares(found, wording),
    )
    return [chart, Paragraph(text=wording.text("study.balance.exact"), role="note")]


def _level(level: Level, wording: Wording) -> str:
    return wording.text("study.balance.row", factor=level.factor, level=level.level)


def _shares(found: Diagnostics, wording: Wording) -> Table:
    names = ("level", "share_treated", "share_untreated", "share_weighted", "distance_before", "distance_after")
    return Table(
        caption=wording.text("study.table.balance"),
        columns=tuple(wording.text(f"study.column.{name}") for name in names),
        rows=tuple(
            (
                _level(each, wording),
                *(f"{100 * share:.1f}%" for share in (each.treated, each.untreated, each.weighted)),
                _distance(each.before),
                _distance(each.after),
            )
            for each in found.levels
        ),
        numeric=(1, 2, 3, 4, 5),
    )


def _distance(value: float | None) -> str:
    if value is None:
        return "–"
    text = f"{abs(value):.2f}"
    return f"{MINUS}{text}" if value < 0 and float(text) else text


def _strata(found: Diagnostics, wording: Wording) -> Table:
    return Table(
        caption=wording.text("study.table.strata"),
        columns=tuple(wording.text(f"study.column.{name}") for name in ("stratum", "starts", "tested", "alone")),
        rows=tuple(
            (
                each.label or wording.text("study.strata.whole"),
                *(whole(count, wording) for count in (each.starts, each.treated, each.alone)),
            )
            for each in found.strata
        ),
        numeric=(1, 2, 3),
        note=wording.text("study.strata.note"),
        secondary=True,
    )


def _weights(found: Diagnostics, wording: Wording) -> list[Block]:
    if found.weights is None:
        return []
    weights = found.weights
    said = wording.text(
        "study.weights.said",
        median=f"{weights.median:.3g}",
        upper=f"{weights.upper_percent:.3g}",
        largest=f"{weights.largest:.3g}",
        effective=whole(weights.effective, wording),
        people=whole(weights.people, wording),
    )
    return [Paragraph(text=said)]


def _unmeasured(found: Diagnostics, wording: Wording) -> list[Block]:
    told: list[Block] = []
    if found.e_value is not None:
        if found.e_value_interval is not None and found.e_value_interval <= 1:
            told.append(Paragraph(text=wording.text("study.evalue.none")))
        else:
            said = wording.text("study.evalue.said", value=f"{found.e_value:.2f}")
            if found.e_value_interval is not None:
                nearer = wording.text("study.evalue.interval", value=f"{found.e_value_interval:.2f}")
                said = wording.sentences(said, nearer)
            told.append(Paragraph(text=said))
    late = found.later_excess
    if late is not None and late.low is not None and late.high is not None:
        said = wording.text(
            "study.later.said",
            difference=per_thousand(late.value),
            low=per_thousand(late.low),
            high=per_thousand(late.high),
        )
        told.append(Paragraph(text=said))
    return told
