"""What a unit learned, in words: what was counted, what moved and how far, and what the counts cannot say."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from amnio.answers.site import Movement, Note, SiteLearning
from amnio.present.catalogue import Catalogue
from amnio.present.document import Language
from amnio.quantity import Estimate


@cache
def words(language: Language) -> Catalogue:
    """The catalogue `locale/<language>/learning.po`."""
    import polib

    source = files("amnio.present").joinpath("locale", language.value, "learning.po")
    entries = polib.pofile(source.read_text(encoding="utf-8"))
    return Catalogue(language, {entry.msgid: entry.msgstr for entry in entries})


def told(site: SiteLearning, language: Language) -> tuple[str, ...]:
    """Sentences, the most important first. Parameters without a name for readers are left to the file."""
    catalogue, counts = words(language), site.counts
    title = catalogue.text("title", unit=counts.name or catalogue.text("unit.unnamed"))
    counted = catalogue.text(
        "counted",
        procedures=f"{counts.procedures:,}",
        after=counts.losses_after_procedures,
        without=f"{counts.without_procedure:,}",
        losses=counts.losses - counts.losses_after_procedures,
        unfollowed=counts.lost_to_follow_up,
    )
    learned = [_learned(movement, catalogue) for movement in site.movements if _key(movement) in catalogue]
    notes = [_note(note, site, catalogue) for note in site.notes]
    belongs = catalogue.text("belongs", software=site.software, evidence=site.evidence)
    return (title, counted, *learned, *notes, catalogue.text("frame"), belongs)


def stamp(fingerprint: str, language: Language) -> str:
    """The sentence with which an answer says that it is about a pregnancy in a certain unit."""
    return words(language).text("stamp", site=fingerprint)


def _key(movement: Movement) -> str:
    return f"quantity.{movement.quantity}"


def _learned(movement: Movement, catalogue: Catalogue) -> str:
    size = catalogue.text(f"size.{movement.size.value}", weight=_percent(movement.weight, decimals=0))
    before, now = (_number(estimate, catalogue) for estimate in (movement.prior, movement.posterior))
    return catalogue.text("learned", quantity=catalogue.raw(_key(movement)), before=before, now=now, size=size)


def _note(note: Note, site: SiteLearning, catalogue: Catalogue) -> str:
    key = f"note.{note.value}"
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
    return catalogue.text("number", **ends)


def _percent(share: float, *, decimals: int) -> str:
    return f"{100.0 * share:.{decimals}f}%"
