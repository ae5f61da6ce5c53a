"""Opening the evidence files: the only code that does."""

import tomllib
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from amnio.clinic.vocabulary import Finding
from amnio.evidence.collection import Evidence
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.finding import FindingFile, parse_finding
from amnio.evidence.parameter import Parameter, parse_parameter
from amnio.evidence.study import Study, parse_study

_PARAMETERS = "parameters"
_RECURRENCE = "recurrence"
_STUDIES = "studies"
_FINDING = "finding."


def load_evidence(folder: Path | None = None) -> Evidence:
    """Reads every parameter and finding file of `folder` (laid out like this package), or of the package itself.

    Studies are only checked to exist; they are read when somebody asks for them. Raises `EvidenceError` with file and
    field for anything malformed.
    """
    root: Traversable = files("amnio.evidence") if folder is None else folder
    known = frozenset(_study_keys(root))
    parameters: dict[str, Parameter] = {}
    findings: dict[Finding, FindingFile] = {}
    digest = blake2b(digest_size=6)
    for path, file in _toml_files(root / _PARAMETERS, _PARAMETERS):
        source = _source(file)
        _add(digest, path, source)
        name = path.removeprefix(_PARAMETERS + "/").removesuffix(".toml").replace("/", ".")
        record = _toml(source, path)
        if name.startswith(_FINDING):
            finding = parse_finding(record, file=path, name=name)
            findings[finding.finding] = finding
            named = [key for row in finding.rows for key in row.studies]
        else:
            parameters[name] = parse_parameter(record, file=path, name=name)
            named = list(parameters[name].studies)
        for key in named:
            if key not in known:
                raise EvidenceError(path, "studies", f"there is no study {key!r} under {_STUDIES}/")
    recurrence = root / _RECURRENCE
    for path, file in _toml_files(recurrence, _RECURRENCE) if recurrence.is_dir() else ():
        _add(digest, path, _source(file))  # read by `amnio.evidence.recurrence`; an answer contains these figures too
    return Evidence(
        parameters=MappingProxyType(parameters),
        findings=MappingProxyType(findings),
        fingerprint=digest.hexdigest(),
        read_studies=lambda: _studies(root),
    )


def _source(file: Traversable) -> bytes:
    """The bytes of the file with the line ends of every platform made equal."""
    return file.read_bytes().replace(b"\r\n", b"\n")


def _add(digest: blake2b, path: str, source: bytes) -> None:
    digest.update(path.encode() + b"\0" + source + b"\0")


def _study_keys(root: Traversable) -> Iterator[str]:
    folder = root / _STUDIES
    if folder.is_dir():
        yield from sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))


def _studies(root: Traversable) -> Mapping[str, Study]:
    return MappingProxyType({key: _study(root / _STUDIES / key, key) for key in _study_keys(root)})


def _study(folder: Traversable, key: str) -> Study:
    path = f"{_STUDIES}/{key}/study.toml"
    arms = folder / "arms.csv"
    text = arms.read_text(encoding="utf-8") if arms.is_file() else None
    try:
        source = (folder / "study.toml").read_bytes()
    except OSError as error:
        raise EvidenceError(path, "file", "cannot be read") from error
    return parse_study(_toml(source, path), text, file=path, key=key)


def _toml_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        raise EvidenceError(path, "folder", "is not there")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _toml_files(entry, below)
        elif entry.name.endswith(".toml"):
            yield below, entry


def _toml(source: bytes, path: str) -> Record:
    try:
        return tomllib.loads(source.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(path, "file", f"is not TOML in UTF-8: {error}") from error
