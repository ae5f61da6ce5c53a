"""Cases for the guidance tests: one plain loss, changed in a field or two."""

from dataclasses import replace
from datetime import date
from typing import Any

from amnio.clinic.case import Case, Loss, Procedure
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Outcome, ProcedureKind

DAY_OF_LOSS = date(2026, 3, 10)


def loss_case(at: str | None = "17+0", on: date | None = DAY_OF_LOSS, **parts: dict[str, Any]) -> Case:
    """A loss after an amniocentesis; `parts` change fields: `loss_case(signs={"temperature_c": 38.4})`."""
    case = Case(
        procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS),
        loss=Loss(outcome=Outcome.LOSS, at=None if at is None else GestationalAge.parse(at), on=on),
    )
    return replace(case, **{name: replace(getattr(case, name), **fields) for name, fields in parts.items()})
