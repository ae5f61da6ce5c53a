"""One care file: when the item holds, from which day to which, and its words."""

from dataclasses import dataclass
from functools import cache

from amnio.guidance.advice import Advice, advice_fields
from amnio.guidance.condition import Condition, condition
from amnio.guidance.error import GuidanceError
from amnio.guidance.files import read, stems
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import known_profiles
from amnio.guidance.regimens import regimen
from amnio.guidance.table import Table
from amnio.guidance.thresholds import default_thresholds

ANSWERS = ("yes", "no", "consider", "wait", "ask")
UNTIL = ("next_menstruation", "heavy_bleeding_stops", "bleeding_stops", "treatment_ends", "as_long_as_needed")
#: What an item puts into a calendar: a visit on its first day; a deadline or a call after `within_hours`; the last day
#: of watching; the first day on which something is free again; the last day by which a result is expected; questions.
CALENDAR = ("visit", "deadline", "call", "watch_ends", "free_again", "result", "questions")
_TIMED = ("deadline", "call")
_FOLDER = {Occasion.AFTER_LOSS: "care", Occasion.AFTER_PROCEDURE: "after_procedure"}


@dataclass(frozen=True, kw_only=True, slots=True)
class CareRule(Advice):
    """An item as its file states it. `when` is None for an item that always holds.

    Spans are counted from the day of the loss or of the procedure, as `occasion` says. `told_for_days`: for how long an
    item without a last day is still worth saying; None for one that always is. `within_hours` is a limit in
    hours from that event; `calendar` says what the item puts into a calendar; `filed_as` names the rule that was filed
    from the same text.
    """

    item: str
    occasion: Occasion
    topic: str
    row: str
    order: int
    profiles: tuple[str, ...]
    when: Condition | None
    answer: str
    because: str | None
    starts_after_days: int
    ends_after_days: int | None
    ends_after_working_days: int | None
    ends_after_months: int | None
    until: str | None
    told_for_days: int | None
    within_hours: int | None
    calendar: str | None
    filed_as: str | None


@cache
def care_rule(item: str) -> CareRule:
    """The rule in `care/<item>.toml` or `after_procedure/<item>.toml`; reads that one file only."""
    for occasion, folder in _FOLDER.items():
        if item in stems(folder):
            return _rule(item, occasion, f"{folder}/{item}.toml")
    raise GuidanceError(f"care/{item}.toml", "", "there is no such care item")


def _rule(item: str, occasion: Occasion, file: str) -> CareRule:
    table = read(file)
    if "dose" in table:
        table.tables("dose")  # read by anti_d.py
    rule = CareRule(
        item=table.choice("item", (item,)),
        occasion=occasion,
        topic=table.text("topic"),
        row=table.text("row"),
        order=table.whole("order"),
        profiles=table.texts("profiles"),
        when=condition(table.table("when")) if "when" in table else None,
        answer=table.choice("answer", ANSWERS),
        because=table.optional_text("because"),
        starts_after_days=table.whole("starts_after_days"),
        ends_after_days=table.optional_whole("ends_after_days"),
        ends_after_working_days=table.optional_whole("ends_after_working_days"),
        ends_after_months=table.optional_whole("ends_after_months"),
        until=table.choice("until", UNTIL) if "until" in table else None,
        told_for_days=table.optional_whole("told_for_days"),
        within_hours=table.optional_whole("within_hours"),
        calendar=table.choice("calendar", CALENDAR) if "calendar" in table else None,
        filed_as=table.optional_text("filed_as"),
        **advice_fields(table, _slots(table)),
    )
    table.finish()
    for profile in rule.profiles:
        if profile != "any" and profile not in known_profiles():
            raise table.error("profiles", f"{profile!r} is not in profiles.toml")
    ends = (rule.ends_after_days, rule.ends_after_working_days, rule.ends_after_months, rule.until)
    if sum(end is not None for end in ends) > 1:
        raise table.error("until", "give one end only: ends_after_days, ends_after_months ... or until")
    if rule.told_for_days is not None and any(end is not None for end in ends[:3]):
        raise table.error("told_for_days", "is for an item without a last day")
    if rule.calendar in _TIMED and rule.within_hours is None:
        raise table.error("within_hours", f"is needed for a {rule.calendar} in a calendar")
    return rule


def _slots(table: Table) -> dict[str, str]:
    """The limits that sentences name, and the protocol that this item quotes."""
    slots = dict(default_thresholds().slots())
    if "regimen" in table:
        quoted = regimen(table.text("regimen"))
        slots |= {f"regimen_{language}": quoted.written(language) for language in ("en", "zh")}
    return slots


@cache
def care_rules(occasion: Occasion = Occasion.AFTER_LOSS) -> tuple[CareRule, ...]:
    """All items of an occasion, in the order of the plan."""
    return tuple(
        sorted((care_rule(item) for item in stems(_FOLDER[occasion])), key=lambda rule: (rule.order, rule.item))
    )
