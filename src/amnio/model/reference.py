"""Attribution and counterfactual written as the formulas stand: the slow implementation that the fast one must equal.

Works on one `World` (one draw) with loops over leaves, classes and days. It is also the documentation of the method.
"""

import math
from collections.abc import Mapping, Sequence

from amnio.clinic.vocabulary import Cause, Mechanism
from amnio.model.fetal import CLASSES
from amnio.model.worlds import LEAVES, World

#: `P(all findings | mechanism)` and `P(all results | class)`, as plain numbers.
OfMechanism = Mapping[Mechanism, float]
OfClass = Sequence[float]

_PREVENTABLE = (Cause.INFECTION_INTRODUCED, Cause.EARLY, Cause.MECHANICAL)


def attribute(world: World, loss_day: int, findings: OfMechanism, results: OfClass) -> dict[tuple[int, int], float]:
    """`P(leaf, class | loss at g, e, r)`, keyed by the positions of leaf and class.

        P(k, z | ...) ∝ P(z) · S_z(g0→g) · h_k(g | z) · P(r | z) · Π_j P(e_j | k)

    Only the fetal hazard differs between classes, so the survival of all other causes is left out of `S_z`: it is the
    same factor for every class.
    """
    fetal = _fetal_leaf()
    weights = {}
    for z in range(len(CLASSES)):
        cumulative = sum(world.hazard(fetal, z, day) for day in range(world.first_day, loss_day))
        alive = world.prior[z] * math.exp(-cumulative)
        for k, (_, mechanism) in enumerate(LEAVES):
            weights[k, z] = float(alive * world.hazard(k, z, loss_day) * results[z] * findings[mechanism])
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def lost_anyway(
    posterior: Mapping[tuple[int, int], float], was: World, would_be: World, loss_day: int, horizon: int
) -> float:
    """`P(lost by H | do(x), e)` under the thinning coupling.

        Σ_{k,z} P(k, z | e) · [ q_k + (1 - q_k) · (1 - exp(-Σ_{u=g+1..H} h_z^x(u))) ]

    `q_k = min(1, h_k^x(g) / h_k(g))` for causes that the procedure can have brought; one for the others.
    """
    later = [1.0 - math.exp(-_cumulative(would_be, z, loss_day + 1, horizon)) for z in range(len(CLASSES))]
    answer = 0.0
    for (k, z), probability in posterior.items():
        if probability == 0.0:
            continue
        still = 1.0
        if LEAVES[k][0] in _PREVENTABLE:
            still = min(1.0, would_be.hazard(k, z, loss_day) / was.hazard(k, z, loss_day))
        answer += probability * (still + (1.0 - still) * later[z])
    return answer


def risk(world: World, classes: Sequence[float], start: int, end: int) -> float:
    """Risk of loss on the days `start` <= u < `end` in a mixture of classes."""
    return sum(p * (1.0 - math.exp(-_cumulative(world, z, start, end))) for z, p in enumerate(classes))


def _cumulative(world: World, z: int, start: int, end: int) -> float:
    """Sum of all hazards over the days; births compete with the losses that the procedure did not bring."""
    total = 0.0
    for day in range(start, end):
        undelivered = float(world.delivered_weight[day - world.first_day])
        for k, (cause, _) in enumerate(LEAVES):
            total += world.hazard(k, z, day) * (1.0 if cause in _PREVENTABLE else undelivered)
    return total


def _fetal_leaf() -> int:
    return next(k for k, (cause, _) in enumerate(LEAVES) if cause is Cause.FETAL)
