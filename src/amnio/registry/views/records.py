"""The list of pregnancies, and the record of one."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from amnio.answers.check_answer import Decision
from amnio.clinic.problems import CaseError
from amnio.registry import story, trail_details, trail_kinds
from amnio.registry.access import Actor, Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.records import change_facts
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.babies import is_over
from amnio.registry.checking import standing_on
from amnio.registry.forms.fields import FACTS
from amnio.registry.forms.keeping import Asked, Keeping, ask, revision_of, saved, sent
from amnio.registry.forms.plain import PlainSheet
from amnio.registry.forms.sheet import label_of, said
from amnio.registry.missing_facts import in_order, note_of
from amnio.registry.models import Event, Pregnancy
from amnio.registry.queries import STATES, for_a_list, found, pregnancies_of, subjects_of, whole_records
from amnio.registry.record_case import case_of
from amnio.registry.record_page import cards, header, next_steps, rights
from amnio.registry.sealed import seal, unseal
from amnio.registry.views.kept import with_draft
from amnio.registry.views.parts import part_of
from amnio.registry.words import words

_A_PAGE = 50
_LONGEST_SEARCH = 100
#: Nobody reads on after so many hits of a search: a longer name or number finds fewer.
MOST_FOUND = 500


@needs(Permission.SEE_RECORD)
def pregnancies(request: HttpRequest) -> HttpResponse:
    """The list; a search is sent, never written into the address: what it was stands there sealed."""
    if request.method == "POST":
        return _to_what_was_sought(request)
    sealed = request.GET.get("found", "")
    asked, state = unseal(sealed, of=request.actor.staff), _state(request.GET)
    page, more = _listed(request, asked, state)
    seen("pregnancies.listed", by=request.actor, searched=bool(asked))
    context = {
        "page": page,
        "more": more,
        "asked": asked,
        "found": sealed if asked else "",
        "state": state,
        "states": [(name, f"records.state_{name}") for name in STATES],
        **rights(request.actor),
    }
    return render(request, "registry/records/pregnancies.html", context)


def _to_what_was_sought(request: HttpRequest) -> HttpResponse:
    asked = request.POST.get("q", "").replace("\0", "").strip()[:_LONGEST_SEARCH]
    state = _state(request.POST)
    said = {"found": seal(asked, of=request.actor.staff)} if asked else {}
    said |= {"state": state} if state != STATES[0] else {}
    return redirect(reverse("pregnancies") + (f"?{urlencode(said)}" if said else ""))


def _state(given: Mapping[str, str]) -> str:
    state = given.get("state", STATES[0])
    return state if state in STATES else STATES[0]


def _listed(request: HttpRequest, asked: str, state: str) -> tuple[Page, bool]:
    """A page of the list, and whether there is more than is listed.

    A search reads every name of the unit, so it is done once, up to its first hits, not again to count them.
    """
    rows, number = found(request.actor, asked, state), request.GET.get("page")
    if not asked:
        return Paginator(rows, _A_PAGE).get_page(number), False
    keys = list(rows.values_list("pk", flat=True)[: MOST_FOUND + 1])
    page = Paginator(keys[:MOST_FOUND], _A_PAGE).get_page(number)
    by_key = for_a_list(pregnancies_of(request.actor)).in_bulk(page.object_list)
    page.object_list = [by_key[key] for key in page.object_list if key in by_key]
    return page, len(keys) > MOST_FOUND


@needs(Permission.SEE_RECORD)
def pregnancy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    seen("record.seen", by=request.actor, about=record)
    context = {
        **header(record, request.language),
        "cards": cards(record, request.actor, request.language),
        "steps": next_steps(record, request.actor),
        **rights(request.actor),
        "story": part_of(story.document(record, request.language)),
        "contradictions": _contradictions(record, request.language),
        **_standing(record, request.actor),
    }
    return render(request, "registry/records/record.html", context)


@needs(Permission.SEE_RECORD)
def history(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who did what and when with this record: its events, newest first, without any value."""
    record = get_object_or_404(pregnancies_of(request.actor).select_related("woman"), public_id=public_id)
    seen("history.seen", by=request.actor, about=record)
    events = Event.objects.filter(subject__in=subjects_of(record)).select_related("staff").order_by("-sequence")
    if not request.GET.get("views"):
        events = events.exclude(kind__endswith=".seen")
    page = Paginator(events, _A_PAGE).get_page(request.GET.get("page"))
    lines = [
        {
            "what": _what(event, request.language),
            "fields": trail_details.fields_said(event.details, request.language),
            "at": event.at,
            "who": event.staff,
        }
        for event in page
    ]
    context = {"pregnancy": record, "page": page, "lines": lines, "views": bool(request.GET.get("views"))}
    return render(request, "registry/records/history.html", context)


def _what(event: Event, language: str) -> str:
    """What happened, in the words of a record, or else in those of the audit trail."""
    key = f"records.event_{event.kind.replace('.', '_')}"
    text = words(language).text(key) if key in words(language) else trail_kinds.said(event.kind, language)
    return text[:1].upper() + text[1:]


def _standing(record: Pregnancy, actor: Actor) -> dict[str, Any]:
    """How what is planned stands by the rules today, as a line of the worklist says it; nothing once it is done."""
    plan = getattr(record, "plan_section", None)
    waits = plan is not None and plan.kind and getattr(record, "procedure_section", None) is None
    if not waits or is_over(record):
        return {}
    standing = standing_on(record, actor.unit, timezone.localdate())
    return {
        "standing": note_of(standing),
        "held_up": standing.decision is Decision.WAIT,
        "missing": in_order(standing.missing),
    }


def _contradictions(record: Pregnancy, language: str) -> tuple[str, ...]:
    """What contradicts something else in the record: no answer can be given until it is put right."""
    try:
        case_of(record)
    except CaseError as error:
        return tuple(f"{label_of(one.path, language)}: {said(one, language)}" for one in error.problems)
    return ()


@needs(Permission.CHANGE_RECORD)
def facts(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Other facts, one a line: read by people, never scored."""
    record = get_object_or_404(whole_records(request.actor), public_id=public_id)
    if request.method != "POST":
        seen("record.seen", by=request.actor, about=record, form="facts")
        sheet = PlainSheet.filled(FACTS, {"other_facts": "\n".join(record.other_facts)}, request.language)
        keeping, typed = with_draft(request, [sheet], record.revision)
        if keeping.draft:
            keeping = replace(keeping, revision=revision_of(typed))
        return _show_facts(request, record, sheet, keeping)
    typed = sent(request)
    sheet = PlainSheet.read(FACTS, typed, request.language)
    if not sheet.ok:
        return _show_facts(request, record, sheet, Keeping(revision=revision_of(typed)))
    lines = [line.strip() for line in (sheet.values["other_facts"] or "").splitlines() if line.strip()]
    try:
        change_facts(request.actor, record, lines, revision=revision_of(typed))
    except ChangedMeanwhile as meanwhile:
        asked = Asked(
            field="other_facts",
            box="record.other_facts",
            label=label_of("record.other_facts", request.language),
            theirs_typed=["\n".join(meanwhile.row.other_facts)],
        )
        return ask(request, meanwhile, [asked])
    saved(request)
    return redirect("pregnancy", record.public_id)


def _show_facts(request: HttpRequest, record: Pregnancy, sheet: PlainSheet, keeping: Keeping) -> HttpResponse:
    context = {
        **header(record, request.language),
        "boxes": sheet.boxes(),
        "faults": sheet.faults(),
        "keeping": keeping,
    }
    return render(request, "registry/records/facts.html", context, status=200 if sheet.ok else 422)
