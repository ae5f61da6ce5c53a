"""How sure a study of so many pregnancies would be, as a document."""

from amnio.answers.study_power import StudyPower
from amnio.present.document import Audience, Block, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative.page import page_words
from amnio.present.narrative.study.amounts import per_thousand
from amnio.present.narrative.wording import Wording

_COLUMNS = ("by", "truth", "error", "power", "detectable")


def power_document(answer: StudyPower, language: Language | str) -> Document:
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN, topics=("study",))
    thousands = wording.numbers.thousands
    facts = wording.text(
        "study.power.facts",
        scenario=answer.scenario,
        pregnancies=thousands(answer.pregnancies),
        procedures=thousands(round(answer.procedures)),
    )
    table = Table(
        caption=wording.text("study.power.table", n=answer.registries),
        columns=tuple(wording.text(f"study.column.{name}") for name in _COLUMNS),
        rows=tuple(
            (
                wording.text(f"study.by.{each.by.value}"),
                per_thousand(each.truth),
                per_thousand(each.standard_error),
                wording.numbers.share(each.power),
                per_thousand(each.detectable),
            )
            for each in answer.horizons
        ),
        numeric=(1, 2, 3, 4),
    )
    blocks: list[Block] = [
        Paragraph(text=answer.teaches_zh if wording.chinese else answer.teaches, role="lead"),
        table,
        Paragraph(text=wording.text("study.power.how")),
        Heading(text=wording.text("study.heading.stamp"), id="stamp"),
        Paragraph(
            text=wording.text(
                "study.power.stamp", software=answer.software, evidence=answer.evidence, seed=answer.seed
            ),
            role="note",
        ),
    ]
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text("study.title.power"),
        facts=facts,
        blocks=tuple(blocks),
        footer=wording.text("study.power.footer"),
        words=page_words(wording),
    )
