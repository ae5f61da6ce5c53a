"""What somebody searched for, as it stands in an address: sealed, so that nobody reads a name there.

Browsers, proxies and their logs keep addresses, and what is searched for is mostly a name. The text is encrypted with a
key made from the installation's own and from who searched; nobody else's session opens it, and nobody's after a day.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from amnio.registry.models import Staff


def seal(text: str, *, of: Staff) -> str:
    """The text for an address; nothing for nothing."""
    return _fernet(of).encrypt(text.encode("utf-8", "replace")).decode("ascii") if text else ""


def unseal(sealed: str, *, of: Staff) -> str:
    """What was sealed; nothing where it is somebody else's, too old, or no such text at all."""
    try:
        return _fernet(of).decrypt(sealed.encode("utf-8", "replace"), ttl=settings.SESSION_HOURS * 3600).decode()
    except InvalidToken:
        return ""


def _fernet(staff: Staff) -> Fernet:
    about = f"amnio search in an address\n{staff.pk}".encode()
    key = hmac.new(settings.SECRET_KEY.encode(), about, hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
