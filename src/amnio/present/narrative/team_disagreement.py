"""What readers judged before the answer was shown, beside the answer, with the reasons of each side by side."""

from collections.abc import Sequence

from amnio.answers.disagreement import Disagreement, Judgement, PlacedShare, ReaderBeside
from amnio.answers.review_answer import FactWeight
from amnio.clinic.vocabulary import Group
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.anyway import until
from amnio.present.narrative.moved import fact_label
from amnio.present.narrative.wording import Wording

TOPIC = "team_review"


def write(disagreement: Disagreement, wording: Wording) -> list[Block]:
    """The blocks of a section; `wording` needs the topic `team_review`."""
    blocks = overview(disagreement, wording)
    for reader in disagreement.readers:
        group = group_name(reader.judgement.group, wording)
        blocks.append(Heading(text=wording.labelled(shown_reader(reader.judgement, wording), group), id="", level=3))
        blocks += reasons(reader, wording)
    return blocks


def overview(disagreement: Disagreement, wording: Wording) -> list[Block]:
    """Who agrees with whom, and every reader in a row beside the answer."""
    title = "disagreement" if disagreement.leading is not None else "disagreement_alone"
    blocks: list[Block] = [
        Heading(text=wording.text(f"team_review.heading.{title}"), id="disagreement"),
        Paragraph(text=_lead(disagreement, wording)),
        _readers(disagreement, wording),
    ]
    if not _all_blind(disagreement):
        blocks.append(Paragraph(text=wording.text("team_review.not_blind_means")))
    if any(reader.shares for reader in disagreement.readers):
        blocks.append(_shares(disagreement, wording))
    return blocks


def shown_reader(judgement: Judgement, wording: Wording) -> str:
    """How a reader is shown, with the mark of a judgement that was not blind."""
    if judgement.blind:
        return judgement.reader
    return wording.bracketed(judgement.reader, wording.text("team_review.not_blind"))


def group_name(group: Group | None, wording: Wording) -> str:
    """A group of causes, or *cannot be told apart*."""
    return wording.text("team_review.group.none") if group is None else wording.text(f"group.{group.value}")


def _lead(disagreement: Disagreement, wording: Wording) -> str:
    among = wording.text(f"team_review.{_when(disagreement)}.{disagreement.among.value}")
    answer = _answer(disagreement, wording)
    anyway = wording.text("team_review.anyway_differs") if disagreement.anyway_differs else ""
    return wording.sentences(among, answer, anyway)


def _answer(disagreement: Disagreement, wording: Wording) -> str:
    if disagreement.leading is None:
        return wording.text("team_review.answer_none")
    groups = [wording.text(f"group_in.{group.value}") for group in (disagreement.leading, *disagreement.rivals)]
    if disagreement.rivals:
        return wording.text("team_review.answer_open", causes=wording.listing(groups, "or"))
    return wording.text("team_review.answer_names", cause=groups[0])


def _when(disagreement: Disagreement) -> str:
    """The sentences that say *before the answer was shown* are for judgements that all were."""
    if disagreement.leading is None and _all_blind(disagreement):
        return "among_alone"
    return "among" if _all_blind(disagreement) else "among_not_blind"


def _all_blind(disagreement: Disagreement) -> bool:
    return all(reader.judgement.blind for reader in disagreement.readers)


def _readers(disagreement: Disagreement, wording: Wording) -> Table:
    beside = ("answer", "beside") if disagreement.leading is not None else ()
    columns = ("reader", "judged", "certainty", *beside, "anyway")
    blind = _all_blind(disagreement) and disagreement.leading is not None
    return Table(
        caption=wording.text("team_review.readers" if blind else "team_review.readers_not_blind"),
        columns=tuple(wording.text(f"team_review.column.{name}") for name in columns),
        rows=tuple(_row(reader, wording) for reader in disagreement.readers),
        note=_anyway_note(disagreement, wording),
    )


def _row(reader: ReaderBeside, wording: Wording) -> tuple[str, ...]:
    judgement = reader.judgement
    beside: tuple[str, ...] = ()
    if reader.agreement is not None:
        share = reader.answer
        told = wording.text("team_review.nothing") if share is None else wording.numbers.share_and_ends(share)
        beside = (told, wording.text(f"team_review.agreement.{reader.agreement.value}"))
    return (
        shown_reader(judgement, wording),
        group_name(judgement.group, wording),
        wording.text(f"team_review.certainty.{judgement.certainty.value}"),
        *beside,
        wording.text(f"team_review.anyway.{judgement.anyway.value}"),
    )


def _anyway_note(disagreement: Disagreement, wording: Wording) -> str:
    if disagreement.anyway is None or disagreement.anyway_by is None:
        return ""
    return wording.text(
        "team_review.anyway_answer",
        by=until(disagreement.anyway_by, wording),
        share=wording.numbers.share_with_interval(disagreement.anyway),
    )


def _shares(disagreement: Disagreement, wording: Wording) -> Table:
    rows = [
        (
            shown_reader(reader.judgement, wording),
            group_name(placed.group, wording),
            wording.text("team_review.of_hundred", n=placed.of_hundred),
            *_beside(placed, wording),
        )
        for reader in disagreement.readers
        for placed in reader.shares
    ]
    answered = disagreement.leading is not None
    columns = ("reader", "cause", "of_hundred", *(("answer", "place") if answered else ()))
    return Table(
        caption=wording.text("team_review.shares"),
        columns=tuple(wording.text(f"team_review.column.{name}") for name in columns),
        rows=tuple(rows),
        numeric=(2, 3) if answered else (2,),
    )


def _beside(placed: PlacedShare, wording: Wording) -> tuple[str, ...]:
    if placed.answer is None or placed.place is None:
        return ()
    return wording.numbers.share_and_ends(placed.answer), wording.text(f"team_review.place.{placed.place.value}")


def reasons(reader: ReaderBeside, wording: Wording) -> list[Block]:
    """The reader's own words, then what in the answer speaks for her reason and against it."""
    told = [
        wording.labelled(wording.text(f"team_review.facts_{side}"), _facts(facts, wording))
        for side, facts in (("for", reader.facts_for), ("against", reader.facts_against))
        if facts
    ]
    own: list[Block] = [Paragraph(text=_own(reader.judgement, wording))]
    return [*own, Bullets(items=tuple(told))] if told else own


def _own(judgement: Judgement, wording: Wording) -> str:
    return judgement.reasons or wording.text("team_review.no_reasons")


def _facts(facts: Sequence[FactWeight], wording: Wording) -> str:
    return wording.series([fact_label(fact, wording) for fact in facts])
