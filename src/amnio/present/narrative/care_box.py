"""The boxes and the family's words on a page of care: after a loss those of the letter, else those of the procedure."""

from dataclasses import replace

from amnio.answers.care_answer import Care
from amnio.answers.on_a_day import urgent_on
from amnio.clinic.vocabulary import ProcedureKind
from amnio.guidance.occasion import Occasion
from amnio.guidance.thresholds import default_thresholds
from amnio.present.document import Urgent
from amnio.present.narrative import family_box
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

_SIGNS = ("fluid", "bleeding", "fever", "chills", "pain", "ill")


def own_words(answer: Care, wording: Wording, phone: str | None) -> OwnWords:
    """The family's words; what to say on arrival depends on whether the pregnancy goes on."""
    words = OwnWords.of(answer.summary, wording, phone)
    if answer.occasion is Occasion.AFTER_LOSS:
        return words
    on = answer.summary.procedure_on
    if answer.summary.procedure == ProcedureKind.NONE.value:
        desk = wording.text("care.box.say_no_procedure")
    elif on is None:
        desk = wording.text("care.box.say_undated")
    else:
        desk = wording.text("care.box.say", date=wording.numbers.date(on))
    return replace(words, desk=desk)


def boxes(answer: Care, wording: Wording, words: OwnWords) -> list[Urgent]:
    """For a family. The last one holds the signs to go or to come for."""
    if answer.occasion is Occasion.AFTER_LOSS:
        urgent = urgent_on(answer.urgent, answer.day_zero, answer.asked_on)
        return family_box.boxes(urgent, wording, words)
    return family_box.boxes(answer.urgent, wording, words, _after_procedure(wording))


def _after_procedure(wording: Wording) -> family_box.GeneralSigns:
    temperature = f"{default_thresholds().slots()['fever_c']}\u00a0°C"
    given = {"fever": {"temp": temperature}}
    lines = {sign: wording.text(f"care.box.{sign}", **given.get(sign, {})) for sign in _SIGNS}
    return family_box.GeneralSigns(title=wording.text("care.box.title"), lines=lines)
