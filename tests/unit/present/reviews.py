"""Synthetic reviews for the tests of words and pictures: invented numbers, every branch of the answer."""

from dataclasses import replace
from datetime import date

from amnio.answers.review_answer import (
    AverageEffect,
    CauseShare,
    CauseWeight,
    Chain,
    ChainKind,
    ClassShare,
    Counterfactual,
    CounterfactualHorizon,
    FactWeight,
    GroupShare,
    Headline,
    HeadlineKey,
    Influence,
    MechanismShare,
    Recurrence,
    Review,
    Route,
    RouteVerdict,
    Stamp,
    Summary,
    TestAdvice,
    TimelineEvent,
    UnmovedFact,
    ZeroReason,
)
from amnio.clinic.case import Case, FamilyWords, Loss, Pregnancy, Procedure
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import (
    MECHANISMS_OF_CAUSE,
    PROCEDURE_RELATED,
    ROW_OF_CAUSE,
    Cause,
    FetalClass,
    Group,
    Intervention,
    Outcome,
    ProcedureKind,
    Rhesus,
    Test,
)
from amnio.guidance.care import care_plan
from amnio.guidance.care_item import CareItem
from amnio.guidance.urgency import Urgency
from amnio.quantity.estimate import Estimate

_GROUPS = {
    Group.FETAL: (Cause.FETAL,),
    Group.INFECTION: (Cause.INFECTION_INDEPENDENT, Cause.INFECTION_INTRODUCED),
    Group.EARLY: (Cause.EARLY,),
    Group.MECHANICAL: (Cause.MECHANICAL,),
    Group.OTHER: (Cause.OTHER,),
}


def est(mean: float, low: float | None = None, high: float | None = None) -> Estimate:
    if mean == 0:
        return Estimate(mean=0.0, low=0.0, high=0.0)
    return Estimate(
        mean=mean,
        low=max(0.0, 0.6 * mean) if low is None else low,
        high=min(1.0, 1.4 * mean) if high is None else high,
    )


def care(*, infection: bool, rhd: Rhesus | None, dated: bool = True) -> tuple[CareItem, ...]:
    case = Case(
        pregnancy=Pregnancy(rhd=rhd),
        procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS, at=GestationalAge.parse("16+3")),
        loss=Loss(outcome=Outcome.LOSS, at=GestationalAge.parse("17+0"), on=date(2026, 11, 22) if dated else None),
    )
    return care_plan(case, infection_signs=infection)


def _cause(cause: Cause, mean: float, zero: ZeroReason | None, heavy: int) -> CauseShare:
    parts = MECHANISMS_OF_CAUSE[cause]
    rest = 0.3 / max(1, len(parts) - 1)
    return CauseShare(
        cause=cause,
        row=ROW_OF_CAUSE[cause],
        procedure_related=cause in PROCEDURE_RELATED,
        probability=est(mean),
        zero_because=zero,
        mechanisms=tuple(
            MechanismShare(
                mechanism=mechanism,
                probability=est(mean if len(parts) == 1 else mean * (0.7 if i == heavy % len(parts) else rest)),
            )
            for i, mechanism in enumerate(parts)
        ),
    )


