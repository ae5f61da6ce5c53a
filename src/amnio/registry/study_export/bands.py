"""Numbers as bands, so that one woman's exact figure is not in the file. None stays None: not known."""

from bisect import bisect_right

_AGES = (20, 25, 30, 35, 40, 45)
_BMI = (18.5, 25.0, 30.0)
_BMI_NAMES = ("under 18.5", "18.5 to 24", "25 to 29", "30 or more")
_RISKS = (50, 100, 270)
_RISK_NAMES = ("up to 50", "51 to 100", "101 to 270", "over 270")


def age_band(years: float | None) -> str | None:
    if years is None:
        return None
    place = bisect_right(_AGES, years)
    if place == 0:
        return f"under {_AGES[0]}"
    if place == len(_AGES):
        return f"{_AGES[-1]} or more"
    return f"{_AGES[place - 1]} to {_AGES[place] - 1}"


def bmi_band(value: float | None) -> str | None:
    return None if value is None else _BMI_NAMES[bisect_right(_BMI, value)]


def risk_band(risk: float | None) -> str | None:
    """`risk` as a probability; told as one in how many."""
    return None if risk is None else _RISK_NAMES[sum(round(1.0 / risk) > limit for limit in _RISKS)]


def count_band(count: int | None, most: int) -> str | None:
    """0, 1, ... and from `most` on *or more*."""
    if count is None:
        return None
    return str(count) if count < most else f"{most} or more"
