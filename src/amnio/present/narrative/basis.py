"""What an advice rests on, in a line; and who issued it."""

from collections.abc import Iterable

from amnio.guidance.advice import Advice
from amnio.guidance.clocks import LaterStage, TestClock
from amnio.guidance.no_answer import NoAnswerText
from amnio.guidance.source import Source, marks
from amnio.guidance.source import Wording as SourceWording
from amnio.guidance.urgent import UrgentText
from amnio.present.narrative.wording import Wording

_NAMED = 3  # issuers that are named in the line; the others are counted
_NOBODYS = ("project", "recalled")  # no issuer: the mark of the wording says it


def of_advice(advice: Advice, wording: Wording) -> str:
    """`custom, not trial evidence (read in a summary) · founding text; WHO`."""
    evidence = wording.text(f"care.evidence.{advice.evidence.value}")
    return _joined(wording.bracketed(evidence, mark(advice.wording, wording)), advice.sources, wording)


def of_text(text: UrgentText | TestClock | LaterStage | NoAnswerText, wording: Wording) -> str:
    """The same where no kind of evidence is stated: `unverified wording · NICE; SMFM`."""
    return _joined(mark(text.wording, wording), text.sources, wording)


def _joined(kind: str, sources: Iterable[Source], wording: Wording) -> str:
    issued = list(
        dict.fromkeys(
            source.issuer_zh if wording.chinese else source.issuer for source in sources if source.key not in _NOBODYS
        )
    )
    if len(issued) > _NAMED + 1:
        issued[_NAMED:] = [wording.text("basis.more_issuers", n=len(issued) - _NAMED)]
    return wording.text("facts.separator").join(part for part in (kind, wording.series(issued)) if part)


def mark(known: SourceWording, wording: Wording) -> str:
    """How its wording is known, where it was not read in the issuer's own text; the worst of all its sources."""
    if known is SourceWording.VERIFIED:
        return ""
    found = marks()[known]
    return found.short_zh if wording.chinese else found.short_en
