"""A database as an earlier version of the registry left it: its tables of then, with rows in them.

Called inside an installation of its own (`Installation.python`), once before and once after the upgrade.
"""

import hashlib
from datetime import date
from functools import cache
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amnio.answers.conclusion import Certainty, Conclusion
from amnio.answers.letter import Contact, FamilyLetter, FamilyQuestion, QuestionTopic
from amnio.answers.review_answer import Review
from amnio.clinic.case import Case
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.reading import case_from_mapping
from amnio.clinic.vocabulary import Cause
from amnio.present.json_output import plain
from amnio.registry import protections_held, reviewing, trail
from amnio.registry.models import AnswerVersion, Letter, LossReview, Staff
from amnio.registry.trail import append
from amnio.registry.write_guard import reshaping

LOST_AT = GestationalAge(130)
CALLED = "小雨"
_LONG = 200  # a value that is compared by its fingerprint
_CASE = {
    "pregnancy.maternal_age": 34.0,
    "procedure.kind": "amniocentesis",
    "procedure.at": "16+3",
    "signs.temperature_c": 38.6,
    "loss.outcome": "loss",
    "loss.at": str(LOST_AT),
}


def fill(state: str) -> None:
    """The tables of this migration, and in them a unit at work: two pregnancies, three losses, reviews, a trail."""
    call_command("migrate", "registry", state, verbosity=0)
    with reshaping():
        then = MigrationExecutor(connection).loader.project_state(("registry", state)).apps
        _rows(then, babies_are_told_apart=state >= "0003")
        for name, row in (("staff.added", "staff:1"), ("review.started", "pregnancy:1"), ("review.judged", "")):
            append(name, by=None, subject=row, details={"名": "值", "state": state})


def _rows(then: Any, *, babies_are_told_apart: bool) -> None:
    def make(model: str, /, **values: Any) -> Any:
        return then.get_model("registry", model).objects.create(**values)

    unit = make("Unit", name="North", phone="010-5550100", profiles=["isuog-2016"])
    readers = [make("Staff", username=name, shown_name=name, password="x") for name in ("chen", "zhou")]
    for person in readers:
        make("Membership", staff=person, unit=unit, role="clinician")
    woman = make("Woman", unit=unit, name="李娜", hospital_number="H-1", language="zh")
    one = make("Pregnancy", unit=unit, woman=woman, number="2025-0001", registered_on=date(2025, 3, 1))
    twins = make("Pregnancy", unit=unit, woman=woman, number="2026-0001", registered_on=date(2026, 3, 1))
    for pregnancy in (one, twins):
        _record(make, pregnancy, readers[0], babies=1 if pregnancy is one else 2)
    _review(make, one, readers)
    if babies_are_told_apart:
        for baby in (1, 2):
            make("Fetus", pregnancy=twins, number=baby, outcome="loss", at=LOST_AT)
            _review(make, twins, readers, fetus=baby)
    else:  # the first baby lived on: the one review was that of the second
        make("Fetus", pregnancy=twins, number=1, outcome="ongoing")
        make("Fetus", pregnancy=twins, number=2, outcome="loss", at=LOST_AT, note="left")
        _review(make, twins, readers)


def _record(make: Any, pregnancy: Any, by: Any, *, babies: int) -> None:
    make("DatingRow", pregnancy=pregnancy, at=GestationalAge(87), on=date(2026, 2, 19), method="scan", recorded_by=by)
    make("History", pregnancy=pregnancy, maternal_age=34.0, fetuses=babies)
    done = {"kind": "amniocentesis", "at": GestationalAge(115), "passes": 1, "fluid": "clear", "operator": by}
    make("Procedure", pregnancy=pregnancy, went_ahead_because="她等不了", **done)
    make("Loss", pregnancy=pregnancy, outcome="loss", at=LOST_AT, presentation="alive_at_onset")
    make("Words", pregnancy=pregnancy, baby=CALLED)
    make("FollowUp", pregnancy=pregnancy, occasion="48h", due_on=date(2026, 3, 21), said="发烧", red_flag=False)
    result = {"result": "normal", "result_on": date(2026, 4, 1)}
    make("TestOrder", pregnancy=pregnancy, test="karyotype_fluid", ordered_on=date(2026, 3, 19), **result)


