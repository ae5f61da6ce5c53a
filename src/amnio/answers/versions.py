"""Two versions of the answer to one loss: which facts came in between, and what moved."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from amnio.answers.review_answer import HeadlineKey, Review
from amnio.answers.unanswered import Unanswered, Why
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Group, Test
from amnio.quantity.estimate import Estimate

_UNTOUCHED = ("words", "citation", "id")  # no fact about what happened


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """An answer as it was given, or what stood in its place, with the case that it is about."""

    number: int
    on: date
    case: Case
    review: Review | Unanswered


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedFact:
    """A field of the case that differs; None is *not recorded*."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MovedGroup:
    """A group of causes in both versions; `apart` where the two intervals do not meet."""

    group: Group
    before: Estimate
    after: Estimate

    @property
    def apart(self) -> bool:
        return self.before.high < self.after.low or self.after.high < self.before.low


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionComparison:
    """What came between two versions. `same_makings`: software, evidence, guidance and draws are the same, so that a
    difference is that of the facts. `no_longer_open`: tests whose results came in between. `groups` is empty where one
    of them has no answer."""

    before: Version
    after: Version
    facts: tuple[ChangedFact, ...]
    groups: tuple[MovedGroup, ...]
    headline_changed: bool
    no_longer_open: tuple[Test, ...]
    same_makings: bool


def compare_versions(before: Version, after: Version) -> VersionComparison:
    """The earlier version first, whatever the order given."""
    if after.number < before.number:
        before, after = after, before
    still_open = {advice.test for advice in after.review.tests}
    return VersionComparison(
        before=before,
        after=after,
        facts=changed_facts(before.case, after.case),
        groups=_moved(before.review, after.review),
        headline_changed=_told(before.review) != _told(after.review),
        no_longer_open=tuple(advice.test for advice in before.review.tests if advice.test not in still_open),
        same_makings=_same_makings(before.review, after.review),
    )


def _moved(before: Review | Unanswered, after: Review | Unanswered) -> tuple[MovedGroup, ...]:
    if isinstance(before, Unanswered) or isinstance(after, Unanswered):
        return ()
    earlier = {share.group: share.probability for share in before.groups}
    return tuple(
        MovedGroup(group=share.group, before=earlier[share.group], after=share.probability) for share in after.groups
    )


def changed_facts(before: Case, after: Case) -> tuple[ChangedFact, ...]:
    """Fields that differ, in the order of the case; lists are compared as a whole."""
    old, new = facts_of(before), facts_of(after)
    return tuple(
        ChangedFact(field=field, before=old.get(field), after=new.get(field))
        for field in dict.fromkeys((*new, *old))
        if old.get(field) != new.get(field)
    )


def facts_of(case: Case) -> dict[str, str]:
    """Everything recorded in a case, by dotted path, as it is written."""
    return {path: value for path, value in _recorded(case, "") if path.split(".")[0] not in _UNTOUCHED}


def _recorded(record: Any, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field in fields(record):
        value, path = getattr(record, field.name), f"{prefix}{field.name}"
        if value is None or value == ():
            continue
        if is_dataclass(value) and len(fields(value)) > 1:
            found += _recorded(value, f"{path}.")
        else:
            found.append((path, _written(value)))
    return found


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_written(entry) for entry in value)
    if is_dataclass(value) and len(fields(value)) > 1:
        return ", ".join(f"{path}={entry}" for path, entry in _recorded(value, ""))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _told(review: Review | Unanswered) -> tuple[HeadlineKey, Group, tuple[Group, ...]] | tuple[Why, ...]:
    if isinstance(review, Unanswered):
        return review.because
    return review.headline.key, review.headline.leading, review.headline.rivals


def _same_makings(before: Review | Unanswered, after: Review | Unanswered) -> bool:
    if isinstance(before, Unanswered) is not isinstance(after, Unanswered):
        return _software(before) == _software(after)
    return _makings(before) == _makings(after)


def _software(review: Review | Unanswered) -> tuple[str, str]:
    return review.stamp.software, review.stamp.guidance


def _makings(review: Review | Unanswered) -> tuple[str | None, ...]:
    if isinstance(review, Unanswered):
        return _software(review)
    stamp = review.stamp
    return stamp.software, stamp.evidence, stamp.guidance, stamp.draws_fingerprint, stamp.site
