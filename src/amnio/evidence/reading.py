"""Opening the evidence files: the only code that does, with `study_files` and `recurrence`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from amnio.clinic.vocabulary import Finding
from amnio.evidence.collection import Evidence
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fallback import with_fallbacks
from amnio.evidence.fields import Record
from amnio.evidence.finding import FindingFile, parse_finding
from amnio.evidence.making import FITS_FOLDER, Making
from amnio.evidence.parameter import Parameter, parse_parameter
from amnio.evidence.recurrence import RECURRENCE
from amnio.evidence.study_files import STUDIES, StudyFiles, source_of, toml

PARAMETERS = "parameters"
_FINDING = "finding."


@dataclass(frozen=True, kw_only=True)
class _Files:
    """What was on disk at one moment. `records` are the parameter and finding files by path."""

    records: Mapping[str, Record]
    studies: StudyFiles
    fits: Mapping[str, bytes]
    fingerprint: str


def load_evidence(folder: Path | None = None) -> Evidence:
    """Reads every parameter and finding file of `folder` (laid out like this package), or of the package itself.

    Only the studies whose figures stand in a parameter are parsed; the others when somebody asks for them. The files of
    the package stay as they are while a process runs, so they are read once. Raises `EvidenceError` with file and field
    for anything malformed.
    """
    return _packaged() if folder is None else _read(folder)


@cache
def _packaged() -> Evidence:
    return _read(files("amnio.evidence"))


def forget() -> None:
    """Drops what was read of the package in this process, so that the next call reads the files again."""
    _packaged.cache_clear()


def _read(root: Traversable) -> Evidence:
    records, sources = {}, []
    for path, file in _toml_files(root / PARAMETERS, PARAMETERS):
        source = source_of(file)
        records[path] = toml(source, path)
        sources.append((path, source))
    recurrence, fits = (_sources_if_there(root, name) for name in (RECURRENCE, FITS_FOLDER))
    studies = StudyFiles(root)
    filed = _Files(
        records=records,
        studies=studies,
        fits={path.removeprefix(FITS_FOLDER + "/"): source for path, source in fits.items()},
        # an answer contains the figures of recurrence too, which `amnio.evidence.recurrence` reads
        fingerprint=_digest([*sources, *recurrence.items(), *fits.items(), *studies.sources()]),
    )
    return _evidence(filed, frozenset())


def _evidence(filed: _Files, without: frozenset[str]) -> Evidence:
    for key in sorted(without):
        if key not in filed.studies:
            raise EvidenceError(STUDIES, "without", f"there is no study {key!r}")
    making = Making(studies=filed.studies, fits=filed.fits, without=without)
    parameters: dict[str, Parameter] = {}
    findings: dict[Finding, FindingFile] = {}
    for path, record in filed.records.items():
        name = path.removeprefix(PARAMETERS + "/").removesuffix(".toml").replace("/", ".")
        if name.startswith(_FINDING):
            finding = parse_finding(record, file=path, name=name, making=making)
            findings[finding.finding] = finding
            _known((key for row in finding.rows for key in row.studies), filed.studies, path)
        else:
            parameter = parse_parameter(record, file=path, name=name, making=making)
            parameters[name] = parameter
            _known((*parameter.studies, *parameter.beside), filed.studies, path)
    return Evidence(
        parameters=MappingProxyType(with_fallbacks(parameters, making.lost)),
        findings=MappingProxyType(findings),
        fingerprint=_without(filed.fingerprint, without),
        excluded=without,
        read_studies=lambda: filed.studies.all,
        rebuild=partial(_evidence, filed),
    )


def _known(keys: Iterable[str], studies: StudyFiles, path: str) -> None:
    for key in keys:
        if key not in studies:
            raise EvidenceError(path, "studies", f"there is no study {key!r} under {STUDIES}/")


def _without(fingerprint: str, keys: frozenset[str]) -> str:
    return _digest([(fingerprint, ",".join(sorted(keys)).encode())]) if keys else fingerprint


def _digest(sources: Iterable[tuple[str, bytes]]) -> str:
    digest = blake2b(digest_size=6)
    for path, source in sources:
        digest.update(path.encode() + b"\0" + source + b"\0")
    return digest.hexdigest()


def _sources_if_there(root: Traversable, name: str) -> dict[str, bytes]:
    folder = root / name
    return {path: source_of(file) for path, file in _toml_files(folder, name)} if folder.is_dir() else {}


def _toml_files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if not folder.is_dir():
        raise EvidenceError(path, "folder", "is not there")
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _toml_files(entry, below)
        elif entry.name.endswith(".toml"):
            yield below, entry
