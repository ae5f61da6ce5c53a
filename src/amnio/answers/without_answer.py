"""For a loss that the model does not speak of: why not, and what holds all the same. No probability is made here."""

from amnio import __version__
from amnio.answers.care_answer import CareStamp
from amnio.answers.on_a_day import on_day
from amnio.answers.read_finding import SignThresholds
from amnio.answers.recorded import findings_of
from amnio.answers.status_of_tests import status_of
from amnio.answers.unanswered import FoundFact, LossSummary, OpenTest, Unanswered, Why
from amnio.clinic.case import Case
from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problems import Problem
from amnio.clinic.review_scope import NotReviewable, reviewable
from amnio.clinic.vocabulary import Outcome, Presence, ProcedureKind, Test
from amnio.guidance.care import care_plan
from amnio.guidance.clocks import CLOCKS, test_clock
from amnio.guidance.files import fingerprint
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.no_answer import NoAnswer
from amnio.guidance.urgent import urgent_signs

_REASONS = {
    ProblemCode.LOSS_NOT_THE_FIRST: NoAnswer.LOST_AFTER_ANOTHER,
    ProblemCode.DEAD_BEFORE_PROCEDURE: NoAnswer.DEAD_BEFORE_PROCEDURE,
    ProblemCode.MORE_THAN_TWINS: NoAnswer.MORE_THAN_TWINS,
    ProblemCode.LOSS_OUTSIDE_CLOCK: NoAnswer.LOSS_OUTSIDE_WEEKS,
    ProblemCode.AMNIOCENTESIS_OUTSIDE_CLOCK: NoAnswer.PROCEDURE_OUTSIDE_WEEKS,
    ProblemCode.OTHER_PROCEDURE: NoAnswer.OTHER_PROCEDURE,
    ProblemCode.LOSS_WITHOUT_GESTATION: NoAnswer.AGE_OF_LOSS_UNKNOWN,
    ProblemCode.PROCEDURE_WITHOUT_GESTATION: NoAnswer.AGE_OF_PROCEDURE_UNKNOWN,
}


def why_none(case: Case) -> tuple[Why, ...]:
    """Why no answer is computed about this loss; empty where one is. Raises `NotReviewable` for what is no loss."""
    try:
        reviewable(case)
    except NotReviewable as refused:
        if any(one.code not in _REASONS for one in refused.problems):
            raise
        return tuple(map(_why, refused.problems))
    return ()


def procedure_came_before(case: Case) -> bool:
    """Whether a procedure was done before this loss, with the fetus alive as far as it is known."""
    procedure = case.procedure
    return procedure.kind is not ProcedureKind.NONE and procedure.fetus_alive_before is not Presence.ABSENT


def without_answer(case: Case, because: tuple[Why, ...], thresholds: SignThresholds) -> Unanswered:
    """What stands in the place of an answer, for the day of `aftercare.on` where the case has one."""
    infected = bool(signs_of_infection(case))
    found = Unanswered(
        summary=_summary(case),
        because=because,
        urgent=tuple(sign.urgency for sign in urgent_signs(case)),
        signs_of_infection=infected,
        found=tuple(FoundFact(fact=one.finding.value, level=one.level) for one in findings_of(case, thresholds)),
        tests=_tests(case),
        care=care_plan(case, infection_signs=infected),
        stamp=CareStamp(software=__version__, guidance=fingerprint()),
    )
    return on_day(found, case.aftercare.on)


def _why(refused: Problem) -> Why:
    why, slots = _REASONS[refused.code], {name: str(value) for name, value in refused.slots.items()}
    if why is NoAnswer.LOST_AFTER_ANOTHER:
        return Why(why=why, at=slots["first"])
    if "low" in slots:
        return Why(why=why, at=str(refused.value), low=slots["low"], high=slots["high"])
    return Why(why=why)


def _summary(case: Case) -> LossSummary:
    procedure, loss = case.procedure, case.loss
    known = procedure.at is not None and loss.at is not None
    return LossSummary(
        id=case.id,
        maternal_age=case.pregnancy.maternal_age,
        fetuses=case.pregnancy.fetuses,
        procedure=procedure.kind.value,
        procedure_at=None if procedure.at is None else str(procedure.at),
        procedure_on=procedure.on,
        passes=procedure.passes,
        fluid=None if procedure.fluid is None else procedure.fluid.value,
        loss_at=None if loss.at is None else str(loss.at),
        loss_on=loss.on,
        days_after=loss.at.days - procedure.at.days if known and loss.at and procedure.at else None,
        citation=case.citation,
        words=case.words,
        fetuses_lost=sum(fetus.outcome is Outcome.LOSS for fetus in loss.fetuses) or None,
    )


def _tests(case: Case) -> tuple[OpenTest, ...]:
    known = [(test, status) for test in Test if (status := status_of(case, test)) is not None]
    tests = [OpenTest(test=test, status=status, clock=test_clock(test).clock) for test, status in known]
    return tuple(sorted(tests, key=lambda each: CLOCKS.index(each.clock)))
