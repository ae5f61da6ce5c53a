"""From a case before a procedure to what the model is told: the facts that count, those missing, those not read."""

from dataclasses import dataclass

from amnio.answers.counsel_answer import KnownFact
from amnio.answers.recorded import covariates, recorded_fields
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Bleeding, Finding
from amnio.model.facts import Facts
from amnio.model.procedure import ProcedureFacts

_BLEEDING, _BLEEDING_CODE = "pregnancy.bleeding_before_procedure", "bleeding_before"
_FETUSES = "pregnancy.fetuses"
#: The only findings that can be there before a needle.
BEFORE_THE_NEEDLE = (Finding.FETAL_PICTURE,)
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
#: Tables of other questions, and what only frames this one.
_NOT_ASKED_HERE = ("plan.", "aftercare.", "procedure.", "loss.")


@dataclass(frozen=True, kw_only=True, slots=True)
class FactsBefore:
    """What the model is told, and what the reader is told about it; see `Counsel`. `missing` are dotted paths."""

    facts: Facts
    taken: tuple[KnownFact, ...]
    missing: tuple[str, ...]
    unread: tuple[KnownFact, ...]


def facts_before(case: Case, *, now: int, unknown_age: float) -> FactsBefore:
    """What a case says before its procedure. Without an age that of the average woman is taken."""
    _, background = covariates(case)
    recorded = {path: value.removesuffix(".0") for path, value in recorded_fields(case)}
    if case.plan.bleeding_now in (Bleeding.LIGHT, Bleeding.HEAVY):
        recorded[_BLEEDING] = case.plan.bleeding_now.value
        background = tuple(dict.fromkeys((*background, _BLEEDING_CODE)))
    if case.screening.t21_risk is not None:
        recorded["screening.t21_risk"] = f"1:{1.0 / case.screening.t21_risk:.0f}"
    age, scan = case.pregnancy.maternal_age, case.screening.scan
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
    read = (*COUNTED, _FETUSES) if case.pregnancy.fetuses > 1 else COUNTED
    return FactsBefore(
        facts=facts,
        taken=tuple(KnownFact(field=path, value=recorded[path]) for path in read if path in recorded),
        missing=tuple(path for path in COUNTED if path not in recorded),
        unread=tuple(
            KnownFact(field=path, value=value)
            for path, value in recorded.items()
            if path not in (*COUNTED, _FETUSES) and not path.startswith(_NOT_ASKED_HERE)
        ),
    )
