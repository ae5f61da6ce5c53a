"""So many of 1,000: how every probability of a counsel is written, with both ends, on one denominator.

Clinicians read a mean with a decimal and its interval. Families read whole people, ends rounded outwards, and no middle
value, which would be remembered as the truth.
"""

from amnio.present.narrative.numbers import MINUS, PER_FAMILY
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_NEARLY_ALL = 4 / 5  # an interval so wide is said to tell little
_LEAST_SHOWN = 1 / 100  # of 1,000; below it a count is told as below it


def count(proportion: float) -> str:
    """A proportion as so many of 1,000: whole from a hundred on, one decimal from one on, two below; negative where
    the data are.

    >>> count(0.1742), count(0.00842), count(0.00042), count(-0.0034)
    ('174', '8.4', '0.42', '−3.4')
    """
    value = PER_FAMILY * abs(proportion)
    if 0.0 < value < _LEAST_SHOWN:
        return f"<{_LEAST_SHOWN:g}"
    decimals = 0 if value >= 100.0 else 1 if value >= 1.0 else 2
    written = f"{value:.{decimals}f}"
    return f"{MINUS}{written}" if proportion < 0.0 else written


def cell(estimate: Estimate | None, wording: Wording) -> str:
    """A clinician's cell: mean and ends; zero is written as zero, and no figure as no figure."""
    if estimate is None:
        return wording.text("counsel.count.not_known")
    if estimate.high == 0.0:
        return "0"
    numbers = three(estimate)
    if len(set(numbers.values())) == 1:
        return numbers["mean"]
    return wording.text("counsel.count", **numbers)


def three(estimate: Estimate) -> dict[str, str]:
    """The slots `mean`, `low` and `high`."""
    return {name: count(getattr(estimate, name)) for name in ("mean", "low", "high")}


def whole(estimate: Estimate, wording: Wording) -> dict[str, str]:
    """Whole people of 1,000, rounded outwards: `low` to `high`, and `go_low` to `go_high` who are not among them."""
    low, high = wording.numbers.of_thousand(estimate)
    numbers = {"low": low, "high": high, "go_low": PER_FAMILY - high, "go_high": PER_FAMILY - low}
    return {name: wording.numbers.thousands(number) for name, number in numbers.items()}


def tells_little(estimate: Estimate, wording: Wording) -> str:
    """What is said of an interval that leaves nearly everything open; empty for any other."""
    return wording.text("counsel.wide") if estimate.high - estimate.low > _NEARLY_ALL else ""


def until(by: str, wording: Wording) -> str:
    """The horizon by its name: a week, or birth."""
    return wording.text("anyway.birth") if by == "birth" else wording.numbers.week(by)
