"""From a record to the `Case` that every question is asked about."""

from collections.abc import Mapping
from typing import Any

from amnio.clinic.case import Case, FamilyWords
from amnio.clinic.case_fields import FIELDS, FieldKind
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.limits import FEVER_C
from amnio.clinic.reading import case_from_mapping, partial_case
from amnio.clinic.vocabulary import Bleeding, Membranes, Outcome, Presence, ProcedureKind
from amnio.registry.babies import baby, procedure_came_later
from amnio.registry.models import SECTION_MODELS, Fetus, FollowUp, Pregnancy, Section
from amnio.registry.models.columns import fields_of

#: What a follow-up asks and a case keeps among its signs.
SIGNS_OF_FOLLOW_UP = ("fever", "abdominal_pain", "bleeding", "foul_discharge", "temperature_c")
#: What a case without a procedure cannot hold, and the value of it that it cannot hold where others are possible.
_FOLLOWS_A_PROCEDURE = {
    "signs.first_sign_hours": None,
    "tests.stored_fluid": None,
    "tests.equipment_culture": None,
    "signs.membranes": Membranes.LEAK_WITHIN_48H.value,
    "examination.needle_injury": Presence.PRESENT.value,
}
#: Between the number of a pregnancy and that of one of twins, in the name of a case.
BABY = "/"
_WORSE = {value: rank for rank, value in enumerate((Bleeding.NONE, Bleeding.LIGHT, Bleeding.HEAVY))}


def case_of(pregnancy: Pregnancy, number: int | None = None) -> Case:
    """The record as a case. Raises `CaseError` for a record whose parts contradict one another.

    Of one of twins where `number` says which: its own end, examination and tests, and what its family calls it, before
    what the record says of the pregnancy. For a baby without a twin the number makes no difference.

    Reads at most one row of each section, the latest dating, the fetuses, the tests and the follow-ups.
    """
    return case_from_mapping(case_values(pregnancy, number=number), pregnancy.number)


def loss_of(pregnancy: Pregnancy, number: int) -> Case:
    """The loss of one baby as a case, with what nobody knows left open. Raises `CaseError` for a contradiction only."""
    return partial_case(case_values(pregnancy, number=number), pregnancy.number)


def case_values(
    pregnancy: Pregnancy, instead: Mapping[str, Any] | None = None, *, number: int | None = None
) -> dict[str, Any]:
    """What the record says by path, as a case file would write it.

    `instead` are values of a form that was not saved yet: by path, None for a field that it leaves empty.
    """
    values: dict[str, Any] = {"id": pregnancy.number}
    for table in SECTION_MODELS:
        values |= section_values(pregnancy, table)
    one = None if number is None else baby(pregnancy, number)
    values |= _dating(pregnancy) | _fetuses(pregnancy) | _tests(pregnancy, one)
    if one is not None:
        values |= _of_one_baby(pregnancy, one)
        if procedure_came_later(pregnancy, one.number) is not None:
            values = _before_the_procedure(values)
    values |= instead or {}
    values = {path: value for path, value in values.items() if value is not None}
    for path, value in _reported_signs(pregnancy).items():
        values[path] = _worse(values[path], value) if path in values else value
    denied = values.get("signs.fever") == Presence.ABSENT.value and "signs.fever" not in (instead or {})
    if denied and values.get("signs.temperature_c", 0.0) >= FEVER_C:  # measured in one call, denied in another
        values["signs.fever"] = Presence.PRESENT.value
    if pregnancy.other_facts:
        values["other_facts"] = list(pregnancy.other_facts)
    if pregnancy.made_up:
        values |= {"citation.text": "Made-up record of a demonstration", "citation.label_strength": "made-up"}
    values.setdefault("procedure.kind", ProcedureKind.NONE.value)
    values.setdefault("loss.outcome", Outcome.ONGOING.value)
    return values


def family_words(pregnancy: Pregnancy, number: int) -> FamilyWords:
    """The words that the family uses today, of one of twins that one's name first."""
    values = section_values(pregnancy, "words")
    one = baby(pregnancy, number)
    if one is not None and one.called:
        values["words.baby"] = one.called
    return FamilyWords(**{path.removeprefix("words."): value for path, value in values.items()})


