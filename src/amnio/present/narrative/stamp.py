"""The header line of a document, its footer, and the stamp that makes the answer reproducible."""

from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.clinic.case import MADE_UP
from amnio.clinic.vocabulary import FluidAppearance, ProcedureKind
from amnio.present.document import Audience, Block, Heading, Paragraph
from amnio.present.narrative.headline import had_procedure
from amnio.present.narrative.wording import Wording


def facts(review: Review | Unanswered, wording: Wording) -> str:
    """One line: identity, age, procedure, loss. For a family only the test and its day."""
    if wording.audience is Audience.FAMILY:
        return _family_facts(review, wording)
    summary = review.summary
    parts = []
    if summary.id:
        parts.append(wording.text("facts.id", id=summary.id))
    if summary.maternal_age is not None:
        parts.append(wording.text("facts.age", age=f"{summary.maternal_age:g}"))
    if summary.fetuses == 2:
        parts.append(wording.text("facts.twins"))
    elif summary.fetuses > 2:
        parts.append(wording.text("facts.fetuses", n=summary.fetuses))
    parts.append(_procedure(review, wording))
    parts.append(_loss(review, wording))
    return wording.text("facts.separator").join(parts)


def _procedure(review: Review | Unanswered, wording: Wording) -> str:
    summary = review.summary
    if not had_procedure(review):
        return wording.text("facts.no_procedure")
    if summary.procedure != ProcedureKind.AMNIOCENTESIS.value:
        at = "" if summary.procedure_at is None else wording.numbers.short_week(summary.procedure_at)
        return wording.sentences(wording.value(summary.procedure), at)
    if summary.procedure_at is None:
        return wording.text("facts.procedure_undated")
    text = wording.text("facts.procedure", week=wording.numbers.short_week(summary.procedure_at))
    details = []
    if summary.passes is not None:
        details.append(
            wording.text("facts.passes_one") if summary.passes == 1 else wording.text("facts.passes", n=summary.passes)
        )
    if summary.fluid in tuple(appearance.value for appearance in FluidAppearance):
        details.append(wording.value(summary.fluid))
    if details:
        joined = wording.text("list.separator").join(details)
        text = wording.sentences(text, wording.text("facts.details", details=joined))
    return text


def _loss(review: Review | Unanswered, wording: Wording) -> str:
    summary = review.summary
    if summary.loss_at is None:
        return wording.text("facts.loss_undated")
    text = wording.text("facts.loss", week=wording.numbers.short_week(summary.loss_at))
    if summary.days_after is None:
        return text
    day = (
        wording.text("facts.same_day")
        if summary.days_after == 0
        else wording.text("facts.day_after", n=summary.days_after)
    )
    return text + ("，" if wording.chinese else ", ") + day


def _family_facts(review: Review | Unanswered, wording: Wording) -> str:
    summary = review.summary
    if not had_procedure(review) or summary.procedure_at is None:
        return ""
    week = wording.numbers.week(summary.procedure_at)
    if summary.procedure_on is None:
        return wording.text("facts.family_procedure", week=week)
    return wording.text("facts.family_procedure_date", week=week, date=wording.numbers.date(summary.procedure_on))


def write(review: Review, wording: Wording) -> list[Block]:
    """How the answer was made, for the clinician's document."""
    blocks: list[Block] = [Heading(text=wording.text("heading.stamp"), id="stamp")]
    if citation := review.summary.citation:
        made_up = citation.label_strength == MADE_UP
        told = wording.text("facts.made_up") if made_up else wording.text("facts.citation", text=_cited(review))
        blocks.append(Paragraph(text=told, role="note"))
        if citation.determined_cause:
            conclusion = wording.text("facts.citation_cause", cause=wording.cause_as_written(citation.determined_cause))
            blocks.append(Paragraph(text=conclusion, role="note"))
    told = wording.sentences(_line(review, wording), _site(review, wording), wording.text("stamp.same"))
    blocks.append(Paragraph(text=told, role="note"))
    return blocks


def footer(review: Review | Unanswered, wording: Wording, *, signed: bool = False) -> str:
    """A family's page says that it is a draft until somebody has signed it."""
    if isinstance(review, Unanswered):
        return _footer_without_answer(review, wording, signed=signed)
    if wording.audience is Audience.FAMILY:
        stamp = review.stamp
        return wording.sentences(
            "" if signed else wording.text("stamp.draft"),
            wording.text("stamp.family", software=stamp.software, evidence=stamp.evidence),
        )
    stamp = review.stamp
    short = wording.text("stamp.short", software=stamp.software, evidence=stamp.evidence)
    return wording.sentences(wording.text("stamp.frame"), short)


def _footer_without_answer(review: Unanswered, wording: Wording, *, signed: bool) -> str:
    """No evidence was asked, so none is named."""
    made = made_without_answer(review, wording)
    if wording.audience is Audience.FAMILY:
        return wording.sentences("" if signed else wording.text("stamp.draft"), made)
    return wording.sentences(wording.text("stamp.frame"), made)


def made_without_answer(review: Unanswered, wording: Wording) -> str:
    """With what it was made: the software and the guidance files."""
    key = "stamp.family_no_answer" if wording.audience is Audience.FAMILY else "stamp.no_answer"
    return wording.text(key, software=review.stamp.software, guidance=review.stamp.guidance)


def _line(review: Review, wording: Wording) -> str:
    stamp = review.stamp
    return wording.text(
        "stamp.line",
        software=stamp.software,
        evidence=stamp.evidence,
        guidance=stamp.guidance,
        draws=wording.numbers.thousands(stamp.draws),
        fingerprint=stamp.draws_fingerprint,
        seed=stamp.seed,
    )


def _site(review: Review, wording: Wording) -> str:
    """That the answer is about a pregnancy in a unit with counts of its own; empty for most answers."""
    if review.stamp.site is None:
        return ""
    from amnio.present.learning import stamp  # with its own words, read only where they are said

    return stamp(review.stamp.site, wording.language)


def _cited(review: Review) -> str:
    citation = review.summary.citation
    assert citation is not None
    numbers = [f"doi:{citation.doi}" if citation.doi else "", f"PMID {citation.pmid}" if citation.pmid else ""]
    return " ".join(part for part in (citation.text, *numbers) if part)
