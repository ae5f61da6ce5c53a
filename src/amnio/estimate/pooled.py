"""The answer of a pooling method."""

from dataclasses import dataclass
from statistics import NormalDist

from amnio.estimate.counts import Array

#: Standard normal quantile of a two-sided 95 % interval.
Z_95 = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pooled:
    """A pooled effect (logarithm for ratios), 95 % interval, and what is known of heterogeneity.

    `q` is Cochran's statistic on `degrees` degrees of freedom; `i2` a share between 0 and 1; `tau2` the variance
    between studies, zero for methods with a common effect.
    """

    estimate: float
    standard_error: float
    low: float
    high: float
    q: float
    degrees: int
    tau2: float = 0.0
    i2: float = 0.0


def with_interval(
    estimate: float,
    standard_error: float,
    *,
    q: float,
    degrees: int,
    tau2: float = 0.0,
    i2: float | None = None,
    quantile: float = Z_95,
) -> Pooled:
    """Symmetric interval `quantile` standard errors to both sides; `i2` follows from `q` unless given."""
    share = max(0.0, (q - degrees) / q) if i2 is None and q > 0 and degrees > 0 else (i2 or 0.0)
    return Pooled(
        estimate=estimate,
        standard_error=standard_error,
        low=estimate - quantile * standard_error,
        high=estimate + quantile * standard_error,
        q=q,
        degrees=degrees,
        tau2=tau2,
        i2=share,
    )


def cochran_q(values: Array, variances: Array, centre: float) -> float:
    """Weighted sum of squared distances from `centre`."""
    return float((((values - centre) ** 2) / variances).sum())
