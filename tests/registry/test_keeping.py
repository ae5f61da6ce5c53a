"""Nothing typed is lost: drafts, the question when two people save, a session that ends in between."""

import time
from datetime import date

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.test import Client
from django.urls import path, reverse

from amnio.registry.access import Permission, Role, needs
from amnio.registry.actions import drafts
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.keeping import KeptForm, ask, finished, opened
from amnio.registry.models import Draft, Pregnancy, Procedure
from amnio.registry.urls import handler403, handler404, handler500
from amnio.registry.urls import urlpatterns as registry_urls
from tests.registry.conftest import People

__all__ = ["handler403", "handler404", "handler500"]


class SmallForm(KeptForm):
    """A form of three fields of a procedure, as the pages of the record have them."""

    kind = forms.CharField(label="Kind")
    passes = forms.IntegerField(label="Passes", required=False, min_value=1)
    fluid = forms.ChoiceField(
        label="Fluid", required=False, choices=[("", "-"), ("clear", "clear"), ("discoloured", "discoloured")]
    )

    def clean_fluid(self) -> str | None:
        return self.cleaned_data["fluid"] or None


@needs(Permission.CHANGE_RECORD)
def small(request: HttpRequest) -> HttpResponse:
    pregnancy = Pregnancy.objects.get()
    row = Procedure.objects.filter(pregnancy=pregnancy).first()
    saved = {name: getattr(row, name) for name in ("kind", "passes", "fluid")} if row else {}
    form = opened(request, SmallForm, initial=saved, revision=row.revision if row else 0)
    if request.method == "POST" and form.is_valid():
        try:
            change_section(request.actor, pregnancy, "procedure", form.values, revision=form.opened_at)
        except ChangedMeanwhile as meanwhile:
            return ask(request, meanwhile, form.asked(meanwhile))
        finished(request)
        return HttpResponseRedirect("/saved/")
    return render(request, "registry/test_form.html", {"form": form})


urlpatterns = [path("small/", small, name="small"), *registry_urls]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
TYPED = {"kind": "amniocentesis", "passes": "2", "fluid": "clear", "revision": "0"}


@pytest.fixture(autouse=True)
def a_page_and_a_record(settings: object, people: People) -> None:
    keeping = '{% include "registry/keeping.html" with keeping=form.keeping %}'
    template = f'<form method="post" data-keep>{keeping}{{{{ form.as_p }}}}</form>'
    engine = {
        **settings.TEMPLATES[0],
        "APP_DIRS": False,
        "OPTIONS": {
            **settings.TEMPLATES[0]["OPTIONS"],
            "loaders": [
                ("django.template.loaders.locmem.Loader", {"registry/test_form.html": template}),
                "django.template.loaders.app_directories.Loader",
            ],
        },
    }
    settings.TEMPLATES = [engine]
    register(people.actor(), woman={"name": "Li Na", "hospital_number": "H-1"}, registered_on=date(2026, 3, 1))


def _end_session(client: Client) -> None:
    session = client.session
    session["last_request"] = int(time.time()) - 100_000
    session.save()


def _two_at_once(people: People) -> tuple[Client, HttpResponse]:
    """Somebody opened the form; a colleague then saved 1 pass and discoloured fluid; now it is sent with 2 passes."""
    browser = people.browser()
    first = browser.post("/small/", {"kind": "amniocentesis", "passes": "3", "fluid": "clear", "revision": "0"})
    assert first.status_code == 302
    change_section(
        people.actor(Role.CLINICIAN),
        Pregnancy.objects.get(),
        "procedure",
        {"passes": 1, "fluid": "discoloured"},
        revision=1,
    )
    return browser, browser.post("/small/", {**TYPED, "revision": "1"})


