"""A file that is no case file gets a clear word: what it is, where it breaks, what to do. Nothing hangs."""

import io
import os
import random
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError, Problem
from amnio.exchange import file_bytes
from amnio.exchange.case_file import case_template, parse_case, read_case

GOOD_TOML = '[procedure]\nkind = "amniocentesis"\nat = "16+3"\n[loss]\noutcome = "loss"\nat = "18+2"\n'
GOOD_JSON = '{"procedure": {"kind": "amniocentesis", "at": "16+3"}, "loss": {"outcome": "loss", "at": "18+2"}}'

#: Text, code, and words that the problem must hold.
BROKEN_TOML = [
    ("[procedure]\nat = 16+3\n", "line 2, column 8", 'at = "16+3"'),
    ("[procedure]\nat = \n", "line 2", "leave the line out"),
    ("[procedure]\nkind = amniocentesis\n", "line 2, column 8", 'kind = "amniocentesis"'),
    ("[procedure]\nkind: amniocentesis\n", "line 2", "name = value"),
    ("[procedure\nkind = 1\n", "line 1", "must end with ]"),
    ("[procedure]\nkind = “amniocentesis”\n", "line 2", "straight quotation marks"),
    ("[words]\nwants_anyway_answer = True\n", "line 2", "true in small letters"),
    ("[signs]\nfever = None\n", "line 2", "leave the line out"),
    ("[signs]\ncrp_mg_l = 4,8\n", "line 2", "4.8"),
    ('[words]\nbaby = "unclosed\n', "line 2", "never closed"),
    ("other_facts = ['a', 'b'\n", "line 1", "never closed"),
    ("words = {baby = 'a',}\n", "line 1", "no name that can be read"),
    ("kind\n", "line 1", "equals sign"),
    ("= 3\n", "line 1", "no name"),
    ('[words]\nbaby = "a\x01b"\n', "line 2", "not allowed"),
    ('[words]\nbaby = "a\\qb"\n', "line 2", "not allowed"),
    ("passes = " + "9" * 5000, "line 1", "thousands of digits"),
    ("[procedure]\nat = 2024-13-01\n", "line 2", 'at = "2024-13-01"'),
    ("dear colleague,\n\nthis woman lost her pregnancy\n", "line 1", "template"),
]
BROKEN_JSON = [
    ('{"procedure": {"at": 16+3}}', "line 1, column 24", "comma or a closing bracket"),
    ("{'procedure': 1}", "line 1, column 2", "double quotation marks"),
    ("{procedure: 1}", "line 1, column 2", "double quotation marks"),
    ('{"procedure": 1,}', "line 1, column 17", "Delete the comma"),
    ('{"procedure": 1', "line 1", "closing bracket"),
    ('{"a": True}', "line 1", "true in small letters"),
    ('{"a": None}', "line 1", "null in JSON"),
    ('{"a": amniocentesis}', "line 1", '"a": "amniocentesis"'),
    ('{"a": "unclosed}', "line 1", "never closed"),
    ('{"a": "b\x01"}', "line 1", "not allowed"),
    ('{"a" 1}', "line 1", "colon"),
    ('{"a": 1} {"a": 2}', "line 1, column 10", "more follows"),
    ('{"a":\n ' + "9" * 5000 + "}", "line 2, column 2", "thousands of digits"),
]


def _problems(path: object, **options: str) -> tuple[Problem, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(path, **options)  # type: ignore[arg-type]
    assert str(caught.value)
    assert caught.value.written("zh")
    return caught.value.problems


def _only(path: object, **options: str) -> Problem:
    (problem,) = _problems(path, **options)
    return problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "case.toml"


@pytest.mark.parametrize(("text", "place", "says"), BROKEN_TOML)
def test_broken_toml_is_shown_with_its_place_and_a_hint(file: Path, text: str, place: str, says: str) -> None:
    file.write_text(text)
    problem = _only(file)
    assert problem.code is Code.BROKEN_TOML
    assert place in problem.why
    assert says in str(problem)


@pytest.mark.parametrize(("text", "place", "says"), BROKEN_JSON)
def test_broken_json_is_shown_with_its_place_and_a_hint(tmp_path: Path, text: str, place: str, says: str) -> None:
    file = tmp_path / "case.json"
    file.write_text(text)
    problem = _only(file)
    assert problem.code is Code.BROKEN_JSON
    assert place in problem.why
    assert says in str(problem)


def test_json_called_toml_on_purpose_is_told_so(file: Path) -> None:
    file.write_text(GOOD_JSON)
    assert "looks like JSON" in _only(file, format="toml").instead


def test_json_in_a_toml_file_is_read_all_the_same(file: Path) -> None:
    file.write_text(GOOD_JSON)
    assert str(read_case(file).loss.at) == "18+2"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('[procedure]\nat = "16+3"\nat = "16+4"\n', "procedure.at"),
        ('[procedure]\nat = "16+3"\nat = "16+4"\n\n[loss]\nat = "18+2"\n', "procedure.at"),
        ('[loss]\nat = "18+2"\n[loss]\noutcome = "loss"\n', "loss"),
        ('id = "a"\nid = "b"', "id"),
        ('procedure.at = "16+3"\n[procedure]\nkind = "none"\n', "procedure"),
        ('words = {baby = "a", baby = "b"}\n', "words"),
    ],
)
def test_what_a_toml_file_gives_twice_is_named(file: Path, text: str, path: str) -> None:
    file.write_text(text)
    problem = _only(file)
    assert (problem.code, problem.path) == (Code.TWICE_IN_FILE, path)


