"""Labels of classification schemes, all derived from one conclusion; never entered by hand, never a second opinion.

>>> from amnio.answers.conclusion import Certainty, Conclusion
>>> from amnio.clinic.gestation import GestationalAge
>>> from amnio.clinic.vocabulary import Cause
>>> conclusion = Conclusion(cause=Cause.FETAL, certainty=Certainty.PROBABLE, lost_at=GestationalAge.parse("24+1"))
>>> [(label.scheme, label.code or label.refused.value) for label in labels(conclusion)]
[('founding', 'S3'), ('recode', 'A1'), ('codac', '3'), ('icd_pm', 'onset_unknown'), ('psanz_pdc', 'left_out')]
"""

from dataclasses import dataclass
from enum import StrEnum

from amnio.answers.conclusion import Conclusion
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Presentation
from amnio.guidance.classification import RuleRefusal, Scheme, SchemeRule, Texts, schemes
from amnio.guidance.source import Source


class NoLabel(StrEnum):
    """Why a scheme has no label for a conclusion."""

    LEFT_OUT = "left_out"  # the scheme's text was not available
    OUTSIDE_RANGE = "outside_range"  # a loss earlier than those the scheme is meant for
    AGE_UNKNOWN = "age_unknown"  # nobody knows whether the loss was late enough for the scheme
    UNDECIDED = "undecided"  # the conclusion is that causes cannot be told apart
    ONSET_UNKNOWN = "onset_unknown"  # the scheme asks first whether death came before labour
    NEEDS_MECHANISM = "needs_mechanism"
    TEXT_NOT_READ = "text_not_read"


_OF_RULE = {
    RuleRefusal.NEEDS_MECHANISM: NoLabel.NEEDS_MECHANISM,
    RuleRefusal.TEXT_NOT_READ: NoLabel.TEXT_NOT_READ,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """One scheme's label. Either `code` with its `titles`, or `refused`; `rule` says why, where the scheme's file does.

    `code` joins several codes with " + " where a scheme asks for more than one. `first` is set with OUTSIDE_RANGE and
    AGE_UNKNOWN.
    """

    scheme: str
    name: Texts
    code: str | None
    titles: tuple[Texts, ...]
    refused: NoLabel | None
    rule: Texts | None
    first: GestationalAge | None
    sources: tuple[Source, ...]


def labels(conclusion: Conclusion) -> tuple[Label, ...]:
    """One label or one reasoned refusal for each scheme, the founding text first."""
    return tuple(_label(scheme, conclusion) for scheme in schemes())


def _label(scheme: Scheme, conclusion: Conclusion) -> Label:
    if scheme.left_out is not None:
        return _refusal(scheme, NoLabel.LEFT_OUT, scheme.left_out)
    if scheme.first is not None and conclusion.lost_at is None:
        return _refusal(scheme, NoLabel.AGE_UNKNOWN, scheme.first_because, scheme.first)
    if scheme.first is not None and conclusion.lost_at is not None and conclusion.lost_at < scheme.first:
        return _refusal(scheme, NoLabel.OUTSIDE_RANGE, scheme.first_because, scheme.first)
    if conclusion.cause is None:
        return _refusal(scheme, NoLabel.UNDECIDED)
    rule = scheme.rule(conclusion.cause, conclusion.mechanism, conclusion.details)
    if rule is None:
        return _refusal(scheme, NoLabel.NEEDS_MECHANISM)
    if rule.refusal is not None:
        return _refusal(scheme, _OF_RULE[rule.refusal], rule.why)
    if scheme.needs_onset and conclusion.presentation is None:
        return _refusal(scheme, NoLabel.ONSET_UNKNOWN)
    codes = _codes(rule, conclusion.presentation)
    return Label(
        scheme=scheme.key,
        name=scheme.name,
        code=" + ".join(codes),
        titles=tuple(scheme.categories[code] for code in codes),
        refused=None,
        rule=rule.why,
        first=None,
        sources=scheme.sources,
    )


def _codes(rule: SchemeRule, presentation: Presentation | None) -> tuple[str, ...]:
    in_labour = presentation is Presentation.ALIVE_AT_ONSET
    return rule.codes_in_labour if in_labour and rule.codes_in_labour else rule.codes


def _refusal(scheme: Scheme, refused: NoLabel, rule: Texts | None = None, first: GestationalAge | None = None) -> Label:
    return Label(
        scheme=scheme.key,
        name=scheme.name,
        code=None,
        titles=(),
        refused=refused,
        rule=rule,
        first=first,
        sources=scheme.sources,
    )
