"""The part of a review about causes: shares, headline, the route of an infection, and causes in a row."""

from dataclasses import dataclass

import numpy as np

from amnio.answers.review_answer import (
    CauseShare,
    Chain,
    ChainKind,
    ClassShare,
    GroupShare,
    Headline,
    HeadlineKey,
    MechanismShare,
    Route,
    RouteVerdict,
    ZeroReason,
)
from amnio.answers.summaries import Summariser
from amnio.clinic.vocabulary import (
    MECHANISMS_OF_CAUSE,
    PROCEDURE_RELATED,
    ROW_OF_CAUSE,
    Cause,
    FetalClass,
    Group,
    Mechanism,
)
from amnio.model.attribution import Attribution
from amnio.model.clock import DAY_15, Array
from amnio.model.facts import Facts
from amnio.model.information import GROUPS
from amnio.model.pregnancy import BEFORE, INTRODUCED, LATER, LEAK_INFECTED, PROCEDURE_SLICE
from amnio.quantity import Draws

_INFECTION, _MECHANICAL, _EARLY = (GROUPS.index(group) for group in (Group.INFECTION, Group.MECHANICAL, Group.EARLY))


@dataclass(frozen=True, kw_only=True, slots=True)
class Conventions:
    """Where a number becomes a word; each from an evidence file (`answer.*`, `chain.*`), all of them judgements."""

    clear_from: float
    carries_weight_from: float
    chain_shown_from: float
    trigger_days: float

    @classmethod
    def from_draws(cls, draws: Draws) -> "Conventions":
        return cls(
            clear_from=float(draws["answer.clear_from"][0]),
            carries_weight_from=float(draws["answer.carries_weight_from"][0]),
            chain_shown_from=float(draws["answer.chain_shown_from"][0]),
            trigger_days=float(draws["chain.trigger_days"][0]),
        )


def cause_shares(attribution: Attribution, facts: Facts, over: Summariser) -> tuple[CauseShare, ...]:
    """All six causes in vocabulary order, each with its mechanisms."""
    shares = []
    for cause in Cause:
        rows = attribution.cause_mechanisms(cause)
        total, *parts = over.estimates([rows.sum(axis=0), *rows])
        shares.append(
            CauseShare(
                cause=cause,
                row=ROW_OF_CAUSE[cause],
                procedure_related=cause in PROCEDURE_RELATED,
                probability=total,
                zero_because=_zero_reason(cause, facts),
                mechanisms=tuple(
                    MechanismShare(mechanism=mechanism, probability=part)
                    for mechanism, part in zip(MECHANISMS_OF_CAUSE[cause], parts, strict=True)
                ),
            )
        )
    return tuple(shares)


def _zero_reason(cause: Cause, facts: Facts) -> ZeroReason | None:
    if facts.procedure_day is None and cause in PROCEDURE_RELATED:
        return ZeroReason.NO_PROCEDURE
    if cause is Cause.EARLY and facts.procedure_day is not None and facts.procedure_day >= DAY_15:
        return ZeroReason.AT_OR_AFTER_15_WEEKS
    return None


def group_shares(groups: Array, over: Summariser) -> tuple[GroupShare, ...]:
    """The five groups, most probable first."""
    shares = (
        GroupShare(group=group, probability=share)
        for group, share in zip(GROUPS, over.estimates(list(groups)), strict=True)
    )
    return tuple(sorted(shares, key=lambda share: -share.probability.mean))


def class_shares(attribution: Attribution, over: Summariser) -> tuple[ClassShare, ...]:
    return tuple(
        ClassShare(fetal_class=fetal_class, probability=share)
        for fetal_class, share in zip(FetalClass, over.estimates(list(attribution.classes)), strict=True)
    )


