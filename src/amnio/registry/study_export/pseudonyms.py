"""Names that cannot be turned back without the key of the installation, and differ from study to study."""

import hashlib
import hmac

_LENGTH = 20  # hexadecimal digits: 80 bits, no two alike in any registry


class Pseudonyms:
    """HMAC-SHA-256 with a key of the study, itself made from the installation's secret key.

    Two studies cannot be joined by these names; two exports for one study can.
    """

    def __init__(self, secret: str, study: str) -> None:
        self._key = hmac.new(secret.encode(), f"amnio study export\n{study}".encode(), hashlib.sha256).digest()

    def of(self, kind: str, name: object) -> str:
        """The pseudonym of a row; `kind` keeps equal numbers of different tables apart."""
        return hmac.new(self._key, f"{kind}\n{name}".encode(), hashlib.sha256).hexdigest()[:_LENGTH]
