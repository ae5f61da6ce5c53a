"""A pooling as a forest plot, with the table that says the same."""

from amnio import __version__
from amnio.answers.evidence_answer import Effect, PoolAnswer, PooledStudy
from amnio.answers.fit_parameters import NAME as EXCESS
from amnio.present.document import Audience, ForestPlot, ForestRow, Language, Table
from amnio.present.figures.drawing import forest_file
from amnio.present.narrative.effects import effect_text, ends_text
from amnio.present.narrative.wording import Wording

TOPIC = "evidence_site"
_RATIOS = ("rr", "or")
_LOGARITHMIC = (*_RATIOS, "rate")


def forest_plot(answer: PoolAnswer, wording: Wording) -> ForestPlot:
    """The plot of a pooling."""
    compares = answer.studies[0].control_total is not None
    title = wording.text("evidence_site.forest_title", name=answer.name)
    return ForestPlot(
        title=title,
        description=_description(answer, wording),
        columns=_columns(answer, wording, compares=compares),
        rows=tuple(_row(study, answer, wording) for study in answer.studies),
        pooled=_pooled(answer, wording, compares=compares),
        prediction=_prediction(answer, wording, compares=compares),
        ratio=answer.measure in _LOGARITHMIC,
        percent=answer.measure not in _RATIOS,
        no_effect=_no_effect(answer, compares=compares),
        axis=wording.text(f"evidence_site.axis.{answer.measure}"),
        sides=(wording.text("evidence_site.fewer"), wording.text("evidence_site.more")) if compares else ("", ""),
        table=_table(answer, wording, compares=compares),
    )


def _description(answer: PoolAnswer, wording: Wording) -> str:
    said = [
        wording.text(
            "evidence_site.forest_description",
            n=len(answer.studies),
            measure=wording.text(f"evidence_site.measure.{answer.measure}"),
            effect=effect_text(answer.effect, answer.measure, wording),
        )
    ]
    if answer.prediction is not None:
        said.append(wording.text("evidence.prediction", ends=ends_text(answer.prediction, answer.measure, wording)))
    weighed = any(study.weight is not None for study in answer.studies)
    said.append(wording.text("evidence_site.squares_weighed" if weighed else "evidence_site.squares_equal"))
    if any(study.effect is not None and study.effect.corrected for study in answer.studies):
        said.append(wording.text("evidence_site.corrected"))
    return wording.sentences(*said)


def _columns(answer: PoolAnswer, wording: Wording, *, compares: bool) -> tuple[str, ...]:
    if not compares:
        counts: tuple[str, ...] = (wording.text("evidence.column_counts"),)
    elif answer.name == EXCESS:
        counts = (wording.text("evidence.column_treated"), wording.text("evidence.column_control"))
    else:
        counts = (wording.text("evidence_site.column_group"), wording.text("evidence_site.column_compared"))
    return (wording.text("evidence.column_study"), *counts, wording.text("evidence.column_effect"))


def _row(study: PooledStudy, answer: PoolAnswer, wording: Wording) -> ForestRow:
    effect = study.effect
    return ForestRow(
        label=study.label,
        sub=wording.text("evidence_site.dot").join(_facts(study, answer, wording)),
        counts=_counts(study, wording),
        estimate=None if effect is None else effect.estimate,
        low=None if effect is None else effect.low,
        high=None if effect is None else effect.high,
        weight=study.weight,
        text=_study_text(effect, answer, wording),
    )


def _facts(study: PooledStudy, answer: PoolAnswer, wording: Wording) -> list[str]:
    """The year; who was compared, where studies differ in it; the window, where several are pooled."""
    facts = [str(study.year)]
    if study.same_risk is not None:
        facts.append(wording.text("evidence_site.same_risk" if study.same_risk else "evidence_site.other_risk"))
    if len(answer.windows) > 1:
        facts.append(study.window)
    if study.weight is not None:
        facts.append(wording.text("evidence_site.weight", share=_share(study.weight)))
    return facts


def _study_text(effect: Effect | None, answer: PoolAnswer, wording: Wording) -> str:
    if effect is None:
        return wording.text("evidence_site.says_nothing")
    return effect_text(effect, answer.measure, wording) + ("*" if effect.corrected else "")


def _counts(study: PooledStudy, wording: Wording) -> tuple[str, ...]:
    treated = _events(study.treated_events, study.treated_total, wording)
    if study.control_events is None or study.control_total is None:
        return (treated,)
    return treated, _events(study.control_events, study.control_total, wording)


def _events(events: int, total: int, wording: Wording) -> str:
    return f"{wording.numbers.thousands(events)}/{wording.numbers.thousands(total)}"


def _pooled(answer: PoolAnswer, wording: Wording, *, compares: bool) -> ForestRow:
    studies = answer.studies
    totals = (_events(sum(s.treated_events for s in studies), sum(s.treated_total for s in studies), wording),)
    if compares:
        control = sum(s.control_events or 0 for s in studies), sum(s.control_total or 0 for s in studies)
        totals += (_events(*control, wording),)  # type: ignore[assignment]
    return ForestRow(
        label=wording.text("evidence_site.pooled"),
        sub="",
        counts=totals,
        estimate=answer.effect.estimate,
        low=answer.effect.low,
        high=answer.effect.high,
        weight=None,
        text=effect_text(answer.effect, answer.measure, wording),
    )


def _prediction(answer: PoolAnswer, wording: Wording, *, compares: bool) -> ForestRow | None:
    if answer.prediction is None:
        return None
    return ForestRow(
        label=wording.text("evidence_site.prediction"),
        sub="",
        counts=("", "") if compares else ("",),
        estimate=None,
        low=answer.prediction[0],
        high=answer.prediction[1],
        weight=None,
        text=ends_text(answer.prediction, answer.measure, wording),
    )


def _no_effect(answer: PoolAnswer, *, compares: bool) -> float | None:
    if not compares:
        return None
    return 1.0 if answer.measure in _RATIOS else 0.0


def _table(answer: PoolAnswer, wording: Wording, *, compares: bool) -> Table:
    head, *counts, effect = _columns(answer, wording, compares=compares)
    columns = (head, wording.text("evidence.column_year"), *counts)
    if answer.name == EXCESS:
        columns += (wording.text("evidence.column_same_risk"),)
    columns += (effect, wording.text("evidence.column_weight"))
    rows = []
    for study in answer.studies:
        cells = [study.label, str(study.year), *_counts(study, wording)]
        if answer.name == EXCESS:
            cells.append(wording.text("evidence.yes" if study.same_risk else "evidence.no"))
        weight = "" if study.weight is None else _share(study.weight)
        rows.append((*cells, _study_text(study.effect, answer, wording), weight))
    effect_at = len(columns) - 2
    return Table(
        caption=wording.text("evidence.pooled_studies"),
        columns=columns,
        rows=tuple(rows),
        numeric=(*range(1, 2 + len(counts)), effect_at, effect_at + 1),
    )


def _share(weight: float) -> str:
    return f"{100 * weight:.1f}%"


def forest_svg(answer: PoolAnswer, fingerprint: str, language: Language) -> str:
    """The plot as a file of its own, with its method and what it was made from."""
    wording = Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))
    plot = forest_plot(answer, wording)
    note = wording.sentences(
        wording.text(f"evidence.method_{answer.method}"),
        plot.description,
        wording.text("stamp.short", software=__version__, evidence=fingerprint),
    )
    return forest_file(plot, language=language, footnote=note)
