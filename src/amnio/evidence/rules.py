"""The rules by which a `[from]` table makes a distribution out of rows and values of studies.

| rule | from | gives |
|---|---|---|
| `jeffreys` | `arms`, added up | Beta(events + 1/2, women - events + 1/2); `widened` divides both |
| `rate` | `arms`, added up | Gamma(events + 1/2) over the women (or woman-weeks) |
| `value`, `values` | `values` | the number(s), taken as known |
| `printed` | one of `values` | its interval as a central 95 % interval on a `scale`; `level` overrides what is filed |
| `ratio` | `treated`, `control` | `measure` risk_ratio (Katz) or odds_ratio (Woolf), log-normal |
| `difference` | `treated`, `control` | difference of two risks with its standard error, kept above zero |
| `span` | `arms` and `values` | from the least to the greatest number or printed end, as a central 95 % interval |
| `predictive` | `arms` and `values`, each counted once | normal predictive distribution of the next one on a `scale` |
| `shares` | `values` with `as` | Dirichlet with their proportions and a judged `weight` |
| `hazard_shares` | `values` with `as`: loss still to come at each time | the same, for the hazards between the times |
| `remaining` | `arms` with `as` | women at risk relative to the first arm, taken as known |

`widened` (a factor from 1 on the interval, on the scale) and `weight` are judgements and need `widened_reason` and
`weight_reason`. A zero cell of a ratio adds one half to all four. In `span` and `predictive` a proportion is its
Jeffreys mean, so that none of forty has a place on a log scale.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from types import MappingProxyType

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.printed import LEVEL
from amnio.evidence.selection import Figure

Z95 = 1.959963984540054  # 97.5 % point of the standard normal distribution
_WIDENED = ("widened", "widened_reason")
_WEIGHT = ("weight", "weight_reason")
_MEASURES = frozenset({"risk_ratio", "odds_ratio"})


@dataclass(frozen=True, slots=True)
class Rule:
    """`build` turns options and figures into the record of a distribution.

    `complete`: without one of its figures there is nothing left; else the rule goes on with `least` figures or more.
    """

    build: Callable[[Record, Sequence[Figure], str], Record]
    takes: tuple[str, ...]
    options: tuple[str, ...] = ()
    complete: bool = False
    least: int = 1


@dataclass(frozen=True, slots=True)
class _Scale:
    family: str
    there: Callable[[float], float]
    back: Callable[[float], float]
    holds: Callable[[float], bool]


_SCALES: Mapping[str, _Scale] = MappingProxyType(
    {
        "log": _Scale("lognormal", log, exp, lambda x: x > 0),
        "logit": _Scale("logitnormal", lambda x: log(x / (1 - x)), lambda y: 1 / (1 + exp(-y)), lambda x: 0 < x < 1),
    }
)


def widening(record: Record, file: str) -> float:
    """The judged factor by which a distribution is wider than its figures; 1 where none is given."""
    if "widened" not in record:
        return 1.0
    factor = fields.number(record, "widened", file)
    fields.text(record, "widened_reason", file)
    if factor < 1:
        raise EvidenceError(file, "from.widened", f"{factor:g} would narrow the interval; it must be 1 or more")
    return factor


def _jeffreys(record: Record, figures: Sequence[Figure], file: str) -> Record:
    events, women = _sum(figures)
    factor = widening(record, file)
    if factor == 1:
        return {"family": "beta", "events": events, "of": women}
    return {"family": "beta", "mean": (events + 0.5) / (women + 1), "weight": (women + 1) / factor}


def _rate(_: Record, figures: Sequence[Figure], __: str) -> Record:
    events, women = _sum(figures)
    return {"family": "gamma", "events": events, "exposure": women}


def _sum(figures: Sequence[Figure]) -> tuple[int, int]:
    counts = [figure.counts for figure in figures]
    return sum(events for events, _ in counts), sum(women for _, women in counts)


def _one_value(_: Record, figures: Sequence[Figure], file: str) -> Record:
    return {"family": "fixed", "value": _only(figures, file).number}


def _values(_: Record, figures: Sequence[Figure], file: str) -> Record:
    return {"family": "fixed", "values": _named(figures, file)}


def _remaining(_: Record, figures: Sequence[Figure], file: str) -> Record:
    names = _roles(figures, file)
    women = [figure.counts[1] for figure in figures]
    return {"family": "fixed", "values": {name: count / women[0] for name, count in zip(names, women, strict=True)}}


def _printed(record: Record, figures: Sequence[Figure], file: str) -> Record:
    figure = _only(figures, file)
    low, high = figure.interval
    level = fields.number(record, "level", file) if "level" in record else figure.level
    return _interval(record, low, high, file, factor=_z_ratio(level, file) * widening(record, file))


def _span(record: Record, figures: Sequence[Figure], file: str) -> Record:
    ends = [end for figure in figures for end in figure.ends]
    return _interval(record, min(ends), max(ends), file, factor=widening(record, file))


def _predictive(record: Record, figures: Sequence[Figure], file: str) -> Record:
    scale = _scale(record, file)
    numbers = [scale.there(_on(record, figure.number, file)) for figure in figures]
    k = len(numbers)
    centre = sum(numbers) / k
    spread = sqrt(sum((number - centre) ** 2 for number in numbers) / (k - 1) * (1 + 1 / k))
    half = Z95 * spread * widening(record, file)
    return {"family": scale.family, "low": scale.back(centre - half), "high": scale.back(centre + half)}


def _ratio(record: Record, figures: Sequence[Figure], file: str) -> Record:
    measure = fields.choice(record, "measure", _MEASURES, file)
    (treated, n_treated), (control, n_control) = _pair(figures)
    cells = [treated, n_treated - treated, control, n_control - control]
    add = 0.5 if 0 in cells else 0.0
    a, b, c, d = (cell + add for cell in cells)
    if measure == "odds_ratio":
        centre, variance = log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d
    else:
        centre = log(a / (a + b) * (c + d) / c)
        variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    half = Z95 * sqrt(variance) * widening(record, file)
    return {"family": "lognormal", "low": exp(centre - half), "high": exp(centre + half)}


def _difference(record: Record, figures: Sequence[Figure], file: str) -> Record:
    mean, variance = 0.0, 0.0
    for figure, sign in zip(figures, (1, -1), strict=True):
        if figure.arm is None:
            mean += sign * figure.number  # a printed risk without counts adds nothing to the error
        else:
            events, women = figure.counts
            risk = events / women
            mean += sign * risk
            variance += risk * (1 - risk) / women
    if variance <= 0:
        raise EvidenceError(file, "from", "the difference has no error: it needs an arm with events")
    return {"family": "normal", "mean": mean, "sd": sqrt(variance) * widening(record, file), "above": 0.0}


def _shares(record: Record, figures: Sequence[Figure], file: str) -> Record:
    return _dirichlet(record, _named(figures, file), file)


def _hazard_shares(record: Record, figures: Sequence[Figure], file: str) -> Record:
    names = _roles(figures, file)
    logs = []
    for figure in figures:
        if not 0 < figure.number < 1:
            raise EvidenceError(file, "from", f"{figure.number:g} is not a probability of loss between 0 and 1")
        logs.append(log(1 - figure.number))
    logs.append(0.0)  # at the end of the last interval none of the losses is left
    steps = [after - before for before, after in pairwise(logs)]
    if min(steps) <= 0:
        raise EvidenceError(file, "from", "the loss that is still to come must fall from each time to the next")
    return _dirichlet(record, dict(zip(names, steps, strict=True)), file)


def _dirichlet(record: Record, parts: Mapping[str, float], file: str) -> Record:
    fields.text(record, "weight_reason", file)
    total = sum(parts.values())
    return {
        "family": "dirichlet",
        "mean": {name: part / total for name, part in parts.items()},
        "weight": fields.number(record, "weight", file),
    }


def _interval(record: Record, low: float, high: float, file: str, *, factor: float) -> Record:
    scale = _scale(record, file)
    if not low < high:
        raise EvidenceError(file, "from", f"an interval from {low:g} to {high:g} has no width")
    if factor != 1:
        there = scale.there(_on(record, low, file)), scale.there(_on(record, high, file))
        centre, half = (there[0] + there[1]) / 2, (there[1] - there[0]) / 2 * factor
        low, high = scale.back(centre - half), scale.back(centre + half)
    return {"family": scale.family, "low": low, "high": high}


def _scale(record: Record, file: str) -> _Scale:
    return _SCALES[fields.choice(record, "scale", frozenset(_SCALES), file)]


def _on(record: Record, number: float, file: str) -> float:
    if not _scale(record, file).holds(number):
        raise EvidenceError(file, "from", f"{number:g} has no place on a {record['scale']} scale")
    return number


def _z_ratio(level: float, file: str) -> float:
    """By how much a 95 % interval is wider than one of `level`, for a normal distribution."""
    if not 0 < level < 1:
        raise EvidenceError(file, "from.level", f"{level:g} does not lie between 0 and 1")
    if level == LEVEL:
        return 1.0
    from statistics import NormalDist  # most intervals in print are of 95 %

    return Z95 / NormalDist().inv_cdf((1 + level) / 2)


def _only(figures: Sequence[Figure], file: str) -> Figure:
    if len(figures) != 1:
        raise EvidenceError(file, "from.values", f"takes one value, not {len(figures)}")
    return figures[0]


def _pair(figures: Sequence[Figure]) -> tuple[tuple[int, int], tuple[int, int]]:
    treated, control = figures
    return treated.counts, control.counts


def _named(figures: Sequence[Figure], file: str) -> dict[str, float]:
    return dict(zip(_roles(figures, file), (figure.number for figure in figures), strict=True))


def _roles(figures: Sequence[Figure], file: str) -> list[str]:
    roles = [figure.selector.role for figure in figures]
    if "" in roles or len(set(roles)) != len(roles):
        raise EvidenceError(file, "from", 'each of its parts needs a name of its own, as = "..."')
    return roles


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "jeffreys": Rule(_jeffreys, ("arms",), _WIDENED),
        "rate": Rule(_rate, ("arms",)),
        "value": Rule(_one_value, ("values",), complete=True),
        "values": Rule(_values, ("values",), complete=True),
        "printed": Rule(_printed, ("values",), ("scale", "level", *_WIDENED), complete=True),
        "ratio": Rule(_ratio, ("treated", "control"), ("measure", *_WIDENED), complete=True),
        "difference": Rule(_difference, ("treated", "control"), _WIDENED, complete=True),
        "span": Rule(_span, ("arms", "values"), ("scale", *_WIDENED)),
        "predictive": Rule(_predictive, ("arms", "values"), ("scale", *_WIDENED), least=2),
        "shares": Rule(_shares, ("values",), _WEIGHT, complete=True),
        "hazard_shares": Rule(_hazard_shares, ("values",), _WEIGHT, complete=True),
        "remaining": Rule(_remaining, ("arms",), complete=True),
    }
)
