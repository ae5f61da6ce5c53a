"""`amnio study power`: how sure a study of so many pregnancies would be, from registries simulated with known truth.

The standard error is that of the estimates of simulated registries. The chance to find the true difference (an interval
that excludes none, on its side) is that of a normal estimate with this error.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist, fmean, stdev
from tempfile import TemporaryDirectory

from amnio import __version__
from amnio.answers.simulated_population import PopulationSource, SimulatedWorld
from amnio.answers.study_answer import By, Design, DesignEffect
from amnio.answers.study_counting import count_effect
from amnio.answers.study_designs import pooled_effects, trial_sums
from amnio.clinic.gestation import GestationalAge
from amnio.cohort.definition import StudyDefinition
from amnio.cohort.engines.opening import opened
from amnio.cohort.origin import TableMapping
from amnio.estimate import Target
from amnio.estimate.trial_counts import TrialCounts
from amnio.model.population import Population

#: Writes parts of a population to a file in the form of its ending.
Writer = Callable[[Iterable[Population], Path, str], None]
_LANDMARK = GestationalAge(18 * 7)  # not read by trials
_SURE = NormalDist().inv_cdf(1.0 - 0.5 / 20)  # of a 95 % interval
_FOUR_FIFTHS = NormalDist().inv_cdf(4 / 5)  # the usual chance that is asked for


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerAt:
    """By one horizon: the true difference, how far estimates lie from it, and what would be found."""

    by: By
    truth: float
    standard_error: float
    bias: float
    power: float
    detectable: float  # the difference found with a chance of four in five


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyPower:
    """The answer for one scenario and number of pregnancies."""

    scenario: str
    teaches: str
    teaches_zh: str
    pregnancies: int
    procedures: float
    registries: int
    horizons: tuple[PowerAt, ...]
    software: str
    evidence: str
    seed: int


def study_power(
    world: SimulatedWorld,
    definition: StudyDefinition,
    *,
    pregnancies: int,
    registries: int,
    seed: int,
    write: Writer,
    done: Callable[[], None] = lambda: None,
) -> StudyPower:
    """Simulates so many registries and answers each by sequential trials, among the treated; `write` makes its file."""
    found: dict[By, list[float]] = {by: [] for by in By}
    truths: dict[By, list[float]] = {by: [] for by in By}
    procedures = []
    for number in range(registries):
        source = PopulationSource(world, seed=seed + number)
        for effect in _answered(source, definition, pregnancies, write):
            found[effect.by].append(effect.difference.value)
        truth = source.truth()
        procedures.append(truth.procedures)
        for by in By:
            truths[by].append(truth.effect(by.value).difference)
        done()
    scenario = world.scenario
    return StudyPower(
        scenario=scenario.name,
        teaches=scenario.teaches,
        teaches_zh=scenario.teaches_zh,
        pregnancies=pregnancies,
        procedures=fmean(procedures),
        registries=registries,
        horizons=tuple(_power(by, truths[by], found[by]) for by in By if len(found[by]) == registries),
        software=__version__,
        evidence=world.assembly.evidence.fingerprint,
        seed=seed,
    )


def _answered(
    source: PopulationSource, definition: StudyDefinition, pregnancies: int, write: Writer
) -> Iterator[DesignEffect]:
    with TemporaryDirectory(prefix="amnio-") as folder:
        path = Path(folder) / "registry.parquet"
        write(source.parts(pregnancies), path, path.suffix)
        with opened(str(path)) as engine:
            mapping = TableMapping.by_name(engine.raw())
            counts = count_effect(engine, mapping, definition, (Design.TRIALS,), _LANDMARK)
    if counts.trials is None or not isinstance(counts.trials.counts, TrialCounts):
        raise TypeError("trials were asked for")
    yield from pooled_effects(trial_sums(counts.trials.counts, Target.TREATED))


def _power(by: By, truths: list[float], estimates: list[float]) -> PowerAt:
    truth, error = fmean(truths), stdev(estimates)
    found = NormalDist().cdf(abs(truth) / error - _SURE)
    return PowerAt(
        by=by,
        truth=truth,
        standard_error=error,
        bias=fmean(estimates) - truth,
        power=found,
        detectable=(_SURE + _FOUR_FIFTHS) * error,
    )
