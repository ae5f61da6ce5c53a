"""What a letter to a family contains: the answer, what the team concluded, and the family's own questions answered."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from amnio.answers.conclusion import Conclusion
from amnio.answers.review_answer import Review
from amnio.answers.unanswered import Unanswered


class QuestionTopic(StrEnum):
    """What a family's question is about; only these have words of their own, everything else people answer."""

    WHY = "why"
    WAS_IT_THE_TEST = "was_it_the_test"
    ANYWAY = "anyway"
    MY_FAULT = "my_fault"
    NEXT_PREGNANCY = "next_pregnancy"
    SOMETHING_ELSE = "something_else"


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyQuestion:
    """A question as the family asked it, and what the team wrote to it (None: nothing yet)."""

    asked: str
    topic: QuestionTopic
    answer: str | None = None

    @property
    def answered(self) -> bool:
        """Whether the letter says anything to it: one about something else needs the team's own words."""
        return self.topic is not QuestionTopic.SOMETHING_ELSE or bool(self.answer)


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Whom the family can reach; None means that only the unit is named."""

    name: str | None = None
    phone: str | None = None


class OtherTwin(StrEnum):
    """What a letter about one of twins says of the other."""

    NOT_LOST = "not_lost"  # nothing: the letter is about this one
    HAS_A_LETTER = "has_a_letter"
    LOST_WITHOUT_A_LETTER = "lost_without_a_letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOfTwins:
    """Which of twins, or more, a letter is about: its `number` as on the scan, and `of` how many."""

    number: int
    other: OtherTwin
    of: int = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyLetter:
    """`review` is the answer that the agreed conclusion rests on, or what stood in its place.

    Questions stand in the order in which they were asked. `team_words`: what only people may write, for example how the
    test was done, an apology, who will talk with her; empty rather than a stock phrase.
    """

    review: Review | Unanswered
    conclusion: Conclusion
    questions: tuple[FamilyQuestion, ...]
    contact: Contact
    signatures: tuple[str, ...]
    written_on: date
    team_words: str | None = None
    twin: OneOfTwins | None = None  # None: there was one baby

    @property
    def unanswered(self) -> tuple[FamilyQuestion, ...]:
        """Questions that the letter would leave without a word; it should not be sent with one."""
        return tuple(question for question in self.questions if not question.answered)
