"""The families of distribution that a parameter file may name, and how each is drawn from.

| family | fields | meaning |
|---|---|---|
| `fixed` | `value`, or `values = {a = 1}` | a number taken as known |
| `beta` | `events`, `of` | Jeffreys posterior of a proportion: Beta(events + 1/2, of - events + 1/2) |
| `beta` | `mean`, `weight` | Beta(mean weight, (1 - mean) weight) |
| `gamma` | `events`, `exposure` | Jeffreys posterior of a rate: Gamma(events + 1/2, rate = exposure) |
| `normal` | `mean`, `sd` | with `above`: the part of it above that number |
| `lognormal` | `low`, `high` | the ends of the central 95 % interval |
| `logitnormal` | `low`, `high` | the same, for a probability |
| `uniform` | `low`, `high` | |
| `dirichlet` | `counts = {a = 1}` | Jeffreys posterior of shares |
| `dirichlet` | `mean = {a = 0.2}`, `weight` | |
| `quantiles` | `p`, `x` | piecewise-linear inverse distribution |
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record

Array = NDArray[np.float64]

_Z = 1.959963984540054  # 97.5 % point of the standard normal distribution
_JEFFREYS = 0.5
_TINY = 1e-12  # a positive share must not be rounded to an impossible zero in any draw
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a parameter may be. `sample` gives shape (components, count), or (1, count) for a scalar (no components)."""

    family: str
    components: tuple[str, ...]
    sample: Callable[[np.random.Generator, int], Array]


def parse_distribution(record: Record, file: str) -> Distribution:
    """The distribution of a `[distribution]` table."""
    family = fields.text(record, "family", file)
    parser = _FAMILIES.get(family)
    if parser is None:
        raise EvidenceError(file, "distribution.family", f"{family!r} is not one of {', '.join(sorted(_FAMILIES))}")
    return parser({key: value for key, value in record.items() if key != "family"}, file)


def unfitted(file: str) -> Distribution:
    """Stands for the result of a fit that is still to be made: whoever draws from it is told so."""

    def refuse(_: np.random.Generator, __: int) -> Array:
        raise EvidenceError(file, "from", "must be fitted first: studies or recipe are not those of the stored fit")

    return Distribution("unfitted", (), refuse)


def dirichlet(mean: Array, weight: float, generator: np.random.Generator, count: int) -> Array:
    """Shares of shape (k, count) whose columns add to one; a mean of exactly zero stays exactly zero."""
    gammas = generator.standard_gamma((mean * weight)[:, None], size=(len(mean), count))
    np.maximum(gammas, np.where(mean > 0, _TINY, 0.0)[:, None], out=gammas)
    gammas /= gammas.sum(axis=0)
    return gammas


def _keys(record: Record, *names: str, file: str) -> None:
    fields.only(record, frozenset(names), file)


def _scalar(family: str, sample: Callable[[np.random.Generator, int], Array]) -> Distribution:
    return Distribution(family, (), lambda generator, count: sample(generator, count)[None, :])


def _fixed(record: Record, file: str) -> Distribution:
    if "values" in record:
        _keys(record, "values", file=file)
        values = fields.named_numbers(record, "values", file)
        column = np.array(list(values.values()))[:, None]
        return Distribution("fixed", tuple(values), lambda _, count: np.repeat(column, count, axis=1))
    _keys(record, "value", file=file)
    value = fields.number(record, "value", file)
    return _scalar("fixed", lambda _, count: np.full(count, value))


def _beta(record: Record, file: str) -> Distribution:
    if "events" in record:
        _keys(record, "events", "of", file=file)
        events, of = fields.number(record, "events", file), fields.number(record, "of", file)
        if not 0 <= events <= of or of <= 0:
            raise EvidenceError(file, "distribution.events", f"{events:g} of {of:g} is not a proportion")
        a, b = events + _JEFFREYS, of - events + _JEFFREYS
    else:
        _keys(record, "mean", "weight", file=file)
        mean, weight = fields.number(record, "mean", file), _positive(record, "weight", file)
        if not 0 < mean < 1:
            raise EvidenceError(file, "distribution.mean", f"{mean:g} does not lie between 0 and 1")
        a, b = mean * weight, (1 - mean) * weight
    return _scalar("beta", lambda generator, count: generator.beta(a, b, count))


def _gamma(record: Record, file: str) -> Distribution:
    _keys(record, "events", "exposure", file=file)
    events, exposure = fields.number(record, "events", file), _positive(record, "exposure", file)
    if events < 0:
        raise EvidenceError(file, "distribution.events", "must not be negative")
    return _scalar("gamma", lambda generator, count: generator.standard_gamma(events + _JEFFREYS, count) / exposure)


