"""Where a text is not what its format asks for: line, column, what was expected there, and what to write."""

import re
from dataclasses import dataclass

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, printable, problem

_CURLY = re.compile("[“”„‘’‚「」『』＂]")
_KEY_COLON = re.compile(r"""\s*["']?[\w.-]+["']?\s*[:：]""")
_NO_VALUE = re.compile(r"""[^=:]*[=:]\s*(?:#.*|,)?""")
_UPPER = re.compile(r"[=:]\s*(True|TRUE|False|FALSE|None|NULL|Null)\b")
_COMMA_NUMBER = re.compile(r"[=:]\s*([0-9]+),([0-9]+)\s*(?:#.*|,)?$")
_BARE = re.compile(
    r"""(?:^|[{,])\s*["']?(?P<name>[\w.-]+)["']?\s*(?P<equals>[=:])\s*"""
    r"""(?!(?:true|false|null|-?[0-9]+(?:\.[0-9]+)?)\s*(?:[,}#]|$))"""  # these may stand without quotation marks
    r"""(?P<value>[^\s"'\[{#,}][^"'\[{#,}]*?)\s*(?:[#,}].*)?$"""
)
_VERY_LONG_NUMBER = re.compile(r"[0-9]{1000}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A place in a text, counted from one."""

    line: int
    column: int

    @classmethod
    def at_end(cls, text: str) -> "Place":
        """The end of the last line in which something stands."""
        lines = text.rstrip().split("\n")
        return cls(line=len(lines), column=len(lines[-1]) + 1)

    @classmethod
    def at_offset(cls, text: str, offset: int) -> "Place":
        return cls(line=text.count("\n", 0, offset) + 1, column=offset - (text.rfind("\n", 0, offset) + 1) + 1)

    def line_of(self, text: str) -> str:
        lines = text.split("\n")
        return lines[self.line - 1].rstrip("\r") if 0 < self.line <= len(lines) else ""


def broken(code: Code, text: str, place: Place, expected: Said, hint: Said | None, source: str) -> CaseError:
    """The error for a broken file. `hint` None: found from the line itself."""
    line = place.line_of(text)
    found = problem(
        code,
        "",
        None,
        line=str(place.line),
        column=str(place.column),
        expected=expected,
        text=printable(line.strip()[:80]) or "-",
        hint=hint or _hint(line),
    )
    return CaseError([found], source)


def too_deep(source: str) -> CaseError:
    return CaseError([problem(Code.NESTED_TOO_DEEP, "", None)], source)


def unreadable_number(code: Code, text: str, message: str, source: str) -> CaseError:
    """Python does not read numbers of thousands of digits; they are no value of a case."""
    matched = _VERY_LONG_NUMBER.search(text)
    place = Place.at_offset(text, matched.start()) if matched else Place.at_end(text)
    expected = Said(Phrase.LONG_NUMBER) if matched else Said(Phrase.OTHER_FAULT, message=printable(message))
    return broken(code, text, place, expected, Said(Phrase.HINT_LEAVE_OUT), source)


def _hint(line: str) -> Said:
    """What is most probably wrong with a line that could not be read."""
    if _CURLY.search(line):
        return Said(Phrase.HINT_STRAIGHT_QUOTES)
    if _KEY_COLON.match(line) and "=" not in line and '"' not in line:
        return Said(Phrase.HINT_EQUALS)
    if upper := _UPPER.search(line):
        word = upper[1].lower()
        return Said(Phrase.HINT_LEAVE_OUT) if word in ("none", "null") else Said(Phrase.HINT_LOWER_CASE, right=word)
    if comma := _COMMA_NUMBER.search(line):
        return Said(Phrase.HINT_DECIMAL_POINT, right=f"{comma[1]}.{comma[2]}")
    if _NO_VALUE.fullmatch(line):
        return Said(Phrase.HINT_LEAVE_OUT)
    if bare := _BARE.search(line):
        name, value = bare["name"], bare["value"][:40]
        right = f'{name} = "{value}"' if bare["equals"] == "=" else f'"{name}": "{value}"'
        return Said(Phrase.HINT_QUOTE, right=printable(right))
    return Said(Phrase.HINT_COMPARE)
