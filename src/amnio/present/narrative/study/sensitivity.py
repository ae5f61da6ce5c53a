"""Whether the answer hangs on when losses are counted: window by window, and without the first days."""

from amnio.answers.study_answer import By, Design, DesignEffect, LossWindow, Sensitivity, StudyEffect
from amnio.present.document import Block, Heading, Paragraph, Table
from amnio.present.narrative.study.amounts import risk_text, whole, with_interval
from amnio.present.narrative.wording import Wording


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    found = answer.sensitivity
    if found is None or not (found.windows or found.early):
        return []
    told: list[Block] = [Heading(text=wording.text("study.heading.sensitivity"), id="sensitivity")]
    if found.windows:
        told.append(_windows(found, wording))
    if found.early:
        told += [_early(answer, found, wording), Paragraph(text=wording.text("study.early.note"), role="note")]
    return told


def _windows(found: Sensitivity, wording: Wording) -> Table:
    names = ("window", "treated", "untreated", "difference")
    return Table(
        caption=wording.text("study.table.windows"),
        columns=tuple(wording.text(f"study.column.{name}") for name in names),
        rows=tuple(
            (
                _days(each, wording),
                risk_text(each.treated),
                risk_text(each.untreated),
                with_interval(each.difference, wording),
            )
            for each in found.windows
        ),
        numeric=(1, 2, 3),
        note=wording.text("study.windows.note"),
    )


def _days(window: LossWindow, wording: Wording) -> str:
    if window.last_day is None:
        return wording.text("study.window.to_birth", first=window.first_day)
    return wording.text("study.window.days", first=window.first_day, last=window.last_day)


def _early(answer: StudyEffect, found: Sensitivity, wording: Wording) -> Table:
    """Beside the answer as it was made, by the same horizons."""
    told = list(dict.fromkeys(effect.by for each in found.early for effect in each.effects))
    answered = [each for each in answer.effects if each.design is Design.TRIALS]
    named = [(wording.text("study.early.answered"), answered)]
    named += [
        (wording.text(f"study.early.{each.done.value}", days=each.days), list(each.effects)) for each in found.early
    ]
    return Table(
        caption=wording.text("study.table.early"),
        columns=(
            wording.text("study.column.early"),
            *(wording.text("study.column.difference_by", by=wording.text(f"study.by.{by.value}")) for by in told),
            wording.text("study.column.speaks_for"),
        ),
        rows=tuple((name, *_differences(effects, told, wording)) for name, effects in named),
        numeric=tuple(range(1, len(told) + 2)),
    )


def _differences(effects: list[DesignEffect], told: list[By], wording: Wording) -> tuple[str, ...]:
    found = {each.by: each for each in effects}
    written = (with_interval(found[by].difference, wording) if by in found else "–" for by in told)
    return (*written, whole(max((each.speaks_for for each in effects), default=0.0), wording))
