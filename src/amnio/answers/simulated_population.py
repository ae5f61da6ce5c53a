"""A simulated population for teaching, tests and power, and the truth about what the procedure does in it.

The hazards are those of the means of all parameters; the scenario says who is tested, when, and who is recorded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from amnio import __version__
from amnio.answers.assemble import Assembly, likelihoods
from amnio.clinic.gestation import GestationalAge
from amnio.evidence.scenario import Scenario, load_scenario
from amnio.model.clock import DAY_15, DAY_24, DAYS_PER_WEEK, END_DAY, Array
from amnio.model.population import BIRTH, LOSS, LOST, TERMINATION, Population, PopulationModel
from amnio.model.population_truth import (
    Contrast,
    RiskTables,
    could_be_treated_on,
    risk_tables,
    treated_on,
)
from amnio.model.population_truth import by_week as contrasts_by_week
from amnio.model.population_truth import contrasts as contrasts_of
from amnio.model.pregnancy import PregnancyModel

#: The days on which a trial may start, both included: 15+0 to 22+6.
FIRST_TRIAL, LAST_TRIAL = DAY_15, 23 * DAYS_PER_WEEK - 1
#: By when losses count: days after the trial began, then days of gestation that no longer count.
HORIZONS = {"day_14": 14, "day_28": 28, "day_42": 42, "week_24": DAY_24, "birth": END_DAY}
_AFTER, _UNTIL = (14, 28, 42), (DAY_24, END_DAY)
_PART = 500_000  # women drawn at once
_END_NAMES = {LOSS: "loss", TERMINATION: "termination", BIRTH: "live_birth", LOST: "lost"}


@dataclass(frozen=True, kw_only=True, slots=True)
class TrueEffect:
    """What the procedure does by one horizon, exactly, in the women `among`: "treated", or all "eligible" each day.

    `week` is the completed week of the trials, None for all together. `weight` counts women or woman-days.
    """

    among: str
    week: int | None
    by: str
    weight: float
    risk_treated: float
    risk_untreated: float
    difference: float
    ratio: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SimulatedTruth:
    """What is known of a simulated population besides its table. The contrast: tested that day, or never."""

    scenario: str
    teaches: str
    teaches_zh: str
    pregnancies: int
    drawn: int
    procedures: int
    ends: dict[str, int]
    trials_from: str
    trials_until: str
    effects: tuple[TrueEffect, ...]
    reasons: dict[str, str]
    software: str
    evidence: str
    draws_fingerprint: str
    seed: int

    def effect(self, by: str, among: str = "treated", week: int | None = None) -> TrueEffect:
        """The one that is asked for; KeyError where nobody counts."""
        for each in self.effects:
            if (each.by, each.among, each.week) == (by, among, week):
                return each
        raise KeyError((by, among, week))


class SimulatedWorld:
    """A scenario with the hazards of the evidence: made once, for any number of populations."""

    def __init__(self, scenario: str | Scenario, assembly: Assembly | None = None) -> None:
        self.scenario = load_scenario(scenario) if isinstance(scenario, str) else scenario
        self.assembly = assembly or Assembly(findings=())
        draws = self.assembly.draws.mean()
        model = PregnancyModel(draws, likelihoods(self.assembly.evidence, draws, ()))
        self.model = PopulationModel(model, self.scenario.practice)

    @cached_property
    def tables(self) -> RiskTables:
        """Risk with and without the procedure of every kind of woman, on every day on which a trial may start."""
        return risk_tables(self.model, FIRST_TRIAL, LAST_TRIAL, after=_AFTER, until=_UNTIL)


class PopulationSource:
    """Simulates one scenario: parts of a population (from `part` women each), and its truth once they were made."""

    def __init__(self, world: str | Scenario | SimulatedWorld, *, seed: int, part: int = _PART) -> None:
        self.world = world if isinstance(world, SimulatedWorld) else SimulatedWorld(world)
        self.seed = seed
        self._part = part
        self.model = self.world.model
        self._kinds = len(self.model.fetal) * len(self.model.factors)
        days = LAST_TRIAL - FIRST_TRIAL + 1
        self._treated = np.zeros((self._kinds, days))
        self._eligible = np.zeros((self._kinds, days))
        self._drawn = self._rows = self._procedures = 0
        self._ends = dict.fromkeys(_END_NAMES.values(), 0)

    def parts(self, pregnancies: int) -> Iterator[Population]:
        """As many recorded pregnancies, in parts; the same seed and number give the same ones.

        Each part has a random stream of its own, so that a longer population begins with a shorter one.
        """
        done = 0
        for stream in _streams(self.seed):
            part = self.model.simulate(self._part, np.random.default_rng(stream))
            part = part.first(pregnancies - done)
            self._count(part)
            done += len(part)
            yield part
            if done == pregnancies:
                return

    def _count(self, part: Population) -> None:
        self._treated += treated_on(part, FIRST_TRIAL, LAST_TRIAL, self._kinds)
        self._eligible += could_be_treated_on(part, FIRST_TRIAL, LAST_TRIAL, self._kinds)
        self._drawn += part.drawn
        self._rows += len(part)
        self._procedures += int((part.procedure >= 0).sum())
        for code, name in _END_NAMES.items():
            self._ends[name] += int((part.end == code).sum())

    def truth(self) -> SimulatedTruth:
        """About the parts made so far."""
        scenario, assembly = self.world.scenario, self.world.assembly
        return SimulatedTruth(
            scenario=scenario.name,
            teaches=scenario.teaches,
            teaches_zh=scenario.teaches_zh,
            pregnancies=self._rows,
            drawn=self._drawn,
            procedures=self._procedures,
            ends=dict(self._ends),
            trials_from=str(GestationalAge(FIRST_TRIAL)),
            trials_until=str(GestationalAge(LAST_TRIAL)),
            effects=(*self._effects("treated", self._treated), *self._effects("eligible", self._eligible)),
            reasons=dict(scenario.reasons),
            software=__version__,
            evidence=assembly.evidence.fingerprint,
            draws_fingerprint=assembly.draws.fingerprint,
            seed=self.seed,
        )

    def _effects(self, among: str, weights: Array) -> Iterator[TrueEffect]:
        if not weights.sum():
            return
        yield from _named(among, None, contrasts_of(self.world.tables, weights))
        for week, found in contrasts_by_week(self.world.tables, weights).items():
            yield from _named(among, week, found)


def _named(among: str, week: int | None, found: tuple[Contrast, ...]) -> Iterator[TrueEffect]:
    for by, contrast in zip(HORIZONS, found, strict=True):
        yield TrueEffect(
            among=among,
            week=week,
            by=by,
            weight=contrast.weight,
            risk_treated=contrast.treated,
            risk_untreated=contrast.untreated,
            difference=contrast.difference,
            ratio=contrast.ratio,
        )


def _streams(seed: int) -> Iterator[np.random.SeedSequence]:
    root = np.random.SeedSequence(seed)
    while True:
        yield root.spawn(1)[0]
