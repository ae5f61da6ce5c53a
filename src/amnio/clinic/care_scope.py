"""Which coherent cases a care plan is written for, and why not for the others."""

from amnio.clinic.case import Case
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, Problem, problem
from amnio.clinic.vocabulary import Outcome, ProcedureKind

_OTHER_ENDS = {
    Outcome.LIVE_BIRTH: Phrase.CARE_LIVE_BIRTH,
    Outcome.TERMINATION: Phrase.CARE_TERMINATION,
    Outcome.LOST_TO_FOLLOW_UP: Phrase.CARE_UNKNOWN_END,
}


class NotForCare(CaseError):
    """A case that is coherent in itself and no care plan fits: refused, not faulty."""


def cared_for(case: Case, source: str = "") -> None:
    """Raises `NotForCare` with the reason; returns for a loss, and for a pregnancy that goes on after an amniocentesis.

    A loss needs no procedure, and no date: without one the plan counts days.
    """
    if (reason := _reason(case)) is not None:
        raise NotForCare([reason], source)


def _reason(case: Case) -> Problem | None:
    outcome, kind = case.loss.outcome, case.procedure.kind
    if outcome is Outcome.LOSS:
        return None
    if outcome in _OTHER_ENDS:
        return problem(Code.CARE_AFTER_ANOTHER_END, "loss.outcome", outcome.value, ended=Said(_OTHER_ENDS[outcome]))
    if kind is ProcedureKind.NONE:
        return problem(Code.NOTHING_TO_CARE_AFTER, "procedure.kind", None, "loss.outcome")
    if kind is not ProcedureKind.AMNIOCENTESIS:
        return problem(Code.CARE_AFTER_ANOTHER_PROCEDURE, "procedure.kind", kind.value)
    return None
