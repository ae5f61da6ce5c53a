"""What kinds of events are called, and what of a kind an administrator is told.

A kind is `what.happened`. The first word says what was found of a woman (a loss, a review, a red flag), and an
administrator has no business with that: of a record they are told that it was seen, changed, or taken out.
"""

from django.db.models import Q

from amnio.registry.words import words

_PREFIX = "account.kind_"
#: Kinds whose first word means something else in other kinds: the history of changes is not that of a woman.
_WHOLE = {"history.seen": "account.said_history_seen"}
#: What is no woman's: told as it is.
_OF_THE_UNIT = ("staff", "unit", "registry", "study", "trail", "demonstration")
#: What an administrator does with her record.
_REQUESTS = ("woman.erased", "woman.restricted", "woman.restriction_lifted", "woman.found_for_request")
_LISTS = ("worklist.seen", "pregnancies.listed", "reviews.listed")
_LOOKS = ("seen", "answer_shown")
_TAKES_OUT = ("printed", "made", "exported")
SEEN, CHANGED, TAKEN_OUT, LISTED = "record.seen", "record.changed", "record.taken_out", "pregnancies.listed"


def told(kind: str) -> str:
    """The kind as an administrator is told it."""
    group, _, happened = kind.partition(".")
    if group in _OF_THE_UNIT or kind in _REQUESTS:
        return kind
    if kind in _LISTS:
        return LISTED
    if happened in _TAKES_OUT:
        return TAKEN_OUT
    return SEEN if happened in _LOOKS else CHANGED


def is_told_whole(kind: str) -> bool:
    """Whether its details say nothing of a record either."""
    return told(kind) == kind and kind not in (SEEN, LISTED)


def choices(language: str) -> list[tuple[str, str]]:
    """What the trail is filtered by."""
    of_records = [(kind, said(kind, language)) for kind in (SEEN, CHANGED, TAKEN_OUT, LISTED)]
    requests = ("requests", words(language).text("account.kind_requests"))
    return [*of_records, requests, *((group, group_said(group, language)) for group in _OF_THE_UNIT)]


def wanted(choice: str) -> Q:
    """The events of one of the `choices`."""
    whole = Q(kind__in=(*_REQUESTS, *_LISTS))
    for group in _OF_THE_UNIT:
        whole |= Q(kind__startswith=f"{group}.")
    looks, takes_out = _ending(_LOOKS), _ending(_TAKES_OUT)
    match choice:
        case "requests":
            return Q(kind__in=_REQUESTS)
        case "pregnancies.listed":
            return Q(kind__in=_LISTS)
        case "record.seen":
            return looks & ~whole
        case "record.taken_out":
            return takes_out & ~whole
        case "record.changed":
            return ~(whole | looks | takes_out)
    return Q(kind__startswith=f"{choice}.")


def _ending(happened: tuple[str, ...]) -> Q:
    found = Q()
    for one in happened:
        found |= Q(kind__endswith=f".{one}")
    return found


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
