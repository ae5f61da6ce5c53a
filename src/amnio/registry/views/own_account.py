"""The page of one's own account, and the choice of a role for who has several."""

from allauth.account import views as door
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from amnio.registry.access import OWN, for_signed_in
from amnio.registry.context import menu_that_is_there


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Also the page of somebody who has no role anywhere: it says so."""
    memberships = request.user.memberships.filter(active=True).select_related("unit").order_by("unit__name", "role")
    return render(request, "registry/account.html", {"memberships": memberships})


account.needs = OWN


@for_signed_in
@require_POST
def choose_role(request: HttpRequest, membership: int) -> HttpResponse:
    """Works from now on, in this session, in that unit and role. The session gets a new key, and what is open in other
    windows a stale token: it was opened elsewhere."""
    chosen = get_object_or_404(request.user.memberships.filter(active=True), pk=membership)
    request.session["membership"] = chosen.pk
    request.session.cycle_key()
    rotate_token(request)
    return HttpResponseRedirect(reverse("home"))


@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """Who signs in through the hospital's directory has no password here to change."""
    if not request.user.has_usable_password():
        return HttpResponseRedirect(reverse("account"))
    changed: HttpResponse = door.password_change(request)
    return changed


change_password.needs = OWN


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """To the first page that the role may see; who has no role comes to their account."""
    actor = request.actor
    first = next((name for name, _, needed in menu_that_is_there() if actor and actor.may(needed)), "account")
    return HttpResponseRedirect(reverse(first))


home.needs = OWN
