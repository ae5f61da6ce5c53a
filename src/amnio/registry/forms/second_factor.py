"""A code of the second factor, whose guesses are counted by person: whoever knows a password has many addresses."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm

_ACTION = "second_factor"


class _Counted:
    """Ten wrong codes in a quarter of an hour are all that anybody gets; a right one begins the count anew."""

    user: Any

    def clean_code(self) -> str:
        guesses = {"action": _ACTION, "key": f"second-factor-{self.user.pk}"}
        if not ratelimit.consume(context.request, **guesses):
            raise get_adapter().validation_error("too_many_login_attempts")
        code: str = super().clean_code()  # type: ignore[misc]
        ratelimit.clear(context.request, **guesses)
        return code


class Code(_Counted, AuthenticateForm):
    """At sign-in."""


class CodeAgain(_Counted, ReauthenticateForm):
    """Before something is changed at the door."""
