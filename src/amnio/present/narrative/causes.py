"""Why the pregnancy was lost: five groups as a picture, six causes as a table, chains told as one story."""

from amnio.answers.review_answer import CauseShare, GroupShare, Review
from amnio.clinic.vocabulary import Cause, FetalClass, Group
from amnio.present.document import Block, Bullets, Heading, IntervalChart, IntervalRow, Paragraph, Table
from amnio.present.narrative.headline import had_procedure
from amnio.present.narrative.wording import Wording

_CAUSE_OF_ZERO = {Group.EARLY: Cause.EARLY, Group.MECHANICAL: Cause.MECHANICAL}
_SHOWN_MECHANISM = 0.005  # a mechanism below half a percent is not listed
_SHOWN_CLASS = 0.005
_AT_THE_PROCEDURE = ("infection_before", "already_there")


def write(review: Review, wording: Wording) -> list[Block]:
    blocks: list[Block] = [
        Heading(text=wording.text("heading.why"), id="causes"),
        _chart(review, wording),
        Paragraph(
            text=wording.sentences(wording.text("causes.legend"), wording.text(f"basis_sentence.{basis_of(review)}")),
            role="note",
        ),
    ]
    if chains := _chains(review, wording):
        blocks.append(Bullets(items=chains))
    if route := _route(review, wording):
        blocks.append(route)
    if classes := _classes(review, wording):
        blocks.append(classes)
    blocks.append(_table(review, wording))
    return blocks


def basis_of(review: Review) -> str:
    """What the three most influential parameters rest on: "data", "judgement" or "both"."""
    bases = {influence.basis for influence in review.influences}
    return bases.pop() if len(bases) == 1 else "both"


def _chart(review: Review, wording: Wording) -> IntervalChart:
    rows = tuple(_row(share, review, wording) for share in review.groups)
    spoken = [wording.text("causes.row", label=row.label, share=row.zero_text or row.text) for row in rows]
    title = wording.text("causes.title")
    return IntervalChart(
        title=title,
        description=wording.text("causes.description", rows=wording.series(spoken)),
        rows=rows,
        table=Table(
            caption=title,
            columns=(wording.text("causes.column_group"), wording.text("causes.column_share")),
            rows=tuple((row.label, row.zero_text or row.text) for row in rows),
            numeric=(1,),
        ),
    )


def _row(share: GroupShare, review: Review, wording: Wording) -> IntervalRow:
    code, estimate = share.group.value, share.probability
    plain = not had_procedure(review) and share.group is Group.INFECTION
    return IntervalRow(
        code=code,
        label=wording.text(f"group.{code}"),
        sub=wording.text("group_sub.infection_none" if plain else f"group_sub.{code}"),
        mean=estimate.mean,
        low=estimate.low,
        high=estimate.high,
        text=wording.numbers.share_and_ends(estimate),
        zero_text=_zero(share, review, wording),
    )


def _zero(share: GroupShare, review: Review, wording: Wording) -> str:
    cause = _CAUSE_OF_ZERO.get(share.group)
    for entry in review.causes:
        if entry.cause is cause:
            return zero_reason(entry, review, wording)
    return ""


def zero_reason(share: CauseShare, review: Review, wording: Wording, prefix: str = "zero") -> str:
    """Why a cause is exactly zero; the prefix "zero_short" leaves the zero itself out."""
    if share.zero_because is None:
        return ""
    key = f"{prefix}.{share.zero_because.value}"
    if "{week}" not in wording.catalogue.raw(key):
        return wording.text(key)
    return wording.text(key, week=wording.numbers.short_week(review.summary.procedure_at or review.summary.loss_at))


def _table(review: Review, wording: Wording) -> Table:
    return Table(
        caption=wording.text("causes.caption"),
        columns=tuple(wording.text(f"causes.column_{name}") for name in ("cause", "row", "share", "sub")),
        rows=tuple(
            (
                wording.text(f"cause.{share.cause.value}"),
                share.row,
                wording.numbers.share_and_ends(share.probability),
                zero_reason(share, review, wording, "zero_short") or _mechanisms(share, review, wording),
            )
            for share in review.causes
        ),
        numeric=(2,),
        note=wording.text("causes.note_row"),
    )


def _mechanisms(share: CauseShare, review: Review, wording: Wording) -> str:
    shown = sorted(
        (part for part in share.mechanisms if part.probability.mean >= _SHOWN_MECHANISM),
        key=lambda part: -part.probability.mean,
    )
    if len(share.mechanisms) < 2:
        return ""
    return wording.series(
        [
            wording.text(
                "causes.sub",
                mechanism=wording.text(f"mechanism.{without_procedure(part.mechanism.value, review)}"),
                share=wording.numbers.share(part.probability.mean),
            )
            for part in shown
        ]
    )


def without_procedure(name: str, review: Review) -> str:
    """An infection that was there *at the procedure* is told in other words where there was none."""
    return f"{name}_none" if name in _AT_THE_PROCEDURE and not had_procedure(review) else name


def _chains(review: Review, wording: Wording) -> tuple[str, ...]:
    return tuple(
        wording.text(f"chain.{chain.kind.value}", share=wording.numbers.share_with_interval(chain.probability))
        for chain in review.chains
    )


def _route(review: Review, wording: Wording) -> Table | None:
    if review.route is None:
        return None
    names = ("already_there", "later_on_its_own", "introduced", "after_a_leak")
    rows = [(name, getattr(review.route, name)) for name in names]
    return Table(
        caption=wording.text("route.caption"),
        columns=(wording.text("route.column"), wording.text("route.column_share")),
        rows=tuple(
            (wording.text(f"route_name.{without_procedure(name, review)}"), wording.numbers.share_and_ends(estimate))
            for name, estimate in rows
            if had_procedure(review) or estimate.high > 0
        ),
        numeric=(1,),
    )


def _classes(review: Review, wording: Wording) -> Table | None:
    shown = [
        share
        for share in sorted(review.classes, key=lambda share: -share.probability.mean)
        if share.probability.mean >= _SHOWN_CLASS
    ]
    if not any(share.fetal_class is not FetalClass.EUPLOID for share in shown):
        return None
    return Table(
        caption=wording.text("causes.classes"),
        secondary=Group.FETAL not in (review.headline.leading, *review.headline.rivals),
        columns=(wording.text("causes.column_class"), wording.text("causes.column_share")),
        rows=tuple(
            (
                wording.text(f"class.{share.fetal_class.value}"),
                wording.numbers.share_and_ends(share.probability),
            )
            for share in shown
        ),
        numeric=(1,),
    )
