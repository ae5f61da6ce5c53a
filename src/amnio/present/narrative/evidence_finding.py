"""A finding table as a document: for each row, how often every level is seen, and on what that rests."""

from amnio.answers.evidence_answer import FindingPage, FindingRowPage
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.figures_of_studies import source_tables
from amnio.present.narrative.wording import Wording


def finding_blocks(page: FindingPage, wording: Wording) -> list[Block]:
    """The whole table, a section a row."""
    facts = (("window", page.window), ("comparison", page.comparison))
    blocks: list[Block] = [
        Paragraph(text=page.definition_zh if wording.chinese else page.definition, role="lead"),
        Heading(text=wording.text("evidence_site.facts"), id="facts"),
        Table(
            caption=wording.text("evidence_site.filed"),
            columns=(wording.text("evidence_site.item"), wording.text("evidence_site.text")),
            rows=tuple((wording.text(f"evidence.column_{name}"), text) for name, text in facts),
        ),
    ]
    for row in page.rows:
        blocks += _row(row, page, wording)
    return blocks


def row_anchor(key: str) -> str:
    """The anchor of a row, which no other part of the page has."""
    return f"row-{key}"


def _row(row: FindingRowPage, page: FindingPage, wording: Wording) -> list[Block]:
    holds = wording.listing([wording.mechanism_or_class(code) for code in row.applies_to])
    basis = wording.text(f"basis.{row.basis}")
    numbers = wording.numbers
    blocks: list[Block] = [
        Heading(text=wording.text("evidence_site.row", name=row.key), id=row_anchor(row.key)),
        Paragraph(text=wording.labelled(wording.text("evidence_site.applies_to"), holds)),
        Paragraph(text=wording.labelled(wording.text("evidence.column_basis"), basis)),
        Table(
            caption=wording.text("evidence_site.row_value"),
            columns=(
                wording.text("evidence_site.level"),
                wording.text("evidence.column_mean"),
                wording.text("evidence.column_interval"),
            ),
            rows=tuple(
                (
                    wording.level(page.finding, level.name),
                    numbers.percent(level.value.mean),
                    wording.text(
                        "interval.ends",
                        low=numbers.percent(level.value.low, level.value.mean),
                        high=numbers.percent(level.value.high, level.value.mean),
                    ),
                )
                for level in row.levels
            ),
            numeric=(1, 2),
        ),
        Paragraph(text=row.reason_zh if wording.chinese and row.reason_zh else row.reason),
        *source_tables(row.rows, wording),
    ]
    if row.studies:
        title = wording.text("evidence.studies_behind" if row.basis == "data" else "evidence_site.leans_on")
        blocks += [Heading(text=title, id=f"{row_anchor(row.key)}-studies", level=3), Bullets(items=row.studies)]
    return blocks
