"""Forms of a record: any text in any field gives a page that says what is wrong, never a fault, and nothing is stored.

Every field is also reachable: each field of a section stands on exactly one form.
"""

from datetime import timedelta
from functools import cache

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amnio.clinic.case_fields import FIELDS
from amnio.registry.forms.layouts import LAYOUTS, paths_of
from amnio.registry.forms.sheet import Sheet, label_of
from amnio.registry.models import SECTION_MODELS, DatingRow, FollowUp, Pregnancy, TestOrder, Woman
from amnio.registry.views.section_forms import FORMS
from amnio.registry.words import words
from tests.registry.conftest import People
from tests.registry.test_records_path import record_procedure, register

#: Everything that a browser can send, with what is often typed among it.
TYPED = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=60),
    st.sampled_from(
        [
            *("16+3", "16+9", "16.3", "99+9", "-1", "1e400", "nan", "9" * 40, "38,6", "2026-02-30", "0001-01-01"),
            *("<script>alert(1)</script>", "'; DROP TABLE registry_woman; --", "=1+1", "{{ 7*7 }}", "\x00", "\u202e"),
            *("present", "absent", "unknown", "不详", "１６＋３", "a" * 3000, "%s", "${x}", "1:250", "1:0"),
        ]
    ),
)
WHO = ("name", "hospital_number", "born_on", "phone", "language")
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


@pytest.fixture
def pregnancy(browser: Client) -> Pregnancy:
    pregnancy = register(browser)
    record_procedure(browser, pregnancy, **{"procedure.on": (timezone.localdate() - timedelta(days=3)).isoformat()})
    return pregnancy


def _stored() -> list[object]:
    """Everything that a form could have changed."""
    models = (*SECTION_MODELS.values(), DatingRow, FollowUp, TestOrder, Woman, Pregnancy)
    return [list(model.objects.order_by("pk").values()) for model in models]


@cache
def _fields_of_sections() -> tuple[tuple[str, str], ...]:
    return tuple((form, path) for form in FORMS for path in paths_of(form))


def _held(browser: Client, address: str, typed: dict[str, str]) -> None:
    before = _stored()
    answer = browser.post(address, typed)
    assert answer.status_code in (200, 302, 409, 422)
    if answer.status_code != 302:
        assert _stored() == before
        assert "<script>alert(1)</script>" not in answer.content.decode()


@MANY
@given(where=st.sampled_from(_fields_of_sections()), typed=TYPED)
def test_any_text_in_any_field_of_a_section_is_answered_by_a_page(
    browser: Client, pregnancy: Pregnancy, where: tuple[str, str], typed: str
) -> None:
    form, path = where
    _held(browser, reverse("form", args=[pregnancy.public_id, form]), {path: typed})


@MANY
@given(field=st.sampled_from(paths_of("outcome")), typed=TYPED)
def test_any_text_in_the_outcome(browser: Client, pregnancy: Pregnancy, field: str, typed: str) -> None:
    _held(browser, reverse("outcome", args=[pregnancy.public_id]), {"loss.outcome": "loss", field: typed})


@MANY
@given(
    field=st.sampled_from([*paths_of("contact"), "call.said", "call.advice"]),
    typed=TYPED,
    button=st.sampled_from([{}, {"only_triage": "1"}]),
)
def test_any_text_in_a_call(
    browser: Client, pregnancy: Pregnancy, field: str, typed: str, button: dict[str, str]
) -> None:
    _held(browser, reverse("new_call", args=[pregnancy.public_id]), {field: typed, **button})


@MANY
@given(
    field=st.sampled_from(
        [
            *(
                ("new_pregnancy", f"woman.{name}")
                for name in ("name", "hospital_number", "born_on", "phone", "language")
            ),
            *(("new_pregnancy", f"dating.{name}") for name in ("at", "on", "method")),
            *(("woman", f"woman.{name}") for name in WHO),
            *(("dating", f"dating.{name}") for name in ("at", "on", "method", "reason")),
            *(("order", f"order.{name}") for name in ("test", "ordered_on", "expected_on", "note")),
            ("facts", "record.other_facts"),
        ]
    ),
    typed=TYPED,
)
def test_any_text_about_her_her_dating_and_her_tests(
    browser: Client, pregnancy: Pregnancy, field: tuple[str, str], typed: str
) -> None:
    name, path = field
    complete = {
        "woman.name": "Wang Fang",
        "woman.hospital_number": "H-2",
        "woman.language": "zh",
        "dating.at": "12+3",
        "dating.on": "2026-02-01",
        "dating.method": "scan",
        "dating.reason": "an earlier scan was found",
        "order.test": "qf_pcr",
        "order.ordered_on": timezone.localdate().isoformat(),
    }
    address = reverse(name) if name == "new_pregnancy" else reverse(name, args=[pregnancy.public_id])
    _held(browser, address, {**complete, path: typed})


