"""Simulated pregnancies with known truth, from one draw: for the coherence laws, teaching and calibration."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.vocabulary import Finding
from amnio.model.clock import Array
from amnio.model.facts import Facts
from amnio.model.pregnancy import MECHANISM_INDEX, PregnancyModel
from amnio.model.worlds import LEAVES, World, world


@dataclass(frozen=True, kw_only=True, eq=False)
class SimulatedLosses:
    """The losses before `horizon` among `pregnancies` simulated from the day of the procedure on.

    `leaf` indexes `worlds.LEAVES`, `fetal_class` the classes; `findings` holds the level found (an index), or -1 where
    it was not looked for. All arrays have one entry for each loss.
    """

    pregnancies: int
    facts: Facts  # what all of them share; its loss day has no meaning
    loss_day: NDArray[np.int64]
    leaf: NDArray[np.int64]
    fetal_class: NDArray[np.int64]
    findings: Mapping[Finding, NDArray[np.int64]]

    def __len__(self) -> int:
        return len(self.loss_day)

    def facts_of(self, index: int, levels: Mapping[Finding, tuple[str, ...]]) -> Facts:
        """What is known of one loss."""
        found = {
            finding: levels[finding][values[index]] for finding, values in self.findings.items() if values[index] >= 0
        }
        return replace(self.facts, loss_day=int(self.loss_day[index]), findings=found)


def simulate_losses(
    model: PregnancyModel,
    facts: Facts,
    *,
    draw: int,
    pregnancies: int,
    horizon: int,
    looked_for: Mapping[Finding, float],
    generator: np.random.Generator,
) -> SimulatedLosses:
    """Simulate pregnancies like `facts` from the procedure to `horizon` and examine every loss.

    `looked_for`: for each finding, the probability that somebody looked, whatever happened (missing at random).
    """
    if facts.procedure_day is None:
        raise ValueError("a simulation starts on the day of the procedure")
    table = world(model, facts, draw=draw, first_day=facts.procedure_day)
    classes = generator.choice(len(table.prior), size=pregnancies, p=table.prior)
    days, leaves, lost = _first_event(table, classes, horizon, generator)
    kept_classes = classes[lost]
    findings = {
        finding: _examine(model, finding, leaves, kept_classes, draw, share, generator)
        for finding, share in looked_for.items()
    }
    return SimulatedLosses(
        pregnancies=pregnancies, facts=facts, loss_day=days, leaf=leaves, fetal_class=kept_classes, findings=findings
    )


def _first_event(
    table: World, classes: NDArray[np.int64], horizon: int, generator: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Day and leaf of the first loss: the day on which the cumulative hazard passes an exponential threshold."""
    within = table.hazards[:, :, : horizon - table.first_day]
    cumulative = within.sum(axis=0).cumsum(axis=-1)
    threshold = generator.exponential(size=len(classes))
    lost = threshold < cumulative[classes, -1]
    days, leaves = [], []
    for fetal_class, limit in zip(classes[lost], threshold[lost], strict=True):
        at = int(np.searchsorted(cumulative[fetal_class], limit, side="right"))
        rates = within[:, fetal_class, at].cumsum()
        leaves.append(int(np.searchsorted(rates, generator.random() * rates[-1], side="right")))
        days.append(table.first_day + at)
    return np.array(days, dtype=np.int64), np.array(leaves, dtype=np.int64), lost


def _examine(
    model: PregnancyModel,
    finding: Finding,
    leaves: NDArray[np.int64],
    classes: NDArray[np.int64],
    draw: int,
    share: float,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    table = model.likelihoods.table(finding)
    probabilities: Array = table.rows[table.row_of, :, draw]  # (members, levels)
    if finding in model.likelihoods.of_class:
        members: Sequence[int] | NDArray[np.int64] = classes
    else:
        members = [MECHANISM_INDEX[LEAVES[leaf][1]] for leaf in leaves]
    limits = probabilities[members].cumsum(axis=1)
    level = (generator.random(len(leaves))[:, None] >= limits[:, :-1]).sum(axis=1)
    return np.where(generator.random(len(leaves)) < share, level, -1)
