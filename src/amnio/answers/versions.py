"""Two versions of the answer to one loss: which facts came in between, and what moved."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from amnio.answers.review_answer import HeadlineKey, Review
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Group, Test
from amnio.quantity.estimate import Estimate

_UNTOUCHED = ("words", "citation", "id")  # no fact about what happened


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """An answer as it was given, with the case that it answered."""

    number: int
    on: date
    case: Case
    review: Review


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
    difference is that of the facts. `no_longer_open`: tests whose results came in between."""

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
    earlier = {share.group: share.probability for share in before.review.groups}
    still_open = {advice.test for advice in after.review.tests}
    return VersionComparison(
        before=before,
        after=after,
        facts=changed_facts(before.case, after.case),
        groups=tuple(
            MovedGroup(group=share.group, before=earlier[share.group], after=share.probability)
            for share in after.review.groups
        ),
        headline_changed=_told(before.review) != _told(after.review),
        no_longer_open=tuple(advice.test for advice in before.review.tests if advice.test not in still_open),
        same_makings=_makings(before.review) == _makings(after.review),
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


def _told(review: Review) -> tuple[HeadlineKey, Group, tuple[Group, ...]]:
    return review.headline.key, review.headline.leading, review.headline.rivals


def _makings(review: Review) -> tuple[str, str, str, str, str | None]:
    stamp = review.stamp
    return stamp.software, stamp.evidence, stamp.guidance, stamp.draws_fingerprint, stamp.site
