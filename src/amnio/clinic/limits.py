"""The range in which a number of a case can be a real value, and its unit.

These are limits of what is *read*, wide enough for every living woman and every procedure that is done; they say
nothing about what is normal, and no answer depends on them. A value outside is a slip, a code for "not known" or
another unit, and the problem says which.
"""

from collections.abc import Callable
from dataclasses import dataclass

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said, Slot
from amnio.clinic.problems import Refused

#: Numbers that files use for "not known", "not asked", "missing".
CODES_FOR_UNKNOWN = frozenset(
    {-1, -8, -9, -88, -99, -888, -999, -9999, 77, 88, 99, 777, 888, 999, 7777, 8888, 9999, 99999}
)
#: From here on a temperature is a fever (the threshold at which guidelines on maternal sepsis speak of one).
FEVER_C = 38.0

Suspicion = Callable[[float], Refused | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberRule:
    """How one number is read. `doubtful` values lie inside the range, and stand for "not known" far more often."""

    low: float
    high: float
    unit: Slot
    reason: Phrase
    whole: bool = False
    doubtful: frozenset[int] = frozenset()
    suspicion: Suspicion | None = None


def _fahrenheit(value: float) -> Refused | None:
    if not 86.0 <= value <= 110.0:
        return None
    right = f"{(value - 32.0) * 5.0 / 9.0:.1f}"
    code = Code.FAHRENHEIT_OR_SENTINEL if value in CODES_FOR_UNKNOWN else Code.FAHRENHEIT
    return Refused(code, right=right)


def _not_an_index(value: float) -> Refused | None:
    if 1.2 <= value <= 2.2:
        return Refused(Code.HEIGHT_AS_BMI, unit="m")
    if 120 <= value <= 220 and value not in CODES_FOR_UNKNOWN:
        return Refused(Code.HEIGHT_AS_BMI, unit="cm")
    if 70 < value < 120 and value not in CODES_FOR_UNKNOWN:
        return Refused(Code.WEIGHT_AS_BMI, reason=Said(Phrase.ABOVE, limit="70"))
    return None


def _per_microlitre(value: float) -> Refused | None:
    if 500 <= value <= 200_000 and value not in CODES_FOR_UNKNOWN:
        return Refused(Code.WHITE_COUNT_PER_MICROLITRE, right=f"{value / 1000:g}")
    return None


def _lactate_mg_dl(value: float) -> Refused | None:
    if 30 < value <= 300 and value not in CODES_FOR_UNKNOWN:
        return Refused(Code.LACTATE_IN_MG_DL, right=f"{value / MG_DL_PER_MMOL_L_LACTATE:.1f}")
    return None


#: Molar mass of lactic acid: 1 mmol/L is 9.01 mg/dL.
MG_DL_PER_MMOL_L_LACTATE = 9.01

_COUNT = Phrase.REASON_COUNT
_LIVED = Phrase.REASON_LIVED

NUMBERS: dict[str, NumberRule] = {
    "pregnancy.maternal_age": NumberRule(low=10, high=65, unit=Said(Phrase.YEARS), reason=Phrase.REASON_AGE),
    "pregnancy.fetuses": NumberRule(low=1, high=5, whole=True, unit=Said(Phrase.FETUSES), reason=_COUNT),
    "pregnancy.bmi": NumberRule(low=10, high=70, unit="kg/m2", reason=_LIVED, suspicion=_not_an_index),
    "pregnancy.cigarettes_per_day": NumberRule(low=0, high=80, whole=True, unit=Said(Phrase.CIGARETTES), reason=_COUNT),
    "pregnancy.previous_first_trimester_losses": NumberRule(
        low=0, high=20, whole=True, unit=Said(Phrase.LOSSES), reason=_COUNT
    ),
    "pregnancy.previous_second_trimester_losses": NumberRule(
        low=0, high=20, whole=True, unit=Said(Phrase.LOSSES), reason=_COUNT
    ),
    "procedure.passes": NumberRule(low=1, high=7, whole=True, unit=Said(Phrase.PASSES), reason=_COUNT),
    "procedure.gauge": NumberRule(low=16, high=30, whole=True, unit=Said(Phrase.GAUGE), reason=Phrase.REASON_GAUGE),
    "procedure.volume_ml": NumberRule(low=0.5, high=80, unit="mL", reason=Phrase.REASON_VOLUME),
    "procedure.unit_procedures_per_year": NumberRule(
        low=0,
        high=20_000,
        whole=True,
        unit=Said(Phrase.PROCEDURES_PER_YEAR),
        reason=_COUNT,
        doubtful=frozenset({999, 9999}),
    ),
    "signs.temperature_c": NumberRule(low=30, high=43, unit=Said(Phrase.CELSIUS), reason=_LIVED, suspicion=_fahrenheit),
    "signs.first_sign_hours": NumberRule(
        low=0, high=5376, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS, doubtful=frozenset({999})
    ),
    "signs.crp_mg_l": NumberRule(low=0, high=700, unit="mg/L", reason=_LIVED),
    "signs.white_count_10e9_l": NumberRule(
        low=0, high=80, unit="10^9/L", reason=Phrase.REASON_WHITE_COUNT, suspicion=_per_microlitre
    ),
    "signs.procalcitonin_ug_l": NumberRule(low=0, high=900, unit="ug/L", reason=_LIVED),
    "signs.lactate_mmol_l": NumberRule(low=0, high=30, unit="mmol/L", reason=_LIVED, suspicion=_lactate_mg_dl),
    "pregnancy.previous_preterm_births": NumberRule(
        low=0, high=20, whole=True, unit=Said(Phrase.LOSSES), reason=_COUNT
    ),
    "plan.operator_procedures_per_year": NumberRule(
        low=0, high=5000, whole=True, unit=Said(Phrase.PROCEDURES_PER_YEAR), reason=_COUNT
    ),
    "plan.needle_gauge": NumberRule(low=16, high=30, whole=True, unit=Said(Phrase.GAUGE), reason=Phrase.REASON_GAUGE),
    "plan.needle_mm": NumberRule(low=0.2, high=2, unit="mm", reason=Phrase.REASON_GAUGE),
    "plan.insertions": NumberRule(low=0, high=7, whole=True, unit=Said(Phrase.PASSES), reason=_COUNT),
    "plan.failed_insertions": NumberRule(low=0, high=7, whole=True, unit=Said(Phrase.PASSES), reason=_COUNT),
    "plan.hours_since_failed": NumberRule(low=0, high=2016, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS_SINCE),
    "plan.first_ml_discarded": NumberRule(low=0, high=20, unit="mL", reason=Phrase.REASON_VOLUME),
    "plan.temperature_c": NumberRule(low=30, high=43, unit=Said(Phrase.CELSIUS), reason=_LIVED, suspicion=_fahrenheit),
    "plan.temperature_second_c": NumberRule(
        low=30, high=43, unit=Said(Phrase.CELSIUS), reason=_LIVED, suspicion=_fahrenheit
    ),
    "plan.days_since_illness": NumberRule(
        low=0, high=300, whole=True, unit=Said(Phrase.DAYS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "plan.platelets_10e9_l": NumberRule(low=1, high=2000, unit="10^9/L", reason=_LIVED),
    "plan.heparin_hours_since_dose": NumberRule(
        low=0, high=720, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "plan.hiv_copies_ml": NumberRule(low=0, high=1e09, unit="copies/mL", reason=_LIVED),
    "plan.hbv_iu_ml": NumberRule(low=0, high=1e12, unit="IU/mL", reason=_LIVED),
    "aftercare.hours_since_procedure": NumberRule(
        low=0, high=2016, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "aftercare.hours_since_event": NumberRule(
        low=0, high=2016, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "aftercare.heart_rate": NumberRule(low=20, high=250, unit="/min", reason=_LIVED),
    "aftercare.respiratory_rate": NumberRule(low=4, high=80, unit="/min", reason=_LIVED),
    "aftercare.systolic_mmhg": NumberRule(low=40, high=260, unit="mmHg", reason=_LIVED),
    "aftercare.mean_pressure_mmhg": NumberRule(low=20, high=200, unit="mmHg", reason=_LIVED),
    "aftercare.urine_none_hours": NumberRule(low=0, high=72, unit=Said(Phrase.HOURS), reason=_LIVED),
    "aftercare.blood_loss_ml": NumberRule(low=0, high=6000, unit="mL", reason=_LIVED),
    "aftercare.fetal_red_cells_ml": NumberRule(low=0, high=400, unit="mL", reason=_LIVED),
    "aftercare.haemoglobin_g_l": NumberRule(low=20, high=220, unit="g/L", reason=_LIVED),
    "aftercare.pads_per_hour": NumberRule(low=0, high=20, unit=Said(Phrase.PADS), reason=_COUNT),
    "aftercare.pads_for_hours": NumberRule(low=0, high=48, unit=Said(Phrase.HOURS), reason=_COUNT),
    "aftercare.cervix_mm": NumberRule(low=0, high=70, unit="mm", reason=_LIVED),
    "aftercare.epds": NumberRule(low=0, high=30, whole=True, unit=Said(Phrase.POINTS), reason=_COUNT),
    "aftercare.epds_item_10": NumberRule(low=0, high=3, whole=True, unit=Said(Phrase.POINTS), reason=_COUNT),
    "aftercare.phq9": NumberRule(low=0, high=27, whole=True, unit=Said(Phrase.POINTS), reason=_COUNT),
    "aftercare.phq9_item_9": NumberRule(low=0, high=3, whole=True, unit=Said(Phrase.POINTS), reason=_COUNT),
    "plan.report_signatures": NumberRule(low=0, high=20, whole=True, unit=Said(Phrase.SIGNATURES), reason=_COUNT),
    "plan.unit_losses_per_100": NumberRule(low=0, high=100, whole=True, unit=Said(Phrase.LOSSES), reason=_COUNT),
    "aftercare.hours_on_antibiotic": NumberRule(
        low=0, high=2016, unit=Said(Phrase.HOURS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "aftercare.weeks_since_anti_d": NumberRule(
        low=0, high=42, unit=Said(Phrase.WEEKS), reason=Phrase.REASON_HOURS_SINCE
    ),
    "aftercare.weeks_since_antiphospholipid": NumberRule(
        low=0, high=520, unit=Said(Phrase.WEEKS), reason=Phrase.REASON_HOURS_SINCE
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OtherUnit:
    """A unit that is also used for a field: how it is recognised, and how a number in it is converted."""

    keys: tuple[str, ...]  # names under which files give the field in this unit
    suffixes: tuple[str, ...]  # how the unit stands after a number, lower case, without blanks
    convert: Callable[[float], float]
    formula: str


OTHER_UNITS: dict[str, tuple[OtherUnit, ...]] = {
    "signs.crp_mg_l": (
        OtherUnit(
            keys=("crp_mg_dl", "crp_mgdl"),
            suffixes=("mg/dl", "mgdl"),
            convert=lambda x: 10 * x,
            formula="x 10",
        ),
        OtherUnit(
            keys=("crp_nmol_l",),
            suffixes=("nmol/l",),
            convert=lambda x: x / 9.524,
            formula="/ 9.524",
        ),
    ),
    "signs.temperature_c": (
        OtherUnit(
            keys=("temperature_f", "temp_f", "temperature_fahrenheit"),
            suffixes=("f", "°f", "℉", "fahrenheit", "degf"),
            convert=lambda x: (x - 32) * 5 / 9,
            formula="(F - 32) x 5/9",
        ),
    ),
    "plan.platelets_10e9_l": (
        OtherUnit(
            keys=("platelets_per_ul", "platelets_ul"),
            suffixes=("/ul", "/µl", "/μl", "/mm3", "/mm³"),
            convert=lambda x: x / 1000,
            formula="/ 1000",
        ),
    ),
    "aftercare.haemoglobin_g_l": (
        OtherUnit(
            keys=("haemoglobin_g_dl", "hemoglobin_g_dl"),
            suffixes=("g/dl",),
            convert=lambda x: 10 * x,
            formula="x 10",
        ),
    ),
    "signs.lactate_mmol_l": (
        OtherUnit(
            keys=("lactate_mg_dl",),
            suffixes=("mg/dl", "mgdl"),
            convert=lambda x: x / MG_DL_PER_MMOL_L_LACTATE,
            formula="/ 9.01",
        ),
    ),
    "signs.white_count_10e9_l": (
        OtherUnit(
            keys=("white_count_per_ul", "wbc_per_ul", "white_count_ul"),
            suffixes=("/ul", "/µl", "/μl", "/mm3", "/mm³"),
            convert=lambda x: x / 1000,
            formula="/ 1000",
        ),
    ),
    "signs.procalcitonin_ug_l": (
        OtherUnit(
            keys=("procalcitonin_ng_ml", "pct_ng_ml"),
            suffixes=("ng/ml",),
            convert=lambda x: x,
            formula="x 1",
        ),
    ),
    "signs.first_sign_hours": (
        OtherUnit(
            keys=("first_sign_days",),
            suffixes=("d", "day", "days", "天"),
            convert=lambda x: 24 * x,
            formula="x 24",
        ),
        OtherUnit(
            keys=("first_sign_minutes",),
            suffixes=("min", "mins", "minutes", "分钟"),
            convert=lambda x: x / 60,
            formula="/ 60",
        ),
    ),
    "procedure.volume_ml": (
        OtherUnit(keys=("volume_l",), suffixes=("l",), convert=lambda x: 1000 * x, formula="x 1000"),
    ),
    "pregnancy.maternal_age": (
        OtherUnit(
            keys=("maternal_age_months", "age_months"),
            suffixes=("months", "个月"),
            convert=lambda x: x / 12,
            formula="/ 12",
        ),
    ),
}
