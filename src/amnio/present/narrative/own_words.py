"""The family's own words, and the slots that only a person or the record can fill."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from amnio.clinic.case import FamilyWords
from amnio.clinic.vocabulary import ProcedureKind
from amnio.guidance.advice import PEOPLE_SLOTS
from amnio.present.narrative.wording import Wording

_SLOT = re.compile(r"\{(\w+)\}")


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
        if summary.procedure == ProcedureKind.NONE.value:
            desk = wording.text("family.box.say_no_procedure")
        elif summary.procedure_on is None or summary.loss_on is None:
            desk = wording.text("family.box.say_undated")
        else:
            desk = wording.text("family.box.say", date_procedure=date_procedure, date_loss=date_loss)
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


def _default_baby(summary: About) -> str:
    if summary.fetuses < 2:
        return "family.default_baby"
    return "family.default_babies" if summary.fetuses_lost in (None, summary.fetuses) else "family.default_one_of"
