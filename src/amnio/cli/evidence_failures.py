"""What can go wrong with evidence, counts and site files, in words that `failures.reporting` shows."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.failures import Item, Refused, Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.evidence import EvidenceError
    from amnio.evidence.problem import EvidenceProblem


_SITE = {
    "not_toml": "site_not_toml",
    "not_a_site_file": "site_not_a_site_file",
    "other_format": "site_other_format",
    "edited": "site_edited",
}


@contextmanager
def evidence_failures(
    language: Language, place: str, *, without: tuple[str, ...] = (), study: str = ""
) -> Iterator[None]:
    """Everything that evidence, counts or a site file can raise, told for the user.

    `place`: the folder or file that is read, as it was typed. `without`: the studies that are left out. `study`: the
    folder of the study that is added.
    """
    from amnio.answers.site import OtherEvidence
    from amnio.evidence import EvidenceError, NothingLeft
    from amnio.evidence.adding import StudyRefused
    from amnio.exchange.site_file import SiteFileError
    from amnio.exchange.unit_counts_problems import CountsError

    try:
        yield
    except NothingLeft as error:
        if not without:
            raise Refused(say("evidence_wrong", language), _items([error], place, language)) from None
        names = ", ".join(error.names) or error.file.removesuffix(".toml").replace("/", ".")
        raise Unusable("cannot_leave_out", study=", ".join(without), names=names) from None
    except EvidenceError as error:
        raise Refused(say("evidence_wrong", language), _items([error], place, language)) from None
    except StudyRefused as error:
        wrong = [problem for problem in error.problems if problem.is_error]
        raise Refused(say("study_refused", language, study=study), _items(wrong, study, language)) from None
    except CountsError as error:
        key = "one_problem" if len(error.problems) == 1 else "problems"
        title = say(key, language, count=len(error.problems), source=error.source)
        raise Refused(title, [problem.record(language) for problem in error.problems]) from None
    except SiteFileError as error:
        raise Unusable(_SITE[error.reason], path=error.source) from None
    except OtherEvidence as error:
        raise Unusable("site_of_other_evidence", learned_with=error.learned_with, in_use=error.in_use) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        where = str(error.filename or place)
        raise Unusable("folder_unreadable", path=where, reason=error.strerror or str(error)) from None


def evidence_folder(path: str | Path) -> Path:
    """The path, if it looks like an evidence folder; what is inside is for `evidence_failures` to tell."""
    folder = Path(path)
    if not (folder / "parameters").is_dir() or not (folder / "studies").is_dir():
        raise Unusable("no_evidence", path=str(path))
    return folder


def known_studies(keys: tuple[str, ...], known: Iterable[str], language: Language) -> tuple[str, ...]:
    """The keys, each once; one that is not filed is refused with the nearest that is."""
    names = list(known)
    for key in keys:
        if key not in names:
            near = difflib.get_close_matches(key, names, n=1, cutoff=0.4)
            hint = say("did_you_mean", language, name=near[0]) if near else ""
            raise Unusable("no_such_study", name=key, hint=hint)
    return tuple(dict.fromkeys(keys))


def _items(problems: "Sequence[EvidenceProblem | EvidenceError]", place: str, language: Language) -> list[Item]:
    """What is wrong, one by one; how to find out more is said once, with the last."""
    from amnio.present.document import Language as Written
    from amnio.present.evidence_words import told

    last = len(problems) - 1
    return [
        {
            "code": "evidence",
            "path": f"{problem.file}: {problem.field}",
            "value": None,
            "why": told(problem.message, Written(language)),
            "instead": say("evidence_correct", language, folder=place) if number == last else "",
        }
        for number, problem in enumerate(problems)
    ]