def test_two_at_once_get_a_question_and_nothing_is_written(people: People) -> None:
    _, answer = _two_at_once(people)
    assert answer.status_code == 409
    assert (Procedure.objects.get().passes, Procedure.objects.get().fluid) == (1, "discoloured")
    page = answer.content.decode()
    assert page.count("<fieldset") == 2
    assert "Only they changed this" in page  # the fluid: whoever typed had left it
    assert page.count(" checked") == 1  # both changed the passes: no answer is proposed


def _sent_back(answer: HttpResponse, **choices: str) -> dict[str, object]:
    """The fields of the page that asks, as a browser sends them back."""
    context = answer.context
    back: dict[str, object] = {context["revision_box"]: context["revision"]}
    for name, value in context["sent"]:
        back.setdefault(name, []).append(value)
    for question in context["questions"]:
        back[question["theirs_box"]] = question["theirs_typed"]
        back[question["choice"]] = choices[question["field"]]
    return back


@pytest.mark.parametrize("passes", ["theirs", "yours"])
@pytest.mark.parametrize("fluid", ["theirs", "yours"])
def test_the_choices_are_what_is_saved(people: People, passes: str, fluid: str) -> None:
    browser, asked = _two_at_once(people)
    assert browser.post("/small/", _sent_back(asked, passes=passes, fluid=fluid)).status_code == 302
    row = Procedure.objects.get()
    assert (row.passes, row.fluid) == (
        {"theirs": 1, "yours": 2}[passes],
        {"theirs": "discoloured", "yours": "clear"}[fluid],
    )
    assert not Draft.objects.exists()


def test_a_third_save_during_the_question_asks_again(people: People) -> None:
    browser, asked = _two_at_once(people)
    change_section(people.actor(), Pregnancy.objects.get(), "procedure", {"passes": 4}, revision=2)
    again = browser.post("/small/", _sent_back(asked, passes="yours", fluid="theirs"))
    assert again.status_code == 409
    assert [(q["field"], q["theirs"], q["yours"]) for q in again.context["questions"]] == [("passes", "4", "2")]


def test_what_was_typed_is_still_there_when_the_question_is_left(people: People) -> None:
    browser, _ = _two_at_once(people)
    form = browser.get("/small/").context["form"]
    assert (form["passes"].value(), form.keeping.revision) == ("2", 1)
    assert browser.post("/small/", {**TYPED, "revision": "1"}).status_code == 409


def test_a_form_sent_after_the_session_ended_is_there_after_sign_in(people: People) -> None:
    browser = people.browser()
    browser.get("/small/")
    _end_session(browser)
    answer = browser.post("/small/", TYPED)
    assert answer.status_code == 302
    assert answer.url == "/account/login/?next=%2Fsmall%2F&ended=1&kept=1"
    assert not Procedure.objects.exists()
    assert browser.get("/small/").status_code == 302  # nobody is signed in
    back = people.browser().get("/small/")
    assert back.context["form"]["passes"].value() == "2"
    assert "Nothing of it is saved yet" in back.content.decode()


def test_nobody_else_gets_the_draft(people: People) -> None:
    drafts.keep(people.staff[Role.CLINICIAN], "/small/", {"passes": ["2"]})
    from amnio.registry.models import Membership
    from amnio.registry.write_guard import writing

    with writing():
        Membership.objects.create(staff=people.staff[Role.NURSE], unit=people.unit, role="clinician")
        Membership.objects.filter(staff=people.staff[Role.NURSE], role="nurse").update(active=False)
    form = people.browser(Role.NURSE).get("/small/").context["form"]
    assert form.keeping.draft is None
    assert form["passes"].value() is None


def test_typing_keeps_a_draft_that_saving_removes(people: People) -> None:
    browser = people.browser()
    assert browser.post("/drafts/", {"path": "/small/", "f-passes": "2", "f-kind": "x"}).json()["kept"]
    assert Draft.objects.get().values == {"passes": ["2"], "kind": ["x"]}
    assert browser.get("/small/").context["form"]["kind"].value() == "x"
    assert browser.post("/small/", TYPED).status_code == 302
    assert not Draft.objects.exists()


