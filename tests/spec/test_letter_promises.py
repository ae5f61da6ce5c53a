"""What a letter to a family promises: her questions first and in her words, nobody blamed, not knowing said as such."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.letter import Contact, FamilyLetter, FamilyQuestion, QuestionTopic
from amnio.answers.on_a_day import on_day
from amnio.answers.review_answer import Review
from amnio.clinic.case import FamilyWords
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, PROCEDURE_RELATED, Cause, Test
from amnio.guidance.clocks import Still
from amnio.guidance.urgency import Urgency
from amnio.present import html, pdf
from amnio.present.document import Bullets, Heading, Language, Paragraph, Steps, Urgent
from amnio.present.narrative.letter import write_letter
from tests.spec.readability import half_width_beside_han, too_hard_in_chinese, too_hard_in_english
from tests.spec.test_words_never import breaches
from tests.unit.present.real_reviews import real_reviews
from tests.unit.present.reviews import all_reviews
from tests.unit.present.text_of import texts

_REVIEWS = all_reviews() | real_reviews()
_CONCLUSIONS = [(cause, mechanism) for cause in Cause for mechanism in (*MECHANISMS_OF_CAUSE[cause], None)]
_ONE = next(name for name, review in _REVIEWS.items() if review.summary.procedure == "amniocentesis")
_ASKED = tuple(
    FamilyQuestion(asked=f"Question about {topic.value}", topic=topic, answer=None)
    for topic in QuestionTopic
    if topic is not QuestionTopic.SOMETHING_ELSE
)


def _conclusion(cause: Cause | None, mechanism=None, certainty: Certainty = Certainty.PROBABLE) -> Conclusion:
    if cause is None:
        certainty = Certainty.CANNOT_TELL
    return Conclusion(
        cause=cause, mechanism=mechanism, certainty=certainty, lost_at=GestationalAge.parse("18+2"), details=()
    )


def _letter(review: Review, conclusion: Conclusion | None = None, **more) -> FamilyLetter:
    given = {"questions": _ASKED, "contact": Contact(), "signatures": (), "written_on": date(2026, 11, 28)} | more
    return FamilyLetter(review=review, conclusion=conclusion or _conclusion(None), **given)


def _own(document) -> list[str]:
    """The letter's words without what the family asked."""
    return [text for text in texts(document) if not text.startswith("Question about")]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", _REVIEWS)
def test_no_letter_holds_a_word_that_is_never_used(name, language):
    for cause, mechanism in ((None, None), *_CONCLUSIONS):
        document = write_letter(_letter(_REVIEWS[name], _conclusion(cause, mechanism)), language=language)
        assert breaches(_own(document), language, family=True) == []


@pytest.mark.parametrize("certainty", [Certainty.CLEAR, Certainty.PROBABLE, Certainty.POSSIBLE])
@pytest.mark.parametrize("name", _REVIEWS)
def test_every_letter_can_be_read_with_little_schooling(name, certainty):
    for cause in (None, *Cause):
        letter = _letter(_REVIEWS[name], _conclusion(cause, certainty=certainty), questions=())
        assert too_hard_in_english(texts(write_letter(letter, language=Language.EN))) == []
        chinese = texts(write_letter(letter, language=Language.ZH))
        assert too_hard_in_chinese(chinese) == []
        assert [text for text in chinese if half_width_beside_han(text)] == []


def test_urgent_signs_come_before_everything_and_again_at_the_end():
    blocks = write_letter(_letter(_REVIEWS[_ONE])).blocks
    assert isinstance(blocks[0], Urgent)
    assert blocks[-2] == next(block for block in reversed(blocks) if isinstance(block, Urgent))


@pytest.mark.parametrize("language", list(Language))
def test_questions_come_first_in_the_order_and_the_words_of_the_family(language):
    asked = (
        FamilyQuestion(asked="Did Mia feel pain?", topic=QuestionTopic.SOMETHING_ELSE, answer="No.\nWe are sure."),
        FamilyQuestion(asked="为什么是我们？", topic=QuestionTopic.WHY),
    )
    document = write_letter(_letter(_REVIEWS[_ONE], questions=asked), language=language)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[:2] == ["Did Mia feel pain?", "为什么是我们？"]
    assert [text for text in texts(document) if text in ("No.", "We are sure.")] == ["No.", "We are sure."]


def test_a_question_that_only_people_can_answer_is_never_passed_over_in_silence():
    asked = (FamilyQuestion(asked="Who was there?", topic=QuestionTopic.SOMETHING_ELSE),)
    letter = _letter(_REVIEWS[_ONE], questions=asked)
    assert letter.unanswered == asked
    assert any("have not answered this yet" in text for text in texts(write_letter(letter)))


def test_my_fault_is_answered_with_no_also_when_nobody_asked():
    document = write_letter(_letter(_REVIEWS[_ONE], questions=()))
    place = next(i for i, block in enumerate(document.blocks) if getattr(block, "id", "") == "my_fault")
    answer = document.blocks[place + 1]
    assert isinstance(answer, Paragraph)
    assert answer.text.startswith("No.")


