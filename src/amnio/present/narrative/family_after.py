"""What comes next for a family: tests still to choose or to wait for, and a next pregnancy, if they want one."""

from amnio.answers.review_answer import Review, TestAdvice
from amnio.clinic.vocabulary import Test
from amnio.guidance.clocks import test_clock
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.present.document import Block, Bullets, Heading, Paragraph, Step, Steps
from amnio.present.narrative.next_pregnancy import weighty_codes
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

_SHOWN_TESTS = 3  # a letter names the most telling ones only


def tests(review: Review, wording: Wording, words: OwnWords) -> list[Block]:
    heading = Heading(text=wording.text("family.heading.tests"), id="tests")
    if not review.tests:
        return [heading, Paragraph(text=wording.text("family.tests.none"))]
    shown = review.tests[:_SHOWN_TESTS]
    blocks: list[Block] = [heading, Steps(items=tuple(_step(advice, wording, words) for advice in shown))]
    if len(shown) > 1:
        blocks.append(Paragraph(text=wording.text("family.tests.most")))
    if any(advice.test in (Test.CHROMOSOMES, Test.MICROARRAY) for advice in shown):
        blocks.append(Paragraph(text=wording.text("family.tests.normal")))
    if any(advice.status == "pending" for advice in shown):
        blocks.append(Paragraph(text=wording.text("family.write_again")))
    return blocks


def _step(advice: TestAdvice, wording: Wording, words: OwnWords) -> Step:
    language, name = wording.language.value, wording.text(f"family_test.{advice.test.value}")
    when = wording.text(f"family.clock.{advice.clock}")
    if advice.status == "pending":
        return Step(when=when, what=wording.text("family.tests.waiting", test=name))
    clock = test_clock(advice.test)
    ask, expires = clock.ask(language, family=True), clock.expires(language, family=True)
    opening = wording.text("family.tests.open", test=name)
    return Step(when=when, what=wording.sentences(opening, words.fill(ask)), why=words.fill(expires))


def next_pregnancy(review: Review, wording: Wording, words: OwnWords) -> list[Block]:
    blocks: list[Block] = [
        Heading(text=wording.text("family.heading.next"), id="next"),
        Paragraph(text=wording.text("family.next.choice")),
    ]
    if recurrences := _recurrences(review, wording):
        blocks.append(Bullets(items=recurrences))
    advised = tuple(
        words.fill(advice.text(wording.language.value, family=True)) for advice in next_advice(weighty_codes(review))
    )
    if advised:
        blocks.append(Bullets(items=advised))
    return blocks


def _recurrences(review: Review, wording: Wording) -> tuple[str, ...]:
    said = []
    for recurrence in review.next_pregnancy:
        cause = wording.mechanism_or_class(recurrence.about, "family_")
        if recurrence.figure is not None:
            count = wording.numbers.people(recurrence.figure, only_a_bound=recurrence.only_a_bound)
            said.append(wording.text("family.next.count", cause=cause, count=count))
        elif recurrence.note == "no_cohort":
            said.append(wording.text("family.next.no_cohort", cause=cause))
    return tuple(dict.fromkeys(said))
