"""One pregnancy in the registry: the woman, the sections of her record, each fetus, earlier datings."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from amnio.clinic.vocabulary import Outcome
from amnio.registry.models.columns import GestationField, column_of, columns_of, rule_of, rules_of
from amnio.registry.models.history import Changing
from amnio.registry.models.places import Unit

#: Tables of a case that are a section of the record, in the order in which pages show them. Dating, tests, fetuses and
#: the family's words have models of their own.
SECTIONS = ("pregnancy", "screening", "plan", "procedure", "signs", "loss", "examination", "aftercare", "words")


class Woman(Changing):
    """Who she is. The only table with a name; deleting her row leaves nobody to find."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=80)
    hospital_number = models.CharField(max_length=40)
    born_on = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=[("en", "en"), ("zh", "zh")], default="zh")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "hospital_number"], name="one_woman_a_hospital_number")]

    def __str__(self) -> str:
        return self.name


class Pregnancy(Changing):
    """What everything else hangs on. Addresses use `public_id`, people say `number`: neither tells who she is."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT)
    woman = models.ForeignKey(Woman, on_delete=models.PROTECT, related_name="pregnancies", null=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20)  # 2026-0417
    registered_on = models.DateField()
    other_facts = models.JSONField(default=list, blank=True)
    restricted = models.BooleanField(default=False)  # she asked that nobody works with it; shown to nobody
    made_up = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "pregnancies"
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="one_pregnancy_a_number")]
        indexes = [models.Index(fields=["unit", "registered_on"], name="pregnancy_registered")]

    def __str__(self) -> str:
        return self.number


class DatingRow(models.Model):
    """At gestational age `at` it was the day `on`. A re-dating is a further row: what was believed before is kept."""

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.CASCADE, related_name="datings")
    at = GestationField()
    on = models.DateField()
    method = models.CharField(max_length=10, choices=[(m, m) for m in ("scan", "lmp", "ivf", "other")])
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(at__gte=0, at__lte=300), name="dating_at")]


class Section(Changing):
    """A section of the record; its columns are the fields of that table of a case."""

    table: str
    pregnancy: models.OneToOneField[Any, Any]

    class Meta:
        abstract = True


def _section(
    name: str, table: str, *more_rules: models.CheckConstraint, sought_by: tuple[str, ...] = (), **more: Any
) -> type[Section]:
    """A section model. The same as writing out a class with one column for each field of the table.

    `sought_by`: columns by which the worklist finds rows.
    """
    columns: dict[str, Any] = columns_of(table)
    indexes = [models.Index(fields=list(sought_by), name=f"{table}_sought")] if sought_by else []
    meta = type("Meta", (), {"constraints": [*rules_of(table, table), *more_rules], "indexes": indexes})
    owner = models.OneToOneField(Pregnancy, on_delete=models.CASCADE, related_name=f"{table}_section")
    described = {"__module__": __name__, "__qualname__": name, "__doc__": f"The fields of `{table}` of a case."}
    return type(name, (Section,), {**described, "table": table, "pregnancy": owner, **columns, **more, "Meta": meta})


History = _section("History", "pregnancy")
Screening = _section("Screening", "screening")
Plan = _section("Plan", "plan", sought_by=("on",))
Procedure = _section(
    "Procedure",
    "procedure",
    models.CheckConstraint(condition=Q(kind__isnull=False), name="procedure_kind_known"),
    models.CheckConstraint(
        condition=Q(operator__isnull=True) | Q(operator_elsewhere=""), name="procedure_one_operator"
    ),
    operator=models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    ),
    operator_elsewhere=models.CharField(max_length=80, blank=True, default=""),  # who has no account here, by name
    # the verdicts of `check` on the day, and why somebody went ahead against a broken rule
    verdicts=models.JSONField(null=True, blank=True),
    went_ahead_because=models.TextField(blank=True, default=""),
)
Signs = _section("Signs", "signs")
Loss = _section(
    "Loss",
    "loss",
    models.CheckConstraint(condition=Q(outcome__isnull=False), name="outcome_known"),
    sought_by=("outcome", "on"),
)
Examination = _section("Examination", "examination")
Aftercare = _section("Aftercare", "aftercare")
Words = _section("Words", "words")
SECTION_MODELS: dict[str, type[Section]] = {
    model.table: model for model in (History, Screening, Plan, Procedure, Signs, Loss, Examination, Aftercare, Words)
}


#: What was seen of one of twins: the examination of a case, and how its loss began.
_Examined: Any = type(
    "_Examined",
    (Changing,),
    {
        "__module__": __name__,
        "Meta": type("Meta", (), {"abstract": True}),
        **columns_of("examination"),
        "presentation": column_of("loss.presentation"),
    },
)


class Fetus(_Examined):
    """One of twins, with its own end, what was seen of it, and what the family calls it.

    What is empty here is as the record of the pregnancy says: see `record_case.case_of`.
    """

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.CASCADE, related_name="fetuses")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(
        max_length=20, choices=[(o.value, o.value) for o in Outcome], default=Outcome.ONGOING.value
    )
    at = GestationField(null=True, blank=True)
    note = models.TextField(blank=True)
    called = models.CharField(max_length=200, blank=True, default="")

    @property
    def place(self) -> str:
        """How a form over several rows names this one: `fetus_1`."""
        return f"fetus_{self.number}"

    class Meta:
        verbose_name_plural = "fetuses"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pregnancy", "number"], name="one_fetus_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=5), name="fetus_number"),
            models.CheckConstraint(condition=Q(outcome__in=[o.value for o in Outcome]), name="fetus_outcome"),
            *rules_of("examination", "fetus"),
            *rule_of("loss.presentation", "fetus"),
        ]


class TestOrder(Changing):
    """A test that was ordered, and its result when it came. `test` is a field of `tests` of a case.

    `fetus`: of which of twins; NULL where it was of the woman, of both, or there is one baby.
    """

    __test__ = False

    pregnancy = models.ForeignKey(Pregnancy, on_delete=models.CASCADE, related_name="test_orders")
    test = models.CharField(max_length=40)
    ordered_on = models.DateField()
    expected_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=40, null=True, blank=True)  # NULL: awaited
    result_on = models.DateField(null=True, blank=True)
    organism = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    fetus = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["ordered_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(fetus__isnull=True) | Q(fetus__gte=1, fetus__lte=5), name="test_fetus"),
            models.CheckConstraint(
                condition=Q(result__isnull=True, result_on__isnull=True)
                | Q(result__isnull=False, result_on__isnull=False),
                name="a_result_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(result_on__isnull=True) | Q(result_on__gte=F("ordered_on")), name="result_not_before_order"
            ),
        ]
        indexes = [
            models.Index(fields=["result_on", "expected_on"], name="test_pending"),
            models.Index(fields=["expected_on"], condition=Q(result__isnull=True), name="tests_awaited"),
        ]
