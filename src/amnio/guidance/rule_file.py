"""How a rule file is read: `rules/<profile>/<id>.toml`, every field checked, every error with file and field."""

from typing import Any

from amnio.guidance.condition import Condition, condition
from amnio.guidance.files import read
from amnio.guidance.profiles import known_profiles
from amnio.guidance.rule import GATES, Action, Reading, Rule, RuleVerdict, Stage, Standing, Topic, WorkedCase
from amnio.guidance.source import Source, cited, known_sources
from amnio.guidance.table import Table

#: A recalled wording that is trusted less than this is a lead for a reader, not a rule.
LIMITS = "rule_limits.toml"


def rule_from(table: Table, folder: str, id: str) -> Rule:
    """The rule in a table that was read from `rules/<folder>/<id>.toml`. Raises `GuidanceError`."""
    reading = Reading(table.choice("reading", tuple(Reading)))
    rule = Rule(
        id=table.choice("rule", (id,)),
        topic=Topic(table.choice("topic", tuple(Topic))),
        stage=Stage(table.choice("stage", tuple(Stage))),
        action=Action(table.choice("action", tuple(Action))),
        standing=Standing(table.choice("standing", tuple(Standing))),
        profiles=_profiles(table, folder),
        strength=table.optional_text("strength"),
        source=_source(table),
        also=cited(table, "also") if "also" in table else (),
        reading=reading,
        confidence=_confidence(table, reading),
        in_force_from=table.optional_day("in_force_from"),
        in_force_until=table.optional_day("in_force_until"),
        about=_condition(table, "about"),
        require=_condition(table, "require"),
        when=_condition(table, "when"),
        advice_en=table.text("advice_en"),
        advice_zh=table.text("advice_zh"),
        note_en=table.optional_text("note_en"),
        note_zh=table.optional_text("note_zh"),
        judged_by_people=table.flag("judged_by_people") if "judged_by_people" in table else False,
        worked=_worked(table),
    )
    table.finish()
    _coherent(rule, table)
    return rule


def _profiles(table: Table, folder: str) -> tuple[str, ...]:
    profiles = table.texts("profiles")
    for profile in profiles:
        if profile not in known_profiles():
            raise table.error("profiles", f"{profile!r} is not in profiles.toml")
    if folder not in profiles:
        raise table.error("profiles", f"the file stands in the folder {folder}, so {folder} must be among them")
    return profiles


def _source(table: Table) -> Source:
    key = table.text("source")
    if key not in known_sources():
        raise table.error("source", f"{key!r} is in no file of sources")
    known = known_sources()[key]
    return Source(
        key=key,
        issuer=known.issuer,
        issuer_zh=known.issuer_zh,
        reference=known.reference,
        place=table.text("place"),
        wording=known.wording,
        place_zh=table.optional_text("place_zh"),
    )


def _confidence(table: Table, reading: Reading) -> float | None:
    if reading is not Reading.UNVERIFIED:
        if "confidence" in table:
            raise table.error("confidence", "belongs to a wording that is unverified")
        return None
    confidence = table.number("confidence")
    least = read(LIMITS).table("least_confidence").number("value")
    if not least <= confidence <= 1:
        raise table.error("confidence", f"is not from {least:g} to 1; below that it is a lead to read up, not a rule")
    return confidence


def _condition(table: Table, field: str) -> Condition | None:
    return condition(table.table(field)) if field in table else None


def _worked(table: Table) -> tuple[WorkedCase, ...]:
    shared: dict[str, Any] = table.plain("given") if "given" in table else {}
    found = []
    for row in table.tables("case"):
        given = shared | (row.plain("given") if "given" in row else {})
        verdict = RuleVerdict(row.choice("verdict", tuple(RuleVerdict)))
        found.append(WorkedCase(given=given, on=row.optional_day("on"), verdict=verdict))
        row.finish()
    if not found:
        raise table.error("case", "needs at least one worked case")
    return tuple(found)


def _coherent(rule: Rule, table: Table) -> None:
    if (rule.note_en is None) != (rule.note_zh is None):
        raise table.error("note_zh", "a note stands in both languages or in neither")
    if rule.require is not None and rule.when is not None:
        raise table.error("when", "stands beside require; a rule is either kept or broken, or it applies or does not")
    if rule.action in GATES and rule.require is None:
        raise table.error("require", f"is missing; what says {rule.action} must say what it requires")
    if rule.in_force_from is not None and rule.in_force_until is not None and rule.in_force_until < rule.in_force_from:
        raise table.error("in_force_until", "lies before in_force_from")
