"""What comes next for a family: tests still to choose or to wait for, and a next pregnancy, if they want one."""

from amnio.answers.review_answer import Review, TestAdvice
from amnio.answers.unanswered import OpenTest, Unanswered
from amnio.clinic.vocabulary import Test
from amnio.guidance.clocks import Still, test_clock
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.present.document import Block, Bullets, Heading, Paragraph, Step, Steps
from amnio.present.narrative.next_pregnancy import weighty_codes
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

_SHOWN_TESTS = 3  # a letter names the most telling ones only


def tests(review: Review | Unanswered, wording: Wording, words: OwnWords) -> list[Block]:
    """What can still be had on the day of writing, the most telling first, or where there is no answer what is awaited
    and then what is most pressing; what no longer can be had stands elsewhere."""
    heading = Heading(text=wording.text("family.heading.tests"), id="tests")
    shown = _shown(review)
    if not shown:
        return [heading, Paragraph(text=wording.text("family.tests.none"))]
    blocks: list[Block] = [heading, Steps(items=tuple(_step(advice, wording, words) for advice in shown))]
    to_choose = [advice for advice in shown if advice.status == "open"]
    if to_choose:
        first_is_certain = len(shown) > 1 and shown[0].still in (Still.OPEN, Still.LATE)
        most = first_is_certain and isinstance(review, Review)
        blocks.append(Paragraph(text=wording.text(f"family.tests.{'most' if most else 'choice'}")))
    if any(advice.test in (Test.CHROMOSOMES, Test.MICROARRAY) for advice in shown):
        blocks.append(Paragraph(text=wording.text("family.tests.normal")))
    if any(advice.status == "pending" for advice in shown):
        blocks.append(Paragraph(text=wording.text("family.write_again")))
    return blocks


def _shown(review: Review | Unanswered) -> list[TestAdvice | OpenTest]:
    possible = [advice for advice in review.tests if advice.still is not Still.CLOSED]
    if isinstance(review, Unanswered):
        possible.sort(key=lambda advice: advice.status != "pending")
    return list(possible[:_SHOWN_TESTS])


def no_longer(review: Review | Unanswered, wording: Wording, words: OwnWords) -> tuple[str, ...]:
    """The tests that can no longer be had on the day of writing, those together of which the same can be said."""
    closed: dict[str, list[str]] = {}
    for advice in review.tests:
        if advice.still is Still.CLOSED and (stage := test_clock(advice.test).stage(advice.still)) is not None:
            said = words.fill(stage.text(wording.language.value, family=True))
            closed.setdefault(said, []).append(wording.text(f"family_test.{advice.test.value}"))
    return tuple(
        wording.sentences(wording.text("family.tests.closed", tests=wording.series(names)), said)
        for said, names in closed.items()
    )


def _step(advice: TestAdvice | OpenTest, wording: Wording, words: OwnWords) -> Step:
    language, name = wording.language.value, wording.text(f"family_test.{advice.test.value}")
    if advice.status == "pending":
        when = wording.text("family.tests.under_way")
        return Step(when=when, what=wording.text("family.tests.waiting", test=name))
    clock = test_clock(advice.test)
    if (stage := clock.stage(advice.still)) is not None:
        return Step(
            when=wording.text(f"family.still.{advice.still.value}"),
            what=wording.text(f"family.tests.{advice.still.value}", test=name),
            why=words.fill(stage.text(language, family=True)),
        )
    when = wording.text(f"family.clock.{advice.clock}")
    ask, expires = clock.ask(language, family=True), clock.expires(language, family=True)
    opening = wording.text("family.tests.open", test=name)
    return Step(when=when, what=wording.sentences(opening, words.fill(ask)), why=words.fill(expires))


def next_pregnancy(
    review: Review | Unanswered,
    wording: Wording,
    words: OwnWords,
    *,
    with_care: bool = False,
    codes: tuple[str, ...] = (),
) -> list[Block]:
    """What is advised, without what the care plan on the same page says already (`with_care`) or what is over.

    `codes`: mechanisms and fetal classes that are spoken of where there is no answer.
    """
    if isinstance(review, Review):
        codes = weighty_codes(review)
    blocks: list[Block] = [
        Heading(text=wording.text("family.heading.next"), id="next"),
        Paragraph(text=wording.text("family.next.choice")),
    ]
    if isinstance(review, Review) and (recurrences := _recurrences(review, wording)):
        blocks.append(Bullets(items=recurrences))
    said = {item.item for item in (*(review.care if with_care else ()), *review.care_over)}
    advised = tuple(
        words.fill(advice.text(wording.language.value, family=True))
        for advice in next_advice(codes)
        if advice.code not in said
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
