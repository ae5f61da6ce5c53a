"""The part of a review about which test would tell most: value, failure, and the clock."""

from amnio.answers.causes import Conventions
from amnio.answers.recorded import Recorded
from amnio.answers.review_answer import TestAdvice
from amnio.answers.status_of_tests import status_of
from amnio.answers.summaries import Summariser
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import (
    FetalClass,
    Finding,
    GeneticResult,
    Presence,
    ProcedureKind,
    Rhesus,
    Test,
    TestResult,
)
from amnio.evidence import Evidence
from amnio.guidance.clocks import test_clock
from amnio.model.attribution import Attribution
from amnio.model.information import FINDINGS_OF_TEST, TestValue, value_of_test
from amnio.model.pregnancy import PregnancyModel

#: Tests whose failure depends on the sample that is left.
_BY_SAMPLE = (Test.CHROMOSOMES, Test.MICROARRAY)
#: Joint draws with which the value of a test is computed: its Monte-Carlo error is far below what a reader could use.
_DRAWS = 1000


def tests_to_do(
    model: PregnancyModel,
    evidence: Evidence,
    case: Case,
    recorded: Recorded,
    attribution: Attribution,
    conventions: Conventions,
    over: Summariser,
) -> tuple[TestAdvice, ...]:
    """Every test that has no result yet, the most telling first; equal ones by what they can change."""
    advice = []
    for test in Test:
        status = status_of(case, test)
        if test is Test.CRP and Finding.INFECTION_PICTURE in recorded.findings:
            status = None
        if status is None:
            continue
        name = _failure(case, test)
        fails = over.estimate(model.draws[name])
        unread = [finding for finding in FINDINGS_OF_TEST[test] if finding not in recorded.findings]
        value = value_of_test(
            attribution, model.likelihoods, unread, advice_from=conventions.carries_weight_from, draws=_DRAWS
        )
        value = _with_other_uses(model, case, test, attribution, value, over)
        works = 1.0 - fails.mean
        clock = test_clock(test)
        studies = evidence.meaning(name).studies
        advice.append(
            TestAdvice(
                test=test,
                status=status,
                bits=value.bits * works,
                changes_leading=value.changes_leading * works,
                changes_advice=value.changes_advice * works,
                fails=fails,
                clock=clock.clock,
                why=clock.why,
                study=studies[0] if studies else None,
            )
        )
    return tuple(sorted(advice, key=lambda item: (-item.bits, -item.changes_advice)))


def _failure(case: Case, test: Test) -> str:
    """The name of the failure probability that fits the sample: fluid from the procedure, or tissue after the loss."""
    if test not in _BY_SAMPLE:
        return f"test.{test.value}.fails"
    macerated = case.examination.severe_maceration is Presence.PRESENT
    fluid = (
        case.procedure.kind is ProcedureKind.AMNIOCENTESIS and case.tests.karyotype_fluid is not GeneticResult.FAILED
    )
    sample = "fluid" if fluid else "macerated" if macerated else "tissue"
    return f"test.{test.value}.fails_{sample}"


def _with_other_uses(
    model: PregnancyModel, case: Case, test: Test, attribution: Attribution, value: TestValue, over: Summariser
) -> TestValue:
    """What a test changes besides the cause: the anti-D dose, and the advice to carriers of a rearrangement."""
    changes = value.changes_advice
    if test is Test.KLEIHAUER and case.pregnancy.rhd is Rhesus.NEGATIVE:
        positive = model.likelihoods.of_mechanism[Finding.KLEIHAUER].of(TestResult.POSITIVE.value)
        changes = max(changes, over.mean((attribution.mechanisms * positive).sum(axis=0)))
    if test is Test.PARENTAL_KARYOTYPES:
        unbalanced = attribution.classes[tuple(FetalClass).index(FetalClass.OTHER_UNBALANCED)]
        changes = over.mean(unbalanced * model.draws["test.parental_karyotypes.carrier_share"])
    return TestValue(bits=value.bits, changes_leading=value.changes_leading, changes_advice=changes)
