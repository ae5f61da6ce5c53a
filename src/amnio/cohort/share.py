"""Counts that are shared: small cells taken out on request, and the counts of several places added."""

from collections.abc import Sequence
from dataclasses import replace

from amnio.cohort.counted import Counted, Suppressed
from amnio.cohort.refusals import CannotStudy, Refusal
from amnio.estimate.risk_counts import RiskCounts, pooled_risks
from amnio.estimate.trial_counts import TrialCounts, pooled_trials


def without_small_cells(counted: Counted, smallest: int) -> Counted:
    """Without cells in which fewer than `smallest` are counted. What is left is no longer whole, and says so."""
    kept = counted.counts.n >= smallest
    small = counted.counts.n[~kept]
    before = counted.suppressed
    return replace(
        counted,
        counts=counted.counts.rows(kept),
        suppressed=Suppressed(
            smallest=smallest if before is None else max(smallest, before.smallest),
            cells=small.size + (0 if before is None else before.cells),
            n=int(small.sum()) + (0 if before is None else before.n),
        ),
    )


def pooled(several: Sequence[Counted]) -> Counted:
    """The counts of all of them together, as if their rows had been in one table.

    That holds because a woman's block depends on her name alone. Raises `CannotStudy` if definition or kind differ.
    """
    first = several[0]
    for other in several[1:]:
        if other.kind is not first.kind:
            raise CannotStudy(Refusal.COUNTS_DIFFER, what="kind", one=first.kind, other=other.kind)
        one, two = first.definition.fingerprint, other.definition.fingerprint
        if one != two:
            raise CannotStudy(Refusal.COUNTS_DIFFER, what="definition", one=one, other=two)
    flow = first.flow
    for other in several[1:]:
        flow = flow.plus(other.flow)
    return replace(first, counts=_added(several), flow=flow, suppressed=_suppressed(several))


def _added(several: Sequence[Counted]) -> TrialCounts | RiskCounts:
    trials = [each.counts for each in several if isinstance(each.counts, TrialCounts)]
    risks = [each.counts for each in several if isinstance(each.counts, RiskCounts)]
    return pooled_trials(trials) if trials else pooled_risks(risks)


def _suppressed(several: Sequence[Counted]) -> Suppressed | None:
    found = [each.suppressed for each in several if each.suppressed is not None]
    if not found:
        return None
    return Suppressed(
        smallest=max(each.smallest for each in found),
        cells=sum(each.cells for each in found),
        n=sum(each.n for each in found),
    )
