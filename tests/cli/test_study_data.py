"""`amnio study check-data`, `describe`, `counts`, `pool`: what is wrong is named and counted, never repaired."""

import csv
import json
from pathlib import Path

import duckdb
import pytest

GOOD = {
    "pregnancy": "1", "woman": "a", "dated_by": "scan", "entry": "80", "exit": "280", "end": "live_birth",
    "procedure": "112", "fetuses": "1", "procedures": "1", "later_procedure": "", "other_invasive": "",
    "known_dead": "", "fetal_loss": "", "fetal_termination": "", "redated_days": "", "bleeding": "",
    "maternal_age": "36",
}  # fmt: skip
#: What is changed in one row, and the rule that this breaks.
BROKEN = {
    "missing:woman": {"woman": ""},
    "missing:end": {"end": ""},
    "unreadable:entry": {"entry": "eighty"},
    "decimal_gestation:procedure": {"procedure": "16.3"},
    "other_unit:exit": {"exit": "40+0"},
    "unknown_code:end": {"end": "abortion"},
    "unknown_code:dated_by": {"dated_by": "ultrasound"},
    "dated_by_procedure_code": {"dated_by": "procedure_code"},
    "dated_by_classification": {"dated_by": "classification"},
    "dating_unknown": {"dated_by": ""},
    "negative_day:entry": {"entry": "-9"},
    "beyond_term:exit": {"exit": "999"},
    "looks_like_weeks:procedure": {"procedure": "16", "entry": "8"},
    "looks_like_weeks:exit": {"exit": "40", "entry": "8", "procedure": "16"},
    "entry_after_exit": {"entry": "281"},
    "procedure_after_end": {"procedure": "281"},
    "after_end:known_dead": {"known_dead": "281", "end": "loss"},
    "after_end:other_invasive": {"other_invasive": "290"},
    "later_without_first": {"later_procedure": "111"},
    "procedures_contradict": {"procedures": "0"},
    "procedure_not_known": {"procedures": "", "procedure": ""},
    "no_fetus": {"fetuses": "0"},
    "one_fetus_only:fetal_loss": {"fetal_loss": "150"},
    "alive_after_death": {"known_dead": "150"},
    "terminated_after_death": {"known_dead": "150", "end": "termination"},
}
UNTREATED = {"procedure": "", "procedures": "0"}
DEFINITION = """
strata = [{ column = "maternal_age", cuts = [35] }, { event = "bleeding", on_its_day = false }]
blocks = 10
"""


def table(path: Path, *changed: dict[str, str], rows: int = 6) -> Path:
    """A CSV file of good rows, the last of them changed."""
    written = [{**GOOD, "pregnancy": str(number), "woman": f"w{number}"} for number in range(1, rows + 1)]
    for row in written[: rows // 2]:
        row |= {"procedure": "", "procedures": "0"}
    for row, change in zip(reversed(written), changed, strict=False):
        row |= change
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(GOOD))
        writer.writeheader()
        writer.writerows(written)
    return path


def test_a_good_table_can_be_studied(run, tmp_path):
    ran = run("study", "check-data", table(tmp_path / "t.csv"))
    assert ran.status == 0
    assert "This table can be studied." in ran.text


@pytest.mark.parametrize("rule", BROKEN)
def test_a_record_that_cannot_be_is_named_counted_and_never_repaired(run, tmp_path, rule):
    data = table(tmp_path / "t.csv", BROKEN[rule])
    found = run("study", "check-data", data, "--format", "json")
    assert found.status == 2
    findings = {
        each["code"] + (f":{each['column']}" if each["column"] else ""): each
        for each in json.loads(found.text)["findings"]
    }
    assert findings[rule]["n"] == 1
    assert findings[rule]["examples"][0][0] == ["pregnancy", "6"]
    counted = run("study", "counts", data, "--output", tmp_path / "counts.csv")
    assert counted.status == 2
    assert not (tmp_path / "counts.csv").exists()

    told = [part for key, each in findings.items() if each["refuses"] for part in ("--leave-out", key)]
    left = run("study", "counts", data, "--output", tmp_path / "counts.csv", *told)
    assert left.status == 0, left.err
    assert "left out as told" in left.text


def test_every_rule_has_its_words_in_both_languages(run, tmp_path):
    data = table(tmp_path / "t.csv", *BROKEN.values(), rows=2 * len(BROKEN))
    for language in ("en", "zh"):
        shown = run("study", "check-data", data, "--language", language).text
        assert [rule for rule in BROKEN if rule not in shown] == []


def test_what_only_tells_does_not_refuse(run, tmp_path):
    data = table(tmp_path / "t.csv", {"entry": "150"}, {"entry": "280", "procedure": "", "procedures": "0"})
    ran = run("study", "check-data", data)
    assert ran.status == 0
    assert "entered_after_procedure" in ran.text
    assert "no_follow_up" in ran.text


