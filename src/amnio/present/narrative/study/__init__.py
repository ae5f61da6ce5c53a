"""An answer about a population as a document: effect, incidence, or both as a report."""

from amnio.answers.study_answer import StudyEffect, StudyIncidence, StudyReport
from amnio.present.document import Audience, Block, Document, Language
from amnio.present.narrative.page import page_words
from amnio.present.narrative.study import checklists, checks, effect, frame, incidence, methods, sensitivity
from amnio.present.narrative.wording import Wording

TOPIC = "study"


def write(answer: StudyEffect | StudyIncidence | StudyReport, *, language: Language | str = Language.EN) -> Document:
    """The document of an answer, for who reads studies; there is none for a family."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN, topics=(TOPIC,))
    match answer:
        case StudyEffect():
            kind, facts, blocks = "effect", frame.effect_facts(answer, wording), _effect(answer, wording)
        case StudyIncidence():
            kind, facts, blocks = "incidence", frame.incidence_facts(answer, wording), _incidence(answer, wording)
        case StudyReport():
            kind, facts, blocks = "report", frame.effect_facts(answer.effect, wording), _report(answer, wording)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text(f"study.title.{kind}"),
        facts=facts,
        blocks=tuple(blocks),
        footer=frame.footer(answer.stamp, wording),
        words=page_words(wording),
    )


def _effect(answer: StudyEffect, wording: Wording) -> list[Block]:
    return [
        *effect.blocks(answer, wording),
        *checks.blocks(answer, wording),
        *sensitivity.blocks(answer, wording),
        *frame.flow(answer.flow, wording, answer.suppressed),
        *frame.stamp(answer.stamp, wording),
    ]


def _incidence(answer: StudyIncidence, wording: Wording) -> list[Block]:
    return [
        *incidence.lead(answer, wording),
        *incidence.blocks(answer, wording),
        *frame.flow(answer.flow, wording, answer.suppressed),
        *frame.stamp(answer.stamp, wording),
    ]


def _report(answer: StudyReport, wording: Wording) -> list[Block]:
    """The effect first, then the incidence, what was done, and what authors still have to write."""
    return [
        *effect.blocks(answer.effect, wording),
        *(incidence.missing(wording) if answer.incidence is None else incidence.blocks(answer.incidence, wording)),
        *checks.blocks(answer.effect, wording),
        *sensitivity.blocks(answer.effect, wording),
        *frame.flow(answer.effect.flow, wording, answer.effect.suppressed),
        *methods.blocks(answer.effect, wording),
        *checklists.blocks(answer, wording),
        *frame.stamp(answer.stamp, wording),
    ]
