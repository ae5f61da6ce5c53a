"""Which coherent cases a review can answer for, and why not for the others."""

from amnio.clinic.case import Case, Loss, Procedure
from amnio.clinic.gestation import DAYS_PER_WEEK, GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, Problem, problem
from amnio.clinic.vocabulary import Outcome, Presence, ProcedureKind

#: Losses and procedures are answered for from 10+0; the clock stops at 42+0, so 41+6 is the last day.
FIRST = GestationalAge(10 * DAYS_PER_WEEK)
LAST = GestationalAge(42 * DAYS_PER_WEEK - 1)
MOST_FETUSES = 2
_DATING = ("pregnancy.dating.at", "pregnancy.dating.on")

_ENDED_OTHERWISE = {
    Outcome.LIVE_BIRTH: Phrase.ENDED_LIVE_BIRTH,
    Outcome.ONGOING: Phrase.ENDED_ONGOING,
    Outcome.TERMINATION: Phrase.ENDED_TERMINATION,
    Outcome.LOST_TO_FOLLOW_UP: Phrase.ENDED_UNKNOWN,
}
_OTHER_PROCEDURES = {
    ProcedureKind.CHORIONIC_VILLUS_SAMPLING: Phrase.OTHER_CVS,
    ProcedureKind.CORDOCENTESIS: Phrase.OTHER_CORDOCENTESIS,
    ProcedureKind.THERAPEUTIC_DRAINAGE: Phrase.OTHER_DRAINAGE,
}


class NotReviewable(CaseError):
    """A case that is coherent in itself and outside what a review can answer: refused, not faulty."""


def reviewable(case: Case, source: str = "") -> None:
    """Raises `NotReviewable` with every reason why no review can be given; returns if one can.

    What a review needs beyond coherence: a spontaneous loss, after an amniocentesis or without any procedure, of a
    fetus that was alive before it, at known gestational ages from 10+0 to 41+6, of one fetus or the first of twins.
    """
    found = _reasons(case)
    if found:
        raise NotReviewable(found, source)


def missing_ages(procedure: Procedure, loss: Loss) -> list[Problem]:
    """The gestational ages without which a loss cannot be reviewed, where neither age nor date gives them."""
    if loss.outcome is not Outcome.LOSS:
        return []
    found = []
    if procedure.at is None and procedure.kind is ProcedureKind.AMNIOCENTESIS:
        code = Code.PROCEDURE_WITHOUT_GESTATION
        found.append(problem(code, "procedure.at", None, "procedure.on", *_DATING))
    if loss.at is None:
        code = Code.LOSS_WITHOUT_GESTATION
        found.append(problem(code, "loss.at", None, "loss.on", "loss.fetuses", *_DATING))
    return found


def _reasons(case: Case) -> list[Problem]:
    procedure, loss = case.procedure, case.loss
    found = missing_ages(procedure, loss)
    if loss.outcome is not Outcome.LOSS:
        ended = Said(_ENDED_OTHERWISE[loss.outcome])
        found.append(problem(Code.NOT_A_LOSS, "loss.outcome", loss.outcome.value, ended=ended))
    elif loss.at is not None:
        found += _loss_age(case, loss.at)
    if procedure.kind in _OTHER_PROCEDURES:
        reason = Said(_OTHER_PROCEDURES[procedure.kind])
        found.append(problem(Code.OTHER_PROCEDURE, "procedure.kind", procedure.kind.value, reason=reason))
    elif procedure.at is not None and not FIRST <= procedure.at <= LAST:
        slots = {"low": str(FIRST), "high": str(LAST)}
        found.append(problem(Code.AMNIOCENTESIS_OUTSIDE_CLOCK, "procedure.at", str(procedure.at), **slots))
    if procedure.fetus_alive_before is Presence.ABSENT:
        found.append(problem(Code.DEAD_BEFORE_PROCEDURE, "procedure.fetus_alive_before", Presence.ABSENT.value))
    if case.pregnancy.fetuses > MOST_FETUSES:
        found.append(problem(Code.MORE_THAN_TWINS, "pregnancy.fetuses", case.pregnancy.fetuses))
    return found


def _loss_age(case: Case, at: GestationalAge) -> list[Problem]:
    if not FIRST <= at <= LAST:
        return [problem(Code.LOSS_OUTSIDE_CLOCK, "loss.at", str(at), low=str(FIRST), high=str(LAST))]
    start = case.procedure.at or FIRST
    ages = [fetus.at for fetus in case.loss.fetuses if fetus.outcome is Outcome.LOSS and fetus.at is not None]
    first = min((age for age in ages if age >= start), default=at)
    if first < at:
        return [problem(Code.LOSS_NOT_THE_FIRST, "loss.at", str(at), "loss.fetuses", first=str(first))]
    return []
