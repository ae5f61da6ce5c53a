"""Requests of a woman about her records. Whoever handles them sees that she is there, and nothing clinical."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amnio.registry.access import Permission, needs
from amnio.registry.actions.action import seen
from amnio.registry.actions.requests import erase, lift_restriction, restrict
from amnio.registry.forms.exports import BasisForm, EraseForm, FindForm
from amnio.registry.models import Erasure, Pregnancy, Woman
from amnio.registry.words import words


@needs(Permission.HANDLE_REQUESTS)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def requests(request: HttpRequest) -> HttpResponse:
    """What was asked and done so far; posted, the woman with a hospital number."""
    form = FindForm(request.POST or None, language=request.language)
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["hospital_number"].strip()
        found = Woman.objects.filter(unit=request.actor.unit, hospital_number=number).first()
        if found is not None:
            return redirect("request", public_id=found.public_id)
        form.add_error("hospital_number", words(request.language).text("exports.nobody"))
    restricted = Pregnancy.objects.filter(unit=request.actor.unit, restricted=True).order_by("-changed_at")
    about = {
        "form": form,
        "erasures": Erasure.objects.filter(unit=request.actor.unit).select_related("done_by").order_by("-pk"),
        "restricted": [(one, one.history.filter(restricted=True).last()) for one in restricted],
    }
    return render(request, "registry/exports/requests.html", about)


@needs(Permission.HANDLE_REQUESTS)
@require_safe
def one_request(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    woman = _woman(request, public_id)
    seen("woman.found_for_request", by=request.actor, about=woman)
    return _page(request, woman)


@needs(Permission.HANDLE_REQUESTS)
@require_POST
def restrict_woman(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Restricts, or lifts the restriction."""
    woman = _woman(request, public_id)
    form = BasisForm(request.POST, language=request.language, prefix="restrict")
    if not form.is_valid():
        return _page(request, woman, restrict_form=form)
    change = restrict if request.POST.get("what") == "restrict" else lift_restriction
    change(request.actor, woman, basis=form.cleaned_data["basis"])
    messages.success(request, words(request.language).text("exports.request_done"))
    return redirect("requests")


@needs(Permission.HANDLE_REQUESTS)
@require_POST
@sensitive_post_parameters()
@sensitive_variables("woman", "form")
def erase_woman(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    woman = _woman(request, public_id)
    form = EraseForm(request.POST, language=request.language, prefix="erase", hospital_number=woman.hospital_number)
    if not form.is_valid():
        return _page(request, woman, erase_form=form)
    erase(request.actor, woman, asked_on=form.cleaned_data["asked_on"], basis=form.cleaned_data["basis"])
    messages.success(request, words(request.language).text("exports.request_done"))
    return redirect("requests")


def _woman(request: HttpRequest, public_id: uuid.UUID) -> Woman:
    return get_object_or_404(Woman, unit=request.actor.unit, public_id=public_id)


def _page(request: HttpRequest, woman: Woman, **forms: object) -> HttpResponse:
    pregnancies = list(woman.pregnancies.order_by("registered_on"))
    about = {
        "woman": woman,
        "pregnancies": pregnancies,
        "is_restricted": any(one.restricted for one in pregnancies),
        "restrict_form": BasisForm(language=request.language, prefix="restrict"),
        "erase_form": EraseForm(language=request.language, prefix="erase", hospital_number=woman.hospital_number),
    }
    return render(request, "registry/exports/request.html", about | forms)
