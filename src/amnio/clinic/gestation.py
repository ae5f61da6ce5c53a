"""Gestational age: whole days, written as weeks+days, and nothing that could be misread as it."""

import re
import unicodedata
from dataclasses import dataclass
from numbers import Real

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import Refused

DAYS_PER_WEEK = 7
LAST_WEEK = 42
#: The last day that is read, 42+6: the model's clock stops at 42+0, and a file may say that it went beyond.
LAST_DAY = LAST_WEEK * DAYS_PER_WEEK + 6
_EXAMPLE = Said(Phrase.WEEKS_AND_DAYS)
_CODES_FOR_UNKNOWN = frozenset({88, 99, 888, 999, 8888, 9999, -1, -8, -9, -88, -99, -999})

_WRITTEN = re.compile(r"([0-9]{1,2})\+([0-6])")
_WHOLE = re.compile(r"(-?[0-9]+)\s*(?:w|wk|wks|weeks?|周|孕周)?")
_DAYS = re.compile(r"([0-9]{1,3})\s*(?:d|days?|天)")
_PLUS = re.compile(r"(-?[0-9]+)\+([0-9]+)")
_DECIMAL = re.compile(r"(-?[0-9]+)[.,]([0-9]+)\s*(?:w|wk|wks|weeks?|周)?")
_OTHER_FORM = re.compile(r"(?:孕)?([0-9]{1,2})(?:\s|[-_/:+]|w|wk|wks|weeks?|and|周|零)+([0-6])\s*(?:d|days?|天|/7)?")


@dataclass(frozen=True, order=True, slots=True)
class GestationalAge:
    """Completed days since dated day zero, written `16+3`; from 0+0 to 42+6, anything else is refused.

    Never a float, and zero is the first day, never "not known": an undated pregnancy has no gestational age.

    >>> GestationalAge.parse("16+3").days
    115
    >>> str(GestationalAge(112))
    '16+0'
    """

    days: int

    def __post_init__(self) -> None:
        if type(self.days) is not int:
            raise Refused(Code.GESTATION_FORM, right=_EXAMPLE)
        if not 0 <= self.days <= LAST_DAY:
            raise Refused(Code.GESTATION_NEGATIVE if self.days < 0 else Code.GESTATION_AFTER_BIRTH)

    @classmethod
    def parse(cls, text: str) -> "GestationalAge":
        """Reads `16+3`; refuses every other form with what was probably meant.

        >>> GestationalAge.parse("16+9")
        Traceback (most recent call last):
            ...
        amnio.clinic.problems.Refused: a week has seven days, so the days after the plus are 0 to 6. \
Counted on, it would be "17+2"; check which day is meant.
        """
        matched = _WRITTEN.fullmatch(text.strip())
        if matched is None:
            raise _misread(text)
        days = DAYS_PER_WEEK * int(matched[1]) + int(matched[2])
        if days > LAST_DAY:
            raise _beyond(int(matched[1]))
        return cls(days)

    def __str__(self) -> str:
        return f"{self.days // DAYS_PER_WEEK}+{self.days % DAYS_PER_WEEK}"


def read_gestation(raw: object) -> GestationalAge:
    """A gestational age as a file gives it: only the written form `16+3` is taken."""
    if isinstance(raw, str):
        return GestationalAge.parse(raw)
    if isinstance(raw, Real) and not isinstance(raw, bool):
        try:
            raise _misread(str(raw))
        except ValueError as error:  # an integer too long to be written
            raise error if isinstance(error, Refused) else Refused(Code.GESTATION_AFTER_BIRTH) from None
    raise Refused(Code.GESTATION_FORM, right=_EXAMPLE)


def _misread(text: str) -> Refused:
    """Why `text` is no gestational age, most telling reason first."""
    folded = unicodedata.normalize("NFKC", text).replace("\N{MINUS SIGN}", "-").strip().lower()[:40]
    if matched := _DECIMAL.fullmatch(folded):
        return _decimal(int(matched[1]), matched[1].startswith("-"), matched[2])
    if matched := _PLUS.fullmatch(folded):
        return _plus(int(matched[1]), matched[1].startswith("-"), int(matched[2]))
    if matched := _WHOLE.fullmatch(folded):
        return _number_alone(int(matched[1]))
    if (matched := _DAYS.fullmatch(folded)) and int(matched[1]) <= LAST_DAY:
        return Refused(Code.GESTATION_DAYS_ONLY, right=_written(int(matched[1])))
    if (matched := _OTHER_FORM.fullmatch(folded)) and int(matched[1]) <= LAST_WEEK:
        return Refused(Code.GESTATION_FORM, right=f'"{matched[1]}+{matched[2]}"')
    return Refused(Code.GESTATION_FORM, right=_EXAMPLE)


def _decimal(weeks: int, negative: bool, fraction: str) -> Refused:
    if negative:
        return Refused(Code.GESTATION_NEGATIVE)
    if weeks > LAST_WEEK:
        return _beyond(weeks)
    as_fraction = _written(min(weeks * DAYS_PER_WEEK + int(DAYS_PER_WEEK * float(f"0.{fraction}")), LAST_DAY))
    as_days = f'"{weeks}+{fraction}"' if fraction in tuple("0123456") else as_fraction
    right = as_days if as_days == as_fraction else Said(Phrase.EITHER, first=as_days, second=as_fraction)
    return Refused(Code.GESTATION_DECIMAL, right=right)


def _plus(weeks: int, negative: bool, days: int) -> Refused:
    if negative:
        return Refused(Code.GESTATION_NEGATIVE)
    if weeks > LAST_WEEK or weeks * DAYS_PER_WEEK + days > LAST_DAY:
        return _beyond(weeks)
    counted = _written(weeks * DAYS_PER_WEEK + days)
    # "16 + 3" or "１６＋３": the days are fine, only the form is not
    return Refused(Code.GESTATION_DAYS_OVER_SIX if days >= DAYS_PER_WEEK else Code.GESTATION_FORM, right=counted)


def _number_alone(number: int) -> Refused:
    if number in _CODES_FOR_UNKNOWN:
        return Refused(Code.GESTATION_SENTINEL)
    if number < 0:
        return Refused(Code.GESTATION_NEGATIVE)
    if number <= LAST_WEEK:
        return Refused(Code.GESTATION_WEEKS_ONLY, right=f'"{number}+0"')
    if number <= LAST_DAY:
        return Refused(Code.GESTATION_DAYS_ONLY, right=_written(number))
    return Refused(Code.GESTATION_AFTER_BIRTH)


def _beyond(weeks: int) -> Refused:
    return Refused(Code.GESTATION_SENTINEL if weeks in _CODES_FOR_UNKNOWN else Code.GESTATION_AFTER_BIRTH)


def _written(days: int) -> str:
    return f'"{days // DAYS_PER_WEEK}+{days % DAYS_PER_WEEK}"'
