"""The rows of a made-up loss: each finding that the model drew, in the field where a unit would write it."""

from datetime import timedelta
from typing import Any

import numpy as np
from django.db.models import Model

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Finding
from amnio.registry.demo.calendar import Days
from amnio.registry.demo.simulated import MadeUp
from amnio.registry.models import Examination, Fetus, Loss, Pregnancy, Signs, Staff, TestOrder

#: How a level of the picture of infection is written as signs (the reading of signs is `answers.infection_picture`).
_PICTURE: dict[str, dict[str, Any]] = {
    "severe": {"fever": "present", "temperature_c": 39.4, "septic_shock": "present", "uterine_tenderness": "present"},
    "marked": {"fever": "present", "temperature_c": 38.7, "crp_mg_l": 96.0, "uterine_tenderness": "present"},
    "single": {"fever": "present", "temperature_c": 38.2, "crp_mg_l": 4.0, "uterine_tenderness": "absent"},
    "none": {"fever": "absent", "temperature_c": 36.7, "crp_mg_l": 3.0, "uterine_tenderness": "absent"},
}
_ONSET_HOURS = {"within_24h": 14.0, "h24_72": 50.0, "after_72h": 130.0}
_SIGNS = {Finding.MEMBRANES: "membranes", Finding.BLEEDING: "bleeding", Finding.CERVIX: "cervix"}
_EXAMINATION = {
    Finding.RETROPLACENTAL_CLOT: "retroplacental_clot",
    Finding.MALPERFUSION: "malperfusion",
    Finding.CORD: "cord",
    Finding.NEEDLE_INJURY: "needle_injury",
    Finding.FETAL_PICTURE: "fetal_picture",
}
#: Tests of one finding each, with the days after the loss on which their result comes.
_TESTS = {
    Finding.STORED_FLUID: ("stored_fluid", 9),
    Finding.BLOOD_CULTURE: ("blood_culture", 5),
    Finding.HISTOLOGY: ("histology", 21),
    Finding.KLEIHAUER: ("kleihauer", 2),
    Finding.ANTIPHOSPHOLIPID: ("antiphospholipid", 28),
}
_CULTURES = {
    "concordant": {"placental_culture": "positive", "fetal_culture": "positive"},
    "single": {"placental_culture": "positive", "fetal_culture": "negative"},
    "negative": {"placental_culture": "negative", "fetal_culture": "negative"},
}
_CULTURE_DAYS = 6
_DAYS_BETWEEN_TWINS = 2
_ORGANISMS = ("Escherichia coli", "Streptococcus agalactiae", "Ureaplasma urealyticum")


def loss_rows(
    woman: MadeUp, pregnancy: Pregnancy, days: Days, by: Staff, generator: np.random.Generator
) -> list[Model]:
    """The end, the signs, the examination and the tests, as far as they have come back."""
    common = {"pregnancy": pregnancy, "revision": 1, "changed_by": by}
    found, at = woman.findings, GestationalAge(woman.end_day)
    rows: list[Model] = [
        Loss(
            **common,
            outcome="loss",
            at=at,
            on=days.on(woman.end_day),
            presentation=found.get(Finding.PRESENTATION),
        ),
        Signs(**common, **_signs(woman)),
        Examination(**common, **{name: found[finding] for finding, name in _EXAMINATION.items() if finding in found}),
    ]
    if woman.fetuses > 1:
        rows += [Fetus(**common, number=n, outcome="loss", at=_end_of(n, woman, days)) for n in _babies(woman)]
    for test, (result, after) in _results(found).items():
        back = days.has_come(woman.end_day + after)
        grown = back and result == "positive" and test.endswith("culture")
        rows.append(
            TestOrder(
                **common,
                test=test,
                ordered_on=days.on(woman.end_day),
                expected_on=days.on(woman.end_day) + timedelta(days=after),
                result=result if back else None,
                result_on=days.on(woman.end_day + after) if back else None,
                organism=_ORGANISMS[int(generator.integers(len(_ORGANISMS)))] if grown else "",
            )
        )
    return rows


def _babies(woman: MadeUp) -> range:
    return range(1, woman.fetuses + 1)


def _end_of(number: int, woman: MadeUp, days: Days) -> GestationalAge:
    """Of made-up twins the second is lost some days after the first, once that day has come."""
    later = woman.end_day + _DAYS_BETWEEN_TWINS
    return GestationalAge(later if number > 1 and days.has_come(later) else woman.end_day)


def _signs(woman: MadeUp) -> dict[str, Any]:
    found = woman.findings
    signs: dict[str, Any] = {name: found[finding] for finding, name in _SIGNS.items() if finding in found}
    picture = found.get(Finding.INFECTION_PICTURE)
    if picture is not None:
        signs |= _PICTURE[picture]
    hours = _ONSET_HOURS.get(found.get(Finding.INFECTION_ONSET, ""))
    if picture not in (None, "none") and hours is not None and hours <= 24 * (woman.end_day - woman.procedure_day):
        signs["first_sign_hours"] = hours
    return signs


def _results(found: dict[Finding, str]) -> dict[str, tuple[str, int]]:
    """Result and the days until it came, by test."""
    results = {test: (found[finding], after) for finding, (test, after) in _TESTS.items() if finding in found}
    for test, result in _CULTURES.get(found.get(Finding.LATER_CULTURES, ""), {}).items():
        results[test] = (result, _CULTURE_DAYS)
    return results
