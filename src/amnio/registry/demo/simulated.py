"""Made-up women and what became of their pregnancies.

Drawn from the pregnancy model, at the means of all parameters: whether and when a pregnancy is lost, through what, what
is found then, and the result of the karyotype. Drawn from `practice.toml`: who comes, when, and who is examined.
"""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from amnio.answers.assemble import likelihoods, packaged
from amnio.clinic.vocabulary import FetalClass, Finding
from amnio.model.clock import DAYS_PER_WEEK, END_DAY
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import PregnancyModel
from amnio.model.procedure import ProcedureFacts
from amnio.model.simulate import simulate_losses
from amnio.registry.demo.names import made_up_name
from amnio.registry.demo.practice import Practice, draw, happens


@dataclass(kw_only=True, slots=True)
class MadeUp:
    """One made-up pregnancy. Days are days of gestation; `ends` is one of loss, termination, live_birth."""

    name: str
    english: bool
    age: int
    fetuses: int
    indication: str
    previous_loss: bool
    bleeding_before: bool
    ivf: bool
    rhd_negative: bool
    procedure_day: int
    passes: int
    transplacental: bool
    fluid: str
    result_after: int
    has_qf_pcr: bool
    birth_day: int
    karyotype: str = "normal"
    ends: str = "live_birth"
    end_day: int = 0
    findings: dict[Finding, str] = field(default_factory=dict)

    @property
    def stratum(self) -> tuple[int, int, int, int, bool, bool]:
        """Who is simulated together: women whose facts are the same to the model but for the day in the week."""
        week = self.procedure_day // DAYS_PER_WEEK
        return week, self.age, self.fetuses, self.passes, self.previous_loss, self.bleeding_before


def simulate(count: int, of: Practice, *, seed: int) -> list[MadeUp]:
    """As many pregnancies with an amniocentesis; the same seed gives the same ones."""
    generator = np.random.default_rng(seed)
    women = _women(count, of, generator)
    assembly = packaged(draws=1000)
    mean = assembly.draws.mean()
    model = PregnancyModel(mean, likelihoods(assembly.evidence, mean))
    strata: dict[tuple[int, int, int, int, bool, bool], list[MadeUp]] = defaultdict(list)
    for woman in women:
        strata[woman.stratum].append(woman)
    for stratum in sorted(strata):
        _live_on(model, strata[stratum], of, generator)
    return women


def _women(count: int, of: Practice, generator: np.random.Generator) -> list[MadeUp]:
    english = happens(of.english_names, count, generator)
    columns = {
        "english": english,
        "name": [made_up_name(one, generator) for one in english],
        "age": [int(age) for age in draw(of.ages, count, generator)],
        "fetuses": [1 + twin for twin in happens(of.twins, count, generator)],
        "indication": draw(of.indications, count, generator),
        "previous_loss": happens(of.previous_second_trimester_loss, count, generator),
        "bleeding_before": happens(of.bleeding_before, count, generator),
        "ivf": happens(of.ivf, count, generator),
        "rhd_negative": happens(of.rhd_negative, count, generator),
        "procedure_day": [
            DAYS_PER_WEEK * int(week) + int(generator.integers(DAYS_PER_WEEK))
            for week in draw(of.weekly_share_by_week, count, generator)
        ],
        "passes": [int(passes) for passes in draw(of.passes, count, generator)],
        "transplacental": happens(of.transplacental, count, generator),
        "fluid": draw(of.fluid, count, generator),
        "result_after": [int(days) for days in draw(of.result_after_days, count, generator)],
        "has_qf_pcr": happens(of.qf_pcr, count, generator),
        "birth_day": [int(day) + int(generator.integers(-3, 4)) for day in draw(of.birth_on_day, count, generator)],
    }
    return [MadeUp(**dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _live_on(model: PregnancyModel, women: list[MadeUp], of: Practice, generator: np.random.Generator) -> None:
    """What became of women of one stratum: the losses of the model, in the order of chance."""
    facts = stratum_facts(women[0])
    lost = simulate_losses(
        model,
        facts,
        draw=0,
        pregnancies=len(women),
        horizon=END_DAY,
        looked_for={Finding(name): share for name, share in of.looked_for.items()},
        generator=generator,
    )
    levels = {finding: model.likelihoods.table(finding).levels for finding in lost.findings}
    unlucky = generator.permutation(len(women))[: len(lost)]
    _karyotypes(model, facts, women, generator)
    for index, place in enumerate(unlucky):
        woman, known = women[place], lost.facts_of(index, levels)
        assert facts.procedure_day is not None
        woman.ends, woman.end_day = "loss", woman.procedure_day + known.loss_day - facts.procedure_day
        woman.findings = dict(known.findings)
        examined = woman.findings.get(Finding.CHROMOSOMES)
        woman.karyotype = examined or _karyotype(model, int(lost.fetal_class[index]), generator)
    for woman in women:
        _first_of(woman, of, generator)


def _first_of(woman: MadeUp, of: Practice, generator: np.random.Generator) -> None:
    """A birth, a loss, and a termination after an abnormal result compete: the first one happens."""
    if woman.ends == "loss" and woman.end_day >= woman.birth_day:
        woman.ends, woman.findings = "live_birth", {}
    if woman.ends == "live_birth":
        woman.end_day = woman.birth_day
    decided = woman.procedure_day + woman.result_after + int(generator.integers(3, 12))
    chooses = woman.karyotype != "normal" and generator.random() < of.termination_after_result
    if chooses and decided < woman.end_day:
        woman.ends, woman.end_day, woman.findings = "termination", decided, {}


def stratum_facts(woman: MadeUp) -> Facts:
    """What the model knows of a stratum; its day is the middle of the week."""
    day = woman.procedure_day // DAYS_PER_WEEK * DAYS_PER_WEEK + DAYS_PER_WEEK // 2
    background = ["age_40_plus"] if woman.age >= 40 else ["age_35_39"] if woman.age >= 35 else []
    background += ["previous_second_trimester"] if woman.previous_loss else []
    background += ["bleeding_before"] if woman.bleeding_before else []
    background += ["twins"] if woman.fetuses > 1 else []
    return Facts(
        loss_day=END_DAY,
        procedure_day=day,
        maternal_age=float(woman.age),
        background=tuple(background),
        procedure=ProcedureFacts(passes=woman.passes, twins=woman.fetuses > 1),
    )


def _karyotypes(model: PregnancyModel, facts: Facts, women: list[MadeUp], generator: np.random.Generator) -> None:
    assert facts.procedure_day is not None
    alive = model.alive(facts, facts.procedure_day)[:, 0]
    for woman, fetal_class in zip(
        women, generator.choice(len(CLASSES), size=len(women), p=alive / alive.sum()), strict=True
    ):
        woman.karyotype = _karyotype(model, int(fetal_class), generator)


def _karyotype(model: PregnancyModel, fetal_class: int, generator: np.random.Generator) -> str:
    table = model.likelihoods.of_class[Finding.CHROMOSOMES]
    shares = table.rows[table.row_of[list(FetalClass).index(CLASSES[fetal_class])], :, 0]
    return str(table.levels[int(generator.choice(len(shares), p=shares / shares.sum()))])
