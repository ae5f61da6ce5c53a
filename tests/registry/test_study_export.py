"""The export for studies: the table of pregnancies as documented, nobody to be found in it, always the same bytes."""

import csv
import io
import itertools
import json
import random
from collections import Counter
from datetime import date

import duckdb
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Role
from amnio.registry.actions import exporting
from amnio.registry.actions.action import action
from amnio.registry.actions.demonstration import Filled, fill
from amnio.registry.actions.pregnancies import change_section, redate, register
from amnio.registry.models import Event, Pregnancy, Staff, Woman
from amnio.registry.study_export.columns import COLUMNS, NAMES, RARE_CODES, SUPPRESSED, TRAITS
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.suppression import THRESHOLDS, suppress
from amnio.registry.study_export.table import table_of
from amnio.registry.study_export.writing import CSV, DESCRIPTION, PARQUET, harmless
from amnio.registry.words import words
from tests.registry.conftest import People

TODAY = date(2026, 11, 27)
DATED = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}


@pytest.fixture
def filled(db: None) -> Filled:
    return fill(procedures=150, years=2, seed=5, today=TODAY, reviewed=0)


def _rows(made: exporting.StudyExport) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[CSV].decode())))


def _one(people: People, **woman: object) -> Pregnancy:
    about = {"name": "Li Na", "hospital_number": "H-1"} | woman
    return register(people.actor(), woman=about, registered_on=date(2026, 3, 1), dating=DATED)


def test_the_same_records_give_the_same_bytes(filled: Filled) -> None:
    first = exporting.export_study(None, filled.unit, study="a")
    again = exporting.export_study(None, filled.unit, study="a")
    assert first.files == again.files


def test_nothing_in_it_tells_who_she_is(filled: Filled) -> None:
    made = exporting.export_study(None, filled.unit, study="a")
    text = b"".join(made.files.values()).decode(errors="replace")
    for woman in Woman.objects.all():
        assert woman.name not in text
        assert woman.hospital_number not in text
        assert str(woman.public_id) not in text
        assert woman.born_on is not None
        assert woman.born_on.isoformat() not in text
    for pregnancy in Pregnancy.objects.all():
        assert pregnancy.number not in text
    for person in Staff.objects.exclude(shown_name=""):
        assert person.shown_name not in text


def test_pseudonyms_of_two_studies_cannot_be_joined(filled: Filled) -> None:
    one, other = (exporting.export_study(None, filled.unit, study=name) for name in ("a", "b"))
    assert not {row["pregnancy"] for row in _rows(one)} & {row["pregnancy"] for row in _rows(other)}


