"""What lies ahead of a pregnancy that goes on, what an amniocentesis may add to it, and what it may find."""

from datetime import timedelta

import numpy as np

from amnio.answers.assemble import Assembly, packaged
from amnio.answers.counsel_answer import (
    BloodTest,
    ClassChance,
    ClassTotal,
    Counsel,
    Factor,
    LaterAdded,
    Option,
    OptionRow,
    PlanSummary,
    TwoNumbers,
    Unknown,
)
from amnio.answers.counsel_facts import FactsBefore, facts_before
from amnio.answers.counsel_options import Courses
from amnio.answers.counsel_studies import high_chance, sources, studies_say, villus_studies
from amnio.answers.moved import influences
from amnio.answers.review_answer import Influence
from amnio.answers.summaries import Summariser
from amnio.clinic.case import Case
from amnio.clinic.counsel_scope import planned_day
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import CellFreeDna, FetalClass, Finding
from amnio.evidence import Evidence
from amnio.model.clock import DAY_15, REFERENCE_DAY, Array
from amnio.model.counterfactual import HORIZONS
from amnio.model.fetal import CLASS_INDEX, TRISOMIES
from amnio.model.prospect import CHROMOSOMAL, CHROMOSOMAL_ROWS, Prospect

_EVEN = Summariser()
_NOISE = 1 / 100  # a rank correlation of so little, squared, is that of any two columns of draws


class Counsellor:
    """Answers before a procedure from one assembly, as `Reviewer` answers after a loss."""

    def __init__(self, assembly: Assembly | None = None) -> None:
        self.assembly = assembly or packaged()
        evidence = self.assembly.evidence
        self._studies_say = studies_say(evidence)
        self._villus_studies = villus_studies(evidence)
        self._sources = sources(evidence, self._studies_say)
        self._newest = max(evidence.studies[study.key].year for study in self._sources)

    def counsel(self, case: Case, *, now: GestationalAge | None = None) -> Counsel:
        """The answer for a talk at the gestational age `now` (the planned one, if nothing is said).

        A case with nothing to be counselled on raises `amnio.clinic.counsel_scope.NotCounselled`.
        """
        planned, today = planned_day(case, now)
        assembly, evidence = self.assembly, self.assembly.evidence
        before = facts_before(case, now=today.days, unknown_age=assembly.unknown_age)
        prospect = Prospect.of(assembly.model, before.facts, today.days)
        numbers = tuple(_two_numbers(prospect, planned.days, by, horizon) for by, horizon in HORIZONS.items())
        first = next(iter(HORIZONS.values()))
        blood_test = _blood_test(prospect, case)
        options = _options(prospect, case, planned, today, evidence)
        return Counsel(
            summary=_summary(case, planned, today),
            two_numbers=numbers,
            added_at_16=_added_at_16(prospect, planned.days, first),
            studies_say=self._studies_say,
            classes=_classes(prospect, planned.days),
            any_chromosomal=_total(prospect, planned.days),
            blood_test=blood_test,
            high_chance=high_chance(assembly.model, evidence, case.screening.cfdna),
            options=options,
            villus_studies=self._villus_studies,
            unknown=_unknown(case, options, blood_test),
            taken=before.taken,
            factors=_factors(prospect, evidence),
            missing=before.missing,
            unread=before.unread,
            influences_anyway=self._influences(prospect.anyway(first), before),
            influences_added=self._influences(prospect.added_by_amniocentesis(planned.days, first), before),
            sources=self._sources,
            newest_study=self._newest,
            stamp=assembly.stamp,
        )

    def _influences(self, answer: Array, before: FactsBefore) -> tuple[Influence, ...]:
        count = len(answer)
        evenly = np.full(count, 1.0 / count)
        strongest = influences(self.assembly.ranked, self.assembly.evidence, answer, evenly, before.facts.findings)
        return tuple(each for each in strongest if each.share >= _NOISE)


def _summary(case: Case, planned: GestationalAge, now: GestationalAge) -> PlanSummary:
    on = case.plan.on
    return PlanSummary(
        id=case.id,
        maternal_age=case.pregnancy.maternal_age,
        fetuses=case.pregnancy.fetuses,
        now=str(now),
        now_on=None if on is None else on - timedelta(days=planned.days - now.days),
        planned=str(planned),
        planned_on=on,
        words=case.words,
        made_up=case.made_up,
    )


def _two_numbers(prospect: Prospect, planned: int, by: str, horizon: int) -> TwoNumbers:
    anyway, added = _EVEN.estimates([prospect.anyway(horizon), prospect.added_by_amniocentesis(planned, horizon)])
    return TwoNumbers(by=by, anyway=anyway, added=added)


