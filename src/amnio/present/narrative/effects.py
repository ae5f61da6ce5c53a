"""How an effect is written: differences and risks in per cent, ratios as they are, a minus that is one."""

from amnio.answers.evidence_answer import Effect
from amnio.present.narrative.numbers import MINUS
from amnio.present.narrative.wording import Wording

_RATIOS = ("rr", "or")


def effect_text(effect: Effect, measure: str, wording: Wording) -> str:
    """The estimate with the ends of its interval, for a place whose heading says which interval it is."""
    low, high = (number_text(value, measure) for value in (effect.low, effect.high))
    key = "interval.short_below_zero" if effect.low < 0 else "interval.short"
    return wording.text(key, mean=number_text(effect.estimate, measure), low=low, high=high)


def ends_text(ends: tuple[float, float], measure: str, wording: Wording) -> str:
    """Two ends of an interval."""
    low, high = (number_text(value, measure) for value in ends)
    return wording.text("interval.ends_below_zero" if ends[0] < 0 else "interval.ends", low=low, high=high)


def number_text(value: float, measure: str) -> str:
    """`0.32` (percentage points), `−0.10`, `1.45`; risks keep three digits, so that rare ones can be told apart."""
    if measure in _RATIOS:
        return f"{value:.2f}"
    if measure == "rd":
        text = f"{100 * abs(value):.2f}"
        return f"{MINUS}{text}" if value < 0 and float(text) else text
    return f"{100 * value:#.3g}".rstrip(".") if value else "0"
