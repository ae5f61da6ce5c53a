"""Random pregnancies and random models: every hazard and every likelihood is shaken, so that nothing agrees by luck."""

from functools import cache

import numpy as np

from amnio.answers.assemble import likelihoods
from amnio.clinic.vocabulary import FINDINGS_OF_CLASS, CellFreeDna, FetalClass, Finding, Mechanism
from amnio.evidence import load_evidence
from amnio.model.facts import Facts
from amnio.model.likelihood import Likelihoods, LikelihoodTable
from amnio.model.pregnancy import PregnancyModel
from amnio.model.procedure import ProcedureFacts

packaged_evidence = cache(load_evidence)


def packaged_model(count: int, seed: int = 1) -> PregnancyModel:
    """The model of the packaged evidence with `count` joint draws."""
    evidence = packaged_evidence()
    draws = evidence.draw(count, seed)
    return PregnancyModel(draws, likelihoods(evidence, draws))


def random_model(generator: np.random.Generator, count: int = 3) -> PregnancyModel:
    """Packaged hazards under a random seed, with likelihood tables that say anything at all."""
    evidence = packaged_evidence()
    draws = evidence.draw(count, int(generator.integers(1 << 31)))
    tables: dict[bool, dict[Finding, LikelihoodTable]] = {False: {}, True: {}}
    for finding, file in evidence.findings.items():
        of_class = finding in FINDINGS_OF_CLASS
        members = tuple(FetalClass) if of_class else tuple(Mechanism)
        rows = generator.dirichlet(np.ones(len(file.levels)), size=(len(members), count))
        tables[of_class][finding] = LikelihoodTable(
            finding=finding,
            levels=file.levels,
            members=members,
            row_of=np.arange(len(members)),
            rows=np.swapaxes(rows, 1, 2).copy(),
        )
    return PregnancyModel(draws, Likelihoods(of_mechanism=tables[False], of_class=tables[True]))


def random_facts(generator: np.random.Generator, model: PregnancyModel, *, procedure: bool | None = None) -> Facts:
    """A random loss with random findings; `procedure` says whether there was one (default: by chance)."""
    done = bool(generator.random() < 0.8) if procedure is None else procedure
    loss_day = int(generator.integers(75, 280))
    start = int(generator.integers(72, min(loss_day, 170) + 1)) if done else None
    tables = {**model.likelihoods.of_mechanism, **model.likelihoods.of_class}
    findings = {
        finding: str(generator.choice(table.levels)) for finding, table in tables.items() if generator.random() < 0.3
    }
    background = [name.split(".")[1] for name in model.draws.values if name.startswith("background_modifier.")]
    return Facts(
        loss_day=loss_day,
        procedure_day=start,
        maternal_age=float(generator.integers(18, 48)),
        t21_risk=float(generator.choice([0.0, 1 / 50, 1 / 900])) or None,
        cfdna=None if generator.random() < 0.7 else CellFreeDna(generator.choice(list(CellFreeDna))),
        background=tuple(code for code in background if generator.random() < 0.2),
        procedure=ProcedureFacts(
            passes=[None, 1, 2, 3][int(generator.integers(4))],
            blood_stained=bool(generator.random() < 0.2),
            bleeding_same_day=bool(generator.random() < 0.2),
            unit_procedures_per_year=[None, 10, 5000][int(generator.integers(3))],
            twins=bool(generator.random() < 0.1),
        ),
        findings=findings,
    )