@pytest.mark.parametrize("cause", [None, *Cause])
def test_was_it_the_test_is_answered_as_the_team_concluded(cause):
    played = "We think the test played a part"
    told = " ".join(texts(write_letter(_letter(_REVIEWS[_ONE], _conclusion(cause)))))
    assert (played in told) is (cause in PROCEDURE_RELATED)
    assert ("We do not know, and we may never know" in told) is (cause is None)


def test_reasons_that_cannot_be_told_apart_are_named():
    for review in _REVIEWS.values():
        rivals = len(review.headline.rivals)
        document = write_letter(_letter(review, questions=()))
        blocks = document.blocks
        place = next(i for i, block in enumerate(blocks) if getattr(block, "id", "") == "why")
        lists = [block for block in blocks[place + 1 : place + 4] if isinstance(block, Bullets)]
        if rivals:
            assert len(lists[0].items) == rivals + 1


_OPEN = ("Today", "Within three days", "While it is still fresh", "While it is still kept")


def _dated() -> Review:
    return next(
        review
        for review in _REVIEWS.values()
        if review.summary.loss_on and any(t.test is Test.KLEIHAUER and t.status == "open" for t in review.tests)
    )


def test_a_test_whose_time_has_passed_is_told_as_no_longer_possible_and_not_offered():
    review = _dated()
    name = "a blood test that looks for the baby’s blood cells in yours"
    for days, passed in ((3, False), (4, True)):
        letter = _letter(review, written_on=review.summary.loss_on + timedelta(days=days))
        told = texts(write_letter(letter))
        assert any(text.startswith("No longer possible") and name in text for text in told) is passed


@pytest.mark.parametrize("name", [name for name, review in _REVIEWS.items() if review.summary.loss_on])
def test_a_letter_written_long_after_offers_nothing_as_if_it_were_still_the_first_day(name):
    review = _REVIEWS[name]
    letter = _letter(review, written_on=review.summary.loss_on + timedelta(days=200), questions=())
    document = write_letter(letter)
    steps = [step for block in document.blocks if isinstance(block, Steps) for step in block.items]
    assert not {step.when for step in steps} & set(_OPEN)
    assert not any("today" in text.casefold() for step in steps for text in (step.what, step.why))
    closed = [text for text in texts(document) if text.startswith("No longer possible")]
    assert len(closed) == len(set(closed))
    gone = [advice for advice in on_day(review, letter.written_on).tests if advice.still is Still.CLOSED]
    assert bool(closed) is bool(gone)


def test_a_letter_written_at_once_offers_what_expires_first():
    review = _dated()
    told = write_letter(_letter(review, written_on=review.summary.loss_on))
    steps = [step for block in told.blocks if isinstance(block, Steps) for step in block.items]
    assert {step.when for step in steps} & set(_OPEN)


def test_signs_of_that_time_do_not_send_her_to_hospital_half_a_year_later():
    septic = next(
        review
        for review in _REVIEWS.values()
        if review.summary.loss_on and {Urgency.SEPSIS, Urgency.POSSIBLE_SEPSIS} & set(review.urgent)
    )
    for days, now in ((10, True), (200, False)):
        letter = _letter(septic, written_on=septic.summary.loss_on + timedelta(days=days))
        box = write_letter(letter).blocks[0]
        assert isinstance(box, Urgent)
        assert box.title.startswith("Go now") is now
        assert any("temperature" in line for line in box.lines)


@pytest.mark.parametrize(
    ("own", "english", "chinese"),
    [
        ({}, "I lost my baby", "失去了宝宝"),
        ({"baby": "Mia", "lost": "died"}, "Mia died", "Miadied"),
        ({"baby": "your little one"}, "my little one died", "my little one离开了"),
        ({"baby": "安安", "lost": "走了"}, "安安 走了", "安安走了"),
        ({"lost": "停了下来"}, "my baby 停了下来", "宝宝停了下来"),
    ],
)
def test_what_she_is_to_say_on_arrival_is_in_the_words_of_the_family(own, english, chinese):
    review = _REVIEWS[_ONE]
    review = replace(review, summary=replace(review.summary, words=FamilyWords(**own)))
    for language, said in ((Language.EN, english), (Language.ZH, chinese)):
        document = write_letter(_letter(review), language=language)
        box = next(block for block in document.blocks if isinstance(block, Urgent))
        assert any(said in line for line in box.lines)
        assert "流产" not in " ".join(texts(document))


def test_a_family_that_does_not_want_the_anyway_answer_is_not_told_it():
    review = _REVIEWS[_ONE]
    words = replace(review.summary.words, wants_anyway_answer=False)
    silent = replace(review, summary=replace(review.summary, words=words))
    told = " ".join(texts(write_letter(_letter(silent))))
    assert "Without the test" not in told
    assert "You told us that you do not want to read about this now" in told


@pytest.mark.parametrize("language", list(Language))
def test_a_letter_is_a_page_and_a_pdf(language):
    document = write_letter(_letter(_REVIEWS[_ONE], signatures=("A. Reader", "B. Nurse")), language=language)
    assert "A. Reader" in html.render(document)
    assert pdf.render(document).startswith(b"%PDF")
