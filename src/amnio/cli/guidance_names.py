"""Names of profiles, topics and rules as they are typed: known, or refused with all names or a near one."""

import difflib
from collections.abc import Iterable

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say
from amnio.guidance.profiles import known_profiles
from amnio.guidance.rule import Topic
from amnio.guidance.rules import rule_names


def known_profile(name: str, language: Language) -> str:
    if name not in known_profiles():
        longer = [code for code in known_profiles() if code.startswith(f"{name}-")]  # "rcog" for "rcog-2021"
        hint = say("did_you_mean", language, name=longer[0]) if longer else _near(name, known_profiles(), language)
        raise Unusable("no_such_profile", name=name, names=", ".join(known_profiles()), hint=hint)
    return name


def known_topic(name: str, language: Language) -> Topic:
    if name not in tuple(Topic):
        raise Unusable("no_such_topic", name=name, names=", ".join(Topic), hint=_near(name, Topic, language))
    return Topic(name)


def known_rule(name: str, language: Language) -> str:
    if name not in rule_names():
        raise Unusable("no_such_rule", name=name, hint=_near(name, rule_names(), language))
    return name


def known_topic_or_rule(name: str, language: Language) -> str:
    if name in tuple(Topic):
        return name
    near_rule = difflib.get_close_matches(name, rule_names(), n=1)
    if name not in rule_names() and not near_rule:
        return known_topic(name, language)
    return known_rule(name, language)


def _near(name: str, names: Iterable[str], language: Language) -> str:
    near = difflib.get_close_matches(name, list(map(str, names)), n=1, cutoff=0.5)
    return say("did_you_mean", language, name=near[0]) if near else ""
