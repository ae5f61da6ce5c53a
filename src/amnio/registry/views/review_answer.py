"""The answer, the readers beside it, conclusions with their labels, and apart from all that the care."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from amnio.answers.classification import labels
from amnio.answers.disagreement import disagreement
from amnio.answers.review_answer import Review
from amnio.answers.team_review import FactorArea
from amnio.answers.unanswered import Unanswered
from amnio.answers.versions import compare_versions
from amnio.answers.without_answer import procedure_came_before
from amnio.clinic.problems import CaseError
from amnio.present import pdf
from amnio.present.document import Audience, Document, Heading, Language
from amnio.present.narrative import team_disagreement, write
from amnio.present.narrative.team_review import labels_section, told, write_team_review
from amnio.present.narrative.team_versions import write_versions
from amnio.present.narrative.without_answer import write_unanswered
from amnio.present.narrative.wording import Wording
from amnio.registry import reviewing
from amnio.registry.access import Permission, needs
from amnio.registry.actions import reviews as actions
from amnio.registry.actions.reviews import NotYet
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.keeping import ask as merge
from amnio.registry.forms.keeping import saved
from amnio.registry.forms.reviews import CareForm, ConclusionForm, FactorForm, chosen_cause, opened_among
from amnio.registry.models import AnswerVersion, Conclusion
from amnio.registry.review_address import ReviewAddress
from amnio.registry.views.review_steps import (
    Desk,
    blocks_as_part,
    changed_lines,
    desk,
    kept_one,
    page,
    part,
    urgent_of,
    version_or_judge,
)
from amnio.registry.words import words


def _team_words(language: str) -> Wording:
    return Wording(language=Language(language), audience=Audience.CLINICIAN, topics=(team_disagreement.TOPIC,))


_READERS = 2
_SECTION = 2  # the level of its headings


@needs(Permission.REVIEW)
def answer(request: HttpRequest, address: ReviewAddress, number: int | None = None) -> HttpResponse:
    """The answer as it was given, an earlier version or the latest one, which tells what can still be done today."""
    at = desk(request, address)
    version = version_or_judge(at)
    if isinstance(version, HttpResponse):
        return version
    if number is not None:
        earlier = actions.show_answer(request.actor, at.review, number)
        if earlier is None:
            raise Http404
        version = earlier
    latest = at.review.versions.order_by("number").last()
    today = timezone.localdate() if version == latest else None
    document = _document(reviewing.answer_of(version, today), request.language)
    new_facts = _new_facts(at, version, request.language) if version == latest else []
    # What is urgent stands above whatever else stands above the answer.
    first: dict[str, Any] = {"urgent": urgent_of(at, request.language), "urgent_in_short": True} if new_facts else {}
    return page(
        request,
        at,
        "registry/reviews/answer.html",
        answer=part(document),
        contents=[block for block in document.blocks if isinstance(block, Heading) and block.level == _SECTION],
        version=version,
        versions=at.review.versions.order_by("-number"),
        latest=version == latest,
        new_facts=new_facts,
        **first,
    )


def _document(told: Review | Unanswered, language: str) -> Document:
    return write_unanswered(told, language=language) if isinstance(told, Unanswered) else write(told, language=language)


def _new_facts(at: Desk, version: AnswerVersion, language: str) -> list[str]:
    """What was recorded, changed or taken back since the version was made."""
    if at.case is None:
        return []
    return changed_lines(reviewing.case_of_version(version), at.case, language)


@needs(Permission.REVIEW)
@require_POST
def answer_again(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """A further version, of the record as it is now."""
    at = desk(request, address)
    try:
        actions.make_version(request.actor, at.review)
    except (NotYet, CaseError):
        return redirect("review", address)
    return redirect("review_answer", address)


@needs(Permission.REVIEW)
def versions(request: HttpRequest, address: ReviewAddress, before: int, after: int) -> HttpResponse:
    """Two versions side by side."""
    at = desk(request, address)
    pair = [actions.show_answer(request.actor, at.review, number) for number in (before, after)]
    if None in pair:
        return redirect("review_judge", address)
    compared = compare_versions(*(reviewing.version_of(version) for version in pair if version is not None))
    document = write_versions(compared, language=request.language)
    return page(request, at, "registry/reviews/versions.html", compared=part(document), title=document.title)


@needs(Permission.REVIEW)
def readers(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """What each reader judged alone, beside the answer, and the reasons of both side by side."""
    at = desk(request, address)
    version = version_or_judge(at)
    if isinstance(version, HttpResponse):
        return version
    told_by_amnio = reviewing.answer_of(version)
    computed = told_by_amnio if isinstance(told_by_amnio, Review) else None
    beside = disagreement(reviewing.judgements_of(at.review), computed)
    wording = _team_words(request.language)
    return page(
        request,
        at,
        "registry/reviews/readers.html",
        overview=blocks_as_part(tuple(team_disagreement.overview(beside, wording)), wording),
        reasons=[
            (
                team_disagreement.shown_reader(reader.judgement, wording),
                team_disagreement.group_name(reader.judgement.group, wording),
                blocks_as_part(tuple(team_disagreement.reasons(reader, wording)), wording),
            )
            for reader in beside.readers
        ],
        judged=len(beside.readers),
    )


@needs(Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """Each reader's conclusion, then the one that is agreed, then the labels that follow from it."""
    at = desk(request, address)
    version = version_or_judge(at)
    if isinstance(version, HttpResponse):
        return version
    rows = list(at.review.conclusions.select_related("version", "reviewer").order_by("pk"))
    own = next((row for row in rows if row.reviewer_id == request.actor.staff.pk), None)
    agreed = next((row for row in rows if row.reviewer_id is None), None)
    readers = [row for row in rows if row.reviewer_id is not None]
    same = _same(readers) if agreed is None else None
    own_form = _form(request, own, "own", version)
    agreed_form = _form(request, agreed, "agreed", version, same)
    for form in (own_form, agreed_form):
        if form.is_bound and form.is_valid():
            return _conclude(request, at, version, form)
    wording = _team_words(request.language)
    by_readers = [(row, told(reviewing.conclusion_of(row), wording)) for row in readers]
    found = () if agreed is None else labels(reviewing.conclusion_of(agreed))
    return page(
        request,
        at,
        "registry/reviews/conclude.html",
        422 if request.method == "POST" else 200,
        own_form=own_form,
        agreed_form=agreed_form,
        keeping=kept_one(own_form, agreed_form),
        by_readers=by_readers,
        agreed=agreed,
        agreed_told=None if agreed is None else told(reviewing.conclusion_of(agreed), wording),
        can_agree=len(by_readers) > 1,
        same=same,
        labels=blocks_as_part(tuple(labels_section(found, wording)), wording) if found else "",
    )


