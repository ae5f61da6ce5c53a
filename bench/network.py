"""The same question put to a general network engine: pyAgrum, asked once for every joint draw."""

import time

import numpy as np
import pyagrum

from amnio.answers.assemble import Assembly
from amnio.clinic.vocabulary import FetalClass, Finding, Mechanism

EVIDENCE = (
    (Finding.INFECTION_PICTURE, 1),
    (Finding.MEMBRANES, 1),
    (Finding.PRESENTATION, 1),
    (Finding.BLEEDING, 1),
    (Finding.HISTOLOGY, 1),
    (Finding.CHROMOSOMES, 0),
    (Finding.FETAL_PICTURE, 0),
)


def seconds_a_draw(assembly: Assembly, draws: int) -> tuple[float, int]:
    """Mean seconds for setting one draw's numbers and asking for the mechanism; and the number of nodes.

    The network has a node for the fetal class, one for the mechanism, and one for every finding that the evidence has a
    table for, as the model has. Building it is not timed.
    """
    likelihoods = assembly.model.likelihoods
    network = pyagrum.BayesNet("loss")
    network.add(pyagrum.LabelizedVariable("class", "", len(FetalClass)))
    network.add(pyagrum.LabelizedVariable("mechanism", "", len(Mechanism)))
    network.addArc("class", "mechanism")
    tables = {}
    for parent, findings in (("mechanism", likelihoods.of_mechanism), ("class", likelihoods.of_class)):
        for finding, table in findings.items():
            network.add(pyagrum.LabelizedVariable(finding.value, "", len(table.levels)))
            network.addArc(parent, finding.value)
            tables[finding.value] = np.stack([table.of(level) for level in table.levels], axis=1)
    classes = np.random.default_rng(1).dirichlet(np.ones(len(FetalClass)), size=draws)
    mechanisms = np.random.default_rng(2).dirichlet(np.ones(len(Mechanism)), size=(draws, len(FetalClass)))
    known = {finding.value: level for finding, level in EVIDENCE if finding.value in tables}
    began = time.perf_counter()
    for draw in range(draws):
        network.cpt("class")[:] = classes[draw]
        network.cpt("mechanism")[:] = mechanisms[draw]
        for name, table in tables.items():
            column = table[:, :, draw]
            network.cpt(name)[:] = column / column.sum(axis=1, keepdims=True)
        engine = pyagrum.LazyPropagation(network)
        engine.setEvidence(known)
        engine.makeInference()
        engine.posterior("mechanism").toarray()
    return (time.perf_counter() - began) / draws, network.size()
