"""What was done, in sentences that an author may take over, with the sources of the methods."""

from amnio.answers.study_answer import StudyEffect, Way
from amnio.present.document import Aside, Block, Bullets, Heading
from amnio.present.narrative.wording import Wording

_SOURCES = ("target_trial", "sequential", "competing", "jackknife", "evalue", "gray")
_OF_WAYS = {Way.LOGISTIC: "logistic", Way.DOUBLY_ROBUST: "doubly_robust"}
_CANNOT = ("one", "unmeasured", "recorded")


def blocks(answer: StudyEffect, wording: Wording) -> list[Block]:
    question, definition = answer.question, answer.question.definition
    period = wording.text("study.methods.day" if definition["period"] == 1 else "study.methods.week")
    if question.factors:
        strata = wording.text("study.methods.strata", factors=wording.listing(question.factors))
    else:
        strata = wording.text("study.methods.no_strata")
    said = [
        wording.text("study.methods.question", period=period, first=question.first_trial, last=question.last_trial),
        wording.text("study.methods.emulated", period=period),
        strata,
        wording.text("study.methods.risk"),
        wording.text("study.methods.target", who=wording.text(f"study.methods.target_{question.target}")),
        wording.text("study.methods.interval", blocks=definition["blocks"]),
        wording.text("study.methods.late_entry"),
        wording.text("study.methods.twins", what=wording.text(f"study.methods.twins_{definition['several_fetuses']}")),
    ]
    said += [wording.text(f"study.methods.{each.way.value}") for each in answer.other_ways]
    if answer.sensitivity is not None and answer.sensitivity.early:
        days = wording.listing([str(day) for day in dict.fromkeys(each.days for each in answer.sensitivity.early)])
        said.append(wording.text("study.methods.early", days=days))
    return [
        Heading(text=wording.text("study.heading.methods"), id="methods"),
        Bullets(items=tuple(said)),
        Aside(
            title=wording.text("study.methods.sources"),
            items=tuple(wording.text(f"study.source.{name}") for name in _sources(answer)),
        ),
        Heading(text=wording.text("study.cannot.heading"), id="cannot"),
        Bullets(items=tuple(wording.text(f"study.cannot.{name}") for name in _CANNOT)),
    ]


def _sources(answer: StudyEffect) -> tuple[str, ...]:
    """Of the methods that were used."""
    ways = {each.way for each in answer.other_ways}
    return (*_SOURCES, *(source for way, source in _OF_WAYS.items() if way in ways))