def _conclude(request: HttpRequest, at: Desk, version: AnswerVersion, form: ConclusionForm) -> HttpResponse:
    agreed = form.what == "agreed"
    try:
        actions.conclude(request.actor, at.review, version, form.concluded(), agreed=agreed, revision=form.opened_at)
    except NotYet as why:
        messages.error(request, words(request.language).text(f"reviews.not_yet_{why.code}"))
    except ChangedMeanwhile as meanwhile:
        return merge(request, meanwhile, form.asked(meanwhile))
    saved(request)
    return redirect("review_conclude", at.review.address)


def _same(readers: list[Conclusion]) -> Conclusion | None:
    """The conclusion of a reader where both concluded the same, word for word of the choices."""
    if len(readers) < _READERS or len({(chosen_cause(row), row.certainty) for row in readers}) > 1:
        return None
    return readers[0]


def _form(
    request: HttpRequest, row: Conclusion | None, what: str, version: AnswerVersion, same: Conclusion | None = None
) -> ConclusionForm:
    """The form as it was last saved; before that with what both readers chose, or what the record already has."""
    if row is None and same is not None:
        kept: dict[str, object] = {
            "cause": chosen_cause(same),
            "certainty": same.certainty,
            "details": same.details,
        }
    elif row is None:
        found = reviewing.details_in(reviewing.case_of_version(version), reviewing.answer_of(version))
        kept = {"details": [detail.value for detail in found]}
    else:
        kept = {"cause": chosen_cause(row), "certainty": row.certainty, "details": row.details, "reasons": row.reasons}
    revision = row.revision if row else 0
    return opened_among(
        request,
        ConclusionForm,
        what,
        initial=kept,
        revision=revision,
        language=request.language,
        procedure_before=procedure_came_before(reviewing.case_of_version(version)),
    )


@needs(Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def care(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """The grade of the care and contributory factors: no number of the answer stands on this page."""
    at, language = desk(request, address), request.language
    if not at.judged:
        return redirect("review_judge", address)
    graded = reviewing.graded(at.review)
    kept = {"grade": graded.grade.value, "reason": graded.text} if graded else {}
    care_form = opened_among(request, CareForm, "care", initial=kept, revision=at.review.revision, language=language)
    factor_form = opened_among(request, FactorForm, "factor", initial={}, language=language)
    if factor_form.is_bound and factor_form.is_valid():
        given = factor_form.cleaned_data
        actions.add_factor(request.actor, at.review, FactorArea(given["area"]), given["text"])
        saved(request)
        return redirect("review_care", address)
    if care_form.is_bound and care_form.is_valid():
        return _grade(request, at, care_form)
    factors = [(words(language).text(f"reviews.area_{row.kind}"), row.text) for row in at.review.factors.all()]
    return page(
        request,
        at,
        "registry/reviews/care.html",
        422 if request.method == "POST" else 200,
        care_form=care_form,
        factor_form=factor_form,
        keeping=kept_one(care_form, factor_form),
        factors=factors,
    )


def _grade(request: HttpRequest, at: Desk, form: CareForm) -> HttpResponse:
    reason = form.cleaned_data["reason"]
    try:
        actions.grade_care(request.actor, at.review, form.grade_given(), reason, revision=form.opened_at)
    except ChangedMeanwhile as meanwhile:
        return merge(request, meanwhile, form.asked(meanwhile))
    saved(request)
    return redirect("review_care", at.review.address)


@needs(Permission.REVIEW)
def sheet(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """The summary of the team's review as a PDF."""
    at = desk(request, address)
    version = version_or_judge(at)
    if isinstance(version, HttpResponse):
        return version
    document = write_team_review(reviewing.team_review_of(at.review, version), language=request.language)
    return pdf_response(pdf.render(document), f"review-{at.name_of_files}")


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that is shown in the browser; its name holds the number of the record and nobody's name."""
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs(Permission.REVIEW)
@require_POST
def close(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    at = desk(request, address)
    try:
        actions.close(request.actor, at.review)
    except NotYet as why:
        messages.error(request, words(request.language).text(f"reviews.not_yet_{why.code}"))
    return redirect("review", address)


@needs(Permission.REVIEW)
@require_POST
def reopen(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    at = desk(request, address)
    try:
        actions.reopen(request.actor, at.review)
    except NotYet as why:
        messages.error(request, words(request.language).text(f"reviews.not_yet_{why.code}"))
    return redirect("review", address)
