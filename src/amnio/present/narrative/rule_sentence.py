"""A rule as a sentence, made from its condition and not from its advice: what a second reader checks."""

from collections.abc import Mapping
from typing import Any

from amnio.clinic.case_fields import FIELDS, RISK_PATH
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Presence
from amnio.guidance.condition import Branch, Condition, Leaf
from amnio.guidance.rule import Rule
from amnio.guidance.thresholds import default_thresholds, written
from amnio.present.narrative.wording import Wording


def sentence(rule: Rule, wording: Wording) -> str:
    """What the file of the rule says, read out: scope, and what must hold or when it applies."""
    about = None if rule.about is None else _told(rule.about, wording)
    if rule.tested is None:
        return _say("applies_always", wording) if about is None else _say("applies_where", wording, about=about)
    kind = "require" if rule.require is not None else "when"
    condition = _told(rule.tested, wording)
    if about is None:
        return _say(f"{kind}_always", wording, condition=condition)
    return _say(f"{kind}_where", wording, about=about, condition=condition)


def given(fields: Mapping[str, Any], wording: Wording) -> str:
    """The fields of a worked case; what is not listed was not looked for."""
    said = (_is(path, value, wording) for path, value in fields.items())
    return wording.series(list(said)) or wording.text("guidance.nothing_given")


def field_name(path: str, wording: Wording) -> str:
    return wording.field(path)


def _say(key: str, wording: Wording, **slots: str) -> str:
    return wording.text(f"guidance.sentence.{key}", **slots)


def _told(condition: Condition, wording: Wording, *, inside: bool = False) -> str:
    if isinstance(condition, Leaf):
        return _leaf(condition, wording)
    return _branch(condition, wording, inside=inside)


def _branch(branch: Branch, wording: Wording, *, inside: bool) -> str:
    if branch.word in ("not", "unless"):
        return wording.text(f"guidance.word.{branch.word}", condition=_told(branch.parts[0], wording, inside=True))
    said = wording.text(f"guidance.word.{branch.word}").join(_told(part, wording, inside=True) for part in branch.parts)
    return wording.text("guidance.word.grouped", condition=said) if inside else said


def _leaf(leaf: Leaf, wording: Wording) -> str:
    field = field_name(leaf.path, wording)
    if leaf.word == "known":
        return wording.text("guidance.word.known" if leaf.operand else "guidance.word.unknown", field=field)
    if leaf.word == "one_of":
        values = [_value(one, leaf.path, wording) for one in leaf.operand]
        return wording.text("guidance.word.one_of", field=field, values=wording.listing(values, "or"))
    if leaf.word == "within":
        first, last = (_value(one, leaf.path, wording) for one in leaf.operand)
        return wording.text("guidance.word.within", field=field, first=first, last=last)
    if leaf.compares and isinstance(leaf.operand, str):
        value = written(leaf.operand, leaf.limit(default_thresholds()))
    else:
        value = _value(leaf.operand, leaf.path, wording)
    if leaf.word == "is":
        return _is(leaf.path, leaf.operand, wording)
    return wording.text(f"guidance.word.{leaf.word}", field=field, value=value)


def _is(path: str, value: Any, wording: Wording) -> str:
    """A field and its value; of what was looked for: found, or not found."""
    field = field_name(path, wording)
    looked_for = path.startswith("judged.") or (path in FIELDS and FIELDS[path].words is Presence)
    if looked_for:
        found = value in (True, Presence.PRESENT)
        return wording.text("guidance.word.is_present" if found else "guidance.word.is_absent", field=field)
    return wording.text("guidance.word.is", field=field, value=_value(value, path, wording))


def _value(value: Any, path: str, wording: Wording) -> str:
    if isinstance(value, bool):
        return wording.value("present" if value else "absent")
    if isinstance(value, GestationalAge):
        return str(value)
    if isinstance(value, float | int):
        return f"1:{1 / value:.0f}" if path == RISK_PATH else wording.numbers.plain(value)
    return wording.value(f"{value}") if isinstance(value, str) else f"{value}"
