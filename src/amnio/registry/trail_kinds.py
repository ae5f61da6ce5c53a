"""What kinds of events are called. A kind is `what.happened`; the trail is filtered by the first word."""

from amnio.registry.words import words

_PREFIX = "account.kind_"
#: Kinds whose first word means something else in other kinds: the history of changes is not that of a woman.
_WHOLE = {"history.seen": "account.said_history_seen"}


def groups(language: str) -> list[tuple[str, str]]:
    """The first words of kinds that have a name, for a list to choose from."""
    catalogue = words(language)
    keys = [key for key in catalogue if key.startswith(_PREFIX)]
    return [(key.removeprefix(_PREFIX), catalogue.text(key)) for key in keys]


def said(kind: str, language: str) -> str:
    """A kind in words: the name of its group and what happened, or the code where no words are known."""
    catalogue = words(language)
    if kind in _WHOLE:
        return catalogue.text(_WHOLE[kind])
    group, _, happened = kind.partition(".")
    key = f"account.happened_{happened}"
    return f"{group_said(group, language)} · {catalogue.text(key) if key in catalogue else happened.replace('_', ' ')}"


def group_said(group: str, language: str) -> str:
    """What a group of kinds, or a table of rows that events are about, is called; the code where no words are known."""
    catalogue = words(language)
    return catalogue.text(_PREFIX + group) if _PREFIX + group in catalogue else group
