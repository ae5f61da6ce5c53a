"""Answers one chunk of rows: bytes out, one JSON record a line, in the order of the rows.

Runs in worker processes: it is handed raw rows and gives back bytes, which is all that crosses between processes. A row
that cannot be answered becomes a record with its line and `error`; even a fault of our own costs only its own row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, get_args, get_type_hints

import orjson

from amnio.cli.batch.rows import Broken, Chunk, RowFormat
from amnio.cli.failures import problem_item, told
from amnio.cli.sentences import Language, say
from amnio.clinic.case import Case
from amnio.clinic.problems import CaseError
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.review_scope import NotReviewable, reviewable
from amnio.exchange.case_file import parse_case

SHOWN_OF_A_CHUNK = 10
Answer = dict[str, Any]
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What came of a chunk. `bad` are the first few rows that were not answered, with one line of words each."""

    records: bytes
    rows: int
    bad_count: int
    bad: tuple[tuple[int, str], ...]
    position: int


class RowError(Exception):
    """A row that cannot be answered, as the JSON that its record will hold."""

    def __init__(self, kind: str, problems: list[dict[str, Any]]) -> None:
        super().__init__(kind)
        self.problems = problems
        self.content = {"kind": kind, "problems": problems}

    def __str__(self) -> str:
        return "; ".join(told(each) for each in self.problems)


class ChunkReviewer:
    """Holds what is loaded once for each process: the draws and the model."""

    def __init__(self, *, draws: int, seed: int, language: Language) -> None:
        from amnio.answers.batch import BatchReviewer

        self._reviewer = BatchReviewer(draws=draws, seed=seed)
        self._language = language

    def __call__(self, chunk: Chunk) -> Answered:
        records: list[dict[str, Any] | None] = [None] * len(chunk.rows)
        cases: list[Case] = []
        places: list[int] = []
        bad: list[tuple[int, str]] = []
        for place, (line, row) in enumerate(zip(chunk.lines, chunk.rows, strict=True)):
            try:
                cases.append(read_row(row, chunk, line, self._language))
                places.append(place)
            except RowError as error:
                records[place] = {"line": line, "id": _id_of(row, chunk), "error": error.content}
                bad.append((line, str(error)))
        for place, case, answer in zip(places, cases, self._answers(cases), strict=True):
            line = chunk.lines[place]
            if isinstance(answer, RowError):
                records[place] = {"line": line, "id": case.id, "error": answer.content}
                bad.append((line, str(answer)))
            else:
                records[place] = {"line": line, "id": case.id, **answer}
        bad.sort()
        return Answered(
            records=b"".join(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records),
            rows=len(records),
            bad_count=len(bad),
            bad=tuple(bad[:SHOWN_OF_A_CHUNK]),
            position=chunk.position,
        )

    def _answers(self, cases: list[Case]) -> list[Answer | RowError]:
        """All at once, which is fast; one at a time when that fails, so that only the culprit is lost."""
        if not cases:
            return []
        try:
            return list(self._reviewer.review_many(cases))
        except Exception:
            return [self._answer_alone(case) for case in cases]

    def _answer_alone(self, case: Case) -> Answer | RowError:
        try:
            return self._reviewer.review_many([case])[0]
        except Exception as error:
            item = {"code": "internal", "what": f"{type(error).__name__}: {error}"}
            said = {"why": say("internal_why", self._language), "instead": say("internal_report", self._language)}
            return RowError("internal", [item | said])


def read_row(row: Any, chunk: Chunk, line: int, language: Language) -> Case:
    """The case of a raw row, or `RowError`."""
    if isinstance(row, Broken):
        why = say(row.key, language, **dict(row.slots))
        raise RowError("bad_input", [{"code": row.key, "path": "", "value": None, "why": why, "instead": ""}])
    try:
        if chunk.format is RowFormat.NDJSON:
            case = _case_of_json(row, line)
        else:
            case = case_from_mapping(_mapping(row, chunk), source=f"line {line}")
        reviewable(case)
    except CaseError as error:
        kind = "refused" if isinstance(error, NotReviewable) else "bad_input"
        raise RowError(kind, [problem_item(each, language) for each in error.problems]) from None
    return case


def _case_of_json(row: bytes, line: int) -> Case:
    """Fast for a plain line. A line that orjson does not take, or that may name a key twice (of which orjson would
    silently keep one), goes the careful way, which says exactly what is wrong."""
    source = f"line {line}"
    try:
        mapping = orjson.loads(row)
    except orjson.JSONDecodeError:
        return parse_case(row, "json", source=source)
    if not isinstance(mapping, dict) or _may_name_a_key_twice(row, mapping):
        return parse_case(row, "json", source=source)
    return case_from_mapping(mapping, source=source)


def _may_name_a_key_twice(row: bytes, mapping: dict[str, Any]) -> bool:
    """Whether the line holds more keys than were kept. Unsure (a colon in odd places) means yes."""
    if b" :" in row or b"\t:" in row or b"\r:" in row:
        return True
    return row.count(b'":') > _key_count(mapping)


def _key_count(mapping: dict[str, Any]) -> int:
    count = len(mapping)
    for value in mapping.values():
        if type(value) is dict:
            count += _key_count(value)
        elif type(value) is list:
            count += sum(_key_count(entry) for entry in value if type(entry) is dict)
    return count


def _mapping(row: Any, chunk: Chunk) -> dict[str, Any]:
    if chunk.format is RowFormat.PARQUET:
        cells = zip(chunk.columns, row, strict=True)
        return {name: _without_nulls(value) for name, value in cells if value is not None}
    mapping: dict[str, Any] = {}
    for (name, reader), value in zip(_readers(chunk.columns), row, strict=False):
        if value and (stripped := value.strip()):
            mapping[name] = reader(stripped)
    return mapping


def _without_nulls(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _without_nulls(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_nulls(each) for each in value]
    return value


def _id_of(row: Any, chunk: Chunk) -> str | None:
    """The id of a row that could not be read as a case, when it can be seen, so that its owner finds it again."""
    try:
        found = orjson.loads(row) if chunk.format is RowFormat.NDJSON else _mapping(row, chunk)
        name = found.get("id")
    except (ValueError, TypeError, AttributeError):
        return None
    return name if isinstance(name, str) and len(name) <= 200 else None


@lru_cache(maxsize=8)
def _readers(columns: tuple[str, ...]) -> tuple[tuple[str, Any], ...]:
    kinds = _kinds()
    return tuple((column, kinds.get(column, str)) for column in columns)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Any]:
    """How the text of a CSV cell becomes a value: numbers where the case holds numbers, lists where it holds texts."""
    kinds: dict[str, Any] = {"other_facts": _texts}
    for table, of_table in get_type_hints(Case).items():
        for name, hint in get_type_hints(of_table).items() if hasattr(of_table, "__dataclass_fields__") else ():
            parts = get_args(hint) if isinstance(hint, UnionType) else (hint,)
            if int in parts or float in parts:
                kinds[f"{table}.{name}"] = _number
    return kinds


def _number(text: str) -> int | float | str:
    """A number where it is one; other text as it is, so that the case says what is wrong with it."""
    matched = _NUMBER.fullmatch(text)
    if matched is None or len(text) > 30:
        return text
    return float(text) if matched[1] or matched[2] else int(text)


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