def test_a_pregnancy_with_two_rows_and_with_two_ends_is_refused(run, tmp_path):
    data = table(tmp_path / "t.csv", {"pregnancy": "1", "end": "loss", "exit": "150"}, {"pregnancy": "2"})
    ran = run("study", "check-data", data, "--format", "json")
    assert ran.status == 2
    found = {each["code"]: each["n"] for each in json.loads(ran.text)["findings"]}
    assert found == {"duplicate_pregnancy": 2, "two_ends": 1}
    refused = run("study", "counts", data, "--output", tmp_path / "c.csv")
    assert refused.status == 2
    assert "2 pregnancies have more than one row" in refused.words
    left = run("study", "counts", data, "--output", tmp_path / "c.csv", "--leave-out", "duplicate_pregnancy")
    assert left.status == 0
    assert "4" in left.text


@pytest.mark.parametrize(
    ("alarm", "changed"),
    [
        ("procedures_on_one_day", [{} for _ in range(40)]),
        ("procedure_for_most", [{"procedure": str(105 + i), "procedures": "1"} for i in range(50)]),
        ("procedure_at_entry", [{"procedure": str(105 + i), "entry": str(105 + i)} for i in range(40)]),
        ("losses_end_at_20", [{**UNTREATED, "end": "loss", "exit": str(125 + i % 10)} for i in range(25)]),
        ("losses_begin_at_20", [{**UNTREATED, "end": "loss", "exit": str(141 + i % 10)} for i in range(25)]),
        ("most_lost", [{**UNTREATED, "end": "lost", "exit": str(141 + i % 10)} for i in range(41)]),
    ],
)  # fmt: skip
def test_a_table_that_is_not_what_it_seems_is_refused_until_the_reason_is_given(run, tmp_path, alarm, changed):
    data = table(tmp_path / "t.csv", *changed, rows=80)
    ran = run("study", "check-data", data, "--format", "json")
    assert ran.status == 2
    assert alarm in [each["code"] for each in json.loads(ran.text)["alarms"]]
    refused = run("study", "counts", data, "--output", tmp_path / "c.csv")
    assert refused.status == 2
    assert not (tmp_path / "c.csv").exists()
    mapping = tmp_path / "m.toml"
    columns = "\n".join(f'{name} = "{name}"' for name in GOOD if name not in ("bleeding", "maternal_age"))
    every = "\n".join(f'{each["code"]} = "looked into"' for each in json.loads(ran.text)["alarms"])
    mapping.write_text(f"[columns]\n{columns}\n[accept]\n{every}\n")
    accepted = run("study", "counts", data, "--mapping", mapping, "--output", tmp_path / "c.csv")
    assert accepted.status == 0, accepted.err
    shown = run("study", "check-data", data, "--mapping", mapping).text
    assert "looked into" in " ".join(shown.split())


@pytest.mark.parametrize("lost", [1, 2, 3, 4, 5, 40])
def test_a_file_that_was_cut_off_is_refused_whole(run, tmp_path, lost):
    """Also within the last value, which then is another number."""
    data = table(tmp_path / "t.csv")
    whole = data.read_bytes().replace(b"\r\n", b"\n")
    data.write_bytes(whole[:-lost])
    ran = run("study", "describe", data)
    assert ran.status == 2
    assert "cannot be read whole" in ran.words
    data.write_bytes(whole)
    assert run("study", "describe", data).status == 0


def test_a_corrupt_parquet_file_is_refused(run, tmp_path):
    data = tmp_path / "t.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM read_csv('{table(tmp_path / 't.csv', rows=500)}')) TO '{data}'")
    whole = data.read_bytes()
    for broken in (whole[: len(whole) // 2], whole[:200] + b"\0" * 300 + whole[500:], b"not parquet"):
        data.write_bytes(broken)
        ran = run("study", "counts", data, "--output", tmp_path / "c.csv")
        assert ran.status == 2
        assert "cannot be read whole" in ran.words
        assert not (tmp_path / "c.csv").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no row"),
        (",".join(GOOD) + "\n", "holds no row"),
        ("pregnancy,pregnancy\n1,2\n", "two columns are called"),
        ("a,b\n1,2\n", "has no column pregnancy"),
    ],
)
def test_a_table_that_is_none_is_refused(run, tmp_path, content, said):
    (tmp_path / "t.csv").write_text(content)
    ran = run("study", "check-data", tmp_path / "t.csv", "--format", "json")
    assert ran.status == 2
    assert said in " ".join(ran.error["problems"][0].values())


