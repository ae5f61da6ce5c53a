"""The header line of a counsel, its footer, and what makes it reproducible."""

from amnio.answers.counsel_answer import Counsel
from amnio.present.document import Audience, Block, Heading, Paragraph
from amnio.present.narrative.wording import Wording


def facts(counsel: Counsel, wording: Wording) -> str:
    """One line: identity, age, fetuses, now and the plan. For a family only now and the plan."""
    summary = counsel.summary
    if wording.audience is Audience.FAMILY:
        now = wording.numbers.week(summary.now)
        if summary.now == summary.planned:
            return wording.text("counsel.facts.family_now", now=now)
        return wording.text("counsel.facts.family", now=now, planned=wording.numbers.week(summary.planned))
    parts = []
    if summary.id:
        parts.append(wording.text("facts.id", id=summary.id))
    if summary.maternal_age is not None:
        parts.append(wording.text("facts.age", age=f"{summary.maternal_age:g}"))
    if summary.fetuses > 1:
        parts.append(wording.text("facts.twins"))
    parts.append(wording.text("counsel.facts.now", week=wording.numbers.short_week(summary.now)))
    week = wording.numbers.short_week(summary.planned)
    if summary.planned_on is None:
        parts.append(wording.text("counsel.facts.planned", week=week))
    else:
        parts.append(wording.text("counsel.facts.planned_on", week=week, date=wording.numbers.date(summary.planned_on)))
    return wording.text("facts.separator").join(parts)


def made_up(counsel: Counsel, wording: Wording) -> list[Block]:
    """That no real woman stands behind an example; nothing for a case of one's own."""
    if not counsel.summary.made_up:
        return []
    return [Paragraph(text=wording.text("counsel.made_up"), role="note")]


def footer(counsel: Counsel, wording: Wording) -> str:
    stamp = counsel.stamp
    if wording.audience is Audience.FAMILY:
        return wording.text("stamp.family", software=stamp.software, evidence=stamp.evidence)
    short = wording.text("stamp.short", software=stamp.software, evidence=stamp.evidence)
    return wording.sentences(wording.text("stamp.frame"), short)


def stamp(counsel: Counsel, wording: Wording) -> list[Block]:
    """How the answer was made, who gains from it (nobody), and when it changes."""
    made = counsel.stamp
    line = wording.text(
        "stamp.line",
        software=made.software,
        evidence=made.evidence,
        guidance=made.guidance,
        draws=wording.numbers.thousands(made.draws),
        fingerprint=made.draws_fingerprint,
        seed=made.seed,
    )
    told = wording.sentences(line, wording.text("counsel.update"), wording.text("counsel.conflict"))
    return [Heading(text=wording.text("heading.stamp"), id="stamp"), Paragraph(text=told, role="note")]
