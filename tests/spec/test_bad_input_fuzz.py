"""Whatever comes in, the answer is a case or a `CaseError` that can be printed: never a traceback."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from amnio.clinic.case import Case
from amnio.clinic.case_fields import FIELDS, TABLES
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.review_scope import reviewable
from amnio.exchange.case_file import case_template, case_to_json, case_to_toml, parse_case
from tests.spec.bad_inputs import GOOD, IN_A_MAPPING

_FULL = "\n".join(
    line[1:] if line.startswith("#") and not line.startswith("# ") and line != "#" else line
    for line in case_template().splitlines()
)


def _is_too_long_to_show(raw: object) -> bool:
    return isinstance(raw, int) and raw > 10**4000  # Hypothesis cannot print it


_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=20),
    st.binary(max_size=5),
    st.dates(),
    st.datetimes(),
    st.complex_numbers(),
    st.sampled_from(["present", "absent", "16+3", "18+2", "loss", "none", "1:250", 99, "2024-03-18", "t21", "", " "]),
    st.sampled_from([raw for world in IN_A_MAPPING for raw in world.values.values() if not _is_too_long_to_show(raw)]),
)
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3),
    max_leaves=8,
)
_PATHS = [*FIELDS, *TABLES, "loss.fetuses", "loss.fetuses.1.outcome", "loss.fetuses.2", "other_facts.1"]
_KEYS = st.sampled_from(_PATHS) | st.sampled_from([path.rpartition(".")[2] for path in _PATHS]) | st.text(max_size=12)


def _reviewed(case: Case) -> Case:
    reviewable(case)
    return case


def _case_or_printable_error(read: Callable[[], Case]) -> Case | None:
    try:
        return read()
    except CaseError as refused:
        error = refused
    assert error.problems
    for language in ("en", "zh"):
        written = error.written(language)
        assert all(line.isprintable() for line in written.split("\n"))
        assert written.encode("utf-8")
    assert json.dumps([problem.record() for problem in error.problems])
    return None


@given(st.dictionaries(_KEYS | st.integers() | st.none(), _VALUES, max_size=8))
@example({"loss.fetuses.1.outcome": "loss", "loss": {"fetuses": [{"outcome": "ongoing"}]}})
@example({"other_facts.999": "a"})
@example({"signs": {1: 2}})
def test_any_mapping_gives_a_case_or_an_error(mapping: dict[Any, Any]) -> None:
    case = _case_or_printable_error(lambda: case_from_mapping(mapping))
    if case is not None:
        _case_or_printable_error(lambda: _reviewed(case))


@given(st.dictionaries(st.sampled_from(list(FIELDS)), _VALUES, max_size=5))
def test_a_good_case_with_some_fields_spoilt_gives_a_case_or_an_error(spoilt: dict[str, Any]) -> None:
    case = _case_or_printable_error(lambda: case_from_mapping(GOOD | spoilt))
    if case is not None:
        _case_or_printable_error(lambda: _reviewed(case))


@given(st.binary(max_size=200), st.sampled_from([None, "toml", "json"]))
def test_any_bytes_give_a_case_or_an_error(content: bytes, format: str | None) -> None:
    _case_or_printable_error(lambda: parse_case(content, format))


@given(st.text(max_size=200), st.sampled_from([None, "toml", "json"]))
def test_any_text_gives_a_case_or_an_error(content: str, format: str | None) -> None:
    _case_or_printable_error(lambda: parse_case(content, format))


@given(st.data(), st.sampled_from(["toml", "json"]))
@settings(max_examples=150)
def test_a_good_file_that_was_damaged_gives_a_case_or_an_error(data: st.DataObject, format: str) -> None:
    whole = parse_case(_FULL)
    content = (_FULL if format == "toml" else case_to_json(whole)).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 40)))
        content = (
            content[:start]
            + data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"=", b"[", b"}", b"\n", b"9"]))
            + content[end:]
        )
    _case_or_printable_error(lambda: parse_case(content, format))


def _kept(case: Case) -> None:
    """A case that is written and read again is the same case."""
    assert parse_case(case_to_toml(case), "toml") == case
    assert parse_case(case_to_json(case), "json") == case


def _some_fields(paths: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({path: _example(path) for path in paths})


def _example(path: str) -> Any:
    field = FIELDS[path]
    if field.words is not None:
        return st.sampled_from([word.value for word in field.words])
    if field.number is not None:
        low, high = field.number.low, field.number.high
        if field.number.whole:
            return st.integers(int(low), int(high)).filter(lambda x: x not in field.number.doubtful)  # type: ignore[union-attr]
        return st.floats(low, high).filter(lambda x: x not in field.number.doubtful)  # type: ignore[union-attr]
    return {
        "gestation": st.integers(0, 300).map(lambda days: f"{days // 7}+{days % 7}"),
        "day": st.dates(date(2024, 1, 1), date(2024, 12, 31)) | st.just("2024-03-18"),
        "risk": st.integers(2, 100_000).map(lambda n: f"1:{n}") | st.floats(1e-6, 0.99),
        "flag": st.booleans(),
        "text": st.text(st.characters(exclude_categories=["C", "Z"]), max_size=20),
        "texts": st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=9), max_size=3),
    }[field.kind]


#: Fields whose values need one another are left to the template below.
_ALONE = [
    path
    for path in FIELDS
    if not path.startswith(("loss.fetuses", "pregnancy.dating", "citation", "pregnancy.fetuses", "tests.organism"))
    and not path.endswith((".on", ".kind", ".outcome"))
]


@given(st.lists(st.sampled_from(_ALONE), max_size=10, unique=True).flatmap(_some_fields))
@settings(max_examples=200)
def test_a_case_of_any_good_values_survives_writing(values: dict[str, Any]) -> None:
    ends = {"procedure.kind": "amniocentesis", "loss.outcome": "loss", "procedure.at": "0+0", "loss.at": "42+6"}
    case = _case_or_printable_error(lambda: case_from_mapping(ends | values))
    assume(case is not None)  # a few contradict one another, such as fever and temperature
    assert case is not None
    _kept(case)


def test_the_full_template_survives_writing() -> None:
    _kept(parse_case(_FULL))
