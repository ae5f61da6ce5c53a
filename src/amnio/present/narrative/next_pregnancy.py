"""The next pregnancy: recurrence for the causes that carry weight, and what is advised."""

from amnio.answers.review_answer import Recurrence, Review
from amnio.guidance.next_pregnancy_advice import NextAdvice, next_advice
from amnio.present.document import Block, Heading, Paragraph, Step, Steps, Table
from amnio.present.narrative import basis
from amnio.present.narrative.wording import Wording


def write(review: Review, wording: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text=wording.text("heading.next"), id="next")]
    if review.next_pregnancy:
        blocks.append(_table(review, wording))
    else:
        blocks.append(Paragraph(text=wording.text("next.none")))
    told = {item.item for item in (*review.care, *review.care_over)}  # the care plan says how long to wait
    if advised := [advice for advice in next_advice(weighty_codes(review)) if advice.code not in told]:
        blocks.append(Steps(items=tuple(step(advice, wording) for advice in advised)))
    return blocks


def step(advice: NextAdvice, wording: Wording) -> Step:
    language = wording.language.value
    first, rest = wording.first_sentence(advice.text(language))
    more = wording.sentences(rest, advice.basis(language))
    return Step(when="", what=first, why=basis.of_advice(advice, wording), more=more)


def weighty_codes(review: Review) -> tuple[str, ...]:
    return tuple(recurrence.about for recurrence in review.next_pregnancy)


def _table(review: Review, wording: Wording) -> Table:
    return Table(
        caption=wording.text("next.caption"),
        columns=tuple(wording.text(f"next.column_{name}") for name in ("about", "weight", "figure", "note")),
        rows=tuple(
            (
                wording.mechanism_or_class(recurrence.about),
                wording.numbers.share(recurrence.probability_of_cause),
                figure(recurrence, wording),
                note_of(recurrence, wording),
            )
            for recurrence in review.next_pregnancy
        ),
        numeric=(1, 2),
    )


def figure(recurrence: Recurrence, wording: Wording) -> str:
    """The recurrence with its ends; where the source printed a bound only, the bound."""
    if recurrence.figure is None:
        return wording.text("next.no_figure")
    if recurrence.only_a_bound:
        return wording.text("next.below", high=wording.numbers.bound(recurrence.figure.high))
    return wording.numbers.percent_and_ends(recurrence.figure)


def note_of(recurrence: Recurrence, wording: Wording) -> str:
    key = f"next_note.{recurrence.note}"
    note = wording.text(key) if key in wording.catalogue else ""
    return wording.bracketed(note, short_citation(recurrence.study))


def short_citation(study: str | None) -> str:
    """`sneider-2016` is cited as `Sneider 2016`; the evidence files hold the full citation under the key."""
    if study is None:
        return ""
    author, _, year = study.rpartition("-")
    return f"{author.replace('-', ' ').title()} {year}" if year.isdigit() else study
