"""The parts of a page of care, in the order in which they are read; each is empty where the answer holds nothing."""

from collections.abc import Iterable

from amnio.answers.care_answer import Care, CareTest
from amnio.answers.review_answer import Recurrence
from amnio.guidance.care_item import CareItem
from amnio.guidance.clocks import test_clock
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.guidance.occasion import Occasion
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Audience, Block, Bullets, Heading, Paragraph, Step, Steps, Table
from amnio.present.narrative import basis, care, care_compare, care_regimens
from amnio.present.narrative.care_when import until, when
from amnio.present.narrative.next_pregnancy import figure, note_of
from amnio.present.narrative.own_words import OwnWords
from amnio.present.narrative.wording import Wording

#: The topics of each part of the page. A topic that stands nowhere is a mistake that a test finds.
TOPICS: dict[str, tuple[str, ...]] = {
    "infection": ("antibiotics", "fever_after_misoprostol", "crp_without_signs"),
    "watch": ("watch_closely", "watch_two_weeks", "warning_signs", "leak", "normal_first_days", "temperature"),
    "now": ("anti_d", "blood_count"),
    "home": (
        "rest",
        "intercourse",
        "tub_bath",
        "shower",
        "swimming",
        "douching",
        "pads",
        "bleeding_expected",
        "milk",
    ),
    "results": ("result_rapid", "result_chromosomes", "result_microarray"),
    "later": ("follow_up", "mood_screen", "self_harm", "contraception", "interval"),
}
_SEPSIS = (Urgency.SEPSIS, Urgency.POSSIBLE_SEPSIS)


