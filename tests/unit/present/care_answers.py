"""Answers of care for the tests of words and pages: every branch of both occasions, from invented cases."""

from datetime import time
from functools import cache

from amnio.answers.care import CareRequest, care
from amnio.answers.care_answer import Care, NextPlan
from amnio.answers.care_next import plan_for_causes
from amnio.guidance.occasion import Occasion
from tests.unit.answers.care_cases import AFTER_LOSS, AFTER_PROCEDURE, case_of

_SEPTIC = (
    '[signs]\ntemperature_c = 39.1\nseptic_shock = "present"\nheavy_bleeding_now = "present"\n'
    'fever_during_induction = "present"\n[aftercare]\npenicillin_allergy = "severe"\n'
)
_NEGATIVE = 'rhd = "negative"\nmaternal_age = 38'
_TIMED = CareRequest(hour=time(14, 30), time_zone="Europe/London")


@cache
def care_answers() -> dict[str, Care]:
    loss, procedure = AFTER_LOSS, AFTER_PROCEDURE
    return {
        "loss_plain": care(case_of(loss)),
        "loss_undated": care(case_of(loss, pregnancy=_NEGATIVE, undated=True)),
        "loss_septic": care(case_of(loss, pregnancy=_NEGATIVE, rest=_SEPTIC), _TIMED),
        "loss_self_harm": care(
            case_of(loss, rest="[signs]\ncrp_mg_l = 60\n[aftercare]\nepds = 16\nepds_item_10 = 2\nphq9 = 12")
        ),
        "loss_low_scores": care(
            case_of(loss, rest='[aftercare]\nepds = 5\nphq9 = 3\npenicillin_allergy = "mild"'),
            CareRequest(profiles=("china", "rcog-2021"), asked_after=Occasion.AFTER_PROCEDURE),
        ),
        "loss_with_cause": care(
            case_of(loss, pregnancy=_NEGATIVE, rest='[words]\nbaby = "Mira"\nlost = "died"'),
            CareRequest(
                profiles=("who",), next_plan=plan_for_causes(("t21", "cervical", "infection_introduced", "unexplained"))
            ),
        ),
        "loss_review_without": care(
            case_of(loss),
            CareRequest(next_plan=NextPlan(given_by="review", codes=(), recurrences=(), evidence="0123456789ab")),
        ),
        "loss_late_asking": care(
            case_of(loss, pregnancy=_NEGATIVE, rest='[aftercare]\non = 2026-04-30\npenicillin_allergy = "none"'),
            CareRequest(profiles=("nba",)),
        ),
        "loss_no_procedure": care(
            case_of(
                loss.replace('kind = "amniocentesis"\nat = "16+3"\non = 2026-03-02', 'kind = "none"'),
            )
        ),
        "procedure_plain": care(case_of(procedure)),
        "procedure_undated": care(case_of(procedure, pregnancy=_NEGATIVE, undated=True)),
        "procedure_timed": care(case_of(procedure, pregnancy=_NEGATIVE), _TIMED),
        "procedure_china": care(
            case_of(procedure, rest='[tests]\nmicroarray = "pending"'),
            CareRequest(profiles=("china",), hour=time(9, 0), asked_after=Occasion.AFTER_LOSS),
        ),
        "procedure_leak": care(
            case_of(
                procedure,
                pregnancy=_NEGATIVE,
                procedure='anti_d_given = "present"',
                rest='[signs]\nmembranes = "leak_within_48h"\n[aftercare]\non = 2026-03-29',
            )
        ),
        "procedure_septic": care(case_of(procedure, rest='[signs]\ntemperature_c = 39.1\nseptic_shock = "present"')),
        "procedure_bleeding": care(
            case_of(procedure, rest="[aftercare]\npads_per_hour = 2\npads_for_hours = 2\nepds = 20\nepds_item_10 = 1")
        ),
        "procedure_old": care(
            case_of(procedure.replace("2026-03-27", "2016-03-25")), CareRequest(profiles=("rcog-2021",))
        ),
    }
