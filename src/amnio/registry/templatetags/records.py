"""Words of a record that hang on a code of it: `{% word "records.occasion_" call.occasion %}`."""

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils import timezone

from amnio.clinic.case_fields import FIELDS
from amnio.registry.forms.sheet import label_of
from amnio.registry.missing_facts import named
from amnio.registry.models import FollowUp, TestOrder
from amnio.registry.record_page import Line, call_lines, reported, value_shown
from amnio.registry.words import shown, words

register = template.Library()
_FIELD = "field."


@register.simple_tag(takes_context=True)
def word(context: Context, prefix: str, code: str) -> str:
    """The word of a code as it begins a line."""
    text = words(context["language"]).text(f"{prefix}{code}")
    return text[:1].upper() + text[1:]


@register.filter
def day(moment: date | datetime | None) -> str:
    """The day, on the unit's clock."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return "" if moment is None else moment.isoformat()


@register.simple_tag(takes_context=True)
def told(context: Context, call: FollowUp) -> tuple[Line, ...]:
    """What she said in a call."""
    return call_lines(call, context["language"])


@register.simple_tag(takes_context=True)
def alarming(context: Context, call: FollowUp) -> str:
    """What she reported in a call, in one line: what a reader of the worklist wants to know first."""
    return reported(call, context["language"])


@register.simple_tag(takes_context=True)
def missing(context: Context, paths: tuple[str, ...]) -> str:
    """Facts that a planned procedure waits for: the first by name."""
    return named(paths, context["language"])


@register.simple_tag(takes_context=True)
def called(context: Context, key: str) -> str:
    """A word as it begins a line; that of a field as the forms call it."""
    path = key.removeprefix(_FIELD)
    text = label_of(path, context["language"]) if path in FIELDS else words(context["language"]).text(key)
    return text[:1].upper() + text[1:]


@register.simple_tag(takes_context=True)
def fact(context: Context, key: str, value: object) -> str:
    """A value as the forms say it: yes and no, where an answer says looked for and found."""
    path, language = key.removeprefix(_FIELD), context["language"]
    if path in FIELDS:
        return value_shown(path, value, language)
    if key == "exports.cause":
        return words(language).text(f"cause.{value}" if value else "reviews.cannot_tell")
    return shown(value, language)


@register.simple_tag(takes_context=True)
def result(context: Context, order: TestOrder) -> str:
    """The result in words."""
    return value_shown(f"tests.{order.test}", order.result, context["language"])
