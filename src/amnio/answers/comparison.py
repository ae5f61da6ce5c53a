"""The same case under the packaged evidence and under other evidence, side by side."""

from dataclasses import dataclass
from pathlib import Path

from amnio.answers.assemble import Assembly, packaged
from amnio.answers.changed_numbers import Filed, changed_numbers
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.answers.site import Movement, SiteLearning
from amnio.clinic.case import Case
from amnio.evidence import DEFAULT_COUNT, DEFAULT_SEED
from amnio.evidence.changes import ParameterChange


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenEvidence:
    """Evidence that somebody asks for instead of the packaged one; nothing chosen is the packaged one."""

    folder: Path | None = None
    without: tuple[str, ...] = ()
    site: SiteLearning | None = None

    def assembly(self, *, draws: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> Assembly:
        """Raises `EvidenceError` for evidence that is malformed or has nothing left for a number, and
        `amnio.answers.site.OtherEvidence` for a site that belongs to other evidence."""
        return Assembly(draws=draws, seed=seed, folder=self.folder, without=self.without, site=self.site)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why there is a second answer: a folder of evidence, studies left out, a unit's own counts."""

    folder: str | None
    without: tuple[str, ...]
    site: str | None  # fingerprint
    unit: str | None  # what the unit calls itself


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewComparison:
    """Two answers to one case. Draws, seed and guidance are the same, so a difference is that of the evidence.

    `changed`: the numbers of the evidence that differ. `learned`: what the unit's own counts moved.
    """

    reason: Reason
    changed: tuple[ParameterChange, ...]
    learned: tuple[Movement, ...]
    packaged: Review
    other: Review


def compare(
    case: Case, chosen: ChosenEvidence, *, draws: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED
) -> ReviewComparison:
    """Both reviews; raises what `ChosenEvidence.assembly` and `Reviewer.review` raise."""
    other, own = chosen.assembly(draws=draws, seed=seed), packaged(draws=draws, seed=seed)
    site = chosen.site
    return ReviewComparison(
        reason=Reason(
            folder=None if chosen.folder is None else str(chosen.folder),
            without=chosen.without,
            site=None if site is None else site.fingerprint,
            unit=None if site is None else site.counts.name,
        ),
        changed=changed_numbers(_filed(own), _filed(other)).numbers,
        learned=() if site is None else site.movements,
        packaged=Reviewer(own).review(case),
        other=Reviewer(other).review(case),
    )


def _filed(assembly: Assembly) -> Filed:
    return Filed(evidence=assembly.evidence, recurrence=assembly.recurrence)
