"""Which test would tell most? Expected information about the cause, and how often a result would change something.

A test reads one or more findings. Its outcomes are all combinations of their levels; given mechanism and class the
findings are independent. The value of a test is the mutual information of its outcome with the cause, one
of six (Lindley 1956), in bits, times the probability that it gives a result at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.vocabulary import GROUP_OF_CAUSE, MECHANISMS_OF_CAUSE, Cause, Finding, Group, Test
from amnio.model.attribution import Attribution
from amnio.model.clock import Array
from amnio.model.likelihood import Likelihoods
from amnio.model.pregnancy import FETAL, MECHANISMS, PROCEDURE_SLICE

#: The findings that each test reads. Parental karyotypes say nothing about this loss; they are for the next pregnancy.
FINDINGS_OF_TEST: dict[Test, tuple[Finding, ...]] = {
    Test.CHROMOSOMES: (Finding.CHROMOSOMES,),
    Test.MICROARRAY: (Finding.MICROARRAY,),
    Test.PLACENTAL_HISTOLOGY: (Finding.HISTOLOGY, Finding.MALPERFUSION, Finding.RETROPLACENTAL_CLOT),
    Test.AUTOPSY: (Finding.FETAL_PICTURE, Finding.CORD, Finding.NEEDLE_INJURY),
    Test.STORED_FLUID: (Finding.STORED_FLUID,),
    Test.BLOOD_CULTURE: (Finding.BLOOD_CULTURE,),
    Test.CRP: (Finding.CRP_ALONE,),
    Test.KLEIHAUER: (Finding.KLEIHAUER,),
    Test.ANTIPHOSPHOLIPID: (Finding.ANTIPHOSPHOLIPID,),
    Test.PARENTAL_KARYOTYPES: (),
    Test.PLACENTAL_DNA: (Finding.PLACENTAL_GENETICS,),
}

CAUSES = tuple(Cause)
GROUPS = tuple(Group)
#: Row `c` adds up the mechanisms of cause `c`; the five procedure mechanisms count as mechanical here.
_TO_CAUSES = np.array(
    [
        [cause is not Cause.EARLY and mechanism in MECHANISMS_OF_CAUSE[cause] for mechanism in MECHANISMS]
        for cause in CAUSES
    ],
    dtype=np.float64,
)
#: Row `g` adds up the causes of group `g`.
_TO_GROUPS = np.array([[GROUP_OF_CAUSE[cause] is group for cause in CAUSES] for group in GROUPS], dtype=np.float64)
_EARLY, _MECHANICAL = CAUSES.index(Cause.EARLY), CAUSES.index(Cause.MECHANICAL)


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class TestValue:
    """What a test is expected to do, given that it gives a result."""

    __test__ = False

    bits: float
    changes_leading: float
    changes_advice: float


def group_probabilities(attribution: Attribution) -> Array:
    """Probability of the five groups, in vocabulary order, shape (5, draws)."""
    return np.asarray(_TO_GROUPS @ attribution.causes)


def value_of_test(
    attribution: Attribution, likelihoods: Likelihoods, findings: Sequence[Finding], *, advice_from: float, draws: int
) -> TestValue:
    """Value of learning `findings` (those not yet known), computed on the first `draws` joint draws.

    `advice_from`: the probability from which a mechanism or a fetal class carries weight in the advice for treatment
    and the next pregnancy; `changes_advice` is the chance that the set of those that do is another one afterwards.
    """
    if not findings:
        return TestValue(bits=0.0, changes_leading=0.0, changes_advice=0.0)
    joint, joint_advice = _joint(attribution, likelihoods, findings, draws)
    outcome = joint.sum(axis=1)
    prior = joint.sum(axis=0)
    expected = outcome[:, None] * prior[None, :]
    positive = joint > 0.0
    bits = float((joint[positive] * np.log2(joint[positive] / expected[positive])).sum())
    leading = joint.argmax(axis=1) != prior.argmax()
    carries = joint_advice >= advice_from * outcome[:, None]
    advice = (carries != (joint_advice.sum(axis=0) >= advice_from)).any(axis=1)
    return TestValue(
        bits=max(bits, 0.0),
        changes_leading=float(outcome[leading].sum()),
        changes_advice=float(outcome[advice].sum()),
    )


def _joint(
    attribution: Attribution, likelihoods: Likelihoods, findings: Sequence[Finding], draws: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """`P(outcome, cause)`, shape (outcomes, 6), and `P(outcome, mechanism or class)`, shape (outcomes, 14 + 9)."""
    weights_of_draws = attribution.weights[:draws]
    mechanisms = attribution.mechanisms[:, :draws] * (weights_of_draws / weights_of_draws.sum())
    early_share = attribution.early_share[:draws]
    fetal_classes, other_classes = attribution.fetal_classes[:, :draws], attribution.other_classes[:, :draws]
    by_mechanism = [likelihoods.of_mechanism[f] for f in findings if f in likelihoods.of_mechanism]
    by_class = [likelihoods.of_class[f] for f in findings if f in likelihoods.of_class]
    class_outcomes = []
    for levels in product(*(table.levels for table in by_class)):
        result = np.ones_like(fetal_classes)
        for table, level in zip(by_class, levels, strict=True):
            result = result * table.rows[table.row_of, table.levels.index(level), :draws]
        in_fetal, in_others = fetal_classes * result, other_classes * result
        class_outcomes.append((in_fetal, in_others, in_fetal.sum(axis=0), in_others.sum(axis=0)))
    causes, advice = [], []
    for levels in product(*(table.levels for table in by_mechanism)):
        weights = mechanisms
        for table, level in zip(by_mechanism, levels, strict=True):
            weights = weights * table.rows[table.row_of, table.levels.index(level), :draws]
        fetal = weights[FETAL]
        others = weights.sum(axis=0) - fetal
        early = weights[PROCEDURE_SLICE].sum(axis=0) * early_share
        for in_fetal, in_others, all_fetal, all_others in class_outcomes:
            leaves = weights @ all_others
            leaves[FETAL] = fetal @ all_fetal
            of_causes = _TO_CAUSES @ leaves
            of_causes[_EARLY] = early @ all_others
            of_causes[_MECHANICAL] = max(of_causes[_MECHANICAL] - of_causes[_EARLY], 0.0)
            causes.append(of_causes)
            classes = in_fetal @ fetal + in_others @ others
            advice.append(np.concatenate([leaves[1:], classes[1:]]))
    return np.array(causes), np.array(advice)
