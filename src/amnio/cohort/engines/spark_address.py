"""Where Spark is said to be, and whether anybody listens there: asked before Spark's own clients, which wait for long.

Spark Connect tries a closed port again for many minutes, a driver for two, and both write pages of Java meanwhile.
"""

import socket
from urllib.parse import urlsplit

from amnio.cohort.refusals import CannotStudy, Refusal

CONNECT, STANDALONE = "sc", "spark"
LOCAL = "local[*]"
#: The port that each listens on where the address names none.
_PORTS = {CONNECT: 15002, STANDALONE: 7077}
_OTHERS = ("local", "yarn", "k8s://")
WAIT = 10.0  # seconds for an open connection; a cluster at the other end of the world answers in one


def refuse_unreachable(master: str) -> None:
    """Raises `CannotStudy` for what is no address of Spark, and where nobody listens within `WAIT` seconds.

    Of several heads of a cluster (`spark://one:7077,two:7077`) one is enough.
    """
    scheme, found, heads = master.partition("://")
    if scheme not in _PORTS or not found:
        if not master.startswith(_OTHERS):
            raise _unreachable(master, f"an address begins with local, {STANDALONE}://, {CONNECT}://, yarn or k8s://")
        return
    reasons = []
    for head in heads.split(","):
        try:
            host, port = _host_and_port(f"{scheme}://{head}", _PORTS[scheme])
            socket.create_connection((host, port), timeout=WAIT).close()
        except OSError as error:
            reasons.append(f"{head}: {error.strerror or error}")
        except ValueError as error:
            reasons.append(f"{head}: {error}")
        else:
            return
    raise _unreachable(master, "; ".join(reasons))


def _host_and_port(head: str, default: int) -> tuple[str, int]:
    parts = urlsplit(head)
    if not parts.hostname:
        raise ValueError("no host is named")
    return parts.hostname, parts.port or default


def _unreachable(master: str, reason: str) -> CannotStudy:
    return CannotStudy(Refusal.CLUSTER_UNREACHABLE, master=master, reason=reason)
