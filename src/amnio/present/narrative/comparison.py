"""The same case under the packaged and under other evidence: both answers side by side, then the other one in full."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import takewhile

from amnio.answers.comparison import Reason, ReviewComparison
from amnio.answers.review_answer import Review
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table, Urgent
from amnio.present.narrative import write
from amnio.present.narrative.anyway import horizon_without, until
from amnio.present.narrative.evidence_changes import TOPIC, changed_table
from amnio.present.narrative.headline import answer, had_procedure
from amnio.present.narrative.learning import learned_table
from amnio.present.narrative.wording import Wording
from amnio.quantity import Estimate

_MANY = 8  # so many changed numbers are shown on a terminal without being asked for
_PER_CENT = 100


def write_comparison(
    comparison: ReviewComparison,
    *,
    language: Language | str = Language.EN,
    audience: Audience | str = Audience.CLINICIAN,
    phone: str | None = None,
) -> Document:
    """The document of a comparison. Urgent signs stay first.

    A family is told one answer, the one that its hospital chose, and in the footer that it was chosen.
    """
    document = write(comparison.other, language=language, audience=audience, phone=phone)
    wording = Wording(language=document.language, audience=document.audience, topics=(TOPIC, "learning"))
    if document.audience is Audience.FAMILY:
        footer = wording.sentences(document.footer, wording.text("comparison.family"))
        return replace(document, footer=footer)
    urgent = tuple(takewhile(lambda block: isinstance(block, Urgent), document.blocks))
    rest = document.blocks[len(urgent) :]
    lead = Paragraph(text=_lead(comparison, wording), role="lead")
    full = Heading(text=wording.text("comparison.review.full"), id="other-answer")
    blocks = (*urgent, lead, *_side_by_side(comparison, wording), full, *rest)
    return replace(document, title=wording.text("comparison.review.title"), blocks=blocks)


def _side_by_side(comparison: ReviewComparison, wording: Wording) -> Iterator[Block]:
    yield Heading(text=wording.text("comparison.review.heading"), id="comparison")
    yield Paragraph(text=_reason(comparison.reason, wording))
    packaged, other = _answers(comparison, wording)
    if packaged != other:
        named = (("comparison.review.packaged", packaged), ("comparison.review.other", other))
        yield Bullets(items=tuple(wording.labelled(wording.text(key), text) for key, text in named))
    yield _table(comparison, wording)
    if comparison.changed:
        caption = wording.text("comparison.review.numbers")
        yield changed_table(comparison.changed, caption, wording, more=len(comparison.changed) > _MANY)
    if comparison.learned:
        yield learned_table(comparison.learned, wording.text("comparison.review.learned"), wording)


def _reason(reason: Reason, wording: Wording) -> str:
    reasons = []
    if reason.folder is not None:
        reasons.append(wording.text("comparison.review.folder", folder=reason.folder))
    if reason.without:
        studies = wording.listing(reason.without)
        reasons.append(wording.text("comparison.review.without", studies=studies))
    if reason.site is not None:
        unit = reason.unit or wording.text("comparison.review.unit")
        reasons.append(wording.text("comparison.review.site", unit=unit, site=reason.site))
    return wording.text("comparison.review.reason", reasons=wording.listing(reasons))


def _lead(comparison: ReviewComparison, wording: Wording) -> str:
    packaged, other = _answers(comparison, wording)
    if packaged != other:
        return wording.text("comparison.review.other_answer")
    same = wording.text("comparison.review.same_answer", answer=other)
    if replace(comparison.packaged, stamp=comparison.other.stamp) != comparison.other:
        return same
    return wording.sentences(same, wording.text("comparison.review.no_difference"))


def _answers(comparison: ReviewComparison, wording: Wording) -> tuple[str, str]:
    return answer(comparison.packaged, wording), answer(comparison.other, wording)


def _table(comparison: ReviewComparison, wording: Wording) -> Table:
    shares, risks = (
        [find(review, wording) for review in (comparison.packaged, comparison.other)] for find in (_shares, _risks)
    )
    write_share, write_risk = wording.numbers.share_and_ends, wording.numbers.percent_and_ends
    rows = [
        (name, *(write_share(estimates[name]) for estimates in shares), _moved(name, shares, wording, decimals=1))
        for name in shares[0]
    ]
    rows += [
        (name, *(write_risk(estimates[name]) for estimates in risks), _moved(name, risks, wording, decimals=2))
        for name in risks[0]
    ]
    return Table(
        caption=wording.text("comparison.review.caption"),
        columns=tuple(
            wording.text(f"comparison.review.{name}") for name in ("quantity", "packaged", "other", "changed")
        ),
        rows=tuple(rows),
        numeric=(1, 2, 3),
    )


def _shares(review: Review, wording: Wording) -> Mapping[str, Estimate]:
    """Probabilities given everything recorded: the six causes, those that need a procedure, and lost anyway."""
    found = {wording.text(f"cause.{share.cause.value}"): share.probability for share in review.causes}
    if had_procedure(review):
        found[wording.text("comparison.review.needs_procedure")] = review.headline.procedure_related
    if (without := horizon_without(review)) is not None:
        name = wording.text("comparison.review.lost_anyway", by=until(without.by, wording))
        found[name] = without.lost_anyway
    return found


def _risks(review: Review, wording: Wording) -> Mapping[str, Estimate]:
    """What a procedure adds on average, before the loss was known."""
    name = partial(wording.text, "comparison.review.added")
    return {name(by=until(effect.by, wording)): effect.difference for effect in review.average_effects}


def _moved(name: str, pair: list[Mapping[str, Estimate]], wording: Wording, *, decimals: int) -> str:
    before, after = (estimates[name] for estimates in pair)
    if before == after:
        return wording.text("comparison.review.unchanged")
    return wording.numbers.signed(_PER_CENT * (after.mean - before.mean), decimals)
