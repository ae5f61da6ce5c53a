"""What a planned procedure still lacks, on a line of the worklist: which facts, and where the first is filled in."""

import uuid
from collections.abc import Iterable

from django.urls import reverse

from amnio.answers.check_answer import Decision, PlanStanding
from amnio.registry.forms.layouts import FORMS, form_of, paths_of
from amnio.registry.forms.sheet import word_of
from amnio.registry.words import words

_NAMED = 2  # facts that a line names; the rest are counted
_ASKED = tuple(dict.fromkeys(path for form in FORMS for path in paths_of(form)))


def in_order(missing: Iterable[str]) -> tuple[str, ...]:
    """As one meets them on the forms; the dating, which has a page of its own, comes first."""
    return tuple(sorted(missing, key=lambda path: _ASKED.index(path) if path in _ASKED else -1))


def note_of(standing: PlanStanding) -> str:
    """The key of what a line says of the decision."""
    if standing.decision is Decision.CANNOT_TELL and not standing.missing:
        return "records.decision_not_judged"
    return f"records.decision_{standing.decision.value}"


def named(missing: tuple[str, ...], language: str) -> str:
    """*Placenta in the path of the needle, temperature and 3 more.*"""
    catalogue = words(language)
    more = len(missing) - _NAMED
    told = catalogue.text("list.separator").join(word_of(path, language) for path in missing[:_NAMED])
    return told if more <= 0 else catalogue.text("records.missing_more", told=told, count=more)


def to_fill_in(public_id: uuid.UUID, path: str) -> str:
    """The box of a field on its form, or the page on which pregnancies are dated."""
    form = form_of(path)
    if form is None:
        return reverse("dating", args=[public_id])
    return f"{reverse('form', args=[public_id, form])}#{path.replace('.', '-')}"
