"""By when a result can be expected: the later date of the same files by which a woman is told when to ask for hers.

Only three tests have a file with a figure and its source; of the others none was read, and none is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amnio.guidance.care import SHARED, last_day
from amnio.guidance.care_rule import CareRule, care_rules
from amnio.guidance.occasion import Occasion

_TOPICS = {
    "karyotype_fluid": "result_chromosomes",
    "microarray": "result_microarray",
    "qf_pcr": "result_rapid",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """The day on which to ask the laboratory when nothing has come, and the rule that says so."""

    on: date
    rule: CareRule


def expected_result(test: str, ordered_on: date, profiles: Iterable[str]) -> Expected | None:
    """As the first of the unit's profiles that speaks of this test says, or else what all share; None without a figure.

    >>> expected_result("karyotype_fluid", date(2026, 3, 2), ()).on
    datetime.date(2026, 3, 23)
    """
    rules = [rule for rule in care_rules(Occasion.AFTER_PROCEDURE) if rule.topic == _TOPICS.get(test)]
    for profile in (*profiles, SHARED):
        for rule in rules:
            if profile in rule.profiles and (on := last_day(rule, ordered_on)) is not None:
                return Expected(on=on, rule=rule)
    return None
