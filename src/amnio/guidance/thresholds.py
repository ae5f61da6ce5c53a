"""The limits that urgent signs and care are judged by: one file, each limit with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from amnio.guidance.files import read
from amnio.guidance.source import Source, cited


@dataclass(frozen=True, kw_only=True, slots=True)
class Thresholds:
    """Which side a value on the limit falls is written in the rule that uses it (`at_least`, `above`, `below`)."""

    fever_c: float
    low_temperature_c: float
    crp_mg_l: float
    procalcitonin_ug_l: float
    lactate_mmol_l: float
    pads_per_hour: float
    pads_hours: float
    epds_further: float
    epds_further_china: float
    phq9_further: float
    self_harm_item: float

    def slots(self) -> Mapping[str, str]:
        """Each limit as it is written in a sentence."""
        return {name: written(name, getattr(self, name)) for name in NAMES}


NAMES = tuple(field.name for field in fields(Thresholds))


def written(name: str, value: float) -> str:
    """Temperatures always keep their decimal; other limits only when they have one.

    >>> written("fever_c", 38.0), written("pads_per_hour", 2.0)
    ('38.0', '2')
    """
    return f"{value:.1f}" if name.endswith("_c") else f"{value:g}"


@cache
def default_thresholds() -> Thresholds:
    table = read("thresholds.toml")
    found = Thresholds(**{name: table.table(name).number("value") for name in NAMES})
    table.finish()
    return found


@cache
def threshold_sources(name: str) -> tuple[Source, ...]:
    return cited(read("thresholds.toml").table(name))
