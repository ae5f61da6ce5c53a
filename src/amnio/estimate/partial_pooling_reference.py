"""Partial pooling written down as its formulas say, in plain Python: slow, for reading and checking `partial_pooling`.

One centre with a background risk b and an excess x, both independent a priori; `events` of `totals` in each stratum,
whose risk is any function of the two. The posterior is summed over every pair of prior values.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb


def binomial_probability(events: int, total: int, risk: Fraction) -> Fraction:
    """Exactly."""
    return comb(total, events) * risk**events * (1 - risk) ** (total - events)


def multinomial_probability(counts: Sequence[int], probabilities: Sequence[Fraction]) -> Fraction:
    """Exactly: binomial cell after cell among those that are left."""
    answer, left, rest = Fraction(1), sum(counts), Fraction(1)
    for count, probability in zip(counts[:-1], probabilities[:-1], strict=True):
        answer *= binomial_probability(count, left, probability / rest)
        left, rest = left - count, rest - probability
    return answer


def posterior_means(
    backgrounds: Sequence[float],
    excesses: Sequence[float],
    strata: Sequence[tuple[int, int, Callable[[float, float], float]]],
) -> tuple[float, float]:
    """Posterior means of both, over all pairs of equally probable prior values."""
    total = background_sum = excess_sum = 0.0
    for background in backgrounds:
        for excess in excesses:
            weight = 1.0
            for events, people, risk in strata:
                probability = risk(background, excess)
                weight *= comb(people, events) * probability**events * (1.0 - probability) ** (people - events)
            total += weight
            background_sum += weight * background
            excess_sum += weight * excess
    return background_sum / total, excess_sum / total