def build(
    *,
    means: dict[Cause, float],
    key: HeadlineKey,
    leading: Group,
    rivals: tuple[Group, ...] = (),
    route: RouteVerdict | None = None,
    procedure: bool = True,
    procedure_at: str = "16+3",
    heavy: int = 0,
    words: FamilyWords | None = None,
    fetuses: int = 1,
    dated: bool = True,
    procedure_related: Estimate | None = None,
    **changes: object,
) -> Review:
    needle = sum(means.get(cause, 0.0) for cause in PROCEDURE_RELATED)

    def zero(cause: Cause) -> ZeroReason | None:
        if not procedure and cause in PROCEDURE_RELATED:
            return ZeroReason.NO_PROCEDURE
        if cause is Cause.EARLY and procedure_at >= "15+0":
            return ZeroReason.AT_OR_AFTER_15_WEEKS
        return None

    causes = tuple(_cause(cause, means.get(cause, 0.0), zero(cause), heavy) for cause in Cause)
    groups = sorted(
        (
            GroupShare(group=group, probability=est(sum(means.get(cause, 0.0) for cause in members)))
            for group, members in _GROUPS.items()
        ),
        key=lambda share: -share.probability.mean,
    )
    horizons = tuple(
        CounterfactualHorizon(
            by=by,
            lost_anyway=est(lost, lost - 0.3, lost + 0.3),
            necessary=est(1 - lost, 0.7 - lost, 1.3 - lost),
            stratum_low=0.11,
            stratum_high=0.97,
            bounds_low=0.0,
            bounds_high=1.0,
        )
        for by, lost in (("24+0", 0.58), ("birth", 0.6))
    )
    no = None if procedure else "no_procedure"
    reasons = {
        Intervention.NO_AMNIOCENTESIS: no,
        Intervention.AT_16_WEEKS: no or "already_at_or_after_16",
        Intervention.SINGLE_PASS: no or "already_single_pass",
    }
    review = Review(
        summary=Summary(
            id="2026-0417",
            maternal_age=34.0,
            fetuses=fetuses,
            procedure="amniocentesis" if procedure else "none",
            procedure_at=procedure_at if procedure else None,
            procedure_on=date(2026, 11, 18) if procedure and dated else None,
            passes=1 if procedure else None,
            fluid="clear" if procedure else None,
            loss_at="17+0",
            loss_on=date(2026, 11, 22) if dated else None,
            days_after=4 if procedure else None,
            citation=None,
            words=words or FamilyWords(),
            fetuses_lost=fetuses,
        ),
        urgent=(),
        headline=Headline(
            key=key,
            leading=leading,
            probability=est(sum(means.get(cause, 0.0) for cause in _GROUPS[leading])),
            rivals=rivals,
            route=route,
            any_infection=est(means.get(Cause.INFECTION_INDEPENDENT, 0.0) + means.get(Cause.INFECTION_INTRODUCED, 0.0)),
            procedure_related=procedure_related or est(needle),
        ),
        groups=tuple(groups),
        causes=causes,
        classes=tuple(
            ClassShare(fetal_class=c, probability=est(0.91 if c is FetalClass.EUPLOID else 0.01)) for c in FetalClass
        ),
        route=Route(
            verdict=route,
            already_there=est(0.45),
            later_on_its_own=est(0.25),
            introduced=est(0.2 if procedure else 0.0),
            after_a_leak=est(0.1 if procedure else 0.0),
        )
        if route
        else None,
        chains=(Chain(kind=ChainKind.LEAK_THEN_INFECTION, probability=est(0.08)),) if procedure else (),
        counterfactuals=tuple(
            Counterfactual(intervention=i, not_asked_because=r, horizons=() if r else horizons)
            for i, r in reasons.items()
        ),
        average_effects=(
            AverageEffect(
                by="24+0", risk_with=est(0.0085), risk_without=est(0.007), difference=est(0.0015, 0.0001, 0.0031)
            ),
        )
        if procedure
        else (),
        moved=(
            _fact("infection_picture", "marked", "38.6", "°C", Group.INFECTION, 2.1),
            _fact("fetal_picture", "normal", None, None, Group.FETAL, -0.8),
            _fact("maternal_age", "34", "34", "years", Group.FETAL, 0.2),
            _fact("cfdna", "low_risk", "low_risk", None, Group.FETAL, -0.6),
        ),
        unmoved=(
            UnmovedFact(field="pregnancy.fibroids", value="present"),
            UnmovedFact(field="other_facts", value="evening procedure"),
        ),
        influences=(
            Influence(
                parameter="procedure.infection_share",
                share=0.31,
                basis="judgement",
                definition="Share of the added risk that is infection brought in",
                definition_zh="附加风险中由穿刺带入感染所占的比例",
            ),
            Influence(
                parameter="finding.infection_picture.row",
                share=0.12,
                basis="judgement",
                definition="How often two or more signs are seen when an infection was already there",
                definition_zh="已有感染时出现两项或以上征象的概率",
            ),
            Influence(
                parameter="background.risk_16_24",
                share=0.05,
                basis="data",
                definition="Losses from 16+0 to 24+0 without a procedure",
                definition_zh="未做穿刺者孕16周+0天至24周+0天的丢失",
            ),
        ),
        tests=(
            _test(Test.STORED_FLUID, "open", 0.61, "today", "route"),
            _test(Test.PLACENTAL_HISTOLOGY, "open", 0.38, "before_fixation", "cause"),
            _test(Test.CHROMOSOMES, "pending", 0.12, "no_hurry", "next_pregnancy"),
            _test(Test.KLEIHAUER, "open", 0.02, "within_72_hours", "anti_d_dose"),
        ),
        signs_of_infection=False,
        care=care(infection=False, rhd=Rhesus.POSITIVE, dated=dated),
        next_pregnancy=(
            Recurrence(
                about="infection_later",
                probability_of_cause=0.2,
                figure=est(0.073, 0.05, 0.1),
                study="sneider-2016",
                note="cohort",
                only_a_bound=False,
            ),
            Recurrence(
                about="infection_introduced",
                probability_of_cause=0.2,
                figure=None,
                only_a_bound=False,
                study=None,
                note="no_cohort",
            ),
        ),
        timeline=(
            *(
                (TimelineEvent(at=procedure_at, on=date(2026, 11, 18), event="procedure", detail=None),)
                if procedure
                else ()
            ),
            TimelineEvent(at="16+5", on=None, event="first_sign", detail="54"),
            TimelineEvent(at="16+6", on=None, event="membranes", detail=None, hours_uncertain=True),
            TimelineEvent(at="17+0", on=date(2026, 11, 22), event="loss", detail=None),
        ),
        stamp=Stamp(
            software="0.1.0",
            evidence="0123456789ab",
            guidance="ba9876543210",
            draws=4000,
            draws_fingerprint="abcdefabcdef",
            effective_draws=3900,
            seed=1,
        ),
    )
    return replace(review, **changes)  # type: ignore[arg-type]


