"""Signs of infection: which recorded facts call for antibiotics. A white count is never among them, either way."""

from functools import cache

from amnio.clinic.case import Case
from amnio.guidance.condition import Condition, Facts, condition
from amnio.guidance.files import read
from amnio.guidance.thresholds import Thresholds, default_thresholds


def signs_of_infection(case: Case, thresholds: Thresholds | None = None) -> tuple[str, ...]:
    """Dotted paths of the recorded facts that are signs of infection; empty when none was recorded.

    Empty means *none recorded*, not *none there*: a normal temperature, CRP or white count excludes nothing.
    """
    facts = Facts(case=case, thresholds=thresholds or default_thresholds())
    return infection_rule().held(facts)


@cache
def infection_rule() -> Condition:
    """The condition in `signs_of_infection.toml`."""
    return condition(read("signs_of_infection.toml").table("when"))
