"""Names and values as SQL writes them. Whatever comes from a user passes through here."""

from collections.abc import Sequence


def name(text: str) -> str:
    """A column.

    >>> name('end')
    '"end"'
    """
    return '"' + text.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text.

    >>> text("o'clock")
    "'o''clock'"
    """
    return "'" + value.replace("'", "''") + "'"


def cases(pairs: Sequence[tuple[str, object]], otherwise: object) -> str:
    """CASE WHEN ... THEN ...; only the last value where there is no condition."""
    if not pairs:
        return str(otherwise)
    return "CASE " + " ".join(f"WHEN {when} THEN {then}" for when, then in pairs) + f" ELSE {otherwise} END"