def test_what_a_json_file_gives_twice_is_named_beside_all_other_problems() -> None:
    with pytest.raises(CaseError) as caught:
        parse_case('{"id": "a", "id": "b", "procedure": {"kind": "none", "kind": "none"}, "loss": {}}')
    found = [(problem.path, problem.code) for problem in caught.value.problems]
    assert found[:2] == [("kind", Code.TWICE_IN_FILE), ("id", Code.TWICE_IN_FILE)]
    assert ("loss.outcome", Code.REQUIRED) in found


def test_a_json_file_that_is_good_but_for_a_name_given_twice_is_refused() -> None:
    with pytest.raises(CaseError) as caught:
        parse_case('{"id": "a", "id": "b",' + GOOD_JSON[1:])
    assert [problem.code for problem in caught.value.problems] == [Code.TWICE_IN_FILE]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_a_json_number_that_is_none_is_refused_by_the_field_in_which_it_stands(text: str) -> None:
    with pytest.raises(CaseError) as caught:
        parse_case('{"signs": {"crp_mg_l": ' + text + "}," + GOOD_JSON[1:])
    assert [problem.path for problem in caught.value.problems] == ["signs.crp_mg_l"]


@pytest.mark.parametrize("text", ["", "\n \n\t", "\ufeff", "\ufeff\n"])
def test_an_empty_file_is_refused_with_the_way_to_a_template(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    problem = _only(file)
    assert problem.code is Code.EMPTY
    assert "amnio case new" in problem.instead


def test_a_file_of_comments_only_is_told_what_it_needs(file: Path) -> None:
    file.write_text("# nothing yet\n")
    assert Code.REQUIRED in {problem.code for problem in _problems(file)}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04rest", "zip archive"),
        (b"%PDF-1.7 rest", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"SQLite format 3\x00", "database"),
        (b"PAR1....", "table file"),
        (b"\xd0\xcf\x11\xe0\xa1", "old spreadsheet"),
        (b"abc\x00\x00\x01\x00def\x00\x00", "zero bytes"),
        (random.Random(1).randbytes(5000), "zero bytes"),
    ],
)
def test_a_binary_file_is_called_by_its_kind(file: Path, content: bytes, kind: str) -> None:
    file.write_bytes(content)
    problem = _only(file)
    assert problem.code is Code.BINARY
    assert kind in problem.why


@pytest.mark.parametrize(
    ("encoding", "guess"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
    ],
)
def test_another_encoding_is_named(file: Path, encoding: str, guess: str) -> None:
    file.write_bytes(("# 一次妊娠，羊水穿刺之后\n" + GOOD_TOML).encode(encoding))
    problem = _only(file)
    assert problem.code in (Code.OTHER_ENCODING, Code.BINARY)
    if encoding not in (
        "utf-16-le",
        "utf-16-be",
    ):  # Chinese text in UTF-16 without a mark is not to be told from others
        assert guess in problem.why
        assert "UTF-8" in problem.instead


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_latin_text_in_utf_16_without_a_mark_is_named(file: Path, encoding: str) -> None:
    file.write_bytes(GOOD_TOML.encode(encoding))
    assert "UTF-16" in _only(file).why


def test_a_latin_1_file_is_named_with_the_line_of_its_first_strange_byte(file: Path) -> None:
    file.write_bytes(
        (GOOD_TOML + '[tests]\norganism = "Streptocoque du groupe B, prélèvement répété"\n').encode("latin-1")
    )
    problem = _only(file)
    assert problem.code is Code.OTHER_ENCODING
    assert "line 8" in problem.why
    assert "0xE9" in problem.why
    assert "Latin-1" in problem.why


def test_a_mark_at_the_beginning_of_utf_8_is_no_problem(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + GOOD_TOML.encode())
    assert str(read_case(file).loss.at) == "18+2"


def test_lines_that_end_as_on_windows_are_no_problem(file: Path) -> None:
    file.write_bytes(GOOD_TOML.replace("\n", "\r\n").encode())
    assert str(read_case(file).loss.at) == "18+2"


