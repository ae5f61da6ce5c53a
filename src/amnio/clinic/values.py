"""Single values of a case file: each reader takes what a file holds and gives the typed value, or says why not.

Nothing is repaired in silence. Text that is exactly a number counts as that number, because tables (CSV) hold nothing
else; every other form is refused with what was probably meant.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from numbers import Real

from amnio.clinic.case_fields import LONGEST_TEXT, CaseField, FieldKind
from amnio.clinic.gestation import read_gestation
from amnio.clinic.limits import CODES_FOR_UNKNOWN, OTHER_UNITS, NumberRule
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said, Slot
from amnio.clinic.problems import Refused
from amnio.clinic.vocabulary import Presence

Reader = Callable[[object], object]

_NOT_KNOWN = frozenset(
    [
        *("unknown", "unk", "not known", "not tested", "not done", "not recorded", "missing", "n/a", "na", "n.a."),
        *("nil", "nan", "null", "none", "-", "--", "?", "不详", "不明", "未知", "未查", "未做", "无记录"),
    ]
)
_YES = frozenset(["yes", "y", "true", "1", "positive", "pos", "+", "是", "有", "阳性"])
_NO = frozenset(["no", "n", "false", "0", "negative", "neg", "none", "否", "无", "没有", "阴性"])
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?")
_COMMA_NUMBER = re.compile(r"([0-9]{1,9}),([0-9]{1,6})")
_NUMBER_AND_MORE = re.compile(r"(?:[<>=~≤≥≈]|约)*\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(\S.*)?")
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_DAY_AND_MORE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*")
_ONE_IN = re.compile(r"1:([0-9]{1,9}(?:\.[0-9]{1,6})?)")
_ONE_IN_OTHERWISE = re.compile(r"1\s*(?:/|:|in|:|比)\s*([0-9]{1,9})")
#: Days that a case can have had: amniocentesis for diagnosis began after the first of them.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
LEAST_RISK, GREATEST_RISK = 1e-6, 0.99
_RISK_RANGE: dict[str, Slot] = {"low": f"1:{1 / LEAST_RISK:.0f}", "high": f"{GREATEST_RISK:g}"}
#: Format characters that writing needs (joiners); all others of their kind can hide or turn text.
_NEEDED_FORMAT_CHARACTERS = frozenset("\u200c\u200d")


def reader_of(field: CaseField) -> Reader:
    """The reader of one field."""
    if field.kind is FieldKind.WORD and field.words is not None:
        return _word_reader(field.words)
    if field.kind is FieldKind.NUMBER and field.number is not None:
        return _number_reader(field.path, field.number)
    if field.kind is FieldKind.TEXT:
        return read_name if field.name_like else read_text
    return _OTHER_READERS[field.kind]


def is_not_given(raw: object) -> bool:
    """Whether a file says nothing: `null`, or an empty cell of a table."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def read_text(raw: object) -> str:
    if not isinstance(raw, str):
        raise Refused(Code.NOT_TEXT)
    text = raw.strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(Code.TEXT_TOO_LONG, length=str(len(text)), limit=str(LONGEST_TEXT))
    if not text.isprintable():
        for character in text:
            if _is_unprintable(character):
                raise Refused(Code.UNPRINTABLE, character=f"U+{ord(character):04X}")
    return text


def read_name(raw: object) -> str:
    """Text that may be given as a whole number, such as the number of a patient in a table."""
    if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**18:
        return str(raw)
    return read_text(raw)


def _is_unprintable(character: str) -> bool:
    if character.isprintable() or character in "\n\t" or character in _NEEDED_FORMAT_CHARACTERS:
        return False
    return unicodedata.category(character) not in ("Zs", "Cn", "Co")


def _word_reader(words: type[StrEnum]) -> Reader:
    members = {word.value: word for word in words}

    def read(raw: object) -> object:
        if isinstance(raw, str):
            found = members.get(raw) or members.get(raw.strip())
            if found is not None:
                return found
        raise _no_such_word(words, members, raw)

    return read


