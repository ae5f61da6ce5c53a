"""Many reviews at once: the posterior means of `amnio.answers.review`, for thousands of pregnancies a second.

The arithmetic is that of `amnio.model.attribution` and `counterfactual`, laid out as rows x mechanisms x draws in
single precision, on fewer joint draws. What depends on a handful of facts only (a prior, a set of findings) is computed
once and kept in bounded tables, so memory does not grow with the number of rows.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from amnio.answers.assemble import Assembly
from amnio.answers.recorded import read_case
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import GROUP_OF_CAUSE, PROCEDURE_RELATED, Cause, CellFreeDna, Finding, Group
from amnio.evidence import DEFAULT_SEED
from amnio.guidance.urgent import urgent_signs
from amnio.model.clock import DAY_15, DAY_24, END_DAY, FIRST_DAY, REFERENCE_DAY
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import (
    BEFORE,
    FETAL,
    INTRODUCED,
    LATER,
    MECHANISMS,
    OTHER_SLICE,
    PROCEDURE_SLICE,
    PregnancyModel,
)
from amnio.model.procedure import ProcedureFacts

Table = NDArray[np.float32]
_Levels = tuple[tuple[Finding, str], ...]
_LevelTables = dict[tuple[Finding, str], NDArray[np.float32]]
K = TypeVar("K", bound=Hashable)
CAUSES = tuple(Cause)
_CAUSE_NAMES = tuple(cause.value for cause in CAUSES)
_GROUP_NAMES = tuple(group.value for group in Group)
_TO_GROUPS = np.array([[float(GROUP_OF_CAUSE[cause] is group) for group in Group] for cause in CAUSES])
_NEEDS_A_PROCEDURE = np.array([float(cause in PROCEDURE_RELATED) for cause in CAUSES])
#: Joint draws of a batch, and rows computed together (small enough to stay in the processor's cache).
BATCH_DRAWS = 256
_ROWS = 12
_KEPT = 2048
#: Findings in three blocks of about as many combinations: signs of infection, tests for infection, all others.
_SIGNS = (
    Finding.INFECTION_PICTURE,
    Finding.FEVER_ALONE,
    Finding.CRP_ALONE,
    Finding.FEVER_DURING_INDUCTION,
    Finding.SIGNS_BEFORE,
    Finding.INFECTION_ONSET,
    Finding.MEMBRANES,
    Finding.PRESENTATION,
)
_GERMS = (
    Finding.STORED_FLUID,
    Finding.LATER_CULTURES,
    Finding.BLOOD_CULTURE,
    Finding.HISTOLOGY,
    Finding.VIRUS,
    Finding.KLEIHAUER,
    Finding.ANTIPHOSPHOLIPID,
)
_BLOCK_OF_FINDING = {finding: 0 if finding in _SIGNS else 1 if finding in _GERMS else 2 for finding in Finding}
#: Decimals in a record: single precision carries no more.
_DIGITS = 5


class _Kept(Generic[K]):
    """A bounded table of arrays by key; emptied when full."""

    def __init__(self, make: Callable[[K], Table]) -> None:
        self._make = make
        self._arrays: dict[K, Table] = {}

    def __call__(self, key: K) -> Table:
        found = self._arrays.get(key)
        if found is None:
            if len(self._arrays) >= _KEPT:
                self._arrays.clear()
            found = self._arrays[key] = self._make(key)
        return found


class BatchReviewer:
    """Short reviews from the first `draws` joint draws of an assembly."""

    def __init__(self, assembly: Assembly | None = None, *, draws: int = BATCH_DRAWS, seed: int = DEFAULT_SEED) -> None:
        self._assembly = assembly or Assembly(draws=draws, seed=seed)
        self._model = model = self._assembly.model
        self._stamp = asdict(self._assembly.stamp)
        self._days = _DayTables(model)
        self._of_mechanism = {
            (finding, level): table.of(level).astype(np.float32)
            for finding, table in model.likelihoods.of_mechanism.items()
            for level in table.levels
        }
        self._of_class = {
            (finding, level): table.of(level).astype(np.float32)
            for finding, table in model.likelihoods.of_class.items()
            for level in table.levels
        }
        self._block_of = {item: _BLOCK_OF_FINDING[item[0]] for item in self._of_mechanism}
        self._nothing_found = np.ones((len(MECHANISMS), model.draws.count), dtype=np.float32)
        self._mechanism_evidence = _Kept[_Levels](lambda key: self._product(self._of_mechanism, key, len(MECHANISMS)))
        self._class_evidence = _Kept[_Levels](lambda key: self._product(self._of_class, key, len(CLASSES)))
        self._prior = _Kept(self._class_prior)
        self._background = _Kept[tuple[str, ...]](lambda codes: _single(model.background_multiplier(codes)))
        self._procedure = _Kept[ProcedureFacts](lambda facts: _single(model.procedure.multiplier(facts)))

    def review_many(self, cases: Iterable[Case]) -> list[dict[str, Any]]:
        """A short review for each case, in order; every case must be reviewable.

        A short review holds the posterior means of the six causes (`causes`), the leading group (`leading`), the
        probability of all that is procedure-related, the probability that the pregnancy would have been lost without
        an amniocentesis too (`lost_anyway`, by 24+0 and by birth), the urgent signs, and the stamp.
        """
        answers: list[dict[str, Any]] = []
        waiting: list[Case] = []
        for case in cases:
            waiting.append(case)
            if len(waiting) == _ROWS:
                answers += self._review_rows(waiting)
                waiting = []
        return answers + self._review_rows(waiting) if waiting else answers

    def _review_rows(self, cases: Sequence[Case]) -> list[dict[str, Any]]:
        assembly = self._assembly
        rows = [read_case(case, assembly.thresholds, unknown_age=assembly.unknown_age).facts for case in cases]
        means, anyway = self._posterior_means(rows)
        causes = means.astype(np.float64)
        leading = (causes @ _TO_GROUPS).argmax(axis=1).tolist()
        needle = (causes @ _NEEDS_A_PROCEDURE).round(_DIGITS).tolist()
        columns = zip(cases, rows, causes.round(_DIGITS).tolist(), leading, needle, anyway.tolist(), strict=True)
        return [
            {
                "urgent": [sign.urgency.value for sign in urgent_signs(case)],
                "leading": _GROUP_NAMES[leader],
                "causes": dict(zip(_CAUSE_NAMES, shares, strict=True)),
                "procedure_related": related,
                "lost_anyway": _lost_anyway(facts, before, birth),
                "stamp": self._stamp,
            }
            for case, facts, shares, leader, related, (before, birth) in columns
        ]

    def _posterior_means(self, rows: Sequence[Facts]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Mean probability of the six causes, shape (rows, 6), and of *lost anyway* by 24+0 and birth, (rows, 2)."""
        days = self._days
        loss = np.array([facts.loss_day for facts in rows]) - FIRST_DAY
        done = np.array([facts.procedure_day is not None for facts in rows])
        start = np.array([facts.loss_day if facts.procedure_day is None else facts.procedure_day for facts in rows])
        after = (loss + FIRST_DAY - start).astype(np.float32)[:, None]
        prior = np.stack([self._prior((facts.maternal_age, facts.t21_risk, facts.cfdna)) for facts in rows])
        started = np.einsum("rzn,rzn->rn", prior, days.class_survival[start - FIRST_DAY])
        alive = prior
        alive *= days.class_survival[loss]
        for index, facts in enumerate(rows):
            key = tuple(item for item in facts.findings.items() if item in self._of_class)
            if key:
                alive[index] *= self._class_evidence(key)
        background = np.stack([self._background(facts.background) for facts in rows])
        excess = np.stack([self._procedure(facts.procedure) for facts in rows]) * done[:, None]
        weights = np.empty((len(rows), *self._nothing_found.shape), dtype=np.float32)
        for index, facts in enumerate(rows):
            self._found(facts, out=weights[index])
        all_alive = alive.sum(axis=1)
        fetal = np.einsum("rzn,rzn->rn", alive, days.class_hazard[loss])
        base = days.nonfetal[loss] * background * all_alive
        shares = days.shares[loss]
        present = days.latency_survival(after) * done[:, None]
        infection = base * shares[:, 0]
        early_risk = days.early[np.clip(start, FIRST_DAY, DAY_15) - FIRST_DAY]
        mechanical_on = days.mechanical_density(after) * excess * all_alive
        needle = (days.mechanical_risk + early_risk) * mechanical_on
        weights[:, FETAL] *= fetal
        weights[:, BEFORE] *= infection * present
        weights[:, LATER] *= infection * (1.0 - present)
        weights[:, INTRODUCED] *= days.introduced_risk * days.infection_density(after) * excess * all_alive
        weights[:, PROCEDURE_SLICE] *= days.mechanisms * needle[:, None]
        weights[:, OTHER_SLICE] *= base[:, None] * shares[:, 1:]
        total = weights.sum(axis=1)
        credible = total / started
        credible /= credible.sum(axis=1, keepdims=True)
        weights *= (credible / total)[:, None]
        by_needle = weights[:, PROCEDURE_SLICE].sum(axis=1)
        by_early = by_needle * (early_risk / (days.mechanical_risk + early_risk))
        six = (
            weights[:, FETAL],
            weights[:, BEFORE] + weights[:, LATER],
            weights[:, INTRODUCED],
            by_early,
            by_needle - by_early,
            weights[:, OTHER_SLICE].sum(axis=1),
        )
        causes = np.stack([share.sum(axis=1) for share in six], axis=1)
        prevented = by_needle + weights[:, INTRODUCED]
        prevented /= all_alive  # `alive` over its sum is the class given any mechanism but the fetal one
        anyway = np.stack(
            [
                1.0 - np.einsum("rn,rn->r", prevented, days.alive_until(horizon, loss, alive, background))
                for horizon in (DAY_24, END_DAY)
            ],
            axis=1,
        )
        return causes, anyway

    def _found(self, facts: Facts, *, out: Table) -> None:
        """Writes the likelihood of all findings that depend on the mechanism, (15, draws), into `out`.

        Each block of findings is looked up as a whole: few of its combinations occur, so few are ever computed.
        """
        blocks: tuple[list[tuple[Finding, str]], ...] = ([], [], [])
        for item in facts.findings.items():
            block = self._block_of.get(item)
            if block is not None:
                blocks[block].append(item)
        first = True
        for block_items in blocks:
            if block_items:
                found = self._mechanism_evidence(tuple(block_items))
                if first:
                    out[:] = found
                    first = False
                else:
                    out *= found
        if first:
            out[:] = self._nothing_found

    def _class_prior(self, key: tuple[float, float | None, CellFreeDna | None]) -> Table:
        age, t21_risk, cfdna = key
        return _single(self._model.priors.prior(maternal_age=age, t21_risk=t21_risk, cfdna=cfdna))

    def _product(self, tables: _LevelTables, key: _Levels, size: int) -> Table:
        product = np.ones((size, self._model.draws.count), dtype=np.float32)
        for item in key:
            product *= tables[item]
        return product


