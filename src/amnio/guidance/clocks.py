"""The clock of each test after a loss: until when it can be asked for, what expires, how to ask, what it can change."""

from dataclasses import dataclass
from functools import cache

from amnio.clinic.vocabulary import Test
from amnio.guidance.advice import marked
from amnio.guidance.files import read
from amnio.guidance.source import Source, Wording, cited

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


@dataclass(frozen=True, kw_only=True, slots=True)
class TestClock:
    """One test. `expires_*`: what is lost by waiting; `ask_*`: what to send and where; `changes_*`: what it can change.

    `deadline_hours` counts from the loss and is None where no number of hours is known. `expires_en/zh` end with the
    mark of a wording that was not verified.
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
    wording: Wording
    sources: tuple[Source, ...]

    def expires(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.expires_family_zh if language == "zh" else self.expires_family_en
        return self.expires_zh if language == "zh" else self.expires_en

    def ask(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.ask_family_zh if language == "zh" else self.ask_family_en
        return self.ask_zh if language == "zh" else self.ask_en


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
        wording=wording,
        sources=cited(table),
    )
    table.finish()
    return clock


test_clock.__test__ = False  # type: ignore[attr-defined]  # named for a laboratory test
