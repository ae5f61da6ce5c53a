"""How a rule says when it holds: a dozen words, judged as yes, no or *cannot tell*.

    when = { field = "signs.temperature_c", at_least = "fever_c" }
    when = { all = [{ ... }, { any = [{ ... }, { not = { ... } }] }] }

Words: `is` (a code, or a whole number), `one_of`, `known`, `at_least`, `at_most`, `above`, `below` (a number, or the
name of a threshold), `not_before`, `before` (a gestational age), `within` (two ends, both inside), `all`, `any`, `not`,
`unless` (holds as long as the inner condition is not known to hold).
A field is a dotted path of a case, `judged.infection_signs`, or a number that is counted from dates (`reckoned.py`).
A field that was not looked for gives `None` (cannot tell), never "no".
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

from amnio.clinic.case import Case
from amnio.clinic.case_fields import FIELDS, FieldKind
from amnio.clinic.gestation import GestationalAge
from amnio.guidance.error import GuidanceError
from amnio.guidance.reckoned import RECKONED
from amnio.guidance.table import Table
from amnio.guidance.thresholds import NAMES, Thresholds

Verdict = bool | None

_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "not_before": operator.ge,
    "before": operator.lt,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What conditions are judged on: the case by dotted path, what was judged before (`judged.infection_signs`), and
    what was counted from dates (`reckoned.days_after_loss`)."""

    case: Case
    thresholds: Thresholds
    judged: Mapping[str, bool] = field(default_factory=dict)
    reckoned: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One field and one word about it."""

    path: str
    word: str
    operand: Any
    value_of: Callable[[Facts], Any]

    def judge(self, facts: Facts) -> Verdict:
        value = self.value_of(facts)
        if value is None:
            return None if self.word != "known" else not self.operand
        if self.word == "known":
            return bool(self.operand)
        if self.word == "is":
            return bool(value == self.operand)
        if self.word == "one_of":
            return value in self.operand
        if self.word == "within":
            first, last = self.operand
            return bool(first <= value <= last)
        return _ORDER[self.word](value, self.limit(facts.thresholds))

    def held(self, facts: Facts) -> tuple[str, ...]:
        return (self.path,) if self.judge(facts) else ()

    def missing(self, facts: Facts) -> tuple[str, ...]:
        return (self.path,) if self.judge(facts) is None else ()

    def leaves(self) -> tuple["Leaf", ...]:
        return (self,)

    @property
    def compares(self) -> bool:
        """Whether the word compares a measurement with a limit."""
        return self.word in _ORDER

    def limit(self, thresholds: Thresholds) -> Any:
        """The limit that is compared with: as written, or the threshold of that name."""
        return getattr(thresholds, self.operand) if isinstance(self.operand, str) else self.operand


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """Conditions joined by `all` or `any`, or one of them turned by `not` or `unless`."""

    word: str
    parts: tuple["Condition", ...]

    def judge(self, facts: Facts) -> Verdict:
        if self.word == "any":
            return some(map(operator.methodcaller("judge", facts), self.parts))
        if self.word == "all":
            return every(map(operator.methodcaller("judge", facts), self.parts))
        verdict = self.parts[0].judge(facts)
        if self.word == "unless":
            return verdict is not True
        return None if verdict is None else not verdict

    def held(self, facts: Facts) -> tuple[str, ...]:
        """Paths of the recorded facts that made it hold, in the order of the file."""
        if self.word in ("not", "unless") or not self.judge(facts):
            return ()
        return tuple(dict.fromkeys(path for part in self.parts for path in part.held(facts)))

    def missing(self, facts: Facts) -> tuple[str, ...]:
        """Paths of the fields for want of which it cannot be told; empty when it can."""
        if self.judge(facts) is not None:
            return ()
        return tuple(dict.fromkeys(path for part in self.parts for path in part.missing(facts)))

    def leaves(self) -> tuple[Leaf, ...]:
        """Every leaf, whatever it says."""
        return tuple(leaf for part in self.parts for leaf in part.leaves())


Condition = Leaf | Branch


def every(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes when all hold, no when one is known not to, else cannot tell.

    >>> every([True, None]), every([None, False])
    (None, False)
    """
    answer: Verdict = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            answer = None
    return answer


