"""Would it have happened anyway: the pictograph, the other worlds, the assumption, and the average effect apart."""

import math

from amnio.answers.review_answer import Counterfactual, CounterfactualHorizon, Review
from amnio.clinic.vocabulary import Intervention
from amnio.present.document import Block, Heading, Paragraph, Pictograph, Table
from amnio.present.narrative.headline import had_procedure
from amnio.present.narrative.wording import Wording
from amnio.quantity import Estimate

_OF = 100
_BIRTH = "birth"


def write(review: Review, wording: Wording) -> list[Block]:
    blocks: list[Block] = [Heading(text=wording.text("heading.anyway"), id="anyway")]
    if not had_procedure(review):
        return [*blocks, Paragraph(text=wording.text("anyway.not_asked.no_procedure"))]
    asked = [world for world in review.counterfactuals if world.horizons]
    without = horizon_without(review)
    if without is not None:
        blocks.append(_pictograph(without, wording))
        blocks.append(Paragraph(text=wording.text("anyway.assumption")))
    if review.average_effects:
        blocks.append(_average(review, wording))
    if asked:
        blocks.append(_table(asked, wording))
    if without is not None:
        low, high = (wording.numbers.end(bound) for bound in (without.bounds_low, without.bounds_high))
        bounds = wording.text("anyway.bounds", low=low, high=high)
        blocks.append(Paragraph(text=wording.sentences(bounds, wording.text("anyway.necessary")), role="note"))
    if reasons := [_not_asked(world, wording) for world in review.counterfactuals if world.not_asked_because]:
        blocks.append(Paragraph(text=wording.sentences(*reasons), role="note"))
    return blocks


def horizon_without(review: Review) -> CounterfactualHorizon | None:
    """The nearest horizon of the world without an amniocentesis, where that question was asked."""
    for world in review.counterfactuals:
        if world.intervention is Intervention.NO_AMNIOCENTESIS and world.horizons:
            return world.horizons[0]
    return None


def until(by: str, wording: Wording, prefix: str = "anyway.") -> str:
    if by == _BIRTH:
        return wording.text(f"{prefix}by_birth")
    return wording.text(f"{prefix}by_week", week=wording.numbers.week(by))


def _end(by: str, wording: Wording) -> str:
    return wording.text("anyway.birth") if by == _BIRTH else wording.numbers.week(by)


def _pictograph(horizon: CounterfactualHorizon, wording: Wording) -> Pictograph:
    estimate = horizon.lost_anyway
    filled, low, high = _symbols(estimate)
    by = until(horizon.by, wording)
    title = wording.text("anyway.title", by=by)
    return Pictograph(
        title=title,
        description=wording.text("anyway.description", n=filled, low=low, high=high, by=by),
        total=_OF,
        filled=filled,
        low=low,
        high=high,
        big=wording.text("anyway.big", n=filled),
        caption=wording.text("anyway.caption", low=low, high=high, by=by),
        legend=(
            wording.text("anyway.legend_certain"),
            wording.text("anyway.legend_uncertain"),
            wording.text("anyway.legend_empty"),
        ),
        table=Table(
            caption=title,
            columns=(wording.text("average.column_by"), wording.text("anyway.column_lost")),
            rows=((_end(horizon.by, wording), wording.numbers.share_and_ends(estimate)),),
            numeric=(1,),
        ),
    )


def _symbols(estimate: Estimate) -> tuple[int, int, int]:
    """Symbols for the mean and the two ends. Rounding never makes a certainty: the ends go outwards, and the mean stays
    below all and above none unless it is exactly so."""
    filled = round(_OF * estimate.mean)
    if 0.0 < estimate.mean < 1.0:
        filled = min(max(filled, 1), _OF - 1)
    return filled, math.floor(_OF * estimate.low), math.ceil(_OF * estimate.high)


def _table(worlds: list[Counterfactual], wording: Wording) -> Table:
    return Table(
        caption=wording.text("anyway.table"),
        columns=tuple(wording.text(f"anyway.column_{name}") for name in ("world", "lost", "necessary", "bounds")),
        rows=tuple(
            (
                wording.text(
                    "anyway.world_by",
                    world=wording.text(f"anyway.world.{world.intervention.value}"),
                    by=until(horizon.by, wording),
                ),
                wording.numbers.share_and_ends(horizon.lost_anyway),
                wording.numbers.share_and_ends(horizon.necessary),
                wording.numbers.ends(horizon.stratum_low, horizon.stratum_high),
            )
            for world in worlds
            for horizon in world.horizons
        ),
        numeric=(1, 2, 3),
    )


def _not_asked(world: Counterfactual, wording: Wording) -> str:
    key = f"anyway.not_asked.{world.not_asked_because}"
    if key in wording.catalogue:
        return wording.text(key)
    return wording.text("anyway.not_asked.other", world=wording.text(f"anyway.world.{world.intervention.value}"))


def _average(review: Review, wording: Wording) -> Table:
    return Table(
        caption=wording.text("average.caption"),
        columns=tuple(wording.text(f"average.column_{name}") for name in ("by", "with", "without", "difference")),
        rows=tuple(
            (
                _end(effect.by, wording),
                *(
                    wording.numbers.percent_and_ends(estimate)
                    for estimate in (effect.risk_with, effect.risk_without, effect.difference)
                ),
            )
            for effect in review.average_effects
        ),
        numeric=(1, 2, 3),
        note=wording.text("average.note"),
    )
