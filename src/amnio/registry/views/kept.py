"""Drafts and merge questions for forms made of sheets: see `forms.keeping`."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, QueryDict

from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.keeping import Asked, Keeping, ask, draft_for, finished
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import Sheet, as_typed, label_of


def with_draft(
    request: HttpRequest, sheets: Iterable[Sheet | PlainSheet], revision: int = 0
) -> tuple[Keeping, QueryDict]:
    """Fills the sheets with the draft of this person, where there is one that says something else.

    With it comes what the draft holds as it was typed (empty without one): the revisions at which it was opened.
    """
    found = draft_for(request)
    if found is None:
        return Keeping(revision=revision), QueryDict()
    draft, typed = found
    differs = tuple(label for sheet in sheets for label in sheet.take(typed))
    if not differs:
        finished(request)
        return Keeping(revision=revision), QueryDict()
    return Keeping(revision=revision, draft=draft, differs=differs), typed


def ask_about(
    request: HttpRequest,
    meanwhile: ChangedMeanwhile,
    *sheets: Sheet | PlainSheet,
    prefix: str = "",
    prefixes: tuple[str, ...] = (),
    revision_box: str,
) -> HttpResponse:
    """The page that asks whose value stays; a prefix leads from a column to its box (`procedure.`, `woman.`)."""
    boxes = {path for sheet in sheets for path in sheet.typed}
    asked = [
        Asked(
            field=clash.field,
            box=path,
            label=label_of(path, sheets[0].language),
            theirs_typed=[as_typed(path, clash.theirs)],
        )
        for clash in meanwhile.clashes
        for before in prefixes or (prefix,)
        if (path := f"{before}{clash.field}") in boxes
    ]
    return ask(request, meanwhile, asked, revision_box)