def test_a_place_without_a_table_is_refused(run, tmp_path):
    (tmp_path / "t.txt").write_text("x")
    assert "neither Parquet nor CSV" in run("study", "describe", tmp_path).words
    assert "cannot be read" in run("study", "describe", tmp_path / "nowhere.csv").words


def test_a_folder_is_one_table(run, tmp_path):
    (tmp_path / "parts").mkdir()
    for number in (1, 2):
        rows = [{"pregnancy": f"{number}-{i}"} for i in range(6)]
        table(tmp_path / "parts" / f"{number}.csv", *rows)
    ran = run("study", "describe", tmp_path / "parts", "--format", "json")
    assert json.loads(ran.text)["rows"] == 12


def test_describe_shows_every_level_of_the_strata_also_an_empty_one(run, tmp_path):
    (tmp_path / "d.toml").write_text(DEFINITION)
    data = table(tmp_path / "t.csv", {"bleeding": "100"}, {"end": "loss", "exit": "150"})
    ran = run("study", "describe", data, "--definition", tmp_path / "d.toml", "--format", "json")
    found = json.loads(ran.text)
    assert dict(found["ends"]) == {"loss": 1, "live_birth": 5}
    ages = {each["level"]: each["pregnancies"] for each in found["factors"][0]["levels"]}
    assert ages == {"<35": 0, ">=35": 6, "unknown": 0}
    text = run("study", "describe", data, "--definition", tmp_path / "d.toml", "--language", "zh").text
    assert "羊膜腔穿刺" in text


def test_pooled_counts_are_the_counts_of_the_pooled_rows(run, tmp_path):
    (tmp_path / "d.toml").write_text(DEFINITION)
    (tmp_path / "both").mkdir()
    for number in (1, 2):
        changed = [
            {"pregnancy": f"{number}-{i}", "woman": f"w{number}{i % 4}", "exit": str(130 + 9 * i), "end": "loss"}
            for i in range(6)
        ]
        table(tmp_path / "both" / f"{number}.csv", *changed)
    frame = ("--definition", tmp_path / "d.toml", "--output")
    for kind in ("trials", "risk"):
        for form in ("csv", "parquet"):
            parts = [tmp_path / f"{kind}-{n}.{form}" for n in (1, 2)]
            for n, part in zip((1, 2), parts, strict=True):
                assert run("study", "counts", tmp_path / "both" / f"{n}.csv", "--kind", kind, *frame, part).status == 0
            together, added = tmp_path / f"{kind}.csv", tmp_path / f"{kind}-{form}-added.csv"
            run("study", "counts", tmp_path / "both", "--kind", kind, *frame, together, "--force")
            assert run("study", "pool", *parts, "--output", added).status == 0
            assert added.read_text() == together.read_text()


def test_counts_of_another_definition_or_kind_are_not_added(run, tmp_path):
    data = table(tmp_path / "t.csv")
    (tmp_path / "d.toml").write_text(DEFINITION)
    run("study", "counts", data, "--output", tmp_path / "a.csv")
    run("study", "counts", data, "--definition", tmp_path / "d.toml", "--output", tmp_path / "b.csv")
    run("study", "counts", data, "--kind", "risk", "--output", tmp_path / "c.csv")
    for other, said in (("b", "definition"), ("c", "kind")):
        ran = run("study", "pool", tmp_path / "a.csv", tmp_path / f"{other}.csv", "--output", tmp_path / "x.csv")
        assert ran.status == 2
        assert f"cannot be added: the {said}" in ran.words


def test_small_cells_are_taken_out_on_request_and_said_to_be_missing(run, tmp_path):
    data = table(tmp_path / "t.csv", rows=60)
    mapping = tmp_path / "m.toml"
    columns = "\n".join(f'{name} = "{name}"' for name in GOOD if name not in ("bleeding", "maternal_age"))
    mapping.write_text(f'[columns]\n{columns}\n[accept]\nprocedures_on_one_day = "a made-up table"\n')
    ran = run("study", "counts", data, "--mapping", mapping, "--smallest-cell", 5, "--output", tmp_path / "c.csv")
    assert ran.status == 0
    assert "fewer than 5 were taken out" in ran.text
    assert "not whole" in ran.text
    again = run("study", "pool", tmp_path / "c.csv", "--output", tmp_path / "p.csv")
    assert "fewer than 5 were taken out" in again.text


def test_a_file_of_counts_that_was_changed_or_cut_off_is_refused(run, tmp_path):
    path = tmp_path / "c.csv"
    run("study", "counts", table(tmp_path / "t.csv"), "--output", path)
    lines = path.read_text().splitlines(keepends=True)
    for broken in (lines[:-1], lines[1:], [lines[0].replace('"blocks": 50', '"blocks": 51'), *lines[1:]], ["x\n"]):
        path.write_text("".join(broken))
        ran = run("study", "pool", path, "--output", tmp_path / "x.csv")
        assert ran.status == 2
        assert "no whole file of counts" in ran.words