@MANY
@given(asked=TYPED, state=TYPED, page=TYPED)
def test_any_text_in_a_search(browser: Client, pregnancy: Pregnancy, asked: str, state: str, page: str) -> None:
    assert browser.get(reverse("pregnancies"), {"found": asked, "state": state, "page": page}).status_code == 200
    assert browser.post(reverse("pregnancies"), {"q": asked, "state": state}, follow=True).status_code == 200
    assert browser.get(reverse("worklist"), {"show": state}).status_code in (200, 404)


@MANY
@given(revision=TYPED)
def test_a_revision_that_no_form_has_is_a_question_or_an_old_one(
    browser: Client, pregnancy: Pregnancy, revision: str
) -> None:
    typed = {"screening.scan": "normal", "revision.screening": revision, "revision": revision}
    address = reverse("form", args=[pregnancy.public_id, "screening"])
    assert browser.post(address, typed).status_code in (302, 409)


def test_what_was_typed_is_shown_again_beside_its_error(browser: Client, pregnancy: Pregnancy) -> None:
    typed = {"signs.temperature_c": "98.6", "signs.crp_mg_l": "twelve", "signs.bleeding": "light"}
    page = browser.post(reverse("form", args=[pregnancy.public_id, "signs"]), typed).content.decode()
    assert 'value="98.6"' in page
    assert 'value="twelve"' in page
    assert "Fahrenheit" in page
    assert page.count('class="error"') == 2


def test_every_field_of_a_section_stands_on_exactly_one_form() -> None:
    """The asepsis list is asked twice on purpose (planned, and done), and so is her RhD group."""
    on_forms = [path for form in (*FORMS, "outcome") for path in paths_of(form)]
    of_sections = {path for path, field in FIELDS.items() if field.table in SECTION_MODELS and path != "loss.fetuses"}
    assert set(on_forms) == of_sections
    assert len(on_forms) - len(set(on_forms)) == len(LAYOUTS["procedure"][3].first) + 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", list(LAYOUTS))
def test_every_box_of_every_form_has_words(form: str, language: str) -> None:
    for group in Sheet.filled(form, {}, language).groups():
        for box in (*group.first, *group.more):
            assert box.label != box.path
            assert all(choice.word for choice in box.choices)


def test_every_key_of_the_records_has_the_same_slots_in_both_languages() -> None:
    from amnio.present.catalogue import slots_of

    english, chinese = words("en"), words("zh")
    ours = [key for key in english if key.startswith("records.")]
    assert ours == [key for key in chinese if key.startswith("records.")]
    assert [key for key in ours if slots_of(english.raw(key)) != slots_of(chinese.raw(key))] == []
    assert [key for key in ours if not english.raw(key).strip() or not chinese.raw(key).strip()] == []


def test_a_problem_names_the_field_by_its_words() -> None:
    sheet = Sheet.read("plan", {"plan.kind": "amniocentesis", "plan.at": "16.3"}, "zh")
    (error,) = sheet.box("plan.at").errors
    assert "plan.at" not in error
    assert label_of("plan.at", "zh") == "当天孕周"


def test_two_people_in_one_section_get_a_question(browser: Client, pregnancy: Pregnancy) -> None:
    address = reverse("form", args=[pregnancy.public_id, "screening"])
    first = {"screening.scan": "normal", "screening.cfdna": "low_risk", "revision.screening": "0"}
    assert browser.post(address, first).status_code == 302
    second = {"screening.scan": "anomaly", "screening.cfdna": "low_risk", "revision.screening": "0"}
    asked = browser.post(address, second)
    assert asked.status_code == 409
    back = {asked.context["revision_box"]: asked.context["revision"], **dict(asked.context["sent"])}
    for question in asked.context["questions"]:
        back |= {question["choice"]: "theirs", question["theirs_box"]: question["theirs_typed"][0]}
    assert browser.post(address, back).status_code == 302
    assert Pregnancy.objects.get().screening_section.scan == "normal"


def test_a_draft_fills_the_form_again(browser: Client, pregnancy: Pregnancy) -> None:
    address = reverse("form", args=[pregnancy.public_id, "screening"])
    kept = browser.post(reverse("keep_draft"), {"path": address, "f-screening.scan_detail": "NT 1.8 mm"})
    assert kept.status_code == 200
    page = browser.get(address).content.decode()
    assert "NT 1.8 mm" in page
    assert "This is your draft" in page
