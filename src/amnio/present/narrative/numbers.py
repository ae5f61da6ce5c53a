"""How numbers, weeks and dates are written: one function a kind, two languages, two audiences.

Posterior probabilities are written in whole percents (their intervals are tens of points wide), risks before an
outcome with the decimals of the published tables, and for families only as counts of 1,000 women with both ends,
rounded outwards, so that a rounded range never excludes what the model does not exclude.
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amnio.clinic.gestation import GestationalAge
from amnio.present.catalogue import Catalogue
from amnio.present.document import Audience, Language
from amnio.quantity.estimate import Estimate

MINUS = "−"
PER_FAMILY = 1000  # the one denominator of a family page
_SLACK = 1e-9  # keeps 3.0000000001 of 1,000 from becoming 4


@dataclass(frozen=True, slots=True)
class Numbers:
    """Writes numbers for one language and one audience."""

    catalogue: Catalogue
    audience: Audience

    @property
    def chinese(self) -> bool:
        return self.catalogue.language is Language.ZH

    @property
    def family(self) -> bool:
        return self.audience is Audience.FAMILY

    def plain(self, value: float) -> str:
        """A number as it was recorded: whole ones by thousands, others with their decimals."""
        return self.thousands(int(value)) if value == int(value) else f"{value:g}"

    def thousands(self, count: int) -> str:
        """English 30,893; Chinese 1000 up to four digits, from there with narrow no-break spaces."""
        if not self.chinese:
            return f"{count:,}"
        return str(count) if count < 10_000 else f"{count:,}".replace(",", "\u202f")

    def signed(self, value: float, decimals: int = 1) -> str:
        """A number with its sign: +2.1, −0.5; a value that rounds to zero has none."""
        rounded = round(value, decimals)
        sign = "" if rounded == 0 else "+" if rounded > 0 else MINUS
        return f"{sign}{abs(rounded):.{decimals}f}"

    # Weeks and dates

    def week(self, at: str) -> str:
        """Gestational age inside a sentence; `at` is written `16+3`."""
        age = GestationalAge.parse(at)
        weeks, days = divmod(age.days, 7)
        if self.family:
            if self.chinese:
                return f"怀孕{weeks}周零{days}天" if days else f"怀孕满{weeks}周"
            return f"{weeks} weeks and {days} day{'s' if days != 1 else ''}" if days else f"{weeks} weeks"
        return f"孕{weeks}周+{days}天" if self.chinese else f"{weeks}+{days} weeks"

    def short_week(self, at: str) -> str:
        """Gestational age in a table or on an axis."""
        age = GestationalAge.parse(at)
        weeks, days = divmod(age.days, 7)
        if self.family:
            if self.chinese:
                return f"{weeks}周零{days}天" if days else f"满{weeks}周"
            return f"{weeks} weeks {days} day{'s' if days != 1 else ''}" if days else f"{weeks} weeks"
        return f"{weeks}周+{days}" if self.chinese else f"{weeks}+{days}"

    def date(self, on: date) -> str:
        if self.chinese and not self.family:
            return on.isoformat()
        if not self.family:
            return f"{on.day} {self._name('months_short', on.month - 1)} {on.year}"
        return self.catalogue.text(
            "date.long",
            weekday=self._name("weekdays", on.weekday()),
            day=on.day,
            month=self._name("months_long", on.month - 1),
            year=on.year,
        )

    def _name(self, names: str, index: int) -> str:
        return self.catalogue.text(f"date.{names}").split()[index]

    # Probabilities

    def share(self, probability: float) -> str:
        """A posterior probability in whole percents; never 0% or 100% unless it is exactly that."""
        if probability <= 0:
            return "0"
        if probability < 0.005:
            return "<1%"
        if 0.995 <= probability < 1:
            return ">99%"
        return f"{100 * probability:.0f}%"

    def share_with_interval(self, estimate: Estimate) -> str:
        """`71% (95% interval 52% to 86%)`; exactly zero is written as 0, and one text for all three once."""
        if estimate.high <= 0:
            return "0"
        if len({self.share(value) for value in (estimate.mean, estimate.low, estimate.high)}) == 1:
            return self.share(estimate.mean)
        return self.catalogue.text(
            "interval.share",
            mean=self.share(estimate.mean),
            low=self.share(estimate.low),
            high=self.share(estimate.high),
        )

    def share_and_ends(self, estimate: Estimate) -> str:
        """`71% (52% to 86%)`, for a table or a figure whose heading says that the ends are those of a 95 % interval."""
        if estimate.high <= 0:
            return "0"
        mean, low, high = (self.share(value) for value in (estimate.mean, estimate.low, estimate.high))
        return self.catalogue.text("interval.short", mean=mean, low=low, high=high)

    def percent(self, probability: float, like: float | None = None) -> str:
        """A risk: two decimals under 1 %, one from there on. `like` sets the decimals (ends of an interval)."""
        decimals = 2 if abs(probability if like is None else like) < 0.01 else 1
        text = f"{100 * abs(probability):.{decimals}f}"
        negative = probability < 0 and float(text) != 0
        return f"{MINUS if negative else ''}{text}%"

    def bound(self, probability: float) -> str:
        """A risk that a paper gives as a limit, as the paper prints it: `5%`."""
        return f"{100 * probability:.3g}%"

    def percent_and_ends(self, estimate: Estimate) -> str:
        """A risk with its ends, for a table whose heading says that they are those of a 95 % interval."""
        if 0 < estimate.mean < 0.001:
            mean = self.catalogue.text("risk.below", n=self.thousands(round(100_000 * estimate.mean)))
        else:
            mean = self.percent(estimate.mean)
        low, high = self.percent(estimate.low, estimate.mean), self.percent(estimate.high, estimate.mean)
        key = "interval.short_below_zero" if estimate.low < 0 else "interval.short"
        return self.catalogue.text(key, mean=mean, low=low, high=high)

    def significant(self, estimate: Estimate) -> str:
        """A number of any unit with four significant digits, never as a power of ten, and the ends of its interval."""
        mean, low, high = (_four_digits(value) for value in (estimate.mean, estimate.low, estimate.high))
        if low == high:
            return mean
        key = "interval.short_below_zero" if estimate.low < 0 else "interval.short"
        return self.catalogue.text(key, mean=mean, low=low, high=high)

    def ends(self, low: float, high: float) -> str:
        """Two ends in whole percents."""
        return self.catalogue.text("interval.ends", low=self.end(low), high=self.end(high))

    def end(self, probability: float) -> str:
        """One end of a bound; zero and one may be reached."""
        return "0%" if probability <= 0 else "100%" if probability >= 1 else self.share(probability)

    # Counts of women

    def of_thousand(self, estimate: Estimate) -> tuple[int, int]:
        """Both ends as whole people of 1,000, rounded outwards."""
        low = max(0, math.floor(PER_FAMILY * estimate.low + _SLACK))
        high = min(PER_FAMILY, math.ceil(PER_FAMILY * estimate.high - _SLACK))
        return low, high

    def people(self, estimate: Estimate, counted: str = "people", *, only_a_bound: bool = False) -> str:
        """`between 3 and 12` (of 1,000 women); under one: `fewer than 1`. `counted` is "people" or "losses"."""
        low, high = self.of_thousand(estimate)
        if counted == "people" and (high <= 1 or only_a_bound):
            return self.catalogue.text("family.people.fewer_than", high=self.thousands(max(1, high)))
        if counted == "people" and low == high:
            return self.catalogue.text("family.people.exactly", low=self.thousands(low))
        return self.catalogue.text(f"family.{counted}.between", low=self.thousands(low), high=self.thousands(high))


def _four_digits(value: float) -> str:
    return f"{Decimal(f'{value:.4g}'):f}".replace("-", MINUS)
