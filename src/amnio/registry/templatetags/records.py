"""Words of a record that hang on a code of it: `{% word "records.occasion_" call.occasion %}`."""

from datetime import date, datetime

from django import template
from django.template import Context
from django.utils import timezone

from amnio.registry.models import FollowUp, TestOrder
from amnio.registry.record_page import Line, call_lines, value_shown
from amnio.registry.words import words

register = template.Library()


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
def result(context: Context, order: TestOrder) -> str:
    """The result in words."""
    return value_shown(f"tests.{order.test}", order.result, context["language"])
