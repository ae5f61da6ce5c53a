"""What a unit learned, in words: what was counted, what moved and how far, and what the counts cannot say."""

from collections.abc import Callable, Mapping

from amnio.answers.site import Movement, Note, SiteLearning
from amnio.present.catalogue import Catalogue, load
from amnio.present.document import Language
from amnio.quantity import Estimate

TOPIC = "learning"


def told(site: SiteLearning, language: Language) -> tuple[str, ...]:
    """Sentences, the most important first. Parameters without a name for readers are left to the file."""
    catalogue = load(language, TOPIC)
    learned = [_learned(movement, catalogue) for movement in site.movements if _key(movement) in catalogue]
    opening = (title(site, catalogue), counted(site, catalogue))
    return (*opening, *learned, *notes(site, catalogue), frame(catalogue), belongs(site, catalogue))


def title(site: SiteLearning, catalogue: Catalogue) -> str:
    """Whose counts they are."""
    return catalogue.text("learning.title", unit=site.counts.name or catalogue.text("learning.unit.unnamed"))


def counted(site: SiteLearning, catalogue: Catalogue) -> str:
    """What was counted, in one sentence."""
    counts = site.counts
    return catalogue.text(
        "learning.counted",
        procedures=f"{counts.procedures:,}",
        after=counts.losses_after_procedures,
        without=f"{counts.without_procedure:,}",
        losses=counts.losses - counts.losses_after_procedures,
        unfollowed=counts.lost_to_follow_up,
    )


def notes(site: SiteLearning, catalogue: Catalogue) -> tuple[str, ...]:
    """What a reader must know, and what the counts cannot say."""
    return tuple(_note(note, site, catalogue) for note in site.notes)


def frame(catalogue: Catalogue) -> str:
    return catalogue.text("learning.frame")


def belongs(site: SiteLearning, catalogue: Catalogue) -> str:
    return catalogue.text("learning.belongs", software=site.software, evidence=site.evidence)


def quantity_and_numbers(
    movement: Movement, catalogue: Catalogue, other: Callable[[Estimate], str]
) -> tuple[str, str, str]:
    """Name, before and after. A parameter without a name for readers has its own, and is written by `other`."""
    if _key(movement) not in catalogue:
        return movement.quantity, other(movement.prior), other(movement.posterior)
    before, now = (_number(estimate, catalogue, "interval.short") for estimate in (movement.prior, movement.posterior))
    return catalogue.raw(_key(movement)), before, now


def resolved(movement: Movement) -> str:
    """The share of what was uncertain that the counts resolved."""
    return _percent(movement.weight, decimals=0)


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


def _number(estimate: Estimate, catalogue: Catalogue, key: str = "learning.number") -> str:
    decimals = 2 if estimate.high < 1 / 10 else 0
    ends = {name: _percent(getattr(estimate, name), decimals=decimals) for name in ("mean", "low", "high")}
    return catalogue.text(key, **ends)


def _percent(share: float, *, decimals: int) -> str:
    return f"{100.0 * share:.{decimals}f}%"
