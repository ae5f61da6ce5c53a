"""The letter to the family, and what goes with it: the care plan on paper and in her calendar."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from amnio.answers.care import CareRequest, care
from amnio.answers.care_answer import Care
from amnio.answers.letter import FamilyLetter
from amnio.answers.stored import read_back
from amnio.guidance.profiles import DEFAULT_PROFILE
from amnio.present import calendar, pdf
from amnio.present.document import Language
from amnio.present.narrative import care_calendar, care_page
from amnio.present.narrative.letter import write_letter
from amnio.registry import reviewing
from amnio.registry.access import Permission, needs
from amnio.registry.actions import reviews as actions
from amnio.registry.actions.action import seen
from amnio.registry.actions.reviews import NotYet
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.care_today import as_of_today
from amnio.registry.forms.keeping import ask as merge
from amnio.registry.forms.keeping import saved
from amnio.registry.forms.reviews import AnswerForm, LetterForm, opened_among
from amnio.registry.models import FamilyQuestion
from amnio.registry.review_address import ReviewAddress
from amnio.registry.views.review_answer import pdf_response
from amnio.registry.views.review_steps import Desk, desk, kept_one, page, part, version_or_judge
from amnio.registry.words import words

_LANGUAGES = ("en", "zh")


@needs(Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """The questions with the team's answers, the letter as it would go out, and the letters that went out."""
    at = desk(request, address)
    version = version_or_judge(at)
    if isinstance(version, HttpResponse):
        return version
    agreed = at.review.conclusions.filter(reviewer=None).select_related("version").first()
    if agreed is None:
        messages.error(request, words(request.language).text("reviews.not_yet_letter"))
        return redirect("review_conclude", address)
    language = at.language_of_words if at.language_of_words in _LANGUAGES else "zh"
    form = opened_among(request, LetterForm, "letter", initial={"letter_language": language}, language=request.language)
    questions = [(row, _question_form(request, row)) for row in at.review.questions.all()]
    for row, question in questions:
        if question.is_bound and question.is_valid():
            return _answer(request, row, question)
    given = {"letter_language": language, "contact": "", "team_words": ""}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if "write" in request.POST:
            return _write(request, at, given)
    draft = reviewing.letter_of(
        at.review,
        agreed,
        written_on=timezone.localdate(),
        contact=given["contact"],
        team_words=given["team_words"],
    )
    return page(
        request,
        at,
        "registry/reviews/letter.html",
        form=form,
        keeping=kept_one(form, *(question for _, question in questions)),
        questions=questions,
        draft=part(write_letter(draft, language=given["letter_language"])),
        agreed_on_answer=agreed.version.answered,
        draft_language=given["letter_language"],
        languages=_LANGUAGES,
        unanswered=draft.unanswered,
        letters=at.review.letters.select_related("written_by").order_by("-pk"),
        may_write=request.actor.may(Permission.WRITE_LETTER),
    )


def _question_form(request: HttpRequest, row: FamilyQuestion) -> AnswerForm:
    kept = {"answer": row.answer, "kind": row.topic}
    return opened_among(
        request, AnswerForm, f"question-{row.pk}", initial=kept, revision=row.revision, language=request.language
    )


def _answer(request: HttpRequest, row: FamilyQuestion, form: AnswerForm) -> HttpResponse:
    """What the team writes to one question."""
    values = {"answer": form.cleaned_data["answer"], "topic": form.cleaned_data["kind"]}
    try:
        actions.answer_question(request.actor, row, values, revision=form.opened_at)
    except ChangedMeanwhile as meanwhile:
        return merge(request, meanwhile, form.asked(meanwhile))
    saved(request)
    return redirect("review_letter", row.review.address)


def _write(request: HttpRequest, at: Desk, given: dict[str, Any]) -> HttpResponse:
    address = at.review.address
    try:
        actions.write_letter(
            request.actor,
            at.review,
            language=given["letter_language"],
            contact=given["contact"],
            team_words=given["team_words"],
        )
    except NotYet as why:
        messages.error(request, words(request.language).text(f"reviews.not_yet_{why.code}"))
    else:
        saved(request, "reviews.letter_written")
    return redirect("review_letter", address)


@needs(Permission.REVIEW)
def letter_pdf(request: HttpRequest, address: ReviewAddress, letter: int) -> HttpResponse:
    """A letter as it went out."""
    at = desk(request, address)
    if isinstance(version := version_or_judge(at), HttpResponse):
        return version
    row = get_object_or_404(at.review.letters, pk=letter)
    seen("letter.printed", by=request.actor, about=at.review.pregnancy, letter=row.pk)
    document = write_letter(read_back(FamilyLetter, row.content), language=row.language)
    return pdf_response(pdf.render(document), f"letter-{at.name_of_files}-{row.language}")


@needs(Permission.REVIEW)
def plan(request: HttpRequest, address: ReviewAddress, language: str) -> HttpResponse:
    """The care plan for the family as a PDF."""
    at = desk(request, address)
    phone = at.review.pregnancy.unit.phone or None
    document = care_page.write(_care(at), language=_known(language), audience="family", phone=phone, code=True)
    return pdf_response(pdf.render(document), f"plan-{at.name_of_files}-{_known(language)}")


@needs(Permission.REVIEW)
def plan_calendar(request: HttpRequest, address: ReviewAddress, language: str) -> HttpResponse:
    """The care plan for her calendar, with titles that tell nobody else what it is about."""
    at = desk(request, address)
    answer, tongue = _care(at), _known(language)
    if not answer.events:
        messages.error(request, words(request.language).text("reviews.plan_no_dates"))
        return redirect("review_letter", address)
    entries = care_calendar.entries(answer, language=tongue, phone=at.review.pregnancy.unit.phone or None)
    content = calendar.render(
        entries, name=care_calendar.calendar_name(tongue), language=tongue, made_at=datetime.now(UTC)
    )
    name = f"plan-{at.name_of_files}-{tongue}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _care(at: Desk) -> Care:
    if at.case is None:
        raise Http404
    seen("plan.printed", by=at.actor, about=at.review.pregnancy)
    profiles = tuple(at.review.pregnancy.unit.profiles)
    return care(
        as_of_today(at.case), CareRequest(profiles=profiles or (DEFAULT_PROFILE,), time_zone=settings.TIME_ZONE)
    )


def _known(language: str) -> Language:
    if language not in _LANGUAGES:
        raise Http404
    return Language(language)
