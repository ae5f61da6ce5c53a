"""Pages of a review: what is sent is kept, what cannot be meant is said, and nobody overwrites anybody."""

import io
import json
import re
from datetime import date, timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amnio.answers.letter import QuestionTopic
from amnio.answers.versions import compare_versions
from amnio.clinic.gestation import GestationalAge
from amnio.guidance.clocks import Still
from amnio.registry import reviewing
from amnio.registry.access import Role
from amnio.registry.actions import reviews
from amnio.registry.actions.pregnancies import change_section
from amnio.registry.actions.test_orders import order_test, record_result
from amnio.registry.models import BlindJudgement, Conclusion, ContributoryFactor, Event, LossReview, Words
from amnio.registry.words import words
from tests.registry.conftest import People
from tests.registry.lost_pregnancies import agreed, concluded, judged_by_both, lost_pregnancy, second_reader

JUDGED = {"group": "infection", "certainty": "probable", "anyway": "no", "reasons": "Fever first."}


@pytest.fixture
def started(people: People) -> LossReview:
    return reviews.start(people.actor(), lost_pregnancy(people))


@pytest.fixture
def browser(people: People) -> Client:
    return people.browser()


def _lately() -> date:
    """A day of dating with which she lost today, so that her dates lie ahead."""
    return timezone.localdate() - timedelta(days=34)


def _url(name: str, review: LossReview, *more: object) -> str:
    return reverse(name, args=[review.pregnancy.public_id, *more])


def test_a_loss_moves_through_the_lists(people: People, browser: Client) -> None:
    pregnancy = lost_pregnancy(people)

    def heads(client: Client) -> dict[str, int]:
        lists = client.get(reverse("reviews")).context
        return {name: lists[name].count for name in ("lost", "to_judge", "second", "rest", "closed")}

    assert heads(browser) == {"lost": 1, "to_judge": 0, "second": 0, "rest": 0, "closed": 0}
    browser.post(reverse("review_start", args=[pregnancy.public_id]))
    other = people.browser(Role.REVIEWER)
    assert heads(browser) == {"lost": 0, "to_judge": 1, "second": 0, "rest": 0, "closed": 0}
    assert heads(other) == {"lost": 0, "to_judge": 0, "second": 1, "rest": 0, "closed": 0}
    other.post(reverse("review_second", args=[pregnancy.public_id]))
    assert heads(other) == {"lost": 0, "to_judge": 1, "second": 0, "rest": 0, "closed": 0}


def test_a_record_that_contradicts_itself_is_not_reviewed_and_says_why(people: People, browser: Client) -> None:
    before_the_procedure = GestationalAge(100)
    pregnancy = lost_pregnancy(people, loss={"outcome": "loss", "at": before_the_procedure})
    response = browser.post(reverse("review_start", args=[pregnancy.public_id]))
    assert response.status_code == 422
    assert "loss.at" in response.content.decode()
    assert not LossReview.objects.exists()


@pytest.mark.parametrize(
    ("left_out", "wrong"),
    [
        ({"reasons": ""}, "reasons"),
        ({"group": ""}, "group"),
        ({"anyway": ""}, "anyway"),
        ({"certainty": ""}, "certainty"),
        ({"share_fetal": "60", "share_infection": "30"}, "__all__"),
        ({"share_fetal": "101"}, "share_fetal"),
    ],
)
def test_a_judgement_that_is_not_whole_is_not_saved_and_not_lost(
    started: LossReview, browser: Client, left_out: dict, wrong: str
) -> None:
    response = browser.post(_url("review_judge", started), JUDGED | left_out)
    assert response.status_code == 422
    assert wrong in response.context["form"].errors
    if "reasons" not in left_out:
        assert "Fever first." in response.content.decode()
    assert not BlindJudgement.objects.exists()


def test_shares_are_kept_as_given(started: LossReview, browser: Client) -> None:
    browser.post(_url("review_judge", started), JUDGED | {"share_infection": "70", "share_other": "30"})
    shares = BlindJudgement.objects.get().shares
    assert (shares["infection"], shares["other"], shares["fetal"]) == (70, 30, 0)


