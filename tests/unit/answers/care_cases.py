"""Invented cases for the tests of care, as a user writes them: one after a procedure, one after a loss."""

from amnio.answers.care import CareRequest, care
from amnio.answers.care_answer import Care
from amnio.clinic.case import Case
from amnio.exchange.case_file import parse_case

AFTER_PROCEDURE = """
id = "care-after-procedure"
[pregnancy]
{pregnancy}
[procedure]
kind = "amniocentesis"
at = "16+3"
on = 2026-03-27
{procedure}
[loss]
outcome = "ongoing"
{rest}
"""
AFTER_LOSS = """
id = "care-after-a-loss"
[pregnancy]
{pregnancy}
[procedure]
kind = "amniocentesis"
at = "16+3"
on = 2026-03-02
{procedure}
[loss]
outcome = "loss"
at = "17+4"
on = 2026-03-10
{rest}
"""


def case_of(text: str, *, pregnancy: str = "", procedure: str = "", rest: str = "", undated: bool = False) -> Case:
    """The case; `rest` may open further tables. `undated` leaves every date out."""
    written = text.format(pregnancy=pregnancy, procedure=procedure, rest=rest)
    if undated:
        written = "\n".join(line for line in written.splitlines() if not line.startswith("on = "))
    return parse_case(written, "toml", "case")


def care_of(text: str, request: CareRequest | None = None, **parts: object) -> Care:
    return care(case_of(text, **parts), request)  # type: ignore[arg-type]
