"""The calendar of a care plan, read back by parsers that are not the one that wrote it; and its code on paper."""

import re
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import vobject
import zxingcpp

from amnio.answers.care_answer import Care
from amnio.present import calendar, qr_code
from amnio.present.calendar_entry import CalendarEntry
from amnio.present.document import Audience, Language, QrCode
from amnio.present.narrative import care_calendar, care_page
from tests.unit.answers.care_cases import AFTER_LOSS, care_of
from tests.unit.present.care_answers import care_answers

NOW = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
DATED = tuple(name for name, answer in care_answers().items() if answer.events)


def written(answer: Care, language: Language = Language.EN, *, plain_titles: bool = False) -> bytes:
    entries = care_calendar.entries(answer, language=language, phone="555 0100", plain_titles=plain_titles)
    return calendar.render(entries, name="Dates", language=language, made_at=NOW)


def read(content: bytes) -> list:
    return list(vobject.readOne(content.decode()).vevent_list)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", DATED)
def test_lines_are_folded_at_75_octets_and_end_with_cr_lf(name: str, language: Language) -> None:
    content = written(care_answers()[name], language)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no character is cut in two


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", DATED)
def test_another_parser_reads_every_entry_back(name: str, language: Language) -> None:
    answer = care_answers()[name]
    events = read(written(answer, language))
    assert [event.uid.value for event in events] == [event.uid for event in answer.events]
    entries = care_calendar.entries(answer, language=language, phone="555 0100")
    assert [event.description.value for event in events] == [entry.details for entry in entries]
    for event, expected in zip(events, answer.events, strict=True):
        if expected.on is not None:
            assert event.dtstart.value == expected.on
            assert event.dtend.value == expected.on + timedelta(days=1)
        else:
            assert event.dtstart.value == expected.moment
        assert event.dtstamp.value == NOW
        assert getattr(event, "class").value == "PRIVATE"
        assert event.transp.value == "TRANSPARENT"
        assert event.valarm_list
        assert {alarm.description.value for alarm in event.valarm_list} == {event.summary.value}


def test_a_moment_is_written_in_utc_whatever_the_clocks_did_in_between() -> None:
    content = written(care_answers()["procedure_timed"]).decode()
    # From Friday 14:30 in London to Monday 15:30: 72 hours, the clocks having gone forward on Sunday.
    assert "DTSTART:20260330T143000Z" in content
    assert "VTIMEZONE" not in content
    assert "Until Monday 30 March 2026\\, 15:30" in content.replace("\r\n ", "")


def test_a_moment_without_a_zone_floats() -> None:
    content = written(care_answers()["procedure_china"]).decode()
    assert re.search(r"DTSTART:20260329T090000\r\n", content)


def test_days_are_dates_and_know_no_zone() -> None:
    content = written(care_answers()["loss_septic"]).decode()
    assert "DTSTART;VALUE=DATE:20260410" in content


@pytest.mark.parametrize("name", DATED)
def test_titles_are_discreet_unless_asked_for(name: str) -> None:
    answer = care_answers()[name]
    english = {event.summary.value for event in read(written(answer))}
    assert english <= {"Appointment", "Reminder"}
    chinese = {event.summary.value for event in read(written(answer, Language.ZH))}
    assert chinese <= {"预约", "提醒"}
    plain = {event.summary.value for event in read(written(answer, plain_titles=True))}
    assert not plain & {"Appointment", "Reminder"}


@pytest.mark.parametrize("name", DATED)
def test_nothing_but_the_details_says_what_it_is_about(name: str) -> None:
    for line in written(care_answers()[name]).decode().replace("\r\n ", "").split("\r\n"):
        if not line.startswith("DESCRIPTION"):
            assert not re.search(r"loss|amnioc|anti|tub|mood|preg|care-", line, re.IGNORECASE), line


@pytest.mark.parametrize("name", DATED)
def test_both_languages_have_the_same_entries_at_the_same_times(name: str) -> None:
    kept = [
        [(event.uid.value, event.dtstart.value) for event in read(written(care_answers()[name], language))]
        for language in Language
    ]
    assert kept[0] == kept[1]


def test_the_end_of_watching_repeats_the_signs() -> None:
    said = " ".join(entry.details for entry in care_calendar.entries(care_answers()["procedure_plain"], language="en"))
    assert "Fluid runs from the vagina." in said
    assert "Come at once" in said


def test_commas_semicolons_backslashes_and_line_ends_are_escaped() -> None:
    entry = CalendarEntry(uid="1@amnio", title="a,b;c\\d", details="one\ntwo, three; four", starts=date(2026, 3, 28))
    content = calendar.render([entry], name="n", language=Language.EN, made_at=NOW)
    assert b"SUMMARY:a\\,b\\;c\\\\d" in content
    (event,) = read(content)
    assert (event.summary.value, event.description.value) == ("a,b;c\\d", entry.details)


def picture(content: str) -> np.ndarray:
    """The code as a print of it would be: dark on white, eight dots a module."""
    modules = np.pad(1 - np.array(qr_code.modules(content), dtype=np.uint8), 4, constant_values=1)
    return np.kron(modules * 255, np.ones((8, 8), dtype=np.uint8)).astype(np.uint8)


def code_of(name: str, language: Language, audience: Audience) -> QrCode | None:
    blocks = care_page.write(care_answers()[name], language=language, audience=audience, code=True).blocks
    return next((block for block in blocks if isinstance(block, QrCode)), None)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", DATED)
def test_the_code_on_paper_is_the_next_visit_and_nothing_else(
    name: str, language: Language, audience: Audience
) -> None:
    code = code_of(name, language, audience)
    visit = care_calendar.next_visit(care_answers()[name])
    if visit is None:
        assert code is None
        return
    assert code is not None
    assert len(code.content.encode()) <= qr_code.LONGEST
    (seen,) = zxingcpp.read_barcodes(picture(code.content))
    assert seen.text == code.content
    event = vobject.readOne(seen.text)
    assert event.name == "VEVENT"
    assert event.dtstart.value == visit[1]
    assert event.summary.value == {Language.EN: "Appointment", Language.ZH: "预约"}[language]
    assert {child.name for child in event.getChildren()} == {"UID", "DTSTAMP", "SUMMARY", "DTSTART"}


def test_a_visit_that_is_over_on_the_day_of_asking_is_not_the_next_one() -> None:
    assert code_of("loss_late_asking", Language.EN, Audience.FAMILY) is None
    assert code_of("loss_undated", Language.EN, Audience.FAMILY) is None


@pytest.mark.parametrize(
    ("asked", "day"),
    [("2026-03-16", date(2026, 3, 17)), ("2026-03-20", date(2026, 3, 20)), ("2026-03-24", date(2026, 3, 24))],
)
def test_a_visit_whose_time_has_come_is_the_next_one_until_that_time_is_over(asked: str, day: date) -> None:
    answer = care_of(AFTER_LOSS, rest=f"[aftercare]\non = {asked}")
    assert [found for _, found in filter(None, [care_calendar.next_visit(answer)])] == [day]
    assert care_calendar.next_visit(care_of(AFTER_LOSS, rest="[aftercare]\non = 2026-03-25")) is None


def test_a_text_too_long_for_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        qr_code.draw("x" * (qr_code.LONGEST + 1))


def test_the_label_of_a_code_is_text_and_never_markup() -> None:
    assert 'aria-label="a&quot;&lt;b&gt;"' in qr_code.draw("text", label='a"<b>')
