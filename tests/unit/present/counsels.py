"""Counsels as the program itself answers them, few draws: what words, pages and promises must cope with."""

from functools import cache

from amnio.answers.assemble import Assembly
from amnio.answers.counsel import Counsellor
from amnio.answers.counsel_answer import Counsel
from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.exchange.case_file import parse_case

_PLAN = '[plan]\nat = "{at}"\n{more}'
#: Name: the case, and the gestational age of the talk ("" for the day of the procedure).
_CASES = {
    "screened": (
        _PLAN.format(
            at="16+0",
            more='[pregnancy]\nmaternal_age = 38\nbleeding_before_procedure = "absent"\n'
            '[screening]\nt21_risk = "1:150"',
        ),
        "12+3",
    ),
    "high_cfdna_early": (
        _PLAN.format(at="14+2", more='[pregnancy]\nmaternal_age = 31\n[screening]\ncfdna = "high_t21"'),
        "13+4",
    ),
    "no_cfdna_result": (_PLAN.format(at="17+0", more='[screening]\ncfdna = "no_result"'), ""),
    "low_cfdna": (_PLAN.format(at="16+3", more='[pregnancy]\nmaternal_age = 40\n[screening]\ncfdna = "low_risk"'), ""),
    "twins": (
        _PLAN.format(
            at="17+4",
            more='bleeding_now = "light"\n[words]\nbaby = "Mira and Noor"\n'
            "[pregnancy]\nmaternal_age = 41\nfetuses = 2\n"
            'ivf = "present"\nprevious_second_trimester_losses = 1\nfibroids = "present"\nbmi = 43\n'
            '[screening]\nscan = "anomaly"',
        ),
        "16+1",
    ),
    "twins_after_cfdna": (
        _PLAN.format(at="16+0", more='[pregnancy]\nfetuses = 2\n[screening]\ncfdna = "high_t18"'),
        "",
    ),
    "nothing_known": (_PLAN.format(at="16+0", more=""), ""),
    "first_day": (_PLAN.format(at="10+0", more=""), ""),
    "last_day": (_PLAN.format(at="23+6", more="[pregnancy]\nmaternal_age = 24\ncigarettes_per_day = 20"), ""),
    "high_sex_chromosome": (_PLAN.format(at="18+0", more='[screening]\ncfdna = "high_sex_chromosome"'), "11+0"),
}
NAMES = tuple(_CASES)


@cache
def counsellor() -> Counsellor:
    return Counsellor(Assembly(draws=400))


def case_of(name: str) -> tuple[Case, GestationalAge | None]:
    written, now = _CASES[name]
    return parse_case(written), GestationalAge.parse(now) if now else None


@cache
def counsel_of(name: str) -> Counsel:
    case, now = case_of(name)
    return counsellor().counsel(case, now=now)
