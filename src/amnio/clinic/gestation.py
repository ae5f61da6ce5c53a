"""Gestational age: whole days, written as weeks+days."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{1,2})\+([0-6])")


@dataclass(frozen=True, order=True, slots=True)
class GestationalAge:
    """Completed days since dated day zero, written `16+3`.

    >>> GestationalAge.parse("16+3").days
    115
    >>> str(GestationalAge(112))
    '16+0'
    """

    days: int

    @classmethod
    def parse(cls, text: str) -> "GestationalAge":
        matched = _WRITTEN.fullmatch(text.strip())
        if matched is None:
            raise ValueError(text)
        return cls(7 * int(matched[1]) + int(matched[2]))

    def __str__(self) -> str:
        return f"{self.days // 7}+{self.days % 7}"
