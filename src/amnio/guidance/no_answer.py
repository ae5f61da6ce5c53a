"""Why no answer is computed about some losses, in words for clinicians and for a family."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from amnio.guidance.advice import marked
from amnio.guidance.files import read
from amnio.guidance.source import Source, Wording, cited


class NoAnswer(StrEnum):
    """A reason for which the model says nothing about a loss; each has its words in `no_answer.toml`."""

    LOST_AFTER_ANOTHER = "lost_after_another"
    LOST_BEFORE_PROCEDURE = "lost_before_procedure"
    DEAD_BEFORE_PROCEDURE = "dead_before_procedure"
    MORE_THAN_TWINS = "more_than_twins"
    LOSS_OUTSIDE_WEEKS = "loss_outside_weeks"
    PROCEDURE_OUTSIDE_WEEKS = "procedure_outside_weeks"
    OTHER_PROCEDURE = "other_procedure"
    AGE_OF_LOSS_UNKNOWN = "age_of_loss_unknown"
    AGE_OF_PROCEDURE_UNKNOWN = "age_of_procedure_unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoAnswerText:
    """`text_*` has the slots {at}, {low} and {high} where they are needed and ends with the mark of its wording."""

    text_en: str
    text_zh: str
    family_en: str
    family_zh: str
    wording: Wording
    sources: tuple[Source, ...]

    def text(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.family_zh if language == "zh" else self.family_en
        return self.text_zh if language == "zh" else self.text_en


@cache
def no_answer_text(why: NoAnswer) -> NoAnswerText:
    """The words of one reason."""
    table = read("no_answer.toml").table(NoAnswer(why).value)
    wording = Wording(table.choice("wording", tuple(Wording)))
    text = NoAnswerText(
        text_en=marked(table.text("text_en"), wording, "en"),
        text_zh=marked(table.text("text_zh"), wording, "zh"),
        family_en=table.text("family_en"),
        family_zh=table.text("family_zh"),
        wording=wording,
        sources=cited(table),
    )
    table.finish()
    return text
