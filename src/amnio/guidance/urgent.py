"""Urgent signs: what comes before every other sentence, and what to do now whatever the cause."""

import operator
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from amnio.clinic.case import Case
from amnio.guidance.advice import filled, marked
from amnio.guidance.condition import Condition, Facts, condition
from amnio.guidance.files import read
from amnio.guidance.infection import infection_rule, signs_of_infection
from amnio.guidance.source import Source, Wording, cited
from amnio.guidance.thresholds import Thresholds, default_thresholds
from amnio.guidance.urgency import Urgency


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentSign:
    """An urgency that holds, and the recorded facts (dotted paths) that made it hold."""

    urgency: Urgency
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentText:
    """What to do now. One line an action or a sign; the first line of the family's lines is the order itself.

    `ongoing_*` are the lines for clinicians while the pregnancy goes on, where they differ; empty where they do not.
    `note_*` says what the advice rests on, ends with the mark of a wording that was not verified, and is printed small.
    """

    urgency: Urgency
    title_en: str
    title_zh: str
    lines_en: tuple[str, ...]
    lines_zh: tuple[str, ...]
    ongoing_en: tuple[str, ...]
    ongoing_zh: tuple[str, ...]
    family_title_en: str
    family_title_zh: str
    family_lines_en: tuple[str, ...]
    family_lines_zh: tuple[str, ...]
    note_en: str
    note_zh: str
    wording: Wording
    sources: tuple[Source, ...]

    def title(self, language: str, *, family: bool = False) -> str:
        if family:
            return self.family_title_zh if language == "zh" else self.family_title_en
        return self.title_zh if language == "zh" else self.title_en

    def lines(self, language: str, *, family: bool = False, ongoing: bool = False) -> tuple[str, ...]:
        if family:
            return self.family_lines_zh if language == "zh" else self.family_lines_en
        if ongoing and self.ongoing_en:
            return self.ongoing_zh if language == "zh" else self.ongoing_en
        return self.lines_zh if language == "zh" else self.lines_en

    def note(self, language: str) -> str:
        return self.note_zh if language == "zh" else self.note_en


def urgent_signs(case: Case, thresholds: Thresholds | None = None) -> tuple[UrgentSign, ...]:
    """All urgencies that hold, in vocabulary order. Sepsis silences possible sepsis; nothing else silences anything."""
    if thresholds is not None:
        return _judged(case, thresholds)
    key = _key_of_a_case()(case)
    known = _KNOWN.get(key)
    if known is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        known = _KNOWN[key] = _judged(case, default_thresholds())
    return known


#: Answers already given, by all that the rules read: in a batch most women have the same few signs, or none.
_KNOWN: dict[tuple[object, ...], tuple[UrgentSign, ...]] = {}
_MOST_KNOWN = 8192


@cache
def _key_of_a_case() -> Callable[[Case], tuple[object, ...]]:
    """Takes from a case all that a rule of urgency, or the signs of infection, can read.

    A measurement counts only by where it lies among the limits that it is compared with.
    """
    conditions = [*(_rule(urgency) for urgency in Urgency), infection_rule()]
    leaves = [leaf for rule in conditions for leaf in rule.leaves() if not leaf.path.startswith("judged.")]
    paths = list(dict.fromkeys(leaf.path for leaf in leaves))
    take = operator.attrgetter(*paths)
    limits = {
        path: sorted({leaf.limit(default_thresholds()) for leaf in leaves if leaf.path == path and leaf.compares})
        for path in paths
    }
    measured = [(place, limits[path]) for place, path in enumerate(paths) if limits[path]]

    def key(case: Case) -> tuple[object, ...]:
        values = list(take(case))
        for place, of_field in measured:
            value = values[place]
            if value is not None:
                values[place] = (bisect_left(of_field, value), value in of_field)
        return tuple(values)

    return key


def _judged(case: Case, limits: Thresholds) -> tuple[UrgentSign, ...]:
    infection = signs_of_infection(case, limits)
    facts = Facts(case=case, thresholds=limits, judged={"infection_signs": bool(infection)})
    found: list[UrgentSign] = []
    for urgency in Urgency:
        if urgency is Urgency.POSSIBLE_SEPSIS and any(sign.urgency is Urgency.SEPSIS for sign in found):
            continue
        rule = _rule(urgency)
        if rule.judge(facts):
            because = [path for path in rule.held(facts) if path != "judged.infection_signs"]
            if "judged.infection_signs" in rule.held(facts):
                because += [path for path in infection if path not in because]
            found.append(UrgentSign(urgency=urgency, because=tuple(because)))
    return tuple(found)


@cache
def _rule(urgency: Urgency) -> Condition:
    return condition(read(f"urgent/{urgency.value}.toml").table("when"))


@cache
def urgent_text(urgency: Urgency, thresholds: Thresholds | None = None) -> UrgentText:
    """The words of an urgency, with the limits written in."""
    table = read(f"urgent/{Urgency(urgency).value}.toml")
    slots = (thresholds or default_thresholds()).slots()
    table.table("when")
    wording = Wording(table.choice("wording", tuple(Wording)))

    def lines(field: str) -> tuple[str, ...]:
        return tuple(filled(line, slots) for line in table.texts(field))

    text = UrgentText(
        urgency=Urgency(table.choice("urgency", (urgency.value,))),
        title_en=table.text("title_en"),
        title_zh=table.text("title_zh"),
        lines_en=lines("lines_en"),
        lines_zh=lines("lines_zh"),
        ongoing_en=lines("ongoing_en") if "ongoing_en" in table else (),
        ongoing_zh=lines("ongoing_zh") if "ongoing_en" in table else (),
        family_title_en=table.text("family_title_en"),
        family_title_zh=table.text("family_title_zh"),
        family_lines_en=lines("family_lines_en"),
        family_lines_zh=lines("family_lines_zh"),
        note_en=marked(table.text("note_en"), wording, "en"),
        note_zh=marked(table.text("note_zh"), wording, "zh"),
        wording=wording,
        sources=cited(table),
    )
    table.finish()
    return text
