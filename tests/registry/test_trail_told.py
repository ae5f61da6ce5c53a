"""What an administrator is told: who saw, changed or took out a record, never that there was a loss or a red flag."""

import re
from datetime import date

import pytest
from click.testing import CliRunner

from amnio.registry import trail_kinds
from amnio.registry.access import PERMISSIONS, Permission, Role
from amnio.registry.actions import reviews
from amnio.registry.actions.action import action, seen
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.commands import audit_trail
from amnio.registry.models import Event, Pregnancy
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import DATED, WOMAN, agreed, lost_pregnancy
from tests.registry.routes import Route, routes
from tests.registry.test_trail_kinds import _kinds

SEEN_BY_ADMINISTRATORS = [
    route
    for route in routes()
    if isinstance(route.needs, Permission) and route.needs in PERMISSIONS[Role.ADMINISTRATOR]
]


@pytest.fixture
def ongoing(people: People) -> Pregnancy:
    """A pregnancy that goes on: registered, looked at, changed, exported, listed."""
    pregnancy = register(people.actor(), woman=WOMAN, registered_on=date(2026, 3, 1), dating=DATED)
    change_section(people.actor(), pregnancy, "pregnancy", {"maternal_age": 34.0}, revision=0)
    for kind in ("record.seen", "leaflet.made", "history.seen"):
        seen(kind, by=people.actor(), about=pregnancy)
    seen("worklist.seen", by=people.actor())
    seen("woman.exported", by=people.actor(), about=pregnancy.woman)
    for role in (Role.REVIEWER, Role.NURSE):
        seen("record.seen", by=people.actor(role), about=pregnancy)
    return pregnancy


@pytest.fixture
def lost(people: People, ongoing: Pregnancy) -> Pregnancy:
    """A whole story: a loss, its review by two, a letter, a flag, pages that were looked at and printed."""
    review = agreed(people, lost_pregnancy(people, number="H-2"))
    reviews.write_letter(people.actor(), review, language="en", contact="x", team_words="")
    pregnancy = review.pregnancy
    for kind in ("follow_up.recorded", "red_flag.closed", "test.ordered", "baby.recorded", "review.reopened"):
        with action(kind, by=people.actor(), about=pregnancy) as happened:
            happened.note(sections={"signs": ["fever"]}, form="red_flag")
    for kind in ("letter.printed", "plan.printed", "leaflet.made", "history.seen", "review.seen", "care.seen"):
        seen(kind, by=people.actor(), about=pregnancy, form="red_flag")
    seen("reviews.listed", by=people.actor())
    seen("woman.exported", by=people.actor(), about=pregnancy.woman)
    return pregnancy


def _said(people: People, of: Pregnancy, route: Route, language: str) -> set[str]:
    """Every word on a page, without numbers."""
    browser = people.browser(Role.ADMINISTRATOR, language)
    answer = browser.get(route.path(public_id=of.woman.public_id, pk=people.staff[Role.NURSE].pk))
    if answer.status_code == 405:
        return set()  # a button
    assert answer.status_code == 200
    return set(re.findall(r"[^\W\d]{2,}", re.sub(r"<[^>]*>|[0-9a-f]{8,}", " ", answer.content.decode())))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("route", SEEN_BY_ADMINISTRATORS, ids=lambda route: route.name)
def test_no_page_of_an_administrator_says_a_word_more_where_there_was_a_loss(
    people: People, ongoing: Pregnancy, request: pytest.FixtureRequest, route: Route, language: str
) -> None:
    _said(people, ongoing, route, language)  # that somebody looked at this page stands in the trail too
    without = _said(people, ongoing, route, language)
    lost: Pregnancy = request.getfixturevalue("lost")
    assert _said(people, lost, route, language) - without == set()


@pytest.mark.parametrize("choice", [choice for choice, _ in trail_kinds.choices("en")])
def test_each_filter_shows_what_it_says_and_all_of_it(people: People, lost: Pregnancy, choice: str) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    page = browser.get("/trail/", {"kind": choice}).context["page"]
    expected = [
        event.sequence
        for event in Event.objects.filter(unit=people.unit).order_by("-sequence")
        if event.kind != "trail.seen" and _is_of(event.kind, choice)
    ]
    assert [event.sequence for event in page if event.kind != "trail.seen"] == expected[:50]


def _is_of(kind: str, choice: str) -> bool:
    told = trail_kinds.told(kind)
    if choice == "requests":
        return told.startswith("woman.")
    return told == choice if "." in choice else told.startswith(f"{choice}.")


@pytest.mark.parametrize("kind", ["review", "loss", "red_flag", "letter", "review.judged", "follow_up"])
def test_nobody_finds_losses_by_asking_for_their_kind(people: People, lost: Pregnancy, kind: str) -> None:
    browser = people.browser(Role.ADMINISTRATOR)
    everything = browser.get("/trail/").context["page"].paginator.count
    assert browser.get("/trail/", {"kind": kind}).context["page"].paginator.count == everything + 1  # and that look


def test_every_kind_of_a_record_is_told_as_one_of_four() -> None:
    told = {trail_kinds.told(kind) for kind in _kinds()}
    of_records = {kind for kind in told if kind.split(".")[0] not in trail_kinds._OF_THE_UNIT}
    assert of_records == {
        *trail_kinds._REQUESTS,
        "record.seen",
        "record.changed",
        "record.taken_out",
        "pregnancies.listed",
    }
    assert trail_kinds.told("woman.exported") == "record.taken_out"
    assert trail_kinds.told("woman.erased") == "woman.erased"
    assert not any(trail_kinds.is_told_whole(kind) for kind in ("record.seen", "loss.recorded", "red_flag.closed"))


def test_who_may_open_the_record_still_reads_what_it_was(people: People, lost: Pregnancy) -> None:
    page = people.browser(Role.CLINICIAN).get(f"/pregnancies/{lost.public_id}/history/").content.decode()
    assert "eview" in page


def test_whoever_has_the_machine_reads_the_events_whole(
    people: People, lost: Pregnancy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("start", "database_must_answer"):
        monkeypatch.setattr(audit_trail, name, lambda: None)

    def shown(*asked: str) -> list[str]:
        answer = CliRunner().invoke(audit_trail.audit_trail, ["show", *asked])
        assert answer.exit_code == 0, answer.output
        return answer.output.splitlines()

    of_record = shown("--record", lost.number)
    assert any("review.judged" in line for line in of_record)
    assert any("woman.exported" in line for line in of_record)
    assert set(shown("--record", str(lost.public_id))) < set(of_record)
    clinician = people.staff[Role.CLINICIAN].username
    assert all(f" {clinician} clinician " in line for line in shown("--person", clinician.upper()))
    assert all(" review." in line for line in shown("--kind", "review."))
    assert shown("--day", "2020-01-01") == []
    assert len(shown()) == Event.objects.count()
