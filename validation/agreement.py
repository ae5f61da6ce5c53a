"""Does a review agree with what the authors of a published case determined?"""

from dataclasses import dataclass
from enum import StrEnum

from amnio.answers.review_answer import MechanismShare, Review
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import GROUP_OF_CAUSE, MECHANISMS_OF_CAUSE, Cause, Group, Mechanism

#: A leak that became infected is told as the needle's or, when an infection alone leads, as an infection.
_TOLD_AS_EITHER = {Mechanism.LEAK_INFECTED: (Group.MECHANICAL, Group.INFECTION)}


class Verdict(StrEnum):
    AGREES = "agrees"  # the determined group leads alone, and the determined mechanism leads within it
    UNCERTAIN = "uncertain"  # it leads or stands among the rivals, and is not told apart
    DIFFERS = "differs"  # another group leads, and the determined one is no rival
    NO_LABEL = "no label"  # the authors determined no cause
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Determined:
    """What the authors determined: a group, and a mechanism where they went so far."""

    groups: tuple[Group, ...]
    mechanism: Mechanism | None


def determined(case: Case) -> Determined | None:
    """From the code in the citation of the case; None when no cause was determined. Another word is a `ValueError`."""
    code = case.citation.determined_cause if case.citation is not None else None
    if code is None:
        return None
    if code in tuple(Group):
        return Determined(groups=(Group(code),), mechanism=None)
    mechanism = Mechanism(code)
    cause = next(cause for cause, leaves in MECHANISMS_OF_CAUSE.items() if mechanism in leaves)
    if cause is Cause.EARLY:  # the five procedure mechanisms stand under both; which of the two the day decides
        cause = Cause.MECHANICAL
    groups = _TOLD_AS_EITHER.get(mechanism, (GROUP_OF_CAUSE[cause],))
    return Determined(groups=groups, mechanism=mechanism)


def verdict(case: Case, review: Review) -> Verdict:
    label = determined(case)
    if label is None:
        return Verdict.NO_LABEL
    headline = review.headline
    if not {headline.leading, *headline.rivals} & set(label.groups):
        return Verdict.DIFFERS
    if headline.leading not in label.groups or headline.rivals:
        return Verdict.UNCERTAIN
    if label.mechanism is not None and leading_mechanism(review, label.groups) is not label.mechanism:
        return Verdict.UNCERTAIN
    return Verdict.AGREES


def leading_mechanism(review: Review, groups: tuple[Group, ...]) -> Mechanism:
    """The most probable mechanism under the causes of these groups."""
    shares: list[MechanismShare] = [
        share for cause in review.causes if GROUP_OF_CAUSE[cause.cause] in groups for share in cause.mechanisms
    ]
    return max(shares, key=lambda share: share.probability.mean).mechanism
