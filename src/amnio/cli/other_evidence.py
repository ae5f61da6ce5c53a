"""The evidence that a user asks for instead of the packaged one: a folder, studies left out, a unit's own counts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amnio.cli.evidence_failures import evidence_failures, evidence_folder, known_studies
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.answers.comparison import ChosenEvidence, ReviewComparison
    from amnio.clinic.case import Case
    from amnio.evidence import Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class EvidenceOptions:
    """As typed: `--evidence`, `--without` and `--site`."""

    folder: str | None
    without: tuple[str, ...]
    site: str | None

    @property
    def given(self) -> tuple[str, ...]:
        """The options that were used."""
        options = (("--evidence", self.folder), ("--without", self.without), ("--site", self.site))
        return tuple(name for name, value in options if value)

    def compared(self, case: "Case", *, draws: int, seed: int, language: Language) -> "ReviewComparison":
        """Both answers to the case; everything that is wrong with the evidence is told in words."""
        from amnio.answers.comparison import compare

        chosen = self.chosen(language)
        with evidence_failures(language, self.folder or "", without=chosen.without):
            return compare(case, chosen, draws=draws, seed=seed)

    def chosen(self, language: Language) -> "ChosenEvidence":
        """What was asked for, read; a study that is not filed and a file that cannot be used are refused."""
        from amnio.answers.comparison import ChosenEvidence
        from amnio.evidence import load_evidence
        from amnio.exchange.site_file import read_site

        with evidence_failures(language, self.folder or ""):
            folder = None if self.folder is None else evidence_folder(self.folder)
            studies = load_evidence(folder).studies if self.without else ()
        without = known_studies(self.without, studies, language)
        with evidence_failures(language, self.site or ""):
            site = None if self.site is None else read_site(self.site)
        return ChosenEvidence(folder=folder, without=without, site=site)


def evidence_without(folder: str | None, without: tuple[str, ...], language: Language) -> "Evidence":
    """The evidence in the folder (default: the packaged one) without some studies, fitted where it has to be."""
    from amnio.answers.assemble import fitted
    from amnio.evidence import load_evidence

    with evidence_failures(language, folder or ""):
        evidence = load_evidence(None if folder is None else evidence_folder(folder))
        keys = known_studies(without, evidence.studies if without else (), language)
    with evidence_failures(language, folder or "", without=keys):
        return fitted(evidence.without(*keys))
