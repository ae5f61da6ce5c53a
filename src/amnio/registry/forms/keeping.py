"""Forms in which nothing typed is lost: a draft is kept, and two people in one record get a question.

With a Django form (`KeptForm`, its fields named as the row's) a view is written so:

    form = opened(request, ProcedureForm, initial=values_of(row), revision=row.revision)
    if request.method == "POST" and form.is_valid():
        try:
            change_section(request.actor, pregnancy, "procedure", form.values, revision=form.opened_at)
        except ChangedMeanwhile as meanwhile:
            return ask(request, meanwhile, form.asked(meanwhile))
        saved(request)
        return redirect(...)
    return render(request, "registry/procedure.html", {"form": form})

A form of another make does the same with `sent` (instead of `request.POST`), `revision_of`, `draft_for`, `ask`,
`saved`, and gives its template a `Keeping`. The template has `<form method="post" data-keep>` and in it
`{% include "registry/keeping.html" with keeping=form.keeping %}`: the CSRF token, the hidden revision and, where there
is one, what is said about a draft. Outside, `base.html` looks for `keeping` or `form.keeping`.

With scripts on, `keeping.js` keeps a draft after every change; when the session has ended, the form that was sent is
kept for its author (`amnio.registry.idle`). Either way the form is filled with it when its author opens it again, says
that nothing of it is saved yet, names the fields that differ, and offers to throw it away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from amnio.registry.actions import drafts
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.models import Draft
from amnio.registry.words import shown, words

REVISION = "revision"
_CHOICE, _THEIRS = "merge-choice-", "merge-theirs-"


@dataclass(frozen=True, kw_only=True, slots=True)
class Keeping:
    """For the template of a form: the state of the row it was opened at, and the draft it is filled with."""

    revision: int
    draft: Draft | None = None
    differs: tuple[str, ...] = ()  # labels of the fields in which the draft is not what is saved


def sent(request: HttpRequest) -> QueryDict:
    """What was sent, with their value wherever that was chosen on the page that asked."""
    decided = request.POST.copy()
    for key in request.POST:
        if key.startswith(_CHOICE):
            name = key.removeprefix(_CHOICE)
            if request.POST[key] == "theirs":
                decided.setlist(name, request.POST.getlist(_THEIRS + name))
        if key.startswith((_CHOICE, _THEIRS)):
            del decided[key]
    return decided


def revision_of(typed: QueryDict) -> int:
    """The revision at which the person saw the row. A form that does not say so gets a question."""
    given = typed.get(REVISION, "")
    return int(given) if given.isdecimal() and len(given) < 9 else 0


def draft_for(request: HttpRequest) -> tuple[Draft, QueryDict] | None:
    """The draft that this person has of this page, and what it holds as if it had been sent."""
    draft = drafts.find(request.actor.staff, request.path, at=request.actor.unit)
    if draft is None:
        return None
    typed = QueryDict(mutable=True)
    for name, values in draft.values.items():
        typed.setlist(name, values)
    return draft, typed


def finished(request: HttpRequest) -> None:
    """Saved, or the draft says what is saved already: it has served."""
    drafts.forget(request.actor.staff, request.path, at=request.actor.unit)


def saved(request: HttpRequest, key: str = "registry.saved") -> None:
    """The same after something was saved, with a line on the next page that says so (`key` of a word)."""
    finished(request)
    messages.success(request, words(request.language).text(key))


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A field on the page that asks: the row's field, the box it is typed in, and their value as typed there."""

    field: str
    box: str
    label: str
    theirs_typed: list[str]


def ask(
    request: HttpRequest, meanwhile: ChangedMeanwhile, fields: Iterable[Asked], revision_box: str = REVISION
) -> HttpResponse:
    """The page that asks, field by field, whose value stays. Sent back, it is the form again: see `sent`.

    `fields` are those of `meanwhile.clashes` that a person typed; what follows from others is not asked. A form over
    several rows names the hidden box that holds the revision of this one.
    """
    typed = sent(request)
    drafts.keep(request.actor.staff, request.path, dict(typed.lists()))
    clashes = {clash.field: clash for clash in meanwhile.clashes}
    questions = []
    for asked in fields:
        clash = clashes[asked.field]
        proposed = "theirs" if clash.only_they else "yours" if clash.only_you else ""
        questions.append(
            {
                "field": asked.field,
                "label": asked.label,
                "theirs": shown(clash.theirs, request.language),
                "yours": shown(clash.yours, request.language),
                "proposed": proposed,
                "choice": _CHOICE + asked.box,
                "theirs_box": _THEIRS + asked.box,
                "theirs_typed": asked.theirs_typed,
            }
        )
    context = {
        "questions": questions,
        "sent": [
            (name, one)
            for name, values in typed.lists()
            if name not in ("csrfmiddlewaretoken", revision_box)
            for one in values
        ],
        "revision_box": revision_box,
        "revision": meanwhile.row.revision,
        "them": meanwhile.row.changed_by,
        "at": meanwhile.row.changed_at,
    }
    return render(request, "registry/merge.html", context, status=409)


class KeptForm(forms.Form):
    """A Django form that keeps. Fields of several boxes are not kept: give every box a field of its own."""

    def __init__(self, *args: Any, revision: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        self.keeping = Keeping(revision=revision_of(self.data) if self.is_bound else revision)

    @property
    def opened_at(self) -> int:
        return self.keeping.revision

    @property
    def values(self) -> dict[str, Any]:
        """What to save."""
        return dict(self.cleaned_data)

    def asked(self, meanwhile: ChangedMeanwhile) -> list[Asked]:
        """The fields to ask about, as `ask` wants them."""
        return [
            Asked(
                field=clash.field,
                box=self[clash.field].html_name,
                label=str(self[clash.field].label),
                theirs_typed=_typed_as(self[clash.field], clash.theirs),
            )
            for clash in meanwhile.clashes
            if clash.field in self.fields
        ]


AForm = TypeVar("AForm", bound=KeptForm)


def opened(
    request: HttpRequest, form: type[AForm], *, initial: Mapping[str, Any], revision: int = 0, **more: Any
) -> AForm:
    """The form as it was sent, or filled with what is saved, or with the draft of this person."""
    if request.method == "POST":
        return form(data=sent(request), initial=initial, **more)
    found = draft_for(request)
    if found is None:
        return form(initial=initial, revision=revision, **more)
    draft, values = found
    typed = form(data=values, initial=initial, **more)
    if not typed.changed_data:
        finished(request)
        return form(initial=initial, revision=revision, **more)
    filled = form(initial={**initial, **_as_typed(typed)}, **more)
    labels = tuple(str(typed[name].label) for name in typed.changed_data)
    filled.keeping = Keeping(revision=typed.opened_at, draft=draft, differs=labels)
    return filled


def _typed_as(bound: forms.BoundField, value: object) -> list[str]:
    """A value as a browser would send it for this field."""
    widget = bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        raise TypeError(f"{bound.name}: a field of several boxes cannot be merged; give each box a field of its own")
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    prepared = widget.format_value(bound.field.prepare_value(value))
    if prepared is None:
        return []
    return [str(one) for one in prepared] if isinstance(prepared, list | tuple) else [str(prepared)]


def _as_typed(form: KeptForm) -> dict[str, Any]:
    """What a form holds, as typed, to fill an empty one: nothing is judged before it is sent."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }
