"""`amnio care` as a user types it: every form, and every mistake with what to write instead."""

import importlib.util
import json

import jsonschema
import pytest
import vobject

LOSS = """
id = "care-after-a-loss"
[procedure]
kind = "amniocentesis"
at = "16+3"
on = 2026-03-02
[loss]
outcome = "loss"
at = "17+4"
on = 2026-03-10
"""
PROCEDURE = """
id = "care-after-procedure"
[pregnancy]
rhd = "negative"
[procedure]
kind = "amniocentesis"
at = "16+3"
on = 2026-03-27
[loss]
outcome = "ongoing"
"""


@pytest.fixture
def loss(tmp_path):
    path = tmp_path / "loss.toml"
    path.write_text(LOSS, encoding="utf-8")
    return path


@pytest.fixture
def procedure(tmp_path):
    path = tmp_path / "procedure.toml"
    path.write_text(PROCEDURE, encoding="utf-8")
    return path


def test_a_loss_is_answered_on_the_terminal(run, loss) -> None:
    ran = run("care", loss)
    assert ran.status == 0
    assert ran.text.startswith("Care after a loss")
    assert "not until 10 Apr 2026" in ran.text


def test_a_procedure_is_answered_for_the_family_in_chinese(run, procedure) -> None:
    ran = run("care", procedure, "--for", "family", "--language", "zh", "--phone", "555 0100")
    assert ran.status == 0
    assert "请打555 0100" in ran.text
    assert "下一次见面：2026年4月10日（星期五）" in ran.text
    assert "二维码" not in ran.text, "nobody holds a camera to a terminal"
    assert "方块" not in ran.text


def test_standard_input_is_a_case_too(run) -> None:
    assert run("care", "-", stdin=LOSS.encode()).status == 0


def test_the_record_matches_its_schema(run, loss, procedure) -> None:
    schema = json.loads(run("schema", "care").out)
    for path, more in ((loss, ("--cause", "t21")), (procedure, ("--hour", "14:30", "--time-zone", "Asia/Shanghai"))):
        record = json.loads(run("care", path, "--format", "json", *more).out)
        jsonschema.validate(record, schema)
    assert record["time_zone"] == "Asia/Shanghai"
    assert "2026-03-30T14:30:00+08:00" in [event["moment"] for event in record["events"]]


def test_several_forms_go_to_files_of_their_own(run, loss, tmp_path) -> None:
    formats = [part for form in ("html", "pdf", "json", "ics") for part in ("--format", form)]
    ran = run("care", loss, *formats, "--output", tmp_path / "plan")
    assert ran.status == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "loss.toml",
        "plan.html",
        "plan.pdf",
        "plan.json",
        "plan.ics",
    }
    assert 'class="qr"' in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_the_ending_of_the_output_names_the_calendar(run, procedure, tmp_path) -> None:
    place = tmp_path / "dates.ics"
    ran = run("care", procedure, "--hour", "14:30", "--time-zone", "Europe/London", "--output", place)
    assert ran.status == 0
    events = vobject.readOne(place.read_bytes().decode()).vevent_list
    assert {event.summary.value for event in events} == {"Appointment", "Reminder"}


def test_a_review_knows_no_calendar(run, loss, tmp_path) -> None:
    assert run("review", loss, "--format", "ics").status == 2


def test_a_calendar_without_a_zone_says_that_its_hours_float(run, procedure) -> None:
    ran = run("care", procedure, "--format", "ics", "--hour", "14:30")
    assert ran.status == 0
    assert "No --time-zone was given" in ran.err
    assert b"DTSTART:20260330T143000\r\n" in ran.out


def test_after_a_loss_that_is_not_recorded_the_plan_says_so(run, procedure) -> None:
    assert "this record holds no loss" in run("care", procedure, "--after", "loss").text.replace("\n", " ")


