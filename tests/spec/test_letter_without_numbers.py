"""A letter where no answer was computed: what the team concluded, why nothing was counted, and no number."""

import re
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.letter import Contact, FamilyLetter, FamilyQuestion, OneOfTwins, OtherTwin, QuestionTopic
from amnio.answers.review import Reviewer
from amnio.answers.unanswered import Unanswered, Why
from amnio.answers.without_answer import without_answer
from amnio.clinic.case import FamilyWords
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.reading import partial_case
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, PROCEDURE_RELATED, Cause, ProcedureKind
from amnio.guidance.no_answer import NoAnswer, no_answer_text
from amnio.present import pdf
from amnio.present.document import Document, Heading, Language, Urgent
from amnio.present.narrative.letter import write_letter
from amnio.present.narrative.without_answer import write_unanswered
from tests.spec.readability import half_width_beside_han, too_hard_in_chinese, too_hard_in_english
from tests.spec.test_words_never import breaches
from tests.unit.present.text_of import texts

_CONCLUSIONS = [(None, None), *((cause, way) for cause in Cause for way in (*MECHANISMS_OF_CAUSE[cause], None))]
_ASKED = tuple(
    FamilyQuestion(asked=f"Question about {topic.value}", topic=topic)
    for topic in QuestionTopic
    if topic is not QuestionTopic.SOMETHING_ELSE
)
#: A share, a count of women, or an interval: what a letter after an answer holds.
_COUNTED = re.compile(r"1,000|1000|%|\d+ (?:and|to) \d+|\d～\d")


@cache
def unanswered(why: NoAnswer, kind: str = "amniocentesis") -> Unanswered:
    values = {
        "procedure.kind": kind,
        "loss.outcome": "loss",
        "loss.on": date(2026, 11, 20),
        "signs.temperature_c": 38.9,
        "tests.karyotype_fluid": "t18",
        "tests.microarray": "pending",
        "examination.fetal_picture": "hydrops",
    }
    if why is not NoAnswer.AGE_OF_LOSS_UNKNOWN:
        values["loss.at"] = "18+4"
    if kind != "none":
        values |= {"procedure.on": date(2026, 11, 5), "procedure.at": "16+3"}
    case = partial_case(values)
    return without_answer(case, (Why(why=why, at="17+2", low="10+0", high="41+6"),), Reviewer().assembly.thresholds)


def _letter(review: Unanswered, cause: Cause | None = None, mechanism=None, **more) -> FamilyLetter:
    certainty = more.pop("certainty", Certainty.PROBABLE if cause else Certainty.CANNOT_TELL)
    conclusion = Conclusion(cause=cause, mechanism=mechanism, certainty=certainty, lost_at=GestationalAge.parse("18+4"))
    given = {"questions": _ASKED, "contact": Contact(), "signatures": (), "written_on": date(2026, 11, 28)} | more
    return FamilyLetter(review=review, conclusion=conclusion, **given)


def _own(document: Document) -> list[str]:
    return [text for text in texts(document) if not text.startswith("Question about")]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("why", NoAnswer)
def test_no_letter_holds_a_word_that_is_never_used_or_a_number_of_an_answer(why, language):
    for cause, mechanism in _CONCLUSIONS:
        said = _own(write_letter(_letter(unanswered(why), cause, mechanism), language=language))
        assert breaches(said, language, family=True) == []
        assert [text for text in said if _COUNTED.search(text)] == []


@pytest.mark.parametrize("why", NoAnswer)
def test_every_letter_can_be_read_with_little_schooling(why):
    for cause in (None, *Cause):
        for questions in ((), _ASKED):
            letter = _letter(unanswered(why), cause, questions=questions)
            assert too_hard_in_english(_own(write_letter(letter, language="en"))) == []
            chinese = [text for text in texts(write_letter(letter, language="zh")) if "Question" not in text]
            assert too_hard_in_chinese(chinese) == []
            assert [text for text in chinese if half_width_beside_han(text)] == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("cause", [None, *Cause])
@pytest.mark.parametrize("why", NoAnswer)
def test_why_is_answered_as_the_team_concluded_and_it_is_said_why_nothing_was_counted(why, cause, language):
    said = texts(write_letter(_letter(unanswered(why), cause), language=language))
    place = said.index("Question about why")
    reason = no_answer_text(why).text(language.value, family=True)
    assert reason in said[place + 1 : place + 4]


