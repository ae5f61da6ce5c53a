"""A check beside a form: the same verdicts in the same words, as parts that a page can link to its fields."""

from dataclasses import dataclass

from amnio.answers.check_answer import Check, CheckedRule
from amnio.guidance.rule import RuleVerdict
from amnio.guidance.rules import rule_named
from amnio.present.document import Language, Urgent
from amnio.present.narrative import check as whole
from amnio.present.narrative.rules import advice_and_note, basis, guidance_wording, told


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleTold:
    action: str  # what the rule does, in words
    advice: str
    basis: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldMissing:
    """`path` is that of a field of a case; `decides`: a rule that could hold up waits for it."""

    path: str
    decides: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Urgent first, then what holds it up, what is missing, what asks for a reason, and what is kept."""

    lead: str
    asked: str  # whose rules, and as of which day
    urgent: tuple[Urgent, ...]
    holding: tuple[RuleTold, ...]
    missing: tuple[FieldMissing, ...]
    cautions: tuple[RuleTold, ...]
    kept: tuple[RuleTold, ...]


def write(check: Check, *, language: Language | str) -> Beside:
    """The parts of a check, for clinicians."""
    wording = guidance_wording(Language(language), "check")

    def those(rules: list[CheckedRule]) -> tuple[RuleTold, ...]:
        files = (rule_named(rule.rule) for rule in rules)
        return tuple(
            RuleTold(
                action=told("action", rule.action, wording),
                advice=advice_and_note(rule, wording),
                basis=basis(rule, wording),
            )
            for rule in files
        )

    lead, asked = whole.lead_and_asked(check, wording)
    broken = [rule for rule in check.rules if rule.verdict is RuleVerdict.BROKEN and not rule.urgent]
    return Beside(
        lead=lead,
        asked=asked,
        urgent=whole.urgent(check, wording),
        holding=those([rule for rule in broken if rule.holds_up]),
        missing=tuple(FieldMissing(path=one.field, decides=one.decides) for one in check.missing),
        cautions=those([rule for rule in broken if not rule.holds_up]),
        kept=those([rule for rule in check.rules if rule.verdict is RuleVerdict.KEPT]),
    )
