from dataclasses import replace
from datetime import date

import pytest

from amnio.answers.classification import NoLabel
from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.disagreement import Agreement, Among, Anyway, Judgement, Place, disagreement
from amnio.answers.letter import FamilyQuestion, QuestionTopic
from amnio.answers.team_review import (
    CareGrade,
    ContributoryFactor,
    FactorArea,
    GradedCare,
    ReaderConclusion,
    TeamReview,
)
from amnio.answers.versions import Version, compare_versions
from amnio.clinic.case import Case, Loss, Procedure
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Cause, Group, Mechanism, Outcome, Presentation, ProcedureKind
from amnio.present import html, pdf
from amnio.present.catalogue import load
from amnio.present.document import Heading, Language, Table
from amnio.present.narrative.team_review import write_team_review
from amnio.present.narrative.team_versions import write_versions
from tests.spec.test_words_never import breaches
from tests.unit.present.reviews import all_reviews
from tests.unit.present.text_of import texts

_REVIEWS = all_reviews()
_FIRST = next(iter(_REVIEWS.values()))


def _team(cause: Cause | None = Cause.MECHANICAL, mechanism=None, *, at: str = "24+1", presentation=None) -> TeamReview:
    certainty = Certainty.CANNOT_TELL if cause is None else Certainty.PROBABLE
    agreed = Conclusion(
        cause=cause,
        mechanism=mechanism,
        certainty=certainty,
        lost_at=GestationalAge.parse(at),
        presentation=presentation,
    )
    judgements = [
        Judgement(
            reader="A. Chen",
            group=Group.INFECTION,
            certainty=Certainty.PROBABLE,
            anyway=Anyway.YES,
            reasons="Fever before the leak.",
            shares=((Group.INFECTION, 70), (Group.MECHANICAL, 30)),
        ),
        Judgement(reader="B. Li", group=None, certainty=Certainty.CANNOT_TELL, anyway=Anyway.CANNOT_TELL, reasons=""),
    ]
    return TeamReview(
        review=_FIRST,
        version=2,
        answered_on=date(2026, 11, 20),
        questions=(FamilyQuestion(asked="Why?", topic=QuestionTopic.WHY),),
        disagreement=disagreement(judgements, _FIRST),
        conclusions=(ReaderConclusion(reader="A. Chen", conclusion=agreed, reasons="The leak came first."),),
        agreed=agreed,
        agreed_reasons="Discussed on 20 November.",
        graded=GradedCare(grade=CareGrade.ISSUE_MAY_HAVE_MATTERED, text="Late scan."),
        factors=(ContributoryFactor(area=FactorArea.ORGANISATION, text="One operator for two rooms."),),
    )


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("cause", "at"), [(None, "24+1"), *((cause, "24+1") for cause in Cause), (Cause.FETAL, "16+0")]
)
def test_a_sheet_holds_no_legal_word_in_any_conclusion(language, cause, at):
    written = texts(write_team_review(_team(cause, at=at), language=language))
    assert breaches(written, language, family=False) == []


def test_care_stands_behind_labels_and_says_that_it_is_apart():
    blocks = write_team_review(_team()).blocks
    order = [block.id for block in blocks if isinstance(block, Heading)]
    assert order.index("labels") < order.index("care-graded")
    assert order.index("questions") < order.index("disagreement")
    assert "No probability enters the grades, and they move none." in " ".join(texts(write_team_review(_team())))


def test_a_sheet_without_an_agreed_conclusion_has_no_labels():
    open_review = replace(_team(), agreed=None, agreed_reasons="")
    document = write_team_review(open_review)
    assert "labels" not in [block.id for block in document.blocks if isinstance(block, Heading)]
    assert "Nothing is agreed yet." in texts(document)


def test_every_scheme_says_its_label_or_why_it_has_none():
    document = write_team_review(_team(at="18+0"))
    table = next(block for block in document.blocks if isinstance(block, Table) and block.columns[0] == "Scheme")
    told = {row[0]: row[1:] for row in table.rows}
    assert told["Founding text: five causes"][0] == "S7: The stimulation of the procedure"
    assert told["ReCoDe"][0] == "no label"
    assert "24+0" in told["ReCoDe"][1]
    assert all(rule for _, rule in told.values())


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("among", Among),
        ("agreement", Agreement),
        ("anyway", Anyway),
        ("place", Place),
        ("certainty", Certainty),
        ("conclusion", Certainty),
        ("grade", CareGrade),
        ("area", FactorArea),
        ("no_label", [code for code in NoLabel if code not in (NoLabel.LEFT_OUT, NoLabel.TEXT_NOT_READ)]),
    ],
)
def test_every_code_of_a_team_has_words(prefix, codes):
    words = load(Language.EN, "team_review")
    assert [code for code in codes if f"team_review.{prefix}.{code}" not in words] == []


@pytest.mark.parametrize("language", list(Language))
def test_a_sheet_and_a_comparison_are_pages_and_pdfs(language):
    team = _team(Cause.OTHER, Mechanism.PLACENTAL, presentation=Presentation.DIED_BEFORE_LABOUR)
    document = write_team_review(team, language=language)
    assert "A. Chen" in html.render(document)
    assert pdf.render(document).startswith(b"%PDF")
    compared = write_versions(_comparison(), language=language)
    assert "<table" in html.render(compared)
    assert breaches(texts(compared), language, family=False) == []


def _comparison():
    at = GestationalAge.parse("16+3")
    case = Case(procedure=Procedure(kind=ProcedureKind.AMNIOCENTESIS, at=at), loss=Loss(outcome=Outcome.LOSS))
    later = replace(case, procedure=replace(case.procedure, passes=2))
    before = Version(number=1, on=date(2026, 11, 20), case=case, review=_FIRST)
    return compare_versions(before, replace(before, number=2, case=later))


def test_a_comparison_shows_what_came_in_between():
    told = texts(write_versions(_comparison()))
    assert "not recorded" in told
    assert "The answer is the same." in " ".join(told)