def test_typing_on_after_the_session_ended_is_kept_and_says_so(people: People) -> None:
    browser = people.browser()
    browser.get("/small/")
    _end_session(browser)
    answer = browser.post("/drafts/", {"path": "/small/", "f-passes": "2"})
    assert (answer.status_code, answer.json()) == (401, {"kept": True, "signed_in": False})
    assert Draft.objects.get().values == {"passes": ["2"]}


def test_a_part_of_a_page_asked_for_after_the_session_ended_takes_no_draft_away(people: People) -> None:
    """While somebody types, the page asks for verdicts or advice first and sends the draft a moment later."""
    browser, pregnancy = people.browser(), Pregnancy.objects.get()
    call = reverse("new_call", args=[pregnancy.public_id])
    browser.get(call)
    _end_session(browser)
    part = browser.post(reverse("call_advice", args=[pregnancy.public_id]), headers={"hx-request": "true"})
    assert (part.status_code, part.content) == (401, b"")
    draft = {"path": call, "f-call.said": "better today"}
    assert browser.post("/drafts/", draft).json() == {"kept": True, "signed_in": False}
    assert "better today" in people.browser().get(call).content.decode()
    assert Client().post(call, headers={"hx-request": "true"}).status_code == 401  # no page of the door inside a page


def test_a_draft_that_says_what_is_saved_is_dropped_silently(people: People) -> None:
    browser = people.browser()
    browser.post("/small/", TYPED)
    drafts.keep(people.staff[Role.CLINICIAN], "/small/", {**{k: [v] for k, v in TYPED.items()}, "revision": ["1"]})
    assert browser.get("/small/").context["form"].keeping.draft is None
    assert not Draft.objects.exists()


@pytest.mark.parametrize("path", ["/nowhere/", "/account/login/", "/ready/", "https://elsewhere.example/", "/drafts/"])
def test_only_forms_of_the_registry_have_drafts(people: People, path: str) -> None:
    assert people.browser().post("/drafts/", {"path": path, "f-x": "1"}).status_code == 400
    assert not Draft.objects.exists()


def test_no_password_and_no_novel_is_kept(people: People) -> None:
    person = people.staff[Role.CLINICIAN]
    assert drafts.keep(person, "/small/", {"password1": ["x"], "passes": ["2"]}).values == {"passes": ["2"]}
    with pytest.raises(drafts.TooLarge):
        drafts.keep(person, "/small/", {"passes": ["x" * drafts.LARGEST]})


def test_throwing_a_draft_away_shows_what_is_saved(people: People) -> None:
    browser = people.browser()
    browser.post("/drafts/", {"path": "/small/", "f-passes": "2"})
    assert browser.post("/drafts/forget/", {"path": "/small/"}).url == "/small/"
    assert browser.get("/small/").context["form"]["passes"].value() is None


def test_a_page_opened_before_signing_in_again_loses_nothing(people: People) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.staff[Role.CLINICIAN], backend="allauth.account.auth_backends.AuthenticationBackend")
    own = {"origin": "http://testserver"}
    answer = client.post("/small/", {**TYPED, "csrfmiddlewaretoken": "x" * 64}, headers=own)
    assert answer.status_code == 403
    assert Draft.objects.get().values["passes"] == ["2"]
    Draft.objects.all().delete()
    client.post("/small/", TYPED, headers={"origin": "https://elsewhere.example"})
    assert not Draft.objects.exists()


def test_old_drafts_and_too_many_make_room(people: People) -> None:
    person = people.staff[Role.CLINICIAN]
    for number in range(drafts.MOST + 3):
        drafts.keep(person, f"/small/{number}", {"passes": ["1"]})
    assert Draft.objects.count() == drafts.MOST
    assert drafts.find(person, "/small/0") is None
