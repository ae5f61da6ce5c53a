from dataclasses import fields

import pytest

from amnio.clinic import case as types
from amnio.clinic.case_fields import FETUS_TABLE, FIELDS, TABLES, CaseField, FieldKind
from amnio.clinic.limits import NUMBERS, OTHER_UNITS
from amnio.clinic.problems import Refused
from amnio.clinic.values import reader_of


def test_every_field_of_the_types_is_a_field_of_a_file_and_no_other_is() -> None:
    tables = {"": types.Case, **{table: declared for table, (declared, _) in TABLES.items()}}
    tables[FETUS_TABLE] = types.FetusOutcome
    declared = {f"{table}.{f.name}".lstrip(".") for table, kind in tables.items() for f in fields(kind)}
    assert set(FIELDS) == declared - set(tables)


def test_every_number_has_a_range_and_every_range_a_number() -> None:
    assert set(NUMBERS) == {path for path, field in FIELDS.items() if field.kind is FieldKind.NUMBER}
    assert set(OTHER_UNITS) <= set(NUMBERS)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_the_meaning_of_a_field_is_a_sentence(field: CaseField) -> None:
    assert field.meaning.endswith((".", ").", '?".'))


@pytest.mark.parametrize("path", NUMBERS)
def test_the_ends_of_a_range_are_read_and_what_lies_beyond_is_not(path: str) -> None:
    rule, read = NUMBERS[path], reader_of(FIELDS[path])
    assert (read(rule.low), read(rule.high)) == (rule.low, rule.high)
    step = 1 if rule.whole else 0.01
    for beyond in (rule.low - step, rule.high + step):
        with pytest.raises(Refused):
            read(beyond)


@pytest.mark.parametrize("path", OTHER_UNITS)
def test_names_and_suffixes_of_other_units_are_no_field_and_not_ambiguous(path: str) -> None:
    names = {field.name for field in FIELDS.values()}
    keys = [key for other in OTHER_UNITS[path] for key in other.keys]
    suffixes = [suffix for other in OTHER_UNITS[path] for suffix in other.suffixes]
    assert not names & set(keys)
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize(
    ("path", "key", "given", "expected"),
    [
        ("signs.crp_mg_l", "crp_mg_dl", 4.8, 48.0),
        ("signs.crp_mg_l", "crp_nmol_l", 95.24, 10.0),
        ("signs.temperature_c", "temperature_f", 101.3, 38.5),
        ("signs.lactate_mmol_l", "lactate_mg_dl", 18.02, 2.0),
        ("signs.white_count_10e9_l", "wbc_per_ul", 11200, 11.2),
        ("signs.procalcitonin_ug_l", "pct_ng_ml", 0.5, 0.5),
        ("signs.first_sign_hours", "first_sign_days", 2, 48),
        ("signs.first_sign_hours", "first_sign_minutes", 90, 1.5),
        ("procedure.volume_ml", "volume_l", 0.02, 20),
        ("pregnancy.maternal_age", "age_months", 408, 34),
    ],
)
def test_another_unit_is_converted_rightly(path: str, key: str, given: float, expected: float) -> None:
    (other,) = [other for other in OTHER_UNITS[path] if key in other.keys]
    assert other.convert(given) == pytest.approx(expected)