def some(verdicts: Iterable[Verdict]) -> Verdict:
    """Yes when one holds, no when all are known not to, else cannot tell.

    >>> some([False, None]), some([None, True])
    (None, True)
    """
    answer: Verdict = False
    for verdict in verdicts:
        if verdict:
            return True
        if verdict is None:
            answer = None
    return answer


def condition(table: Table) -> Condition:
    """The condition written in a table, checked against the fields a case has."""
    keys = set(table.names())
    branch = keys & {"all", "any", "not", "unless"}
    if len(keys) == 1 and branch:
        word = branch.pop()
        inner = table.tables(word) if word in ("all", "any") else (table.table(word),)
        if not inner:
            raise table.error(word, "is empty")
        return Branch(word=word, parts=tuple(condition(part) for part in inner))
    if len(keys) != 2 or "field" not in keys:
        raise table.error("", "needs either one of all, any, not, unless, or a field and one word about it")
    path = table.text("field")
    if path not in case_paths() and not path.startswith("judged.") and path not in RECKONED:
        raise table.error("field", f"{path!r} is not a field of a case")
    (word,) = keys - {"field"}
    return Leaf(path=path, word=word, operand=_operand(table, word), value_of=_value_of(path))


def _value_of(path: str) -> Callable[[Facts], Any]:
    if path.startswith("judged."):
        name = path.removeprefix("judged.")
        return lambda facts: facts.judged.get(name)
    if path in RECKONED:
        return lambda facts: facts.reckoned.get(path)
    return operator.attrgetter(f"case.{path}")


def _operand(table: Table, word: str) -> Any:
    match word:
        case "known":
            return table.flag(word)
        case "is":
            return _is(table)
        case "one_of":
            codes = table.texts(word)
            for code in codes:
                _known_code(table, word, code)
            return codes
        case "within":
            return table.ages(word) if table.text("field").endswith((".at", "_at")) else table.numbers(word)
        case "before" | "not_before":
            return table.age(word)
        case "at_least" | "at_most" | "above" | "below":
            try:
                return table.number(word)
            except GuidanceError:
                name = table.text(word)
                if name not in NAMES:
                    raise table.error(word, f"{name!r} is neither a number nor a threshold") from None
                return name
        case _:
            raise table.error(word, "is not a word that conditions know")


def _is(table: Table) -> str | float | bool:
    path = table.text("field")
    if path.startswith("judged."):
        return table.flag("is")
    if path in RECKONED or (path in FIELDS and FIELDS[path].kind is FieldKind.NUMBER):
        return table.number("is")
    code = table.text("is")
    _known_code(table, "is", code)
    return code


def _known_code(table: Table, word: str, code: str) -> None:
    """A code that the field can never hold would make a condition that never holds."""
    field = FIELDS.get(table.text("field"))
    if field is not None and field.words is not None and code not in [member.value for member in field.words]:
        raise table.error(word, f"{code!r} is not one of {', '.join(field.words)}")


def as_written(condition: Condition) -> dict[str, Any]:
    """The condition as plain values, the way its file writes it."""
    if isinstance(condition, Branch):
        parts = [as_written(part) for part in condition.parts]
        return {condition.word: parts if condition.word in ("all", "any") else parts[0]}
    operand = condition.operand
    if condition.word in ("within", "one_of"):
        plain: Any = [_plain(one) for one in operand]
    else:
        plain = _plain(operand)
    return {"field": condition.path, condition.word: plain}


def _plain(operand: Any) -> Any:
    return str(operand) if isinstance(operand, GestationalAge) else operand


@cache
def case_paths() -> frozenset[str]:
    """Every dotted path of a case that a condition may read."""
    return frozenset(_paths(Case, ""))


def _paths(kind: type, prefix: str) -> Iterable[str]:
    hints = get_type_hints(kind)
    for part in fields(kind):
        inner = hints[part.name]
        if isinstance(inner, type) and is_dataclass(inner):
            yield from _paths(inner, f"{prefix}{part.name}.")
        else:
            yield f"{prefix}{part.name}"
