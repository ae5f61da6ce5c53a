"""From a case to what the model is told: each finding with its level, the fields it was read from, and what was left.

Correlated signs are folded into one finding, so that they count once. A field that is `None` was not looked for and
says nothing; what is recorded but not read by any finding is listed as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from operator import attrgetter

from amnio.answers.infection_picture import infection_findings
from amnio.answers.read_finding import ReadFinding, SignThresholds
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import (
    FetalPicture,
    Finding,
    FluidAppearance,
    GeneticResult,
    Histology,
    Presence,
    Presentation,
    ProcedureKind,
    TestResult,
)
from amnio.model.facts import Facts
from amnio.model.procedure import ProcedureFacts

_NO_RESULT = (GeneticResult.FAILED, GeneticResult.PENDING)
_PICTURES = (FetalPicture.NORMAL, FetalPicture.GROWTH_RESTRICTION, FetalPicture.ANOMALY, FetalPicture.HYDROPS)

#: Findings that are one field of the case each: dotted path, and which finding it is.
_ONE_FIELD: tuple[tuple[str, Finding], ...] = (
    ("procedure.infection_signs_before", Finding.SIGNS_BEFORE),
    ("tests.stored_fluid", Finding.STORED_FLUID),
    ("tests.histology", Finding.HISTOLOGY),
    ("tests.virus", Finding.VIRUS),
    ("signs.membranes", Finding.MEMBRANES),
    ("signs.bleeding", Finding.BLEEDING),
    ("examination.retroplacental_clot", Finding.RETROPLACENTAL_CLOT),
    ("examination.malperfusion", Finding.MALPERFUSION),
    ("examination.cord", Finding.CORD),
    ("examination.needle_injury", Finding.NEEDLE_INJURY),
    ("tests.kleihauer", Finding.KLEIHAUER),
    ("signs.trauma", Finding.TRAUMA),
    ("signs.cervix", Finding.CERVIX),
    ("pregnancy.maternal_disease", Finding.MATERNAL_DISEASE),
    ("tests.antiphospholipid", Finding.ANTIPHOSPHOLIPID),
    ("tests.microarray", Finding.MICROARRAY),
    ("tests.placental_genetics", Finding.PLACENTAL_GENETICS),
)
_READERS = tuple((path, finding, attrgetter(path)) for path, finding in _ONE_FIELD)
_WITHOUT_MEANING = {
    TestResult.FAILED,
    TestResult.PENDING,
    GeneticResult.FAILED,
    GeneticResult.PENDING,
    Histology.FAILED,
    Histology.PENDING,
}
#: Fields that say who, when and what was done; they are the frame of the question, not facts that could move it.
_FRAME = (
    *("id", "citation", "words", "procedure.kind", "procedure.at", "procedure.on", "pregnancy.dating", "loss"),
    *("plan", "aftercare"),  # other questions than why it was lost
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """A case as the model reads it. `covariates` maps the code of a fact that is no finding to (value, unit)."""

    facts: Facts
    findings: Mapping[Finding, ReadFinding]
    covariates: Mapping[str, tuple[str, str | None]]


def read_case(case: Case, thresholds: SignThresholds, *, unknown_age: float) -> Recorded:
    """Everything the model is told about a case that can be reviewed (dated loss, amniocentesis or no procedure)."""
    findings = {read.finding: read for read in findings_of(case, thresholds)}
    shown, background = covariates(case)
    if case.loss.at is None:
        raise ValueError("a loss without gestational age cannot be reviewed")
    done = case.procedure.kind is ProcedureKind.AMNIOCENTESIS
    facts = Facts(
        loss_day=case.loss.at.days,
        procedure_day=case.procedure.at.days if done and case.procedure.at is not None else None,
        maternal_age=case.pregnancy.maternal_age if case.pregnancy.maternal_age is not None else unknown_age,
        t21_risk=case.screening.t21_risk,
        cfdna=case.screening.cfdna,
        background=background,
        procedure=ProcedureFacts(
            passes=case.procedure.passes,
            blood_stained=case.procedure.fluid is FluidAppearance.BLOOD_STAINED,
            bleeding_same_day=case.procedure.bleeding_same_day is Presence.PRESENT,
            unit_procedures_per_year=case.procedure.unit_procedures_per_year,
            twins=case.pregnancy.fetuses > 1,
        ),
        findings={finding: read.level for finding, read in findings.items()},
    )
    return Recorded(facts=facts, findings=findings, covariates=shown)


def findings_of(case: Case, thresholds: SignThresholds) -> tuple[ReadFinding, ...]:
    """The recorded findings, each once with its level; correlated signs are folded into one."""
    found = [*infection_findings(case, thresholds), *_single_fields(case), *_presentation(case)]
    return (*found, *_later_cultures(case), *_fetal_picture(case), *_chromosomes(case))


def unread_fields(case: Case, recorded: Recorded) -> tuple[tuple[str, str], ...]:
    """Everything recorded that nothing reads, as (dotted path, value as written)."""
    done = recorded.facts.procedure_day is not None
    read = {path for finding in recorded.findings.values() for path in finding.paths} | _covariate_paths(case, done)
    return tuple((path, value) for path, value in recorded_fields(case) if path not in read)


def _single_fields(case: Case) -> list[ReadFinding]:
    found = []
    for path, finding, field in _READERS:
        value = field(case)
        if value is not None and value not in _WITHOUT_MEANING:
            found.append(ReadFinding(finding=finding, level=value.value, paths=(path,)))
    return found


def _presentation(case: Case) -> list[ReadFinding]:
    """A severely macerated fetus had died before labour, whether or not that was written down."""
    paths = []
    if case.loss.presentation is not None:
        paths.append("loss.presentation")
    macerated = case.examination.severe_maceration is Presence.PRESENT
    if macerated:
        paths.append("examination.severe_maceration")
    if not paths:
        return []
    level = Presentation.DIED_BEFORE_LABOUR if macerated else case.loss.presentation
    return [ReadFinding(finding=Finding.PRESENTATION, level=str(level), paths=tuple(paths))]


def _later_cultures(case: Case) -> list[ReadFinding]:
    """Cultures taken after the loss: the same germ from two places says more than two cultures counted apart."""
    tests = case.tests
    sites = {
        "tests.placental_culture": tests.placental_culture,
        "tests.fetal_culture": tests.fetal_culture,
        "tests.fluid_culture_at_loss": tests.fluid_culture_at_loss,
    }
    read = {path: result for path, result in sites.items() if result in (TestResult.POSITIVE, TestResult.NEGATIVE)}
    positive = [path for path, result in read.items() if result is TestResult.POSITIVE]
    blood = tests.blood_culture
    organism = ("tests.organism",) if tests.organism is not None else ()
    if positive and (len(positive) > 1 or blood is TestResult.POSITIVE):
        paths = (*read, *organism, *(("tests.blood_culture",) if blood is TestResult.POSITIVE else ()))
        return [ReadFinding(finding=Finding.LATER_CULTURES, level="concordant", paths=paths)]
    found = []
    if read:
        level = "single" if positive else "negative"
        found.append(ReadFinding(finding=Finding.LATER_CULTURES, level=level, paths=(*read, *organism)))
    if blood in (TestResult.POSITIVE, TestResult.NEGATIVE):
        paths = ("tests.blood_culture", *organism)
        found.append(ReadFinding(finding=Finding.BLOOD_CULTURE, level=str(blood), paths=paths))
    return found


def _fetal_picture(case: Case) -> list[ReadFinding]:
    """The most telling of the scan before and the examination after."""
    seen = {
        "screening.scan": case.screening.scan,
        "examination.fetal_picture": case.examination.fetal_picture,
    }
    read = {path: picture for path, picture in seen.items() if picture is not None}
    if not read:
        return []
    most = max(read.values(), key=_PICTURES.index)
    details = {
        "screening.scan_detail": case.screening.scan_detail,
        "examination.fetal_detail": case.examination.fetal_detail,
    }
    paths = (*read, *(path for path, text in details.items() if text is not None))
    return [ReadFinding(finding=Finding.FETAL_PICTURE, level=most.value, paths=paths)]


def _chromosomes(case: Case) -> list[ReadFinding]:
    """Karyotype or QF-PCR, from fluid or tissue. An abnormal result stands over a normal one; tissue over fluid."""
    seen = {
        "tests.karyotype_tissue": case.tests.karyotype_tissue,
        "tests.karyotype_fluid": case.tests.karyotype_fluid,
        "tests.qf_pcr": case.tests.qf_pcr,
    }
    read = {path: result for path, result in seen.items() if result is not None and result not in _NO_RESULT}
    if not read:
        return []
    abnormal = [result for result in read.values() if result is not GeneticResult.NORMAL]
    level = abnormal[0] if abnormal else GeneticResult.NORMAL
    return [ReadFinding(finding=Finding.CHROMOSOMES, level=level.value, paths=tuple(read))]


def covariates(case: Case) -> tuple[dict[str, tuple[str, str | None]], tuple[str, ...]]:
    """Facts that are no finding, with their value as written; and the codes of the maternal factors that apply."""
    pregnancy, procedure, screening = case.pregnancy, case.procedure, case.screening
    shown: dict[str, tuple[str, str | None]] = {}
    background = []
    age = pregnancy.maternal_age
    if age is not None:
        shown["maternal_age"] = (f"{age:g}", "years")
        if age >= 40:
            background.append("age_40_plus")
        elif age >= 35:
            background.append("age_35_39")
    for applies, code, value, unit in (
        (
            _at_least(pregnancy.previous_first_trimester_losses, 3),
            "previous_first_trimester_3",
            pregnancy.previous_first_trimester_losses,
            "losses",
        ),
        (
            _at_least(pregnancy.previous_second_trimester_losses, 1),
            "previous_second_trimester",
            pregnancy.previous_second_trimester_losses,
            "losses",
        ),
        (pregnancy.bleeding_before_procedure is Presence.PRESENT, "bleeding_before", "present", None),
        (_at_least(pregnancy.bmi, 40), "bmi_40", pregnancy.bmi, "kg/m2"),
        (_at_least(pregnancy.cigarettes_per_day, 11), "smoking_over_10", pregnancy.cigarettes_per_day, "per day"),
        (pregnancy.fibroids is Presence.PRESENT, "fibroids", "present", None),
        (pregnancy.fetuses > 1, "twins", pregnancy.fetuses, "fetuses"),
    ):
        if applies:
            background.append(code)
            shown[code] = (f"{value:g}" if isinstance(value, int | float) else str(value), unit)
    for code in background:
        shown.setdefault(code, shown.get("maternal_age", ("present", None)))
    if screening.t21_risk is not None:
        shown["t21_risk"] = (f"1:{1.0 / screening.t21_risk:.0f}", None)
    if screening.cfdna is not None:
        shown["cfdna"] = (screening.cfdna.value, None)
    if procedure.passes is not None:
        shown["passes"] = (str(procedure.passes), None)
    if procedure.fluid is FluidAppearance.BLOOD_STAINED:
        shown["blood_stained"] = (procedure.fluid.value, None)
    if procedure.bleeding_same_day is Presence.PRESENT:
        shown["bleeding_same_day"] = ("present", None)
    if procedure.unit_procedures_per_year is not None:
        shown["low_volume"] = (str(procedure.unit_procedures_per_year), "per year")
    if procedure.at is not None and case.loss.at is not None:
        shown["days_after_procedure"] = (str(case.loss.at.days - procedure.at.days), "days")
    return shown, tuple(background)


def _at_least(value: float | None, limit: int) -> bool:
    return value is not None and value >= limit


def _covariate_paths(case: Case, done: bool) -> set[str]:
    """Paths of the covariates that are read, whether or not they change anything in this case."""
    paths = {"pregnancy.maternal_age", "pregnancy.fetuses", "screening.t21_risk", "screening.cfdna"}
    pregnancy = case.pregnancy
    if _at_least(pregnancy.previous_first_trimester_losses, 3):
        paths.add("pregnancy.previous_first_trimester_losses")
    if _at_least(pregnancy.previous_second_trimester_losses, 1):
        paths.add("pregnancy.previous_second_trimester_losses")
    if pregnancy.bleeding_before_procedure is Presence.PRESENT:
        paths.add("pregnancy.bleeding_before_procedure")
    if _at_least(pregnancy.bmi, 40):
        paths.add("pregnancy.bmi")
    if _at_least(pregnancy.cigarettes_per_day, 11):
        paths.add("pregnancy.cigarettes_per_day")
    if pregnancy.fibroids is Presence.PRESENT:
        paths.add("pregnancy.fibroids")
    if done:
        if _at_least(case.procedure.passes, 2):
            paths.add("procedure.passes")
        if case.procedure.fluid is FluidAppearance.BLOOD_STAINED:
            paths.add("procedure.fluid")
        if case.procedure.bleeding_same_day is Presence.PRESENT:
            paths.add("procedure.bleeding_same_day")
    return paths


def recorded_fields(case: Case) -> list[tuple[str, str]]:
    """Every field that holds something, as (dotted path, value as written), without the frame."""
    found: list[tuple[str, str]] = []
    for table in fields(case):
        content = getattr(case, table.name)
        if content is None or table.name in _FRAME:
            continue
        if table.name == "other_facts":
            found += [("other_facts", text) for text in content]
        elif is_dataclass(content):
            for field in fields(content):
                path, value = f"{table.name}.{field.name}", getattr(content, field.name)
                if value is not None and path not in _FRAME:
                    found.append((path, value.value if isinstance(value, StrEnum) else f"{value}"))
    return found
