"""Care of two hundred invented women, dated or not: always an answer, with its laws, in every form of words."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import numpy as np
import pytest

from amnio.answers.care import CareRequest, care
from amnio.clinic import vocabulary as v
from amnio.clinic.case import Case, Loss
from amnio.clinic.local_time import moment, time_zone
from amnio.clinic.plan import Aftercare
from amnio.guidance.care_text import care_text
from amnio.guidance.infection import signs_of_infection
from amnio.guidance.regimens import Fit
from amnio.guidance.urgency import Urgency
from amnio.present import html, terminal
from amnio.present.document import Audience, Language, Urgent
from amnio.present.json_output import answer_to_json
from amnio.present.narrative import care_calendar, care_page
from tests.random_cases import random_case

PROFILES = ("source-text", "who", "rcog-2021", "acog", "china", "nba", "jsog", "sogc")
ZONES = (None, "Asia/Shanghai", "Europe/London", "America/New_York", "Pacific/Apia")
COUNT = 200


def invented(generator: np.random.Generator) -> tuple[Case, CareRequest]:
    """A loss, or the same pregnancy going on; dated in four of five, with the hour in half of these."""
    case = random_case(generator)
    dated = generator.random() < 0.8
    if dated:
        zero = date(2026, 1, 1) + timedelta(days=int(generator.integers(0, 700)))
        assert case.loss.at is not None
        loss = replace(case.loss, on=zero)
        procedure = case.procedure
        if procedure.at is not None:
            procedure = replace(procedure, on=zero - timedelta(days=case.loss.at.days - procedure.at.days))
        case = replace(case, procedure=procedure, loss=loss)
    if case.procedure.kind is v.ProcedureKind.AMNIOCENTESIS and generator.random() < 0.4:
        case = replace(case, loss=Loss(outcome=v.Outcome.ONGOING), signs=replace(case.signs, cervix=None))
    some = generator.random(4) < 0.3
    aftercare = Aftercare(
        penicillin_allergy=v.Allergy(generator.choice([each.value for each in v.Allergy])) if some[0] else None,
        epds=int(generator.integers(5, 31)) if some[1] else None,
        epds_item_10=int(generator.integers(0, 4)) if some[1] else None,
        pads_per_hour=float(generator.integers(0, 4)) if some[2] else None,
        pads_for_hours=float(generator.integers(0, 4)) if some[2] else None,
        evacuation=v.Evacuation.SURGICAL if some[3] else None,
    )
    request = CareRequest(
        profiles=tuple(generator.permutation(PROFILES)[: int(generator.integers(1, 4))].tolist()),
        hour=time(int(generator.integers(4, 24)), 30) if dated and generator.random() < 0.5 else None,
        time_zone=ZONES[int(generator.integers(len(ZONES)))],
    )
    return replace(case, aftercare=aftercare), request


CASES = [invented(np.random.default_rng(seed)) for seed in range(COUNT)]


@pytest.mark.parametrize("number", range(COUNT))
def test_the_laws_of_a_care_plan_hold(number: int) -> None:
    case, request = CASES[number]
    answer = care(case, request)
    topics = [item.topic for item in answer.plan]
    assert len(topics) == len(set(topics)), "one rule a topic"
    for item in answer.plan:
        assert (item.starts_on is None) is (answer.day_zero is None)
        if item.starts_on is not None and item.ends_on is not None:
            assert answer.day_zero is not None
            assert answer.day_zero <= item.starts_on <= item.ends_on
    for event in answer.events:
        assert (event.on is None) is not (event.moment is None)
        if event.moment is not None and event.moment.tzinfo is not None:
            passed = event.moment.astimezone(UTC) - start_of(case, request).astimezone(UTC)
            assert passed == timedelta(hours=care_text(event.item).within_hours or 0)
    infected = bool(signs_of_infection(case))
    if case.loss.outcome is v.Outcome.LOSS:
        assert ("antibiotics_yes" in {item.item for item in answer.plan}) is infected
    allergy = case.aftercare.penicillin_allergy
    for shown in answer.regimens:
        if allergy is None:
            assert shown.fit in (Fit.ASK, Fit.NO_CONFLICT)
        if allergy is v.Allergy.NONE:
            assert shown.fit is Fit.NO_CONFLICT
    item = case.aftercare.epds_item_10
    assert (Urgency.SELF_HARM in answer.urgent) is (item is not None and item >= 1)


def start_of(case: Case, request: CareRequest) -> datetime:
    event = case.loss if case.loss.outcome is v.Outcome.LOSS else case.procedure
    assert event.on is not None
    assert request.time_zone is not None
    return moment(event.on, request.hour, time_zone(request.time_zone))


@pytest.mark.parametrize("number", range(0, COUNT, 4))
def test_every_answer_can_be_written_in_every_form(number: int) -> None:
    answer = care(*CASES[number])
    assert answer_to_json(answer) == answer_to_json(care(*CASES[number]))
    for language, audience in product(Language, Audience):
        document = care_page.write(answer, language=language, audience=audience, code=True)
        assert html.render(document)
        assert terminal.render(document, full=True)
        urgent = [isinstance(block, Urgent) for block in document.blocks]
        assert urgent[0] or not answer.urgent
        entries = care_calendar.entries(answer, language=language)
        assert len({entry.uid for entry in entries}) == len(entries) == len(answer.events)
