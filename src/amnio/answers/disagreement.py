"""What readers judged before they saw the answer, beside the answer: where they agree, where not, what speaks for each.

A judgement is words of a person; the answer's probabilities are not averaged with it, and neither corrects the other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from amnio.answers.conclusion import Certainty, ConclusionError
from amnio.answers.review_answer import FactWeight, Review
from amnio.clinic.vocabulary import Group, Intervention
from amnio.quantity.estimate import Estimate

_SHOWN_FACTS = 3  # facts named for and against a reader's reason
_WHOLE = 100  # shares that a reader gives are counts of 100 such losses


class Anyway(StrEnum):
    """What a reader thinks of the loss without the procedure."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What one reader judged alone. `group` is None where the reader could not tell.

    `shares`: of 100 losses like this one, how many had each reason; empty where the reader gave none, else they add up
    to 100. `reader` is how the reader is shown, never how she signs in. `blind` is False where she had seen the answer
    about the other of twins before.
    """

    reader: str
    group: Group | None
    certainty: Certainty
    anyway: Anyway
    reasons: str
    shares: tuple[tuple[Group, int], ...] = ()
    blind: bool = True

    def __post_init__(self) -> None:
        if (self.group is None) is not (self.certainty is Certainty.CANNOT_TELL):
            raise ConclusionError("certainty_without_cause" if self.group is None else "cause_without_certainty")
        if self.shares and sum(count for _, count in self.shares) != _WHOLE:
            raise ConclusionError("shares_not_100")
        if any(count < 0 for _, count in self.shares):
            raise ConclusionError("share_negative")


class Agreement(StrEnum):
    """A reader's reason beside the answer's."""

    SAME = "same"  # the reason that stands alone in the answer
    ONE_OF_THOSE_LEFT = "one_of_those_left"  # the answer cannot tell it from others
    ANOTHER = "another"  # a reason that the answer puts behind
    READER_OPEN = "reader_open"  # the answer names one reason, the reader could not tell
    BOTH_OPEN = "both_open"


class Among(StrEnum):
    """The readers beside one another."""

    ONE_READER = "one_reader"
    ALL_THE_SAME = "all_the_same"
    DIFFER = "differ"


class Place(StrEnum):
    """A reader's share beside the answer's 95 % interval."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedShare:
    """A reader's share beside that of the answer; both others are None where there is no answer."""

    group: Group
    of_hundred: int
    answer: Estimate | None
    place: Place | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ReaderBeside:
    """One reader beside the answer. `answer` is the answer's probability of her reason, None where she named none. The
    facts are those of the answer that weigh most for and against her reason, heaviest first. Where there is no answer,
    `agreement` and `answer` are None and there are no facts."""

    judgement: Judgement
    agreement: Agreement | None
    answer: Estimate | None
    shares: tuple[PlacedShare, ...]
    facts_for: tuple[FactWeight, ...]
    facts_against: tuple[FactWeight, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """All readers beside the answer. `anyway`: by the horizon `by`, lost also without the procedure. `leading` is None
    where there is no answer: the readers then stand beside one another."""

    among: Among
    anyway_differs: bool
    readers: tuple[ReaderBeside, ...]
    leading: Group | None
    rivals: tuple[Group, ...]
    anyway: Estimate | None
    anyway_by: str | None


def disagreement(judgements: Iterable[Judgement], review: Review | None) -> Disagreement:
    """Readers in the order given; `review` is None where no answer was computed."""
    read = tuple(judgements)
    if review is None:
        return _among_themselves(read)
    groups = {share.group: share.probability for share in review.groups}
    headline = review.headline
    without = _without_procedure(review)
    return Disagreement(
        among=_among(read),
        anyway_differs=len({judgement.anyway for judgement in read}) > 1,
        readers=tuple(_beside(judgement, review, groups) for judgement in read),
        leading=headline.leading,
        rivals=headline.rivals,
        anyway=None if without is None else without[1],
        anyway_by=None if without is None else without[0],
    )


def _among_themselves(read: tuple[Judgement, ...]) -> Disagreement:
    return Disagreement(
        among=_among(read),
        anyway_differs=len({judgement.anyway for judgement in read}) > 1,
        readers=tuple(map(_alone, read)),
        leading=None,
        rivals=(),
        anyway=None,
        anyway_by=None,
    )


def _alone(judgement: Judgement) -> ReaderBeside:
    shares = (PlacedShare(group=g, of_hundred=n, answer=None, place=None) for g, n in judgement.shares)
    return ReaderBeside(
        judgement=judgement, agreement=None, answer=None, shares=tuple(shares), facts_for=(), facts_against=()
    )


def _among(judgements: tuple[Judgement, ...]) -> Among:
    if len(judgements) < 2:
        return Among.ONE_READER
    return Among.ALL_THE_SAME if len({judgement.group for judgement in judgements}) == 1 else Among.DIFFER


def _beside(judgement: Judgement, review: Review, groups: Mapping[Group, Estimate]) -> ReaderBeside:
    group = judgement.group
    return ReaderBeside(
        judgement=judgement,
        agreement=_agreement(group, review),
        answer=None if group is None else groups[group],
        shares=tuple(_placed(group, count, groups[group]) for group, count in judgement.shares),
        facts_for=_facts(review, group, sign=1),
        facts_against=_facts(review, group, sign=-1),
    )


def _agreement(group: Group | None, review: Review) -> Agreement:
    leading, rivals = review.headline.leading, review.headline.rivals
    if group is None:
        return Agreement.BOTH_OPEN if rivals else Agreement.READER_OPEN
    if group not in (leading, *rivals):
        return Agreement.ANOTHER
    return Agreement.ONE_OF_THOSE_LEFT if rivals else Agreement.SAME


def _placed(group: Group, count: int, answer: Estimate) -> PlacedShare:
    share = count / _WHOLE
    place = Place.BELOW if share < answer.low else Place.ABOVE if share > answer.high else Place.WITHIN
    return PlacedShare(group=group, of_hundred=count, answer=answer, place=place)


def _facts(review: Review, group: Group | None, *, sign: int) -> tuple[FactWeight, ...]:
    if group is None:
        return ()
    weighed = [(sign * _weight(fact, group), fact) for fact in review.moved]
    heavy = sorted(((weight, fact) for weight, fact in weighed if weight > 0), key=lambda pair: -pair[0])
    return tuple(fact for _, fact in heavy[:_SHOWN_FACTS])


def _weight(fact: FactWeight, group: Group) -> float:
    return next((weight.weight for weight in fact.weights if weight.group is group), 0.0)


def _without_procedure(review: Review) -> tuple[str, Estimate] | None:
    for asked in review.counterfactuals:
        if asked.intervention is Intervention.NO_AMNIOCENTESIS and asked.horizons:
            return asked.horizons[-1].by, asked.horizons[-1].lost_anyway
    return None
