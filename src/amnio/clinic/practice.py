"""How the women of a simulated population are cared for: who is tested and when, what follows, who is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass

from amnio.clinic.vocabulary import FetalClass

_MOST = 1.0 + 1e-9  # shares that add up to one, rounding aside


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Days of gestation, or days after something, all equally likely; both ends are in it."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 0 <= self.first <= self.last:
            raise ValueError(f"a span runs forward, not from {self.first} to {self.last}")

    @property
    def days(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Women:
    """Who they are. Ages are whole years, normal around `mean_age`, cut to the years from `youngest` to `oldest`."""

    mean_age: float
    spread_of_age: float
    youngest: int
    oldest: int
    history_share: float  # of women with an earlier second-trimester loss
    twin_share: float  # of pregnancies with two fetuses
    screen_positive: Mapping[FetalClass, float]  # by the class of the fetus

    def __post_init__(self) -> None:
        _shares(self.history_share, self.twin_share, *self.screen_positive.values())
        if not 0 < self.youngest < self.oldest or self.spread_of_age <= 0:
            raise ValueError("ages need a youngest below an oldest year, and a spread")


@dataclass(frozen=True, kw_only=True, slots=True)
class Testing:
    """Who has an amniocentesis, and when. `odds` of a woman without any reason, times a ratio for each reason."""

    odds: float
    odds_screen_positive: float
    odds_from_35: float
    odds_history: float
    weeks: Mapping[int, float]  # share planned in each completed week; the days of a week are equally likely
    excess_factor: float  # on what the procedure adds: 1, or 0 for a procedure that adds nothing
    repeated_share: float  # of procedures that are done again, as the fluid gave no result
    repeated: Span  # days from the first procedure to the second

    def __post_init__(self) -> None:
        _shares(self.repeated_share)
        if not self.repeated.first:
            raise ValueError("a procedure is done again at least a day after the first")
        if min(self.odds, self.odds_screen_positive, self.odds_from_35, self.odds_history, self.excess_factor) < 0:
            raise ValueError("odds and factors are not negative")
        if not 1.0 - (_MOST - 1.0) <= sum(self.weeks.values()) <= _MOST or min(self.weeks.values()) < 0:
            raise ValueError(f"the shares of the weeks add up to 1, not {sum(self.weeks.values())}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Endings:
    """Pregnancies ended on request: after the result of the fluid, and after a scan whoever was tested.

    Of twins only the fetus concerned is; and `both_share` of their losses take both.
    """

    after_result: Mapping[FetalClass, float]
    result: Span  # days from the procedure
    after_scan: Mapping[FetalClass, float]
    scan: Span  # days of gestation
    both_share: float

    def __post_init__(self) -> None:
        _shares(self.both_share, *self.after_result.values(), *self.after_scan.values())
        if not self.result.first:
            raise ValueError("a result comes at least a day after the procedure")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recording:
    """Who comes to be recorded, and from when: a pregnancy that ends before its first record is never seen.

    `referred_share` of those planned for a procedure are first recorded on its day, and `late_share` of those not
    planned for one only in `late`; the rest in `booking`. `redated_share` were dated otherwise at first, by days within
    `redated` too early or too late.
    """

    booking: Span
    late_share: float
    late: Span
    referred_share: float
    lost_to_follow_up: float
    units: int
    operators_per_unit: int
    redated_share: float
    redated: Span

    def __post_init__(self) -> None:
        _shares(self.late_share, self.referred_share, self.lost_to_follow_up, self.redated_share)
        if self.units < 1 or self.operators_per_unit < 1:
            raise ValueError("there is at least one unit, with at least one operator")


@dataclass(frozen=True, kw_only=True, slots=True)
class Practice:
    """Everything about a simulated population that is not the pregnancy model itself."""

    name: str
    women: Women
    testing: Testing
    endings: Endings
    recording: Recording

    @property
    def plain(self) -> bool:
        """Whether all pregnancies are single, tested once at most, and never re-dated."""
        return not (self.women.twin_share or self.testing.repeated_share or self.recording.redated_share)


def _shares(*shares: float) -> None:
    if any(not 0.0 <= share <= 1.0 for share in shares):
        raise ValueError(f"shares lie between 0 and 1, not {shares}")
