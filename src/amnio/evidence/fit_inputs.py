"""What a fitted parameter is fitted from: counts of named arms and the priors of its recipe, with their fingerprint.

A fit is work (it belongs to `estimate`, which this package does not know), so its result is stored beside its recipe:
`fits/<parameter>.fitted.toml` holds the distribution and the fingerprint of exactly the inputs it was made from. As
long as that is the fingerprint of the inputs at hand, the stored distribution stands; if not, somebody has to fit
again.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from types import MappingProxyType

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.selection import Selector, SourceRow, parse_selectors
from amnio.evidence.study import Arm, Study
from amnio.evidence.study_files import StudyFiles

#: `excess`: two-armed studies, the harm never negative. `risk_random_effects`: single arms, the risk of the next one.
FITS = frozenset({"excess", "risk_random_effects"})
_PRIORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"excess": ("centre", "spread", "bias"), "risk_random_effects": ("spread",)}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FitInputs:
    """Everything that the result of a fit depends on. `pooled` holds studies with both arms; `arms` single arms."""

    parameter: str
    fit: str
    rows: tuple[SourceRow, ...]
    pooled: tuple[Study, ...]
    priors: Mapping[str, float]

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits over the counts, who was compared with whom, and the priors."""
        counts = [[row.study, row.role, row.arm.events, row.arm.women] for row in self.rows if row.arm is not None]
        same_risk = {study.key: study.pooling.same_risk for study in self.pooled if study.pooling is not None}
        said = json.dumps([self.fit, counts, same_risk, dict(self.priors)], sort_keys=True)
        return blake2b(said.encode(), digest_size=8).hexdigest()


def fit_inputs(
    name: str, fit: str, recipe: Record, studies: StudyFiles, without: frozenset[str], file: str
) -> FitInputs:
    """The inputs that a recipe names, without the studies left out; those may be none."""
    priors = MappingProxyType(parse_priors(recipe, _PRIORS[fit], file))
    if fit == "excess":
        pooled = tuple(study for study in pooled_by_mark(recipe, studies, file) if study.key not in without)
        rows = tuple(
            SourceRow(study=study.key, role=role, arm=arm)
            for study in pooled
            for role, arm in zip(("treated", "control"), both_arms(study), strict=True)
        )
        return FitInputs(parameter=name, fit=fit, rows=rows, pooled=pooled, priors=priors)
    fields.only(recipe, frozenset({"arms", "priors"}), file)
    figures = [selector.find(studies, file) for selector in arms_of(recipe, file) if selector.study not in without]
    for figure in figures:
        _ = figure.counts
    rows = tuple(row for figure in figures for row in figure.rows)
    return FitInputs(parameter=name, fit=fit, rows=rows, pooled=(), priors=priors)


def parse_priors(recipe: Record, names: tuple[str, ...], file: str) -> dict[str, float]:
    """The scales of the priors, above zero and each with its reason."""
    record = recipe.get("priors")
    if not isinstance(record, dict):
        raise EvidenceError(file, "priors", "is required and must be a table")
    fields.only(record, frozenset([*names, *(f"{name}_reason" for name in names)]), file)
    for name in names:
        fields.text(record, f"{name}_reason", file)
    return {name: fields.positive(record, name, file) for name in names}


def arms_of(recipe: Record, file: str) -> tuple[Selector, ...]:
    """The single arms that a recipe names."""
    return parse_selectors(recipe.get("arms"), "arms", file)


def window_code(recipe: Record, file: str) -> str:
    """The window in which studies are pooled by their mark."""
    record = recipe.get("pool")
    if not isinstance(record, dict):
        raise EvidenceError(file, "pool", "is required and must be a table")
    return fields.text(record, "window_code", file)


def pooled_by_mark(recipe: Record, studies: StudyFiles, file: str) -> Iterator[Study]:
    """The studies that are marked to be pooled in the window of the recipe."""
    code = window_code(recipe, file)
    for study in studies.marked_for_pooling():
        if study.pooling is not None and study.pooling.default and study.pooling.window_code == code:
            yield study


def both_arms(study: Study) -> tuple[Arm, Arm]:
    """The two arms of the study's pooled window, with counts."""
    arms = study.pooled_arms()
    if arms is None:
        raise EvidenceError(
            f"studies/{study.key}/arms.csv", "women", "is marked for pooling but lacks an arm with counts"
        )
    return arms
