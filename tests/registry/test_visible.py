"""No box of any form takes a character that hides or turns round the others: people read what was typed."""

import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django import forms as django_forms
from django.test import Client

import amnio.registry.forms
from amnio.registry.access import Role
from amnio.registry.actions import accounts
from amnio.registry.forms import accounts as account_forms
from amnio.registry.forms import exports as export_forms
from amnio.registry.forms import reviews as review_forms
from amnio.registry.forms.trail import TrailFilter
from amnio.registry.models import Staff
from tests.registry.conftest import People

HIDDEN = ("5550\u202e100", "a\u2066b", "\u200bb\ufeff", "a\x1b[31m", "a\u2028b", "\U000e0041a")
FORMS: list[tuple[type[django_forms.Form], dict[str, object]]] = [
    (account_forms.NewAccount, {"hospital": False}),
    (account_forms.UnitSettings, {}),
    (export_forms.BasisForm, {}),
    (review_forms.QuestionForm, {}),
    (review_forms.AnswerForm, {}),
    (review_forms.LetterForm, {}),
    (review_forms.BabyNameForm, {}),
    (review_forms.FamilyWordsForm, {}),
]


@pytest.mark.parametrize("text", HIDDEN)
@pytest.mark.parametrize(("form", "more"), FORMS, ids=[form.__name__ for form, _ in FORMS])
def test_a_form_refuses_what_cannot_be_seen(form: type[django_forms.Form], more: dict[str, object], text: str) -> None:
    boxes = [name for name, box in form(language="en", **more).fields.items() if type(box) is django_forms.CharField]
    assert boxes
    filled = form(dict.fromkeys(boxes, text), language="en", **more)
    for name in boxes:
        assert "invisible character U+" in str(filled.errors[name]) or name == "username", name
    chinese = form(dict.fromkeys(boxes, text), language="zh", **more)
    assert "不可见字符" in str(chinese.errors[boxes[-1]])


def test_no_form_was_forgotten() -> None:
    """Whoever writes another form with a text box says here that it refuses them, or why it may not."""
    asked = {form for form, _ in FORMS}
    #: Compared with what is kept, or looked up, and never shown to anybody else.
    never_shown = {TrailFilter, export_forms.FindForm, export_forms.EraseForm, export_forms.StudyForm}
    found = set()
    for module in iter_modules(amnio.registry.forms.__path__):
        for _, one in inspect.getmembers(import_module(f"amnio.registry.forms.{module.name}"), inspect.isclass):
            if issubclass(one, django_forms.Form) and one.__module__.startswith("amnio."):
                boxes = [box for box in one.base_fields.values() if type(box) is django_forms.CharField]
                found |= {one} if boxes else set()
    unchecked = {one.__name__ for one in found - asked - never_shown if not issubclass(one, review_forms.Worded)}
    assert unchecked - {"Code", "CodeAgain", "NewKey"} == set()  # allauth's, for codes


def test_several_lines_fit_into_a_box_of_several_lines_and_nowhere_else(people: People) -> None:
    assert review_forms.QuestionForm({"words": "a\r\nb\tc", "about": "something_else"}, language="en").is_valid()
    browser = people.browser(Role.ADMINISTRATOR)
    unit = {"name": "North\r\nBEGIN:VEVENT", "phone": "1", "language": "en", "profiles": []}
    assert "invisible character U+000A" in browser.post("/unit/", unit).content.decode()
    people.unit.refresh_from_db()
    assert people.unit.name == "North"


def test_a_name_in_letters_of_full_width_is_the_name_that_is_typed_at_the_door(people: People) -> None:
    form = {"username": "\uff4c\uff49.wei", "shown_name": "Li Wei", "role": "nurse", "language": "zh"}
    assert people.browser(Role.ADMINISTRATOR).post("/staff/add/", form).status_code == 200
    person = Staff.objects.get(username="li.wei")
    password = accounts.reset_account(people.actor(Role.ADMINISTRATOR), person)
    answer = Client().post("/account/login/", {"login": "li.wei", "password": password})
    assert answer.status_code == 302