def _lost_anyway(facts: Facts, before_24: float, by_birth: float) -> dict[str, float] | None:
    """None where there was no procedure; by 24+0 only for a loss before it."""
    if facts.procedure_day is None:
        return None
    birth = {"birth": round(by_birth, _DIGITS)}
    return birth if facts.loss_day >= DAY_24 else {"24+0": round(before_24, _DIGITS), **birth}


class _DayTables:
    """What depends on the day alone, for every day of the clock, in single precision."""

    def __init__(self, model: PregnancyModel) -> None:
        days = range(FIRST_DAY, END_DAY)
        procedure = model.procedure
        reference = model.classes.until(REFERENCE_DAY)
        self.class_survival = _single([np.exp(reference - model.classes.until(day)) for day in days])
        self.class_hazard = _single([model.classes.on(day) for day in days])
        self.nonfetal = _single([model.nonfetal.on(day) for day in days])
        self.shares = _single([model.partition.on(day) for day in days])
        self.early = _single([procedure.early_excess(day) for day in range(FIRST_DAY, DAY_15 + 1)])
        mechanical, introduced = procedure.excess(np.ones(model.draws.count))
        self.mechanical_risk, self.introduced_risk = _single(mechanical), _single(introduced)
        self.mechanisms = _single(procedure.mechanisms)
        self._mechanical_rate = _single(procedure.mechanical_timing.rate)
        self._infection_rate = _single(procedure.infection_timing.rate)
        self._latency_rate = _single(procedure.latency.rate)
        self._ahead = {
            horizon: (
                _single(
                    [np.exp(-np.maximum(model.classes_until_birth.between(day + 1, horizon), 0.0)) for day in days]
                ),
                _single([np.maximum(model.nonfetal_until_birth.between(day + 1, horizon), 0.0) for day in days]),
            )
            for horizon in (DAY_24, END_DAY)
        }

    def latency_survival(self, after: Table) -> Table:
        return np.exp(-self._latency_rate * after)

    def mechanical_density(self, after: Table) -> Table:
        return -np.expm1(-self._mechanical_rate) * np.exp(-self._mechanical_rate * after)

    def infection_density(self, after: Table) -> Table:
        return -np.expm1(-self._infection_rate) * np.exp(-self._infection_rate * after)

    def alive_until(self, horizon: int, loss: NDArray[np.int64], alive: Table, background: Table) -> Table:
        """`Σ_z alive_z S_z` without a procedure, from the day after the loss to `horizon`, shape (rows, draws)."""
        of_class, shared = self._ahead[horizon]
        return np.einsum("rzn,rzn->rn", alive, of_class[loss]) * np.exp(-shared[loss] * background)


def _single(arrays: object) -> Table:
    return np.asarray(arrays, dtype=np.float32)
