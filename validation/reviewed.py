"""Every published case with its answer, and the same cases with something else in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from amnio.answers.assemble import Assembly
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.clinic.case import Case
from amnio.clinic.problems import CaseError
from amnio.evidence import Study
from amnio.exchange.case_file import parse_case
from validation.agreement import Verdict, verdict
from validation.readings import Readings, Variant, load_readings


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """One case with its answer, or with the reason why there is none."""

    name: str
    case: Case
    answer: Review | CaseError
    verdict: Verdict
    study: str | None = None  # key of the study file, where the publication is evidence too


@dataclass(frozen=True, kw_only=True)
class Tried:
    variant: Variant
    case: Case
    answer: Review


@dataclass(frozen=True, kw_only=True)
class Validation:
    cases: tuple[Reviewed, ...]
    tried: tuple[Tried, ...]
    readings: Readings
    draws: int
    seed: int


def published_cases() -> dict[str, Case]:
    """The cases that are shipped, by name."""
    folder = files("amnio").joinpath("examples")
    entries = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    return {each.name.removesuffix(".toml"): parse_case(each.read_bytes(), "toml", each.name) for each in entries}


def validated(assembly: Assembly | None = None, readings: Readings | None = None) -> Validation:
    """All cases and all variants, reviewed; a `ReadingError` when the readings do not fit the answers."""
    assembly, readings = assembly or Assembly(), readings or load_readings()
    reviewer, cases = Reviewer(assembly), published_cases()
    studies = assembly.evidence.studies
    reviewed = tuple(_reviewed(reviewer, name, case, readings, studies) for name, case in cases.items())
    readings.check({each.name: each.verdict for each in reviewed})
    changed = [(variant, variant.of(cases[variant.name])) for variant in readings.variants]
    return Validation(
        cases=reviewed,
        tried=tuple(Tried(variant=variant, case=case, answer=reviewer.review(case)) for variant, case in changed),
        readings=readings,
        draws=assembly.draws.count,
        seed=assembly.stamp.seed,
    )


def _reviewed(reviewer: Reviewer, name: str, case: Case, readings: Readings, studies: Mapping[str, Study]) -> Reviewed:
    answer: Review | CaseError
    try:
        answer = reviewer.review(case)
        reached = verdict(case, answer)
    except CaseError as refusal:
        answer, reached = refusal, Verdict.REFUSED
    return Reviewed(name=name, case=case, answer=answer, verdict=reached, study=_study(name, case, readings, studies))


def _study(name: str, case: Case, readings: Readings, studies: Mapping[str, Study]) -> str | None:
    if name in readings.studies:
        return studies[readings.studies[name]].key
    cited = case.citation
    for study in studies.values():
        if cited and ((cited.pmid and cited.pmid == study.pmid) or (cited.doi and cited.doi == study.doi)):
            return study.key
    return None
