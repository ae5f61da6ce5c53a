"""A finding as read from a case, and the thresholds with which signs are read."""

from dataclasses import dataclass

from amnio.clinic.vocabulary import Finding
from amnio.quantity import Draws


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadFinding:
    """A level of a finding, and the case fields it was read from. `value` is the measurement as recorded, if any."""

    finding: Finding
    level: str
    paths: tuple[str, ...]
    value: str | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignThresholds:
    """From where on a measurement counts as a sign; each from an evidence file (`sign.*`)."""

    fever_celsius: float
    crp_mg_l: float
    white_count_10e9_l: float
    procalcitonin_ug_l: float
    lactate_mmol_l: float

    @classmethod
    def from_draws(cls, draws: Draws) -> "SignThresholds":
        return cls(**{name: float(draws[f"sign.{name}"][0]) for name in cls.__slots__})
