"""Which coherent cases can be checked before the needle, and why not the others."""

from amnio.clinic.case import Case
from amnio.clinic.case_fields import FIELDS
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError, problem
from amnio.clinic.vocabulary import Outcome, ProcedureKind

#: Procedures that rules are on file for.
CHECKED = (ProcedureKind.AMNIOCENTESIS, ProcedureKind.CHORIONIC_VILLUS_SAMPLING)


class NotCheckable(CaseError):
    """A case that is coherent in itself and no procedure that is still to come: refused, not faulty."""


def checkable(case: Case, source: str = "") -> None:
    """Raises `CaseError` when it is not said what is planned, `NotCheckable` when there is nothing to check.

    Nothing else is asked for: what is missing is for the rules to say.
    """
    if case.loss.outcome is not Outcome.ONGOING:
        raise NotCheckable([problem(Code.CHECK_AFTER_THE_END, "loss.outcome", case.loss.outcome.value)], source)
    if case.plan.kind is None:
        raise CaseError([problem(Code.REQUIRED, "plan.kind", None, example=FIELDS["plan.kind"].example)], source)
    if case.plan.kind not in CHECKED:
        raise NotCheckable([problem(Code.CHECK_OF_ANOTHER_PROCEDURE, "plan.kind", case.plan.kind.value)], source)
