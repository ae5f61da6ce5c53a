"""What lies ahead of a pregnancy that goes on: the losses that come anyway, and what a course of action adds to them.

    anyway(H)     = Σ_z P(z | alive now) · [1 - exp(-Σ_{u=now..H} h_z(u))]
    added(x, H)   = the same under do(x), less anyway(H)
    found(x)      = Σ_z P(z | alive now) · P(still pregnant on the day of the test | z) · P(not normal | z)

The first two are never one number. Everything is about one pregnancy that is alive now: one denominator for all.
"""

from dataclasses import dataclass, replace

import numpy as np

from amnio.clinic.vocabulary import FetalClass, Finding, GeneticResult
from amnio.model.clock import Array
from amnio.model.counterfactual import risk_by_class
from amnio.model.facts import Facts
from amnio.model.fetal import CLASS_INDEX, TRISOMIES
from amnio.model.pregnancy import PregnancyModel

#: Classes that a test of the chromosomes of the fetus looks for.
CHROMOSOMAL = (
    FetalClass.T21,
    FetalClass.T18,
    FetalClass.T13,
    FetalClass.MONOSOMY_X,
    FetalClass.OTHER_SEX_CHROMOSOME,
    FetalClass.TRIPLOIDY,
    FetalClass.OTHER_UNBALANCED,
)
CHROMOSOMAL_ROWS = np.array([CLASS_INDEX[fetal_class] for fetal_class in CHROMOSOMAL])


@dataclass(frozen=True, kw_only=True, eq=False)
class Prospect:
    """One pregnancy, alive on the day `now`. `facts` hold no procedure; `classes`: `P(z)` now, shape (10, draws)."""

    model: PregnancyModel
    facts: Facts
    now: int
    classes: Array

    @classmethod
    def of(cls, model: PregnancyModel, facts: Facts, now: int) -> "Prospect":
        """The pregnancy of `facts` on the day `now`, whatever procedure they name; a scan or result counts."""
        facts = replace(facts, procedure_day=None)
        alive = model.alive(facts, now) * model.class_evidence(facts)
        return cls(model=model, facts=facts, now=now, classes=np.asarray(alive / alive.sum(axis=0)))

    def anyway(self, horizon: int) -> Array:
        """Risk of loss from now to the horizon without any test, shape (draws,)."""
        return np.asarray((self.classes * self._without(horizon)).sum(axis=0))

    def added_by_amniocentesis(self, day: int, horizon: int, *, among: Array | None = None) -> Array:
        """What an amniocentesis on that day adds by the horizon, shape (draws,); never negative.

        `among`, shape (10, draws): the share of each class that has it, for a test that only some are led to.
        """
        with_needle = risk_by_class(self.model, replace(self.facts, procedure_day=day), self.now, horizon)
        weights = self.classes if among is None else self.classes * among
        return np.asarray((weights * (with_needle - self._without(horizon))).sum(axis=0))

    def added_by_villus_sampling(self, horizon: int) -> Array:
        """What villus sampling adds: its excess among those that would not have been lost anyway, shape (draws,)."""
        return (1.0 - self.anyway(horizon)) * -np.expm1(-self.model.draws["villus.excess_risk"])

    def alarms(self) -> Array:
        """Share of each class for which cell-free DNA would report a high chance of a trisomy, shape (10, draws)."""
        share = np.empty_like(self.classes)
        share[:] = self.model.draws["screen.cfdna_false_alarm"]
        share[TRISOMIES] = 1.0 - self.model.draws["screen.cfdna_low_risk_factor"]
        return share

    def found(self, day: int, finding: Finding = Finding.CHROMOSOMES, *, among: Array | None = None) -> Array:
        """Probability that the test is done on that day and shows a change of the chromosomes, shape (draws,)."""
        shown = self.present(day) * (1.0 - self._normal(finding))
        if among is not None:
            shown = shown * among
        return np.asarray(shown[CHROMOSOMAL_ROWS].sum(axis=0))

    def present(self, day: int) -> Array:
        """Probability of each class and of being still pregnant on that day, shape (10, draws)."""
        return self.classes * (1.0 - risk_by_class(self.model, self.facts, self.now, day))

    def after_normal(self, day: int, finding: Finding) -> Array:
        """`P(z)` once the test of that day has shown nothing, shape (10, draws)."""
        left = self.present(day) * self._normal(finding)
        return np.asarray(left / left.sum(axis=0))

    def _without(self, horizon: int) -> Array:
        return risk_by_class(self.model, self.facts, self.now, horizon)

    def _normal(self, finding: Finding) -> Array:
        """`P(normal result | class)`, shape (10, draws).

        For the three trisomies that of fresh fluid; the tables are for any sample, those of a loss among them.
        """
        normal = self.model.likelihoods.of_class[finding].of(GeneticResult.NORMAL.value)
        normal[TRISOMIES] = self.model.draws["test.chromosomes.misses_fluid"]
        return normal
