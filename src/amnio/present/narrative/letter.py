"""The letter to a family after a team review: her questions first, one by one, in her own words for her loss.

Order: what to act on now, sorrow once, her questions, what was looked at, what is not known, what is waited for, the
next pregnancy, whom to call; the box again at the end. What the team concluded is told, and the answer's counts beside
it; where reasons cannot be told apart the letter says so and names them.
"""

from dataclasses import replace

from amnio.answers.letter import FamilyLetter, FamilyQuestion, OneOfTwins, OtherTwin, QuestionTopic
from amnio.answers.on_a_day import on_day, urgent_on
from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import Finding
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph
from amnio.present.narrative import family, family_after, family_box, letter_answers, stamp
from amnio.present.narrative.found import found_in
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

TOPIC = "letter"
#: What a team looks at, in the words of a family; signs and histories are not told as something that was looked at.
_LOOKED_AT = (
    Finding.CHROMOSOMES,
    Finding.MICROARRAY,
    Finding.PLACENTAL_GENETICS,
    Finding.FETAL_PICTURE,
    Finding.HISTOLOGY,
    Finding.CORD,
    Finding.STORED_FLUID,
    Finding.LATER_CULTURES,
    Finding.BLOOD_CULTURE,
    Finding.VIRUS,
    Finding.MEMBRANES,
    Finding.CERVIX,
    Finding.KLEIHAUER,
    Finding.ANTIPHOSPHOLIPID,
)
_TWINS = 2  # of more babies the letter does not say "twins"
#: Asked by nearly everybody and answered before it is asked.
_ALWAYS = (QuestionTopic.WHY, QuestionTopic.WAS_IT_THE_TEST, QuestionTopic.MY_FAULT)


def write_letter(letter: FamilyLetter, *, language: Language | str = Language.EN) -> Document:
    """The document of a letter, for the family: what it offers is what can still be had on the day of writing."""
    letter = replace(letter, review=_on_its_day(letter))
    wording = Wording(language=Language(language), audience=Audience.FAMILY, topics=(TOPIC,))
    words = _words(letter, wording)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text("letter.title"),
        facts=wording.text("letter.written", date=wording.numbers.date(letter.written_on)),
        blocks=_blocks(letter, wording, words),
        footer=stamp.footer(letter.review, wording, signed=bool(letter.signatures)),
        words=page_words(wording),
    )


def _on_its_day(letter: FamilyLetter) -> Review | Unanswered:
    review, day = letter.review, letter.written_on  # each kind comes back as its own
    if isinstance(review, Unanswered):
        return on_day(review, day)
    return on_day(review, day)


def _words(letter: FamilyLetter, wording: Wording) -> OwnWords:
    """Of twins the letter speaks of one, by the name that they gave or by which of the two it is."""
    words = OwnWords.of(letter.review.summary, wording, letter.contact.phone)
    if letter.twin is None or letter.review.summary.words.baby:
        return words
    return replace(words, baby=_which(letter.twin, wording))


def _which(twin: OneOfTwins, wording: Wording) -> str:
    return wording.text(f"letter.{'twin' if twin.of <= _TWINS else 'baby'}_{twin.number}")


