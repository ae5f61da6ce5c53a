"""JSON text to plain values, with errors that a clinician can act on; a name given twice is never lost in silence."""

import json
import re
from typing import Any

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import Problem, problem
from amnio.exchange.broken_text import Place, broken, too_deep, unreadable_number

_SAID = (
    ("Expecting property name", Phrase.LACKS_KEY),
    ("Illegal trailing comma", Phrase.LACKS_KEY),
    ("Expecting ':'", Phrase.LACKS_COLON),
    ("Expecting ','", Phrase.LACKS_COMMA),
    ("Expecting value", Phrase.LACKS_VALUE),
    ("Unterminated string", Phrase.LACKS_END_OF_TEXT),
    ("Extra data", Phrase.TOO_MUCH),
    ("Invalid control character", Phrase.STRAY_CHARACTER),
    ("Invalid \\", Phrase.STRAY_CHARACTER),
)
_SINGLE_QUOTED = re.compile(r"[{\[,:]\s*'")
_TRAILING_COMMA = re.compile(r",\s*[}\]]")
_UNQUOTED_NAME = re.compile(r"[{,]\s*[A-Za-z_][\w.]*\s*:")


def parsed_json(text: str, source: str = "") -> tuple[Any, list[Problem]]:
    """The value of a JSON document, and a problem for each name that an object gives twice.

    Raises `CaseError` with the place and a hint when it is not JSON. `NaN` and `Infinity` are let through: the field
    in which they stand refuses them with its own name.
    """
    twice: list[Problem] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        named = dict(pairs)
        if len(named) < len(pairs):
            seen: set[str] = set()
            for name, value in pairs:
                if name in seen:
                    twice.append(problem(Code.TWICE_IN_FILE, name, value))
                seen.add(name)
        return named

    try:
        return json.loads(text, object_pairs_hook=once), twice
    except json.JSONDecodeError as error:
        known = next((phrase for start, phrase in _SAID if error.msg.startswith(start)), None)
        expected = Said(known) if known else Said(Phrase.OTHER_FAULT, message=error.msg)
        place = Place(line=error.lineno, column=error.colno)
        raise broken(Code.BROKEN_JSON, text, place, expected, _hint(text, error.pos), source) from None
    except RecursionError:
        raise too_deep(source) from None
    except ValueError as error:  # a number of thousands of digits
        raise unreadable_number(Code.BROKEN_JSON, text, str(error), source) from None


def _hint(text: str, offset: int) -> Said | None:
    around = text[max(0, offset - 40) : offset + 20]
    if _SINGLE_QUOTED.search(around) or _UNQUOTED_NAME.search(around):
        return Said(Phrase.HINT_DOUBLE_QUOTES)
    if _TRAILING_COMMA.search(around):
        return Said(Phrase.HINT_TRAILING_COMMA)
    return None
