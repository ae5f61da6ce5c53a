"""What to do now and next, with dates: the whole answer for one case, after a procedure or after a loss."""

from dataclasses import dataclass
from datetime import date, time

from amnio import __version__
from amnio.answers.care_answer import (
    Care,
    CareNote,
    CareStamp,
    CareSummary,
    CareTest,
    Comparison,
    NextPlan,
    RegimenShown,
)
from amnio.answers.care_events import Clock, care_events
from amnio.answers.on_a_day import still_of
from amnio.answers.status_of_tests import status_of
from amnio.clinic.care_scope import cared_for
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Outcome, Presence, Test
from amnio.guidance.care import SHARED, care_plan, day_zero, own_item, told_on
from amnio.guidance.care_item import CareItem
from amnio.guidance.care_rule import care_rules
from amnio.guidance.clocks import CLOCKS, Still, test_clock
from amnio.guidance.files import fingerprint
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.mood_scores import mood_scores
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import CHINA, DEFAULT_PROFILE, check_profile, known_profiles
from amnio.guidance.regimens import alternative_of, fit, regimens
from amnio.guidance.urgent import urgent_signs

#: What may be compared: what she does at home, where custom and evidence differ.
COMPARED = ("rest", "intercourse", "tub_bath", "shower", "swimming", "douching", "pads", "bleeding_expected", "milk")


@dataclass(frozen=True, kw_only=True, slots=True)
class CareRequest:
    """What is asked beside the case. `hour`: of the procedure or the loss, on the clock of `time_zone`."""

    profiles: tuple[str, ...] = (DEFAULT_PROFILE,)
    asked_after: Occasion | None = None  # None: as the case says
    hour: time | None = None
    time_zone: str | None = None
    next_plan: NextPlan | None = None


def care(case: Case, request: CareRequest | None = None, source: str = "") -> Care:
    """The answer. Raises `NotForCare` for a case that no care plan is written for, `GuidanceError` for an unknown
    profile, and `UnknownTimeZone` or `NoSuchTime` for a clock that does not exist."""
    request = request or CareRequest()
    for profile in request.profiles:
        check_profile(profile)
    cared_for(case, source)
    occasion = Occasion.AFTER_LOSS if case.loss.outcome is Outcome.LOSS else Occasion.AFTER_PROCEDURE
    after_loss = occasion is Occasion.AFTER_LOSS
    zero = day_zero(case, occasion)
    clock = Clock.of(zero, request.hour, request.time_zone)
    infected = bool(signs_of_infection(case))
    profile = request.profiles[0]
    plan = care_plan(case, infection_signs=infected, profile=profile, occasion=occasion)
    plan, over = told_on(plan, zero, case.aftercare.on) if after_loss else (plan, ())
    events = care_events(case, _ahead(plan, case.aftercare.on) if after_loss else plan, clock)
    return Care(
        occasion=occasion,
        summary=_summary(case, after_loss=after_loss),
        profiles=request.profiles,
        outside_validity=tuple(
            name for name in request.profiles if zero is not None and not known_profiles()[name].in_force(zero)
        ),
        notes=_notes(request, occasion, clock),
        day_zero=zero,
        asked_on=case.aftercare.on,
        time_zone=request.time_zone,
        urgent=tuple(sign.urgency for sign in urgent_signs(case)),
        signs_of_infection=infected,
        penicillin_allergy=case.aftercare.penicillin_allergy,
        regimens=_regimens(case) if after_loss else (),
        plan=plan,
        over=over,
        comparisons=_comparisons(
            case, request.profiles, infected=infected, occasion=occasion, left_out={item.topic for item in over}
        ),
        tests=_tests(case, clock) if after_loss else (),
        mood=mood_scores(case, profile),
        next_pregnancy=(request.next_plan or NextPlan(given_by="nobody", codes=(), recurrences=(), evidence=None))
        if after_loss
        else None,
        events=events,
        stamp=CareStamp(software=__version__, guidance=fingerprint()),
    )