def _fact(fact: str, level: str, value: str | None, unit: str | None, group: Group, weight: float) -> FactWeight:
    return FactWeight(
        fact=fact,
        level=level,
        value=value,
        unit=unit,
        weights=tuple(CauseWeight(group=g, weight=weight if g is group else -weight / 4) for g in Group),
        basis="judgement",
    )


def _test(test: Test, status: str, bits: float, clock: str, why: str) -> TestAdvice:
    return TestAdvice(
        test=test,
        status=status,
        bits=bits,
        changes_leading=0.2,
        changes_advice=0.1,
        fails=est(0.15),
        clock=clock,
        why=why,
        study=None,
    )


INFECTION = {
    Cause.INFECTION_INDEPENDENT: 0.5,
    Cause.INFECTION_INTRODUCED: 0.21,
    Cause.MECHANICAL: 0.14,
    Cause.FETAL: 0.06,
    Cause.OTHER: 0.09,
}


def septic() -> Review:
    return build(
        means=INFECTION,
        key=HeadlineKey.BEST_FIT,
        leading=Group.INFECTION,
        route=RouteVerdict.CANNOT_TELL,
        urgent=(Urgency.SEPSIS,),
        signs_of_infection=True,
        care=care(infection=True, rhd=Rhesus.NEGATIVE),
    )


def cannot_tell() -> Review:
    return build(
        means={Cause.MECHANICAL: 0.4, Cause.OTHER: 0.35, Cause.INFECTION_INDEPENDENT: 0.2, Cause.FETAL: 0.05},
        key=HeadlineKey.CANNOT_TELL_APART,
        leading=Group.MECHANICAL,
        rivals=(Group.OTHER, Group.INFECTION),
        words=FamilyWords(baby="Ana-Lu", lost="left us"),
    )


def cannot_tell_two() -> Review:
    return build(
        means={Cause.OTHER: 0.5, Cause.FETAL: 0.45, Cause.MECHANICAL: 0.05},
        key=HeadlineKey.CANNOT_TELL_APART,
        leading=Group.OTHER,
        rivals=(Group.FETAL,),
        dated=False,
    )


