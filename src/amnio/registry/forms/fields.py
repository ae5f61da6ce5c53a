"""The plain fields of each form: who she is, a dating, an order, the texts of a call."""

from django.utils import timezone

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.vocabulary import Presentation, TestResult
from amnio.registry.access import Role
from amnio.registry.forms.plain import PlainField
from amnio.registry.forms.sheet import word_key
from amnio.registry.models import Membership, Staff, Unit

_LANGUAGES = (("zh", "records.language_zh"), ("en", "records.language_en"))
_METHODS = tuple((method, f"records.dating_{method}") for method in ("scan", "lmp", "ivf", "other"))
_PENDING, _ORGANISM = TestResult.PENDING.value, "organism"


def woman_fields() -> tuple[PlainField, ...]:
    return (
        PlainField(path="woman.name", required=True, longest=80),
        PlainField(path="woman.hospital_number", required=True, longest=40),
        PlainField(path="woman.born_on", kind="day"),
        PlainField(path="woman.phone", longest=40),
        PlainField(path="woman.language", kind="choices", required=True, codes=_LANGUAGES),
    )


def dating_fields(*, again: bool) -> tuple[PlainField, ...]:
    """`again`: a re-dating, which asks for a reason."""
    fields = (
        PlainField(path="dating.at", kind="gestation", required=again, example="12+3"),
        PlainField(path="dating.on", kind="day", required=again, example=_today()),
        PlainField(path="dating.method", kind="list", required=again, codes=_METHODS),
    )
    return (*fields, PlainField(path="dating.reason", kind="long", required=True)) if again else fields


def order_fields(babies: int) -> tuple[PlainField, ...]:
    """Of twins it is asked which of them the test is of."""
    codes = tuple((field.name, f"field.{field.path}") for field in FIELDS.values() if _is_test(field.path))
    return (
        PlainField(path="order.test", kind="list", required=True, codes=codes),
        PlainField(path="order.ordered_on", kind="day", required=True, example=_today()),
        PlainField(path="order.expected_on", kind="day"),
        *_which(babies),
        PlainField(path="order.note", kind="long"),
    )


def _which(babies: int) -> tuple[PlainField, ...]:
    codes = tuple((str(number), f"records.fetus_{number}") for number in range(1, babies + 1))
    return (PlainField(path="order.fetus", kind="list", codes=codes),) if babies > 1 else ()


def result_fields(test: str, babies: int) -> tuple[PlainField, ...]:
    """The values that this test can have; an organism only where something can grow."""
    field = FIELDS[f"tests.{test}"]
    assert field.words is not None
    codes = tuple((word.value, word_key(field, word.value)) for word in field.words if word.value != _PENDING)
    grows = field.words is TestResult and ("culture" in test or test == "stored_fluid")
    return (
        PlainField(path="order.result", kind="list", required=True, codes=codes),
        PlainField(path="order.result_on", kind="day", required=True, example=_today()),
        *((PlainField(path="order.organism"),) if grows else ()),
        *_which(babies),
        PlainField(path="order.note", kind="long"),
    )


def contact_fields() -> tuple[PlainField, ...]:
    return (PlainField(path="call.said", kind="long"), PlainField(path="call.advice", kind="long"))


def operator_fields(unit: Unit, recorded: Staff | None) -> tuple[PlainField, ...]:
    """Who held the needle: a clinician of the unit, or by name somebody who has no account here.

    Who is `recorded` stays on the list, even when she works here no longer.
    """
    here = Membership.objects.filter(unit=unit, active=True, role=Role.CLINICIAN.value).select_related("staff")
    people = {one.staff for one in here} | ({recorded} if recorded is not None else set())
    names = tuple((str(one.pk), str(one)) for one in sorted(people, key=lambda one: str(one)))
    return (
        PlainField(path="procedure.operator", kind="list", names=names),
        PlainField(path="procedure.operator_elsewhere", longest=80),
    )


_BEGAN = tuple((one.value, word_key(FIELDS["loss.presentation"], one.value)) for one in Presentation)
#: Of one of twins, beside its examination.
BABY = (PlainField(path="baby.presentation", kind="list", codes=_BEGAN),)
CLOSING = (PlainField(path="call.red_flag_outcome", kind="long", required=True),)
FACTS = (PlainField(path="record.other_facts", kind="long"),)
BECAUSE = PlainField(path="procedure.went_ahead_because", kind="long")


def _is_test(path: str) -> bool:
    return path.startswith("tests.") and not path.endswith(f".{_ORGANISM}")


def _today() -> str:
    return timezone.localdate().isoformat()
