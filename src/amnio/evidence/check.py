"""Checking a study folder or a whole evidence folder: all that is wrong at once, and who may be counted twice."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from amnio.evidence.errors import EvidenceError
from amnio.evidence.likeness import likenesses
from amnio.evidence.problem import EvidenceProblem, error_of
from amnio.evidence.reading import PARAMETERS, load_evidence
from amnio.evidence.recurrence import RECURRENCE, load_recurrence
from amnio.evidence.study import Study, arm_rows, demands, parse_arm
from amnio.evidence.study_files import ARMS_FILE, STUDIES, STUDY_FILE, arms_text, folder_files, read_study, toml

_FILES = (STUDY_FILE, ARMS_FILE)


def check_folder(path: Path) -> tuple[EvidenceProblem, ...]:
    """Everything that is wrong with the study in `path`, or with the evidence in `path` (a folder with studies/).

    Nothing is raised for what a file says; a folder that is neither is itself a problem.
    """
    if (path / STUDIES).is_dir() or (path / PARAMETERS).is_dir():
        return tuple(_of_evidence(path))
    if any((path / name).is_file() for name in _FILES):
        return check_study(path)[1]
    message = f"is neither a study (no {STUDY_FILE}) nor evidence (no {STUDIES}/ and no {PARAMETERS}/)"
    return (EvidenceProblem(kind="error", file=path.name, field="folder", message=message),)


def check_study(path: Path) -> tuple[Study | None, tuple[EvidenceProblem, ...]]:
    """The study in a folder of its own, if it can be read, and everything that is wrong with it."""
    problems = tuple(_of_study(path))
    return (
        None if any(problem.is_error for problem in problems) else read_study(folder_files(path), path.name)
    ), problems


def _of_evidence(path: Path) -> Iterator[EvidenceProblem]:
    studies: dict[str, Study] = {}
    told = set()
    folders = sorted((path / STUDIES).iterdir()) if (path / STUDIES).is_dir() else []
    for folder in (entry for entry in folders if not entry.name.startswith(".")):
        study, problems = check_study(folder)
        told |= {(problem.file, problem.field) for problem in problems}
        yield from problems
        if study is not None:
            studies[study.key] = study
    yield from likenesses(studies)
    if not (path / PARAMETERS).is_dir():
        return
    for load in (load_evidence, load_recurrence) if (path / RECURRENCE).is_dir() else (load_evidence,):
        try:
            load(path)
        except EvidenceError as error:
            if (error.file, error.field) not in told:
                yield error_of(error)


def _of_study(path: Path) -> Iterator[EvidenceProblem]:
    key, files = path.name, folder_files(path) if path.is_dir() else {}
    for name in sorted(entry.name for entry in path.iterdir()) if path.is_dir() else ():
        if name not in _FILES and not name.startswith("."):
            yield _error(f"{STUDIES}/{key}/{name}", "file", f"has no place here: only {' and '.join(_FILES)} are read")
    wrong = [*_of_record(files, key), *_of_arms(files, key)]
    yield from wrong
    if not wrong:
        yield from _of_whole(read_study(files, key))


def _of_record(files: Mapping[str, bytes], key: str) -> Iterator[EvidenceProblem]:
    file = f"{STUDIES}/{key}/{STUDY_FILE}"
    if STUDY_FILE not in files:
        yield _error(file, "file", "is not there")
        return
    try:
        record = toml(files[STUDY_FILE], file)
    except EvidenceError as error:
        yield error_of(error)
        return
    for demand in demands(record, file=file, key=key):
        try:
            demand()
        except EvidenceError as error:
            yield error_of(error)


def _of_arms(files: Mapping[str, bytes], key: str) -> Iterator[EvidenceProblem]:
    file = f"{STUDIES}/{key}/{ARMS_FILE}"
    try:
        text = arms_text(files, key)
        rows = [] if text is None else list(arm_rows(text, file))
    except EvidenceError as error:
        yield error_of(error)
        return
    for row, where in rows:
        try:
            parse_arm(row, where)
        except EvidenceError as error:
            yield error_of(error)


def _of_whole(study: Study) -> Iterator[EvidenceProblem]:
    """What can be said only of a study that is well-formed."""
    arms = f"{STUDIES}/{study.key}/{ARMS_FILE}"
    places = [(arm.arm, arm.window, arm.band, arm.what) for arm in study.arms]
    for place in sorted({place for place in places if places.count(place) > 1}):
        yield _error(arms, "arm", f"stands twice: {', '.join(place)}")
    provenances = {arm.provenance for arm in study.arms} | {value.provenance for value in study.values.values()}
    said = study.derivation or study.note or any(value.derivation for value in study.values.values())
    if "derived" in provenances and not said:
        yield _error(f"{STUDIES}/{study.key}/{STUDY_FILE}", "derivation", "is required: something here is derived")
    if study.pooling is not None and study.pooling.default and study.pooled_arms() is None:
        wanted = f"amniocentesis and control, with women, in window {study.pooling.window!r}"
        yield _error(arms, "arm", f"is marked for pooling but lacks an arm: it needs {wanted}")


def _error(file: str, field: str, message: str) -> EvidenceProblem:
    return EvidenceProblem(kind="error", file=file, field=field, message=message)