def test_a_file_of_100_megabytes_is_refused_without_being_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with file.open("wb") as written:
        written.truncate(100_000_000)

    def opened(*_: object) -> int:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(os, "open", opened)
    problem = _only(file)
    assert problem.code is Code.TOO_LARGE
    assert "100.0 MB" in problem.why


def test_a_file_that_grows_while_it_is_read_is_not_read_to_its_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(b"#" * 3_000_000)
    real = os.stat(file)
    small = os.stat_result((*real[:6], 10, *real[7:]))
    monkeypatch.setattr(os, "stat", lambda _: small)
    assert _only(file).code is Code.TOO_LARGE


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 500 + "]" * 500])
def test_deep_nesting_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "case.json"
    file.write_text(text)
    assert _only(file).code in (Code.NESTED_TOO_DEEP, Code.NOT_A_CASE)


def test_deep_nesting_is_refused_in_toml_too(file: Path) -> None:
    file.write_text("id = " + "[" * 50_000)
    assert _only(file).code is Code.NESTED_TOO_DEEP


def test_a_missing_file_is_met_with_the_name_that_was_meant(file: Path) -> None:
    file.write_text(GOOD_TOML)
    problem = _only(file.with_name("caes.toml"))
    assert problem.code is Code.NOT_FOUND
    assert "case.toml" in problem.instead
    assert "Check the name" in _only(file.parent / "nowhere" / "at" / "all.toml").instead


@pytest.mark.parametrize("name", ["a\0b.toml", "", "case.toml/inner.toml"])
def test_a_name_that_no_file_can_have_is_not_found(name: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(GOOD_TOML)
    monkeypatch.chdir(file.parent)
    assert _only(name).code is Code.NOT_FOUND


def test_a_name_that_is_too_long_cannot_be_read(tmp_path: Path) -> None:
    assert _only(tmp_path / ("a" * 5000)).code is Code.UNREADABLE


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert _only(tmp_path).code is Code.DIRECTORY


def test_a_file_without_permission_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(GOOD_TOML)

    def forbidden(*_: object) -> int:  # the user who runs the tests may be allowed everything
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    assert _only(file).code is Code.NO_PERMISSION


def test_a_disk_that_fails_is_told_with_its_reason(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(GOOD_TOML)

    def failing(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", failing)
    problem = _only(file)
    assert problem.code is Code.UNREADABLE
    assert "Input/output error" in problem.why


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/random"])
def test_a_device_is_refused_without_being_read(path: str) -> None:
    problem = _only(path)
    assert problem.code is Code.NOT_A_FILE
    assert "device" in problem.why


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.toml")
        assert "socket" in _only("s.toml").why


def test_a_pipe_into_which_nobody_writes_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "PATIENCE_SECONDS", 0.05)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    start = time.monotonic()
    assert _only(pipe).code is Code.SILENT_PIPE
    assert time.monotonic() - start < 5


def test_a_pipe_that_stays_open_and_silent_does_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "PATIENCE_SECONDS", 0.05)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = os.open(pipe, os.O_RDWR)
    try:
        assert _only(pipe).code is Code.SILENT_PIPE
    finally:
        os.close(writer)


def test_a_case_that_comes_through_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(GOOD_TOML,))
    writer.start()
    try:
        assert str(read_case(pipe).loss.at) == "18+2"
    finally:
        writer.join()


def test_a_pipe_without_end_is_cut_off(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    def endless() -> None:
        try:
            with pipe.open("wb") as file:
                for _ in range(10_000):
                    file.write(b"#" * 10_000)
        except BrokenPipeError:
            return

    writer = threading.Thread(target=endless)
    writer.start()
    try:
        assert _only(pipe).code is Code.TOO_LARGE
    finally:
        writer.join()


class _Standard(io.TextIOWrapper):
    """Standard input with given bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))


@pytest.mark.parametrize("text", [GOOD_TOML, GOOD_JSON, case_template(), case_template("json")])
def test_standard_input_is_read_whichever_format_it_has(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Standard(text.encode()))
    assert str(read_case("-").loss.at) == "18+2"


def test_standard_input_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Standard(b"#" * 2_000_000))
    assert _only("-").code is Code.TOO_LARGE


def test_standard_input_that_is_empty_or_closed_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Standard(b""))
    assert _only("-").code is Code.EMPTY
    closed = _Standard(b"")
    closed.close()
    monkeypatch.setattr(sys, "stdin", closed)
    assert _only("-").code is Code.UNREADABLE
    monkeypatch.setattr(sys, "stdin", None)
    assert _only("-").code is Code.UNREADABLE


def test_a_format_that_is_not_known_is_refused(file: Path) -> None:
    file.write_text(GOOD_TOML)
    assert _only(file, format="yaml").code is Code.UNKNOWN_FORMAT


def test_the_name_of_a_file_cannot_change_how_the_error_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[2Jb.toml"
    file.write_text("")
    with pytest.raises(CaseError) as caught:
        read_case(file)
    assert "\x1b" not in str(caught.value)
