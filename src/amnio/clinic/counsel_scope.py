"""Which coherent cases can be counselled before an amniocentesis, and why not the others."""

from amnio.clinic.case import Case
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError, Problem, problem
from amnio.clinic.review_scope import FIRST, MOST_FETUSES
from amnio.clinic.vocabulary import Outcome, Presence, ProcedureKind

#: What an amniocentesis adds was studied to 24+0; a later one is another question.
LAST_PLANNED = GestationalAge(24 * DAYS_PER_WEEK - 1)
NOW = "--now"


class NotCounselled(CaseError):
    """A case that is coherent in itself and has nothing to be counselled on before a procedure."""


def planned_day(
    case: Case, now: GestationalAge | None = None, source: str = ""
) -> tuple[GestationalAge, GestationalAge]:
    """The gestational age of the planned amniocentesis and that of the talk; `now` is None on the very day.

    Raises `NotCounselled` with every reason why nothing can be said: a pregnancy that goes on, of one fetus or twins,
    with a living fetus and an amniocentesis planned at a known age from 10+0 to 23+6, is needed.
    """
    found = _reasons(case, now)
    planned = case.plan.at
    if found or planned is None:
        raise NotCounselled(found, source)
    return planned, planned if now is None else now


def _reasons(case: Case, now: GestationalAge | None) -> list[Problem]:
    found = _ended(case)
    plan, planned = case.plan, case.plan.at
    if plan.kind not in (None, ProcedureKind.AMNIOCENTESIS):
        found.append(problem(Code.COUNSEL_OTHER_PROCEDURE, "plan.kind", plan.kind.value))
    if planned is None:
        found.append(problem(Code.PLAN_WITHOUT_GESTATION, "plan.at", None, "plan.on", "pregnancy.dating"))
    elif not FIRST <= planned <= LAST_PLANNED:
        slots = {"low": str(FIRST), "high": str(LAST_PLANNED)}
        found.append(problem(Code.PLAN_OUTSIDE_CLOCK, "plan.at", str(planned), **slots))
    elif now is not None and not FIRST <= now <= planned:
        slots = {"low": str(FIRST), "high": str(planned)}
        found.append(problem(Code.TALK_OUTSIDE_CLOCK, NOW, str(now), "plan.at", **slots))
    if plan.fetal_heartbeat is Presence.ABSENT:
        found.append(problem(Code.COUNSEL_NO_HEARTBEAT, "plan.fetal_heartbeat", Presence.ABSENT.value))
    if case.pregnancy.fetuses > MOST_FETUSES:
        found.append(problem(Code.MORE_THAN_TWINS, "pregnancy.fetuses", case.pregnancy.fetuses))
    return found


def _ended(case: Case) -> list[Problem]:
    """Why the pregnancy no longer stands before its procedure; empty if it does."""
    outcome = case.loss.outcome
    if outcome is Outcome.LOSS:
        return [problem(Code.COUNSEL_AFTER_LOSS, "loss.outcome", outcome.value)]
    if outcome is not Outcome.ONGOING:
        return [problem(Code.COUNSEL_AFTER_END, "loss.outcome", outcome.value)]
    if case.procedure.kind is not ProcedureKind.NONE:
        return [problem(Code.COUNSEL_AFTER_PROCEDURE, "procedure.kind", case.procedure.kind.value)]
    return []
