"""What a letter says where no answer was computed: what the team concluded, and why there are no numbers beside it."""

from amnio.answers.conclusion import Conclusion
from amnio.answers.unanswered import Unanswered
from amnio.clinic.vocabulary import FetalClass, Mechanism
from amnio.guidance.no_answer import NoAnswer, no_answer_text
from amnio.present.narrative.found import found_in
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

#: The loss came first, so that the procedure cannot be part of it.
_BEFORE = (NoAnswer.LOST_BEFORE_PROCEDURE, NoAnswer.DEAD_BEFORE_PROCEDURE)


def why_none(review: Unanswered, wording: Wording) -> str:
    """Why there are no numbers, in a family's words; the first reason is enough."""
    return no_answer_text(review.because[0].why).text(wording.language.value, family=True)


def lost_before(review: Unanswered) -> bool:
    return any(each.why in _BEFORE for each in review.because)


def the_test(review: Unanswered, wording: Wording, words: OwnWords, part: str) -> str:
    """`part`: what the team concluded of the test, where there was one before the loss."""
    if lost_before(review):
        return wording.text("letter.test.before", baby=words.baby, lost=words.lost)
    return wording.sentences(part, wording.text("letter.test.no_count"))


def anyway(review: Unanswered, wording: Wording, words: OwnWords) -> str:
    """Whether it would have happened anyway: nobody can count it here, unless the loss came first."""
    if lost_before(review):
        return wording.text("letter.anyway.before", baby=words.baby, lost=words.lost)
    return wording.sentences(wording.text("letter.anyway.no_count"), wording.text("family.anyway.nobody_sees"))


def codes_of(conclusion: Conclusion, review: Unanswered) -> tuple[str, ...]:
    """What advice for a next pregnancy is chosen by: how the loss came about as the team concluded, and what was found
    of the chromosomes."""
    mechanism = conclusion.mechanism
    named = () if mechanism in (None, Mechanism.FETAL_ABNORMALITY) else (str(mechanism),)
    classes = tuple(fact.level for fact in found_in(review) if fact.level in tuple(FetalClass))
    return (*named, *dict.fromkeys(level for level in classes if level != FetalClass.EUPLOID))