def _normal(record: Record, file: str) -> Distribution:
    _keys(record, "mean", "sd", "above", file=file)
    mean, sd = fields.number(record, "mean", file), _positive(record, "sd", file)
    if "above" in record:
        above = fields.number(record, "above", file)
        if mean <= above:
            raise EvidenceError(file, "distribution.mean", f"{mean:g} must be above {above:g}")
        return _scalar("normal", lambda generator, count: _normal_above(above, mean, sd, generator, count))
    return _scalar("normal", lambda generator, count: generator.normal(mean, sd, count))


def _normal_above(above: float, mean: float, sd: float, generator: np.random.Generator, count: int) -> Array:
    """Draws that fall short are drawn again; at least half of them do not, since the mean lies above the limit."""
    values = generator.normal(mean, sd, count)
    while len(short := np.flatnonzero(values <= above)):
        values[short] = generator.normal(mean, sd, len(short))
    return values


def _lognormal(record: Record, file: str) -> Distribution:
    low, high = _interval(record, file)
    if low <= 0:
        raise EvidenceError(file, "distribution.low", "must be above 0")
    centre, sd = _centre(np.log(low), np.log(high))
    return _scalar("lognormal", lambda generator, count: np.exp(generator.normal(centre, sd, count)))


def _logitnormal(record: Record, file: str) -> Distribution:
    low, high = _interval(record, file)
    if low <= 0 or high >= 1:
        raise EvidenceError(file, "distribution", "low and high must lie between 0 and 1")
    centre, sd = _centre(np.log(low / (1 - low)), np.log(high / (1 - high)))
    return _scalar("logitnormal", lambda generator, count: 1 / (1 + np.exp(-generator.normal(centre, sd, count))))


def _uniform(record: Record, file: str) -> Distribution:
    low, high = _interval(record, file)
    return _scalar("uniform", lambda generator, count: generator.uniform(low, high, count))


def _dirichlet(record: Record, file: str) -> Distribution:
    if "counts" in record:
        _keys(record, "counts", file=file)
        counts = fields.named_numbers(record, "counts", file)
        shape = np.array(list(counts.values())) + _JEFFREYS
        names, weight = tuple(counts), float(shape.sum())
        mean = shape / weight
    else:
        _keys(record, "mean", "weight", file=file)
        shares = fields.named_numbers(record, "mean", file)
        names, weight = tuple(shares), _positive(record, "weight", file)
        mean = check_shares(tuple(shares.values()), "distribution.mean", file)
    if len(names) < 2 or mean.min() < 0:
        raise EvidenceError(file, "distribution", "needs at least two components, none of them negative")
    return Distribution("dirichlet", names, lambda generator, count: dirichlet(mean, weight, generator, count))


def _quantiles(record: Record, file: str) -> Distribution:
    _keys(record, "p", "x", file=file)
    p, x = np.array(fields.numbers(record, "p", file)), np.array(fields.numbers(record, "x", file))
    if len(p) != len(x) or p[0] != 0 or p[-1] != 1 or np.any(np.diff(p) <= 0) or np.any(np.diff(x) < 0):
        raise EvidenceError(file, "distribution", "p must rise from 0 to 1 and x must not fall; both of equal length")
    return _scalar("quantiles", lambda generator, count: np.interp(generator.random(count), p, x))


def beta_mean_and_weight(record: Record) -> tuple[float, float]:
    """Mean and weight (the sum of both shapes) of a well-formed `beta`."""
    if "events" in record:
        of = float(record["of"]) + 2 * _JEFFREYS
        return (float(record["events"]) + _JEFFREYS) / of, of
    return float(record["mean"]), float(record["weight"])


def check_shares(values: tuple[float, ...], field: str, file: str) -> Array:
    """The shares as an array, divided by their sum; refuses what does not add up to one."""
    shares = np.array(values)
    if shares.min() < 0 or abs(shares.sum() - 1) > _TOLERANCE:
        raise EvidenceError(file, field, f"adds up to {shares.sum():g}; shares must not be negative and add up to 1")
    return np.asarray(shares / shares.sum())


def _positive(record: Record, name: str, file: str) -> float:
    value = fields.number(record, name, file)
    if value <= 0:
        raise EvidenceError(file, f"distribution.{name}", f"{value:g} must be above 0")
    return value


def _interval(record: Record, file: str) -> tuple[float, float]:
    _keys(record, "low", "high", file=file)
    low, high = fields.number(record, "low", file), fields.number(record, "high", file)
    if not low < high:
        raise EvidenceError(file, "distribution.low", f"{low:g} must lie below high, {high:g}")
    return low, high


def _centre(low: float, high: float) -> tuple[float, float]:
    return (low + high) / 2, (high - low) / (2 * _Z)


_FAMILIES: dict[str, Callable[[Record, str], Distribution]] = {
    "fixed": _fixed,
    "beta": _beta,
    "gamma": _gamma,
    "normal": _normal,
    "lognormal": _lognormal,
    "logitnormal": _logitnormal,
    "uniform": _uniform,
    "dirichlet": _dirichlet,
    "quantiles": _quantiles,
}
