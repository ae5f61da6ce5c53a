"""From a case before a procedure to what the model is told: the facts that count, those missing, those not read."""

from dataclasses import dataclass

from amnio.answers.counsel_answer import TakenIntoAccount, Unread
from amnio.answers.recorded import covariates, recorded_fields
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Bleeding, Finding
from amnio.model.facts import Facts
from amnio.model.procedure import ProcedureFacts

_BLEEDING = "bleeding_before"
#: Facts that would change a number if somebody wrote them down, in the order in which they are listed.
COUNTED = (
    "pregnancy.maternal_age",
    "screening.t21_risk",
    "screening.cfdna",
    "screening.scan",
    "pregnancy.bleeding_before_procedure",
    "pregnancy.previous_first_trimester_losses",
    "pregnancy.previous_second_trimester_losses",
    "pregnancy.fibroids",
    "pregnancy.bmi",
    "pregnancy.cigarettes_per_day",
)
_READ = (*COUNTED, "pregnancy.fetuses")
#: Tables of other questions, and what only frames this one.
_NOT_ASKED_HERE = ("plan.", "aftercare.", "procedure.", "loss.")


@dataclass(frozen=True, kw_only=True, slots=True)
class FactsBefore:
    facts: Facts
    taken: tuple[TakenIntoAccount, ...]
    missing: tuple[str, ...]  # dotted paths
    unread: tuple[Unread, ...]


def facts_before(case: Case, *, now: int, unknown_age: float) -> FactsBefore:
    """What a case says before its procedure. Without an age the average age of the evidence is taken, and said."""
    shown, background = covariates(case)
    if case.plan.bleeding_now in (Bleeding.LIGHT, Bleeding.HEAVY) and _BLEEDING not in background:
        background = (*background, _BLEEDING)
        shown[_BLEEDING] = (case.plan.bleeding_now.value, None)
    scan = case.screening.scan
    if scan is not None:
        shown["screening.scan"] = (scan.value, None)
    age = case.pregnancy.maternal_age
    facts = Facts(
        loss_day=now,  # the model's facts are about a day on which a pregnancy may end; this one is alive on it
        procedure_day=None,
        maternal_age=unknown_age if age is None else age,
        t21_risk=case.screening.t21_risk,
        cfdna=case.screening.cfdna,
        background=background,
        procedure=ProcedureFacts(twins=case.pregnancy.fetuses > 1),
        findings={} if scan is None else {Finding.FETAL_PICTURE: scan.value},
    )
    return FactsBefore(
        facts=facts,
        taken=tuple(TakenIntoAccount(fact=code, value=value, unit=unit) for code, (value, unit) in shown.items()),
        missing=tuple(path for path in COUNTED if _is_missing(case, path)),
        unread=tuple(
            Unread(field=path, value=value)
            for path, value in recorded_fields(case)
            if path not in _READ and not path.startswith(_NOT_ASKED_HERE)
        ),
    )


def _is_missing(case: Case, path: str) -> bool:
    table, name = path.split(".")
    return getattr(getattr(case, table), name) is None
