"""Words in templates: `{% say "worklist.title" count=3 %}`, `{% field "procedure.passes" %}`, `{% value "absent" %}`.

All words are in the catalogues of `amnio.present`; a template holds none.
"""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from amnio.registry import trail_details, trail_kinds
from amnio.registry.models import Event
from amnio.registry.words import words

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **slots: object) -> str:
    """The sentence under a key, its slots filled. Escaped like everything else in a template."""
    return words(_language(context)).text(key, **slots)


@register.simple_tag(takes_context=True)
def coded(context: Context, prefix: str, code: object) -> str:
    """The words of a code: `{% coded "group." judgement.group %}`."""
    return words(_language(context)).text(f"{prefix}{code}")


@register.simple_tag(takes_context=True)
def field(context: Context, path: str) -> str:
    """What people call a field of a case."""
    return words(_language(context)).text(f"field.{path}")


@register.simple_tag(takes_context=True)
def value(context: Context, given: Any) -> str:
    """A value as people read it: the word of a code, 16+3, a number, or that it was not looked for."""
    from amnio.registry.words import shown

    return shown(given, _language(context))


@register.simple_tag(takes_context=True)
def box_label(context: Context, box: Any) -> str:
    """What a box of a form of the account is called."""
    return words(_language(context)).text(f"account.box_{box.name}")


@register.simple_tag(takes_context=True)
def say_box(context: Context, prefix: str, box: Any) -> str:
    """The word for a box: the prefix and its name."""
    return words(_language(context)).text(f"{prefix}{box.name}")


@register.simple_tag(takes_context=True)
def happened(context: Context, event: Event) -> str:
    """What happened, as far as an administrator is told."""
    return trail_kinds.said(trail_kinds.told(event.kind), _language(context))


@register.simple_tag(takes_context=True)
def about(context: Context, subject: str) -> str:
    """What an event is about, short enough for a table: a record by the first digits of its public id, a person of the
    unit (`names`) by name."""
    what, _, key = subject.partition(":")
    if what == "staff" and key in context["names"]:
        return f"{trail_kinds.group_said(what, _language(context))} · {context['names'][key]}"
    return f"{trail_kinds.group_said(what, _language(context))} {key.split('-')[0]}".strip()


@register.simple_tag(takes_context=True)
def details(context: Context, event: Event) -> str:
    """The details of an event, names of fields and numbers; of a record an administrator is told none."""
    return trail_details.said(event.details, _language(context)) if trail_kinds.is_told_whole(event.kind) else ""


@register.simple_tag(takes_context=True)
def role(context: Context, code: str) -> str:
    """What people call a role."""
    return words(_language(context)).text(f"registry.role_{code}")


@register.filter
def plain(box: Any) -> Any:
    """A box without the grey words in it: its label stands above."""
    box.field.widget.attrs.pop("placeholder", None)
    return box


@register.filter
def when(moment: datetime) -> str:
    """A moment on the unit's clock: 2026-03-19 14:05."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def _language(context: Context) -> str:
    return context["language"]
