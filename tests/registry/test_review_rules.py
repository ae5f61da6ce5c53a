"""What a review promises is kept by the database, by the actions, and at every address."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from amnio.clinic.problems import CaseError
from amnio.clinic.vocabulary import Cause, Group
from amnio.registry.access import Role
from amnio.registry.actions import reviews
from amnio.registry.actions.action import action
from amnio.registry.actions.pregnancies import change_section
from amnio.registry.actions.reviews import NotYet
from amnio.registry.models import (
    AnswerShown,
    BlindJudgement,
    Conclusion,
    Event,
    Letter,
    LossReview,
    Membership,
    Staff,
)
from amnio.registry.review_rules import REVIEW_RULES, ReviewRule
from amnio.registry.views.reviews_urls import urlpatterns
from amnio.registry.write_guard import writing
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import (
    agreed,
    concluded,
    judged_by_both,
    judgement,
    lost_pregnancy,
    second_reader,
    third_person,
)
from tests.registry.routes import routes

#: Addresses that show something of the answer, or of another reader.
OF_THE_ANSWER = ("review_answer", "review_readers", "review_conclude", "review_sheet", "review_letter")

#: Anchors of an answer, of readers side by side, and of the sentence that every answer begins with.
SECTIONS_OF_AN_ANSWER = ('id="causes"', 'id="anyway"', 'id="moved"', 'id="disagreement"', 'class="lead"')
#: Those of them that no other page of the registry has.
MARKS_OF_CAUSES = ('id="causes"', 'id="anyway"', 'id="moved"', 'id="disagreement"')


@pytest.fixture
def review(people: People) -> LossReview:
    """Started, with two readers, and nobody has judged."""
    started = reviews.start(people.actor(), lost_pregnancy(people))
    reviews.read_second(second_reader(people), started)
    return LossReview.objects.get(pk=started.pk)


def _refused(says: str):
    return pytest.raises(DatabaseError, match=says)


@pytest.mark.django_db
@pytest.mark.parametrize("rule", REVIEW_RULES, ids=lambda rule: rule.name)
def test_every_rule_is_in_the_database_after_all_migrations(rule: ReviewRule) -> None:
    sqlite = connection.vendor == "sqlite"
    table, column = ("sqlite_master", "name") if sqlite else ("pg_trigger", "tgname")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [rule.name])
        assert cursor.fetchone() == (1,)


def test_a_record_that_is_no_loss_is_not_reviewed(people: People) -> None:
    pregnancy = lost_pregnancy(people, loss={"outcome": "live_birth"})
    with pytest.raises(CaseError):
        reviews.start(people.actor(), pregnancy)
    assert not LossReview.objects.exists()


def test_the_second_reader_is_somebody_else(people: People) -> None:
    started = reviews.start(people.actor(), lost_pregnancy(people))
    with pytest.raises(NotYet, match="second_is_first"):
        reviews.read_second(people.actor(), started)
    with _refused("two_readers_are_two"), transaction.atomic(), writing():
        LossReview.objects.filter(pk=started.pk).update(second_reader=people.actor().staff)


def test_only_readers_judge(people: People, review: LossReview) -> None:
    outsider = third_person(people)
    with pytest.raises(PermissionDenied):
        reviews.judge(outsider, review, judgement())
    with _refused("only the two readers"), transaction.atomic(), writing():
        row = {"group": "other", "certainty": "possible", "anyway": "no", "reasons": "x"}
        BlindJudgement.objects.create(review=review, reviewer=outsider.staff, **row)


def test_a_judgement_is_made_once_and_never_changed(people: People, review: LossReview) -> None:
    reviews.judge(people.actor(), review, judgement())
    with pytest.raises(NotYet):
        reviews.judge(people.actor(), review, judgement(Group.FETAL))
    again = BlindJudgement.objects.get()
    again.pk, again.reasons = None, "Another reason."
    with _refused("(?i)unique|replace refused"), transaction.atomic(), writing():
        again.save(force_insert=True)
    with _refused("append-only"), transaction.atomic(), writing():
        BlindJudgement.objects.update(reasons="Another reason.")
    with _refused("append-only"), transaction.atomic(), writing():
        BlindJudgement.objects.all().delete()


def test_the_database_refuses_to_record_a_showing_before_the_own_judgement(people: People, review: LossReview) -> None:
    reviews.judge(people.actor(), review, judgement())
    version = review.versions.get()
    with _refused("own judgement"), transaction.atomic(), writing():
        AnswerShown.objects.create(version=version, review=review, shown_to=second_reader(people).staff)


def test_the_answer_opens_for_each_reader_with_her_own_judgement(people: People, review: LossReview) -> None:
    first, second, outsider = people.actor(), second_reader(people), third_person(people)
    assert [reviews.show_answer(by, review) for by in (first, second, outsider)] == [None, None, None]
    reviews.judge(first, review, judgement())
    assert reviews.show_answer(first, review) is not None
    assert reviews.show_answer(second, review) is None
    assert reviews.show_answer(outsider, review) is None
    reviews.judge(second, review, judgement(None))
    assert reviews.show_answer(second, review) is not None
    assert reviews.show_answer(outsider, review) is not None


def test_each_showing_is_an_event_and_is_never_removed(people: People, review: LossReview) -> None:
    reviews.judge(people.actor(), review, judgement())
    reviews.show_answer(people.actor(), review)
    reviews.show_answer(people.actor(), review)
    assert Event.objects.filter(kind="review.answer_shown").count() == 1
    with _refused("append-only"), transaction.atomic(), writing():
        AnswerShown.objects.all().delete()


def test_a_reader_who_judged_is_not_exchanged(people: People, review: LossReview) -> None:
    reviews.judge(second_reader(people), review, judgement())
    with _refused("stays a reader"), transaction.atomic(), writing():
        LossReview.objects.filter(pk=review.pk).update(second_reader=None)


def test_conclusions_agreement_letter_and_closing_come_in_their_order(people: People, review: LossReview) -> None:
    first, second = people.actor(), second_reader(people)
    reviews.judge(first, review, judgement())
    version = review.versions.get()
    row = {"review": review, "version": version, "certainty": "possible", "cause": "fetal", "reasons": "x"}
    with pytest.raises(NotYet, match="judge"):
        reviews.conclude(second, review, version, concluded(), agreed=False, revision=0)
    with _refused("concludes only after"), transaction.atomic(), writing():
        Conclusion.objects.create(reviewer=second.staff, **row)
    reviews.conclude(first, review, version, concluded(), agreed=False, revision=0)
    with pytest.raises(NotYet, match="agree"):
        reviews.conclude(first, review, version, concluded(), agreed=True, revision=0)
    with _refused("nothing is agreed"), transaction.atomic(), writing():
        Conclusion.objects.create(reviewer=None, **row)
    with pytest.raises(NotYet, match="letter"):
        reviews.write_letter(first, review, language="en", contact="", team_words="")
    with _refused("only after a conclusion was agreed"), transaction.atomic(), writing():
        Letter.objects.create(review=review, version=version, language="en", written_by=first.staff, content={})
    with pytest.raises(NotYet, match="close"):
        reviews.close(first, review)
    with _refused("closed only after"), transaction.atomic(), writing():
        LossReview.objects.filter(pk=review.pk).update(closed_at=version.made_at)


@pytest.mark.parametrize(
    "changed",
    [
        {"cause": None},  # no cause, and yet a certainty
        {"cause": "fetal", "mechanism": "leak"},
        {"cause": "the_operator", "mechanism": None},
        {"certainty": "cannot_tell"},
    ],
)
def test_the_database_refuses_a_conclusion_that_contradicts_itself(people: People, changed: dict) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    good = {"cause": "mechanical", "mechanism": "leak", "certainty": "probable", "reasons": "x"}
    with _refused("conclusion_of_one_cause"), transaction.atomic(), writing():
        Conclusion.objects.create(
            review=review, version=review.versions.get(), reviewer=people.actor().staff, **good | changed
        )


def test_an_agreed_conclusion_that_cannot_be_told_is_a_conclusion(people: People) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    version = review.versions.get()
    for by in (people.actor(), second_reader(people)):
        reviews.conclude(by, review, version, concluded(None), agreed=False, revision=0)
    row = reviews.conclude(people.actor(), review, version, concluded(None), agreed=True, revision=0)
    assert (row.cause, row.certainty) == (None, "cannot_tell")


def test_a_new_result_makes_a_further_version_and_keeps_the_first(people: People) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    before = review.versions.get().answer
    pregnancy = review.pregnancy
    change_section(people.actor(), pregnancy, "examination", {"retroplacental_clot": "present"}, revision=0)
    again = LossReview.objects.get(pk=review.pk)
    made = reviews.make_version(people.actor(), again)
    assert made.number == 2
    assert again.versions.get(number=1).answer == before
    assert made.answer != before
    table = "registry_answerversion"
    with _refused("append-only"), transaction.atomic(), writing():
        connection.cursor().execute(f"UPDATE {table} SET number = 3")


# At every address


@pytest.mark.parametrize("name", OF_THE_ANSWER)
def test_no_address_shows_the_answer_before_the_own_judgement(people: People, review: LossReview, name: str) -> None:
    reviews.judge(people.actor(), review, judgement(Group.OTHER))
    response = people.browser(Role.REVIEWER).get(reverse(name, args=[review.pregnancy.public_id]))
    assert response.status_code == 302
    assert response.url == reverse("review_judge", args=[review.pregnancy.public_id])
    assert not AnswerShown.objects.filter(shown_to=second_reader(people).staff).exists()


def _addresses(review: LossReview) -> dict[str, str]:
    """Every address of reviews, for this one."""
    given = {"public_id": review.pregnancy.public_id, "number": 1, "before": 1, "after": 1, "language": "en"}
    given |= {"letter": 1, "address": review.address}
    found = {}
    for pattern in urlpatterns:
        wanted = pattern.pattern.converters
        found[pattern.name] = reverse(pattern.name, kwargs={name: given[name] for name in wanted})
    return found


def test_nothing_at_any_address_tells_a_reader_the_answer_or_the_other_judgement(
    people: People, review: LossReview
) -> None:
    reviews.judge(people.actor(), review, judgement(Group.OTHER))
    browser = people.browser(Role.REVIEWER)
    for name, address in _addresses(review).items():
        for respond in (browser.get, browser.post):
            if name == "review_second" or (name == "review_judge" and respond == browser.post):
                continue
            response = respond(address)
            told = response.content.decode(errors="replace")
            assert "Fever first." not in told, name
            assert [section for section in SECTIONS_OF_AN_ANSWER if section in told] == [], name
    assert not AnswerShown.objects.filter(shown_to=second_reader(people).staff).exists()


@pytest.mark.parametrize("role", list(Role))
def test_no_address_of_the_registry_tells_anybody_the_answer_while_a_judgement_is_missing(
    people: People, review: LossReview, role: Role
) -> None:
    """Also not the record, the care plan, what is exported for her, or the trail."""
    reviews.judge(people.actor(), review, judgement(Group.OTHER))
    with action("test.third_role", by=None):
        other = Staff.objects.create(username=f"other-{role.value}")
        Membership.objects.create(staff=other, unit=people.unit, role=role.value)
    browser = Client()
    browser.force_login(other, backend="allauth.account.auth_backends.AuthenticationBackend")
    pregnancy, opened = review.pregnancy, 0
    for route in routes():
        if route.of_allauth:
            continue
        owner = pregnancy.woman.public_id if "woman" in route.name else pregnancy.public_id
        response = browser.get(route.path(public_id=owner))
        told = b"".join(response.streaming_content) if response.streaming else response.content
        opened += response.status_code == 200
        assert b"Fever first." not in told, route.name
        assert b'"headline"' not in told, route.name
        marks = [mark for mark in MARKS_OF_CAUSES if mark.encode() in told]
        assert marks == [], route.name
    assert opened
    assert not AnswerShown.objects.filter(shown_to=other).exists()


@pytest.mark.parametrize("role", [Role.NURSE, Role.AUDIT_LEAD, Role.ADMINISTRATOR])
def test_no_other_role_reaches_a_review(people: People, review: LossReview, role: Role) -> None:
    browser = people.browser(role)
    for name, address in _addresses(review).items():
        assert browser.get(address).status_code in (403, 405), name
        assert browser.post(address).status_code == 403, name


def test_another_unit_finds_nothing(people: People, others: People, review: LossReview) -> None:
    browser = others.browser()
    for name, address in _addresses(review).items():
        if name != "reviews":
            assert browser.get(address).status_code in (404, 405), name
    assert review.pregnancy.number not in browser.get(reverse("reviews")).content.decode()


def test_the_answer_is_found_by_the_same_marks_once_it_is_open(people: People) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    browser, address = people.browser(Role.REVIEWER), review.pregnancy.public_id
    told = "".join(browser.get(reverse(name, args=[address])).content.decode() for name in OF_THE_ANSWER[:2])
    assert [section for section in SECTIONS_OF_AN_ANSWER if section not in told] == []


def test_an_unknown_number_is_nothing(people: People) -> None:
    assert people.browser().get(reverse("review", args=[uuid.uuid4()])).status_code == 404


def test_a_reviewer_reads_and_does_not_write_letters(people: People) -> None:
    review = agreed(people, lost_pregnancy(people))
    with pytest.raises(PermissionDenied):
        reviews.write_letter(second_reader(people), review, language="en", contact="", team_words="")
    address = reverse("review_letter", args=[review.pregnancy.public_id])
    assert 'name="write"' not in people.browser(Role.REVIEWER).get(address).content.decode()
    assert 'name="write"' in people.browser().get(address).content.decode()


def test_every_conclusion_of_the_form_is_one_that_the_database_takes(people: People) -> None:
    from amnio.registry.forms.reviews import ConclusionForm

    review = judged_by_both(people, lost_pregnancy(people))
    form = ConclusionForm(language="en", procedure_before=True)
    groups = [choice for choice in form.fields["cause"].choices if isinstance(choice[1], list)]
    offered = ["none", *(value for _, ways in groups for value, _ in ways)]
    assert len(groups) == len(Cause)
    for revision, value in enumerate(offered):
        given = {"cause": value, "certainty": "probable", "reasons": "x", "revision": str(revision)}
        chosen = ConclusionForm(given, language="en", procedure_before=True)
        assert chosen.is_valid(), chosen.errors
        row = reviews.conclude(
            people.actor(), review, review.versions.get(), chosen.concluded(), agreed=False, revision=revision
        )
        assert (row.cause is None) is (value == "none")


@pytest.mark.parametrize(("language", "told"), [("en", "This is needed."), ("zh", "这一项需要填写。")])
def test_what_a_review_still_needs_is_said_as_on_every_other_form(language: str, told: str) -> None:
    from amnio.registry.forms.reviews import QuestionForm

    assert QuestionForm({}, language=language).errors["words"] == [told]
