"""The study folders of an evidence folder: their bytes, read once, and each study parsed when somebody asks for it."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources.abc import Traversable
from types import MappingProxyType

from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.study import Study, parse_study

STUDIES = "studies"
STUDY_FILE, ARMS_FILE = "study.toml", "arms.csv"
_MARK = b"pool_default"


def source_of(file: Traversable) -> bytes:
    """The bytes of the file with the line ends of every platform made equal."""
    return file.read_bytes().replace(b"\r\n", b"\n")


def toml(source: bytes, path: str) -> Record:
    """The record in a TOML file; anything but TOML in UTF-8 is refused."""
    try:
        return tomllib.loads(source.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(path, "file", f"is not TOML in UTF-8: {error}") from error


def read_study(folder: Mapping[str, bytes], key: str) -> Study:
    """The study whose files are in `folder`, by file name."""
    path = f"{STUDIES}/{key}/{STUDY_FILE}"
    if STUDY_FILE not in folder:
        raise EvidenceError(path, "file", "cannot be read")
    return parse_study(toml(folder[STUDY_FILE], path), arms_text(folder, key), file=path, key=key)


def arms_text(folder: Mapping[str, bytes], key: str) -> str | None:
    """The text of the arms, or `None` for a study that has none."""
    if ARMS_FILE not in folder:
        return None
    try:
        return folder[ARMS_FILE].decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(f"{STUDIES}/{key}/{ARMS_FILE}", "file", f"is not CSV in UTF-8: {error}") from error


class StudyFiles:
    """All studies under `root`/studies. A file is read once: later changes on disk are not seen."""

    def __init__(self, root: Traversable) -> None:
        self._folders = dict(_folders(root / STUDIES))
        self._read: dict[str, dict[str, bytes]] = {}
        self._parsed: dict[str, Study] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._folders

    def __getitem__(self, key: str) -> Study:
        """The study; KeyError for one that is not filed, `EvidenceError` for one that is malformed."""
        if key not in self._parsed:
            self._parsed[key] = read_study(self._files(key), key)
        return self._parsed[key]

    @cached_property
    def all(self) -> Mapping[str, Study]:
        """Every study by key."""
        return MappingProxyType({key: self[key] for key in self._folders})

    def marked_for_pooling(self) -> Iterator[Study]:
        """The studies that say whether they are pooled; the others are not parsed for it."""
        for key in self._folders:
            if _MARK in self._files(key).get(STUDY_FILE, b"") and self[key].pooling is not None:
                yield self[key]

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of every file, in a fixed order."""
        for key in self._folders:
            for name, source in self._files(key).items():
                yield f"{STUDIES}/{key}/{name}", source

    def _files(self, key: str) -> dict[str, bytes]:
        if key not in self._read:
            self._read[key] = folder_files(self._folders[key])
        return self._read[key]


def _folders(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    if root.is_dir():
        for folder in sorted(root.iterdir(), key=lambda entry: entry.name):
            if not folder.name.startswith("."):
                yield folder.name, folder


def folder_files(folder: Traversable) -> dict[str, bytes]:
    """The files of one study by name; hidden ones are not evidence."""
    if not folder.is_dir():
        return {}
    entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return {entry.name: source_of(entry) for entry in entries if not entry.name.startswith(".") and entry.is_file()}
