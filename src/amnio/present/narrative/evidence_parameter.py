"""One parameter in full: what it means, how it is made, its figures, their pool, contradictions, and what changed."""

from decimal import Decimal

from amnio.answers.evidence_answer import Dossier, Making, ParameterPage
from amnio.evidence import Study
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.figures_of_studies import contradiction_table, source_tables
from amnio.present.narrative.numbers import MINUS
from amnio.present.narrative.pooling import pooling_blocks
from amnio.present.narrative.wording import Wording
from amnio.quantity import Estimate


def dossier_blocks(dossier: Dossier, wording: Wording) -> list[Block]:
    """All of it, in the order in which a doubt is followed: the value, how it came about, from which counts."""
    page = dossier.page
    blocks: list[Block] = [
        Paragraph(text=page.definition_zh if wording.chinese else page.definition, role="lead"),
        _heading("facts", wording),
        _facts(page, wording),
        value_table(page, wording),
        _heading("how", wording),
        *_how(page, dossier.making, wording),
        _heading("figures", wording),
        *_figures(page, dossier.making, wording),
    ]
    blocks += [_heading("pool", wording), *_pool(dossier, wording)]
    blocks += [_heading("sources", wording), *_sources(page.studies, wording)]
    none = Paragraph(text=wording.text("evidence_site.no_contradictions"))
    blocks += [_heading("contradictions", wording), contradiction_table(page.studies, wording) or none]
    return [*blocks, _heading("history", wording), _history(dossier, wording)]


def value_table(page: ParameterPage, wording: Wording) -> Table:
    """Mean and interval of each number of the parameter."""
    return Table(
        caption=wording.text("evidence.value"),
        columns=tuple(wording.text(f"evidence.column_{name}") for name in ("parameter", "mean", "interval")),
        rows=tuple((part.name, _number(part.value.mean), _ends(part.value, wording)) for part in page.parts),
        numeric=(1, 2),
    )


def value_text(value: Estimate, wording: Wording) -> str:
    """`1.32 (1.13 to 1.54)`; a number taken as known has no interval."""
    if value.low == value.high:
        return _number(value.mean)
    key = "interval.short_below_zero" if value.low < 0 else "interval.short"
    return wording.text(key, mean=_number(value.mean), low=_number(value.low), high=_number(value.high))


def _ends(value: Estimate, wording: Wording) -> str:
    if value.low == value.high:
        return ""
    key = "interval.ends_below_zero" if value.low < 0 else "interval.ends"
    return wording.text(key, low=_number(value.low), high=_number(value.high))


def _number(value: float) -> str:
    """Four digits, written out however small: `0.00006555`."""
    return f"{Decimal(f'{value:.4g}'):f}".replace("-", MINUS)


def _heading(name: str, wording: Wording) -> Heading:
    return Heading(text=wording.text(f"evidence_site.{name}"), id=name)


def _facts(page: ParameterPage, wording: Wording) -> Table:
    rows = (
        ("unit", wording.text(f"evidence_site.unit.{page.unit}")),
        ("window", page.window),
        ("comparison", page.comparison),
        ("basis", wording.text(f"basis.{page.basis}")),
    )
    return _two_columns("filed", tuple((wording.text(f"evidence.column_{name}"), text) for name, text in rows), wording)


def _two_columns(caption: str, rows: tuple[tuple[str, ...], ...], wording: Wording) -> Table:
    return Table(
        caption=wording.text(f"evidence_site.{caption}"),
        columns=(wording.text("evidence_site.item"), wording.text("evidence_site.text")),
        rows=rows,
    )


def _how(page: ParameterPage, making: Making, wording: Wording) -> list[Block]:
    rule = wording.text(f"evidence_site.rule.{making.rule}" if making.rule else "evidence_site.judged")
    why = page.why_zh if wording.chinese and page.why_zh else page.why
    blocks: list[Block] = [Paragraph(text=rule), *([Paragraph(text=why)] if why else [])]
    chosen = [*making.options, *((name, f"{scale:g}") for name, scale in making.priors.items())]
    if making.fallback:
        chosen.append(("fallback", making.fallback))
    if chosen:
        rows = tuple((wording.text(f"evidence_site.option.{name}"), text) for name, text in chosen)
        blocks.append(_two_columns("choices", rows, wording))
    return blocks


def _figures(page: ParameterPage, making: Making, wording: Wording) -> list[Block]:
    blocks: list[Block] = list(source_tables(making.rows, wording))
    if not blocks:
        blocks.append(Paragraph(text=wording.text("evidence_site.no_figures")))
    leans = tuple(study.key for study in page.studies) if page.basis == "judgement" else ()
    for name, keys in (("leans_on", leans), ("beside", making.beside)):
        if keys:
            heading = Heading(text=wording.text(f"evidence_site.{name}"), id=name, level=3)
            blocks += [heading, Bullets(items=keys)]
    return blocks


def _pool(dossier: Dossier, wording: Wording) -> list[Block]:
    if dossier.pooled is None:
        return [Paragraph(text=wording.text("evidence_site.not_pooled_here"))]
    lead, facts, plot, *rest = pooling_blocks(dossier.pooled, wording)
    assert isinstance(lead, Paragraph)
    return [plot, Paragraph(text=lead.text), facts, *rest]


def _sources(studies: tuple[Study, ...], wording: Wording) -> list[Block]:
    if not studies:
        return [Paragraph(text=wording.text("evidence_site.no_sources"))]
    return [study_table(studies, wording)]


def study_table(studies: tuple[Study, ...], wording: Wording) -> Table:
    """Studies one line each, with what kind of study they are and where their numbers come from."""
    names = ("study", "year", "design", "provenance", "citation")
    return Table(
        caption=wording.text("evidence.all_studies", n=len(studies)),
        columns=tuple(wording.text(f"evidence.column_{name}") for name in names),
        rows=tuple(
            (
                study.key,
                str(study.year),
                wording.text(f"evidence_site.design.{study.design}"),
                wording.text(f"evidence_site.provenance.{study.provenance}"),
                study.citation,
            )
            for study in studies
        ),
    )


def _history(dossier: Dossier, wording: Wording) -> Block:
    if not dossier.begins:
        return Paragraph(text=wording.text("evidence_site.no_record"))
    if not dossier.changes:
        return Paragraph(text=wording.text("evidence_site.no_changes", begins=dossier.begins))
    names = ("release", "before", "after", "why")
    return Table(
        caption=wording.text("evidence_site.before_after"),
        columns=tuple(wording.text(f"evidence_site.column_{name}") for name in names),
        rows=tuple(
            (change.release, change.before, change.after, change.reason_zh if wording.chinese else change.reason)
            for change in dossier.changes
        ),
    )
