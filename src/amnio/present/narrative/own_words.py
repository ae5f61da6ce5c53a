"""The family's own words, and the slots that only a person or the record can fill."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from amnio.clinic.case import FamilyWords
from amnio.clinic.vocabulary import ProcedureKind
from amnio.guidance.advice import PEOPLE_SLOTS
from amnio.present.narrative.wording import Wording

_TWINS = 2
_SLOT = re.compile(r"\{(\w+)\}")
#: A letter says "your baby"; she herself says "my baby".
_MINE = (("your ", "my "), ("one of your ", "one of my "), ("您的", "我的"))


class About(Protocol):
    """What the words of a family depend on: the header facts of an answer."""

    @property
    def words(self) -> FamilyWords: ...
    @property
    def procedure(self) -> str: ...
    @property
    def procedure_on(self) -> date | None: ...
    @property
    def loss_on(self) -> date | None: ...
    @property
    def fetuses(self) -> int: ...
    @property
    def fetuses_lost(self) -> int | None: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnWords:
    """What the family calls the baby and the loss; gentle defaults of the language where nobody asked."""

    baby: str
    lost: str
    phone: str
    place: str
    date_procedure: str
    date_loss: str
    desk: str  # what to say on arrival

    @classmethod
    def of(cls, summary: About, wording: Wording, phone: str | None = None) -> "OwnWords":
        dates = wording.numbers
        date_procedure = (
            dates.date(summary.procedure_on) if summary.procedure_on else wording.text("family.the_day_of_the_test")
        )
        date_loss = dates.date(summary.loss_on) if summary.loss_on else wording.text("family.the_day_it_happened")
        happened = _as_she_says_it(summary, wording)
        if summary.procedure == ProcedureKind.NONE.value:
            desk = wording.text("family.box.say_no_procedure", happened=happened)
        elif summary.procedure_on is None or summary.loss_on is None:
            desk = wording.text("family.box.say_undated", happened=happened, procedure=_procedure(summary, wording))
        else:
            slots = {"date_procedure": date_procedure, "date_loss": date_loss}
            slots["procedure"] = _procedure(summary, wording)
            desk = wording.text("family.box.say", happened=happened, **slots)
        return cls(
            baby=summary.words.baby or wording.text(_default_baby(summary)),
            lost=summary.words.lost or wording.text("family.default_lost"),
            phone=phone or wording.text("family.default_phone"),
            place=wording.text("family.default_place"),
            date_procedure=date_procedure,
            date_loss=date_loss,
            desk=desk,
        )

    def fill(self, text: str) -> str:
        """A text of the guidance files with its slots for people filled; names with braces in them stay as they are."""
        return _SLOT.sub(lambda found: getattr(self, found[1]) if found[1] in PEOPLE_SLOTS else found[0], text)


def _procedure(summary: About, wording: Wording) -> str:
    return wording.text(f"family.box.procedure.{summary.procedure}")


def _default_baby(summary: About) -> str:
    return f"family.default_{_who(summary)}"


def _who(summary: About) -> str:
    if summary.fetuses < _TWINS:
        return "baby"
    if summary.fetuses > _TWINS:
        return "one_of_several" if summary.fetuses_lost == 1 else "several"
    return "babies" if summary.fetuses_lost in (None, summary.fetuses) else "one_of"


def _as_she_says_it(summary: About, wording: Wording) -> str:
    """What happened, in her own mouth: the family's words for it, else that she lost her baby."""
    baby, lost = summary.words.baby, summary.words.lost
    if baby is None and lost is None:
        return wording.text(f"family.box.lost_{_who(summary)}")
    told = baby or wording.text(_default_baby(summary))
    for yours, mine in _MINE:
        if told.lower().startswith(yours):
            told = mine + told[len(yours) :]
    return wording.text("family.box.happened", baby=told, lost=lost or wording.text("family.default_lost"))
