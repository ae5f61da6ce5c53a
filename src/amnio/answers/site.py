"""What a unit learned from its own counts, and the joint draws of a pregnancy in that unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

import numpy as np

from amnio.answers.expected_losses import log_likelihood
from amnio.answers.unit_counts import UnitCounts
from amnio.estimate.partial_pooling import Margin, Transport, posterior_weights, systematic_resample
from amnio.evidence import Evidence
from amnio.model.clock import Array
from amnio.model.pregnancy import PregnancyModel
from amnio.quantity import Draws, Estimate

_SAMPLE = 20_000
_SAMPLE_SEED = 9


class Size(StrEnum):
    """How much a number now rests on the unit's own counts: its `weight` below a tenth, a half, nine tenths, above."""

    HARDLY = "hardly"
    A_LITTLE = "a_little"
    A_LOT = "a_lot"
    NEARLY_ALL = "nearly_all"


class Note(StrEnum):
    """What a reader of the result must know."""

    NOTHING_COUNTED = "nothing_counted"
    NOT_TOLD_APART = "not_told_apart"  # losses after procedures alone cannot tell background from excess
    NO_TIMING = "no_timing"
    MANY_LOST_TO_FOLLOW_UP = "many_lost_to_follow_up"  # more of them than known losses
    TERMINATIONS_NOT_STATED = "terminations_not_stated"
    OUTSIDE_LITERATURE = "outside_literature"  # so many or so few losses that the literature hardly allows them


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """One number before and after the unit's counts.

    `weight`: the share of what was uncertain before that the counts resolved, 0 to 1 (on the scale of log-odds of the
    rank in the prior). `shift`: how far the mean moved, in standard deviations of the prior.
    """

    quantity: str
    prior: Estimate
    posterior: Estimate
    weight: float
    shift: float

    @property
    def size(self) -> Size:
        for limit, size in ((1 / 10, Size.HARDLY), (1 / 2, Size.A_LITTLE), (9 / 10, Size.A_LOT)):
            if self.weight < limit:
                return size
        return Size.NEARLY_ALL


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteLearning:
    """A unit's counts and what they say, belonging to one version of the evidence.

    `names` are the parameters drawn anew, and `transport` the map of their scores; both empty when nothing was counted.
    `correlation`: between background risk and excess, given the counts; -1 would mean that only their sum is known.
    `surprise`: the probability, before the counts, of a number of losses at least as far out as this one.
    `effective_share`: how many of the joint draws count after weighting, 0 to 1.
    """

    counts: UnitCounts
    evidence: str
    software: str
    names: tuple[str, ...]
    transport: Transport
    movements: tuple[Movement, ...]
    correlation: float | None
    surprise: float | None
    effective_share: float
    notes: tuple[Note, ...]

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits of a hash over everything that changes an answer."""
        said = (self.counts.fingerprint, self.evidence, self.names, self.transport)
        return blake2b(repr(said).encode(), digest_size=6).hexdigest()


class OtherEvidence(ValueError):
    """A site file learned with other evidence than the one in use: it must be learned again from its counts."""

    def __init__(self, learned_with: str, in_use: str) -> None:
        super().__init__(
            f"this site file was learned with the evidence {learned_with}, and the evidence in use is {in_use}; "
            "learn again from its counts"
        )
        self.learned_with = learned_with
        self.in_use = in_use


class Scores:
    """Scores of the parameters that are learned, in their priors, and back."""

    def __init__(self, evidence: Evidence, names: Sequence[str]) -> None:
        self.names = tuple(names)
        generator = np.random.Generator(np.random.PCG64DXSM(_SAMPLE_SEED))
        self._margins = [
            Margin.of(evidence.parameters[name].distribution.sample(generator, _SAMPLE)[0]) for name in self.names
        ]

    def of(self, draws: Draws) -> Array:
        """Shape (names, draws)."""
        return np.stack([margin.scores(draws[name]) for margin, name in zip(self._margins, self.names, strict=True)])

    def put_into(self, draws: Draws, scores: Array) -> Draws:
        """The same joint draws with the learned parameters replaced."""
        replaced = {
            name: margin.values(row) for margin, name, row in zip(self._margins, self.names, scores, strict=True)
        }
        return Draws(values={**draws.values, **replaced}, seed=draws.seed)


def draws_in_unit(
    evidence: Evidence, draws: Draws, site: SiteLearning, make_model: Callable[[Draws], PregnancyModel]
) -> Draws:
    """Joint draws for a pregnancy in the unit, as many as `draws`, made from them without a further random number.

    The learned parameters are drawn anew, all draws are weighted with what the counts say, and resampled. Raises
    `OtherEvidence` when the site belongs to other evidence.
    """
    if site.evidence != evidence.fingerprint:
        raise OtherEvidence(site.evidence, evidence.fingerprint)
    if not site.names:
        return draws
    scores = Scores(evidence, site.names)
    moved = site.transport.proposed(scores.of(draws))
    proposed = scores.put_into(draws, moved)
    weights = posterior_weights(site.transport, moved, log_likelihood(make_model(proposed), site.counts))
    chosen = systematic_resample(weights)
    return Draws(values={name: array[chosen] for name, array in proposed.values.items()}, seed=draws.seed)