@pytest.mark.parametrize(
    ("arguments", "what", "instead"),
    [
        (("--profile", "chna"), "There is no profile chna", "Did you mean china?"),
        (("--time-zone", "Asia/Shangai"), "There is no time zone Asia/Shangai", "Did you mean Asia/Shanghai?"),
        (("--hour", "25:00"), "25:00 is not an hour", "Write it as 14:30"),
        (("--hour", "2pm"), "2pm is not an hour", "Write it as 14:30"),
        (("--cause", "t22"), "There is no cause t22", "Did you mean t21?"),
        (("--cause", "t21", "--from-review"), "--cause and --from-review were both given", "Keep one of them"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(run, loss, arguments, what, instead) -> None:
    ran = run("care", loss, *arguments)
    assert (ran.status, ran.out) == (2, b"")
    assert what in ran.words
    assert instead in ran.words
    assert "Traceback" not in ran.err


def test_no_case_is_told(run) -> None:
    ran = run("care")
    assert ran.status == 2
    assert "amnio case new --for care" in ran.words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_whether_it_goes_on_or_was_lost_is_asked_and_never_guessed(run, language) -> None:
    case = PROCEDURE.partition("[loss]")[0].encode()
    for given in (case, case + b"[loss]\n"):
        ran = run("care", "-", "--language", language, stdin=given)
        assert (ran.status, ran.out) == (2, b"")
        assert 'outcome = "ongoing"' in ran.words


def test_a_loss_without_its_week_is_asked_for_the_week(run) -> None:
    case = LOSS.replace('at = "17+4"', "").replace("on = 2026-03-10", "").replace("on = 2026-03-02", "").encode()
    ran = run("care", "-", stdin=case)
    assert ran.status == 2
    assert "loss.at" in ran.words
    assert "ongoing" not in ran.words


def test_another_fault_of_the_case_is_told_as_it_is(run) -> None:
    ran = run("care", "-", stdin=PROCEDURE.replace("16+3", "sixteen").encode())
    assert ran.status == 2
    assert "procedure.at" in ran.words


def test_a_next_pregnancy_is_no_question_while_this_one_goes_on(run, procedure) -> None:
    for given in (("--cause", "t21"), ("--from-review",)):
        ran = run("care", procedure, *given)
        assert ran.status == 2
        assert "this one goes on" in ran.words


def test_an_hour_that_the_clocks_jumped_over_is_refused(run) -> None:
    case = PROCEDURE.replace("2026-03-27", "2026-03-29").encode()
    ran = run("care", "-", "--hour", "01:30", "--time-zone", "Europe/London", stdin=case)
    assert ran.status == 2
    assert "2026-03-29 01:30 did not exist in Europe/London" in ran.words


def test_without_a_date_there_is_a_page_and_no_calendar(run) -> None:
    case = "\n".join(line for line in LOSS.splitlines() if not line.startswith("on")).encode()
    page = run("care", "-", stdin=case)
    assert page.status == 0
    assert "Day 0 is the day of the loss." in page.text
    for arguments in (("--format", "ics"), ("--hour", "14:30")):
        ran = run("care", "-", *arguments, stdin=case)
        assert (ran.status, ran.out) == (2, b"")
        assert "procedure.on" in ran.words


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_done_yet_is_refused_with_status_3(run, language) -> None:
    ran = run("care", "-", "--language", language, stdin=b'[plan]\nkind = "amniocentesis"\nat = "15+0"')
    assert (ran.status, ran.out) == (3, b"")
    assert {"en": "No care plan", "zh": "没有照护计划"}[language] in ran.words


def test_without_the_packages_a_calendar_is_refused_and_a_page_has_no_code(run, loss, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    ran = run("care", loss, "--format", "ics")
    assert ran.status == 2
    assert 'pip install "amnio[calendar]"' in ran.words
    page = run("care", loss, "--output", tmp_path / "page.html")
    assert page.status == 0
    assert "square code" in page.err
    assert 'class="qr"' not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_what_is_there_is_not_replaced(run, loss, tmp_path) -> None:
    place = tmp_path / "plan.ics"
    place.write_text("mine")
    assert run("care", loss, "--output", place).status == 2
    assert place.read_text() == "mine"


@pytest.mark.parametrize("audience", ["clinician", "family"])
@pytest.mark.parametrize(("language", "says"), [("en", "A made-up example."), ("zh", "虚构的示例")])
def test_an_example_is_answered_and_says_that_it_is_made_up(run, language, says, audience) -> None:
    for name in ("", "=care-after-procedure"):
        answer = run("care", f"--example{name}", "--language", language, "--for", audience)
        assert answer.status == 0
        assert says in answer.text


def test_a_case_of_ones_own_is_not_called_made_up(run, loss) -> None:
    assert "made-up" not in run("care", loss).text


def test_a_case_and_an_example_are_two_inputs(run, loss) -> None:
    answer = run("care", loss, "--example", "care-after-loss")
    assert answer.status == 2
    assert "--example" in answer.err
