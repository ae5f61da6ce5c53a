"""What is wrong with a case: one record for each problem, and the error that carries all of them.

Every problem has a stable code and slots, so that another language can say the same thing; the English sentences are
in `amnio.clinic.problem_texts`.
"""

import reprlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problem_texts import TEXTS

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 80
_SHORT.maxdict = _SHORT.maxlist = _SHORT.maxtuple = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: where, which value, why it matters, and what to write instead.

    `path` is dotted (`procedure.at`; fetuses are counted from one: `loss.fetuses.2.outcome`; a file that cannot be
    read at all has the path ""). `related` are the other fields that a contradiction is about. `slots` fill the
    sentence that belongs to `code`, in any language; `value` is what was written, unchanged.
    """

    path: str
    value: object
    why: str
    instead: str
    code: ProblemCode
    related: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        where = self.path or "the case"
        given = "" if self.value is None else f" = {shown(self.value)}"
        return f"{where}{given}: {self.why} {self.instead}".rstrip()


class CaseError(ValueError):
    """A case that cannot be taken as it is. `problems` holds everything that was found, not only the first.

    `source` says which case it was (a file name, a line of a batch); it may be empty.
    """

    def __init__(self, problems: Iterable[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.problems, source)

    def __str__(self) -> str:
        count = len(self.problems)
        of_what = f" in {self.source}" if self.source else ""
        title = "1 problem" if count == 1 else f"{count} problems"
        return "\n".join([f"{title}{of_what}:", *(f"  {n}. {p}" for n, p in enumerate(self.problems, start=1))])


class Refused(ValueError):
    """One value cannot be taken. Says so by code; whoever knows the path turns it into a `Problem`."""

    def __init__(self, code: ProblemCode, **slots: str) -> None:
        super().__init__(code, slots)
        self.code = code
        self.slots = slots


def problem(code: ProblemCode, path: str, value: object, *related: str, **slots: str) -> Problem:
    """The problem with its English sentences.

    >>> problem(ProblemCode.REQUIRED, "loss.outcome", None, example='"loss"').instead
    'Write loss.outcome = "loss".'
    """
    why, instead = TEXTS[code]
    known = {"path": path, "value": shown(value), **slots}
    return Problem(
        path=path,
        value=value,
        why=why.format_map(known),
        instead=instead.format_map(known),
        code=code,
        related=related,
        slots=slots,
    )


def shown(value: object) -> str:
    """A value as it may be printed: short, and safe in a terminal.

    >>> shown("15.3")
    "'15.3'"
    """
    if isinstance(value, Mapping):
        return "a table"
    try:
        written = _SHORT.repr(value) if not isinstance(value, int | float | bool) else repr(value)
    except Exception:  # a foreign object whose repr is broken is still only a bad value
        return f"a {type(value).__name__}"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in written)
