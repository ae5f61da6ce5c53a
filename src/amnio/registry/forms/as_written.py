"""What somebody types at a keyboard, in the one form in which a case writes it.

Only where nothing else can be meant: wide signs of a Chinese keyboard (１２＋３), a day with the year first (2026/3/8,
2026年3月8日, 20260308), weeks and days named as such (12周3天, 12w3d). Files and programs keep to the one form.
"""

import re
import unicodedata

#: Kinds of boxes in which a wide sign is only a way to write the narrow one.
_COUNTED = frozenset({"number", "gestation", "day", "risk"})
_YEAR_FIRST = re.compile(r"((?:19|20)\d\d)\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{1,2})\s*日?")
_EIGHT_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_CHINESE_POINT = re.compile(r"(?<=\d)。(?=\d)")
_WEEKS_AND_DAYS = re.compile(
    r"孕?\s*(\d{1,2})\s*(?:\+|(?:周|weeks?|wks?|w)\s*\+?)\s*([0-6])\s*(?:天|日|days?|d)?", re.IGNORECASE
)


def as_written(kind: str, typed: str) -> str:
    """The same in the form that is read; text that could mean something else comes back as it is."""
    if kind not in _COUNTED:
        return typed
    narrow = unicodedata.normalize("NFKC", typed).strip()
    if kind == "day":
        return _day(narrow)
    if kind == "number":
        return _CHINESE_POINT.sub(".", narrow)
    if kind == "gestation" and (named := _WEEKS_AND_DAYS.fullmatch(narrow)):
        return f"{int(named[1])}+{named[2]}"
    return narrow


def _day(narrow: str) -> str:
    if whole := _EIGHT_DIGITS.fullmatch(narrow):
        return "-".join(whole.groups())
    parts = _YEAR_FIRST.fullmatch(narrow)
    if parts is None or (parts[2], parts[4]) not in (("-", "-"), ("/", "/"), (".", "."), ("年", "月")):
        return narrow
    return f"{parts[1]}-{int(parts[3]):02}-{int(parts[5]):02}"
