"""Which cases can be counselled before an amniocentesis: everything that is refused, and the edges of what is not."""

from datetime import date

import pytest

from amnio.clinic.case import Case
from amnio.clinic.counsel_scope import NotCounselled, planned_day
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.exchange.case_file import parse_case

PLAN = '[plan]\nat = "16+0"\n'
REFUSED = {
    Code.COUNSEL_AFTER_LOSS: PLAN + '[procedure]\nkind = "none"\n[loss]\noutcome = "loss"\nat = "16+2"\n',
    Code.COUNSEL_AFTER_END: PLAN + '[procedure]\nkind = "none"\n[loss]\noutcome = "live_birth"\n',
    Code.COUNSEL_AFTER_PROCEDURE: PLAN + '[procedure]\nkind = "amniocentesis"\nat = "15+6"\n',
    Code.COUNSEL_OTHER_PROCEDURE: PLAN + 'kind = "chorionic_villus_sampling"\n',
    Code.COUNSEL_NO_HEARTBEAT: PLAN + 'fetal_heartbeat = "absent"\n',
    Code.PLAN_WITHOUT_GESTATION: '[plan]\nkind = "amniocentesis"\n',
    Code.PLAN_OUTSIDE_CLOCK: '[plan]\nat = "24+0"\n',
    Code.MORE_THAN_TWINS: PLAN + "[pregnancy]\nfetuses = 3\n",
}


def case(written: str) -> Case:
    return parse_case(written)


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_counselled_is_refused_with_its_reason(code: Code) -> None:
    with pytest.raises(NotCounselled) as refused:
        planned_day(case(REFUSED[code]))
    assert [problem.code for problem in refused.value.problems] == [code]
    for language in ("en", "zh"):
        assert all(sentence.strip() for sentence in refused.value.problems[0].sentences(language))


@pytest.mark.parametrize("now", ["9+6", "16+1"])
def test_a_talk_lies_between_ten_weeks_and_the_plan(now: str) -> None:
    with pytest.raises(NotCounselled) as refused:
        planned_day(case(PLAN), GestationalAge.parse(now))
    assert [problem.code for problem in refused.value.problems] == [Code.TALK_OUTSIDE_CLOCK]
    assert refused.value.problems[0].path == "--now"


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(NotCounselled) as refused:
        planned_day(case('[plan]\nat = "9+0"\nfetal_heartbeat = "absent"\n[pregnancy]\nfetuses = 4\n'))
    assert {problem.code for problem in refused.value.problems} == {
        Code.PLAN_OUTSIDE_CLOCK,
        Code.COUNSEL_NO_HEARTBEAT,
        Code.MORE_THAN_TWINS,
    }


@pytest.mark.parametrize("at", ["10+0", "23+6"])
def test_the_first_and_the_last_day_are_answered_for(at: str) -> None:
    planned, now = planned_day(case(f'[plan]\nat = "{at}"\n'))
    assert str(planned) == str(now) == at


def test_a_date_with_dating_is_enough() -> None:
    found = case('[plan]\non = 2024-03-18\n[pregnancy]\ndating = {at = "12+0", on = 2024-02-19}\n')
    assert found.plan.on == date(2024, 3, 18)
    assert str(planned_day(found)[0]) == "16+0"
