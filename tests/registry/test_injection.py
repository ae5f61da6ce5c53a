"""What somebody types is text wherever it comes out again: in pages, in her export, in the table for a study."""

import io
import re
from datetime import date

import pypdf
import pytest
from django.urls import reverse

from amnio.clinic.gestation import GestationalAge
from amnio.registry.access import Role
from amnio.registry.actions import exporting, reviews
from amnio.registry.actions.pregnancies import change_section, register
from amnio.registry.models import Pregnancy, Woman
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import agreed, lost_pregnancy

DATED = {"at": GestationalAge(87), "on": date(2026, 2, 19), "method": "scan"}
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE registry_woman; --",
    '=HYPERLINK("http://x")',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "%s %(name)s {0} {name}",
)


def _recorded(people: People, text: str) -> Pregnancy:
    woman = {"name": text, "hospital_number": text[:40], "phone": text[:40], "language": "en"}
    pregnancy = register(people.actor(), woman=woman, registered_on=date(2026, 3, 1), dating=DATED)
    change_section(people.actor(), pregnancy, "words", {"baby": text, "lost": text}, revision=0)
    change_section(people.actor(), pregnancy, "screening", {"scan_detail": text}, revision=0)
    return pregnancy


@pytest.mark.parametrize("text", NASTY)
def test_no_page_runs_or_loses_what_was_typed(people: People, text: str) -> None:
    pregnancy = _recorded(people, text)
    pages = [reverse(name, args=[pregnancy.public_id]) for name in ("pregnancy", "everything", "woman", "history")]
    for path in (*pages, reverse("pregnancies"), reverse("worklist")):
        answer = people.browser().get(path)
        assert answer.status_code == 200, path
        page = answer.content.decode()
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
        assert "django-insecure" not in page, path
    assert Woman.objects.get().name == text


@pytest.mark.parametrize("text", NASTY)
def test_a_search_takes_every_character_as_itself(people: People, text: str) -> None:
    _recorded(people, text)
    answer = people.browser().post(reverse("pregnancies"), {"q": text, "search": text}, follow=True)
    assert answer.status_code == 200
    assert Woman.objects.count() == 1


@pytest.mark.parametrize("text", NASTY)
def test_nothing_that_was_typed_reaches_the_table_of_a_study(people: People, text: str) -> None:
    _recorded(people, text)
    made = exporting.export_study(people.actor(Role.AUDIT_LEAD), people.unit, study="a")
    assert all(text.encode() not in content for content in made.files.values())


@pytest.mark.parametrize("text", NASTY)
def test_a_request_finds_her_by_exactly_that_number(people: People, text: str) -> None:
    pregnancy = _recorded(people, text)
    answer = people.browser(Role.ADMINISTRATOR).post(reverse("requests"), {"hospital_number": text[:40]})
    assert answer.headers["Location"] == reverse("request", args=[pregnancy.woman.public_id])


@pytest.mark.parametrize("text", [*NASTY, '#read("/etc/hostname") #(40 + 2) $x^2$ *b* @a <b>'])
def test_the_letter_prints_what_was_typed_and_runs_none_of_it(people: People, text: str) -> None:
    review = agreed(people, lost_pregnancy(people))
    change_section(people.actor(), review.pregnancy, "words", {"baby": text, "lost": text}, revision=0)
    letter = reviews.write_letter(people.actor(), review, language="en", contact=text, team_words=text)
    page = people.browser().get(reverse("review_letter", args=[review.pregnancy.public_id])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    answer = people.browser().get(reverse("review_letter_pdf", args=[review.pregnancy.public_id, letter.pk]))
    read = pypdf.PdfReader(io.BytesIO(answer.content))
    printed = "".join(sheet.extract_text() for sheet in read.pages)
    assert _letters(text) in _letters(printed)
    assert not [
        link for sheet in read.pages for link in sheet.get("/Annots", []) if "http://x" in str(link.get_object())
    ]
    assert not read.attachments
    assert "/JavaScript" not in str(read.trailer["/Root"])


def _letters(text: str) -> str:
    """Without what a line break, a ligature or a curled quote may change on paper."""
    return re.sub(r"[\s\u00ad\"'\u2018\u2019\u201c\u201d-]", "", text)
