"""Advice for a next pregnancy, per mechanism or fetal class; recurrence figures are evidence and live there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from amnio.clinic.vocabulary import FetalClass, Mechanism
from amnio.guidance.advice import Advice, advice_fields
from amnio.guidance.files import read, stems
from amnio.guidance.thresholds import default_thresholds

#: Advice that belongs to every loss.
GENERAL = "general"


@dataclass(frozen=True, kw_only=True, slots=True)
class NextAdvice(Advice):
    """`about` holds mechanism or fetal class codes, or "general"."""

    code: str
    order: int
    about: tuple[str, ...]


def next_advice(codes: Iterable[str]) -> tuple[NextAdvice, ...]:
    """The general advice first, then what belongs to the given mechanism and fetal class codes, each once."""
    wanted = {GENERAL, *(str(code) for code in codes)}
    return tuple(advice for advice in _all() if wanted & set(advice.about))


@cache
def next_text(code: str) -> NextAdvice:
    """The advice in `next_pregnancy/<code>.toml`."""
    table = read(f"next_pregnancy/{code}.toml")
    advice = NextAdvice(
        code=table.choice("code", (code,)),
        order=table.whole("order"),
        about=table.texts("about"),
        **advice_fields(table, default_thresholds().slots()),
    )
    table.finish()
    known = {GENERAL, *Mechanism, *FetalClass}
    for about in advice.about:
        if about not in known:
            raise table.error("about", f"{about!r} is neither a mechanism nor a fetal class")
    return advice


@cache
def _all() -> tuple[NextAdvice, ...]:
    return tuple(sorted((next_text(code) for code in stems("next_pregnancy")), key=lambda a: (a.order, a.code)))
