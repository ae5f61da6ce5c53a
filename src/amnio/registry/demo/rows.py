"""The rows of the registry for one made-up pregnancy: her record as it would stand today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import Model
from django.utils import timezone

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Finding
from amnio.registry.demo.calendar import Days
from amnio.registry.demo.loss_rows import loss_rows
from amnio.registry.demo.practice import practice
from amnio.registry.demo.simulated import MadeUp
from amnio.registry.models import (
    DatingRow,
    Fetus,
    FollowUp,
    History,
    Loss,
    Plan,
    Pregnancy,
    Procedure,
    Screening,
    Staff,
    TestOrder,
    Unit,
    Woman,
)

_CALLS = (("48h", 2), ("14d", 14), ("4w", 28))
_TERM, _AFTER_BIRTH = 280, 14
_CHECKED = (
    *("fetal_heartbeat", "unit_licensed", "operator_qualified", "operator_trained", "continuous_ultrasound"),
    *("needle_tip_in_view", "hand_disinfection", "skin_prepared", "sterile_drapes", "sterile_gloves", "probe_cover"),
    *("sterile_gel", "blood_tests_back", "told_loss_rate", "told_test_limits", "told_in_writing", "she_decides"),
)
_EXCLUDED = (
    *("membranes_fused", "membranes_ruptured", "subchorionic_haematoma", "infection_pelvic", "infection_skin"),
    *("infection_intrauterine", "threatened_miscarriage", "clotting_abnormal", "other_anticoagulant", "advised"),
)
_INDICATIONS_OF_SCAN = ("scan_anomaly",)


@dataclass(kw_only=True, slots=True)
class Team:
    """Who works in the made-up unit."""

    unit: Unit
    operators: list[Staff]
    nurse: Staff
    clinician: Staff
    reviewer: Staff


@dataclass(kw_only=True, slots=True)
class Record:
    """Everything of one pregnancy, in the order in which it can be written."""

    made_up: MadeUp
    woman: Woman
    pregnancy: Pregnancy
    rows: list[Model] = field(default_factory=list)

    @property
    def lost(self) -> bool:
        return any(isinstance(row, Loss) and row.outcome == "loss" for row in self.rows)


def record_of(
    woman: MadeUp, on: date, today: date, number: int, team: Team, generator: np.random.Generator, *, planned: bool
) -> Record:
    """The record as of today. `on` is the day of the procedure, done or (`planned`) to come; `number` is unique."""
    days = Days(day_zero=on - timedelta(days=woman.procedure_day), today=today)
    dated_at = min(int(generator.integers(77, 97)), (today - days.day_zero).days)
    person = Woman(
        unit=team.unit,
        name=woman.name,
        hospital_number=f"D{number:07d}",
        born_on=today - timedelta(days=round(365.25 * (woman.age + generator.random()))),
        phone=f"010-5550{int(generator.integers(100, 200))}",
        language="en" if woman.english else "zh",
        revision=1,
        changed_by=team.clinician,
    )
    pregnancy = Pregnancy(
        unit=team.unit,
        woman=person,
        registered_on=min(days.on(dated_at + 2), today),
        made_up=True,
        revision=1,
        changed_by=team.clinician,
    )
    record = Record(made_up=woman, woman=person, pregnancy=pregnancy)
    record.rows += [
        DatingRow(
            pregnancy=pregnancy,
            at=GestationalAge(dated_at),
            on=days.on(dated_at),
            method="ivf" if woman.ivf else "scan",
            recorded_by=team.clinician,
        ),
        History(**_by(team.clinician, pregnancy), **_history(woman, generator)),
        Screening(**_by(team.clinician, pregnancy), **_screening(woman, generator)),
        Plan(**_by(team.clinician, pregnancy), **_plan(woman, on, generator, complete=not planned)),
    ]
    if not planned:
        record.rows += _after(record, days, team, generator)
    return record


def _by(person: Staff, pregnancy: Pregnancy) -> dict[str, Any]:
    return {"pregnancy": pregnancy, "revision": 1, "changed_by": person}


def _history(woman: MadeUp, generator: np.random.Generator) -> dict[str, Any]:
    return {
        "maternal_age": float(woman.age),
        "fetuses": woman.fetuses,
        "ivf": "present" if woman.ivf else "absent",
        "bmi": round(float(np.clip(generator.normal(23.5, 3.5), 16, 44)), 1),
        "cigarettes_per_day": 0,
        "previous_second_trimester_losses": int(woman.previous_loss),
        "bleeding_before_procedure": "present" if woman.bleeding_before else "absent",
        "rhd": "negative" if woman.rhd_negative else "positive",
        "anti_d_preformed": "negative" if woman.rhd_negative else None,
        "chorionicity": "dichorionic" if woman.fetuses > 1 else None,
        "chorionicity_seen_at": GestationalAge(84) if woman.fetuses > 1 else None,
    }


def _screening(woman: MadeUp, generator: np.random.Generator) -> dict[str, Any]:
    risk = 1.0 / int(generator.integers(20, 270)) if woman.indication == "serum_screen" else None
    high = woman.karyotype if woman.karyotype in ("t21", "t18", "t13") else "sex_chromosome"
    return {
        "t21_risk": risk,
        "cfdna": f"high_{high}" if woman.indication == "cfdna" else None,
        "scan": "anomaly" if woman.indication in _INDICATIONS_OF_SCAN else "normal",
    }


def _plan(woman: MadeUp, on: date, generator: np.random.Generator, *, complete: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "amniocentesis",
        "at": GestationalAge(woman.procedure_day),
        "on": on,
        "indication": woman.indication,
        "microarray_planned": "present" if woman.indication == "scan_anomaly" else "absent",
        "fluid_volume": "normal",
        "needle_gauge": int(generator.choice([20, 22, 22])),
        "operator_procedures_per_year": int(generator.integers(110, 420)),
        "temperature_c": round(float(generator.normal(36.6, 0.2)), 1),
        "temperature_site": "axilla",
        "bleeding_now": "none",
        "platelets_10e9_l": float(generator.integers(150, 320)),
        "heparin_kind": "none",
        "hiv": "negative",
        "hbsag": "negative",
        "hcv_rna": "negative",
        "antibiotic_planned": "none",
        "consent": "written",
    }
    found |= dict.fromkeys(_CHECKED, "present") | dict.fromkeys(_EXCLUDED, "absent")
    if not complete:  # what is filled in on the day itself
        missing = generator.choice([*_CHECKED, "consent", "temperature_c", "hiv", "hbsag"], size=9, replace=False)
        found |= dict.fromkeys((str(name) for name in missing), None)
    return found


def _after(record: Record, days: Days, team: Team, generator: np.random.Generator) -> list[Model]:
    """The procedure and everything since."""
    woman, pregnancy = record.made_up, record.pregnancy
    operator = team.operators[int(generator.integers(len(team.operators)))]
    early = woman.procedure_day < 105
    rows: list[Model] = [
        Procedure(
            **_by(operator, pregnancy),
            kind="amniocentesis",
            at=GestationalAge(woman.procedure_day),
            on=days.on(woman.procedure_day),
            passes=woman.passes,
            fluid=woman.fluid,
            transplacental="present" if woman.transplacental else "absent",
            gauge=22,
            volume_ml=float(generator.integers(15, 22)),
            difficult="present" if woman.passes > 1 else "absent",
            severe_pain="absent",
            bleeding_same_day="absent",
            prophylactic_antibiotic="absent",
            infection_signs_before="absent",
            fetus_alive_before="present",
            anti_d_given="present" if woman.rhd_negative else None,
            operator=operator,
            went_ahead_because=_REASONS[woman.english] if early else "",
        ),
        *_genetic_tests(woman, pregnancy, days, team),
    ]
    return [*rows, *_calls(woman, pregnancy, days, team, generator), *_end(record, days, team, generator)]


#: Why the made-up operator went ahead before 15+0, by whether the unit's notes on her are in English.
_REASONS = {
    True: "A severe anomaly was seen; the couple had decided that they needed the result before travelling home.",
    False: "超声发现严重畸形，夫妇双方已决定尽早取得结果。",
}


def _genetic_tests(woman: MadeUp, pregnancy: Pregnancy, days: Days, team: Team) -> list[Model]:
    ordered = [("karyotype_fluid", woman.result_after, 21)]
    if woman.has_qf_pcr:
        ordered.append(("qf_pcr", 3, 3))
    if woman.indication == "scan_anomaly":
        ordered.append(("microarray", woman.result_after + 2, 21))
    rows: list[Model] = []
    for test, after, promised in ordered:
        day = woman.procedure_day + after
        back = days.has_come(day)
        rows.append(
            TestOrder(
                **_by(team.clinician, pregnancy),
                test=test,
                ordered_on=days.on(woman.procedure_day),
                expected_on=days.on(woman.procedure_day + promised),
                result=woman.karyotype if back else None,
                result_on=days.on(day) if back else None,
            )
        )
    return rows


def _calls(woman: MadeUp, pregnancy: Pregnancy, days: Days, team: Team, generator: np.random.Generator) -> list[Model]:
    """The calls of the calendar: made, due, or to come. After an end only the one about the outcome is left."""
    due = [(occasion, woman.procedure_day + after) for occasion, after in _CALLS]
    due = [(occasion, day) for occasion, day in due if day <= woman.end_day]
    if woman.ends == "live_birth":
        due.append(("birth", _TERM + _AFTER_BIRTH))
    rows: list[Model] = []
    for occasion, day in due:
        made_on = day + int(generator.choice([0, 0, 0, 1, 2]))
        contact = FollowUp(**_by(team.nurse, pregnancy), occasion=occasion, due_on=days.on(day))
        if days.has_come(made_on) and days.on(day) != days.today:
            _made(contact, woman, day, days, days.on(made_on), team, generator)
        rows.append(contact)
    return rows


def _made(
    contact: FollowUp, woman: MadeUp, day: int, days: Days, on: date, team: Team, generator: np.random.Generator
) -> None:
    contact.done_at = timezone.make_aware(datetime(on.year, on.month, on.day, 10, int(generator.integers(60))))
    contact.done_by = team.nurse
    contact.reached = bool(generator.random() > practice().not_reached)
    if not contact.reached:
        return
    for name in ("fever", "chills", "abdominal_pain", "fluid_leaking", "foul_discharge", "unwell"):
        setattr(contact, name, "absent")
    contact.bleeding = "none"
    soon_lost = woman.ends == "loss" and woman.end_day - day < 7
    if soon_lost and woman.findings.get(Finding.INFECTION_PICTURE, "none") != "none":
        contact.fever, contact.temperature_c, contact.unwell = "present", 38.6, "present"
    if soon_lost and woman.findings.get(Finding.MEMBRANES, "intact") != "intact":
        contact.fluid_leaking = "present"
    if generator.random() < 0.02:
        contact.bleeding = "light"
    contact.red_flag = "present" in (contact.fever, contact.fluid_leaking)
    if contact.red_flag:
        contact.said = "I feel hot and shaky." if woman.english else "我觉得发热、发冷。"
        if on < days.today - timedelta(days=2):
            contact.red_flag_closed_at = contact.done_at + timedelta(hours=3)
            contact.red_flag_closed_by = team.clinician
            contact.red_flag_outcome = "Seen and admitted." if woman.english else "已就诊并收住院。"


def open_flags(records: Sequence[Record], count: int) -> None:
    """The latest calls that reached somebody: in so many she told of something that nobody has closed yet."""
    calls = [row for record in records for row in record.rows if isinstance(row, FollowUp) and row.reached]
    calls.sort(key=lambda call: call.done_at, reverse=True)
    for place, call in enumerate(calls[:count]):
        english = call.pregnancy.woman.language == "en"
        if place % 2:
            call.fluid_leaking, call.said = (
                "present",
                "My underwear keeps getting wet." if english else "内裤总是湿的。",
            )
        else:
            call.fever, call.temperature_c, call.unwell = "present", 38.4, "present"
            call.said = "I feel hot and shaky." if english else "我觉得发热、发冷。"
        call.red_flag, call.red_flag_closed_at, call.red_flag_closed_by = True, None, None


def _end(record: Record, days: Days, team: Team, generator: np.random.Generator) -> list[Model]:
    woman, pregnancy = record.made_up, record.pregnancy
    if not days.has_come(woman.end_day):
        return []
    at = GestationalAge(woman.end_day)
    if woman.ends == "loss":
        return loss_rows(woman, pregnancy, days, team.clinician, generator)
    known = days.has_come(_TERM + _AFTER_BIRTH) or woman.ends == "termination"
    if not known:
        return []
    if woman.ends == "live_birth" and generator.random() < practice().lost_from_view:
        last_seen = GestationalAge(woman.procedure_day + _CALLS[-1][1])
        return [Loss(**_by(team.nurse, pregnancy), outcome="lost_to_follow_up", at=last_seen)]
    rows: list[Model] = [Loss(**_by(team.nurse, pregnancy), outcome=woman.ends, at=at, on=days.on(woman.end_day))]
    if woman.fetuses > 1:
        rows += fetuses(woman, pregnancy, team.nurse)
    return rows


def fetuses(woman: MadeUp, pregnancy: Pregnancy, by: Staff) -> list[Model]:
    """Both twins end alike here."""
    at = GestationalAge(woman.end_day)
    return [Fetus(**_by(by, pregnancy), number=n, outcome=woman.ends, at=at) for n in range(1, woman.fetuses + 1)]
