from itertools import product

import pytest

from amnio.answers.classification import Label, NoLabel, labels
from amnio.answers.conclusion import Certainty, Conclusion, ConclusionError
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, ROW_OF_CAUSE, Cause, Mechanism, Presentation
from amnio.guidance.classification import Detail, schemes

LATE = GestationalAge.parse("24+0")
EVERY = [(cause, mechanism) for cause in Cause for mechanism in (*MECHANISMS_OF_CAUSE[cause], None)]


def _labels(cause, mechanism=None, *, at="24+0", **more) -> dict[str, Label]:
    certainty = Certainty.CANNOT_TELL if cause is None else Certainty.PROBABLE
    conclusion = Conclusion(
        cause=cause, mechanism=mechanism, certainty=certainty, lost_at=GestationalAge.parse(at), **more
    )
    return {label.scheme: label for label in labels(conclusion)}


@pytest.mark.parametrize(("cause", "mechanism"), EVERY)
@pytest.mark.parametrize("presentation", [*Presentation, None])
@pytest.mark.parametrize("details", [(), *((detail,) for detail in Detail)])
def test_every_conclusion_has_one_label_or_one_reason_in_each_scheme(cause, mechanism, presentation, details):
    found = _labels(cause, mechanism, presentation=presentation, details=details)
    assert list(found) == ["founding", "recode", "codac", "icd_pm", "psanz_pdc"]
    for label in found.values():
        assert (label.code is None) is (label.refused is not None)
        assert bool(label.titles) is (label.code is not None)
        if label.code is not None:
            assert label.rule is not None


@pytest.mark.parametrize("cause", Cause)
def test_the_founding_text_has_the_row_of_the_cause(cause):
    assert _labels(cause)["founding"].code == ROW_OF_CAUSE[cause]


@pytest.mark.parametrize("scheme", [scheme for scheme in schemes() if scheme.first], ids=lambda scheme: scheme.key)
def test_a_loss_one_day_too_early_is_outside_and_on_the_day_inside(scheme):
    before = GestationalAge(scheme.first.days - 1)
    outside = _labels(Cause.FETAL, at=str(before), presentation=Presentation.DIED_BEFORE_LABOUR)[scheme.key]
    inside = _labels(Cause.FETAL, at=str(scheme.first), presentation=Presentation.DIED_BEFORE_LABOUR)[scheme.key]
    assert (outside.refused, outside.first, outside.code) == (NoLabel.OUTSIDE_RANGE, scheme.first, None)
    assert inside.code is not None


def test_causes_that_cannot_be_told_apart_get_no_label_but_the_reason():
    found = _labels(None)
    assert {label.refused for label in found.values()} == {NoLabel.UNDECIDED, NoLabel.LEFT_OUT}


def test_a_scheme_that_asks_for_the_time_of_death_says_so_when_nobody_knows():
    assert _labels(Cause.FETAL)["icd_pm"].refused is NoLabel.ONSET_UNKNOWN


#: cause, mechanism, details, died before labour, and the label in ReCoDe, Codac and ICD-PM.
WORKED = [
    (Cause.FETAL, Mechanism.FETAL_ABNORMALITY, (), True, "A1", "3", "A1 + M5"),
    (Cause.FETAL, Mechanism.FETAL_ABNORMALITY, (), False, "A1", "3", "I1 + M5"),
    (Cause.INFECTION_INDEPENDENT, Mechanism.INFECTION_BEFORE, (), False, "D1", "0", "I4 + M1"),
    (Cause.INFECTION_INTRODUCED, Mechanism.INFECTION_INTRODUCED, (Detail.FETAL_INFECTION,), True, "A2", "0", "A2 + M1"),
    (Cause.MECHANICAL, Mechanism.LEAK_INFECTED, (), False, "D1", "0", "I4 + M1"),
    (Cause.MECHANICAL, Mechanism.LEAK, (), False, "D4", NoLabel.TEXT_NOT_READ, "I7 + M2"),
    (Cause.EARLY, Mechanism.BLEEDING, (Detail.ABRUPTION,), True, "C1", "6", "A3 + M1"),
    (Cause.MECHANICAL, Mechanism.INJURY, (), True, "H2", NoLabel.TEXT_NOT_READ, "A4 + M1"),
    (Cause.MECHANICAL, None, (), True, "H2", NoLabel.NEEDS_MECHANISM, NoLabel.NEEDS_MECHANISM),
    (Cause.OTHER, Mechanism.PLACENTAL, (Detail.ABRUPTION,), True, "C1", "6", "A3 + M1"),
    (Cause.OTHER, Mechanism.PLACENTAL, (), True, "C4", "6", "A3 + M1"),
    (Cause.OTHER, Mechanism.MATERNAL, (Detail.ANTIPHOSPHOLIPID,), True, "F5", "7", "A4 + M4"),
    (Cause.OTHER, Mechanism.UNEXPLAINED, (), True, "I1", "8", "A6 + M5"),
    (Cause.OTHER, None, (), True, *[NoLabel.NEEDS_MECHANISM] * 3),
]


@pytest.mark.parametrize(("cause", "mechanism", "details", "before", "recode", "codac", "icd_pm"), WORKED)
def test_worked_cases(cause, mechanism, details, before, recode, codac, icd_pm):
    presentation = Presentation.DIED_BEFORE_LABOUR if before else Presentation.ALIVE_AT_ONSET
    found = _labels(cause, mechanism, details=details, presentation=presentation)
    told = [found[scheme].code or found[scheme].refused for scheme in ("recode", "codac", "icd_pm")]
    assert told == [recode, codac, icd_pm]


def test_a_conclusion_does_not_contradict_itself():
    for cause, certainty in product((Cause.FETAL, None), (Certainty.CLEAR, Certainty.CANNOT_TELL)):
        if (cause is None) is (certainty is Certainty.CANNOT_TELL):
            continue
        with pytest.raises(ConclusionError):
            Conclusion(cause=cause, certainty=certainty, lost_at=LATE)
    with pytest.raises(ConclusionError, match="another_cause"):
        Conclusion(cause=Cause.FETAL, mechanism=Mechanism.LEAK, certainty=Certainty.CLEAR, lost_at=LATE)


def test_every_category_of_a_file_is_used_by_a_rule():
    for scheme in schemes():
        used = {code for rule in scheme.rules for code in (*rule.codes, *rule.codes_in_labour)}
        assert used == set(scheme.categories), scheme.key
