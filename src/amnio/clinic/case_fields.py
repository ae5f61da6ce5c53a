"""Every field of a case: its path, how it is read, what it means, and an example.

The types come from `amnio.clinic.case`, the ranges from `amnio.clinic.limits`; this module adds the meaning. The
template of a case file and its JSON Schema are both made from this list.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import get_args, get_origin, get_type_hints

from amnio.clinic import case as types
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.limits import NUMBERS, NumberRule
from amnio.clinic.plan import Aftercare, Plan
from amnio.clinic.plan_fields import MEANINGS as _PLAN_MEANINGS

LONGEST_TEXT = 2000
MOST_FACTS = 100
RISK_PATH = "screening.t21_risk"


class FieldKind(StrEnum):
    WORD = "word"  # one code of a closed vocabulary
    NUMBER = "number"
    GESTATION = "gestation"
    DAY = "day"
    RISK = "risk"
    FLAG = "flag"  # true or false
    TEXT = "text"
    TEXTS = "texts"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseField:
    """One field. `words` is set for WORD, `number` for NUMBER; `name_like` text may be given as a whole number."""

    path: str
    kind: FieldKind
    meaning: str
    example: str  # as written in TOML
    words: type[StrEnum] | None = None
    number: NumberRule | None = None
    required: bool = False
    name_like: bool = False

    @property
    def table(self) -> str:
        return self.path.rpartition(".")[0]

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


#: Tables of a case in the order of a file, with the type that they become and what they are about.
TABLES: dict[str, tuple[type, str]] = {
    "pregnancy": (types.Pregnancy, "The woman and the pregnancy before the procedure."),
    "pregnancy.dating": (types.Dating, "Ties gestational age to the calendar: on this day she was that far."),
    "screening": (types.Screening, "What was known of the fetus before the procedure."),
    "plan": (Plan, "Before the needle: what is planned, and what is known on that day."),
    "procedure": (types.Procedure, "The amniocentesis that was done."),
    "loss": (types.Loss, "The end of the pregnancy."),
    "signs": (types.Signs, "What the woman had between the procedure and the loss, or around the loss."),
    "examination": (types.Examination, "What was seen at or after the loss."),
    "tests": (types.Tests, 'Results. A result that is awaited is "pending", one that failed is "failed".'),
    "aftercare": (Aftercare, "After a procedure or a loss: how she is on the day of asking."),
    "words": (types.FamilyWords, "The family's own words."),
    "citation": (types.Citation, "For a published case: where it was published and what its authors concluded."),
}
#: One of the fetuses of a twin pregnancy: `loss.fetuses.1`, `loss.fetuses.2`.
FETUS_TABLE = "loss.fetuses"

_MEANINGS: dict[str, tuple[str, str]] = {
    "id": ("Your own name for this case; printed on the report.", '"case-17"'),
    "other_facts": (
        "Anything else that was recorded. Read by people, never scored (moods belong here).",
        '["fell on the stairs, no pain"]',
    ),
    "pregnancy.maternal_age": ("Age at the expected birth, in years.", "34"),
    "pregnancy.fetuses": ("How many fetuses there were at the procedure.", "1"),
    "pregnancy.ivf": ("Conceived by IVF or ICSI.", '"absent"'),
    "pregnancy.bmi": ("Body-mass index before pregnancy.", "23.5"),
    "pregnancy.cigarettes_per_day": ("Cigarettes smoked a day in this pregnancy.", "0"),
    "pregnancy.previous_first_trimester_losses": ("Earlier losses in the first trimester.", "1"),
    "pregnancy.previous_second_trimester_losses": ("Earlier losses in the second trimester.", "0"),
    "pregnancy.fibroids": ("Fibroids of the womb.", '"absent"'),
    "pregnancy.bleeding_before_procedure": ("Vaginal bleeding in this pregnancy before the procedure.", '"absent"'),
    "pregnancy.maternal_disease": ("A documented disease of the woman that is known to end pregnancies.", '"present"'),
    "pregnancy.maternal_disease_name": ("Its name.", '"antiphospholipid syndrome"'),
    "pregnancy.rhd": ("RhD blood group of the woman.", '"positive"'),
    "pregnancy.anti_d_preformed": ("Anti-D that she has formed herself (she is sensitised).", '"negative"'),
    "pregnancy.weak_d": ("She has a weak D type.", '"absent"'),
    "pregnancy.fetal_rhd": ("RhD group of the fetus, typed from her blood.", '"positive"'),
    "pregnancy.father_rhd": ("RhD blood group of the father.", '"positive"'),
    "pregnancy.chorionicity": ("Twins: one placenta or two.", '"dichorionic"'),
    "pregnancy.chorionicity_seen_at": ("Twins: gestational age at which this was settled, weeks+days.", '"12+0"'),
    "pregnancy.twins_differ": ("Twins: the fetuses differ in size, fluid or structure.", '"absent"'),
    "pregnancy.previous_preterm_births": ("Earlier spontaneous births before 34 weeks.", "0"),
    "pregnancy.family_history": ("A genetic disease or a severe birth defect in the family.", '"absent"'),
    "pregnancy.teratogen_exposure": ("Early in this pregnancy she met something that harms a fetus.", '"absent"'),
    "pregnancy.uterine_anomaly": ("A womb of unusual shape.", '"absent"'),
    "pregnancy.dating.at": ("Gestational age on that day, weeks+days.", '"12+3"'),
    "pregnancy.dating.on": ("That day.", "2024-02-19"),
    "screening.t21_risk": ("Risk of trisomy 21 that the screening gave.", '"1:250"'),
    "screening.cfdna": ("Cell-free DNA test (NIPT).", '"low_risk"'),
    "screening.scan": ("What scans showed of the fetus before the procedure.", '"normal"'),
    "screening.scan_detail": ("In words.", '"nuchal translucency 1.8 mm"'),
    "procedure.kind": ('Which procedure was done; "none" when there was none. Required.', '"amniocentesis"'),
    "procedure.at": ("Gestational age at the procedure, weeks+days. Required, here or through dates.", '"16+3"'),
    "procedure.on": ("Day of the procedure.", "2024-03-18"),
    "procedure.passes": ("How often the needle entered the womb.", "1"),
    "procedure.fluid": ("What the fluid looked like when it was drawn.", '"clear"'),
    "procedure.transplacental": ("The needle went through the placenta.", '"absent"'),
    "procedure.gauge": ("Needle gauge.", "22"),
    "procedure.volume_ml": ("Fluid taken.", "20"),
    "procedure.difficult": ("The operator recorded that it was difficult.", '"absent"'),
    "procedure.severe_pain": ("Severe pain during or right after it.", '"absent"'),
    "procedure.bleeding_same_day": ("Vaginal bleeding on the day of the procedure.", '"absent"'),
    "procedure.prophylactic_antibiotic": (
        "An antibiotic was given against infection (it does not exclude one).",
        '"absent"',
    ),
    "procedure.infection_signs_before": ("Signs of infection before the needle.", '"absent"'),
    "procedure.fetus_alive_before": ("The fetus was seen alive right before the procedure.", '"present"'),
    "procedure.anti_d_given": ("Anti-D was given after the procedure.", '"absent"'),
    "procedure.unit_procedures_per_year": ("Amniocenteses a year in that unit.", "350"),
    "loss.outcome": ("How the pregnancy ended; only a loss is reviewed. Required.", '"loss"'),
    "loss.at": ("Gestational age at the loss, weeks+days. Required, here or through dates.", '"18+2"'),
    "loss.on": ("Day of the loss; the care plan is dated from it.", "2024-03-31"),
    "loss.presentation": ("How it showed itself.", '"alive_at_onset"'),
    "loss.fetuses.outcome": ("Twins: how it ended for this fetus. Required.", '"loss"'),
    "loss.fetuses.at": ("Twins: gestational age at which it ended for this fetus.", '"18+2"'),
    "signs.temperature_c": ("Highest temperature.", "36.8"),
    "signs.fever": ("Fever.", '"absent"'),
    "signs.first_sign_hours": ("Hours from the procedure to the first sign of infection.", "30"),
    "signs.fever_during_induction": ("Fever only while misoprostol was given.", '"absent"'),
    "signs.crp_mg_l": ("Highest C-reactive protein (1 mg/dL is 10 mg/L).", "12"),
    "signs.white_count_10e9_l": ("Highest white cell count.", "11.2"),
    "signs.procalcitonin_ug_l": ("Highest procalcitonin (1 ng/mL is 1 ug/L).", "0.1"),
    "signs.lactate_mmol_l": ("Highest lactate (9 mg/dL is 1 mmol/L).", "1.1"),
    "signs.uterine_tenderness": ("The womb was tender.", '"absent"'),
    "signs.foul_discharge": ("Foul-smelling discharge or fluid.", '"absent"'),
    "signs.maternal_tachycardia": ("Fast pulse of the woman.", '"absent"'),
    "signs.septic_shock": ("Septic shock.", '"absent"'),
    "signs.organ_dysfunction": ("Failure of an organ through infection.", '"absent"'),
    "signs.heavy_bleeding_now": ("She bleeds heavily now.", '"absent"'),
    "signs.bleeding": ("The heaviest vaginal bleeding between procedure and loss.", '"none"'),
    "signs.abdominal_pain": ("Pain in the belly.", '"absent"'),
    "signs.membranes": ("The bag of waters.", '"intact"'),
    "signs.cervix": ("The neck of the womb.", '"closed"'),
    "signs.trauma": ("A documented, significant blow to the belly. Never a mood, never everyday pressure.", '"absent"'),
    "examination.fetal_picture": ("The most telling finding on the fetus.", '"normal"'),
    "examination.fetal_detail": ("In words.", '"no external anomaly"'),
    "examination.retroplacental_clot": ("A clot behind the placenta.", '"absent"'),
    "examination.malperfusion": ("Placental malperfusion or infarction.", '"absent"'),
    "examination.cord": ("The cord.", '"normal"'),
    "examination.needle_injury": ("A needle injury of fetus or cord was seen.", '"absent"'),
    "examination.severe_maceration": ("Severe maceration of the fetus (dead for days).", '"absent"'),
    "examination.autopsy": ("An autopsy was done.", '"absent"'),
    "tests.karyotype_fluid": ("Karyotype of the amniotic fluid.", '"normal"'),
    "tests.karyotype_tissue": ("Karyotype of fetal tissue.", '"pending"'),
    "tests.qf_pcr": ("QF-PCR or FISH.", '"normal"'),
    "tests.microarray": ("Microarray or low-pass sequencing.", '"normal"'),
    "tests.placental_genetics": ("Chromosomes or array of the placenta.", '"pending"'),
    "tests.stored_fluid": ("Culture or PCR of the fluid that was drawn at the procedure.", '"negative"'),
    "tests.blood_culture": ("Blood culture of the woman.", '"positive"'),
    "tests.placental_culture": ("Culture of the placenta.", '"negative"'),
    "tests.fetal_culture": ("Culture of the fetus.", '"negative"'),
    "tests.fluid_culture_at_loss": ("Culture of the fluid at the time of the loss.", '"negative"'),
    "tests.organism": ("What grew, in words.", '"Escherichia coli"'),
    "tests.virus": ("Any virus found in fetus, placenta or fluid (CMV, parvovirus ...).", '"negative"'),
    "tests.histology": (
        "The placenta under the microscope; a fetal response says more than a maternal one.",
        '"no_chorioamnionitis"',
    ),
    "tests.kleihauer": ("Kleihauer test or flow cytometry for fetal blood in the woman.", '"negative"'),
    "tests.antiphospholipid": ("Antiphospholipid antibodies.", '"negative"'),
    "tests.equipment_culture": ("Culture of instruments, gel or disinfectant.", '"negative"'),
    "words.baby": ('What the family says: a name, "our baby", "the pregnancy". Empty: gentle defaults.', '"our baby"'),
    "words.lost": ("Their word for what happened.", '"died"'),
    "words.wants_anyway_answer": ('Whether they want an answer to "would it have happened anyway?".', "true"),
    "citation.text": ("Reference. Required when there is a citation.", '"Author A. Journal 1999;1:1-2"'),
    "citation.doi": ("DOI.", '"10.1000/example"'),
    "citation.pmid": ("PubMed number.", '"12345678"'),
    "citation.determined_cause": ("The cause that the authors determined.", '"infection, route open"'),
    "citation.label_strength": ("How well that is supported.", '"high"'),
    **_PLAN_MEANINGS,
}
_REQUIRED = frozenset(
    {
        "procedure.kind",
        "loss.outcome",
        "loss.fetuses.outcome",
        "citation.text",
        "pregnancy.dating.at",
        "pregnancy.dating.on",
    }
)
_NAME_LIKE = frozenset({"id", "citation.pmid"})


def _made(path: str, declared: object) -> CaseField:
    inner = _inner(declared)
    words = inner if isinstance(inner, type) and issubclass(inner, StrEnum) else None
    number = NUMBERS.get(path)
    if path == RISK_PATH:
        kind = FieldKind.RISK
    elif words is not None:
        kind = FieldKind.WORD
    elif number is not None:
        kind = FieldKind.NUMBER
    else:
        kind = _KINDS[inner]
    meaning, example = _MEANINGS[path]
    return CaseField(
        path=path,
        kind=kind,
        meaning=meaning,
        example=example,
        words=words,
        number=number,
        required=path in _REQUIRED,
        name_like=path in _NAME_LIKE,
    )


_KINDS: dict[object, FieldKind] = {
    GestationalAge: FieldKind.GESTATION,
    date: FieldKind.DAY,
    bool: FieldKind.FLAG,
    str: FieldKind.TEXT,
    tuple: FieldKind.TEXTS,
}


def _inner(declared: object) -> object:
    """`T` of `T | None`; `tuple` of `tuple[...]`."""
    if get_origin(declared) is tuple:
        return tuple
    members = [member for member in get_args(declared) if member is not type(None)]
    return members[0] if members else declared


def _all() -> dict[str, CaseField]:
    found: dict[str, CaseField] = {}
    tables = {"": types.Case, **{name: table for name, (table, _) in TABLES.items()}, FETUS_TABLE: types.FetusOutcome}
    for table, declared in tables.items():
        hints = get_type_hints(declared)
        for one in fields(declared):
            path = f"{table}.{one.name}" if table else one.name
            if path not in tables:
                found[path] = _made(path, hints[one.name])
    return found


#: Every field by its path; those of one of the fetuses as `loss.fetuses.outcome` and `loss.fetuses.at`.
FIELDS: dict[str, CaseField] = _all()
