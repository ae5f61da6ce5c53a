"""The worked cases of a rule, judged: what a second reader, and every test run, holds the rule against."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from amnio.clinic.problems import CaseError
from amnio.clinic.reading import partial_case
from amnio.guidance.condition import Branch, Condition, Facts, Leaf
from amnio.guidance.judging import Judgement, judge
from amnio.guidance.reckoned import RECKONED, reckon
from amnio.guidance.rule import Rule, RuleVerdict
from amnio.guidance.thresholds import default_thresholds

#: How many worked cases a rule has on each side.
EACH_SIDE = 2
_YES = (RuleVerdict.KEPT, RuleVerdict.APPLIES)
_NO = (RuleVerdict.BROKEN, RuleVerdict.DOES_NOT_APPLY, RuleVerdict.NOT_ABOUT)


def judged_as_given(rule: Rule, given: Mapping[str, Any], on: date | None = None) -> Judgement:
    """The verdict on fields by path. `judged.*` and `reckoned.*` may be given outright; they are not looked up."""
    plain = {path: value for path, value in given.items() if not path.startswith(("judged.", "reckoned."))}
    case = partial_case(plain, source=rule.id)
    counted = {**reckon(case), **{path: value for path, value in given.items() if path in RECKONED}}
    judged = {path.removeprefix("judged."): value for path, value in given.items() if path.startswith("judged.")}
    facts = Facts(case=case, thresholds=default_thresholds(), judged=judged, reckoned=counted)
    return judge(rule, facts, on)


def problems_of(rule: Rule) -> tuple[str, ...]:
    """Where a rule and its worked cases disagree, or leave a side of it without cases; empty for a sound rule."""
    return (*_wrong_verdicts(rule), *_bare_sides(rule), *_silent_passes(rule))


def _wrong_verdicts(rule: Rule) -> Iterator[str]:
    for number, worked in enumerate(rule.worked, start=1):
        if unknown := [path for path in worked.given if path.startswith("reckoned.") and path not in RECKONED]:
            yield f"case {number}: {unknown[0]} is not counted; known are {', '.join(RECKONED)}"
            continue
        try:
            found = judged_as_given(rule, worked.given, worked.on).verdict
        except CaseError as error:
            yield f"case {number}: {'; '.join(map(str, error.problems))}"
            continue
        if found is not worked.verdict:
            yield f"case {number} says {worked.verdict}, the rule says {found}: {dict(worked.given)}"


def _bare_sides(rule: Rule) -> Iterator[str]:
    """Two cases on each side, where there are two sides."""
    count = Counter(worked.verdict for worked in rule.worked)
    yes, no = sum(count[one] for one in _YES), sum(count[one] for one in _NO)
    if yes < EACH_SIDE:
        yield f"has {yes} cases that are kept or apply; write {EACH_SIDE}"
    if no < EACH_SIDE and (rule.tested is not None or rule.about is not None):
        yield f"has {no} cases that are broken or do not apply; write {EACH_SIDE}"


def _silent_passes(rule: Rule) -> Iterator[str]:
    """With every field of the condition left out, a rule must say that it cannot tell."""
    if rule.tested is None:
        return
    needed = set(_needed(rule.tested))
    if not needed:  # a condition that asks only whether something is known can always be told
        return
    about = {leaf.path for leaf in rule.about.leaves()} if rule.about is not None else set()
    sources = {path for reckoned in needed & set(RECKONED) for path in RECKONED[reckoned]}
    for worked in rule.worked:
        if worked.verdict in (RuleVerdict.CANNOT_TELL, RuleVerdict.NOT_ABOUT):
            continue
        left = {path: value for path, value in worked.given.items() if path not in (needed | sources) - about}
        try:
            found = judged_as_given(rule, left, worked.on).verdict
        except CaseError:
            continue  # without them the rest is no case
        if found is not RuleVerdict.CANNOT_TELL and not needed <= about:
            yield f"says {found} when {', '.join(sorted(needed - about))} is not known; it cannot tell"
        return


def _needed(condition: Condition) -> Iterator[str]:
    """Paths whose absence leaves the condition open."""
    if isinstance(condition, Leaf):
        if condition.word != "known":
            yield condition.path
        return
    if isinstance(condition, Branch) and condition.word != "unless":
        parts = [list(_needed(part)) for part in condition.parts]
        if condition.word == "not" or all(parts):
            yield from (path for part in parts for path in part)
