"""What cannot be true together before the needle, and on a day of aftercare."""

from typing import TYPE_CHECKING

from amnio.clinic.plan import Aftercare, Plan
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import Problem, problem
from amnio.clinic.vocabulary import HeparinKind, ProcedureKind, TestResult

if TYPE_CHECKING:
    from amnio.clinic.case import Case

_NO_PLAN, _NO_AFTERCARE = Plan(), Aftercare()


def plan_problems(case: "Case") -> list[Problem]:
    """Everything that contradicts something else in `plan` and `aftercare`."""
    return [*_plan(case.plan), *_aftercare(case)]


def _plan(plan: Plan) -> list[Problem]:
    if plan == _NO_PLAN:
        return []
    found = []
    if plan.kind is ProcedureKind.NONE:
        found.append(problem(Code.NOTHING_PLANNED, "plan.kind", plan.kind))
    if plan.failed_insertions is not None and plan.insertions is not None and plan.failed_insertions > plan.insertions:
        slots = {"failed": str(plan.failed_insertions), "all": str(plan.insertions)}
        path = "plan.failed_insertions"
        found.append(problem(Code.MORE_FAILED_THAN_DONE, path, plan.failed_insertions, "plan.insertions", **slots))
    loads = (
        ("hiv_copies_ml", "hiv", plan.hiv),
        ("hbeag", "hbsag", plan.hbsag),
        ("hbv_iu_ml", "hbsag", plan.hbsag),
    )
    for load, test, result in loads:
        value = getattr(plan, load)
        if result is TestResult.NEGATIVE and value not in (None, 0, TestResult.NEGATIVE):
            found.append(problem(Code.LOAD_WITHOUT_INFECTION, f"plan.{load}", value, f"plan.{test}"))
    if plan.heparin_kind is HeparinKind.NONE and plan.heparin_hours_since_dose is not None:
        path, value = "plan.heparin_hours_since_dose", plan.heparin_hours_since_dose
        found.append(problem(Code.DOSE_WITHOUT_DRUG, path, value, "plan.heparin_kind"))
    return found


def _aftercare(case: "Case") -> list[Problem]:
    aftercare = case.aftercare
    if aftercare == _NO_AFTERCARE:
        return []
    found = []
    for name, event in (("loss", case.loss), ("procedure", case.procedure)):
        if aftercare.on is not None and event.on is not None and aftercare.on < event.on:
            slots = {"asked": aftercare.on.isoformat(), "event": event.on.isoformat()}
            code = Code.ASKED_BEFORE_IT_HAPPENED
            found.append(problem(code, "aftercare.on", aftercare.on, f"{name}.on", **slots))
    for total, item in (("epds", "epds_item_10"), ("phq9", "phq9_item_9")):
        whole, part = getattr(aftercare, total), getattr(aftercare, item)
        if whole is not None and part is not None and part > whole:
            slots = {"item": str(part), "total": str(whole)}
            code = Code.ITEM_ABOVE_TOTAL
            found.append(problem(code, f"aftercare.{item}", part, f"aftercare.{total}", **slots))
    return found
