"""Blocks of the jackknife: which block a name falls in. The same on every engine, in every table, for ever.

A name that is a whole number of at most 15 digits is multiplied within the integers modulo the prime 2^31 - 1 (the
multiplier is one of those recommended by Fishman & Moore 1986), which spreads runs and multiples evenly; any other name
goes through MD5, of which the first eight hexadecimal digits are read as a number. MD5 guards nothing here.
"""

import hashlib
import re

PRIME = 2_147_483_647
MULTIPLIER = 950_706_376
_WHOLE = re.compile("[1-9][0-9]{0,14}")
LARGEST = 999_999_999_999_999


def block_of(name: str | int, blocks: int) -> int:
    """The block of a name, 0 to blocks - 1; `12` and `"12"` are one name.

    >>> block_of(12, 50) == block_of("12", 50)
    True
    """
    text = str(name)
    if _WHOLE.fullmatch(text):
        spread = int(text) % PRIME * MULTIPLIER % PRIME
    else:
        digest = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        spread = int(digest[:8], 16) % PRIME
    return spread * blocks // PRIME


def block_sql(name: str, blocks: int, *, whole: bool) -> str:
    """The same as an expression over `name`, a column of whole numbers (`whole`) or of texts."""
    text = f"CAST({name} AS VARCHAR)" if whole else name
    number = name if whole else f"CAST({name} AS BIGINT)"
    is_number = f"{name} BETWEEN 1 AND {LARGEST}" if whole else f"REGEXP_MATCHES({name}, '^[1-9][0-9]{{0,14}}$')"
    digits = " + ".join(
        f"(CAST(STRPOS('0123456789abcdef', SUBSTR(MD5({text}), {place}, 1)) AS BIGINT) - 1) * {16 ** (8 - place)}"
        for place in range(1, 9)
    )
    spread = f"CASE WHEN {is_number} THEN {number} % {PRIME} * {MULTIPLIER} ELSE {digits} END % {PRIME}"
    return f"({spread}) * {blocks} // {PRIME}"