def _about(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """Of twins: which baby the letter is about, and where the other is spoken of."""
    if letter.twin is None:
        return []
    about = wording.text("letter.about", baby=words.baby)
    if letter.review.summary.words.baby:
        about = wording.text("letter.about_named", baby=words.baby, which=_which(letter.twin, wording))
    other = ""
    if letter.twin.other is not OtherTwin.NOT_LOST:
        others = "other" if letter.twin.of <= _TWINS else "others"
        other = wording.text(f"letter.{others}.{letter.twin.other.value}")
    return [Paragraph(text=wording.sentences(about, other))]


def _blocks(letter: FamilyLetter, wording: Wording, words: OwnWords) -> tuple[Block, ...]:
    urgent = urgent_on(letter.review.urgent, letter.review.summary.loss_on, letter.written_on)
    boxes = family_box.boxes(urgent, wording, words)
    return (
        *boxes,
        *_opening(letter, wording, words),
        *(block for question in letter.questions for block in _answered(question, letter, wording, words)),
        *_not_asked(letter, wording, words),
        *_looked_at(letter, wording),
        *_not_known(letter, wording, words),
        *family_after.tests(letter.review, wording, words),
        *family.feelings(wording, words),
        *_next(letter, wording, words),
        *_closing(letter, wording, words),
        boxes[-1],
        Paragraph(text=wording.text("family.phone_last", phone=words.phone)),
    )


def _opening(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    sorry, _, own_time = family.opening(letter.review, wording, words)
    how = "letter.your_questions" if letter.questions else "letter.no_questions"
    return [sorry, *_about(letter, wording, words), Paragraph(text=wording.text(how)), own_time]


def _answered(question: FamilyQuestion, letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """The question as she asked it, the answer to what it is about, and what the team wrote to it."""
    blocks: list[Block] = [Heading(text=question.asked, id=f"question-{letter.questions.index(question) + 1}")]
    blocks += letter_answers.answer(question.topic, letter, wording, words)
    if question.answer:
        blocks += [Paragraph(text=text) for text in question.answer.splitlines() if text.strip()]
    elif not question.answered:
        blocks.append(Paragraph(text=wording.text("letter.not_answered_yet", phone=words.phone)))
    return blocks


def _not_asked(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    """What nearly everybody wants to know, where she did not ask it herself."""
    asked = {question.topic for question in letter.questions}
    blocks: list[Block] = []
    for topic in _ALWAYS:
        if topic not in asked:
            blocks.append(Heading(text=_heading(topic, letter, wording), id=topic.value))
            blocks += letter_answers.answer(topic, letter, wording, words)
    return blocks


def _heading(topic: QuestionTopic, letter: FamilyLetter, wording: Wording) -> str:
    if topic is QuestionTopic.WAS_IT_THE_TEST and not letter_answers.of_amniocentesis(letter):
        return wording.text("letter.heading.was_it_the_procedure")
    return wording.text(f"letter.heading.{topic.value}")


def _looked_at(letter: FamilyLetter, wording: Wording) -> list[Block]:
    heading = Heading(text=wording.text("letter.heading.looked_at"), id="looked-at")
    recorded = {fact.fact for fact in found_in(letter.review)}
    looked = tuple(
        wording.text(f"letter.looked_at.{finding.value}") for finding in _LOOKED_AT if finding.value in recorded
    )
    if not looked:
        return [heading, Paragraph(text=wording.text("letter.looked_at_nothing"))]
    return [heading, Paragraph(text=wording.text("letter.looked_at_all")), Bullets(items=looked)]


def _not_known(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    said = letter_answers.not_known(letter, wording, words)
    if not said:
        return []
    return [Heading(text=wording.text("letter.heading.not_known"), id="not-known"), Bullets(items=said)]


def _next(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    if any(question.topic is QuestionTopic.NEXT_PREGNANCY for question in letter.questions):
        return []
    return letter_answers.next_pregnancy(letter, wording, words)


def _closing(letter: FamilyLetter, wording: Wording, words: OwnWords) -> list[Block]:
    blocks: list[Block] = [Heading(text=wording.text("letter.heading.contact"), id="contact")]
    if letter.team_words:
        blocks += [Paragraph(text=text) for text in letter.team_words.splitlines() if text.strip()]
    name = letter.contact.name
    whom = "" if name is None else wording.text("letter.contact", name=name, phone=words.phone)
    blocks.append(
        Paragraph(text=wording.sentences(whom, wording.text("letter.plan"), wording.text("family.questions")))
    )
    signed = wording.text("family.no_signature")
    if letter.signatures:
        signed = wording.text("letter.signed", names=wording.listing(letter.signatures))
    return [*blocks, Paragraph(text=signed)]
