"""One case from its file to a care plan in the forms that were asked for."""

import difflib
import importlib.util
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.delivery import Delivery
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say

if TYPE_CHECKING:
    from amnio.answers.care import CareRequest
    from amnio.answers.care_answer import Care, NextPlan
    from amnio.clinic.case import Case
    from amnio.present.document import Document

_ICS = "ics"
_NEEDED_FOR_A_CALENDAR, _NEEDED_FOR_A_CODE = ("icalendar",), ("icalendar", "segno")
_WITH_A_CODE = ("html", "pdf")
#: What is asked for when a case tells a procedure and not how the pregnancy is.
_SAYS_HOW_IT_ENDED = {"loss.outcome", "loss.at"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What was typed beside the case, as it was typed."""

    profiles: tuple[str, ...]
    after: str | None
    hour: str | None
    time_zone: str | None
    causes: tuple[str, ...]
    from_review: bool
    audience: str
    phone: str | None
    plain_titles: bool


def care_for_one(
    case: str | None,
    example: str | None,
    wishes: Wishes,
    *,
    formats: tuple[str, ...],
    language: Language,
    output: str | None,
    full: bool,
    force: bool,
) -> None:
    """Reads, answers, and delivers. Places and words are checked before any work is done."""
    source = Path(case) if case not in (None, "-") else None
    delivery = Delivery.planned(
        formats, output, language=language, force=force, full=full, source=source, own={_ICS: f".{_ICS}"}
    )
    if _ICS in delivery.places and not _installed(_NEEDED_FOR_A_CALENDAR):
        raise Unusable("no_calendar_packages")
    name, found = _case(case, example, language)
    answer = _answer(found, name, wishes, language)
    if _ICS in delivery.places:
        if not answer.events:
            raise Unusable("calendar_needs_date")
        if answer.time_zone is None and any(event.moment is not None for event in answer.events):
            print(say("no_zone", language), file=sys.stderr)
    code = _installed(_NEEDED_FOR_A_CODE)
    if not code and set(_WITH_A_CODE) & set(delivery.places):
        print(say("no_code", language), file=sys.stderr)
    delivery.deliver(
        lambda: _document(answer, wishes, language, code=code),
        lambda: _record(answer),
        {_ICS: lambda: _calendar(answer, wishes, language)},
    )


def _installed(packages: Iterable[str]) -> bool:
    return all(importlib.util.find_spec(package) is not None for package in packages)


def _answer(case: "Case", source: str, wishes: Wishes, language: Language) -> "Care":
    """The answer; what was typed and does not exist is refused with what is near to it."""
    from amnio.answers.care import care
    from amnio.clinic.care_scope import cared_for
    from amnio.clinic.local_time import NoSuchTime, UnknownTimeZone

    cared_for(case, source)
    request = _request(case, source, wishes, language)
    try:
        answer = care(case, request, source)
    except UnknownTimeZone as unknown:
        raise Unusable("no_such_time_zone", name=unknown.name, hint=_hint(unknown.near, language)) from None
    except NoSuchTime as jumped:
        raise Unusable("no_such_time", value=str(jumped), zone=str(wishes.time_zone)) from None
    if request.hour is not None and answer.day_zero is None:
        raise Unusable("hour_needs_date")
    return answer


def _request(case: "Case", source: str, wishes: Wishes, language: Language) -> "CareRequest":
    from amnio.answers.care import CareRequest
    from amnio.guidance.occasion import Occasion
    from amnio.guidance.profiles import DEFAULT_PROFILE

    return CareRequest(
        profiles=tuple(dict.fromkeys(_profiles(wishes.profiles, language))) or (DEFAULT_PROFILE,),
        asked_after=None if wishes.after is None else Occasion(f"after_{wishes.after}"),
        hour=_hour(wishes.hour),
        time_zone=wishes.time_zone,
        next_plan=_next_plan(case, source, wishes, language),
    )


def _profiles(names: tuple[str, ...], language: Language) -> list[str]:
    if not names:
        return []
    from amnio.cli.guidance_names import known_profile  # knows all rules, which a plan by the default does not need

    return [known_profile(name, language) for name in names]


def _hour(written: str | None) -> time | None:
    if written is None:
        return None
    try:
        return datetime.strptime(written, "%H:%M").time()
    except ValueError:
        raise Unusable("bad_hour", value=written) from None


def _next_plan(case: "Case", source: str, wishes: Wishes, language: Language) -> "NextPlan | None":
    from amnio.clinic.vocabulary import FetalClass, Mechanism, Outcome

    if not (wishes.causes or wishes.from_review):
        return None
    if case.loss.outcome is not Outcome.LOSS:
        raise Unusable("next_needs_loss", given="--cause" if wishes.causes else "--from-review")
    known = [member.value for member in (*Mechanism, *FetalClass) if member is not FetalClass.EUPLOID]
    for name in wishes.causes:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
            hint = _hint(near[0] if near else None, language)
            raise Unusable("no_such_cause", name=name, names=", ".join(known), hint=hint)
    from amnio.answers.care_next import plan_for_causes, plan_from_review

    return plan_for_causes(wishes.causes) if wishes.causes else plan_from_review(case, source)


def _hint(near: str | None, language: Language) -> str:
    return "" if near is None else say("did_you_mean", language, name=near)


def _case(case: str | None, example: str | None, language: Language) -> "tuple[str, Case]":
    """Its name and the case itself, from a file, standard input or the examples."""
    if example is not None:
        from amnio.cli.examples import AFTERCARE, example_case

        return example_case(example, language, AFTERCARE)
    from amnio.clinic.problems import CaseError
    from amnio.exchange.case_file import read_case

    name = case or "-"
    try:
        return name, read_case(name)
    except CaseError as error:
        asked = {each.path for each in error.problems}
        if "loss.outcome" in asked and asked <= _SAYS_HOW_IT_ENDED:
            raise Unusable("goes_on_or_lost") from None
        raise


def _document(answer: "Care", wishes: Wishes, language: Language, *, code: bool) -> "Document":
    from amnio.present.narrative import care_page

    return care_page.write(answer, language=language, audience=wishes.audience, phone=wishes.phone, code=code)


def _record(answer: "Care") -> bytes:
    from amnio.present.json_output import answer_to_json

    return answer_to_json(answer)


def _calendar(answer: "Care", wishes: Wishes, language: Language) -> bytes:
    from amnio.present import calendar
    from amnio.present.document import Language as Tongue
    from amnio.present.narrative import care_calendar

    entries = care_calendar.entries(answer, language=language, phone=wishes.phone, plain_titles=wishes.plain_titles)
    name = care_calendar.calendar_name(language)
    return calendar.render(entries, name=name, language=Tongue(language), made_at=datetime.now(UTC))
