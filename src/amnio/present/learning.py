"""What a unit learned, in words: what was counted, what moved and how far, and what the counts cannot say."""

from collections.abc import Mapping

from amnio.answers.site import Movement, Note, SiteLearning
from amnio.present.catalogue import Catalogue, load
from amnio.present.document import Language
from amnio.quantity import Estimate

TOPIC = "learning"


def told(site: SiteLearning, language: Language) -> tuple[str, ...]:
    """Sentences, the most important first. Parameters without a name for readers are left to the file."""
    catalogue, counts = load(language, TOPIC), site.counts
    title = catalogue.text("learning.title", unit=counts.name or catalogue.text("learning.unit.unnamed"))
    counted = catalogue.text(
        "learning.counted",
        procedures=f"{counts.procedures:,}",
        after=counts.losses_after_procedures,
        without=f"{counts.without_procedure:,}",
        losses=counts.losses - counts.losses_after_procedures,
        unfollowed=counts.lost_to_follow_up,
    )
    learned = [_learned(movement, catalogue) for movement in site.movements if _key(movement) in catalogue]
    notes = [_note(note, site, catalogue) for note in site.notes]
    belongs = catalogue.text("learning.belongs", software=site.software, evidence=site.evidence)
    return (title, counted, *learned, *notes, catalogue.text("learning.frame"), belongs)


def stamp(fingerprint: str, language: Language) -> str:
    """The sentence with which an answer says that it is about a pregnancy in a certain unit."""
    return load(language, TOPIC).text("learning.stamp", site=fingerprint)


def _key(movement: Movement) -> str:
    return f"learning.quantity.{movement.quantity}"


def _learned(movement: Movement, catalogue: Catalogue) -> str:
    size = catalogue.text(f"learning.size.{movement.size.value}", weight=_percent(movement.weight, decimals=0))
    before, now = (_number(estimate, catalogue) for estimate in (movement.prior, movement.posterior))
    return catalogue.text("learning.learned", quantity=catalogue.raw(_key(movement)), before=before, now=now, size=size)


def _note(note: Note, site: SiteLearning, catalogue: Catalogue) -> str:
    key = f"learning.note.{note.value}"
    slots: Mapping[str, Mapping[str, object]] = {
        Note.NOT_TOLD_APART: {"correlation": "–" if site.correlation is None else f"{site.correlation:.2f}"},
        Note.MANY_LOST_TO_FOLLOW_UP: {
            "unfollowed": site.counts.lost_to_follow_up,
            "all_losses": site.counts.losses,
        },
        Note.OUTSIDE_LITERATURE: {"surprise": _percent(site.surprise or 0.0, decimals=2)},
    }
    return catalogue.text(key, **slots.get(note, {}))


def _number(estimate: Estimate, catalogue: Catalogue) -> str:
    decimals = 2 if estimate.high < 1 / 10 else 0
    ends = {name: _percent(getattr(estimate, name), decimals=decimals) for name in ("mean", "low", "high")}
    return catalogue.text("learning.number", **ends)


def _percent(share: float, *, decimals: int) -> str:
    return f"{100.0 * share:.{decimals}f}%"
