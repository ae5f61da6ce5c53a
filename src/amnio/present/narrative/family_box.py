"""The boxes at the top of a family's letter: what to act on now, and whom to call. The last one also ends it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amnio.guidance.thresholds import default_thresholds
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Urgent
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

#: Signs that belong into every letter, in the order of the box.
_SIGNS = ("fever", "chills", "discharge", "pain", "ill", "bleeding")
#: A sign that the text of an urgency tells in its own words.
_TOLD_BY = {Urgency.HEAVY_BLEEDING: "bleeding", Urgency.SEVERE_PAIN_AFTER_DIFFICULT_PROCEDURE: "pain"}
_LAST = ("desk", "phone")  # slots of the lines that close the box


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneralSigns:
    """The signs that everybody is told: lines by sign, and the title of a box in which nothing holds."""

    title: str
    lines: Mapping[str, str]


def boxes(
    urgent: Sequence[Urgency], wording: Wording, words: OwnWords, general: GeneralSigns | None = None
) -> list[Urgent]:
    """Thoughts of self-harm have a box of their own, and the first one; then that of the signs."""
    signs = write([each for each in urgent if each is not Urgency.SELF_HARM], wording, words, general)
    if Urgency.SELF_HARM not in urgent:
        return [signs]
    text, language = urgent_text(Urgency.SELF_HARM), wording.language.value
    lines = tuple(map(words.fill, text.lines(language, family=True)))
    return [Urgent(title=text.title(language, family=True), lines=lines), signs]


def write(urgent: Sequence[Urgency], wording: Wording, words: OwnWords, general: GeneralSigns | None = None) -> Urgent:
    """One box: that of the urgent signs which hold, completed with the general signs; else the general signs."""
    general = general or after_loss(wording)
    signs = [line for sign, line in general.lines.items() if sign not in _told(urgent)]
    told = list(dict.fromkeys(line for urgency in urgent for line in _lines(urgency, wording)))
    body = [words.fill(line) for line in told if not _closes(line)]
    if not urgent:
        title, body = general.title, signs
    else:
        title = words.fill(urgent_text(urgent[0]).title(wording.language.value, family=True))
        body = _completed(body, signs, wording)
    if (delay := wording.text("family.box.delay")) not in body:
        body.append(delay)
    closing = [next((line for line in told if f"{{{slot}}}" in line), "") for slot in _LAST]
    desk, phone = (words.fill(line) for line in closing)
    return Urgent(
        title=title,
        lines=(*body, desk or words.desk, phone or wording.text("family.phone", phone=words.phone)),
    )


def _lines(urgency: Urgency, wording: Wording) -> tuple[str, ...]:
    return urgent_text(urgency).lines(wording.language.value, family=True)


def _closes(line: str) -> bool:
    return any(f"{{{slot}}}" in line for slot in _LAST)


def _told(urgent: Sequence[Urgency]) -> set[str]:
    return {_TOLD_BY[urgency] for urgency in urgent if urgency in _TOLD_BY}


def after_loss(wording: Wording) -> GeneralSigns:
    """What everybody is told after a loss."""
    slots = default_thresholds().slots()
    given = {
        "fever": {"temp": f"{slots['fever_c']}\u00a0°C"},
        "bleeding": {"pads": slots["pads_per_hour"], "hours": slots["pads_hours"]},
    }
    lines = {sign: wording.text(f"family.box.{sign}", **given.get(sign, {})) for sign in _SIGNS}
    return GeneralSigns(title=wording.text("family.box.title"), lines=lines)


def _completed(body: list[str], signs: list[str], wording: Wording) -> list[str]:
    """The lines with the signs they lack: after the last sign they name, or under an order of their own."""
    named = [place for place, line in enumerate(body) if _plain(line) in {_plain(sign) for sign in signs}]
    lacking = [sign for sign in signs if _plain(sign) not in {_plain(line) for line in body}]
    if named:
        end = named[-1] + 1
        return [*body[:end], *lacking, *body[end:]]
    return [*body, wording.text("family.box.also"), *lacking]


def _plain(line: str) -> str:
    return line.replace("\u00a0", " ")
