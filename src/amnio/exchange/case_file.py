"""Case files: a path, standard input or a text becomes a `Case`, or a `CaseError` that names every problem."""

import os
from typing import Any

from amnio.clinic.case import Case
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import CaseError, Problem, problem, shown
from amnio.clinic.reading import case_from_mapping
from amnio.exchange.case_schema import case_schema
from amnio.exchange.case_template import case_template
from amnio.exchange.case_writing import case_to_json, case_to_mapping, case_to_toml
from amnio.exchange.file_bytes import STANDARD_INPUT, file_bytes
from amnio.exchange.json_text import parsed_json
from amnio.exchange.text_encoding import decoded
from amnio.exchange.toml_text import parsed_toml

__all__ = [
    "case_from_mapping",
    "case_schema",
    "case_template",
    "case_to_json",
    "case_to_mapping",
    "case_to_toml",
    "parse_case",
    "read_case",
]


def read_case(path: str | os.PathLike[str], *, format: str | None = None) -> Case:
    """The case in a file, or on standard input when `path` is "-".

    `format` is "toml" or "json"; without it the content and the ending of the name decide. Nothing but `CaseError` is
    raised for a bad file, whatever it is: a folder, a picture, a file of 100 MB, a pipe into which nobody writes.
    """
    name = os.fspath(path)
    source = "standard input" if name == STANDARD_INPUT else shown(name)[1:-1]
    if format is None and name.lower().endswith(".json"):
        format = "json"
    return parse_case(file_bytes(path), format, source)


def parse_case(content: str | bytes, format: str | None = None, source: str = "") -> Case:
    """The case in a text (or in the bytes of one). `source` names it in errors.

    >>> parse_case('[procedure]\\nkind = "none"\\n[loss]\\noutcome = "loss"\\nat = "17+0"').loss.at.days
    119
    """
    if format not in (None, "toml", "json"):
        raise CaseError([problem(Code.UNKNOWN_FORMAT, "", format)], source)
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    text = decoded(content, source)
    if format is None:
        # no TOML document begins with a brace
        format = "json" if text.lstrip().startswith(("{", "[{", "[]")) else "toml"
    twice: list[Problem] = []
    values: Any
    if format == "json":
        values, twice = parsed_json(text, source)
    else:
        values = parsed_toml(text, source)
    try:
        case = case_from_mapping(values, source)
    except CaseError as error:
        raise CaseError([*twice, *error.problems], source) from None
    if twice:
        raise CaseError(twice, source)
    return case
