"""What the codes of an export mean, in both languages: the words of the forms in which they were chosen."""

from collections.abc import Mapping

from amnio.clinic.case_fields import FIELDS
from amnio.clinic.vocabulary import Cause, Outcome
from amnio.present.document import Language
from amnio.registry.forms.sheet import word_key
from amnio.registry.words import words

#: Columns whose codes are those of a field of a case; of a test, only what is a result.
_OF_A_FIELD = {
    "indication": "plan.indication",
    "ivf": "pregnancy.ivf",
    "fluid": "procedure.fluid",
    "karyotype": "tests.karyotype_fluid",
}
_NO_RESULT = ("failed", "pending")
_DATED_BY = {"scan": "scan", "lmp": "lmp", "ivf": "ivf", "unknown": "other"}
_END = {
    "loss": Outcome.LOSS,
    "termination": Outcome.TERMINATION,
    "live_birth": Outcome.LIVE_BIRTH,
    "lost": Outcome.LOST_TO_FOLLOW_UP,
    "ongoing": Outcome.ONGOING,
}


def codes() -> dict[str, dict[str, dict[str, str]]]:
    """By column, then by code: its words by language."""
    return {column: {code: _said(key) for code, key in keys.items()} for column, keys in _keys().items()}


def _keys() -> dict[str, Mapping[str, str]]:
    """The key of the words of each code."""
    return {
        "dated_by": {code: f"records.dating_{method}" for code, method in _DATED_BY.items()},
        "end": {code: f"value.{outcome.value}" for code, outcome in _END.items()},
        **{column: _of_field(path) for column, path in _OF_A_FIELD.items()},
        "agreed_cause": {cause.value: f"cause.{cause.value}" for cause in Cause},
    }


def _of_field(path: str) -> dict[str, str]:
    field = FIELDS[path]
    assert field.words is not None
    return {code.value: word_key(field, code.value) for code in field.words if code.value not in _NO_RESULT}


def _said(key: str) -> dict[str, str]:
    return {language.value: words(language.value).text(key) for language in Language}
