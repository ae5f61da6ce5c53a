"""Texts that are sealed with a key made from the installation's own.

What somebody searched for stands so in an address, and what a second step is made from in the database: a copy of the
database, which holds no key, opens no account.

Browsers, proxies and their logs keep addresses, and what is searched for is mostly a name. The text is encrypted with a
key made from the installation's own and from who searched; nobody else's session opens it, and nobody's after a day.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from amnio.registry.models import Staff

_SEALED = "sealed:"


def seal(text: str, *, of: Staff) -> str:
    """The text for an address; nothing for nothing."""
    return _fernet(of).encrypt(text.encode("utf-8", "replace")).decode("ascii") if text else ""


def unseal(sealed: str, *, of: Staff) -> str:
    """What was sealed; nothing where it is somebody else's, too old, or no such text at all."""
    try:
        return _fernet(of).decrypt(sealed.encode("utf-8", "replace"), ttl=settings.SESSION_HOURS * 3600).decode()
    except InvalidToken:
        return ""


def seal_secret(text: str) -> str:
    """What a second step is made from, for the database."""
    return _SEALED + _made_for("amnio second step").encrypt(text.encode()).decode("ascii")


def unseal_secret(kept: str) -> str | None:
    """The same again; None with another key. What was kept before it was sealed is as it is."""
    if not kept.startswith(_SEALED):
        return kept
    try:
        return _made_for("amnio second step").decrypt(kept.removeprefix(_SEALED)).decode()
    except InvalidToken:
        return None


def _fernet(staff: Staff) -> Fernet:
    return _made_for(f"amnio search in an address\n{staff.pk}")


def _made_for(use: str) -> Fernet:
    about = use.encode()
    key = hmac.new(settings.SECRET_KEY.encode(), about, hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
