"""Raw rows of a batch: every row once, with its line, whatever stands around it."""

import io

import pytest

from amnio.cli.batch import rows as reading
from amnio.cli.batch.rows import Broken, RowFormat, chunks, format_of, length_of
from amnio.cli.failures import Unusable


def _flat(path, size=2):
    found = list(chunks(str(path), size=size))
    assert all(len(chunk.rows) <= size for chunk in found)
    return [(line, row) for chunk in found for line, row in zip(chunk.lines, chunk.rows, strict=True)]


def test_lines_are_counted_as_an_editor_does_and_blank_ones_are_passed_over(tmp_path):
    path = tmp_path / "cases.ndjson"
    path.write_bytes(b'\xef\xbb\xbf{"a":1}\n\n  \n{"a":2}\r\n{"a":3}')
    assert _flat(path) == [(1, b'{"a":1}\n'), (4, b'{"a":2}\r\n'), (5, b'{"a":3}')]


def test_a_line_that_is_far_too_long_is_one_bad_row(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LONGEST_LINE", 20)
    path = tmp_path / "cases.ndjson"
    path.write_bytes(b'{"a":1}\n' + b"x" * 90 + b'\n{"a":2}\n')
    (first, long, last) = _flat(path)
    assert first == (1, b'{"a":1}\n')
    assert long[0] == 2
    assert isinstance(long[1], Broken)
    assert last == (3, b'{"a":2}\n')


def test_the_position_reaches_the_length(tmp_path):
    path = tmp_path / "cases.ndjson"
    path.write_bytes(b'{"a":1}\n' * 5)
    assert [chunk.position for chunk in chunks(str(path), size=2)] == [16, 32, 40]
    assert length_of(str(path)) == 40


def test_standard_input_is_read_as_ndjson(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"a":1}\n')))
    assert _flat("-") == [(1, b'{"a":1}\n')]
    assert length_of("-") is None


def test_a_quoted_line_break_does_not_shift_the_lines_of_a_csv(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text('id,other_facts\none,"two\nlines"\n\ntwo,x\n', encoding="utf-8")
    assert _flat(path) == [(2, ["one", "two\nlines"]), (5, ["two", "x"])]
    assert next(iter(chunks(str(path)))).columns == ("id", "other_facts")


def test_bad_rows_of_a_csv_are_bad_alone(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_bytes(b'id,procedure.at\none,16+3\ntwo,16+3,more\nthr\xffee,16+3\n"fo"ur,16+3\nfive,16+3,,\nsix,16+3\n')
    found = _flat(path)
    assert [line for line, _ in found] == [2, 3, 4, 5, 6, 7]
    keys = [row.key if isinstance(row, Broken) else row[0] for _, row in found]
    assert keys == ["one", "row_too_wide", "row_not_utf8", "row_broken", "five", "six"]


def test_a_column_named_twice_is_refused(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("id,procedure.at,id\n1,16+3,2\n", encoding="utf-8")
    with pytest.raises(Unusable) as refused:
        list(chunks(str(path)))
    assert refused.value.slots["column"] == "id"


@pytest.mark.parametrize("name", ["cases.ndjson", "cases.csv"])
def test_utf_16_is_recognised_and_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text("id,procedure.at\n", encoding="utf-16")
    with pytest.raises(Unusable) as refused:
        list(chunks(str(path)))
    assert refused.value.key == "batch_encoding"


def test_parquet_rows_keep_their_order_and_types(tmp_path):
    import duckdb

    path = tmp_path / "cases.parquet"
    duckdb.sql(
        "SELECT i AS id, {'kind': 'amniocentesis', 'at': '16+3'} AS procedure, DATE '2026-01-02' AS \"loss.on\" "
        "FROM range(5) t(i)"
    ).write_parquet(str(path))
    found = _flat(path)
    assert [line for line, _ in found] == [1, 2, 3, 4, 5]
    assert [row[0] for _, row in found] == [0, 1, 2, 3, 4]
    assert found[0][1][1] == {"kind": "amniocentesis", "at": "16+3"}
    assert length_of(str(path)) == 5


def test_a_file_that_only_calls_itself_parquet_is_refused(tmp_path):
    path = tmp_path / "cases.parquet"
    path.write_bytes(b"PAR?")
    with pytest.raises(Unusable) as refused:
        list(chunks(str(path)))
    assert refused.value.key == "batch_unreadable"


def test_a_name_with_a_star_is_a_name_and_not_a_pattern(tmp_path):
    with pytest.raises(Unusable) as refused:
        list(chunks(str(tmp_path / "*.parquet")))
    assert refused.value.key == "batch_unreadable"


def test_the_format_is_told_by_the_name():
    assert format_of("a.JSONL") is RowFormat.NDJSON
    assert format_of("a.csv") is RowFormat.CSV
    with pytest.raises(Unusable):
        format_of("cases.json")
