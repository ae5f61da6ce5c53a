"""Counts with where they come from: what was asked, what became of every row, and whether they are whole."""

from dataclasses import dataclass
from enum import StrEnum

from amnio.cohort.definition import StudyDefinition
from amnio.cohort.flow import Flow
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import TrialCounts


class CountKind(StrEnum):
    """What was counted: follow-up with late entry, or sequential trials."""

    RISK = "risk"
    TRIALS = "trials"


@dataclass(frozen=True, kw_only=True, slots=True)
class Suppressed:
    """Cells below `smallest` that were taken out before sharing: how many cells, and how many counts in them."""

    smallest: int
    cells: int
    n: int


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Counted:
    """The counts of one definition, the flow of the rows, and what was suppressed (None: nothing, they are whole)."""

    definition: StudyDefinition
    counts: RiskCounts | TrialCounts
    flow: Flow
    suppressed: Suppressed | None = None

    @property
    def kind(self) -> CountKind:
        return CountKind.TRIALS if isinstance(self.counts, TrialCounts) else CountKind.RISK
