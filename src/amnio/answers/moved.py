"""The part of a review about what moved the answer: facts with their weights, and the parameters that matter most."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from amnio.answers.recorded import Recorded, unread_fields
from amnio.answers.review_answer import CauseWeight, FactWeight, Influence, UnmovedFact
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Finding
from amnio.evidence import Evidence
from amnio.model.attribution import Attribution, Ingredients
from amnio.model.clock import Array
from amnio.model.information import GROUPS
from amnio.model.pregnancy import PregnancyModel
from amnio.model.weights import covariate_weights, finding_weights
from amnio.quantity import Draws

#: Below this no weight is worth a line: the odds change by less than one in a hundred.
_NEGLIGIBLE = 0.01
_SHARE_DECIMALS = 4
_MOST_INFLUENTIAL = 3
#: Parameters that no probability of a cause depends on.
_NOT_OF_THE_MODEL = ("test.", "chain.", "answer.", "sign.", "assumed.")

#: The parameter behind each fact that is no finding, where its code is not the name itself.
_PARAMETER_OF_FACT = {
    "maternal_age": "prevalence.t21_curve.a",
    "t21_risk": "prevalence.t18_per_t21",
    "cfdna": "screen.cfdna_low_risk_factor",
    "passes": "modifier.three_passes",
    "blood_stained": "modifier.blood_stained",
    "bleeding_same_day": "modifier.bleeding_same_day",
    "low_volume": "modifier.low_volume",
    "days_after_procedure": "procedure.share_by_14_days",
}


def moved_facts(
    model: PregnancyModel,
    evidence: Evidence,
    case: Case,
    recorded: Recorded,
    parts: Ingredients,
    attribution: Attribution,
) -> tuple[tuple[FactWeight, ...], tuple[UnmovedFact, ...]]:
    """Facts that moved the answer, heaviest first, and recorded facts that did not."""
    facts = recorded.facts
    weights = finding_weights(model, facts, parts, attribution)
    moved, unmoved = [], [UnmovedFact(field=path, value=value) for path, value in unread_fields(case, recorded)]
    for finding, weight in weights.items():
        read = recorded.findings[finding]
        if np.abs(weight).max() < _NEGLIGIBLE:
            unmoved += [UnmovedFact(field=path, value=read.level) for path in read.paths]
            continue
        basis = _basis_of_finding(evidence, finding)
        moved.append(_fact(finding.value, read.level, read.value, read.unit, weight, basis))
    unknown_age = float(model.draws["reference.unknown_age"][0])
    for code, weight in covariate_weights(model, facts, parts, attribution, unknown_age).items():
        if np.abs(weight).max() < _NEGLIGIBLE:
            continue
        value, unit = recorded.covariates.get(code, ("present", None))
        moved.append(_fact(code, value, value, unit, weight, _basis_of_code(evidence, code)))
    heaviest = sorted(moved, key=lambda fact: -max(abs(weight.weight) for weight in fact.weights))
    return tuple(heaviest), tuple(unmoved)


def _fact(
    code: str, level: str, value: str | None, unit: str | None, weight: NDArray[np.float64], basis: str
) -> FactWeight:
    return FactWeight(
        fact=code,
        level=level,
        value=value,
        unit=unit,
        weights=tuple(CauseWeight(group=group, weight=float(w)) for group, w in zip(GROUPS, weight, strict=True)),
        basis=basis,
    )


def _basis_of_finding(evidence: Evidence, finding: Finding) -> str:
    """A finding rests on data only when every row of its table does."""
    return "data" if all(row.basis == "data" for row in evidence.findings[finding].rows) else "judgement"


def _basis_of_code(evidence: Evidence, code: str) -> str:
    return evidence.meaning(_PARAMETER_OF_FACT.get(code, f"background_modifier.{code}")).basis


class RankedParameters:
    """Standardised ranks of every parameter that varies, ready for rank correlations with any answer.

    Kept in blocks, one for the table of each finding and one for all other parameters of the model, so that only what
    an answer can depend on is looked at. A block is ranked when an answer first asks for it: one pregnancy has few
    findings, and ranking all tables would take longer than its whole review.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        names: dict[str, list[str]] = {}
        for name, array in draws.values.items():
            if np.ptp(array) > 0.0 and not name.startswith(_NOT_OF_THE_MODEL):
                names.setdefault(_block(name), []).append(name)
        self._names = {block: tuple(members) for block, members in names.items()}
        self._ranks: dict[str, NDArray[np.float32]] = {}

    def _ranks_of(self, block: str) -> NDArray[np.float32]:
        """The ranks of a block, one row for each of its names."""
        if block not in self._ranks:
            ranks = [_standardised_ranks(self._draws[name]) for name in self._names[block]]
            self._ranks[block] = np.stack(ranks).astype(np.float32)
        return self._ranks[block]

    def squared_correlations(
        self, answer: Array, weights: Array, findings: Iterable[Finding]
    ) -> tuple[tuple[str, ...], NDArray[np.float32]]:
        """Squared Spearman correlation of `answer` with each parameter it can depend on, every draw weighted.

        `answer` and `weights` have the shape (draws,). Returns the names and one number for each.
        """
        ranks, weight = _standardised_ranks(answer).astype(np.float32), weights.astype(np.float32)
        ranks -= ranks @ weight
        spread = float(weight @ ranks**2)
        blocks = [block for block in ("", *findings) if block in self._names]
        shares = []
        for block in blocks:
            of_block = self._ranks_of(block)
            means, covariances = (of_block @ np.stack([weight, weight * ranks], axis=1)).T
            variances = np.einsum("pn,pn,n->p", of_block, of_block, weight) - means**2
            shares.append(
                np.divide(
                    covariances**2,
                    variances * spread,
                    out=np.zeros_like(covariances),
                    where=variances * spread > 0.0,
                )
            )
        names = tuple(name for block in blocks for name in self._names[block])
        return names, np.concatenate(shares)


def _block(name: str) -> str:
    """The finding that a name belongs to; nothing for the other parameters."""
    return name.split(".")[1] if name.startswith("finding.") else ""


def _standardised_ranks(array: Array) -> NDArray[np.float64]:
    ranks = np.empty(len(array))
    ranks[array.argsort()] = np.arange(len(array))
    return (ranks - ranks.mean()) / ranks.std()


def influences(
    ranked: RankedParameters, evidence: Evidence, leader: Array, weights: Array, findings: Iterable[Finding]
) -> tuple[Influence, ...]:
    """The three parameters whose uncertainty moves the leading group most. One line for each parameter or table row."""
    if np.ptp(leader) == 0.0:
        return ()
    names, shares = ranked.squared_correlations(leader, weights, findings)
    strongest: dict[str, Influence] = {}
    # The levels of one row make up a whole, so two of them can be equally strong: then the first one, on any machine.
    for index in np.argsort(-shares.round(_SHARE_DECIMALS), kind="stable"):
        name = names[index]
        meaning = evidence.meaning(name)
        if meaning.parameter in strongest:
            continue
        strongest[meaning.parameter] = Influence(
            parameter=name,
            share=float(shares[index]),
            basis=meaning.basis,
            definition=meaning.definition,
            definition_zh=meaning.definition_zh,
        )
        if len(strongest) == _MOST_INFLUENTIAL:
            break
    return tuple(strongest.values())
