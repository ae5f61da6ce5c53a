"""What people type at a keyboard is read where only one thing can be meant, and refused where it is not so."""

import pytest

from amnio.registry.forms.as_written import as_written
from amnio.registry.forms.fields import dating_fields
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import Sheet


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("gestation", "１２＋３", "12+3"),
        ("gestation", "12 + 3", "12+3"),
        ("gestation", "孕12周3天", "12+3"),
        ("gestation", "12周+3", "12+3"),
        ("gestation", "12w3d", "12+3"),
        ("gestation", "12 weeks 3 days", "12+3"),
        ("day", "2026/3/8", "2026-03-08"),
        ("day", "2026.03.08", "2026-03-08"),
        ("day", "2026年3月8日", "2026-03-08"),
        ("day", "20260308", "2026-03-08"),
        ("number", "３８．６", "38.6"),
        ("number", "38。6", "38.6"),
        ("risk", "１：２５０", "1:250"),
    ],
)
def test_one_meaning_is_read(kind: str, typed: str, read: str) -> None:
    assert as_written(kind, typed) == read


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("gestation", "12.3"),  # a fraction of a week, or days
        ("gestation", "12周"),  # completed weeks, days not told
        ("gestation", "12+9"),
        ("day", "08/03/2026"),  # March or August
        ("day", "26-3-8"),
        ("day", "2026-3/8"),
        ("day", "99999999"),
        ("number", "38,6"),
        ("text", "１２＋３"),  # her own words stay as they are
    ],
)
def test_what_could_mean_something_else_stays_as_it_was_typed(kind: str, typed: str) -> None:
    assert as_written(kind, typed) == typed


def test_both_kinds_of_sheets_read_it_and_show_again_what_was_typed() -> None:
    sheet = Sheet.read("contact", {"signs.temperature_c": "３８．６"}, "zh")
    assert (sheet.ok, sheet.values["signs.temperature_c"]) == (True, 38.6)
    typed = {"dating.at": "12周3天", "dating.on": "2026/3/8", "dating.method": "scan"}
    dating = PlainSheet.read(dating_fields(again=False), typed, "zh")
    assert dating.ok
    assert str(dating.values["at"]) == "12+3"
    assert dating.typed["dating.at"] == "12周3天"


def test_a_day_that_never_was_is_still_refused() -> None:
    typed = {"dating.at": "12+3", "dating.on": "2026/2/30", "dating.method": "scan"}
    assert not PlainSheet.read(dating_fields(again=False), typed, "en").ok
