"""Which tests have a result, and which could still be asked for; knows nothing of what they would tell."""

from amnio.clinic.case import Case
from amnio.clinic.vocabulary import GeneticResult, Histology, Presence, ProcedureKind, Test, TestResult

#: Case fields that hold the results of a test. Parental karyotypes are not part of a case.
_RESULTS_OF_TEST: dict[Test, tuple[str, ...]] = {
    Test.CHROMOSOMES: ("karyotype_fluid", "karyotype_tissue", "qf_pcr"),
    Test.MICROARRAY: ("microarray",),
    Test.PLACENTAL_HISTOLOGY: ("histology",),
    Test.STORED_FLUID: ("stored_fluid",),
    Test.BLOOD_CULTURE: ("blood_culture",),
    Test.KLEIHAUER: ("kleihauer",),
    Test.ANTIPHOSPHOLIPID: ("antiphospholipid",),
    Test.PLACENTAL_DNA: ("placental_genetics",),
}
_PENDING = (GeneticResult.PENDING, TestResult.PENDING, Histology.PENDING)
_FAILED = (GeneticResult.FAILED, TestResult.FAILED, Histology.FAILED)


def status_of(case: Case, test: Test) -> str | None:
    """`open`, `pending`, or None where there is a result (or the test cannot be done)."""
    if test is Test.STORED_FLUID and case.procedure.kind is not ProcedureKind.AMNIOCENTESIS:
        return None
    if test is Test.AUTOPSY:
        return None if case.examination.autopsy is Presence.PRESENT else "open"
    if test is Test.CRP:
        return None if case.signs.crp_mg_l is not None else "open"
    results = [getattr(case.tests, name) for name in _RESULTS_OF_TEST.get(test, ())]
    if any(result is not None and result not in _PENDING and result not in _FAILED for result in results):
        return None
    return "pending" if any(result in _PENDING for result in results) else "open"
