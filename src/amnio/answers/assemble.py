"""The one place where evidence, model and guidance meet."""

from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from amnio import __version__
from amnio.answers.causes import Conventions
from amnio.answers.moved import RankedParameters
from amnio.answers.read_finding import SignThresholds
from amnio.answers.review_answer import Stamp
from amnio.clinic.vocabulary import FetalClass, Finding, Mechanism
from amnio.evidence import DEFAULT_COUNT, DEFAULT_SEED, Evidence, FindingFile, load_evidence
from amnio.evidence.recurrence import RecurrenceFile, load_recurrence
from amnio.guidance.files import fingerprint as guidance_fingerprint
from amnio.model.likelihood import Likelihoods, LikelihoodTable
from amnio.model.pregnancy import PregnancyModel
from amnio.quantity import Draws

if TYPE_CHECKING:
    from amnio.answers.site import SiteLearning


class Assembly:
    """Evidence, its draws and the model made from them: built once, asked many times.

    `draws` joint draws are made with `seed`; `folder` holds other evidence than the packaged one. `without` names
    studies whose figures are left out. `site`: what a unit learned from its own counts; answers are then about a
    pregnancy in that unit. `findings`: the only ones that will be asked about (default: all); no other draw changes.
    """

    def __init__(
        self,
        *,
        draws: int = DEFAULT_COUNT,
        seed: int = DEFAULT_SEED,
        folder: Path | None = None,
        site: "SiteLearning | None" = None,
        without: tuple[str, ...] = (),
        findings: Collection[Finding] | None = None,
    ) -> None:
        self.evidence: Evidence = fitted(load_evidence(folder).without(*without))
        self.draws: Draws = self.evidence.draw(draws, seed, findings=findings)
        if site is not None:
            from amnio.answers.site import draws_in_unit  # most answers are about no particular unit

            self.draws = draws_in_unit(
                self.evidence,
                self.draws,
                site,
                lambda moved: PregnancyModel(moved, likelihoods(self.evidence, moved, findings)),
            )
        self.model = PregnancyModel(self.draws, likelihoods(self.evidence, self.draws, findings))
        self.thresholds = SignThresholds.from_draws(self.draws)
        self.conventions = Conventions.from_draws(self.draws)
        self.unknown_age = float(self.draws["reference.unknown_age"][0])
        self.recurrence: tuple[RecurrenceFile, ...] = load_recurrence(folder, without)
        self._site = None if site is None else site.fingerprint

    @cached_property
    def stamp(self) -> Stamp:
        """With what an answer can be made again. Reads all draws and guidance files, so it is made when asked for."""
        return Stamp(
            software=__version__,
            evidence=self.evidence.fingerprint,
            guidance=guidance_fingerprint(),
            draws=self.draws.count,
            draws_fingerprint=self.draws.fingerprint,
            seed=self.draws.seed,
            effective_draws=None,
            site=self._site,
        )

    @cached_property
    def ranked(self) -> RankedParameters:
        """Parameters ranked for what an answer is most sensitive to; a check never asks for it."""
        return RankedParameters(self.draws)


@lru_cache(maxsize=2)
def packaged(*, draws: int = DEFAULT_COUNT, seed: int = DEFAULT_SEED) -> Assembly:
    """The assembly of the packaged evidence, which all answers of one process share."""
    return Assembly(draws=draws, seed=seed)


def fitted(evidence: Evidence) -> Evidence:
    """The evidence with everything fitted that had to be; the same object when nothing had to."""
    if not evidence.unfitted:
        return evidence
    from amnio.answers.fits import completed  # the stored fits stand for nearly every answer

    return completed(evidence)


def likelihoods(evidence: Evidence, draws: Draws, findings: Collection[Finding] | None = None) -> Likelihoods:
    """The finding tables of the evidence, filled with draws; with `findings` only theirs."""
    of_mechanism, of_class = {}, {}
    for finding, file in evidence.findings.items():
        if findings is not None and finding not in findings:
            continue
        if file.by == "mechanism":
            of_mechanism[finding] = _table(file, tuple(Mechanism), draws)
        else:
            of_class[finding] = _table(file, tuple(FetalClass), draws)
    return Likelihoods(of_mechanism=of_mechanism, of_class=of_class)


def _table(file: FindingFile, members: tuple[Mechanism, ...] | tuple[FetalClass, ...], draws: Draws) -> LikelihoodTable:
    row_of = [next(i for i, row in enumerate(file.rows) if member.value in row.applies_to) for member in members]
    return LikelihoodTable(
        finding=file.finding,
        levels=file.levels,
        members=members,
        row_of=np.array(row_of, dtype=np.intp),
        rows=np.stack([np.stack([draws[name] for name in row.draw_names]) for row in file.rows]),
    )
