"""What cannot be true together in one case. A case in which any of this holds is refused at birth."""

from typing import TYPE_CHECKING

from amnio.clinic.dating import date_problems
from amnio.clinic.limits import FEVER_C
from amnio.clinic.plan_contradictions import plan_problems
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said, Slot
from amnio.clinic.problems import Problem, problem
from amnio.clinic.vocabulary import Bleeding, Membranes, Outcome, Presence, Presentation, ProcedureKind, TestResult

if TYPE_CHECKING:
    from amnio.clinic.case import Case, Loss, Procedure

_PRESENT, _ABSENT = Presence.PRESENT, Presence.ABSENT
_STILL_IN_THE_WOMB_OR_BORN_ALIVE = (Outcome.LIVE_BIRTH, Outcome.ONGOING)
_ENDED = (Outcome.LOSS, Outcome.LIVE_BIRTH, Outcome.TERMINATION)
_MAY_GROW = (
    "stored_fluid",
    "blood_culture",
    "placental_culture",
    "fetal_culture",
    "fluid_culture_at_loss",
    "equipment_culture",
    "virus",
)


def contradictions(case: "Case") -> list[Problem]:
    """Everything that contradicts something else; empty for a coherent case."""
    found: list[Problem] = []
    pregnancy, procedure, loss, signs = case.pregnancy, case.procedure, case.loss, case.signs
    if pregnancy.dating is not None or case.plan.on is not None or procedure.on is not None or loss.on is not None:
        found += date_problems(pregnancy, case.plan, procedure, loss)
    found += plan_problems(case)
    if _before(loss, procedure):
        found.append(_loss_before_procedure(loss, procedure))
    if procedure.kind is ProcedureKind.NONE:
        found += _details_of_no_procedure(case)
    if loss.fetuses or (pregnancy.fetuses != 1 and loss.outcome is not Outcome.ONGOING):
        found += _fetus_problems(pregnancy.fetuses, loss)
    if loss.presentation is Presentation.DIED_BEFORE_LABOUR and loss.outcome in _STILL_IN_THE_WOMB_OR_BORN_ALIVE:
        code = Code.PRESENTATION_CONTRADICTS_OUTCOME
        found.append(problem(code, "loss.presentation", loss.presentation, "loss.outcome", outcome=loss.outcome))
    if loss.presentation is Presentation.ALIVE_AT_ONSET and case.examination.severe_maceration is _PRESENT:
        code = Code.MACERATED_BUT_ALIVE_AT_ONSET
        found.append(problem(code, "examination.severe_maceration", _PRESENT, "loss.presentation"))
    if (
        signs.fever is _ABSENT
        and signs.temperature_c is not None
        and signs.temperature_c >= FEVER_C
        and signs.fever_during_induction is not _PRESENT
    ):
        slots = {"temperature": f"{signs.temperature_c:g}", "threshold": f"{FEVER_C:.1f}"}
        found.append(problem(Code.FEVER_ABSENT_BUT_HOT, "signs.fever", signs.fever, "signs.temperature_c", **slots))
    if signs.heavy_bleeding_now is _PRESENT and signs.bleeding in (Bleeding.NONE, Bleeding.LIGHT):
        code = Code.BLEEDING_NOW_BUT_NOT_HEAVY
        heaviest = f'"{signs.bleeding}"'
        found.append(problem(code, "signs.heavy_bleeding_now", _PRESENT, "signs.bleeding", bleeding=heaviest))
    if pregnancy.maternal_disease_name is not None and pregnancy.maternal_disease is _ABSENT:
        path = "pregnancy.maternal_disease_name"
        found.append(
            problem(Code.DISEASE_NAMED_BUT_ABSENT, path, pregnancy.maternal_disease_name, "pregnancy.maternal_disease")
        )
    if case.tests.organism is not None and not any(
        getattr(case.tests, name) is TestResult.POSITIVE for name in _MAY_GROW
    ):
        related = [f"tests.{name}" for name in _MAY_GROW]
        found.append(problem(Code.ORGANISM_WITHOUT_GROWTH, "tests.organism", case.tests.organism, *related))
    return found


def _before(loss: "Loss", procedure: "Procedure") -> bool:
    if loss.outcome not in _ENDED:  # elsewhere the age is that of the last news
        return False
    if loss.at is not None and procedure.at is not None:
        return loss.at < procedure.at
    return loss.on is not None and procedure.on is not None and loss.on < procedure.on


def _loss_before_procedure(loss: "Loss", procedure: "Procedure") -> Problem:
    by_age = loss.at is not None and procedure.at is not None
    ended, done = (loss.at, procedure.at) if by_age else (loss.on, procedure.on)
    which = "at" if by_age else "on"
    code = Code.LOSS_BEFORE_PROCEDURE
    return problem(code, f"loss.{which}", str(ended), f"procedure.{which}", loss=str(ended), procedure=str(done))


def _details_of_no_procedure(case: "Case") -> list[Problem]:
    procedure = case.procedure
    recorded = [
        (f"procedure.{name}", getattr(procedure, name))
        for name in type(procedure).__dataclass_fields__
        if name != "kind" and getattr(procedure, name) is not None
    ]
    only_after_one = (
        ("signs.first_sign_hours", case.signs.first_sign_hours),
        ("tests.stored_fluid", case.tests.stored_fluid),
        ("tests.equipment_culture", case.tests.equipment_culture),
        ("signs.membranes", case.signs.membranes if case.signs.membranes is Membranes.LEAK_WITHIN_48H else None),
        ("examination.needle_injury", _PRESENT if case.examination.needle_injury is _PRESENT else None),
    )
    recorded += [(path, value) for path, value in only_after_one if value is not None]
    return [problem(Code.NO_PROCEDURE_BUT_DETAIL, path, _plain(value), "procedure.kind") for path, value in recorded]


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str) else str(value)


def _fetus_problems(fetuses: int, loss: "Loss") -> list[Problem]:
    listed = len(loss.fetuses)
    if listed < fetuses:
        names = [Said(Phrase.FETUS_NUMBER, number=str(n)) for n in range(listed + 1, fetuses + 1)]
        missing: Slot = names[0] if len(names) == 1 else Said(Phrase.FROM_TO, first=names[0], last=names[-1])
        code = Code.FETUS_OUTCOMES_MISSING
        return [problem(code, "loss.fetuses", None, "pregnancy.fetuses", fetuses=str(fetuses), missing=missing)]
    if listed > fetuses:
        slots = {"listed": str(listed), "fetuses": str(fetuses)}
        return [problem(Code.FETUS_COUNT_MISMATCH, "loss.fetuses", None, "pregnancy.fetuses", **slots)]
    lost = [fetus for fetus in loss.fetuses if fetus.outcome is Outcome.LOSS]
    if loss.outcome is not Outcome.LOSS:
        if not lost:
            return []
        code, outcome = Code.FETUS_LOST_BUT_OUTCOME_OTHER, f'"{loss.outcome}"'
        return [problem(code, "loss.outcome", loss.outcome, "loss.fetuses", outcome=outcome)]
    if not lost:
        return [problem(Code.NO_FETUS_LOST, "loss.outcome", loss.outcome, "loss.fetuses")]
    if loss.at is not None and all(fetus.at not in (None, loss.at) for fetus in lost):
        return [problem(Code.LOSS_AT_NO_FETUS, "loss.at", str(loss.at), "loss.fetuses")]
    return []
