"""Adding a study to an evidence folder: wholly, or not at all."""

import shutil
import tempfile
from pathlib import Path

from amnio.evidence.check import check_study
from amnio.evidence.likeness import likeness
from amnio.evidence.problem import EvidenceProblem
from amnio.evidence.study import Study
from amnio.evidence.study_files import ARMS_FILE, STUDIES, STUDY_FILE, StudyFiles


class StudyRefused(ValueError):
    """A study that cannot be added, with everything that speaks against it; nothing was changed on disk."""

    def __init__(self, problems: tuple[EvidenceProblem, ...]) -> None:
        wrong = [problem for problem in problems if problem.is_error]
        super().__init__("\n".join(f"{problem.file}: {problem.field}: {problem.message}" for problem in wrong))
        self.problems = problems


def add_study(folder: Path, into: Path) -> tuple[EvidenceProblem, ...]:
    """Copies the study in `folder` to `into`/studies/ and says whose women it may share.

    Raises `StudyRefused`, with all reasons, for a study that is malformed or filed already. The copy is made beside the
    other studies under a hidden name, which no reader sees, and appears under its own in one step.
    """
    key, studies = folder.name, into / STUDIES
    study, problems = check_study(folder)
    if not studies.is_dir():
        problems += (_refusal(f"{STUDIES}/", "folder", f"{into} holds no evidence: there is no folder {STUDIES}/"),)
        raise StudyRefused(problems)
    if (studies / key).exists():
        problems += (_refusal(f"{STUDIES}/{key}", "key", "is filed already"),)
    if study is not None:
        problems += _against(study, StudyFiles(into))
    if study is None or any(problem.is_error for problem in problems):
        raise StudyRefused(problems)
    waiting = Path(tempfile.mkdtemp(prefix=f".{key}-", dir=studies))
    try:
        for name in (STUDY_FILE, ARMS_FILE):
            if (folder / name).is_file():
                shutil.copyfile(folder / name, waiting / name)
        waiting.chmod(0o755)
        waiting.rename(studies / key)
    except OSError:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    return problems


def _against(study: Study, filed: StudyFiles) -> tuple[EvidenceProblem, ...]:
    """What the studies that are filed say to the new one; a filed study that is malformed raises `EvidenceError`."""
    unknown = tuple(
        _refusal(f"{STUDIES}/{study.key}/{STUDY_FILE}", "overlaps", f"there is no study {key!r}")
        for key in study.overlaps
        if key not in filed
    )
    return unknown + tuple(
        problem for other in filed.all.values() if other.key != study.key for problem in likeness(study, other)
    )


def _refusal(file: str, field: str, message: str) -> EvidenceProblem:
    return EvidenceProblem(kind="error", file=file, field=field, message=message)