def _factors(prospect: Prospect, evidence: Evidence) -> tuple[Factor, ...]:
    """What her facts multiply, each with its interval; a scan and screening results change the classes instead."""
    model, facts = prospect.model, prospect.facts
    times = {("anyway", code): model.draws[f"background_modifier.{code}"] for code in facts.background}
    times |= {("added", code): array for code, array in model.procedure.modifiers(facts.procedure).items()}
    prefix = {"anyway": "background_modifier", "added": "modifier"}
    return tuple(
        Factor(
            number=number,
            code=code,
            times=_EVEN.estimate(array),
            basis=evidence.meaning(f"{prefix[number]}.{code}").basis,
        )
        for (number, code), array in times.items()
    )


def _added_at_16(prospect: Prospect, planned: int, horizon: int) -> LaterAdded | None:
    """What waiting for 16+0 would leave of the added number; None when the plan is not too early to begin with."""
    if planned >= DAY_15:
        return None
    added = _EVEN.estimate(prospect.added_by_amniocentesis(REFERENCE_DAY, horizon))
    return LaterAdded(at=str(GestationalAge(REFERENCE_DAY)), added=added)


def _classes(prospect: Prospect, day: int) -> tuple[ClassChance, ...]:
    """Every class with a change, the likeliest first."""
    karyotype = prospect.after_normal(day, Finding.CHROMOSOMES)
    microarray = prospect.after_normal(day, Finding.MICROARRAY)
    found = []
    for fetal_class in (*CHROMOSOMAL, FetalClass.STRUCTURAL):
        row = CLASS_INDEX[fetal_class]
        three = _EVEN.estimates([prospect.classes[row], karyotype[row], microarray[row]])
        found.append(
            ClassChance(
                fetal_class=fetal_class,
                chance=three[0],
                after_normal_karyotype=three[1],
                after_normal_microarray=three[2],
            )
        )
    return tuple(found)


def _total(prospect: Prospect, day: int) -> ClassTotal:
    all_classes = (
        prospect.classes,
        prospect.after_normal(day, Finding.CHROMOSOMES),
        prospect.after_normal(day, Finding.MICROARRAY),
    )
    three = _EVEN.estimates([classes[CHROMOSOMAL_ROWS].sum(axis=0) for classes in all_classes])
    return ClassTotal(chance=three[0], after_normal_karyotype=three[1], after_normal_microarray=three[2])


def _blood_test(prospect: Prospect, case: Case) -> BloodTest | None:
    """What cell-free DNA would say of her; None once it was done, and of twins, of whom no figure was read."""
    if case.screening.cfdna is not None or case.pregnancy.fetuses > 1:
        return None
    alarms = prospect.classes * prospect.alarms()
    missed = prospect.classes[TRISOMIES] * (1.0 - prospect.alarms()[TRISOMIES])
    alarm, true_alarm, overlooked = _EVEN.estimates(
        [alarms.sum(axis=0), alarms[TRISOMIES].sum(axis=0), missed.sum(axis=0)]
    )
    return BloodTest(alarm=alarm, true_alarm=true_alarm, missed=overlooked)


def _options(
    prospect: Prospect,
    case: Case,
    planned: GestationalAge,
    now: GestationalAge,
    evidence: Evidence,
) -> tuple[OptionRow, ...]:
    on = case.plan.on
    return Courses(
        prospect=prospect,
        planned=planned.days,
        today=None if on is None else on - timedelta(days=planned.days - now.days),
        horizons=tuple(HORIZONS.values()),
        cfdna_done=case.screening.cfdna is not None,
        twins=case.pregnancy.fetuses > 1,
        evidence=evidence,
    ).rows()


def _unknown(case: Case, options: tuple[OptionRow, ...], blood_test: BloodTest | None) -> tuple[Unknown, ...]:
    """What a reader will look for here and no figure says, in the order of the vocabulary."""
    twins = case.pregnancy.fetuses > 1
    open_to_her = {row.option for row in options if row.not_offered is None}
    asked = {
        Unknown.VILLUS_FINDS: Option.VILLUS_SAMPLING in open_to_her,
        Unknown.NO_RESULT_FROM_FLUID: True,
        Unknown.NO_RESULT_FROM_CELL_FREE_DNA: blood_test is not None,
        Unknown.AFTER_NO_RESULT: case.screening.cfdna is CellFreeDna.NO_RESULT,
        Unknown.OTHER_CHANGES_BY_CELL_FREE_DNA: blood_test is not None,
        Unknown.CLASSES_OF_TWINS: twins,
        Unknown.CELL_FREE_DNA_OF_TWINS: twins and case.screening.cfdna is not None,
    }
    return tuple(code for code in Unknown if asked[code])
