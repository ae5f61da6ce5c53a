"""The evidence as documents: parameters and studies, for readers who doubt a number.

Study files hold what was read in English; a Chinese document translates its own words and shows theirs as filed.
"""

from collections.abc import Sequence

from amnio.answers.evidence_answer import ParameterPage, StudyPage
from amnio.evidence import Study
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative.evidence_study import study_blocks
from amnio.present.narrative.forest import TOPIC
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.quantity import Estimate


def parameter_list(pages: Sequence[ParameterPage], language: Language) -> Document:
    """All parameters, one line each; a vector parameter tells how many numbers it holds."""
    wording = _wording(language)
    rows = tuple(
        (
            page.name,
            _value(page.parts[0].value) if len(page.parts) == 1 else wording.text("evidence.parts", n=len(page.parts)),
            page.unit,
            wording.text(f"basis.{page.basis}"),
            str(len(page.studies)),
        )
        for page in pages
    )
    table = Table(
        caption=wording.text("evidence.all_parameters", n=len(pages)),
        columns=_columns(wording, "parameter", "value", "unit", "basis", "studies"),
        rows=rows,
        numeric=(1, 4),
    )
    return _document(wording, wording.text("evidence.title"), (table,))


def parameter(page: ParameterPage, language: Language) -> Document:
    """One parameter with its value, what it rests on, and the studies with their counts."""
    wording = _wording(language)
    definition = page.definition_zh if wording.chinese else page.definition
    values = Table(
        caption=wording.text("evidence.value"),
        columns=_columns(wording, "parameter", "mean", "interval"),
        rows=tuple((part.name, f"{part.value.mean:.4g}", _ends(part.value)) for part in page.parts),
        numeric=(1, 2),
    )
    facts = Bullets(
        items=(
            wording.labelled(wording.text("evidence.column_unit"), page.unit),
            wording.labelled(wording.text("evidence.column_window"), page.window),
            wording.labelled(wording.text("evidence.column_comparison"), page.comparison),
            wording.labelled(wording.text("evidence.column_basis"), wording.text(f"basis.{page.basis}")),
        )
    )
    blocks: list[Block] = [Paragraph(text=definition, role="lead"), facts, values]
    if page.why:
        key = "evidence.method" if page.basis == "data" else "evidence.reason"
        blocks += [Heading(text=wording.text(key), id="why"), Paragraph(text=page.why)]
    if page.studies:
        blocks += [
            Heading(text=wording.text("evidence.studies_behind"), id="studies"),
            _study_table(page.studies, wording),
        ]
    return _document(wording, page.name, tuple(blocks))


def study_list(pages: Sequence[StudyPage], language: Language) -> Document:
    """All studies, one line each."""
    wording = _wording(language)
    return _document(
        wording, wording.text("evidence.title"), (_study_table(tuple(page.study for page in pages), wording),)
    )


def study(page: StudyPage, language: Language) -> Document:
    """One study: how it was read, its counts with their place, contradictions, and what uses it."""
    wording = Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))
    return _document(wording, page.study.key, tuple(study_blocks(page, wording)))


def _study_table(studies: Sequence[Study], wording: Wording) -> Table:
    return Table(
        caption=wording.text("evidence.all_studies", n=len(studies)),
        columns=_columns(wording, "study", "year", "design", "provenance", "citation"),
        rows=tuple((study.key, str(study.year), study.design, study.provenance, study.citation) for study in studies),
    )


def _wording(language: Language) -> Wording:
    return Wording(language=language, audience=Audience.CLINICIAN)


def _document(wording: Wording, title: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts="",
        blocks=blocks,
        footer=wording.text("evidence.footer"),
        words=page_words(wording),
    )


def _columns(wording: Wording, *names: str) -> tuple[str, ...]:
    return tuple(wording.text(f"evidence.column_{name}") for name in names)


def _value(value: Estimate) -> str:
    return f"{value.mean:.4g}" if value.low == value.high else f"{value.mean:.4g} ({_ends(value)})"


def _ends(value: Estimate) -> str:
    return f"{value.low:.4g} – {value.high:.4g}"
