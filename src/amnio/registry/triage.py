"""What a call means: the red flags in what she says, and what to do now, in the words of the guidance files.

The urgent signs are judged by the rules of `guidance/urgent`. Beside them stands what every leaflet tells a woman to
come for at once (`guidance/after_procedure/watch_closely.toml`); that each of these is a red flag on the worklist is a
judgement of ours: a flag too many costs a call, one too few may cost more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amnio.clinic.reading import partial_case
from amnio.clinic.vocabulary import Bleeding, Outcome, Presence
from amnio.guidance.care_text import care_text
from amnio.guidance.urgent import UrgentSign, urgent_signs
from amnio.present.document import Audience, Block, Document, Language, Paragraph, Step, Steps, Urgent
from amnio.present.narrative import basis
from amnio.present.narrative import urgent as urgent_words
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.registry.models import Pregnancy
from amnio.registry.words import words

#: The columns of a call, and the fields of a case whose words, vocabulary and ranges they have.
ASKED = {
    "fever": "signs.fever",
    "temperature_c": "signs.temperature_c",
    "chills": "aftercare.chills",
    "bleeding": "aftercare.bleeding_now",
    "fluid_leaking": "aftercare.fluid_leaking",
    "foul_discharge": "signs.foul_discharge",
    "abdominal_pain": "signs.abdominal_pain",
    "unwell": "aftercare.unwell",
}
#: To be seen at once for any of them.
_COME_AT_ONCE = (
    "signs.fever",
    "aftercare.chills",
    "aftercare.fluid_leaking",
    "signs.foul_discharge",
    "signs.abdominal_pain",
    "aftercare.unwell",
)
_LEAK, _WATCH = "leak_after_procedure", "watch_closely"


@dataclass(frozen=True, kw_only=True, slots=True)
class Triage:
    """`red_flags`: dotted paths of what was reported; empty says that none was reported, not that none is there.

    `asked`: whether anything was answered at all."""

    red_flags: tuple[str, ...]
    urgent: tuple[UrgentSign, ...]
    ongoing: bool
    leaking: bool
    asked: bool = True


def triage(pregnancy: Pregnancy, values: Mapping[str, Any]) -> Triage:
    """What she reports in this call, by path. Raises `CaseError` when it contradicts itself."""
    procedure = getattr(pregnancy, "procedure_section", None)
    loss = getattr(pregnancy, "loss_section", None)
    ongoing = loss is None or loss.outcome == Outcome.ONGOING.value
    given = {path: value for path, value in values.items() if value is not None}
    asked = bool(given)
    if procedure is not None:
        given |= {"procedure.kind": procedure.kind}
        if procedure.difficult is not None:
            given |= {"procedure.difficult": procedure.difficult}
    signs = urgent_signs(partial_case(given, pregnancy.number))
    flags = [path for path in _COME_AT_ONCE if given.get(path) == Presence.PRESENT.value]
    if given.get("aftercare.bleeding_now") == Bleeding.HEAVY.value:
        flags.append("aftercare.bleeding_now")
    flags += [path for sign in signs for path in sign.because if path in given and not path.startswith("procedure.")]
    return Triage(
        red_flags=tuple(dict.fromkeys(flags)),
        urgent=signs,
        ongoing=ongoing,
        leaking=given.get("aftercare.fluid_leaking") == Presence.PRESENT.value,
        asked=asked,
    )


def write(found: Triage, language: str) -> Document:
    """What to do now, for whoever holds the telephone."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN, topics=("guidance",))
    own = words(language)
    blocks: list[Block] = [*urgent_words.write([sign.urgency for sign in found.urgent], wording, ongoing=found.ongoing)]
    watch, leak = care_text(_WATCH), care_text(_LEAK)
    if found.red_flags and not found.urgent:
        blocks.append(
            Urgent(
                title=own.text("records.triage_see_now"),
                lines=(watch.text(language),),
                sources=basis.of_advice(watch, wording),
                more=watch.basis(language),
            )
        )
    if found.leaking:
        step = Step(
            when=own.text("records.triage_leak"),
            what=leak.text(language),
            why=basis.of_advice(leak, wording),
            more=leak.basis(language),
        )
        blocks.append(Steps(items=(step,)))
    if not found.red_flags:
        blocks += [
            Paragraph(text=own.text("records.triage_none" if found.asked else "records.triage_not_asked"), role="lead"),
            Paragraph(text=watch.text(language), role="note"),
        ]
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=own.text("records.triage_title"),
        facts="",
        blocks=tuple(blocks),
        footer="",
        words=page_words(wording),
    )