def test_parquet_holds_what_the_csv_holds(filled: Filled, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = exporting.export_study(None, filled.unit, study="a")
    (tmp_path / PARQUET).write_bytes(made.files[PARQUET])
    read = duckdb.sql(f"SELECT * FROM '{tmp_path / PARQUET}'")
    assert tuple(read.columns) == NAMES
    as_text = [["" if value is None else str(value).lower() for value in row] for row in read.fetchall()]
    assert as_text == [[value.lower() for value in row.values()] for row in _rows(made)]


def test_the_description_tells_what_was_hidden_and_that_all_is_made_up(filled: Filled) -> None:
    made = exporting.export_study(None, filled.unit, study="a")
    told = json.loads(made.files[DESCRIPTION])
    assert told["made_up"] is True
    assert told["fewest_alike"] == exporting.FEWEST
    assert told["fingerprints"][CSV] == made.fingerprint
    hidden = Counter(name for row in _rows(made) for name, value in row.items() if value == SUPPRESSED)
    assert hidden
    assert all(told["values_hidden"][name] >= count for name, count in hidden.items())


def test_every_code_of_the_table_is_explained_in_both_languages(filled: Filled) -> None:
    made = exporting.export_study(None, filled.unit, study="a")
    told = {column["name"]: column for column in json.loads(made.files[DESCRIPTION])["columns"]}
    coded = {name for name, column in told.items() if "codes" in column}
    assert coded >= {"end", "indication", "karyotype", "agreed_cause", "fluid", "ivf", "dated_by"}
    for row in _rows(made):
        for name in coded:
            assert row[name] in ("", *told[name]["codes"], *([SUPPRESSED] if "may_be_hidden" in told[name] else []))
    for name in coded:
        assert all(set(said) == {"en", "zh"} and all(said.values()) for said in told[name]["codes"].values())


def test_every_column_is_told_on_the_page_in_the_words_of_the_description() -> None:
    for column in COLUMNS:
        assert words("en").text(f"exports.column_{column.name}") == column.meaning
        assert words("zh").text(f"exports.column_{column.name}") != column.meaning


def test_no_combination_of_traits_is_shared_by_fewer_than_the_threshold(filled: Filled) -> None:
    rows = _rows(exporting.export_study(None, filled.unit, study="a", fewest=10))
    alike = Counter((row["fetuses"], *(row[trait] for trait in TRAITS)) for row in rows)
    assert min(alike.values()) >= 10


def test_without_suppression_there_would_have_been_small_cells(filled: Filled) -> None:
    rows = table_of(filled.unit, Pseudonyms(settings.SECRET_KEY, "a")).rows
    alike = Counter((row["fetuses"], *(row[trait] for trait in TRAITS)) for row in rows)
    assert min(alike.values()) == 1


def test_an_only_row_is_left_out_and_counted() -> None:
    common = dict.fromkeys(NAMES) | {"fetuses": 1}
    rows, hidden = suppress([dict(common) for _ in range(5)] + [dict(common) | {"fetuses": 3}], 5)
    assert len(rows) == 5
    assert hidden.rows == 1


def _invented(seed: int) -> list[dict[str, object]]:
    drawn = random.Random(seed)
    traits = dict.fromkeys(TRAITS, ("a", "a", "a", "b", "b", "c", None))
    choices = {"fetuses": (1, 1, 1, 1, 2), **traits, **dict.fromkeys(RARE_CODES, ("x", "x", "x", "y", "z", None))}
    return [
        dict.fromkeys(NAMES) | {"pregnancy": number} | {name: drawn.choice(among) for name, among in choices.items()}
        for number in range(60)
    ]


@pytest.mark.parametrize("seed", range(25))
def test_exports_with_two_thresholds_side_by_side_show_no_more_than_the_lower_one(seed: int) -> None:
    """Else a trait hidden in both could be told from what each of them shows of the others."""
    by_threshold = [
        {row["pregnancy"]: row for row in suppress(_invented(seed), fewest)[0]} for fewest in THRESHOLDS[:4]
    ]
    assert any(SUPPRESSED in row.values() for row in by_threshold[0].values())
    assert len(by_threshold[-1]) < len(by_threshold[0]) or by_threshold[-1] != by_threshold[0]
    for lower, higher in itertools.pairwise(by_threshold):
        for pregnancy, row in higher.items():
            shown = {name: value for name, value in row.items() if value != SUPPRESSED}
            assert shown.items() <= lower[pregnancy].items()


@pytest.mark.parametrize("fewest", [0, 2, 4, 7, 1000])
def test_another_threshold_is_refused(fewest: int) -> None:
    """Between two of them it would hide what neither of its neighbours does."""
    with pytest.raises(ValueError, match="choose one of 3, 5, 10"):
        suppress(_invented(0), fewest)


def test_an_export_leaves_an_event_with_its_fingerprint(people: People) -> None:
    made = exporting.export_study(people.actor(Role.AUDIT_LEAD), people.unit, study="a")
    event = Event.objects.order_by("sequence").last()
    assert event.kind == "study.exported"
    assert event.details["fingerprint"] == made.fingerprint


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDIT_LEAD])
def test_only_the_audit_lead_exports(people: People, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        exporting.export_study(people.actor(role), people.unit, study="a")


def test_whoever_asked_that_nobody_works_with_her_record_is_left_out(people: People) -> None:
    pregnancy = _one(people)
    with action("test.restricted", by=None):
        pregnancy.restricted = True
        pregnancy.save()
    made = exporting.export_study(None, people.unit, study="a")
    assert made.rows == 0
    assert made.left_out == {"restricted": 1}


def test_days_are_days_of_gestation_by_the_dating_before_the_procedure(people: People) -> None:
    pregnancy = _one(people)
    change_section(
        people.actor(), pregnancy, "procedure", {"kind": "amniocentesis", "on": date(2026, 3, 19)}, revision=0
    )
    change_section(people.actor(), pregnancy, "loss", {"outcome": "loss", "at": GestationalAge(120)}, revision=0)
    redate(people.actor(), pregnancy, at=GestationalAge(90), on=date(2026, 2, 19), method="scan", reason="late scan")
    (row,) = table_of(people.unit, Pseudonyms(settings.SECRET_KEY, "a")).rows
    assert (row["entry"], row["procedure"], row["exit"], row["end"]) == (100, 118, 123, "loss")
    assert row["redated_days"] == -3


def test_a_pregnancy_without_a_dating_is_counted_not_guessed(people: People) -> None:
    register(people.actor(), woman={"name": "A", "hospital_number": "1"}, registered_on=date(2026, 3, 1))
    assert table_of(people.unit, Pseudonyms(settings.SECRET_KEY, "a")).left_out["not_dated"] == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(harmless(text)).startswith("'")
