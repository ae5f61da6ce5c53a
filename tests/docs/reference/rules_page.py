"""`docs/reference/rules.md`: every rule on file, by profile, with what it stands on and how it was read."""

from amnio.guidance.profiles import Profile, known_profiles
from amnio.guidance.rule import Rule
from amnio.guidance.rules import rules_of
from tests.docs.reference.markdown import code, page, table

_ABOUT = """
A rule is one statement of one issuer in one edition, a file under `src/amnio/guidance/rules/`
([how it is written](../how-to/add-a-rule.md)). `amnio check` judges by those of the stage `before`; `amnio guidance
show` prints one with its worked cases, `amnio guidance read-back` all of a profile as sentences for a second reader.

*Read* says how its wording was read: `unverified` was recalled and not found in print, and is marked wherever it is
shown. *Until* is the last day of an edition that was replaced. An issuer that is not listed on a topic is silent: that
is not permission.
"""


def rules_page() -> str:
    parts = [_ABOUT]
    for profile in known_profiles().values():
        if rules := rules_of(profile.code):
            parts += [f"## {profile.code}", _head(profile), table(_COLUMNS, map(_row, rules))]
    return page("Rules on file", *parts)


_COLUMNS = ("rule", "stage", "topic", "says", "advice", "stands on", "strength", "read", "until")


def _head(profile: Profile) -> str:
    name = profile.name_en[0].upper() + profile.name_en[1:]
    return f"{name}, from {profile.in_force_from}." if profile.in_force_from else f"{name}."


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        code(rule.id),
        rule.stage,
        rule.topic,
        rule.action,
        rule.advice_en,
        f"{rule.source.issuer}, {rule.source.place}",
        " ".join(filter(None, (rule.standing, rule.strength))),
        rule.reading,
        "" if rule.in_force_until is None else rule.in_force_until.isoformat(),
    )
