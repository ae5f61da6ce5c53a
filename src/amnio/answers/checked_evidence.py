"""What a check of a study or of a whole evidence folder found."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from amnio.evidence.check import check_folder
from amnio.evidence.problem import EvidenceProblem
from amnio.evidence.study_files import STUDIES


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedEvidence:
    """`study` is the key when the folder is that of one study; `studies` counts those of an evidence folder.

    `errors` have to be corrected; `warnings` name studies that may hold the same women.
    """

    folder: str
    study: str | None
    studies: int
    errors: tuple[EvidenceProblem, ...]
    warnings: tuple[EvidenceProblem, ...]


def checked(folder: Path | None = None) -> CheckedEvidence:
    """All problems of the evidence or the study in `folder` (default: the packaged evidence)."""
    path = Path(str(files("amnio.evidence"))) if folder is None else folder
    problems = check_folder(path)
    whole = (path / STUDIES).is_dir()
    return CheckedEvidence(
        folder="" if folder is None else str(folder),
        study=None if whole else path.name,
        studies=sum(1 for entry in (path / STUDIES).iterdir() if not entry.name.startswith(".")) if whole else 1,
        errors=tuple(problem for problem in problems if problem.is_error),
        warnings=tuple(problem for problem in problems if not problem.is_error),
    )