def _ahead(plan: tuple[CareItem, ...], day: date | None) -> tuple[CareItem, ...]:
    """What of a plan can still go into a calendar: a limit that has passed is told on the page, and in no calendar."""
    return tuple(item for item in plan if day is None or item.ends_on is None or item.ends_on >= day)


def _summary(case: Case, *, after_loss: bool) -> CareSummary:
    procedure, loss = case.procedure, case.loss
    return CareSummary(
        id=case.id,
        words=case.words,
        maternal_age=case.pregnancy.maternal_age,
        fetuses=case.pregnancy.fetuses,
        fetuses_lost=sum(fetus.outcome is Outcome.LOSS for fetus in loss.fetuses) or None,
        procedure=procedure.kind.value,
        procedure_at=None if procedure.at is None else str(procedure.at),
        procedure_on=procedure.on,
        loss_at=str(loss.at) if after_loss and loss.at is not None else None,
        loss_on=loss.on if after_loss else None,
        made_up=case.made_up,
    )


def _notes(request: CareRequest, occasion: Occasion, clock: Clock) -> tuple[CareNote, ...]:
    found = []
    if request.asked_after not in (None, occasion):
        found.append(CareNote.LOSS_RECORDED if occasion is Occasion.AFTER_LOSS else CareNote.NO_LOSS_RECORDED)
    if clock.start is None:
        found.append(CareNote.UNDATED)
    elif not clock.exact:
        found.append(CareNote.HOUR_UNKNOWN)
    elif request.time_zone is None:
        found.append(CareNote.FLOATING)
    return tuple(found)


def _regimens(case: Case) -> tuple[RegimenShown, ...]:
    """The protocols that speak of her: those for an empty womb, or for one that is not; alternatives stand apart."""
    aftercare, shown = case.aftercare, []
    emptied = aftercare.evacuation is not None and aftercare.tissue_left is Presence.ABSENT
    for each in regimens():
        unfit = each.when == "womb_not_empty" if emptied else False
        if not unfit:
            alternative = None if each.for_allergy else alternative_of(each)
            shown.append(
                RegimenShown(
                    regimen=each.regimen,
                    fit=fit(each, aftercare.penicillin_allergy),
                    alternative=None if alternative is None else alternative.regimen,
                )
            )
    return tuple(shown)


def _comparisons(
    case: Case, profiles: tuple[str, ...], *, infected: bool, occasion: Occasion, left_out: set[str]
) -> tuple[Comparison, ...]:
    """Each topic that somebody has a rule on and whose time is not over. The guideline is that of the first profile
    asked for which has one."""
    topics = {rule.topic for rule in care_rules(occasion)}
    guidelines = (*(name for name in profiles if name not in (DEFAULT_PROFILE, CHINA)), "who", SHARED)

    def item(topic: str, *names: str) -> CareItem | None:
        found = (own_item(case, topic, name, infection_signs=infected, occasion=occasion) for name in names)
        return next((each for each in found if each is not None), None)

    compared = (
        Comparison(
            topic=topic,
            source_text=item(topic, DEFAULT_PROFILE),
            guideline=item(topic, *guidelines),
            custom=item(topic, CHINA),
        )
        for topic in COMPARED
        if topic in topics - left_out
    )
    return tuple(each for each in compared if each.source_text or each.guideline or each.custom)


def _tests(case: Case, clock: Clock) -> tuple[CareTest, ...]:
    """Every test without a result, the most pressing first, and last what can no longer be done."""
    found = []
    for test in Test:
        status = status_of(case, test)
        if status is None:
            continue
        known = test_clock(test)
        hours = known.deadline_hours
        still = still_of(test, status, case.loss.on, case.aftercare.on)
        found.append(
            CareTest(
                test=test,
                status=status,
                clock=known.clock,
                hours=hours,
                until=None if hours is None or still is not Still.OPEN else clock.after(hours),
                still=still,
            )
        )
    order = tuple(Still)
    return tuple(sorted(found, key=lambda each: (order.index(each.still), CLOCKS.index(each.clock))))
