"""What moved the answer, what was recorded and did not, and which parameters it hangs on."""

import re

from amnio.answers.review_answer import CauseWeight, FactWeight, Influence, Review
from amnio.clinic.vocabulary import Group
from amnio.present.document import Block, Heading, Paragraph, Table, WeightChart, WeightRow
from amnio.present.narrative.wording import Wording

#: The codes of the members of a row, as the evidence files end its definition.
_MEMBERS = re.compile(r"[(（]([a-z0-9_]+(?:, [a-z0-9_]+)*)[)）]$")
_SPAN_OF_WEEKS = re.compile(r"w(\d+)_(\d+|term)")
_PARTS_OF_A_ROW = 4  # finding.<finding>.<row>.<level>
_NAMED = 3  # members of a row that are named; the others are counted
_SPEAKS_FOR = 0.5  # of the heaviest weight


def write(review: Review, wording: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text=wording.text("heading.moved"), id="moved")]
    if review.moved:
        blocks += [_chart(review, wording), Paragraph(text=wording.text("moved.scale"), role="note")]
    else:
        blocks.append(Paragraph(text=wording.text("moved.none")))
    if review.unmoved:
        facts = wording.series(
            [wording.labelled(wording.field(fact.field), wording.value(fact.value)) for fact in review.unmoved]
        )
        blocks.append(Paragraph(text=wording.text("moved.unmoved", facts=facts)))
    if review.influences:
        blocks.append(_influences(review, wording))
    return blocks


def fact_label(fact: FactWeight, wording: Wording) -> str:
    """`fever: 38.6 °C` where a measurement was recorded, otherwise the level in words."""
    if fact.value is None:
        return wording.labelled(wording.fact(fact.fact), wording.level(fact.fact, fact.level))
    measured = wording.measured(fact.value, fact.unit)
    name = wording.fact(fact.fact)
    if measured.casefold() in name.casefold():
        return name
    label = wording.labelled(name, measured)
    if f"level.{fact.fact}.{fact.level}" in wording.catalogue and fact.level != fact.value:
        return wording.bracketed(label, wording.text(f"level.{fact.fact}.{fact.level}"))
    return label


def strongest(fact: FactWeight) -> CauseWeight:
    """The weight that a reader expects: what a fact speaks for; or against, where that is far stronger."""
    heaviest = max(fact.weights, key=lambda weight: abs(weight.weight))
    foremost = max(fact.weights, key=lambda weight: weight.weight)
    return foremost if foremost.weight >= _SPEAKS_FOR * abs(heaviest.weight) else heaviest


def _toward(weight: CauseWeight, wording: Wording) -> str:
    side = "against" if weight.weight < 0 else "for"
    return wording.text(f"group_{side}.{weight.group.value}")


def _chart(review: Review, wording: Wording) -> WeightChart:
    rows, spoken = [], []
    for fact in review.moved:
        if not fact.weights:
            continue
        top = strongest(fact)
        label, number, toward = fact_label(fact, wording), wording.numbers.signed(top.weight), _toward(top, wording)
        rows.append(WeightRow(code=top.group.value, label=label, weight=top.weight, text=number, sub=toward))
        spoken.append(wording.text("moved.row", fact=label, weight=number, toward=toward))
    title = wording.text("moved.title")
    return WeightChart(
        title=title,
        description=wording.text("moved.description", rows=wording.series(spoken)),
        rows=tuple(rows),
        table=_table(review, wording, title),
    )


def _table(review: Review, wording: Wording, caption: str) -> Table:
    groups = tuple(Group)
    body = []
    for fact in review.moved:
        weights = {weight.group: weight.weight for weight in fact.weights}
        body.append(
            (
                fact_label(fact, wording),
                *(wording.numbers.signed(weights[group]) if group in weights else "" for group in groups),
                _basis(fact.basis, wording),
            )
        )
    return Table(
        caption=caption,
        columns=(
            wording.text("moved.column_fact"),
            *(wording.text(f"group.{group.value}") for group in groups),
            wording.text("moved.column_basis"),
        ),
        rows=tuple(body),
        numeric=tuple(range(1, len(groups) + 1)),
    )


def _basis(basis: str, wording: Wording) -> str:
    return wording.text(f"basis.{basis}")


def _influences(review: Review, wording: Wording) -> Table:
    return Table(
        caption=wording.text("moved.influences"),
        columns=tuple(wording.text(f"moved.column_{name}") for name in ("parameter", "influence", "basis")),
        rows=tuple(
            (
                _definition(influence, wording),
                wording.numbers.share(influence.share),
                _basis(influence.basis, wording),
            )
            for influence in review.influences
        ),
        numeric=(1,),
    )


def _component(code: str, wording: Wording) -> str:
    """A part of a vector parameter in words: a mechanism, a group, a span of weeks; a coefficient keeps its letter."""
    if span := _SPAN_OF_WEEKS.fullmatch(code):
        start, end = span[1], wording.text("moved.term") if span[2] == "term" else span[2]
        return wording.text("moved.weeks", start=start, end=end)
    if f"group.{code}" in wording.catalogue:
        return wording.text(f"group.{code}")
    return wording.mechanism_or_class(code)


def _definition(influence: Influence, wording: Wording) -> str:
    """What the parameter is. A row of a finding table is told by its finding, level and members, not by its codes."""
    definition = influence.definition_zh if wording.chinese else influence.definition
    members = _MEMBERS.search(definition)
    parts = influence.parameter.split(".")
    if parts[0] != "finding" or len(parts) != _PARTS_OF_A_ROW or members is None:
        component = parts[-1]
        if not definition.endswith((f": {component}", f"：{component}")):
            return definition
        return definition.removesuffix(component) + _component(component, wording)
    _, fact, _, level = parts
    codes = members[1].split(", ")
    named = [wording.mechanism_or_class(code) for code in codes[:_NAMED]]
    if len(codes) > _NAMED:
        named.append(wording.text("moved.more_members", n=len(codes) - _NAMED))
    return wording.text(
        "moved.finding_row", fact=wording.fact(fact), level=wording.level(fact, level), members=wording.series(named)
    )