@pytest.mark.parametrize("cause", [None, *Cause])
def test_was_it_the_test_is_answered_as_the_team_concluded(cause):
    said = " ".join(texts(write_letter(_letter(unanswered(NoAnswer.LOST_AFTER_ANOTHER), cause))))
    assert ("We think the test played a part" in said) is (cause in PROCEDURE_RELATED)
    assert ("We do not know, and we may never know" in said) is (cause is None)
    assert "has not been counted" in said


@pytest.mark.parametrize("why", [NoAnswer.LOST_BEFORE_PROCEDURE, NoAnswer.DEAD_BEFORE_PROCEDURE])
def test_a_test_that_came_after_the_loss_is_never_told_as_a_possible_reason(why):
    for kind in ("none", "amniocentesis"):
        said = texts(write_letter(_letter(unanswered(why, kind), Cause.OTHER)))
        answers = [said[said.index(f"Question about {topic}") + 1] for topic in ("was_it_the_test", "anyway")]
        assert [answer.split()[0] for answer in answers] == ["No.", "Yes."]
        assert not any("played a part" in text or "rule the test out" in text for text in said)


def test_who_does_not_want_to_know_whether_it_would_have_happened_anyway_is_not_told():
    review = unanswered(NoAnswer.MORE_THAN_TWINS)
    review = replace(review, summary=replace(review.summary, words=FamilyWords(wants_anyway_answer=False)))
    said = texts(write_letter(_letter(review)))
    assert "do not want to read about this now" in said[said.index("Question about anyway") + 1]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", [kind for kind in ProcedureKind if kind not in ("none", "amniocentesis")])
def test_another_procedure_is_never_called_an_amniocentesis(kind, language):
    review = unanswered(NoAnswer.OTHER_PROCEDURE, kind.value)
    for cause, mechanism in _CONCLUSIONS:
        said = " ".join(_own(write_letter(_letter(review, cause, mechanism, questions=()), language=language)))
        assert "amniocentesis" not in said
        assert "羊水穿刺" not in said
        assert "羊膜腔穿刺" not in said


def test_urgent_signs_come_first_and_again_at_the_end():
    blocks = write_letter(_letter(unanswered(NoAnswer.MORE_THAN_TWINS))).blocks
    assert isinstance(blocks[0], Urgent)
    assert blocks[-2] == next(block for block in reversed(blocks) if isinstance(block, Urgent))


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("language", list(Language))
def test_of_more_than_two_the_letter_says_which_baby_it_is_about(number, language):
    twin = OneOfTwins(number=number, other=OtherTwin.LOST_WITHOUT_A_LETTER, of=3)
    said = " ".join(texts(write_letter(_letter(unanswered(NoAnswer.MORE_THAN_TWINS), twin=twin), language=language)))
    names = {"en": ("first", "second", "third"), "zh": ("第一个", "第二个", "第三个")}[language.value]
    assert names[number - 1] in said
    assert "twins" not in said
    assert "双胞胎" not in said


def test_no_test_is_told_as_the_one_that_says_most():
    said = texts(write_letter(_letter(unanswered(NoAnswer.LOST_AFTER_ANOTHER))))
    assert not any("can tell us most" in text for text in said)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("why", NoAnswer)
def test_the_page_of_clinicians_says_the_reason_first_and_gives_no_order_by_value(why, language):
    document = write_unanswered(unanswered(why), language=language)
    said = texts(document)
    assert breaches(said, language, family=False) == []
    assert isinstance(document.blocks[0], Urgent)
    assert not any("{" in text for text in said)
    ids = [block.id for block in document.blocks if isinstance(block, Heading)]
    assert ids == ["tests", "care", "next", "mood"]
    marks = {"en": "that order needs an answer", "zh": "这需要有回答"}
    assert any(marks[language.value] in text for text in said)


@pytest.mark.parametrize("language", list(Language))
def test_it_can_be_printed(language):
    document = write_letter(_letter(unanswered(NoAnswer.LOST_AFTER_ANOTHER), Cause.FETAL), language=language)
    assert pdf.render(document).startswith(b"%PDF")
    assert pdf.render(write_unanswered(unanswered(NoAnswer.OTHER_PROCEDURE), language=language)).startswith(b"%PDF")
