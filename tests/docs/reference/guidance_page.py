"""`docs/reference/guidance.md`: the rules behind urgent boxes, clocks of tests and the care plan."""

from amnio.clinic.vocabulary import Test
from amnio.guidance.care_rule import CareRule, care_rules
from amnio.guidance.clocks import test_clock
from amnio.guidance.occasion import Occasion
from amnio.guidance.regimens import Regimen, regimens
from amnio.guidance.urgency import Urgency
from amnio.guidance.urgent import urgent_text
from tests.docs.reference.markdown import code, codes, page, table

_ABOUT = """
Rules are files under `src/amnio/guidance/`, one rule each, with their words in both languages, their sources, and how
the wording of each source was read (`verified` in the issuer's own text, `secondary`, `unverified`, our `judgement`).
Words are our own; the reference is theirs. When a rule is not sure (a field was not looked for), the answer is *cannot
tell*, never *no*.
"""


def guidance_page() -> str:
    return page(
        "Rules of guidance",
        _ABOUT,
        "## Urgent signs",
        "Shown first, whatever the cause.",
        table(("urgency", "title", "wording", "sources"), (_urgent(each) for each in Urgency)),
        "## Care after a loss",
        "Dated from the day of the loss. *Profile* `any` holds everywhere; a rule of the chosen profile replaces it.",
        table(
            ("item", "row", "profile", "answer", "ends", "evidence", "wording", "what it says"),
            map(_care, care_rules()),
        ),
        "## Care after the procedure",
        "While the pregnancy goes on; dated from the day of the procedure.",
        table(
            ("item", "row", "profile", "answer", "ends", "evidence", "wording", "what it says"),
            map(_care, care_rules(Occasion.AFTER_PROCEDURE)),
        ),
        "## Antibiotic regimens",
        "What named protocols state, shown to clinicians beside the allergy and never as an order.",
        table(("regimen", "for", "what it states", "wording", "source"), map(_regimen, regimens())),
        "## Clocks of the tests",
        table(("test", "clock", "afterwards", "what it can change", "wording"), (_clock(test) for test in Test)),
    )


def _urgent(urgency: Urgency) -> tuple[str, ...]:
    text = urgent_text(urgency)
    issuers = ", ".join(dict.fromkeys(source.issuer for source in text.sources))
    return code(urgency), text.title_en, text.wording, issuers


def _care(rule: CareRule) -> tuple[str, ...]:
    text = rule.text("en")
    return (
        code(rule.item),
        rule.row,
        codes(rule.profiles),
        rule.answer,
        _end(rule),
        rule.evidence,
        rule.wording,
        text,
    )


def _regimen(regimen: Regimen) -> tuple[str, ...]:
    issuers = ", ".join(source.issuer for source in regimen.sources)
    return code(regimen.regimen), regimen.when.replace("_", " "), regimen.written("en"), regimen.wording, issuers


def _end(rule: CareRule) -> str:
    if rule.ends_after_working_days is not None:
        return f"{rule.ends_after_working_days} working days"
    if rule.ends_after_months is not None:
        return f"{rule.ends_after_months} month(s)"
    if rule.ends_after_days is not None:
        return f"{rule.ends_after_days} days"
    return (rule.until or "").replace("_", " ")


def _clock(test: Test) -> tuple[str, ...]:
    clock = test_clock(test)
    later = ", ".join(f"{stage.still} from day {stage.from_days}" for stage in clock.later) or "–"
    return code(test), code(clock.clock), later, codes((clock.why, *clock.also)), clock.wording
