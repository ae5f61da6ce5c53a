"""`docs/reference/rules.md`: every rule on file by profile, with how well each was read."""

from collections import Counter
from collections.abc import Iterable

from amnio.guidance.profiles import Profile, known_profiles
from amnio.guidance.rule import Reading, Rule
from amnio.guidance.rules import all_rules, rules_of
from tests.docs.reference.markdown import code, page, table

_ABOUT = """
One rule is one statement of one issuer in one edition, in our own words, in a file of its own under
`src/amnio/guidance/rules/` ([how one is added](../how-to/add-a-rule.md),
[what they are and are not](../explanation/rules.md)). `amnio guidance show RULE` prints a rule in full with its
condition, its source and its worked cases; `amnio check` judges by those that are asked *before*. An issuer that has no
rule on a topic is silent: that is not permission.
"""
_READING = """
*Read*: by two readers in print, by one, by the first reader only, in a summary, our own judgement, or recalled and not
found in print (*unverified*, with the confidence of those who recall it). A profile may load rules that stand in the
folder of another, so the columns of a row are counted by profile and not by file.
"""
_COLUMNS = """
*Judged by people* stands where the fields of a case hold only a part of what the advice says. An *ended* rule is for
procedures that were done before its last day.
"""


def rules_page() -> str:
    rules = all_rules()
    return page(
        "Rules on file",
        _ABOUT,
        f"{len(rules)} rules. In {_many(rule.judged_by_people for rule in rules)} of them a part is judged by people, "
        f"and {_many(rule.superseded for rule in rules)} have ended.",
        "## Profiles",
        _READING,
        table(("profile", "whose", "rules", *map(_words, Reading)), map(_counts, _used())),
        _COLUMNS,
        *(part for profile in _used() for part in _profile(profile)),
    )


def _used() -> list[Profile]:
    return [profile for profile in known_profiles().values() if rules_of(profile.code)]


def _many(flags: Iterable[bool]) -> int:
    return sum(flags)


def _counts(profile: Profile) -> tuple[str, ...]:
    rules = rules_of(profile.code)
    count = Counter(rule.reading for rule in rules)
    return code(profile.code), profile.name_en, str(len(rules)), *(str(count[one] or "") for one in Reading)


def _profile(profile: Profile) -> tuple[str, str, str]:
    name = profile.name_en[0].upper() + profile.name_en[1:]
    head = f"{name}, from {profile.in_force_from}." if profile.in_force_from else f"{name}."
    columns = ("rule", "when", "topic", "action", "advice", "what stands behind it", "read")
    return f"## {profile.code}", head, table(columns, map(_rule, rules_of(profile.code)))


def _rule(rule: Rule) -> tuple[str, ...]:
    advice = rule.advice_en if rule.note_en is None else f"{rule.advice_en} {rule.note_en}"
    people = " *Judged by people in part.*" if rule.judged_by_people else ""
    standing = _words(rule.standing) + (f" ({rule.strength})" if rule.strength else "")
    ended = f"; ended {rule.in_force_until}" if rule.superseded else ""
    read = _words(rule.reading) + (f" {rule.confidence:g}" if rule.confidence is not None else "")
    return (
        code(rule.id),
        _words(rule.stage),
        _words(rule.topic),
        _words(rule.action),
        advice + people,
        f"{rule.source.issuer}, {rule.source.place}; {standing}{ended}",
        read,
    )


def _words(one: str) -> str:
    return str(one).replace("_", " ")
