"""Signing in. Accounts are made by an administrator or belong to the hospital's directory; nobody signs up.

allauth does the protocols (passwords, second factors, OpenID Connect) and axes the lockout; here stands what is ours:
who is let in, what the errors say, and that the audit trail hears of everything that happens at the door.
"""

from contextlib import suppress
from ipaddress import ip_address, ip_network
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.translation import get_language

from amnio.registry import guesses
from amnio.registry.actions import signing_in
from amnio.registry.models import Staff
from amnio.registry.reading_language import chosen_at_the_door
from amnio.registry.sealed import seal_secret, unseal_secret
from amnio.registry.words import words

#: In the session: the password was given by an administrator and is to be changed first.
TEMPORARY = "password_is_temporary"


class _Said:
    """A sentence of the catalogue, in the language of whoever reads it."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __str__(self) -> str:
        return words("zh" if (get_language() or "en").startswith("zh") else "en").text(self._key)


def _said(key: str) -> str:
    return lazystr(_Said(key))


class NobodySignsUp(DefaultAccountAdapter):
    """Accounts as the registry has them: none is opened at the door, and a new password leaves an event."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _said("account.error_mismatch"),
        "too_many_login_attempts": _said("account.error_too_many"),
        "locked_for_strangers": _said("account.error_strangers"),
        "same_password": _said("account.error_same"),
        "incorrect_password": _said("account.error_password"),
        "enter_current_password": _said("account.error_current"),
        "rate_limited": _said("account.slow"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = credentials.get("username", "")
        self._login_failed_rl_usage = guesses.begin(request, name)  # given back when the password is right
        if self._login_failed_rl_usage is not None:
            return
        if not guesses.is_closed_here(request, name):
            raise self.validation_error("too_many_login_attempts")
        if (person := guesses.person_of(request, name)) is not None:
            _tell_of_lock(person, guesses.STRANGERS)
        raise self.validation_error("locked_for_strangers")

    def set_password(self, user: Staff, password: str) -> None:
        signing_in.set_own_password(user, password)
        self.request.session.pop(TEMPORARY, None)
        self.request.opened_by = user

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The registry sends no mail."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page one comes to says what happened."""


class SecondFactors(DefaultMFAAdapter):
    """Names and sentences of the second factor."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _said("account.error_code"),
    }

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """With another key than it was sealed with, no code is right: an administrator resets the account."""
        secret = unseal_secret(encrypted_text)
        if secret is None:
            raise self.validation_error("incorrect_code")
        return secret

    def get_totp_issuer(self) -> str:
        return "amnio"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "amnio"}

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The registry sends no mail."""


class FromTheHospital(DefaultSocialAccountAdapter):
    """OpenID Connect. An account without a password belongs to the hospital's directory: the first sign-in under its
    name ties it to the directory's own number of the person (`sub`), and from then on only that number counts.

    An account with a password is never tied, so a name changed in the directory opens nothing here.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        name = sociallogin.account.get_provider().extract_common_fields(sociallogin.account.extra_data).get("username")
        person = Staff.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if person is None or person.has_usable_password() or signing_in.is_tied(person):
            raise ImmediateHttpResponse(render(request, "socialaccount/signup_closed.html", status=403))
        signing_in.tie(person, sociallogin.account)
        sociallogin.user = person


def locked_out(request: HttpRequest, credentials: Any = None, *args: Any, **kwargs: Any) -> HttpResponse:
    """Too many wrong passwords: the page that says for how long, and whom it keeps out."""
    context = {
        "minutes": round(settings.AXES_COOLOFF_TIME * 60),
        "known": guesses.counted_by(request, credentials) == ["username"],
    }
    return render(request, "registry/locked.html", context, status=429)


def client_address(request: HttpRequest) -> str:
    """Where a request comes from: behind a proxy that speaks HTTPS, what the proxy says last.

    Of IPv6 the network: who has one address has 2^64 of them.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SESSION_COOKIE_SECURE else ""
    for said in (forwarded.rsplit(",", 1)[-1].strip(), request.META.get("REMOTE_ADDR", "")):
        with suppress(ValueError):
            address = ip_address(said)
            network = ip_network((address.packed, 64), strict=False) if address.version == 6 else None
            return str(network.network_address if network else address)
    return ""


def used_the_hospital(request: HttpRequest) -> bool:
    """Whether this session was opened by the hospital's directory, whose second factor it then is."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)


def connect() -> None:
    """Lets the door tell the audit trail. Django's own note of the last sign-in would be a write without an event."""
    from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset

    user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
    user_logged_in.connect(_signed_in, dispatch_uid="amnio.registry.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="amnio.registry.signed_out")
    user_locked_out.connect(_locked_out, dispatch_uid="amnio.registry.locked_out")
    for kind, signal in (
        ("added", authenticator_added),
        ("removed", authenticator_removed),
        ("reset", authenticator_reset),
    ):
        signal.connect(_FACTOR[kind], dispatch_uid=f"amnio.registry.factor_{kind}")


def _signed_in(*, request: HttpRequest, user: Staff, **_: Any) -> None:
    signing_in.signed_in(user, wrong_second_steps=getattr(request, "wrong_second_steps", 0))
    if request is not None:
        request.opened_by = user
        if (chosen := chosen_at_the_door(request)) is not None:
            signing_in.read_in(user, chosen)
        request.language_of_account = user.language or None  # of a demonstration none is kept
    if request is not None and user.has_usable_password() and signing_in.password_is_temporary(user):
        request.session[TEMPORARY] = True


def _signed_out(*, user: Staff | None, **_: Any) -> None:
    if user is not None:
        signing_in.happened_at_the_door("staff.signed_out", user)


def _locked_out(*, request: HttpRequest, username: str | None = None, **_: Any) -> None:
    person = guesses.person_counted_as(username or "")
    if person is not None:
        _tell_of_lock(person, guesses.KNOWN_BROWSER if guesses.is_browser(username or "") else guesses.ONE_ADDRESS)


def _tell_of_lock(person: Staff, lock: str) -> None:
    """Every further guess finds the lock again: once in its time is enough."""
    seconds = 3600 if lock == guesses.STRANGERS else round(settings.AXES_COOLOFF_TIME * 3600)
    signing_in.told_once("staff.locked_out", person, of=f"{person.pk} {lock}", within=seconds, lock=lock)


def _factor_added(*, user: Staff, **_: Any) -> None:
    signing_in.happened_at_the_door("staff.factor_added", user)


def _factor_removed(*, user: Staff, **_: Any) -> None:
    signing_in.happened_at_the_door("staff.factor_removed", user)


def _factor_reset(*, user: Staff, **_: Any) -> None:
    signing_in.happened_at_the_door("staff.factor_reset", user)


_FACTOR = {"added": _factor_added, "removed": _factor_removed, "reset": _factor_reset}