def _review(make: Any, pregnancy: Any, readers: list[Any], **fetus: int) -> None:
    case, answer = _answered()
    review = make(
        "LossReview",
        pregnancy=pregnancy,
        first_reader=readers[0],
        second_reader=readers[1],
        opened_by=readers[0],
        care_grade=1,
        **fetus,
    )
    asked = FamilyQuestion(asked="为什么？", topic=QuestionTopic.WHY, answer="我们会一起看。")
    make("FamilyQuestion", review=review, asked=asked.asked, topic=asked.topic.value, answer=asked.answer or "")
    for reader in readers:
        judged = {"certainty": "probable", "anyway": "no", "reasons": f"{reader.username}: fever first"}
        make("BlindJudgement", review=review, reviewer=reader, group="infection", shares={}, **judged)
    version = make(
        "AnswerVersion",
        review=review,
        number=1,
        case=reviewing.stored_case(case),
        answer=plain(answer),
        fingerprint=answer.stamp.draws_fingerprint,
    )
    for reader in readers:
        make("AnswerShown", review=review, version=version, shown_to=reader)
    concluded = {"cause": "infection_introduced", "certainty": "probable", "details": [], "reasons": "x"}
    for who in (*readers, None):
        make("Conclusion", review=review, version=version, reviewer=who, **concluded)
    make("ContributoryFactor", review=review, kind="communication", text="no number was given")
    content = plain(_letter(answer, asked))
    content.pop("twin")  # it came with the reviews of each baby
    make("Letter", review=review, version=version, language="zh", written_by=readers[0], content=content)
    type(review).objects.filter(pk=review.pk).update(closed_at=timezone.now())


@cache
def _answered() -> tuple[Case, Review]:
    """One answer for all of them."""
    case = case_from_mapping(_CASE, "x")
    return case, reviewing.reviewer().review(case)


def _letter(answer: Review, asked: FamilyQuestion) -> FamilyLetter:
    return FamilyLetter(
        review=answer,
        conclusion=Conclusion(
            cause=Cause.INFECTION_INTRODUCED,
            certainty=Certainty.PROBABLE,
            lost_at=LOST_AT,
        ),
        questions=(asked,),
        contact=Contact(name="Dr Zhou", phone="010-5550100"),
        signatures=("chen", "zhou"),
        written_on=date(2026, 4, 2),
    )


def rows() -> dict[str, dict[str, dict[str, str]]]:
    """Every table of the registry, every row by its id, every column as text."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("registry_"):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            kept = [dict(zip(names, map(_text, row), strict=True)) for row in cursor.fetchall()]
            found[table] = {row["id"]: row for row in kept if "id" in row}
    return found


def _text(value: object) -> str:
    text = str(value)
    return text if len(text) < _LONG else hashlib.sha256(text.encode()).hexdigest()


def told() -> dict[str, Any]:
    """What the registry of today says of the database: its rules, its trail, every review and its pages."""
    return {
        "rules_missing": list(protections_held.missing()),
        "breaks": [one.what for one in trail.breaks()],
        "rows": rows(),
        "reviews": [_told_of(review) for review in LossReview.objects.order_by("pregnancy__number", "fetus")],
    }


def _told_of(review: LossReview) -> dict[str, Any]:
    team = reviewing.team_review_of(review, AnswerVersion.objects.get(review=review))
    letter = Letter.objects.get(review=review)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(
        Staff.objects.get(username="zhou"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    pages = [reverse(name, args=[review.address]) for name in ("review", "review_answer", "review_readers")]
    pages += [reverse("review_conclude", args=[review.address])]
    pages += [reverse("review_letter_pdf", args=[review.address, letter.pk])]
    return {
        "baby": review.fetus,
        "closed": review.closed_at is not None,
        "judged": [[reader.judgement.reasons, reader.judgement.blind] for reader in team.disagreement.readers],
        "agreed": team.agreed is not None and str(team.agreed.cause),
        "labels": len(team.labels),
        "pages": [browser.get(page).status_code for page in pages],
    }
