"""Studies that are, or may be, the same women: one study filed twice, cohorts of one register in the same years.

Twice filed is an error, unless one names the other in `overlaps` (one paper may report two cohorts). Cohorts that
overlap are only named: whether to count both is a judgement that belongs to the parameter.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from amnio.evidence.problem import EvidenceProblem
from amnio.evidence.study import Study
from amnio.evidence.study_files import STUDIES, STUDY_FILE

_SAME_ROWS = 2  # so many rows with the same counts are no accident
_ROUND = 10  # events in a row from which the same counts are no accident either
_YEARS = re.compile(r"\b((?:19|20)\d\d)[-–](?:((?:19|20)\d\d)|(\d\d))\b")
_ADDRESS = re.compile(r"^(https?://)?(dx\.)?(doi\.org/)?")


def likenesses(studies: Mapping[str, Study]) -> Iterator[EvidenceProblem]:
    """All pairs that are or may be the same women, and overlaps with a study that is not filed."""
    for study in studies.values():
        for key in study.overlaps:
            if key not in studies:
                yield _problem("error", study, "overlaps", f"there is no study {key!r}")
    for first, second in combinations(studies.values(), 2):
        yield from likeness(second, first)


def likeness(study: Study, other: Study) -> Iterator[EvidenceProblem]:
    """What `study` has in common with `other`, at most one thing."""
    declared = other.key in study.overlaps or study.key in other.overlaps
    same = _same(study, other)
    if declared:
        yield _problem("overlap", study, "overlaps", f"holds some of the women of {other.key}, as filed")
    elif same is not None:
        field, what = same
        advice = "if it is another cohort of the same paper, name it in overlaps"
        yield _problem("error", study, field, f"is filed already: {other.key} has the same {what}; {advice}")
    elif _one_place(study, other) and _one_time(study, other):
        place = study.population or study.setting
        yield _problem("overlap", study, "population", f"may hold women of {other.key}: both are from {place}")


def _same(study: Study, other: Study) -> tuple[str, str] | None:
    if study.doi and other.doi and _bare(study.doi) == _bare(other.doi):
        return "doi", f"DOI {study.doi}"
    if study.pmid and study.pmid == other.pmid:
        return "pmid", f"PMID {study.pmid}"
    rows = (Counter(study_rows(study)) & Counter(study_rows(other))).elements()
    common = list(rows)
    counted = [(women, events) for women, events in common if events >= _ROUND]
    if len(counted) >= _SAME_ROWS:
        return "arms", "counts in its arms: " + ", ".join(f"{events}/{women}" for women, events in sorted(counted))
    return None


def study_rows(study: Study) -> list[tuple[int, int]]:
    """Women and events of every arm that has both."""
    return [(arm.women, arm.events) for arm in study.arms if arm.women is not None]


def _bare(doi: str) -> str:
    return _ADDRESS.sub("", doi.strip().lower())


def _one_place(study: Study, other: Study) -> bool:
    if study.population and other.population:
        return study.population.casefold() == other.population.casefold()
    return study.setting.casefold() == other.setting.casefold() and _YEARS.search(study.setting) is not None


def _one_time(study: Study, other: Study) -> bool:
    """Whether the years overlap; years that are not known may."""
    first, second = years_of(study), years_of(other)
    return first is None or second is None or (first[0] <= second[1] and second[0] <= first[1])


def years_of(study: Study) -> tuple[int, int] | None:
    """The years of recruitment, as filed or as the setting tells them."""
    if study.years is not None:
        return study.years
    found = _YEARS.search(study.setting)
    if found is None:
        return None
    first = int(found[1])
    return first, int(found[2]) if found[2] else first // 100 * 100 + int(found[3])


def _problem(kind: str, study: Study, field: str, message: str) -> EvidenceProblem:
    return EvidenceProblem(kind=kind, file=f"{STUDIES}/{study.key}/{STUDY_FILE}", field=field, message=message)
