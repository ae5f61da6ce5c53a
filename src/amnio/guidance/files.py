"""The only code that opens guidance files: reads one, lists a folder, takes the fingerprint of all."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from amnio.guidance.error import GuidanceError
from amnio.guidance.table import Table

ROOT = Path(__file__).parent


def read(file: str, root: Path = ROOT) -> Table:
    """The file at a path relative to the guidance folder, for example `care/rest.toml`."""
    try:
        fields = tomllib.loads((root / file).read_text(encoding="utf-8"))
    except OSError as error:
        raise GuidanceError(file, "", f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise GuidanceError(file, "", "is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise GuidanceError(file, "", f"is not TOML: {error}") from error
    return Table(fields, file=file)


@cache
def stems(folder: str) -> tuple[str, ...]:
    """Names of the files in a folder, without their ending, sorted."""
    return tuple(sorted(path.stem for path in (ROOT / folder).glob("*.toml")))


@cache
def fingerprint() -> str:
    """Twelve hexadecimal digits over all guidance files: which texts and rules an answer was made with."""
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(ROOT.rglob("*.toml")):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()