def fetal_clear() -> Review:
    return build(
        means={Cause.FETAL: 0.96, Cause.OTHER: 0.02, Cause.MECHANICAL: 0.02},
        key=HeadlineKey.CLEAR,
        leading=Group.FETAL,
        moved=(_fact("chromosomes", "t21", None, None, Group.FETAL, 5.2),),
        chains=(Chain(kind=ChainKind.ABNORMAL_FETUS_THEN_TRIGGER, probability=est(0.6, 0.4, 0.8)),),
    )


def no_procedure() -> Review:
    return build(
        means={Cause.OTHER: 0.7, Cause.INFECTION_INDEPENDENT: 0.2, Cause.FETAL: 0.1},
        key=HeadlineKey.BEST_FIT,
        leading=Group.OTHER,
        procedure=False,
        route=RouteVerdict.CANNOT_TELL,
    )


def twins() -> Review:
    return build(
        means=INFECTION,
        key=HeadlineKey.BEST_FIT,
        leading=Group.INFECTION,
        route=RouteVerdict.INTRODUCED,
        fetuses=2,
        procedure_related=est(0.7, 0.55, 0.85),
    )


def all_tests_failed() -> Review:
    return build(
        means={Cause.OTHER: 0.5, Cause.INFECTION_INDEPENDENT: 0.2, Cause.FETAL: 0.2, Cause.MECHANICAL: 0.1},
        key=HeadlineKey.LITTLE_TO_GO_ON,
        leading=Group.OTHER,
        rivals=(Group.INFECTION, Group.FETAL),
        moved=(),
        tests=(),
        unmoved=(UnmovedFact(field="tests.karyotype_fluid", value="failed"),),
        words=FamilyWords(wants_anyway_answer=False),
        care=care(infection=False, rhd=None, dated=False),
    )


def too_early() -> Review:
    return build(
        means={Cause.EARLY: 0.6, Cause.MECHANICAL: 0.2, Cause.OTHER: 0.1, Cause.FETAL: 0.1},
        key=HeadlineKey.BEST_FIT,
        leading=Group.EARLY,
        procedure_at="13+2",
        procedure_related=est(0.8, 0.6, 0.95),
    )


def collapse() -> Review:
    return build(
        means={Cause.FETAL: 0.5, Cause.INFECTION_INTRODUCED: 0.4, Cause.OTHER: 0.1},
        key=HeadlineKey.URGENT_CAUSE_OPEN,
        leading=Group.FETAL,
        rivals=(Group.INFECTION,),
        urgent=(Urgency.COLLAPSE_WITH_ABNORMAL_FETUS, Urgency.HEAVY_BLEEDING),
        moved=(
            _fact("fetal_picture", "hydrops", None, None, Group.FETAL, 3.0),
            _fact("trauma", "present", None, None, Group.OTHER, 2.0),
        ),
    )


def needle(heavy: int) -> Review:
    return build(
        means={Cause.MECHANICAL: 0.85, Cause.OTHER: 0.15},
        key=HeadlineKey.BEST_FIT,
        leading=Group.MECHANICAL,
        heavy=heavy,
        procedure_related=est(0.85, 0.6, 0.95),
        chains=(Chain(kind=ChainKind.LEAK_THEN_INFECTION, probability=est(0.7, 0.5, 0.8)),) if heavy == 1 else (),
    )


def other(heavy: int) -> Review:
    return build(
        means={Cause.OTHER: 0.9, Cause.MECHANICAL: 0.1}, key=HeadlineKey.BEST_FIT, leading=Group.OTHER, heavy=heavy
    )


def infection_by(route: RouteVerdict) -> Review:
    return build(means=INFECTION, key=HeadlineKey.CLEAR, leading=Group.INFECTION, route=route)


def all_reviews() -> dict[str, Review]:
    """Every synthetic review by name."""
    found = {
        "septic": septic(),
        "cannot_tell": cannot_tell(),
        "cannot_tell_two": cannot_tell_two(),
        "fetal_clear": fetal_clear(),
        "no_procedure": no_procedure(),
        "twins": twins(),
        "all_tests_failed": all_tests_failed(),
        "too_early": too_early(),
        "collapse": collapse(),
    }
    found |= {f"needle_{i}": needle(i) for i in range(5)}
    found |= {f"other_{i}": other(i) for i in range(6)}
    found |= {f"infection_{route.value}": infection_by(route) for route in RouteVerdict}
    return found