def test_a_second_judgement_through_the_page_changes_nothing(started: LossReview, browser: Client) -> None:
    browser.post(_url("review_judge", started), JUDGED)
    response = browser.post(_url("review_judge", started), JUDGED | {"group": "fetal"})
    assert response.status_code == 200
    assert BlindJudgement.objects.get().group == "infection"


def test_the_family_s_words_are_kept_and_two_people_get_a_question(started: LossReview, browser: Client) -> None:
    address = _url("review", started)
    sent = {"what": "words", "baby": "Mia", "lost": "died", "wants_anyway_answer": "false", "revision": "0"}
    browser.post(address, sent)
    kept = Words.objects.get()
    assert (kept.baby, kept.lost, kept.wants_anyway_answer) == ("Mia", "died", False)
    asked = browser.post(address, sent | {"baby": "Mina"})
    assert asked.status_code == 409
    assert "Mina" in asked.content.decode()
    assert Words.objects.get().baby == "Mia"


def test_an_older_conclusion_gets_one_question_for_its_cause(people: People, browser: Client) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    reviews.conclude(people.actor(), review, review.versions.get(), concluded(), agreed=False, revision=0)
    sent = {"what": "own", "cause": "other/cord", "certainty": "clear", "reasons": "Cord.", "revision": "0"}
    response = browser.post(_url("review_conclude", review), sent)
    assert response.status_code == 409
    told = response.content.decode()
    assert told.count('name="merge-choice-cause"') >= 1
    assert 'value="mechanical/leak_infected"' in told
    assert Conclusion.objects.get().cause == "mechanical"


