"""The same pregnancy as a pyAgrum Bayesian network: a peer that shares none of our arithmetic.

Everything is unrolled day by day, so survival is a product of many small tables and not an exponential of a sum:

    class -> alive[g0+1] -> ... -> alive[g]          survival to the day of the loss, from all causes
    class, alive[g] -> strike                        which leaf ends the pregnancy on that day, or none
    strike -> finding ...      class -> result ...   what was found

and, for the twin world in which something was done otherwise (Balke & Pearl 1994): the strike is shared by both worlds,
`kept` says whether it also happens there (thinning), and a chain of further days runs under the changed hazards.
"""

import math
import warnings
from dataclasses import dataclass

import numpy as np

from amnio.clinic.vocabulary import Cause
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import MECHANISM_INDEX, PregnancyModel
from amnio.model.worlds import LEAVES, World, world

with warnings.catch_warnings():  # its compiled part warns of its own types, and crashes where a warning is an error
    warnings.simplefilter("ignore")
    import pyagrum

PREVENTABLE = (Cause.INFECTION_INTRODUCED, Cause.EARLY, Cause.MECHANICAL)
NONE = len(LEAVES)  # the state of `strike` in which nothing happens


@dataclass(frozen=True, kw_only=True)
class LossNetwork:
    """A network with the evidence that was seen."""

    net: pyagrum.BayesNet
    seen: dict[str, int]

    def posterior(self, name: str) -> list[float]:
        return [float(p) for p in self._engine().posterior(name).toarray()]

    def _engine(self) -> pyagrum.LazyPropagation:
        engine = pyagrum.LazyPropagation(self.net)
        engine.setEvidence(self.seen)
        engine.makeInference()
        return engine


def loss_network(model: PregnancyModel, facts: Facts, draw: int) -> LossNetwork:
    """The network of one loss in one draw, with all its findings."""
    first_day = facts.loss_day if facts.procedure_day is None else facts.procedure_day
    table = world(model, facts, draw=draw, first_day=first_day)
    net = pyagrum.BayesNet("loss")
    _add(net, "class", len(CLASSES))
    net.cpt("class")[:] = table.prior
    alive, seen = _chain(net, table, range(first_day, facts.loss_day), "alive")
    _add(net, "strike", NONE + 1, alive, "class")
    for z in range(len(CLASSES)):
        rates = [table.hazard(k, z, facts.loss_day) for k in range(NONE)]
        _set(net, "strike", {alive: 1, "class": z}, [*rates, 1.0 - sum(rates)])
        _set(net, "strike", {alive: 0, "class": z}, [0.0] * NONE + [1.0])
    _add(net, "lost", 2, "strike")
    for k in range(NONE + 1):
        _set(net, "lost", {"strike": k}, [1.0, 0.0] if k == NONE else [0.0, 1.0])
    seen = dict.fromkeys(seen, 1) | {"lost": 1}
    for finding, level in facts.findings.items():
        seen[_finding(net, model, finding.value, draw)] = model.likelihoods.table(finding).levels.index(level)
    return LossNetwork(net=net, seen=seen)


def with_twin(
    network: LossNetwork, model: PregnancyModel, facts: Facts, changed: Facts, draw: int, horizon: int
) -> LossNetwork:
    """The same network with the twin world added; ask it for `lost_anyway`."""
    net = network.net
    first_day = facts.loss_day if facts.procedure_day is None else facts.procedure_day
    was = world(model, facts, draw=draw, first_day=first_day)
    would_be = world(model, facts, draw=draw, first_day=first_day, course=changed)
    _add(net, "kept", 2, "strike")
    for k, (cause, _) in enumerate(LEAVES):
        before, after = was.hazard(k, 0, facts.loss_day), would_be.hazard(k, 0, facts.loss_day)
        share = min(1.0, after / before) if cause in PREVENTABLE and before > 0 else 1.0
        _set(net, "kept", {"strike": k}, [1.0 - share, share])
    _set(net, "kept", {"strike": NONE}, [1.0, 0.0])
    goes_on, _ = _chain(net, would_be, range(facts.loss_day + 1, horizon), "goes_on")
    _add(net, "lost_anyway", 2, "kept", goes_on)
    for kept in (0, 1):
        for alive in (0, 1):
            lost = kept == 1 or alive == 0
            _set(net, "lost_anyway", {"kept": kept, goes_on: alive}, [0.0, 1.0] if lost else [1.0, 0.0])
    return network


def _chain(net: pyagrum.BayesNet, table: World, days: range, name: str) -> tuple[str, list[str]]:
    """A chain of days on each of which the pregnancy goes on or ends; gives its last node and all of them.

    An empty chain ends in a node that always says `alive`.
    """
    nodes: list[str] = []
    for day in days:
        node, parents = f"{name}_{day}", [*nodes[-1:], "class"]
        _add(net, node, 2, *parents)
        for z in range(len(CLASSES)):
            on = math.exp(-_total(table, z, day))
            if not nodes:
                _set(net, node, {"class": z}, [1.0 - on, on])
                continue
            _set(net, node, {nodes[-1]: 1, "class": z}, [1.0 - on, on])
            _set(net, node, {nodes[-1]: 0, "class": z}, [1.0, 0.0])
        nodes.append(node)
    if not nodes:
        node = f"{name}_always"
        _add(net, node, 2)
        net.cpt(node)[:] = [0.0, 1.0]
        nodes.append(node)
    return nodes[-1], nodes


def _total(table: World, z: int, day: int) -> float:
    weight = float(table.delivered_weight[day - table.first_day])
    return sum(
        table.hazard(k, z, day) * (1.0 if cause in PREVENTABLE else weight) for k, (cause, _) in enumerate(LEAVES)
    )


def _finding(net: pyagrum.BayesNet, model: PregnancyModel, code: str, draw: int) -> str:
    """Adds a finding below the strike or below the class."""
    of_class = {finding.value: table for finding, table in model.likelihoods.of_class.items()}
    of_mechanism = {finding.value: table for finding, table in model.likelihoods.of_mechanism.items()}
    levels = (of_class.get(code) or of_mechanism[code]).levels
    name = f"finding_{code}"
    _add(net, name, len(levels), "class" if code in of_class else "strike")
    if code in of_class:
        rows = np.stack([of_class[code].of(level)[:, draw] for level in levels], axis=1)
        for z in range(len(CLASSES)):
            _set(net, name, {"class": z}, list(rows[z]))
        return name
    rows = np.stack([of_mechanism[code].of(level)[:, draw] for level in levels], axis=1)
    for k, (_, mechanism) in enumerate(LEAVES):
        _set(net, name, {"strike": k}, list(rows[MECHANISM_INDEX[mechanism]]))
    _set(net, name, {"strike": NONE}, [1.0 / len(levels)] * len(levels))
    return name


def _add(net: pyagrum.BayesNet, name: str, states: int, *parents: str) -> None:
    net.add(pyagrum.RangeVariable(name, name, 0, states - 1))
    for parent in parents:
        net.addArc(parent, name)


def _set(net: pyagrum.BayesNet, name: str, given: dict[str, int], probabilities: list[float]) -> None:
    net.cpt(name)[given] = [float(p) for p in probabilities]
