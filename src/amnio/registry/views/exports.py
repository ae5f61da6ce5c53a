"""Exports: the table for a study, and everything of one woman for her."""

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from amnio.present.document import Language
from amnio.registry.access import Permission, needs
from amnio.registry.actions.exporting import export_study, export_woman
from amnio.registry.everything import parts_of, plain_of
from amnio.registry.forms.exports import StudyForm
from amnio.registry.models import Woman
from amnio.registry.queries import pregnancies_of
from amnio.registry.study_export.columns import COLUMNS, TRAITS
from amnio.registry.study_export.writing import zipped

_LANGUAGES = tuple(language.value for language in Language)


@needs(Permission.EXPORT_STUDY)
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """What an export holds; posted, the export."""
    form = StudyForm(request.POST or None, language=request.language)
    if request.method == "POST" and form.is_valid():
        made = export_study(request.actor, request.actor.unit, **form.cleaned_data)
        return _download(zipped(made.files), "application/zip", "amnio-export.zip")
    about = {"form": form, "columns": COLUMNS, "traits": TRAITS, "pregnancies": pregnancies_of(request.actor).count()}
    return render(request, "registry/exports/study.html", about)


@needs(Permission.EXPORT_WOMAN)
@require_safe
@sensitive_variables("woman")
def everything(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Everything of the woman of a pregnancy, to print: the page around it in the reader's language, it in hers."""
    woman = _woman(request, public_id)
    asked = request.GET.get("language", "")
    export_woman(request.actor, woman)
    about = {
        "woman": woman,
        "parts": parts_of(woman),
        "hers": asked if asked in _LANGUAGES else woman.language,
        "public_id": public_id,
    }
    return render(request, "registry/exports/everything.html", about)


@needs(Permission.EXPORT_WOMAN)
@require_safe
@sensitive_variables("woman")
def everything_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The same as a file for another system."""
    woman = _woman(request, public_id)
    export_woman(request.actor, woman)
    content = json.dumps(plain_of(woman), ensure_ascii=False, indent=2).encode()
    return _download(content, "application/json", "record.json")


def _woman(request: HttpRequest, public_id: uuid.UUID) -> Woman:
    pregnancy = get_object_or_404(pregnancies_of(request.actor).select_related("woman__unit"), public_id=public_id)
    woman: Woman = pregnancy.woman
    return woman


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file that a browser saves; its name says nothing of anybody."""
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