def test_nothing_is_overwritten(run, tmp_path):
    data, place = table(tmp_path / "t.csv"), tmp_path / "c.csv"
    place.write_text("mine")
    assert run("study", "counts", data, "--output", place).status == 2
    assert place.read_text() == "mine"
    assert run("study", "counts", data).status == 2
    assert run("study", "counts", data, "--output", tmp_path / "c.txt").status == 2


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("[colums]\n", "no colums"),
        ("[columns]\nentrie = 'x'\n", "no columns.entrie"),
        ("[columns]\nprocedure = { column = 'x', recorded_as = 'fluid_test' }\n", "taken from a test of the fluid"),
        ("[columns]\nprocedure = { column = 'x', unit = 'weeks' }\n", "makes no sense in a mapping"),
        ("[columns]\nprocedure = { column = 'x', unit = 'date' }\n", "makes no sense in a mapping"),
        ("[columns]\nend = { codes = { loss = ['1'] } }\n", "needs a column or a constant"),
        ("[columns]\nentry = 'booking'\n", "no column"),
        ("[losses]\nrecorded_from = 20\n", "no gestational age"),
        ("[columns", "is not TOML"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(run, tmp_path, mapping, said):
    (tmp_path / "m.toml").write_text(mapping)
    ran = run("study", "check-data", table(tmp_path / "t.csv"), "--mapping", tmp_path / "m.toml")
    assert ran.status == 2
    assert said in ran.words


@pytest.mark.parametrize(
    ("definition", "said"),
    [
        ("firsttrial = '15+0'\n", "no firsttrial"),
        ("first_trial = 15\n", "no gestational age"),
        ("first_trial = '23+0'\n", "makes no sense"),
        ("period = 3\n", "period = 3"),
        ("strata = [{ column = 'exit', cuts = [100] }]\n", "makes no sense"),
        ("strata = [{ column = 'age', cuts = [40, 35] }]\n", "makes no sense"),
        ("strata = [{ column = 'age', cuts = [35] }]\n", "no column age"),
        ("strata = [{ event = 'bleeding' }]\n", "on_its_day"),
        ("exposure = 'landmark'\n", "landmark"),
        ("start = '40+0'\nfirst_trial = '41+0'\nlast_trial = '42+0'\n", "nobody is left to count"),
    ],
)  # fmt: skip
def test_a_definition_that_makes_no_sense_is_refused(run, tmp_path, definition, said):
    (tmp_path / "d.toml").write_text(definition)
    data = table(tmp_path / "t.csv")
    ran = run("study", "counts", data, "--definition", tmp_path / "d.toml", "--output", tmp_path / "c.csv")
    assert ran.status == 2
    assert said in ran.words


def test_weeks_whose_losses_are_not_recorded_cannot_be_asked_about(run, tmp_path):
    columns = "\n".join(f'{name} = "{name}"' for name in GOOD if name not in ("bleeding", "maternal_age"))
    (tmp_path / "m.toml").write_text(f'[columns]\n{columns}\n[losses]\nrecorded_until = "20+0"\n')
    data = table(tmp_path / "t.csv")
    frame = ("--mapping", tmp_path / "m.toml", "--output", tmp_path / "c.csv")
    assert "would count as weeks without any loss" in run("study", "counts", data, *frame).words
    (tmp_path / "d.toml").write_text('until = "20+0"\n')
    assert run("study", "counts", data, "--definition", tmp_path / "d.toml", *frame).status == 0


def test_a_rule_that_there_is_not_cannot_be_left_out_by(run, tmp_path):
    ran = run("study", "check-data", table(tmp_path / "t.csv"), "--leave-out", "mising:woman")
    assert ran.status == 2
    assert "There is no rule mising:woman" in ran.words


@pytest.mark.parametrize("told", ["1.5", "one"])
def test_a_number_that_cannot_be_read_is_left_out_whole(run, tmp_path, told):
    """Two rules of one name once hid each other: such a row was counted as if its number were not known."""
    data = table(tmp_path / "t.csv", {"fetuses": told})
    found = json.loads(run("study", "check-data", data, "--format", "json").text)["findings"]
    assert [(each["code"], each["column"], each["n"]) for each in found] == [("unreadable", "fetuses", 1)]
    left = run("study", "counts", data, "--leave-out", "unreadable:fetuses", "--output", tmp_path / "c.csv")
    assert left.status == 0, left.err
    assert "5 counted" in left.text
    assert "left out as told" in left.text