def _no_such_word(words: type[StrEnum], members: Mapping[str, StrEnum], raw: object) -> Refused:
    if isinstance(raw, list | tuple):
        return Refused(Code.ONE_VALUE_ONLY)
    if _is_code_for_unknown(raw):
        return Refused(Code.SENTINEL, reason=Said(Phrase.REASON_WORDS))
    folded = _folded(raw)
    if words is Presence and (folded in _YES or folded in _NO):
        return Refused(Code.NOT_PRESENCE, hint='"present"' if folded in _YES else '"absent"')
    if folded in _NOT_KNOWN:
        return Refused(Code.NOT_KNOWN_WORD)
    if words is Presence and not get_close_matches(folded, members, cutoff=0.75):
        return Refused(Code.NOT_PRESENCE, hint=Said(Phrase.YES_OR_NO))
    close = get_close_matches(re.sub(r"[\s-]+", "_", folded), members, n=1, cutoff=0.6)
    hint: Slot = Said(Phrase.DID_YOU_MEAN_VALUE, name=f'"{close[0]}"') if close else ""
    return Refused(Code.NOT_ALLOWED, hint=hint, allowed=", ".join(f'"{code}"' for code in members))


def _folded(raw: object) -> str:
    if isinstance(raw, str):
        return unicodedata.normalize("NFKC", raw[:60]).strip().casefold()
    if isinstance(raw, bool) or (isinstance(raw, int) and raw in (0, 1)):
        return str(raw).lower()
    return ""


def _is_code_for_unknown(raw: object) -> bool:
    if isinstance(raw, str):
        return raw.strip().lstrip("-").isascii() and raw.strip() in _CODES_AS_TEXT
    return isinstance(raw, int | float) and not isinstance(raw, bool) and raw in CODES_FOR_UNKNOWN


_CODES_AS_TEXT = frozenset(str(code) for code in CODES_FOR_UNKNOWN)


def _number_reader(path: str, rule: NumberRule) -> Reader:
    low, high, whole, doubtful = rule.low, rule.high, rule.whole, rule.doubtful

    def read(raw: object) -> object:
        value = raw if type(raw) is float or type(raw) is int else _number(path, rule, raw)
        if not low <= value <= high:  # also catches what is not a number (NaN)
            raise _outside(rule, value)
        if value in doubtful:
            raise Refused(Code.DOUBTFUL_SENTINEL)
        if not whole:
            return float(value)
        if value != int(value):
            raise Refused(Code.NOT_WHOLE, unit=rule.unit)
        return int(value)

    return read


def _number(path: str, rule: NumberRule, raw: object) -> float | int:
    """The number that something else than a plain Python number holds."""
    if isinstance(raw, str):
        text = raw.strip()
        if _PLAIN_NUMBER.fullmatch(text):
            return float(text) if any(sign in text for sign in ".eE") else int(text)
        raise _no_number(path, rule, text)
    if isinstance(raw, bool) or not isinstance(raw, Real | Decimal):
        raise Refused(Code.NOT_A_NUMBER, unit=rule.unit)
    return _as_float(raw, Refused(Code.NOT_A_NUMBER, unit=rule.unit))


def _as_float(raw: Real | Decimal, otherwise: Refused) -> float:
    try:
        return float(raw)
    except (ValueError, ArithmeticError, TypeError):  # a signalling NaN, a fraction beyond all floats
        raise otherwise from None


def _no_number(path: str, rule: NumberRule, text: str) -> Refused:
    folded = unicodedata.normalize("NFKC", text[:60]).strip()
    if folded.casefold() in _NOT_KNOWN:
        return Refused(Code.NOT_KNOWN_WORD)
    if comma := _COMMA_NUMBER.fullmatch(folded):
        with_point, thousands = f"{comma[1]}.{comma[2]}", f"{comma[1]}{comma[2]}"
        either = Said(Phrase.EITHER, first=with_point, second=thousands)
        return Refused(Code.DECIMAL_COMMA, right=either if len(comma[2]) == 3 else with_point)
    more = _NUMBER_AND_MORE.fullmatch(folded)
    if more is None:
        return Refused(Code.NOT_A_NUMBER, unit=rule.unit)
    suffix = re.sub(r"\s", "", more[2] or "").lower()
    for other in OTHER_UNITS.get(path, ()):
        if suffix in other.suffixes:
            return other_unit(path, rule, other.formula, other.convert(float(more[1])))
    return Refused(Code.NUMBER_WITH_UNIT, unit=rule.unit)


def other_unit(path: str, rule: NumberRule, formula: str, converted: float | None) -> Refused:
    """A value in another unit than the field's: with the converted value if there is one."""
    conversion = (
        Said(Phrase.CONVERSION, formula=formula, path=path)
        if converted is None
        else Said(Phrase.CONVERTED, formula=formula, path=path, right=f"{round(converted, 2):g}")
    )
    return Refused(Code.OTHER_UNIT, right=path, unit=rule.unit, conversion=conversion)


