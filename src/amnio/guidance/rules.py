"""The rules on file: all of them, those of a profile, one by its name.

Three hundred files are read in about ten milliseconds, but take ten times as long to parse. So a file is parsed only
when its text holds the profile and the stage that are asked for: the two stand in it as plain words, and one that
holds them by chance is parsed and left out.
"""

import difflib
import tomllib
from collections.abc import Iterable
from functools import cache

from amnio.guidance.error import GuidanceError
from amnio.guidance.files import ROOT
from amnio.guidance.rule import Rule, Stage, Topic
from amnio.guidance.rule_file import rule_from
from amnio.guidance.table import Table

FOLDER = "rules"


def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which rules are shown. Raises `GuidanceError` for the first file that is no rule."""
    return _ordered(map(_parsed, _files()))


@cache
def rules_of(profile: str, stage: Stage | None = None) -> tuple[Rule, ...]:
    """The rules of a profile, and of a stage if one is asked for, in the order in which rules are shown."""
    candidates = map(_parsed, _holding(profile, *([stage] if stage else [])))
    wanted = (rule for rule in candidates if profile in rule.profiles and (stage is None or rule.stage is stage))
    return _ordered(wanted)


def rules_on(topic: Topic) -> tuple[Rule, ...]:
    """The rules of every profile on one topic."""
    return _ordered(rule for rule in map(_parsed, _holding(topic)) if rule.topic is topic)


def rule_named(id: str) -> Rule:
    """The rule of that name. Raises `GuidanceError`, with a near name, when there is none."""
    if id not in _files():
        near = difflib.get_close_matches(id, list(_files()), n=1, cutoff=0.5)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise GuidanceError(FOLDER, id, f"there is no such rule{hint}")
    return _parsed(id)


def rule_names() -> tuple[str, ...]:
    return tuple(_files())


@cache
def _files() -> dict[str, tuple[str, str]]:
    """Folder and text of every rule file by the name of the rule."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((ROOT / FOLDER).glob("*/*.toml")):
        file = f"{FOLDER}/{path.parent.name}/{path.name}"
        if path.stem in found:
            raise GuidanceError(file, "rule", f"the folder {found[path.stem][0]} holds a rule of this name too")
        try:
            found[path.stem] = path.parent.name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise GuidanceError(file, "", "is not UTF-8 text") from error
    return found


def _holding(*words: str) -> Iterable[str]:
    """Names of the rules whose file holds all these words."""
    return (id for id, (_, text) in _files().items() if all(f'"{word}"' in text for word in words))


@cache
def _parsed(id: str) -> Rule:
    folder, text = _files()[id]
    file = f"{FOLDER}/{folder}/{id}.toml"
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GuidanceError(file, "", f"is not TOML: {error}") from error
    return rule_from(Table(fields, file=file), folder, id)


def _ordered(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (rule.order(), rule.id)))