def test_a_care_grade_is_kept_apart_and_gets_a_question_too(people: People, browser: Client) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    before = review.versions.get().answer
    address = _url("review_care", review)
    sent = {"what": "care", "grade": "issue_no_difference", "reason": "Late call.", "revision": str(review.revision)}
    assert browser.post(address, sent).status_code == 302
    assert browser.post(address, sent | {"grade": "no_issue", "reason": "None."}).status_code == 409
    browser.post(address, {"what": "factor", "area": "organisation", "text": "One room for two.", "revision": "0"})
    assert LossReview.objects.get().care_grade == 1
    assert ContributoryFactor.objects.get().kind == "organisation"
    assert review.versions.get().answer == before
    told = browser.get(address).content.decode()
    assert "%" not in told.split('class="note intro"')[1].split("<footer")[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_letter_goes_out_when_every_question_has_words(people: People, language: str) -> None:
    review = agreed(people, lost_pregnancy(people))
    question = reviews.ask(people.actor(), review, asked="Did Mia feel pain?", topic=QuestionTopic.SOMETHING_ELSE)
    browser, address = people.browser(language=language), _url("review_letter", review)
    sent = {"what": "letter", "letter_language": language, "contact": "", "team_words": "", "write": "yes"}
    browser.post(address, sent)
    assert not review.letters.exists()
    answered = {"what": f"question-{question.pk}", "answer": "No.", "kind": "something_else", "revision": "1"}
    browser.post(address, answered)
    browser.post(address, sent)
    letter = review.letters.get()
    assert letter.content["questions"][0] == {"asked": "Did Mia feel pain?", "topic": "something_else", "answer": "No."}
    printed = browser.get(_url("review_letter_pdf", review, letter.pk))
    assert (printed.headers["content-type"], printed.content[:4]) == ("application/pdf", b"%PDF")


def test_a_letter_is_printed_as_it_went_out(people: People, browser: Client) -> None:
    review = agreed(people, lost_pregnancy(people))
    letter = reviews.write_letter(people.actor(), review, language="en", contact="Dr Chen", team_words="")
    before = json.dumps(letter.content)
    change_section(people.actor(), review.pregnancy, "words", {"baby": "Mia", "lost": "died"}, revision=0)
    assert review.letters.get().content == json.loads(before)
    assert browser.get(_url("review_letter_pdf", review, letter.pk)).status_code == 200


def test_the_page_of_the_answer_says_what_came_in_and_answers_again(people: People, browser: Client) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    assert "new_facts" not in browser.get(_url("review_answer", review)).content.decode()
    change_section(people.actor(), review.pregnancy, "examination", {"retroplacental_clot": "present"}, revision=0)
    page = browser.get(_url("review_answer", review))
    assert len(page.context["new_facts"]) == 1
    browser.post(_url("review_answer_again", review))
    assert browser.get(_url("review_answer", review)).context["new_facts"] == []
    first, second = (reviewing.version_of(row) for row in review.versions.order_by("number"))
    compared = compare_versions(first, second)
    assert [(fact.field, fact.after) for fact in compared.facts] == [("examination.retroplacental_clot", "present")]
    assert compared.same_makings
    assert browser.get(_url("review_versions", review, 1, 2)).status_code == 200
    assert browser.get(_url("review_version", review, 7)).status_code == 404


@pytest.mark.parametrize("same", [True, False])
def test_an_agreed_conclusion_is_filled_in_only_where_both_chose_the_same(
    people: People, browser: Client, same: bool
) -> None:
    review = judged_by_both(people, lost_pregnancy(people))
    version = review.versions.get()
    other = concluded() if same else concluded(None)
    reviews.conclude(people.actor(), review, version, concluded(), agreed=False, revision=0)
    reviews.conclude(second_reader(people), review, version, other, agreed=False, revision=0)
    form = browser.get(_url("review_conclude", review)).context["agreed_form"]
    assert form["cause"].value() == ("mechanical/leak_infected" if same else None)
    assert not form["reasons"].value()  # is always written anew


def test_what_was_urgent_is_one_line_once_a_review_is_closed_and_stands_first_on_its_answer(
    people: People, browser: Client
) -> None:
    pregnancy = lost_pregnancy(people)
    review = agreed(people, pregnancy)
    assert "urgent-later" not in browser.get(_url("review", review)).content.decode()
    change_section(people.actor(), pregnancy, "signs", {"fever": "present"}, revision=1)
    page = browser.get(_url("review_answer", review)).content.decode()
    assert page.index("urgent-later") < page.index('class="card notice"')
    browser.post(_url("review_close", review))
    assert "At the time: " in browser.get(_url("review", review)).content.decode()


def test_the_calendar_tells_nobody_else_what_it_is_about(people: People, browser: Client) -> None:
    review = agreed(people, lost_pregnancy(people, dated_on=_lately()))
    for language in ("en", "zh"):
        response = browser.get(_url("review_calendar", review, language))
        told = response.content.decode()
        assert told.startswith("BEGIN:VCALENDAR")
        titles = [line for line in told.splitlines() if line.startswith("SUMMARY")]
        assert titles
        assert not [title for title in titles if any(word in title for word in ("loss", "baby", "丢失", "宝宝"))]
    assert browser.get(_url("review_calendar", review, "fr")).status_code == 404
    assert browser.get(_url("review_plan", review, "zh")).content.startswith(b"%PDF")
    assert browser.get(_url("review_sheet", review)).content.startswith(b"%PDF")


def test_no_address_or_file_name_holds_who_she_is(people: People, browser: Client) -> None:
    review = agreed(people, lost_pregnancy(people, dated_on=_lately()))
    for name in ("review_sheet", "review_plan", "review_calendar"):
        more = () if name == "review_sheet" else ("en",)
        address = _url(name, review, *more)
        response = browser.get(address)
        for told in (address, response.headers["content-disposition"]):
            assert "Li" not in told
            assert "H-1" not in told


def test_a_third_person_sees_the_answer_and_changes_nothing(people: People) -> None:
    from tests.registry.lost_pregnancies import third_person

    review = judged_by_both(people, lost_pregnancy(people))
    outsider = third_person(people)
    client = Client()
    client.force_login(outsider.staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(_url("review_answer", review)).status_code == 200
    sent = {"what": "own", "cause": "other/cord", "certainty": "clear", "reasons": "x", "revision": "0"}
    assert client.post(_url("review_conclude", review), sent).status_code == 403
    assert not Conclusion.objects.exists()


def test_a_closed_review_is_on_the_last_list_and_still_answers_again(people: People, browser: Client) -> None:
    review = agreed(people, lost_pregnancy(people))
    browser.post(_url("review_close", review))
    assert LossReview.objects.get().closed_at is not None
    assert browser.get(reverse("reviews")).context["closed"].count == 1
    browser.post(_url("review_answer_again", review))
    assert review.versions.count() == 2


def test_a_result_opens_a_closed_review_again_and_the_pages_say_what_changed(people: People, browser: Client) -> None:
    pregnancy = lost_pregnancy(people)
    review = agreed(people, pregnancy)
    order = order_test(people.actor(), pregnancy, test="histology", ordered_on=date(2026, 3, 26), expected_on=None)
    browser.post(_url("review_close", review))
    assert browser.get(reverse("reviews")).context["news"].count == 0
    value = {"result": "fetal_response", "result_on": date(2026, 4, 20)}
    record_result(people.actor(), pregnancy, order, value, revision=order.revision)
    assert browser.get(reverse("reviews")).context["news"].count == 1
    assert browser.get(_url("review_letter", review)).context["newer"] is None
    browser.post(_url("review_answer_again", review))
    assert LossReview.objects.get().closed_at is None
    opened = Event.objects.filter(kind="review.reopened").get()
    assert opened.details["version"] == 2
    assert browser.get(reverse("reviews")).context["news"].count == 0
    for name in ("review_letter", "review_conclude"):
        page = browser.get(_url(name, review))
        newer = page.context["newer"]
        assert (newer.agreed, newer.latest, len(newer.facts)) == (1, 2, 1)
        assert newer.facts[0] in page.content.decode()
    assert review.letters.count() == 0
    assert review.conclusions.filter(reviewer=None).get().version.number == 1
    browser.post(_url("review_close", review))
    browser.post(_url("review_reopen", review))
    assert LossReview.objects.get().closed_at is None
    assert Event.objects.filter(kind="review.reopened").count() == 2
    browser.post(_url("review_reopen", review))
    assert Event.objects.filter(kind="review.reopened").count() == 2


def test_nobody_but_a_reader_opens_a_review_again(people: People, browser: Client) -> None:
    from tests.registry.lost_pregnancies import third_person

    review = agreed(people, lost_pregnancy(people))
    browser.post(_url("review_close", review))
    client = Client()
    client.force_login(third_person(people).staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(_url("review_reopen", review)).status_code == 403
    assert LossReview.objects.get().closed_at is not None


def test_pages_of_a_review_ask_the_database_little(people: People, browser: Client, django_assert_max_num_queries):
    review = agreed(people, lost_pregnancy(people))
    for name in ("review", "review_answer", "review_readers", "review_conclude", "review_care", "review_letter"):
        browser.get(_url(name, review))
        with django_assert_max_num_queries(60):
            browser.get(_url(name, review))


def test_every_word_of_a_review_is_used_and_stands_in_both_languages() -> None:
    from pathlib import Path

    import amnio.registry

    folder = Path(amnio.registry.__file__).parent
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in (*folder.rglob("*.py"), *folder.rglob("reviews/*.html"))
    )
    keys = [key for key in words("en") if key.startswith("reviews.")]
    assert keys == [key for key in words("zh") if key.startswith("reviews.")]
    made = ("about_", "step_", "table_", "certainty_", "anyway_", "area_", "grade_", "detail_", "language_", "not_yet_")
    of_forms = ("question_", "name_", "words_", "judge_", "conclude_", "care_", "factor_", "answer_", "letter_")
    kept = tuple(f"reviews.{prefix}" for prefix in (*made, *of_forms))
    assert [key for key in keys if key not in source and not key.startswith(kept)] == []


def test_a_letter_uses_the_words_that_the_family_uses_when_it_is_written(people: People) -> None:
    review = agreed(people, lost_pregnancy(people))
    version = review.versions.get()
    assert version.case.get("words") in (None, {})
    change_section(people.actor(), review.pregnancy, "words", {"baby": "Mia", "lost": "fell asleep"}, revision=0)
    fresh = LossReview.objects.get(pk=review.pk)
    letter = reviews.write_letter(people.actor(), fresh, language="en", contact="", team_words="")
    assert letter.content["review"]["summary"]["words"]["baby"] == "Mia"
    address = _url("review_letter", fresh)
    told = people.browser().post(address, {"what": "letter", "letter_language": "en", "look": "yes"}).content.decode()
    assert "Mia fell asleep" in told
    assert "I lost my baby" not in told


def test_what_is_written_long_after_the_loss_offers_nothing_as_if_it_were_new(people: People, browser: Client) -> None:
    long_ago = timezone.localdate() - timedelta(days=200)
    review = agreed(people, lost_pregnancy(people, dated_on=long_ago - timedelta(days=34)))
    letter = browser.get(_url("review_letter", review)).content.decode()
    answer = browser.get(_url("review_answer", review)).content.decode()
    assert "现在还可以" in letter
    assert "今天就" not in letter
    assert "no longer possible" in answer
    assert "ask today" not in answer
    plan = browser.get(_url("review_plan", review, "en"))
    pages = pypdf.PdfReader(io.BytesIO(plan.content)).pages
    told = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert "That time is over" in told
    nothing = browser.get(_url("review_calendar", review, "en"), follow=True)
    assert "No day of the plan lies ahead" in nothing.content.decode()
    assert "tub bath" not in told


def test_an_earlier_version_of_the_answer_is_told_for_the_day_on_which_it_was_made(people: People) -> None:
    review = agreed(people, lost_pregnancy(people, dated_on=_lately()))
    version = review.versions.get()
    made = timezone.localtime(version.made_at).date()
    assert reviewing.answer_of(version).told_on == made
    assert {advice.still for advice in reviewing.answer_of(version).tests} == {Still.OPEN}
    later = reviewing.answer_of(version, made + timedelta(days=100))
    assert Still.CLOSED in {advice.still for advice in later.tests}


def test_today_is_the_day_of_a_letter(people: People) -> None:
    review = agreed(people, lost_pregnancy(people))
    letter = reviews.write_letter(people.actor(), review, language="en", contact="", team_words="")
    assert abs((date.fromisoformat(letter.content["written_on"]) - date.today()).days) <= 1
    assert second_reader(people).staff.pk in (review.first_reader_id, review.second_reader_id)


#: Text that means something to a browser, a template, a page of typst or a file of a calendar.
NASTY = (
    '<script>alert(1)</script><img src=x onerror="alert(1)">',
    "{baby} {{ 7*7 }} {% debug %} %s %(x)s",
    '#import "x.typ" $x^2$ `raw` *bold* _it_ \\ // @label <label> ~',
    "=cmd|'/c calc'!A1\n\r\tBEGIN:VEVENT\u2028\u202e宝宝",
)


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_typed_is_shown_as_typed(people: People, browser: Client, nasty: str) -> None:
    review = agreed(people, lost_pregnancy(people, dated_on=_lately()))
    browser.post(_url("review", review), {"what": "question", "words": nasty, "about": "why"})
    words_sent = {"what": "words", "baby": nasty[:200], "lost": nasty[:200], "revision": "0"}
    kept = browser.post(_url("review", review), words_sent)
    assert kept.status_code == (422 if "\u202e" in nasty else 302)
    browser.post(_url("review_care", review), {"what": "factor", "area": "other", "text": nasty})
    given = {"what": "letter", "letter_language": "en", "contact": nasty[:80], "team_words": nasty}
    told = browser.post(_url("review_letter", review), given | {"look": "yes"}).content.decode()
    told += (
        browser.get(_url("review", review)).content.decode() + browser.get(_url("review_care", review)).content.decode()
    )
    assert "<script>alert" not in told
    assert "<img src=x" not in told
    assert "49" not in told.split("7*7")[0][-20:]
    written = browser.post(_url("review_letter", review), given | {"write": "yes"})
    if "\u202e" in nasty:  # what turns the others round goes onto no paper, and what was typed is still there
        assert "invisible character" in written.content.decode()
        assert "BEGIN:VEVENT" in written.content.decode()
        assert not review.letters.exists()
        plain = "".join(one for one in nasty if one not in "\r\u2028\u202e")
        given |= {"contact": plain.replace("\n", " ").replace("\t", " ")[:80], "team_words": plain}
        browser.post(_url("review_letter", review), given | {"write": "yes"})
    letter = review.letters.get()
    for address in (
        _url("review_letter_pdf", review, letter.pk),
        _url("review_sheet", review),
        _url("review_plan", review, "zh"),
    ):
        assert browser.get(address).content.startswith(b"%PDF")
    calendar = browser.get(_url("review_calendar", review, "en")).content.decode()
    assert calendar.count("BEGIN:VCALENDAR") == calendar.count("END:VCALENDAR") == 1
    assert len([line for line in calendar.splitlines() if line == "BEGIN:VEVENT"]) == len(
        [line for line in calendar.splitlines() if line == "END:VEVENT"]
    )
