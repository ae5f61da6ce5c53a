"""Which cases a care plan is written for: both sides of every border, and the reason in both languages."""

import pytest

from amnio.clinic.care_scope import NotForCare, cared_for
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.exchange.case_file import parse_case


def case(kind: str, outcome: str, at: str = ""):
    week = f'at = "{at}"' if at else ""
    return parse_case(f'[procedure]\nkind = "{kind}"\n[loss]\noutcome = "{outcome}"\n{week}', "toml", "case")


@pytest.mark.parametrize(
    ("kind", "outcome", "at", "code", "english", "chinese"),
    [
        ("none", "ongoing", "", Code.NOTHING_TO_CARE_AFTER, "nothing that care could follow", "还没有需要照护的事"),
        ("amniocentesis", "live_birth", "39+0", Code.CARE_AFTER_ANOTHER_END, "born alive", "活产"),
        ("amniocentesis", "termination", "19+0", Code.CARE_AFTER_ANOTHER_END, "ended on request", "经决定终止"),
        ("amniocentesis", "lost_to_follow_up", "", Code.CARE_AFTER_ANOTHER_END, "not known", "结局不明"),
        ("cordocentesis", "ongoing", "", Code.CARE_AFTER_ANOTHER_PROCEDURE, "another procedure", "另一种操作"),
    ],
)
def test_a_case_that_no_plan_fits_is_refused_with_its_reason(kind, outcome, at, code, english, chinese) -> None:
    with pytest.raises(NotForCare) as refused:
        cared_for(case(kind, outcome, at), "case.toml")
    (problem,) = refused.value.problems
    assert problem.code is code
    assert english in " ".join(map(str, problem.record("en").values()))
    assert chinese in " ".join(map(str, problem.record("zh").values()))
    assert refused.value.source == "case.toml"


@pytest.mark.parametrize(
    ("kind", "outcome", "at"),
    [
        ("amniocentesis", "ongoing", ""),
        ("amniocentesis", "loss", "17+4"),
        ("none", "loss", "17+4"),
        ("chorionic_villus_sampling", "loss", "13+0"),
    ],
)
def test_a_loss_and_a_pregnancy_that_goes_on_after_an_amniocentesis_are_cared_for(kind, outcome, at) -> None:
    if at and kind == "amniocentesis":
        cared_for(
            parse_case(f'[procedure]\nkind = "{kind}"\nat = "16+3"\n[loss]\noutcome = "loss"\nat = "{at}"', "toml")
        )
    else:
        cared_for(case(kind, outcome, at))