def section_values(pregnancy: Pregnancy, table: str) -> dict[str, Any]:
    """What a section of the record holds, by the path of the field, as a case file would write it."""
    row: Section | None = getattr(pregnancy, f"{table}_section", None)
    if row is None:
        return {}
    return {
        field.path: written(field.kind, value)
        for field in fields_of(table)
        if (value := getattr(row, field.name)) is not None and value != ""
    }


def written(kind: FieldKind, value: object) -> object:
    """A value of a column as a case file writes it."""
    return str(value) if isinstance(value, GestationalAge) else value


def _dating(pregnancy: Pregnancy) -> dict[str, Any]:
    datings = list(pregnancy.datings.all())  # read before, where many records are read at once
    return {"pregnancy.dating.at": str(datings[-1].at), "pregnancy.dating.on": datings[-1].on} if datings else {}


def _fetuses(pregnancy: Pregnancy) -> dict[str, Any]:
    """Nothing while all of them go on; else every one, because each has an end of its own."""
    found: dict[str, Any] = {}
    fetuses = list(pregnancy.fetuses.all())
    if all(fetus.outcome == Outcome.ONGOING.value for fetus in fetuses):
        return found
    for fetus in fetuses:
        found[f"loss.fetuses.{fetus.number}.outcome"] = fetus.outcome
        if fetus.at is not None:
            found[f"loss.fetuses.{fetus.number}.at"] = str(fetus.at)
    return found


def _of_one_baby(pregnancy: Pregnancy, one: Fetus) -> dict[str, Any]:
    """What is known of one of twins; None for a day of the loss that was another's."""
    found: dict[str, Any] = {"id": f"{pregnancy.number}{BABY}{one.number}"}
    for field in (*fields_of("examination"), FIELDS["loss.presentation"]):
        if (value := getattr(one, field.name)) not in (None, ""):
            found[field.path] = value
    if one.called:
        found["words.baby"] = one.called
    loss = getattr(pregnancy, "loss_section", None)
    if one.at is not None and loss is not None and loss.at != one.at:
        found |= {"loss.at": str(one.at), "loss.on": None}
    return found


def _before_the_procedure(values: Mapping[str, Any]) -> dict[str, Any]:
    """Of a baby that was lost before the procedure: no procedure came before its loss, nor what only follows one."""
    found = {path: value for path, value in values.items() if not path.startswith("procedure.")}
    for path, only in _FOLLOWS_A_PROCEDURE.items():
        if only is None or found.get(path) == only:
            found.pop(path, None)
    return found


def _tests(pregnancy: Pregnancy, one: Fetus | None) -> dict[str, Any]:
    """The latest result of each test; one without a result is pending. Of twins those of `one`, or of both."""
    found: dict[str, Any] = {}
    for order in pregnancy.test_orders.all():
        path = f"tests.{order.test}"
        if path not in FIELDS or (one is not None and order.fetus not in (None, one.number)):
            continue
        if order.result is not None:
            found[path] = order.result
        else:
            found.setdefault(path, "pending")
        if order.organism:
            found["tests.organism"] = order.organism
    return found


def _reported_signs(pregnancy: Pregnancy) -> dict[str, Any]:
    """The worst of what she reported in any call: a sign that went away was there all the same."""
    found: dict[str, Any] = {}
    for contact in pregnancy.follow_ups.all():
        for name in SIGNS_OF_FOLLOW_UP:
            value = getattr(contact, name)
            if value is not None:
                path = f"signs.{name}"
                found[path] = _worse(found[path], value) if path in found else value
    return found


def _worse(one: Any, other: Any) -> Any:
    if isinstance(one, float):
        return max(one, other)
    if one in _WORSE:
        return max(one, other, key=_WORSE.__getitem__)
    return Presence.PRESENT.value if Presence.PRESENT.value in (one, other) else one


def has_follow_up_signs(contact: FollowUp) -> bool:
    """Whether she reported anything that a case would read as a sign."""
    return any(
        getattr(contact, name) not in (None, Presence.ABSENT.value, Bleeding.NONE.value) for name in SIGNS_OF_FOLLOW_UP
    )
