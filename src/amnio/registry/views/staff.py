"""The people of a unit, for its administrator."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amnio.registry import guesses
from amnio.registry.access import Permission, Role, needs
from amnio.registry.actions import accounts
from amnio.registry.context import hospital_name
from amnio.registry.forms.accounts import GivenRole, NewAccount, UnitSettings, roles
from amnio.registry.models import Staff, Unit
from amnio.registry.queries import staff_of
from amnio.registry.words import words


@needs(Permission.MANAGE_STAFF)
def staff(request: HttpRequest) -> HttpResponse:
    return render(request, "registry/staff.html", {"people": staff_of(request.actor)})


@needs(Permission.MANAGE_STAFF)
def add(request: HttpRequest) -> HttpResponse:
    """A new account; its password is shown once. A name that exists gets the role here instead."""
    form = NewAccount(request.POST or None, language=request.language, hospital=bool(hospital_name()))
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        known = Staff.objects.filter(username__iexact=wanted["username"]).first()
        if known is not None:
            accounts.give_role(request.actor, known, Role(wanted["role"]))
            return HttpResponseRedirect(reverse("staff_person", args=[known.pk]))
        return _made(request, wanted)
    return render(request, "registry/staff_add.html", {"form": form})


def _made(request: HttpRequest, wanted: dict[str, str]) -> HttpResponse:
    person = accounts.make_account(
        username=wanted["username"],
        password=None,
        unit=request.actor.unit.name,
        role=Role(wanted["role"]),
        language=wanted["language"],
        by=request.actor,
    )
    if wanted["shown_name"]:
        accounts.name_account(request.actor, person, wanted["shown_name"])
    if wanted.get("directory"):
        return HttpResponseRedirect(reverse("staff_person", args=[person.pk]))
    return _password_once(request, person)


def _password_once(request: HttpRequest, person: Staff) -> HttpResponse:
    password = accounts.reset_account(request.actor, person)
    return render(request, "registry/staff_password.html", {"person": person, "password": password})


@needs(Permission.MANAGE_STAFF)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    found = _one_of(request, pk)
    held = [one.role for one in found.memberships.all() if one.unit_id == request.actor.unit.pk and one.active]
    context = {
        "person": found,
        "held": held,
        "others": [(code, word) for code, word in roles(request.language) if code not in held],
        "whole": all(one.unit_id == request.actor.unit.pk for one in found.memberships.all()),
        "refused": request.GET.get("refused", ""),
        "locks": guesses.locks_of(found),
    }
    return render(request, "registry/staff_person.html", context)


@needs(Permission.MANAGE_STAFF)
@require_POST
def change(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """One button of the page of a person: give, take, close, open, reset, unlock."""
    found = _one_of(request, pk)
    back = reverse("staff_person", args=[found.pk])
    try:
        if what == "reset":
            return _password_once(request, found)
        if what == "close":
            accounts.close_account(request.actor, found)
        elif what == "unlock":
            accounts.unlock_account(request.actor, found)
        else:
            form = GivenRole(request.POST, language=request.language)
            if not form.is_valid():
                return HttpResponseRedirect(back)
            role = Role(form.cleaned_data["role"])
            {"give": accounts.give_role, "take": accounts.take_role, "open": accounts.open_account}[what](
                request.actor, found, role
            )
    except accounts.WorksElsewhere:
        return HttpResponseRedirect(f"{back}?refused=elsewhere")
    except accounts.LastAdministrator:
        return HttpResponseRedirect(f"{back}?refused=last")
    return HttpResponseRedirect(back)


def _one_of(request: HttpRequest, pk: int) -> Staff:
    found: Staff = get_object_or_404(staff_of(request.actor), pk=pk)
    return found


@needs(Permission.MANAGE_STAFF)
def unit(request: HttpRequest) -> HttpResponse:
    """The unit's name, number, language and rules."""
    here: Unit = request.actor.unit
    saved = {name: getattr(here, name) for name in ("name", "phone", "language", "profiles")}
    form = UnitSettings(request.POST or None, initial=saved, language=request.language)
    if request.method == "POST" and form.is_valid():
        if Unit.objects.filter(name=form.cleaned_data["name"]).exclude(pk=here.pk).exists():
            form.add_error("name", words(request.language).text("account.unit_taken"))
        else:
            accounts.change_unit(request.actor, form.cleaned_data)
            return HttpResponseRedirect(reverse("staff"))
    return render(request, "registry/unit.html", {"form": form})
