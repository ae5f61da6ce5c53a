"""Counts of made-up units, for the tests of learning."""

from typing import Any

from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts


def row(pregnancies: int, losses: int, **other: Any) -> Stratum:
    """Procedures at 15 to 17 weeks with normal chromosomes, followed to 24+0, unless said otherwise."""
    fields: dict[str, Any] = {
        "procedure": True,
        "first_day": 105,
        "last_day": 125,
        "fetal_result": FetalResult.NORMAL,
        "until_day": 168,
        "lost_to_follow_up": 0,
        "terminated": 0,
    }
    return Stratum(pregnancies=pregnancies, losses=losses, **(fields | other))


def without_procedure(pregnancies: int, losses: int) -> Stratum:
    """Women of the unit without an invasive test, from 16 weeks on."""
    return row(pregnancies, losses, procedure=False, first_day=112, last_day=118, fetal_result=FetalResult.UNKNOWN)


def unit(*rows: Stratum) -> UnitCounts:
    return UnitCounts(rows)
