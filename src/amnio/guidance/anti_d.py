"""The anti-D dose for a week, per issuer; read from `care/anti_d.toml`."""

from dataclasses import dataclass
from functools import cache

from amnio.clinic.gestation import GestationalAge
from amnio.guidance.care_item import Dose
from amnio.guidance.files import read
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import known_profiles
from amnio.guidance.source import cited

FILE = "care/anti_d.toml"
UNITS = ("IU", "microgram", "vial")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Band:
    start: GestationalAge
    stop: GestationalAge | None
    only_after_loss: bool  # the issuer speaks of a loss, not of the needle
    dose: Dose


def anti_d_doses(at: GestationalAge | None, profile: str, occasion: Occasion = Occasion.AFTER_LOSS) -> tuple[Dose, ...]:
    """The doses at that week: the chosen profile's own, or all issuers' side by side when it names none.

    Empty when the week is not known, or when nobody names a dose for it.
    """
    if at is None:
        return ()
    bands = tuple(band for band in _bands() if occasion is Occasion.AFTER_LOSS or not band.only_after_loss)
    own = tuple(band for band in bands if band.dose.profile == profile)
    return tuple(band.dose for band in own or bands if band.start <= at and (band.stop is None or at < band.stop))


@cache
def _bands() -> tuple[_Band, ...]:
    found = []
    for row in read(FILE).tables("dose"):
        (source,) = cited(row)
        band = _Band(
            start=row.age("from"),
            stop=row.age("before") if "before" in row else None,
            only_after_loss=row.flag("only_after_loss") if "only_after_loss" in row else False,
            dose=Dose(
                profile=row.choice("profile", tuple(known_profiles())),
                amount=row.optional_number("amount"),
                unit=row.choice("unit", UNITS),
                at_least=row.flag("at_least"),
                bleed_test=row.flag("bleed_test"),
                wording=source.wording.value,
                source=str(source),
            ),
        )
        row.finish()
        found.append(band)
    return tuple(found)


def written_dose(dose: Dose, language: str) -> str:
    """The dose in words, in its issuer's own unit.

    >>> written_dose(anti_d_doses(GestationalAge.parse("20+0"), "rcog-2021")[0], "en")
    'at least 500 IU, and measure the size of the bleed'
    """
    words = read("dose_words.toml").table("zh" if language == "zh" else "en")
    if dose.amount is None:
        line = words.text("local")
    else:
        line = words.text(dose.unit).replace("{amount}", f"{dose.amount:g}")
        line = words.text("at_least").replace("{dose}", line) if dose.at_least else line
    return line + words.text("bleed_test") if dose.bleed_test else line