class Sections:
    """Writes the parts of one answer in one language, for one audience."""

    def __init__(self, answer: Care, wording: Wording, words: OwnWords, *, in_registry: bool = False) -> None:
        self.answer = answer
        self.wording = wording
        self.words = words
        self.in_registry = in_registry
        self.family = wording.audience is Audience.FAMILY

    def infection(self, *, above: bool = True) -> list[Block]:
        """After a loss: what to do when it could be sepsis, antibiotics or why not, and what protocols hold.

        `above`: the box of the signs that were recorded stands above.
        """
        steps = self._steps("infection")
        if self.family:
            return self._headed("infection", [steps] if steps else [])
        blocks: list[Block] = []
        if self.answer.occasion is Occasion.AFTER_LOSS:
            blocks += self._sepsis(above=above)
        if steps:
            blocks.append(steps)
        if self.answer.regimens:
            blocks.append(care_regimens.table(self.answer, self.wording))
        return self._headed("infection", blocks)

    def _sepsis(self, *, above: bool) -> list[Block]:
        recorded = bool(set(_SEPSIS) & set(self.answer.urgent))
        if recorded and above:
            return [Paragraph(text=self.wording.text("care.infection.above"))]
        lines = urgent_text(Urgency.SEPSIS).lines(self.wording.language.value)
        told = self.wording.text("care.infection.then" if recorded else "care.infection.none")
        return [Paragraph(text=told), Bullets(items=lines)]

    def plan(self, part: str) -> list[Block]:
        steps = self._steps(part)
        return self._headed(part, [steps] if steps else [])

    def home(self) -> list[Block]:
        blocks: list[Block] = []
        if self.answer.comparisons:
            blocks.append(care_compare.table(self.answer, self.wording))
        if steps := self._steps("home"):
            blocks.append(steps)
        return self._headed("home", blocks)

    def later(self) -> list[Block]:
        steps = self._steps("later")
        return self._headed("later", [*self._mood(), *([steps] if steps else [])])

    def _mood(self) -> list[Block]:
        if self.family:
            due = any(score.further for score in self.answer.mood)
            return [Paragraph(text=self.wording.text("care.family.mood", phone=self.words.phone))] if due else []
        return [
            Paragraph(
                text=self.wording.text(
                    f"care.mood.{score.questionnaire.value}{'' if score.further else '_below'}",
                    total=score.total,
                    limit=score.limit,
                )
            )
            for score in self.answer.mood
        ]

    def tests(self) -> list[Block]:
        if not self.answer.tests or self.family:
            return []
        return self._headed("tests", [Steps(items=tuple(map(self._test, self.answer.tests)))])

    def _test(self, test: CareTest) -> Step:
        wording = self.wording
        clock, language = test_clock(test.test), wording.language.value
        name = wording.capital(wording.text(f"test.{test.test.value}"))
        told = wording.text(f"clock.{test.clock}")
        if test.until is not None:
            told = wording.labelled(told, until(test.until, self.answer, wording))
        if test.status == "pending":
            return Step(when=told, what=wording.labelled(name, wording.text("care.tests.waiting")))
        if (stage := clock.stage(test.still)) is not None:
            first, rest = wording.first_sentence(stage.text(language))
            told = wording.text(f"clock.still.{test.still.value}")
            return Step(when=told, what=wording.labelled(name, first), why=basis.of_text(stage, wording), more=rest)
        first, rest = wording.first_sentence(clock.ask(language))
        return Step(
            when=told,
            what=wording.labelled(name, first),
            why=basis.of_text(clock, wording),
            more=wording.sentences(rest, clock.expires(language)),
        )

    def next_pregnancy(self) -> list[Block]:
        """For a family only where a cause was named: a next pregnancy is not everybody's question now."""
        plan, wording = self.answer.next_pregnancy, self.wording
        if plan is None or (self.family and not plan.codes):
            return []
        language = wording.language.value
        told = {item.item for item in (*self.answer.plan, *self.answer.over)}
        advised = [advice for advice in next_advice(plan.codes) if advice.code not in told]
        if self.family:
            said = tuple(self.words.fill(advice.text(language, family=True)) for advice in advised)
            return self._headed("next", [Paragraph(text=wording.text("family.next.choice")), Bullets(items=said)])
        causes = wording.listing([wording.mechanism_or_class(code) for code in plan.codes])
        if plan.codes:
            origin = wording.text(f"care.next.{plan.given_by}", causes=causes)
        else:
            nobody = "care.next.nobody_here" if self.in_registry else "care.next.nobody"
            origin = wording.text(nobody if plan.given_by == "nobody" else "care.next.review_without")
        blocks: list[Block] = [Paragraph(text=origin)]
        if plan.recurrences:
            blocks.append(self._recurrences(plan.recurrences))
        steps = []
        for advice in advised:
            first, rest = wording.first_sentence(advice.text(language))
            more = wording.sentences(rest, advice.basis(language))
            steps.append(Step(when="", what=first, why=basis.of_advice(advice, wording), more=more))
        return self._headed("next", [*blocks, Steps(items=tuple(steps))])

    def _recurrences(self, recurrences: Iterable[Recurrence]) -> Table:
        wording = self.wording
        return Table(
            caption=wording.text("care.next.caption"),
            columns=(
                wording.text("next.column_about"),
                wording.text("care.next.column_figure"),
                wording.text("next.column_note"),
            ),
            rows=tuple(
                (wording.mechanism_or_class(each.about), figure(each, wording), note_of(each, wording))
                for each in recurrences
            ),
            numeric=(1,),
        )

    def _steps(self, part: str) -> Steps | None:
        items = [item for item in self.answer.plan if item.topic in TOPICS[part]]
        return Steps(items=tuple(map(self._step, items))) if items else None

    def _step(self, item: CareItem) -> Step:
        span = when(item, self.answer, self.wording)
        if self.family:
            span = self.wording.capital(span)
        step = care.step(item, self.answer.day_zero, self.wording, self.words, span=span)
        return care.with_passed(step, item, self.answer.asked_on, self.wording)

    def _headed(self, part: str, blocks: list[Block]) -> list[Block]:
        """The blocks under their heading; nothing where there is nothing to say."""
        if not blocks:
            return []
        family = "family." if self.family else ""
        return [Heading(text=self.wording.text(f"care.{family}heading.{part}"), id=part), *blocks]
