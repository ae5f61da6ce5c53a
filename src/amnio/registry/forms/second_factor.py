"""The second step, whose guesses are counted by person: whoever knows a password has many addresses.

Of a series of wrong ones the audit trail keeps the first, and that it was locked; the sign-in that ends it says how
many there were.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context, ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django.core.cache import cache
from django.core.exceptions import ValidationError

from amnio.registry.actions import signing_in
from amnio.registry.guesses import key_of_second_step

_ACTION = "second_factor"
_SERIES = 900  # seconds, as long as a wrong code counts


class _Counted:
    """Ten wrong ones in a quarter of an hour are all that anybody gets; a right one begins the count anew."""

    user: Any
    step: str

    def _tried(self, look: Any) -> Any:
        key = key_of_second_step(context.request, self.user)
        if not ratelimit.consume(context.request, action=_ACTION, key=key):
            signing_in.told_once("staff.factor_locked", self.user, of=key, within=_SERIES, wrong=_wrong(key))
            raise get_account_adapter().validation_error("too_many_login_attempts")
        try:
            found = look()
        except ValidationError:
            cache.set(_series(key), _wrong(key) + 1, _SERIES)
            signing_in.told_once("staff.factor_failed", self.user, of=key, within=_SERIES, step=self.step)
            raise
        ratelimit.clear(context.request, action=_ACTION, key=key)
        context.request.wrong_second_steps = _wrong(key)
        cache.set(_series(key), 0, _SERIES)
        signing_in.may_be_told_again("staff.factor_failed", of=key)
        return found


class _CountedCode(_Counted):
    step = "code"

    def clean_code(self) -> str:
        code: str = self._tried(super().clean_code)  # type: ignore[misc]
        return code


class _CountedKey(_Counted):
    step = "key"

    def clean_credential(self) -> Any:
        return self._tried(self._read)

    def _read(self) -> Any:
        with _unreadable_is_wrong():
            return super().clean_credential()  # type: ignore[misc]


class Code(_CountedCode, AuthenticateForm):
    """At sign-in."""


class CodeAgain(_CountedCode, ReauthenticateForm):
    """Before something is changed at the door."""


class Key(_CountedKey, AuthenticateWebAuthnForm):
    """A security key at sign-in."""


class KeyAgain(_CountedKey, ReauthenticateWebAuthnForm):
    """A security key before something is changed at the door."""


class NewKey(AddWebAuthnForm):
    """A security key that is added."""

    def clean(self) -> Any:
        with _unreadable_is_wrong():
            return super().clean()


@contextmanager
def _unreadable_is_wrong() -> Iterator[None]:
    """What no browser sends, somebody does: the library stumbles over parts of an answer that are not there."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise get_adapter().validation_error("incorrect_code") from None


def _series(key: str) -> str:
    return f"amnio-wrong-steps-{hashlib.sha256(key.encode()).hexdigest()}"


def _wrong(key: str) -> int:
    found: int = cache.get(_series(key), 0)
    return found
