"""What an installation sets: environment variables, read once and refused with a reason when they cannot be meant."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Every variable that is read, with what it means; docs/reference/registry-settings.md is made from this.
VARIABLES: dict[str, str] = {
    "AMNIO_HOME": "Folder for the SQLite database and the secret key. Default: ./amnio-registry",
    "AMNIO_DATABASE_URL": "postgresql://user:password@host:5432/name. Default: SQLite in AMNIO_HOME",
    "AMNIO_SECRET_KEY": "Key of sessions and signatures, 50 characters or more. Default: made once, kept in AMNIO_HOME",
    "AMNIO_HOSTS": "Names under which browsers reach it, with commas. Default: localhost, 127.0.0.1",
    "AMNIO_HTTPS": "yes: behind a proxy that speaks HTTPS (secure cookies, HSTS). Default: no",
    "AMNIO_TIME_ZONE": "IANA name of the unit's clock. Default: Asia/Shanghai",
    "AMNIO_IDLE_MINUTES": "Minutes without a request after which one signs in again. Default: 20",
    "AMNIO_SESSION_HOURS": "Hours after which one signs in again even while working. Default: 12",
    "AMNIO_MFA": "required: who sees records or manages staff sets up a second factor first. Default: optional",
    "AMNIO_OIDC_NAME": "Name of the hospital's sign-in, as staff know it",
    "AMNIO_OIDC_SERVER": "Address of its OpenID Connect server",
    "AMNIO_OIDC_CLIENT": "Client id that the hospital gave to amnio",
    "AMNIO_OIDC_SECRET": "Its secret",
}
_SHORTEST_KEY = 50


class BadSetting(ValueError):
    """A setting that cannot be meant: which one, why, what to write instead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """The settings of one installation."""

    home: Path
    database: dict[str, object]
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    time_zone: str
    idle_minutes: int
    session_hours: int
    mfa_required: bool
    hospitals: tuple[dict[str, object], ...]  # none, or the one directory that staff may sign in through


def read_environment(given: "os._Environ[str] | dict[str, str]" = os.environ) -> Environment:
    """Reads every variable; raises `BadSetting` for the first that cannot be meant."""
    home = Path(given.get("AMNIO_HOME") or "amnio-registry").absolute()
    return Environment(
        home=home,
        database=_database(given.get("AMNIO_DATABASE_URL", ""), home),
        secret_key=_secret_key(given.get("AMNIO_SECRET_KEY", ""), home),
        hosts=tuple(
            name.strip() for name in given.get("AMNIO_HOSTS", "localhost,127.0.0.1").split(",") if name.strip()
        ),
        https=_yes("AMNIO_HTTPS", given.get("AMNIO_HTTPS", "no")),
        time_zone=_time_zone(given.get("AMNIO_TIME_ZONE") or "Asia/Shanghai"),
        idle_minutes=_whole("AMNIO_IDLE_MINUTES", given.get("AMNIO_IDLE_MINUTES") or "20", most=720, unit="minutes"),
        session_hours=_whole("AMNIO_SESSION_HOURS", given.get("AMNIO_SESSION_HOURS") or "12", most=24, unit="hours"),
        mfa_required=_mfa(given.get("AMNIO_MFA") or "optional"),
        hospitals=_hospitals(given),
    )


def _database(url: str, home: Path) -> dict[str, object]:
    if not url:
        return sqlite(home / "registry.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise BadSetting(
            f"AMNIO_DATABASE_URL starts with {parts.scheme or 'nothing'!r}: only PostgreSQL and SQLite keep the "
            "promises of the audit trail. Write postgresql://user:password@host:5432/name, or leave it out for SQLite."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "")) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A record is read with its ten sections: weighing every order of ten joins takes longer than reading them.
        "OPTIONS": {"options": "-c join_collapse_limit=4"},
    }


def sqlite(path: Path) -> dict[str, object]:
    """SQLite as a clinical record wants it: write-ahead log, every commit on disk, writers queue instead of failing.

    What is changed or removed is overwritten at once: bytes left behind by an earlier state of a row are out of reach
    when the row is erased later.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA secure_delete=ON;"
            " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
        },
    }


def _secret_key(given: str, home: Path) -> str:
    if given:
        if len(given) < _SHORTEST_KEY:
            raise BadSetting(
                f"AMNIO_SECRET_KEY has {len(given)} characters: sessions signed with a short key can be forged. "
                f"Write {_SHORTEST_KEY} or more, or leave it out and one is made."
            )
        return given
    path = home / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = secrets.token_urlsafe(64)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(made)
        return made


def _yes(name: str, given: str) -> bool:
    if given.lower() not in ("yes", "no"):
        raise BadSetting(f"{name} is {given!r}. Write yes or no.")
    return given.lower() == "yes"


def _time_zone(given: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError):
        raise BadSetting(
            f"AMNIO_TIME_ZONE is {given!r}, which is no time zone. Write one like Asia/Shanghai."
        ) from None
    return given


def _whole(name: str, given: str, *, most: int, unit: str) -> int:
    if not given.isdecimal() or not 1 <= int(given) <= most:
        raise BadSetting(f"{name} is {given!r}. Write whole {unit} from 1 to {most}.")
    return int(given)


def _mfa(given: str) -> bool:
    if given not in ("optional", "required"):
        raise BadSetting(f"AMNIO_MFA is {given!r}. Write optional or required.")
    return given == "required"


def _hospitals(given: "os._Environ[str] | dict[str, str]") -> tuple[dict[str, object], ...]:
    names = ("AMNIO_OIDC_NAME", "AMNIO_OIDC_SERVER", "AMNIO_OIDC_CLIENT", "AMNIO_OIDC_SECRET")
    values = {name: given.get(name, "") for name in names}
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(names):
        return ()
    if missing:
        raise BadSetting(
            f"{missing[0]} is missing while others of AMNIO_OIDC_ are set: nobody could sign in through the hospital. "
            "Set all four, or none."
        )
    server = urlsplit(values["AMNIO_OIDC_SERVER"])
    if server.scheme != "https" and server.hostname not in ("localhost", "127.0.0.1"):
        raise BadSetting(
            f"AMNIO_OIDC_SERVER is {values['AMNIO_OIDC_SERVER']!r}: who listens on the way could sign in as anybody. "
            "Write an address that starts with https://."
        )
    return (
        {
            "provider_id": "hospital",
            "name": values["AMNIO_OIDC_NAME"],
            "client_id": values["AMNIO_OIDC_CLIENT"],
            "secret": values["AMNIO_OIDC_SECRET"],
            "settings": {"server_url": values["AMNIO_OIDC_SERVER"]},
        },
    )
