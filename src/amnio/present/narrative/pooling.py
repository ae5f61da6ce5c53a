"""A pooling as a document: the effect, its studies, and what happens without each and as they came in."""

from collections.abc import Sequence

from amnio.answers.evidence_answer import PoolAnswer, PoolStep
from amnio.answers.fit_parameters import NAME as EXCESS
from amnio.present.document import Audience, Block, Bullets, Document, Language, Paragraph, Table
from amnio.present.narrative.effects import effect_text, ends_text
from amnio.present.narrative.forest import TOPIC, forest_plot
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording


def pooling(answer: PoolAnswer, language: Language) -> Document:
    """The whole document."""
    wording = Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))
    return Document(
        language=language,
        audience=wording.audience,
        title=answer.name,
        facts="",
        blocks=(*pooling_blocks(answer, wording), Paragraph(text=_not_the_parameter(answer, wording), role="note")),
        footer=wording.text("evidence.footer"),
        words=page_words(wording),
    )


def pooling_blocks(answer: PoolAnswer, wording: Wording) -> list[Block]:
    """The blocks of a pooling, for a document of its own or a section of another."""
    lead = wording.text(
        "evidence_site.pooled_effect",
        measure=wording.capital(wording.text(f"evidence_site.measure.{answer.measure}")),
        effect=effect_text(answer.effect, answer.measure, wording),
    )
    blocks: list[Block] = [
        Paragraph(text=lead, role="lead"),
        Bullets(items=tuple(_facts(answer, wording))),
        forest_plot(answer, wording),
        _steps("evidence.leave_one_out", answer.leave_one_out, answer, wording),
        _steps("evidence.cumulative", answer.cumulative, answer, wording),
    ]
    if answer.left_out:
        no_counts = wording.text("evidence_site.no_counts")
        blocks.append(
            Table(
                caption=wording.text("evidence.left_out"),
                columns=(wording.text("evidence.column_study"), wording.text("evidence_site.column_why")),
                rows=tuple((entry.key, entry.reason or no_counts) for entry in answer.left_out),
            )
        )
    return blocks


def _facts(answer: PoolAnswer, wording: Wording) -> list[str]:
    key = f"evidence_site.method_{answer.method}_arms"
    compares = answer.studies[0].control_total is not None
    method = key if not compares and key in wording.catalogue else f"evidence.method_{answer.method}"
    facts = [wording.text(method), _window(answer, wording)]
    if answer.groups:
        facts.append(wording.text("evidence_site.groups", groups=wording.series(answer.groups)))
    if mixed := _two_kinds_of_controls(answer, wording):
        facts.append(mixed)
    if answer.prediction is not None:
        facts.append(wording.text("evidence.prediction", ends=ends_text(answer.prediction, answer.measure, wording)))
    else:
        kind = "common" if answer.common else "model"
        facts.append(wording.text(f"evidence_site.no_prediction.{kind}"))
    if answer.q is not None:
        i2 = "" if answer.i2 is None else f"{100 * answer.i2:.0f}%"
        facts.append(wording.text("evidence.heterogeneity", q=f"{answer.q:.2f}", degrees=answer.degrees, i2=i2))
    if answer.tau2 is not None:
        facts.append(wording.text("evidence.tau2", tau2=f"{answer.tau2:.3g}"))
    if answer.small_studies is not None:
        trend = answer.small_studies
        facts.append(wording.text("evidence.small_studies", test=trend.test.title(), p=f"{trend.p_value:.2f}"))
    return facts


def _window(answer: PoolAnswer, wording: Wording) -> str:
    if len(answer.windows) > 1:
        return wording.text(
            "evidence_site.pooled_windows", windows=wording.series(answer.windows), n=len(answer.studies)
        )
    return wording.text("evidence_site.pooled_window", window=answer.windows[0], n=len(answer.studies))


def _two_kinds_of_controls(answer: PoolAnswer, wording: Wording) -> str:
    """That controls of the same risk and others stand in one pool: said, never silently so."""
    same = sum(study.same_risk is True for study in answer.studies)
    other = sum(study.same_risk is False for study in answer.studies)
    return wording.text("evidence_site.two_controls", same=same, other=other) if same and other else ""


def _steps(key: str, steps: Sequence[PoolStep], answer: PoolAnswer, wording: Wording) -> Table:
    return Table(
        caption=wording.text(key),
        columns=(wording.text("evidence.column_study"), wording.text("evidence.column_effect")),
        rows=tuple((step.label, _step(step, answer, wording)) for step in steps),
        numeric=(1,),
    )


def _step(step: PoolStep, answer: PoolAnswer, wording: Wording) -> str:
    if step.effect is None:
        return wording.text(f"evidence_site.refused.{step.refusal}")
    return effect_text(step.effect, answer.measure, wording)


def _not_the_parameter(answer: PoolAnswer, wording: Wording) -> str:
    key = "evidence.not_the_parameter" if answer.name == EXCESS else "evidence_site.not_the_parameter"
    return wording.text(key)
