"""What is wrong with a case: one record for each problem, and the error that carries all of them.

Every problem has a stable code and slots, so that each language can say the same thing; the sentences are in
`amnio.clinic.problem_texts` (English) and `amnio.clinic.problem_texts_zh` (Simplified Chinese).
"""

import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problem_phrases import PHRASES, Said, Slot
from amnio.clinic.problem_texts import TEXTS

Language = Literal["en", "zh"]

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 80
_SHORT.maxdict = _SHORT.maxlist = _SHORT.maxtuple = 4
_NO_SLOTS: Mapping[str, Slot] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: where, which value, why it matters, and what to write instead.

    `path` is dotted (`procedure.at`; fetuses are counted from one: `loss.fetuses.2.outcome`; a file that cannot be
    read at all has the path ""). `related` are the other fields that a contradiction is about. `slots` fill the
    sentence that belongs to `code`, in any language; `value` is what was written, unchanged.
    """

    path: str
    value: object
    code: ProblemCode
    related: tuple[str, ...] = ()
    slots: Mapping[str, Slot] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """Why it matters, in English."""
        return self.sentences()[0]

    @property
    def instead(self) -> str:
        """What to write instead, in English."""
        return self.sentences()[1]

    def sentences(self, language: Language = "en") -> tuple[str, str]:
        """Why it matters, and what to write instead.

        >>> problem(ProblemCode.REQUIRED, "loss.outcome", None, example='"loss"').sentences("zh")[1]
        '请写 loss.outcome = "loss"。'
        """
        return _say(self.code, language, {"path": self.path, "value": shown(self.value), **self.slots})

    def written(self, language: Language = "en") -> str:
        """The problem in one paragraph."""
        why, instead = self.sentences(language)
        where = self.path or ("the case" if language == "en" else "病例")
        given = "" if self.value is None else f" = {shown(self.value)}"
        return f"{where}{given}: {why} {instead}".rstrip() if language == "en" else f"{where}{given}：{why}{instead}"

    def record(self, language: Language = "en") -> dict[str, object]:
        """The problem for a machine: everything in it is text."""
        why, instead = self.sentences(language)
        given = None if self.value is None else shown(self.value)
        return {"path": self.path, "value": given, "code": self.code.value, "why": why, "instead": instead}

    def __str__(self) -> str:
        return self.written()


class CaseError(ValueError):
    """A case that cannot be taken as it is. `problems` holds everything that was found, not only the first.

    `source` says which case it was (a file name, a line of a batch); it may be empty.
    """

    def __init__(self, problems: Iterable[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.problems, source)

    def written(self, language: Language = "en") -> str:
        """A title and a numbered list."""
        count = len(self.problems)
        if language == "en":
            title = ("1 problem" if count == 1 else f"{count} problems") + (f" in {self.source}" if self.source else "")
        else:
            title = (f"{self.source} 中有" if self.source else "有") + f" {count} 个问题"
        colon = ":" if language == "en" else "："
        numbered = (f"  {n}. {p.written(language)}" for n, p in enumerate(self.problems, start=1))
        return "\n".join([title + colon, *numbered])

    def __str__(self) -> str:
        return self.written()


class Refused(ValueError):
    """One value cannot be taken. Says so by code; whoever knows the path turns it into a `Problem`."""

    def __init__(self, code: ProblemCode, /, **slots: Slot) -> None:
        super().__init__(code, slots)
        self.code = code
        self.slots = slots

    def __reduce__(self) -> tuple[object, ...]:
        return (_refused, (self.code, self.slots))

    def __str__(self) -> str:
        return " ".join(_say(self.code, "en", {"path": "the value", "value": "it", **self.slots}))


def _refused(code: ProblemCode, slots: dict[str, Slot]) -> Refused:
    return Refused(code, **slots)


def problem(code: ProblemCode, path: str, value: object, /, *related: str, **slots: Slot) -> Problem:
    """A problem from its code and the slots of its sentences.

    >>> problem(ProblemCode.REQUIRED, "loss.outcome", None, example='"loss"').instead
    'Write loss.outcome = "loss".'
    """
    return Problem(path=printable(path), value=value, code=code, related=related, slots=slots)


def shown(value: object) -> str:
    """A value as it may be printed: short, and safe in a terminal.

    >>> shown("15.3")
    "'15.3'"
    """
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, StrEnum):
        value = value.value
    elif isinstance(value, date):
        return value.isoformat()
    try:
        written = _SHORT.repr(value) if not isinstance(value, int | float | bool) else repr(value)
    except Exception:  # a foreign object whose repr is broken is still only a bad value
        return f"<{type(value).__name__}>"
    if " at 0x" in written and not isinstance(value, str):  # an address differs from run to run
        return f"<{type(value).__name__}>"
    return printable(written)


def printable(text: str) -> str:
    """Text without anything that could change how a terminal or a page shows it, cut to a line.

    >>> printable("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    """
    if len(text) > 200:
        text = text[:200] + "..."
    return text if text.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def _say(code: ProblemCode, language: Language, slots: Mapping[str, Slot]) -> tuple[str, str]:
    why, instead = TEXTS[code] if language == "en" else _chinese()[code]
    filled = {name: _slot(slot, language) for name, slot in slots.items()}
    return why.format_map(filled), instead.format_map(filled)


def _chinese() -> Mapping[ProblemCode, tuple[str, str]]:
    from amnio.clinic import problem_texts_zh  # read only where it is wanted: most runs never do

    return problem_texts_zh.TEXTS


def _slot(slot: Slot, language: Language) -> str:
    if not isinstance(slot, Said):
        return slot
    text = PHRASES[slot.phrase][0 if language == "en" else 1]
    return text.format_map({name: _slot(inner, language) for name, inner in slot.slots.items()})
