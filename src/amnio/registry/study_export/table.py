"""The rows of an export, read from the records of one unit in a handful of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Bleeding, Outcome, Presence, ProcedureKind
from amnio.registry.models import BlindJudgement, Conclusion, DatingRow, Fetus, FollowUp, Pregnancy, TestOrder, Unit
from amnio.registry.own_judgement import not_blind
from amnio.registry.study_export.bands import age_band, bmi_band, count_band, risk_band
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.suppression import Row

_END = {
    Outcome.LOSS: "loss",
    Outcome.TERMINATION: "termination",
    Outcome.LIVE_BIRTH: "live_birth",
    Outcome.LOST_TO_FOLLOW_UP: "lost",
    Outcome.ONGOING: "ongoing",
}
_ENDED = ("loss", "termination", "live_birth")
_DATED_BY = ("scan", "lmp", "ivf")
_MOST_LOSSES, _MOST_PASSES = 3, 2
_NO_RESULT = (None, "failed", "pending")
#: What is read of a pregnancy and its sections, in one query.
_READ = (
    *("pk", "public_id", "registered_on", "woman__public_id", "woman_id"),
    *("pregnancy_section__maternal_age", "pregnancy_section__fetuses", "pregnancy_section__bmi"),
    *("pregnancy_section__ivf", "screening_section__t21_risk", "plan_section__indication"),
    *("pregnancy_section__previous_first_trimester_losses", "pregnancy_section__previous_second_trimester_losses"),
    *("procedure_section__kind", "procedure_section__at", "procedure_section__on", "procedure_section__operator_id"),
    *("procedure_section__transplacental", "procedure_section__fluid", "procedure_section__passes"),
    *("loss_section__outcome", "loss_section__at", "loss_section__on"),
)


@dataclass(kw_only=True, slots=True)
class Table:
    """The rows, and how many pregnancies are not in them, by the reason."""

    rows: list[Row] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


class _Beside:
    """What stands in tables of its own, by pregnancy."""

    def __init__(self, unit: Unit) -> None:
        ours = {"pregnancy__unit": unit}
        self.datings = _grouped(DatingRow.objects.filter(**ours).order_by("pk"))
        self.fetuses = _grouped(Fetus.objects.filter(**ours))
        self.calls = _grouped(FollowUp.objects.filter(**ours, reached=True).order_by("done_at", "pk"))
        tests = TestOrder.objects.filter(**ours, test="karyotype_fluid").exclude(result=None)
        self.karyotypes = _grouped(tests.order_by("result_on", "pk"))
        agreed = Conclusion.objects.filter(review__pregnancy__unit=unit, reviewer=None)
        first_last = agreed.order_by("-review__fetus")  # of twins the first that was reviewed stands
        self.causes = dict(first_last.values_list("review__pregnancy_id", "cause"))
        self.agreed_in = dict(first_last.values_list("review__pregnancy_id", "review_id"))
        self.computed = dict(first_last.values_list("review__pregnancy_id", "version__answered"))
        judged = BlindJudgement.objects.filter(review__pregnancy__unit=unit)
        self.not_blind = frozenset(
            judged.filter(pk__in=not_blind(judged)).values_list("review_id", flat=True)
        )  # reviews with such a judgement

    def answered(self, pregnancy: int) -> bool | None:
        return self.computed.get(pregnancy)

    def judged_blind(self, pregnancy: int) -> bool | None:
        review = self.agreed_in.get(pregnancy)
        return None if review is None else review not in self.not_blind


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.pregnancy_id].append(row)
    return found


def table_of(unit: Unit, names: Pseudonyms) -> Table:
    """Every pregnancy of the unit that may be used and can be placed in time, in the order of the pseudonyms."""
    table, beside = Table(), _Beside(unit)
    table.left_out["restricted"] = Pregnancy.objects.filter(unit=unit, restricted=True).count()
    for record in Pregnancy.objects.filter(unit=unit, restricted=False).values(*_READ).iterator(chunk_size=2000):
        row = _row(record, beside, unit, names)
        if isinstance(row, str):
            table.left_out[row] += 1
        else:
            table.rows.append(row)
    table.rows.sort(key=lambda row: str(row["pregnancy"]))
    return table


def _row(record: dict[str, Any], beside: _Beside, unit: Unit, names: Pseudonyms) -> Row | str:
    """The row, or why there is none."""
    datings = beside.datings.get(record["pk"], [])
    if not datings:
        return "not_dated"
    first, kept = datings[0], _dating_of_the_table(datings, record["procedure_section__on"])
    day = _Days(kept)
    done = _day_of(record, "procedure_section", day)
    kind = record["procedure_section__kind"]
    amniocentesis = kind == ProcedureKind.AMNIOCENTESIS
    calls = [call for call in beside.calls.get(record["pk"], []) if call.done_at is not None]
    end = _END[Outcome(record["loss_section__outcome"] or Outcome.ONGOING)]
    entry = day.of(record["registered_on"])
    last = _last_day(record, end, day, done, calls, entry)
    if last is None:
        return "end_not_placed"
    if amniocentesis and done is None:
        return "procedure_not_placed"
    if not 0 <= entry <= last:
        return "registered_after_its_end"
    if done is not None and done > last:
        return "procedure_after_its_end"
    return {
        "pregnancy": names.of("pregnancy", record["public_id"]),
        "woman": names.of("woman", record["woman__public_id"] or record["public_id"]),
        "dated_by": kept.method if kept.method in _DATED_BY else "unknown",
        "entry": entry,
        "exit": last,
        "end": end,
        "procedure": done if amniocentesis else None,
        "unit": names.of("unit", unit.pk),
        "operator": _operator(record, names) if amniocentesis else None,
        "fetuses": record["pregnancy_section__fetuses"],
        "procedures": int(amniocentesis),
        "later_procedure": None,
        "other_invasive": done if kind not in (None, ProcedureKind.NONE, ProcedureKind.AMNIOCENTESIS) else None,
        "known_dead": None,
        "fetal_loss": _of_one_fetus(beside.fetuses.get(record["pk"], []), Outcome.LOSS, last),
        "fetal_termination": _of_one_fetus(beside.fetuses.get(record["pk"], []), Outcome.TERMINATION, last),
        "redated_days": _moved(first, kept) if len(datings) > 1 else None,
        **_covariates(record, beside, calls, day),
    }


@dataclass(frozen=True, slots=True)
class _Days:
    """Dates as days of gestation by one dating."""

    dating: DatingRow

    def of(self, on: date) -> int:
        at: GestationalAge = self.dating.at
        return at.days + int((on - self.dating.on).days)


def _dating_of_the_table(datings: list[DatingRow], procedure_on: date | None) -> DatingRow:
    """The last one before the procedure; where all were recorded later, the last."""
    before = [
        one for one in datings if procedure_on is not None and timezone.localdate(one.recorded_at) <= procedure_on
    ]
    return (before or datings)[-1]


def _moved(first: DatingRow, kept: DatingRow) -> int:
    return int(_Days(first).of(kept.on) - kept.at.days)


def _day_of(record: dict[str, Any], section: str, day: _Days) -> int | None:
    """Of a procedure or an end: by its date, else by its gestational age."""
    on, at = record[f"{section}__on"], record[f"{section}__at"]
    if on is not None:
        return day.of(on)
    return at.days if at is not None else None


def _last_day(
    record: dict[str, Any], end: str, day: _Days, done: int | None, calls: list[FollowUp], entry: int
) -> int | None:
    """The day of the end; of what has not ended, the last day on which something is known of her."""
    told = _day_of(record, "loss_section", day)
    if end in _ENDED:
        return told
    known = [entry, *(value for value in (done, told) if value is not None)]
    return max(known + [day.of(timezone.localdate(call.done_at)) for call in calls])


def _of_one_fetus(fetuses: list[Fetus], outcome: Outcome, last: int) -> int | None:
    """When the first of several fetuses ended so while the pregnancy went on."""
    ends = [fetus.at.days for fetus in fetuses if fetus.outcome == outcome and fetus.at is not None]
    return min((one for one in ends if one < last), default=None)


def _operator(record: dict[str, Any], names: Pseudonyms) -> str | None:
    operator = record["procedure_section__operator_id"]
    return None if operator is None else names.of("operator", operator)


def _covariates(record: dict[str, Any], beside: _Beside, calls: list[FollowUp], day: _Days) -> Row:
    transplacental = record["procedure_section__transplacental"]
    results = [one.result for one in beside.karyotypes.get(record["pk"], []) if one.result not in _NO_RESULT]
    return {
        "maternal_age_band": age_band(record["pregnancy_section__maternal_age"]),
        "indication": record["plan_section__indication"],
        "screening_risk_band": risk_band(record["screening_section__t21_risk"]),
        "previous_losses_band": count_band(_losses(record), _MOST_LOSSES),
        "bmi_band": bmi_band(record["pregnancy_section__bmi"]),
        "ivf": record["pregnancy_section__ivf"],
        "transplacental": None if transplacental is None else transplacental == Presence.PRESENT,
        "fluid": record["procedure_section__fluid"],
        "passes_band": count_band(record["procedure_section__passes"], _MOST_PASSES),
        "bleeding": next(_days_with(calls, "bleeding", (Bleeding.LIGHT, Bleeding.HEAVY), day), None),
        "fever": next(_days_with(calls, "fever", (Presence.PRESENT,), day), None),
        "leaking": next(_days_with(calls, "fluid_leaking", (Presence.PRESENT,), day), None),
        "karyotype": results[-1] if results else None,
        "agreed_cause": beside.causes.get(record["pk"]),
        "judged_blind": beside.judged_blind(record["pk"]),
        "answered": beside.answered(record["pk"]),
    }


def _losses(record: dict[str, Any]) -> int | None:
    """Known when one of the two counts is; what is not known of the other is not added."""
    counts = [
        record["pregnancy_section__previous_first_trimester_losses"],
        record["pregnancy_section__previous_second_trimester_losses"],
    ]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _days_with(calls: list[FollowUp], sign: str, levels: tuple[str, ...], day: _Days) -> Iterator[int]:
    return (day.of(timezone.localdate(call.done_at)) for call in calls if getattr(call, sign) in levels)
