"""What a table of pregnancies holds, as a document."""

from collections.abc import Iterator

from amnio.cohort.describing import Counts, Description, FactorCounts, Spread
from amnio.present.document import Block, Document, Language, Paragraph, Table
from amnio.present.narrative.cohort.wording import columns, framed, share, wording_in
from amnio.present.narrative.wording import Wording


def description_document(found: Description, language: Language) -> Document:
    """The document of a description. Nothing in it is a risk, and it says so."""
    wording = wording_in(language)
    written = wording.numbers.thousands
    lead = wording.text(
        "cohort.describe.lead",
        rows=written(found.rows),
        women=written(found.women),
        procedures=written(dict(found.facts)["procedure"]),
    )
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    if found.bad:
        blocks.append(Paragraph(text=wording.text("cohort.describe.bad", n=written(found.bad))))
    if found.left_out:
        blocks.append(Paragraph(text=wording.text("cohort.describe.left_out", n=written(found.left_out))))
    blocks += _tables(found, wording)
    blocks.append(Paragraph(text=wording.text("cohort.describe.not_risk"), role="note"))
    return framed(wording, wording.text("cohort.describe.title"), blocks)


def _tables(found: Description, wording: Wording) -> Iterator[Table]:
    yield _counted("ends", "cohort.end", found.ends, found.rows, wording)
    yield _counted("dated_by", "cohort.dated_by", found.dated_by, found.rows, wording)
    yield _counted("facts", "cohort.fact", tuple(each for each in found.facts if each[1]), found.rows, wording)
    yield Table(
        caption=wording.text("cohort.describe.spread"),
        columns=columns(wording, "what", "least", "median", "greatest"),
        rows=(
            _spread(wording.text("cohort.describe.entry"), found.entry, as_week=True),
            _spread(wording.text("cohort.describe.follow_up"), found.follow_up, as_week=False),
        ),
        numeric=(1, 2, 3),
    )
    procedures = sum(n for _, n in found.procedures_by_week)
    if procedures:
        yield Table(
            caption=wording.text("cohort.describe.weeks"),
            columns=columns(wording, "week", "procedures", "share"),
            rows=tuple(
                (str(week), wording.numbers.thousands(n), share(n, procedures)) for week, n in found.procedures_by_week
            ),
            numeric=(0, 1, 2),
        )
    for factor in found.factors:
        yield _factor(factor, wording)


def _counted(what: str, prefix: str, counts: Counts, rows: int, wording: Wording) -> Table:
    return Table(
        caption=wording.text(f"cohort.describe.{what}"),
        columns=columns(wording, "what", "n", "share"),
        rows=tuple((wording.text(f"{prefix}.{k}"), wording.numbers.thousands(n), share(n, rows)) for k, n in counts),
        numeric=(1, 2),
    )


def _spread(what: str, spread: Spread, *, as_week: bool) -> tuple[str, ...]:
    def written(days: int) -> str:
        return f"{days // 7}+{days % 7}" if as_week else str(days)

    return (what, written(spread.least), written(spread.median), written(spread.greatest))


def _factor(factor: FactorCounts, wording: Wording) -> Table:
    names = ("pregnancies", "procedures", "losses", "terminations", "live_births")
    return Table(
        caption=wording.text("cohort.describe.factor", name=factor.name),
        columns=columns(wording, "level", "n", *names[1:]),
        rows=tuple(
            (each.level, *(wording.numbers.thousands(getattr(each, name)) for name in names)) for each in factor.levels
        ),
        numeric=(1, 2, 3, 4, 5),
    )
