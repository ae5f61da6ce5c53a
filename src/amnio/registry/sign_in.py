"""Signing in. Accounts are made by an administrator or the hospital's directory; nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest

from amnio.registry.actions import signing_in
from amnio.registry.models import Staff


class NobodySignsUp(DefaultAccountAdapter):
    """Accounts as the registry has them: none is opened at the door, and a new password leaves an event."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: Staff, password: str) -> None:
        signing_in.set_own_password(user, password)


def connect() -> None:
    """Lets the door tell the audit trail. Django's own note of the last sign-in would be a write without an event."""
    user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
    user_logged_in.connect(_signed_in, dispatch_uid="amnio.registry.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="amnio.registry.signed_out")


def _signed_in(*, user: Staff, **_: Any) -> None:
    signing_in.signed_in(user)


def _signed_out(*, user: Staff | None, **_: Any) -> None:
    if user is not None:
        signing_in.happened_at_the_door("staff.signed_out", user)
