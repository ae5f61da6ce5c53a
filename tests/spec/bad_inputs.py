"""One small world for each thing that can be wrong with a case, and what must be said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from amnio.clinic.problem_codes import ProblemCode as Code

#: A coherent case; each world below changes it in one place.
GOOD: dict[str, Any] = {
    "procedure.kind": "amniocentesis",
    "procedure.at": "16+3",
    "loss.outcome": "loss",
    "loss.at": "18+2",
}


@dataclass(frozen=True, kw_only=True)
class World:
    """Values laid over `GOOD` (None takes one away), the code, where it is reported, and words that must be said."""

    code: Code
    path: str
    values: Mapping[Any, Any]
    says: str = ""

    def mapping(self) -> dict[Any, Any]:
        return {key: value for key, value in {**GOOD, **self.values}.items() if value is not None}


def _one(code: Code, path: str, raw: object, says: str = "") -> World:
    return World(code=code, path=path, values={path: raw}, says=says)


_NEW_LINES = "a" * 2001

VALUES = [
    # gestational ages
    _one(Code.GESTATION_DECIMAL, "procedure.at", "15.3", '"15+3" or "15+2"'),
    _one(Code.GESTATION_DECIMAL, "procedure.at", 15.3, '"15+3" or "15+2"'),
    _one(Code.GESTATION_DECIMAL, "procedure.at", "16,5", '"16+5" or "16+3"'),
    _one(Code.GESTATION_DECIMAL, "procedure.at", 16.0, '"16+0"'),
    _one(Code.GESTATION_DECIMAL, "procedure.at", "16.14", '"16+0"'),
    _one(Code.GESTATION_DAYS_OVER_SIX, "procedure.at", "16+9", '"17+2"'),
    _one(Code.GESTATION_DAYS_OVER_SIX, "procedure.at", "16+7", '"17+0"'),
    _one(Code.GESTATION_NEGATIVE, "loss.at", "-3+1"),
    _one(Code.GESTATION_NEGATIVE, "loss.at", -16),
    _one(Code.GESTATION_NEGATIVE, "loss.at", "-2.5"),
    _one(Code.GESTATION_NEGATIVE, "loss.at", "\N{MINUS SIGN}3+1"),
    _one(Code.GESTATION_AFTER_BIRTH, "loss.at", "43+0", "42+6"),
    _one(Code.GESTATION_AFTER_BIRTH, "loss.at", "42+7"),
    _one(Code.GESTATION_AFTER_BIRTH, "loss.at", "51.2"),
    _one(Code.GESTATION_AFTER_BIRTH, "loss.at", 10**5000),
    _one(Code.GESTATION_SENTINEL, "loss.at", 99, "leave the line out"),
    _one(Code.GESTATION_SENTINEL, "loss.at", -1),
    _one(Code.GESTATION_SENTINEL, "loss.at", 88),
    _one(Code.GESTATION_SENTINEL, "loss.at", "99+9"),
    _one(Code.GESTATION_WEEKS_ONLY, "loss.at", 18, '"18+0"'),
    _one(Code.GESTATION_WEEKS_ONLY, "loss.at", "18 weeks", '"18+0"'),
    _one(Code.GESTATION_DAYS_ONLY, "loss.at", 128, '"18+2"'),
    _one(Code.GESTATION_FORM, "loss.at", "18w2d", '"18+2"'),
    _one(Code.GESTATION_FORM, "loss.at", "孕18周+2天", '"18+2"'),
    _one(Code.GESTATION_FORM, "loss.at", "18 + 2", '"18+2"'),
    _one(Code.GESTATION_FORM, "loss.at", "18 2/7", '"18+2"'),
    _one(Code.GESTATION_FORM, "loss.at", "mid-trimester", "weeks+days"),
    _one(Code.GESTATION_FORM, "loss.at", True),
    _one(Code.GESTATION_FORM, "loss.at", [18, 2]),
    _one(Code.GESTATION_FORM, "loss.at", float("nan")),
    # closed vocabularies
    _one(Code.NOT_ALLOWED, "tests.karyotype_fluid", "T 21", '"t21"'),
    _one(Code.NOT_ALLOWED, "signs.membranes", "leaking", '"leak_within_48h"'),
    _one(Code.NOT_ALLOWED, "loss.outcome", "Live birth", 'Did you mean "live_birth"?'),
    _one(Code.NOT_ALLOWED, "procedure.kind", {"a": 1}),
    _one(Code.ONE_VALUE_ONLY, "tests.karyotype_fluid", ["t21", "t18"], "other_facts"),
    _one(Code.NOT_KNOWN_WORD, "signs.fever", "unknown", "leave the line out"),
    _one(Code.NOT_KNOWN_WORD, "tests.histology", "N/A"),
    _one(Code.NOT_KNOWN_WORD, "tests.virus", "未查"),
    _one(Code.NOT_KNOWN_WORD, "signs.crp_mg_l", "not done"),
    _one(Code.NOT_KNOWN_WORD, "screening.t21_risk", "unknown"),
    _one(Code.NOT_KNOWN_WORD, "loss.on", "unknown"),
    _one(Code.NOT_KNOWN_WORD, "words.wants_anyway_answer", "unknown"),
    _one(Code.NOT_PRESENCE, "signs.fever", True, 'Write "present"'),
    _one(Code.NOT_PRESENCE, "signs.fever", "yes", 'Write "present"'),
    _one(Code.NOT_PRESENCE, "signs.fever", 0, 'Write "absent"'),
    _one(Code.NOT_PRESENCE, "signs.fever", "无", 'Write "absent"'),
    _one(Code.NOT_PRESENCE, "signs.fever", "a little", '"present" or "absent"'),
    _one(Code.SENTINEL, "signs.fever", 99, "leave the line out"),
    _one(Code.SENTINEL, "tests.histology", "-1"),
    _one(Code.NOT_TRUE_OR_FALSE, "words.wants_anyway_answer", "maybe"),
    # numbers
    _one(Code.NOT_A_NUMBER, "signs.crp_mg_l", "high", "mg/L"),
    _one(Code.NOT_A_NUMBER, "signs.crp_mg_l", True),
    _one(Code.NOT_A_NUMBER, "signs.crp_mg_l", float("nan")),
    _one(Code.NOT_A_NUMBER, "signs.crp_mg_l", Decimal("sNaN")),
    _one(Code.OUT_OF_RANGE, "signs.crp_mg_l", float("inf")),
    _one(Code.OUT_OF_RANGE, "signs.crp_mg_l", 10**400),
    _one(Code.OUT_OF_RANGE, "pregnancy.maternal_age", 5, "10 to 65 years"),
    _one(Code.OUT_OF_RANGE, "procedure.passes", 0),
    _one(Code.OUT_OF_RANGE, "signs.temperature_c", 27),
    _one(Code.DECIMAL_COMMA, "signs.crp_mg_l", "4,8", "4.8"),
    _one(Code.DECIMAL_COMMA, "signs.white_count_10e9_l", "12,500", "12.500 or 12500"),
    _one(Code.NUMBER_WITH_UNIT, "signs.crp_mg_l", "48 mg/L", "mg/L"),
    _one(Code.NUMBER_WITH_UNIT, "signs.crp_mg_l", "<5"),
    _one(Code.NUMBER_WITH_UNIT, "signs.temperature_c", "38.6 °C"),
    _one(Code.OTHER_UNIT, "signs.crp_mg_l", "4.8 mg/dL", "signs.crp_mg_l = 48"),
    _one(Code.OTHER_UNIT, "signs.temperature_c", "101.3 F", "signs.temperature_c = 38.5"),
    _one(Code.OTHER_UNIT, "signs.first_sign_hours", "2 days", "signs.first_sign_hours = 48"),
    _one(Code.NOT_WHOLE, "procedure.passes", 1.5, "needle passes"),
    _one(Code.SENTINEL, "pregnancy.maternal_age", 99, "leave the line out"),
    _one(Code.SENTINEL, "pregnancy.maternal_age", 88),
    _one(Code.SENTINEL, "pregnancy.maternal_age", -1),
    _one(Code.SENTINEL, "signs.crp_mg_l", 999),
    _one(Code.SENTINEL, "signs.crp_mg_l", "-1"),
    _one(Code.SENTINEL, "signs.temperature_c", 999),
    _one(Code.SENTINEL, "signs.temperature_c", 77),
    _one(Code.SENTINEL, "procedure.passes", 9),
    _one(Code.SENTINEL, "pregnancy.bmi", 99),
    _one(Code.SENTINEL, "signs.white_count_10e9_l", 88),
    _one(Code.SENTINEL, "signs.lactate_mmol_l", 99),
    _one(Code.SENTINEL, "screening.t21_risk", 999),
    _one(Code.SENTINEL, "screening.t21_risk", -1),
    _one(Code.SENTINEL, "loss.on", 99),
    _one(Code.DOUBTFUL_SENTINEL, "procedure.unit_procedures_per_year", 999, "nearest other number"),
    _one(Code.DOUBTFUL_SENTINEL, "signs.first_sign_hours", 999),
    _one(Code.FAHRENHEIT, "signs.temperature_c", 101.3, "signs.temperature_c = 38.5"),
    _one(Code.FAHRENHEIT_OR_SENTINEL, "signs.temperature_c", 99, "signs.temperature_c = 37.2"),
    _one(Code.HEIGHT_AS_BMI, "pregnancy.bmi", 165, "cm"),
    _one(Code.HEIGHT_AS_BMI, "pregnancy.bmi", 1.65, "in m,"),
    _one(Code.WEIGHT_AS_BMI, "pregnancy.bmi", 82, "above 70"),
    _one(Code.WHITE_COUNT_PER_MICROLITRE, "signs.white_count_10e9_l", 11200, "= 11.2"),
    _one(Code.LACTATE_IN_MG_DL, "signs.lactate_mmol_l", 36, "= 4.0"),
    # risks
    _one(Code.NOT_A_RISK, "screening.t21_risk", "1 in 250", '"1:250"'),
    _one(Code.NOT_A_RISK, "screening.t21_risk", "1/250", '"1:250"'),
    _one(Code.NOT_A_RISK, "screening.t21_risk", "high"),
    _one(Code.NOT_A_RISK, "screening.t21_risk", [250]),
    _one(Code.NOT_A_RISK, "screening.t21_risk", float("nan")),
    _one(Code.RISK_WITHOUT_ONE, "screening.t21_risk", 250, 'screening.t21_risk = "1:250"'),
    _one(Code.RISK_OUT_OF_RANGE, "screening.t21_risk", "1:0"),
    _one(Code.RISK_OUT_OF_RANGE, "screening.t21_risk", 0),
    _one(Code.RISK_OUT_OF_RANGE, "screening.t21_risk", 10**400),
    # dates
    _one(Code.NOT_A_DATE, "loss.on", "31/03/2024", "2024-03-18"),
    _one(Code.NOT_A_DATE, "loss.on", "2024-02-30"),
    _one(Code.NOT_A_DATE, "loss.on", 20240331),
    _one(Code.DATE_WITH_TIME, "loss.on", "2024-03-31T10:15", "2024-03-31"),
    _one(Code.DATE_WITH_TIME, "loss.on", datetime(2024, 3, 31, 10, 15), "2024-03-31"),
    _one(Code.DATE_OUT_OF_RANGE, "loss.on", date(1900, 1, 1)),
    _one(Code.DATE_OUT_OF_RANGE, "loss.on", "9999-12-31"),
    # words
    _one(Code.NOT_TEXT, "tests.organism", 3, "quotation marks"),
    _one(Code.UNPRINTABLE, "words.baby", "a\x1b[2Jb", "U+001B"),
    _one(Code.UNPRINTABLE, "words.baby", "a\N{RIGHT-TO-LEFT OVERRIDE}b", "U+202E"),
    _one(Code.UNPRINTABLE, "words.baby", "a\ud800b", "U+D800"),
    _one(Code.UNPRINTABLE, "words.baby", "a\N{ZERO WIDTH SPACE}b", "U+200B"),
    _one(Code.TEXT_TOO_LONG, "id", _NEW_LINES, "2001"),
]

KEYS = [
    World(
        code=Code.UNKNOWN_KEY, path="signs.fevr", values={"signs": {"fevr": "absent"}}, says="Did you mean signs.fever?"
    ),
    World(code=Code.UNKNOWN_KEY, path="signs.feverr", values={"signs.feverr": "absent"}, says="signs.fever?"),
    World(code=Code.UNKNOWN_KEY, path="tests.flavour", values={"tests": {"flavour": 1}}, says="other_facts"),
    World(code=Code.UNKNOWN_KEY, path="sings", values={"sings": {"fever": "absent"}}, says="Did you mean signs?"),
    World(code=Code.UNKNOWN_KEY, path="7", values={7: "absent"}),
    World(code=Code.UNKNOWN_KEY, path="procedure.None", values={"procedure": {None: 1}}),
    World(
        code=Code.MISPLACED_KEY,
        path="signs.histology",
        values={"signs": {"histology": "failed"}},
        says="tests.histology",
    ),
    World(code=Code.MISPLACED_KEY, path="maternal_age", values={"maternal_age": 34}, says="pregnancy.maternal_age"),
    World(code=Code.MISPLACED_KEY, path="at", values={"at": "16+3"}, says="one of"),
    World(code=Code.OTHER_NAME, path="procedure.date", values={"procedure.date": "2024-03-18"}, says="procedure.on"),
    World(code=Code.OTHER_NAME, path="signs.crp", values={"signs": {"crp": 12}}, says="signs.crp_mg_l"),
    World(code=Code.OTHER_NAME, path="signs.mood", values={"signs": {"mood": "sad"}}, says="other_facts"),
    World(
        code=Code.OTHER_UNIT, path="signs.crp_mg_dl", values={"signs": {"crp_mg_dl": 4.8}}, says="signs.crp_mg_l = 48."
    ),
    World(code=Code.OTHER_UNIT, path="signs.crp_mg_dl", values={"signs": {"crp_mg_dl": "?"}}, says="x 10"),
    World(
        code=Code.OTHER_UNIT, path="temperature_f", values={"temperature_f": 101.3}, says="signs.temperature_c = 38.5"
    ),
    World(code=Code.GIVEN_TWICE, path="procedure.at", values={"procedure": {"at": "16+4"}}),
    World(code=Code.GIVEN_TWICE, path="other_facts.1", values={"other_facts": ["a"], "other_facts.1": "b"}),
    World(code=Code.TOO_MANY_KEYS, path="", values={f"signs.field_{n}": 1 for n in range(50)}, says="50 names"),
    World(code=Code.REQUIRED, path="procedure.kind", values={"procedure.kind": None}, says='"amniocentesis"'),
    World(code=Code.REQUIRED, path="loss.outcome", values={"loss.outcome": ""}, says='"loss"'),
    World(code=Code.REQUIRED, path="citation.text", values={"citation": {"doi": "10.1/x"}}),
    World(code=Code.REQUIRED, path="pregnancy.dating.on", values={"pregnancy": {"dating": {"at": "12+0"}}}),
    World(code=Code.NOT_A_TABLE, path="signs", values={"signs": "fever"}, says="signs.temperature_c"),
    World(code=Code.NOT_A_TABLE, path="loss.fetuses.1", values={"loss.fetuses": ["loss"], "pregnancy.fetuses": 1}),
    World(code=Code.NOT_A_LIST, path="other_facts", values={"other_facts": "a fall"}, says='["'),
    World(code=Code.NOT_A_LIST, path="loss.fetuses", values={"loss.fetuses": {"outcome": "loss"}}, says="["),
    World(code=Code.TOO_MANY, path="other_facts", values={"other_facts": ["a"] * 101}, says="100"),
    World(code=Code.TOO_MANY, path="loss.fetuses", values={"loss.fetuses": [{}] * 6}, says="5"),
    World(code=Code.TOO_MANY, path="loss.fetuses.70.outcome", values={"loss.fetuses.70.outcome": "loss"}),
    World(code=Code.NOT_TEXT, path="other_facts.2", values={"other_facts": ["a", 3]}),
]

TWINS = {"pregnancy.fetuses": 2}

CONTRADICTIONS = [
    World(code=Code.LOSS_BEFORE_PROCEDURE, path="loss.at", values={"loss.at": "16+2"}, says='procedure.kind = "none"'),
    World(
        code=Code.LOSS_BEFORE_PROCEDURE,
        path="loss.on",
        values={"loss.at": None, "loss.on": "2024-03-17", "procedure.on": "2024-03-18"},
    ),
    World(
        code=Code.LOSS_BEFORE_PROCEDURE,
        path="loss.at",
        values={"loss.at": None, "loss.on": "2024-03-17", "pregnancy.dating": {"at": "12+3", "on": "2024-02-19"}},
        says="16+2",
    ),
    World(
        code=Code.LOSS_BEFORE_PROCEDURE,
        path="loss.on",
        values={"loss.at": None, "procedure.at": None, "loss.on": "2024-03-17", "procedure.on": "2024-03-18"},
    ),
    World(
        code=Code.DATES_CONTRADICT_GESTATIONS,
        path="loss.at",
        values={"procedure.on": "2024-03-18", "loss.on": "2024-04-01"},
        says="2024-04-01 was 18+3, not 18+2",
    ),
    World(
        code=Code.DATES_CONTRADICT_GESTATIONS,
        path="procedure.at",
        values={"procedure.on": "2025-03-18", "pregnancy.dating": {"at": "12+3", "on": "2024-02-19"}},
        says="480 days",
    ),
    World(
        code=Code.DATE_GIVES_NO_GESTATION,
        path="loss.on",
        values={"procedure.on": "2024-03-18", "loss.at": None, "loss.on": "2025-04-01"},
        says="outside 0+0 to 42+6",
    ),
    World(
        code=Code.PROCEDURE_WITHOUT_GESTATION,
        path="procedure.at",
        values={"procedure.at": None},
        says="pregnancy.dating",
    ),
    World(code=Code.LOSS_WITHOUT_GESTATION, path="loss.at", values={"loss.at": None}),
    World(code=Code.LOSS_WITHOUT_GESTATION, path="loss.at", values={"loss.at": None, "loss.on": "2024-03-31"}),
    World(
        code=Code.FEVER_ABSENT_BUT_HOT,
        path="signs.fever",
        values={"signs": {"fever": "absent", "temperature_c": 39.4}},
        says="39.4",
    ),
    World(
        code=Code.NO_PROCEDURE_BUT_DETAIL,
        path="procedure.at",
        values={"procedure.kind": "none"},
    ),
    World(
        code=Code.NO_PROCEDURE_BUT_DETAIL,
        path="signs.membranes",
        values={"procedure.kind": "none", "procedure.at": None, "signs.membranes": "leak_within_48h"},
    ),
    World(
        code=Code.NO_PROCEDURE_BUT_DETAIL,
        path="examination.needle_injury",
        values={"procedure.kind": "none", "procedure.at": None, "examination.needle_injury": "present"},
    ),
    World(
        code=Code.PRESENTATION_CONTRADICTS_OUTCOME,
        path="loss.presentation",
        values={"loss.outcome": "ongoing", "loss.presentation": "died_before_labour"},
    ),
    World(
        code=Code.MACERATED_BUT_ALIVE_AT_ONSET,
        path="examination.severe_maceration",
        values={"loss.presentation": "alive_at_onset", "examination.severe_maceration": "present"},
    ),
    World(
        code=Code.BLEEDING_NOW_BUT_NOT_HEAVY,
        path="signs.heavy_bleeding_now",
        values={"signs": {"heavy_bleeding_now": "present", "bleeding": "light"}},
    ),
    World(
        code=Code.DISEASE_NAMED_BUT_ABSENT,
        path="pregnancy.maternal_disease_name",
        values={"pregnancy": {"maternal_disease": "absent", "maternal_disease_name": "lupus"}},
    ),
    World(
        code=Code.ORGANISM_WITHOUT_GROWTH,
        path="tests.organism",
        values={"tests": {"organism": "E. coli", "blood_culture": "negative"}},
    ),
    World(code=Code.NOTHING_PLANNED, path="plan.kind", values={"plan.kind": "none"}),
    World(
        code=Code.MORE_FAILED_THAN_DONE,
        path="plan.failed_insertions",
        values={"plan": {"insertions": 1, "failed_insertions": 2}},
        says="2",
    ),
    World(
        code=Code.LOAD_WITHOUT_INFECTION,
        path="plan.hiv_copies_ml",
        values={"plan": {"hiv": "negative", "hiv_copies_ml": 400}},
    ),
    World(
        code=Code.DOSE_WITHOUT_DRUG,
        path="plan.heparin_hours_since_dose",
        values={"plan": {"heparin_kind": "none", "heparin_hours_since_dose": 12}},
    ),
    World(
        code=Code.ASKED_BEFORE_IT_HAPPENED,
        path="aftercare.on",
        values={"loss.on": "2024-03-31", "aftercare.on": "2024-03-30"},
        says="2024-03-30",
    ),
    World(
        code=Code.ITEM_ABOVE_TOTAL,
        path="aftercare.epds_item_10",
        values={"aftercare": {"epds": 1, "epds_item_10": 3}},
        says="3",
    ),
    World(
        code=Code.FETUS_OUTCOMES_MISSING,
        path="loss.fetuses",
        values=TWINS | {"loss.fetuses": [{"outcome": "loss", "at": "18+2"}]},
        says="no outcome is given for fetus 2",
    ),
    World(code=Code.FETUS_OUTCOMES_MISSING, path="loss.fetuses", values=TWINS, says="fetus 1 to fetus 2"),
    World(
        code=Code.FETUS_OUTCOMES_MISSING,
        path="loss.fetuses.2.outcome",
        values=TWINS | {"loss.fetuses": [{"outcome": "loss", "at": "18+2"}, {"at": "30+0"}]},
        says="fetus 2",
    ),
    World(
        code=Code.FETUS_OUTCOMES_MISSING,
        path="loss.fetuses.1.outcome",
        values=TWINS | {"loss.fetuses.2.outcome": "ongoing"},
        says="fetus 1",
    ),
    World(
        code=Code.FETUS_COUNT_MISMATCH,
        path="loss.fetuses",
        values={"loss.fetuses": [{"outcome": "loss"}, {"outcome": "ongoing"}]},
    ),
    World(
        code=Code.NO_FETUS_LOST,
        path="loss.outcome",
        values=TWINS | {"loss.fetuses": [{"outcome": "ongoing"}, {"outcome": "live_birth"}]},
    ),
    World(
        code=Code.FETUS_LOST_BUT_OUTCOME_OTHER,
        path="loss.outcome",
        values=TWINS | {"loss.outcome": "ongoing", "loss.fetuses": [{"outcome": "loss"}, {"outcome": "ongoing"}]},
    ),
    World(
        code=Code.LOSS_AT_NO_FETUS,
        path="loss.at",
        values=TWINS | {"loss.fetuses": [{"outcome": "loss", "at": "19+0"}, {"outcome": "ongoing"}]},
    ),
]

#: Coherent, and still no question for a review.
NOT_REVIEWABLE = [
    World(code=Code.NOT_A_LOSS, path="loss.outcome", values={"loss.outcome": "live_birth"}, says="born alive"),
    World(
        code=Code.NOT_A_LOSS, path="loss.outcome", values={"loss.outcome": "ongoing", "loss.at": None}, says="goes on"
    ),
    World(
        code=Code.NOT_A_LOSS, path="loss.outcome", values={"loss.outcome": "termination"}, says="not a spontaneous loss"
    ),
    World(code=Code.NOT_A_LOSS, path="loss.outcome", values={"loss.outcome": "lost_to_follow_up"}, says="not known"),
    World(
        code=Code.OTHER_PROCEDURE,
        path="procedure.kind",
        values={"procedure.kind": "chorionic_villus_sampling"},
        says="placenta",
    ),
    World(code=Code.OTHER_PROCEDURE, path="procedure.kind", values={"procedure.kind": "cordocentesis"}, says="cord"),
    World(
        code=Code.OTHER_PROCEDURE,
        path="procedure.kind",
        values={"procedure.kind": "therapeutic_drainage"},
        says="fluid",
    ),
    World(
        code=Code.DEAD_BEFORE_PROCEDURE,
        path="procedure.fetus_alive_before",
        values={"procedure.fetus_alive_before": "absent"},
    ),
    World(
        code=Code.LOSS_OUTSIDE_CLOCK,
        path="loss.at",
        values={"procedure.kind": "none", "procedure.at": None, "loss.at": "9+6"},
        says="10+0",
    ),
    World(code=Code.LOSS_OUTSIDE_CLOCK, path="loss.at", values={"loss.at": "42+1"}),
    World(code=Code.AMNIOCENTESIS_OUTSIDE_CLOCK, path="procedure.at", values={"procedure.at": "9+6"}, says="10+0"),
    World(
        code=Code.MORE_THAN_TWINS,
        path="pregnancy.fetuses",
        values={"pregnancy.fetuses": 3, "loss.fetuses": [{"outcome": "loss"}] * 3},
    ),
    World(
        code=Code.LOSS_NOT_THE_FIRST,
        path="loss.at",
        values=TWINS | {"loss.fetuses": [{"outcome": "loss", "at": "18+2"}, {"outcome": "loss", "at": "17+0"}]},
        says='"17+0"',
    ),
]

IN_A_MAPPING = [*VALUES, *KEYS, *CONTRADICTIONS]

#: Coherent cases with no procedure to come, which a check refuses.
NOT_CHECKABLE = [
    World(code=Code.CHECK_AFTER_THE_END, path="loss.outcome", values={"plan.kind": "amniocentesis"}),
    World(
        code=Code.CHECK_OF_ANOTHER_PROCEDURE,
        path="plan.kind",
        values={"procedure.kind": None, "procedure.at": None, "loss.outcome": None, "loss.at": None}
        | {"plan.kind": "cordocentesis"},
    ),
]
