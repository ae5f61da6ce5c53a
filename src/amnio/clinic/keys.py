"""Names in a case file that are no field: what was probably meant."""

from difflib import get_close_matches

from amnio.clinic.case_fields import FIELDS, TABLES
from amnio.clinic.limits import NUMBERS, OTHER_UNITS
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import Problem, problem
from amnio.clinic.values import other_unit

#: Other names for a field, without the table or with it.
_OTHER_NAMES: dict[str, str] = {
    "age": "pregnancy.maternal_age",
    "mother_age": "pregnancy.maternal_age",
    "number_of_fetuses": "pregnancy.fetuses",
    "rhesus": "pregnancy.rhd",
    "rh": "pregnancy.rhd",
    "smoking": "pregnancy.cigarettes_per_day",
    "cigarettes": "pregnancy.cigarettes_per_day",
    "icsi": "pregnancy.ivf",
    "nipt": "screening.cfdna",
    "cell_free_dna": "screening.cfdna",
    "nips": "screening.cfdna",
    "trisomy_21_risk": "screening.t21_risk",
    "ultrasound": "screening.scan",
    "procedure.type": "procedure.kind",
    "procedure.gestation": "procedure.at",
    "procedure.gestational_age": "procedure.at",
    "procedure.ga": "procedure.at",
    "procedure.week": "procedure.at",
    "procedure.weeks": "procedure.at",
    "procedure.date": "procedure.on",
    "needle_passes": "procedure.passes",
    "insertions": "procedure.passes",
    "needle_gauge": "procedure.gauge",
    "loss.gestation": "loss.at",
    "loss.gestational_age": "loss.at",
    "loss.ga": "loss.at",
    "loss.week": "loss.at",
    "loss.weeks": "loss.at",
    "loss.date": "loss.on",
    "loss.type": "loss.outcome",
    "loss.kind": "loss.outcome",
    "temperature": "signs.temperature_c",
    "temp": "signs.temperature_c",
    "crp": "signs.crp_mg_l",
    "wbc": "signs.white_count_10e9_l",
    "white_count": "signs.white_count_10e9_l",
    "white_cell_count": "signs.white_count_10e9_l",
    "leucocytes": "signs.white_count_10e9_l",
    "leukocytes": "signs.white_count_10e9_l",
    "procalcitonin": "signs.procalcitonin_ug_l",
    "pct": "signs.procalcitonin_ug_l",
    "lactate": "signs.lactate_mmol_l",
    "tachycardia": "signs.maternal_tachycardia",
    "cord_finding": "examination.cord",
    "post_mortem": "examination.autopsy",
    "karyotype": "tests.karyotype_fluid",
    "cma": "tests.microarray",
    "array": "tests.microarray",
    "qfpcr": "tests.qf_pcr",
    "placental_histology": "tests.histology",
    "pmid": "citation.pmid",
    "doi": "citation.doi",
    "notes": "other_facts",
    "comment": "other_facts",
    "comments": "other_facts",
    "mood": "other_facts",
    "stress": "other_facts",
}
_UNIT_KEYS = {key: (path, other) for path, others in OTHER_UNITS.items() for other in others for key in other.keys}
_BY_NAME: dict[str, list[str]] = {}
for _field in FIELDS.values():
    _BY_NAME.setdefault(_field.name, []).append(_field.path)
_KNOWN = [*FIELDS, *TABLES]


def unknown_key(table: str, key: object, raw: object) -> Problem:
    """The problem with a name that is no field of `table` ("" for the case itself)."""
    if not isinstance(key, str):
        return problem(Code.UNKNOWN_KEY, _joined(table, repr(key)[:60]), raw, hint=Said(Phrase.SEE_TEMPLATE))
    path = _joined(table, key[:200])
    folded = path.strip().casefold().replace("-", "_").replace(" ", "_")
    name = folded.rpartition(".")[2]
    if name in _UNIT_KEYS:
        right, other = _UNIT_KEYS[name]
        converted = other.convert(raw) if isinstance(raw, int | float) and abs(raw) < 1e9 else None
        refused = other_unit(right, NUMBERS[right], other.formula, converted)
        return problem(refused.code, path, raw, right, **refused.slots)
    meant = _OTHER_NAMES.get(folded) or _OTHER_NAMES.get(name)
    if meant is not None:
        return problem(Code.OTHER_NAME, path, raw, meant, right=meant)
    homes = [home for home in _BY_NAME.get(name, ()) if home != folded]
    if len(homes) == 1:
        return problem(Code.MISPLACED_KEY, path, raw, homes[0], right=homes[0])
    if homes and path not in FIELDS and "." not in path:
        one_of = Said(Phrase.ONE_OF, names=", ".join(homes))
        return problem(Code.MISPLACED_KEY, path, raw, *homes, right=one_of)
    close = get_close_matches(folded, _KNOWN, n=1, cutoff=0.75) or _close_by_name(name)
    hint = Said(Phrase.DID_YOU_MEAN, name=close[0]) if close else Said(Phrase.SEE_TEMPLATE)
    return problem(Code.UNKNOWN_KEY, path, raw, *close, hint=hint)


def _close_by_name(name: str) -> list[str]:
    close = get_close_matches(name, _BY_NAME, n=1, cutoff=0.8)
    return _BY_NAME[close[0]][:1] if close else []


def _joined(table: str, key: str) -> str:
    return f"{table}.{key}" if table else key
