"""One care file: when the item holds, from which day to which, and its words."""

from dataclasses import dataclass
from functools import cache

from amnio.guidance.advice import Advice, advice_fields
from amnio.guidance.condition import Condition, condition
from amnio.guidance.error import GuidanceError
from amnio.guidance.files import read, stems
from amnio.guidance.profiles import known_profiles
from amnio.guidance.thresholds import default_thresholds

ANSWERS = ("yes", "no", "consider", "wait", "ask")
UNTIL = ("next_menstruation", "heavy_bleeding_stops", "bleeding_stops", "treatment_ends", "as_long_as_needed")


@dataclass(frozen=True, kw_only=True, slots=True)
class CareRule(Advice):
    """An item as its file states it. `when` is None for an item that always holds."""

    item: str
    topic: str
    row: str
    order: int
    profiles: tuple[str, ...]
    when: Condition | None
    answer: str
    because: str | None
    starts_after_days: int
    ends_after_days: int | None
    ends_after_months: int | None
    until: str | None


@cache
def care_rule(item: str) -> CareRule:
    """The rule in `care/<item>.toml`; reads that one file only."""
    if item not in stems("care"):
        raise GuidanceError(f"care/{item}.toml", "", "there is no such care item")
    table = read(f"care/{item}.toml")
    if "dose" in table:
        table.tables("dose")  # read by anti_d.py
    rule = CareRule(
        item=table.choice("item", (item,)),
        topic=table.text("topic"),
        row=table.text("row"),
        order=table.whole("order"),
        profiles=table.texts("profiles"),
        when=condition(table.table("when")) if "when" in table else None,
        answer=table.choice("answer", ANSWERS),
        because=table.optional_text("because"),
        starts_after_days=table.whole("starts_after_days"),
        ends_after_days=table.optional_whole("ends_after_days"),
        ends_after_months=table.optional_whole("ends_after_months"),
        until=table.choice("until", UNTIL) if "until" in table else None,
        **advice_fields(table, default_thresholds().slots()),
    )
    table.finish()
    for profile in rule.profiles:
        if profile != "any" and profile not in known_profiles():
            raise table.error("profiles", f"{profile!r} is not in profiles.toml")
    if sum(end is not None for end in (rule.ends_after_days, rule.ends_after_months, rule.until)) > 1:
        raise table.error("until", "give one end only: ends_after_days, ends_after_months or until")
    return rule


@cache
def care_rules() -> tuple[CareRule, ...]:
    return tuple(sorted((care_rule(item) for item in stems("care")), key=lambda rule: (rule.order, rule.item)))
