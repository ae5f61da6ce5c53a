"""Many cases: every row is answered or accounted for, in order, whatever stands in the others."""

import json
import sys

import orjson
import pytest

from amnio.cli.batch import rows as reading
from amnio.cli.sentences import USAGE
from bench.cases import CASE, rows

FAST = ("--draws", "16", "--jobs", "1")


def _write(path, cases):
    path.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    return path


def _records(path):
    return [orjson.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def output(tmp_path):
    return tmp_path / "reviews.ndjson"


def test_every_row_is_answered_in_order(run, tmp_path, output):
    source = _write(tmp_path / "cases.ndjson", rows(5))
    ran = run("review", "--batch", source, "--output", output, *FAST)
    assert ran.status == 0
    assert ran.out == b""
    records = _records(output)
    assert [record["line"] for record in records] == [1, 2, 3, 4, 5]
    assert [record["id"] for record in records] == [f"row-{n}" for n in range(5)]
    for record in records:
        assert sum(record["causes"].values()) == pytest.approx(1, abs=1e-4)
        assert record["stamp"]["draws"] == 16


def test_bad_rows_are_records_with_their_line_and_the_rest_is_answered(run, tmp_path, output):
    good = orjson.dumps(CASE)
    bad_value = orjson.dumps({**CASE, "id": "bad", "procedure": {"kind": "amniocentesis", "at": "15.3"}})
    ongoing = orjson.dumps({**CASE, "id": "ongoing", "loss": {"outcome": "ongoing", "at": "20+0"}})
    twice = good.replace(b'"passes":2', b'"passes":2,"passes":3')
    lines = [good, b"{broken", bad_value, ongoing, b"[1, 2]", b"\xff\xfe\x00", twice, b"", good]
    source = tmp_path / "cases.ndjson"
    source.write_bytes(b"\n".join(lines))
    ran = run("review", "--batch", source, "--output", output, *FAST)
    assert ran.status == 1
    records = _records(output)
    assert [record["line"] for record in records] == [1, 2, 3, 4, 5, 6, 7, 9]
    kinds = [record.get("error", {}).get("kind") for record in records]
    assert kinds == [None, "bad_input", "bad_input", "refused", "bad_input", "bad_input", "bad_input", None]
    assert [record["id"] for record in records[2:4]] == ["bad", "ongoing"]
    assert records[2]["error"]["problems"][0]["path"] == "procedure.at"
    assert records[6]["error"]["problems"][0]["code"] == "twice_in_file"
    assert "8 rows: 2 answered, 6 not" in ran.err
    assert "line 3: procedure.at = '15.3'" in ran.err


def test_the_summary_is_short_however_many_rows_are_bad(run, tmp_path, output):
    source = tmp_path / "cases.ndjson"
    source.write_bytes(b"{}\n" * 2500)
    ran = run("review", "--batch", source, "--output", output, *FAST)
    assert ran.status == 1
    assert len(_records(output)) == 2500
    assert len(ran.err.splitlines()) < 20
    assert "and 2,490 more" in ran.err


def test_the_summary_and_the_problems_are_chinese_when_asked(run, tmp_path, output):
    source = tmp_path / "cases.ndjson"
    source.write_bytes(b"{}\n")
    ran = run("review", "--batch", source, "--output", output, "--language", "zh", *FAST)
    assert "共 1 行" in ran.err
    assert any("\u4e00" <= letter <= "\u9fff" for letter in _records(output)[0]["error"]["problems"][0]["why"])


def test_processes_and_chunks_do_not_change_a_byte(run, tmp_path, monkeypatch):
    cases = list(rows(23))
    cases[7] = {"id": "bad"}
    source = _write(tmp_path / "cases.ndjson", cases)
    one, two = tmp_path / "one.ndjson", tmp_path / "two.ndjson"
    assert run("review", "--batch", source, "--output", one, *FAST).status == 1
    monkeypatch.setattr(reading, "ROWS_IN_A_CHUNK", 5)
    monkeypatch.setattr(reading.chunks, "__kwdefaults__", {"size": 5})
    assert run("review", "--batch", source, "--output", two, "--draws", 16, "--jobs", 2).status == 1
    assert one.read_bytes() == two.read_bytes()


def test_csv_parquet_and_ndjson_of_the_same_cases_get_the_same_answers(run, tmp_path):
    import duckdb

    flat = [
        {f"{table}.{name}": value for table, fields in case.items() if table != "id" for name, value in fields.items()}
        | {"id": case["id"]}
        for case in rows(4)
    ]
    columns = list(flat[0])
    csv = tmp_path / "cases.csv"
    lines = [",".join(columns)] + [",".join(str(row[column]) for column in columns) for row in flat]
    csv.write_text("\n".join(lines) + "\n", encoding="utf-8")
    parquet = tmp_path / "cases.parquet"
    duckdb.sql(f"SELECT * FROM read_json('{_write(tmp_path / 'flat.ndjson', flat)}')").write_parquet(str(parquet))
    nested = _write(tmp_path / "cases.ndjson", rows(4))
    answers = []
    for number, source in enumerate((nested, csv, parquet)):
        output = tmp_path / f"{number}.out"
        assert run("review", "--batch", source, "--output", output, *FAST).status == 0
        answers.append([{**record, "line": None} for record in _records(output)])
    assert answers[0] == answers[1] == answers[2]


def test_an_empty_cell_is_not_looked_for(run, tmp_path, output):
    source = tmp_path / "cases.csv"
    source.write_text(
        "id,procedure.kind,procedure.at,loss.outcome,loss.at,signs.temperature_c,other_facts\n"
        "one,amniocentesis,16+3,loss,17+0,,a move; a quarrel\n",
        encoding="utf-8-sig",
    )
    assert run("review", "--batch", source, "--output", output, *FAST).status == 0
    assert _records(output)[0]["id"] == "one"


def test_the_answers_may_go_to_standard_output(run, tmp_path):
    ran = run("review", "--batch", "-", "--output", "-", *FAST, stdin=orjson.dumps(CASE))
    assert ran.status == 0
    assert orjson.loads(ran.out)["id"] == "bench"


def test_a_fault_of_ours_costs_only_its_own_row(run, tmp_path, output, monkeypatch):
    from amnio.answers.batch import BatchReviewer

    whole = BatchReviewer.review_many

    def broken(self, cases):
        cases = list(cases)
        if any(case.id == "row-1" for case in cases):
            raise ZeroDivisionError("inside")
        return whole(self, cases)

    monkeypatch.setattr(BatchReviewer, "review_many", broken)
    source = _write(tmp_path / "cases.ndjson", rows(3))
    ran = run("review", "--batch", source, "--output", output, *FAST)
    assert ran.status == 1
    assert [record.get("error", {}).get("kind") for record in _records(output)] == [None, "internal", None]


def test_ctrl_c_leaves_what_was_there_and_says_so(run, tmp_path, output, monkeypatch):
    output.write_bytes(b"before")
    source = _write(tmp_path / "cases.ndjson", rows(3))

    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("amnio.cli.batch.run.answered", stopped)
    ran = run("review", "--batch", source, "--output", output, "--force", *FAST)
    assert ran.status == 130
    assert "was not written" in ran.err
    assert output.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cases.ndjson", "reviews.ndjson"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("cases.ndjson", b"", "batch_empty"),
        ("cases.ndjson", b"\n\n", "batch_empty"),
        ("cases.csv", b"id,procedure.at\n", "batch_empty"),
        ("cases.json", b"[]", "batch_format"),
        ("cases.parquet", b"PAR", "batch_unreadable"),
        ("cases.csv", "id\n".encode("utf-16"), "batch_encoding"),
        ("missing/cases.ndjson", None, "batch_unreadable"),
    ],
)
def test_a_file_that_is_no_batch_is_refused_and_nothing_is_written(run, tmp_path, output, name, content, code):
    source = tmp_path / name
    if content is not None:
        source.write_bytes(content)
    ran = run("review", "--batch", source, "--output", output, *FAST)
    assert ran.status == 2
    assert not output.exists()
    why = USAGE[code]["en"][2]
    assert why in ran.words


def test_a_batch_without_a_place_for_its_answers_is_refused(run, tmp_path):
    assert run("review", "--batch", _write(tmp_path / "cases.ndjson", rows(1))).status == 2


def test_without_duckdb_parquet_says_what_to_install(run, tmp_path, output, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ran = run("review", "--batch", tmp_path / "cases.parquet", "--output", output)
    assert ran.status == 2
    assert "amnio[batch]" in ran.err
