"""How risks and effects of a study are written: of 1,000 women, ratios as they are, no interval where there is none."""

from collections.abc import Callable

from amnio.answers.study_answer import DesignEffect, Number
from amnio.present.narrative.numbers import MINUS
from amnio.present.narrative.wording import Wording

PER = 1000
_NONE = "–"


def per_thousand(value: float) -> str:
    """One decimal: `10.2`, `−0.4`; what rounds to nothing has no sign."""
    text = f"{PER * abs(value):.1f}"
    return f"{MINUS}{text}" if value < 0 and float(text) else text


def risk_text(risk: Number) -> str:
    return per_thousand(risk.value)


def with_interval(number: Number, wording: Wording) -> str:
    """Of 1,000, with both ends; the ends are left out where there are none."""
    return _interval(number, per_thousand, wording)


def ratio_text(ratio: Number | None, wording: Wording) -> str:
    return _NONE if ratio is None else _interval(ratio, lambda value: f"{value:.2f}", wording)


def whole(count: float, wording: Wording) -> str:
    return wording.numbers.thousands(round(count))


def effect_row(effect: DesignEffect, first: tuple[str, ...], wording: Wording) -> tuple[str, ...]:
    """A row of a table of effects, after its first cells."""
    return (
        *first,
        risk_text(effect.treated),
        risk_text(effect.untreated),
        with_interval(effect.difference, wording),
        ratio_text(effect.ratio, wording),
        whole(effect.speaks_for, wording),
    )


def _interval(number: Number, written: Callable[[float], str], wording: Wording) -> str:
    if number.low is None or number.high is None:
        return written(number.value)
    key = "interval.short_below_zero" if number.low < 0 else "interval.short"
    return wording.text(key, mean=written(number.value), low=written(number.low), high=written(number.high))
