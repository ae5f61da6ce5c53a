"""What was counted, as a document: how much, of which definition, what became of every row, what was taken out."""

from amnio.cohort.counted import Counted
from amnio.cohort.flow import Flow
from amnio.estimate.trial_counts import TrialCounts
from amnio.present.document import Block, Document, Language, Paragraph, Table
from amnio.present.narrative.cohort.wording import columns, framed, share, wording_in
from amnio.present.narrative.wording import Wording


def counts_document(counted: Counted, language: Language, *, files: int = 1) -> Document:
    """The document of counts; `files` is how many were added."""
    wording = wording_in(language)
    blocks: list[Block] = [Paragraph(text=_lead(counted, wording), role="lead")]
    if files > 1:
        blocks.append(Paragraph(text=wording.text("cohort.counts.pooled", n=files)))
    if (out := counted.suppressed) is not None:
        written = wording.numbers.thousands
        text = wording.text(
            "cohort.counts.suppressed", cells=written(out.cells), smallest=out.smallest, n=written(out.n)
        )
        blocks.append(Paragraph(text=text))
    blocks.append(flow_table(counted.flow, wording))
    fingerprint = counted.definition.fingerprint
    blocks.append(Paragraph(text=wording.text("cohort.counts.definition", fingerprint=fingerprint), role="note"))
    return framed(wording, wording.text("cohort.counts.title"), blocks)


def flow_table(flow: Flow, wording: Wording) -> Table:
    """What became of every row; `wording` holds the topic `cohort`."""
    return Table(
        caption=wording.text("cohort.counts.flow"),
        columns=columns(wording, "what", "n", "share"),
        rows=tuple((_fate(name, wording), wording.numbers.thousands(n), share(n, flow.read)) for name, n in flow.rows),
        numeric=(1, 2),
    )


def _fate(name: str, wording: Wording) -> str:
    code, _, what = name.partition(":")
    return wording.filled(f"cohort.fate.{code}", what=what)


def _lead(counted: Counted, wording: Wording) -> str:
    written = wording.numbers.thousands
    counts, flow = counted.counts, counted.flow
    read, kept, cells = written(flow.read), written(flow.counted), written(counts.n.size)
    if not isinstance(counts, TrialCounts):
        return wording.text("cohort.counts.lead_risk", rows=read, counted=kept, cells=cells)
    treated = int(counts.n[counts.arm == 1].sum())
    return wording.text(
        "cohort.counts.lead_trials",
        rows=read,
        counted=kept,
        trials=written(counts.trials.size),
        cells=cells,
        treated=written(treated),
        controls=written(int(counts.n.sum()) - treated),
    )
