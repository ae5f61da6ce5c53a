"""One study as a document: how it was read, its counts with their place, contradictions, and what uses it."""

from amnio.answers.evidence_answer import StudyPage
from amnio.evidence import Study
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.figures_of_studies import contradiction_table, study_tables
from amnio.present.narrative.wording import Wording


def study_blocks(page: StudyPage, wording: Wording) -> list[Block]:
    """Everything that is filed of a study. Texts of the file are in English, as read."""
    filed = page.study
    identifiers = [f"doi {filed.doi}" if filed.doi else "", f"PMID {filed.pmid}" if filed.pmid else ""]
    blocks: list[Block] = [Paragraph(text=filed.citation, role="lead")]
    if shown := tuple(each for each in identifiers if each):
        blocks.append(Bullets(items=shown))
    blocks += [
        _heading("facts", wording),
        _facts(filed, wording),
        _heading("study_figures", wording),
        *study_tables(filed, wording),
    ]
    if not filed.arms and not filed.values:
        blocks.append(Paragraph(text=wording.text("evidence_site.no_figures")))
    blocks += [_heading("how_read", wording), *_how_read(filed, wording)]
    contradicting = contradiction_table([filed], wording)
    none = Paragraph(text=wording.text("evidence_site.no_contradictions_study"))
    blocks += [_heading("contradictions", wording), contradicting or none]
    return blocks + _used(page, wording)


def _heading(name: str, wording: Wording) -> Heading:
    return Heading(text=wording.text(f"evidence_site.{name}"), id=name.replace("_", "-"))


def _facts(filed: Study, wording: Wording) -> Table:
    named = [("design", wording.text(f"evidence_site.design.{filed.design}"))]
    named += [(name, getattr(filed, name)) for name in ("setting", "dating", "loss", "comparison", "window")]
    rows = [(wording.text(f"evidence.column_{name}"), value) for name, value in named]
    years = "" if filed.years is None else "–".join(dict.fromkeys(map(str, filed.years)))
    topics = wording.series([wording.text(f"evidence_site.topic.{topic}") for topic in filed.topics])
    more = (
        ("country", filed.country),
        ("years", years),
        ("topics", topics),
        ("no_identifier", filed.no_identifier),
    )
    rows += [(wording.text(f"evidence_site.{name}"), value) for name, value in more if value]
    return Table(
        caption=wording.text("evidence_site.filed"),
        columns=(wording.text("evidence_site.item"), wording.text("evidence_site.text")),
        rows=tuple(rows),
    )


def _how_read(filed: Study, wording: Wording) -> list[Block]:
    rows = [
        (wording.text("evidence_site.read_from"), wording.text(f"evidence_site.read.{filed.read}")),
        (
            wording.text("evidence.column_provenance"),
            wording.text(f"evidence_site.provenance.{filed.provenance}"),
        ),
    ]
    texts = (("derivation", filed.derivation), ("note", filed.note))
    rows += [(wording.text(f"evidence_site.{name}"), text) for name, text in texts if text]
    if filed.pooling is not None:
        verdict = wording.text("evidence.pooled" if filed.pooling.default else "evidence.not_pooled")
        rows.append((wording.text("evidence_site.verdict"), verdict))
        rows.append((wording.text("evidence_site.column_why"), filed.pooling.reason))
    columns = (wording.text("evidence_site.item"), wording.text("evidence_site.text"))
    blocks: list[Block] = [Table(caption=wording.text("evidence_site.filed"), columns=columns, rows=tuple(rows))]
    if filed.readings:
        names = ("reader", "reading")
        blocks.append(
            Table(
                caption=wording.text("evidence_site.readings"),
                columns=tuple(wording.text(f"evidence_site.{name}") for name in names),
                rows=filed.readings,
            )
        )
    return blocks


def _used(page: StudyPage, wording: Wording) -> list[Block]:
    named = tuple(name for name in page.used_by if name not in page.stands_in)
    lists = (("stands_in", page.stands_in), ("named_in", named), ("overlaps", page.study.overlaps))
    blocks: list[Block] = []
    for name, items in lists:
        if items:
            blocks += [_heading(name, wording), Bullets(items=items)]
    if not page.stands_in and not named:
        blocks += [_heading("stands_in", wording), Paragraph(text=wording.text("evidence_site.unused"))]
    return blocks