def headline(
    groups: Array,
    attribution: Attribution,
    route: Route | None,
    conventions: Conventions,
    over: Summariser,
    *,
    collapse_with_abnormal_fetus: bool,
    anything_recorded: bool,
) -> Headline:
    """The one plain sentence, as codes. `groups`: shape (5, draws).

    A rival is a group that the leader does not clearly exceed: the 95 % interval of the difference reaches zero. An
    infection is told as an infection, a leak that came first being one of its routes, whenever told so it leads alone.
    """
    any_infection = groups[_INFECTION] + attribution.mechanisms[LEAK_INFECTED]
    leading, rivals = _leader_and_rivals(groups, over)
    if Group.INFECTION in (leading, *rivals):
        told = groups.copy()
        told[_INFECTION] = any_infection
        told[_MECHANICAL] -= _mechanical_leak_infected(attribution)
        told[_EARLY] -= _early_leak_infected(attribution)
        as_infection, others = _leader_and_rivals(told, over)
        if as_infection is Group.INFECTION and not others:
            leading, rivals, groups = as_infection, (), told
    leader = over.estimate(groups[GROUPS.index(leading)])
    if collapse_with_abnormal_fetus:
        key = HeadlineKey.URGENT_CAUSE_OPEN
    elif rivals:
        key = HeadlineKey.CANNOT_TELL_APART if anything_recorded else HeadlineKey.LITTLE_TO_GO_ON
    else:
        key = HeadlineKey.CLEAR if leader.low >= conventions.clear_from else HeadlineKey.BEST_FIT
    named = Group.INFECTION in (leading, *rivals)
    return Headline(
        key=key,
        leading=leading,
        probability=leader,
        rivals=rivals,
        route=route.verdict if route is not None and named else None,
        any_infection=over.estimate(any_infection),
        procedure_related=over.estimate(_procedure_related(attribution)),
    )


def _leader_and_rivals(groups: Array, over: Summariser) -> tuple[Group, tuple[Group, ...]]:
    means = [over.mean(row) for row in groups]
    ranked = sorted(range(len(GROUPS)), key=lambda index: -means[index])
    leader, *others = ranked
    ahead = over.estimates([groups[leader] - groups[index] for index in others])
    rivals = tuple(GROUPS[index] for index, lead in zip(others, ahead, strict=True) if lead.low <= 0.0)
    return GROUPS[leader], rivals


def _early_leak_infected(attribution: Attribution) -> Array:
    return attribution.mechanisms[LEAK_INFECTED] * attribution.early_share


def _mechanical_leak_infected(attribution: Attribution) -> Array:
    return attribution.mechanisms[LEAK_INFECTED] * (1.0 - attribution.early_share)


def _procedure_related(attribution: Attribution) -> Array:
    return attribution.mechanisms[PROCEDURE_SLICE].sum(axis=0) + attribution.mechanisms[INTRODUCED]


def infection_route(attribution: Attribution, facts: Facts, conventions: Conventions, over: Summariser) -> Route | None:
    """Given that there was an infection: by which way. None when it carries no weight, or there was no procedure."""
    if facts.procedure_day is None:
        return None
    ways = {
        RouteVerdict.ALREADY_THERE: attribution.mechanisms[BEFORE],
        RouteVerdict.LATER_ON_ITS_OWN: attribution.mechanisms[LATER],
        RouteVerdict.INTRODUCED: attribution.mechanisms[INTRODUCED],
        RouteVerdict.AFTER_A_LEAK: attribution.mechanisms[LEAK_INFECTED],
    }
    infection: Array = np.sum(list(ways.values()), axis=0)
    if over.mean(infection) < conventions.carries_weight_from:
        return None
    shares = dict(zip(ways, over.estimates([way / infection for way in ways.values()]), strict=True))
    ranked = sorted(shares, key=lambda way: -shares[way].mean)
    separate = all(shares[other].high < shares[ranked[0]].low for other in ranked[1:])
    return Route(
        verdict=ranked[0] if separate else RouteVerdict.CANNOT_TELL,
        already_there=shares[RouteVerdict.ALREADY_THERE],
        later_on_its_own=shares[RouteVerdict.LATER_ON_ITS_OWN],
        introduced=shares[RouteVerdict.INTRODUCED],
        after_a_leak=shares[RouteVerdict.AFTER_A_LEAK],
    )


def chains(
    attribution: Attribution, facts: Facts, draws: Draws, conventions: Conventions, over: Summariser
) -> tuple[Chain, ...]:
    """Two causes in a row that are told as one story, most probable first."""
    if facts.procedure_day is None:
        return ()
    abnormal = 1.0 - attribution.other_classes[0]  # the first class is *no abnormality known*
    found = {
        ChainKind.LEAK_THEN_INFECTION: attribution.mechanisms[LEAK_INFECTED],
        ChainKind.ABNORMAL_FETUS_THEN_TRIGGER: abnormal * _procedure_related(attribution),
    }
    if facts.loss_day - facts.procedure_day <= conventions.trigger_days:
        frail = attribution.mechanism(Mechanism.CORD) + attribution.mechanism(Mechanism.PLACENTAL)
        found[ChainKind.CORD_OR_PLACENTA_THEN_TRIGGER] = frail * draws["chain.trigger_share"]
    stories = [Chain(kind=kind, probability=over.estimate(share)) for kind, share in found.items()]
    shown = [story for story in stories if story.probability.mean >= conventions.chain_shown_from]
    return tuple(sorted(shown, key=lambda story: -story.probability.mean))
