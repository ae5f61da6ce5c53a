"""The clock of each test after a loss: until when it can be asked for, what expires, how to ask, what it can change."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise

from amnio.clinic.vocabulary import Test
from amnio.guidance.advice import marked
from amnio.guidance.files import read
from amnio.guidance.source import Source, Wording, cited
from amnio.guidance.table import Table

#: Most pressing first.
CLOCKS = (
    "today",
    "within_24_hours",
    "within_72_hours",
    "before_fixation",
    "before_discard",
    "no_hurry",
    "later",
)
WHYS = ("route", "cause", "next_pregnancy", "anti_d_dose", "antibiotic")


class Still(StrEnum):
    """What can still be done of a test on a given day."""

    OPEN = "open"  # as its clock says
    LATE = "late"  # it can be done, and tells less
    KEPT = "kept"  # only with what was kept at the time: fluid, DNA, blocks, slides
    CLOSED = "closed"  # no longer


@dataclass(frozen=True, kw_only=True, slots=True)
class LaterStage:
    """What holds from so many days after the loss on: what can still be done, and what can stand in its place.

    `text_en/zh` end with the mark of a wording that was not verified.
    """

    still: Still
    from_days: int
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


@dataclass(frozen=True, kw_only=True, slots=True)
class TestClock:
    """One test. `expires_*`: what is lost by waiting; `ask_*`: what to send and where; `changes_*`: what it can change.

    `deadline_hours` counts from the loss and is None where no number of hours is known. `later`: how its window closes,
    day by day; empty where nothing expires. `expires_en/zh` end with the mark of a wording that was not verified.
    """

    __test__ = False  # not a pytest class

    test: Test
    clock: str
    deadline_hours: int | None
    why: str  # the first thing that it can change
    also: tuple[str, ...]  # further codes of WHYS
    expires_en: str
    expires_zh: str
    expires_family_en: str
    expires_family_zh: str
    ask_en: str
    ask_zh: str
    ask_family_en: str
    ask_family_zh: str
    changes_en: str
    changes_zh: str
    later: tuple[LaterStage, ...]
    wording: Wording
    sources: tuple[Source, ...]

    def still(self, days: int) -> Still:
        """What can still be done so many days after the loss."""
        return next((stage.still for stage in reversed(self.later) if days >= stage.from_days), Still.OPEN)

    def stage(self, still: Still) -> LaterStage | None:
        """The words of a stage; None for `OPEN`, whose words are those of the clock itself."""
        return next((stage for stage in self.later if stage.still is still), None)

    def expires(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.expires_family_zh if language == "zh" else self.expires_family_en
        return self.expires_zh if language == "zh" else self.expires_en

    def ask(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.ask_family_zh if language == "zh" else self.ask_family_en
        return self.ask_zh if language == "zh" else self.ask_en

    def changes(self, language: str) -> str:
        return self.changes_zh if language == "zh" else self.changes_en


@cache
def test_clock(test: Test) -> TestClock:
    """The clock in `clocks/<test>.toml`; reads that one file only."""
    table = read(f"clocks/{Test(test).value}.toml")
    wording = Wording(table.choice("wording", tuple(Wording)))
    also = table.texts("also")
    if not set(also) <= set(WHYS):
        raise table.error("also", f"may hold {', '.join(WHYS)} only")
    clock = TestClock(
        test=Test(table.choice("test", (test.value,))),
        clock=table.choice("clock", CLOCKS),
        deadline_hours=table.optional_whole("deadline_hours"),
        why=table.choice("why", WHYS),
        also=also,
        expires_en=marked(table.text("expires_en"), wording, "en"),
        expires_zh=marked(table.text("expires_zh"), wording, "zh"),
        expires_family_en=table.text("expires_family_en"),
        expires_family_zh=table.text("expires_family_zh"),
        ask_en=table.text("ask_en"),
        ask_zh=table.text("ask_zh"),
        ask_family_en=table.text("ask_family_en"),
        ask_family_zh=table.text("ask_family_zh"),
        changes_en=table.text("changes_en"),
        changes_zh=table.text("changes_zh"),
        later=_later(table),
        wording=wording,
        sources=cited(table),
    )
    table.finish()
    return clock


def sources_of_test(test: Test, still: Still) -> tuple[Source, ...]:
    """What the words about a test lean on: its clock, or the stage that holds."""
    clock = test_clock(test)
    stage = clock.stage(still)
    return clock.sources if stage is None else stage.sources


def _later(table: Table) -> tuple[LaterStage, ...]:
    """The stages in the order of their days; each kind once, and none that opens what was closed."""
    if "later" not in table:
        return ()
    stages = tuple(map(_stage, table.tables("later")))
    order = [(stage.from_days, tuple(Still).index(stage.still)) for stage in stages]
    if any(after[0] <= before[0] or after[1] <= before[1] for before, after in pairwise(order)):
        raise table.error("later", "must go on from day to day, and from late to kept to closed")
    return stages


def _stage(row: Table) -> LaterStage:
    wording = Wording(row.choice("wording", tuple(Wording)))
    stage = LaterStage(
        still=Still(row.choice("still", (Still.LATE, Still.KEPT, Still.CLOSED))),
        from_days=row.whole("from_days"),
        text_en=marked(row.text("text_en"), wording, "en"),
        text_zh=marked(row.text("text_zh"), wording, "zh"),
        family_en=row.text("family_en"),
        family_zh=row.text("family_zh"),
        wording=wording,
        sources=cited(row),
    )
    row.finish()
    return stage


test_clock.__test__ = False  # type: ignore[attr-defined]  # named for a laboratory test