def _outside(rule: NumberRule, value: float) -> Refused:
    if value != value:
        return Refused(Code.NOT_A_NUMBER, unit=rule.unit)
    if rule.suspicion is not None and (suspected := rule.suspicion(value)) is not None:
        return suspected
    if value in CODES_FOR_UNKNOWN or (value in (8, 9) and rule.whole):
        return Refused(Code.SENTINEL, reason=Said(rule.reason))
    return Refused(
        Code.OUT_OF_RANGE, low=f"{rule.low:g}", high=f"{rule.high:g}", unit=rule.unit, reason=Said(rule.reason)
    )


def read_day(raw: object) -> date:
    if isinstance(raw, datetime):
        if raw.time() != time(0) or raw.tzinfo is not None:  # midnight is how tables hold a day
            raise Refused(Code.DATE_WITH_TIME, right=raw.date().isoformat())
        day = raw.date()
    elif isinstance(raw, date):
        day = raw
    else:
        day = _written_day(raw)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Refused(Code.DATE_OUT_OF_RANGE, low=FIRST_DAY.isoformat(), high=LAST_DAY.isoformat())
    return day


def _written_day(raw: object) -> date:
    if isinstance(raw, str):
        text = raw.strip()
        if text.casefold() in _NOT_KNOWN:
            raise Refused(Code.NOT_KNOWN_WORD)
        if more := _ISO_DAY_AND_MORE.fullmatch(text):
            raise Refused(Code.DATE_WITH_TIME, right=more[1])
        if _ISO_DAY.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise Refused(Code.NOT_A_DATE, example="2024-03-18") from None
    if _is_code_for_unknown(raw):
        raise Refused(Code.SENTINEL, reason=Said(Phrase.REASON_WORDS))
    raise Refused(Code.NOT_A_DATE, example="2024-03-18")


def read_risk(raw: object) -> float:
    """A risk, written `1:250` or as a probability."""
    if isinstance(raw, str):
        text = raw.strip()
        if matched := _ONE_IN.fullmatch(text):
            return _risk_in_range(1.0 / float(matched[1]) if float(matched[1]) else 2.0)
        if not _PLAIN_NUMBER.fullmatch(text):
            raise _no_risk(text)
        raw = float(text)
    if isinstance(raw, bool) or not isinstance(raw, Real | Decimal):
        raise Refused(Code.NOT_A_RISK, right='"1:250"')
    risk = _as_float(raw, Refused(Code.RISK_OUT_OF_RANGE, **_RISK_RANGE))
    if risk != risk:
        raise Refused(Code.NOT_A_RISK, right='"1:250"')
    if risk in CODES_FOR_UNKNOWN:
        raise Refused(Code.SENTINEL, reason=Said(Phrase.REASON_RISK))
    if 1 < risk < 10_000_000:
        raise Refused(Code.RISK_WITHOUT_ONE, right=f'"1:{risk:g}"')
    return _risk_in_range(risk)


def _no_risk(text: str) -> Refused:
    folded = unicodedata.normalize("NFKC", text[:60]).strip().casefold()
    if folded in _NOT_KNOWN:
        return Refused(Code.NOT_KNOWN_WORD)
    matched = _ONE_IN_OTHERWISE.fullmatch(folded)
    return Refused(Code.NOT_A_RISK, right=f'"1:{matched[1]}"' if matched else '"1:250"')


def _risk_in_range(risk: float) -> float:
    if not LEAST_RISK <= risk <= GREATEST_RISK:
        raise Refused(Code.RISK_OUT_OF_RANGE, **_RISK_RANGE)
    return risk


def read_flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, str) and raw.strip() in ("true", "false"):
        return raw.strip() == "true"
    if isinstance(raw, str) and raw.strip().casefold() in _NOT_KNOWN:
        raise Refused(Code.NOT_KNOWN_WORD)
    raise Refused(Code.NOT_TRUE_OR_FALSE)


_OTHER_READERS: dict[FieldKind, Reader] = {
    FieldKind.GESTATION: read_gestation,
    FieldKind.DAY: read_day,
    FieldKind.RISK: read_risk,
    FieldKind.FLAG: read_flag,
}
