"""From when to when a test before birth is usually done."""

from dataclasses import dataclass
from functools import cache

from amnio.clinic.gestation import GestationalAge
from amnio.guidance.files import read
from amnio.guidance.source import Source, cited


@dataclass(frozen=True, kw_only=True, slots=True)
class TestWindow:
    """`first` and `last` are both days on which the test is done."""

    __test__ = False  # not a pytest class

    first: GestationalAge
    last: GestationalAge
    sources: tuple[Source, ...]


@cache
def villus_sampling_window() -> TestWindow:
    table = read("test_windows.toml")
    row = table.table("villus_sampling")
    window = TestWindow(first=row.age("from"), last=row.age("until"), sources=cited(row))
    row.finish()
    table.finish()
    return window
