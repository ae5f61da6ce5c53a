"""TOML text to plain values, with errors that a clinician can act on."""

import re
import tomllib
from typing import Any

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, printable, problem
from amnio.exchange.broken_text import Place, broken, too_deep, unreadable_number

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline table key")
_TABLE = re.compile(r"\s*\[+\s*([^\]]*?)\s*\]+")
_KEY = re.compile(r"\s*([^=\[#]*?)\s*=")
#: What the parser says, as far as it is known, in the words of a reader.
_SAID = (
    ("Expected '='", Phrase.LACKS_EQUALS),
    ("Expected newline or end", Phrase.LACKS_NEW_LINE),
    ("Expected ']' at the end of a table", Phrase.LACKS_END_OF_TABLE),
    ("Expected ']]'", Phrase.LACKS_END_OF_TABLE),
    ("Expected \"'", Phrase.LACKS_END_OF_TEXT),
    ("Expected '\"", Phrase.LACKS_END_OF_TEXT),
    ("Unterminated string", Phrase.LACKS_END_OF_TEXT),
    ("Illegal character '\\n'", Phrase.LACKS_END_OF_TEXT),
    ("Unclosed", Phrase.LACKS_END_OF_LIST),
    ("Invalid value", Phrase.LACKS_VALUE),
    ("Invalid statement", Phrase.LACKS_KEY),
    ("Invalid initial character for a key", Phrase.LACKS_KEY),
    ("Illegal character", Phrase.STRAY_CHARACTER),
    ("Unescaped", Phrase.STRAY_CHARACTER),
    ("Found invalid character", Phrase.STRAY_CHARACTER),
)


def parsed_toml(text: str, source: str = "") -> dict[str, Any]:
    """The values of a TOML document. Raises `CaseError` with the place and a hint."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(text, str(error), source) from None
    except RecursionError:
        raise too_deep(source) from None
    except ValueError as error:  # a number of thousands of digits
        raise unreadable_number(Code.BROKEN_TOML, text, str(error), source) from None


def _explained(text: str, message: str, source: str) -> CaseError:
    place, said = _place(text, message)
    if said.startswith(_TWICE):
        return CaseError([problem(Code.TWICE_IN_FILE, _path_at(text, place), None)], source)
    known = next((phrase for start, phrase in _SAID if said.startswith(start)), None)
    expected = Said(known) if known else Said(Phrase.OTHER_FAULT, message=printable(said))
    hint = Said(Phrase.HINT_JSON) if text.lstrip().startswith("{") else None
    return broken(Code.BROKEN_TOML, text, place, expected, hint, source)


def _place(text: str, message: str) -> tuple[Place, str]:
    matched = _PLACE.search(message)
    if matched is None or matched["line"] is None:
        return Place.at_end(text), message[: matched.start()] if matched else message
    return Place(line=int(matched["line"]), column=int(matched["column"])), message[: matched.start()]


def _path_at(text: str, place: Place) -> str:
    """The dotted name of what stands in a line."""
    lines = text.split("\n")[: place.line]
    # the parser stands after what it has read: at the end of that line, or at the beginning of the next
    while len(lines) > 1 and not (lines[-1].strip() and (place.column > 1 or len(lines) < place.line)):
        lines.pop()
    if heading := _TABLE.match(lines[-1]):
        return heading[1]
    table = next((heading[1] for line in reversed(lines) if (heading := _TABLE.match(line))), "")
    key = matched[1] if (matched := _KEY.match(lines[-1])) else lines[-1].strip()[:40]
    return f"{table}.{key}" if table else key
