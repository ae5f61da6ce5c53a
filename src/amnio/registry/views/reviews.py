"""The list of reviews; starting one; the family's words and questions and the facts; the blind judgement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from amnio.answers.letter import QuestionTopic
from amnio.answers.versions import facts_of
from amnio.clinic.case import Case
from amnio.clinic.case_fields import FIELDS
from amnio.clinic.problems import CaseError
from amnio.present.document import Audience, Language
from amnio.present.narrative.wording import Wording
from amnio.registry.access import Permission, needs
from amnio.registry.actions import reviews as actions
from amnio.registry.actions.action import seen
from amnio.registry.actions.pregnancies import change_section
from amnio.registry.actions.reviews import NotYet
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.babies import ONLY, babies_of, lost_babies, without_review
from amnio.registry.forms.keeping import ask as merge
from amnio.registry.forms.keeping import opened, saved
from amnio.registry.forms.reviews import BabyNameForm, FamilyWordsForm, JudgementForm, QuestionForm, opened_among
from amnio.registry.models import Fetus, LossReview, Pregnancy
from amnio.registry.own_judgement import not_blind
from amnio.registry.queries import lost_without_review, of_pregnancies_of, pregnancies_of, with_news
from amnio.registry.review_address import ReviewAddress
from amnio.registry.views.review_steps import Desk, desk, kept_one, page, problems_of, said_of, why_none
from amnio.registry.words import words

#: Tables of a case in which a review looks for what happened; what stands in none of them is not missed.
_LOOKED_FOR = ("procedure", "signs", "loss", "examination", "tests")
#: Tables that a judgement seldom needs: long lists of what was ticked, one key away.
_APART = ("plan", "aftercare")
_MOST_ROWS = 25
#: The two halves of the dating, which the catalogue of answers has no names for.
_DATED = {"pregnancy.dating.at": "reviews.dated_at", "pregnancy.dating.on": "reviews.dated_on"}


@needs(Permission.REVIEW)
def reviews(request: HttpRequest) -> HttpResponse:
    """Losses without a review, and reviews by what they wait for."""
    actor = request.actor
    of_unit = pregnancies_of(actor)
    seen("reviews.listed", by=actor)
    rows = (
        LossReview.objects.filter(of_pregnancies_of(actor))
        .select_related(
            *("pregnancy__woman", "pregnancy__loss_section", "pregnancy__pregnancy_section"),
            *("first_reader", "second_reader"),
        )
        .prefetch_related("pregnancy__fetuses")
    )
    mine = Q(first_reader=actor.staff) | Q(second_reader=actor.staff)
    news = with_news(rows.filter(closed_at__isnull=False))
    still_open = rows.filter(closed_at__isnull=True)
    to_judge = still_open.filter(mine).exclude(judgements__reviewer=actor.staff)
    second = still_open.filter(second_reader__isnull=True).exclude(first_reader=actor.staff)
    rest = still_open.exclude(pk__in=to_judge.values("pk")).exclude(pk__in=second.values("pk"))
    lost = lost_without_review(of_unit).prefetch_related("fetuses", "loss_reviews")
    return render(
        request,
        "registry/reviews/list.html",
        {
            "lost": Shown.of(
                lost.select_related("woman", "loss_section", "pregnancy_section").order_by("-registered_on", "-pk"),
                Lost,
            ),
            "to_judge": Shown.of(to_judge.order_by("opened_at")),
            "second": Shown.of(second.order_by("opened_at")),
            "rest": Shown.of(rest.order_by("-opened_at")),
            "news": Shown.of(news.order_by("-closed_at")),
            "closed": Shown.of(
                rows.filter(closed_at__isnull=False).exclude(pk__in=news.values("pk")).order_by("-closed_at")
            ),
        },
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The first rows of a list, and how many there are in all."""

    rows: list[Any]
    count: int

    @classmethod
    def of(cls, found: QuerySet[Any], shown_as: Callable[[Any], Any] = lambda row: row) -> "Shown":
        rows = [shown_as(row) for row in found[: _MOST_ROWS + 1]]
        return cls(rows=rows[:_MOST_ROWS], count=len(rows) if len(rows) <= _MOST_ROWS else found.count())

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


class Lost:
    """A pregnancy with a loss whose review was not begun; of twins each of them."""

    def __init__(self, pregnancy: Pregnancy) -> None:
        self.pregnancy, self.several = pregnancy, babies_of(pregnancy) > 1

    @property
    def waiting(self) -> list[ReviewAddress]:
        return [ReviewAddress(pregnancy=self.pregnancy.public_id, baby=one) for one in without_review(self.pregnancy)]


@needs(Permission.REVIEW)
@require_POST
def start(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    pregnancy = get_object_or_404(pregnancies_of(request.actor), public_id=address.pregnancy)
    lost = lost_babies(pregnancy) or (ONLY,)
    number = address.baby or next(iter((*without_review(pregnancy), *lost)))
    if number not in lost:
        raise Http404
    if not pregnancy.loss_reviews.filter(fetus=number).exists():
        try:
            actions.start(request.actor, pregnancy, number)
        except CaseError as error:
            given = {"pregnancy": pregnancy, "problems": problems_of(error, request.language)}
            return render(request, "registry/reviews/refused.html", given, status=422)
    return redirect("review", ReviewAddress(pregnancy=pregnancy.public_id, baby=number))


@needs(Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """What the family asked and how they speak of it, then the facts, and what is missing among them."""
    at, language = desk(request, address), request.language
    section = getattr(at.review.pregnancy, "words_section", None)
    names = ("baby", "lost", "wants_anyway_answer") if at.baby is None else ("lost", "wants_anyway_answer")
    chosen = {name: getattr(section, name) for name in names} if section else {}
    question = opened_among(request, QuestionForm, "question", initial={}, language=language)
    own_words = opened_among(
        request,
        FamilyWordsForm,
        "words",
        initial=chosen,
        revision=section.revision if section else 0,
        language=language,
        several=at.baby is not None,
    )
    name = None if at.baby is None else _name_form(request, at.baby)
    if name is not None and name.is_bound and name.is_valid():
        return _name(request, at, name)
    if question.is_bound and question.is_valid():
        given = question.cleaned_data
        actions.ask(request.actor, at.review, asked=given["words"], topic=QuestionTopic(given["about"]))
        saved(request)
        return redirect("review", address)
    if own_words.is_bound and own_words.is_valid():
        return _keep_words(request, at, own_words)
    given = {
        "question_form": question,
        "words_form": own_words,
        "name_form": name,
        "keeping": kept_one(question, own_words, *([] if name is None else [name])),
        "questions": at.review.questions.all(),
        "why_none": "" if at.computes else why_none(at, language),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, at, "registry/reviews/family.html", status, **given, **_facts(at.case, language))


def _name_form(request: HttpRequest, baby: Fetus) -> BabyNameForm:
    """What they call this one of twins, beside the words that are the same for both."""
    kept = {"called": baby.called}
    return opened_among(request, BabyNameForm, "name", initial=kept, revision=baby.revision, language=request.language)


def _name(request: HttpRequest, at: Desk, form: BabyNameForm) -> HttpResponse:
    try:
        actions.name_baby(request.actor, at.review, form.cleaned_data["called"], revision=form.opened_at)
    except ChangedMeanwhile as meanwhile:
        return merge(request, meanwhile, form.asked(meanwhile))
    saved(request)
    return redirect("review", at.review.address)


def _keep_words(request: HttpRequest, at: Desk, form: FamilyWordsForm) -> HttpResponse:
    """How the family speaks of the baby and of the loss: used in every letter."""
    values = {name: value if value != "" else None for name, value in form.values.items()}
    pregnancy = at.review.pregnancy
    try:
        change_section(request.actor, pregnancy, "words", values, revision=form.opened_at, needs=Permission.REVIEW)
    except ChangedMeanwhile as meanwhile:
        return merge(request, meanwhile, form.asked(meanwhile))
    saved(request)
    return redirect("review", at.review.address)


@needs(Permission.REVIEW)
@require_http_methods(["GET", "POST"])
def judge(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """One reader's judgement. There is nothing of the answer on this page, and nothing of the other reader's."""
    at = desk(request, address)
    own = at.review.judgements.filter(reviewer=request.actor.staff).first()
    if own is not None or not at.reads:
        blind = not not_blind(at.review.judgements.filter(reviewer=request.actor.staff))
        return page(request, at, "registry/reviews/judge.html", own=own, own_blind=blind)
    language = request.language
    form = opened(request, JudgementForm, initial={}, language=language)
    if form.is_bound and form.is_valid():
        try:
            actions.judge(request.actor, at.review, form.judgement(str(request.actor.staff)))
        except NotYet:
            return redirect("review_judge", address)  # stored a moment ago, from another page: it is shown there
        saved(request, "reviews.judgement_kept")
        return redirect("review_answer", address)  # of twins perhaps back here, to what the answer waits for
    status = 422 if request.method == "POST" else 200
    given = {"form": form, "own": None, "why_none": "" if at.computes else why_none(at, language)}
    return page(request, at, "registry/reviews/judge.html", status, **given, **_facts(at.case, language))


@needs(Permission.REVIEW)
@require_POST
def second(request: HttpRequest, address: ReviewAddress) -> HttpResponse:
    """Takes the second reading."""
    at = desk(request, address)
    try:
        actions.read_second(request.actor, at.review)
    except NotYet as why:
        messages.error(request, words(request.language).text(f"reviews.not_yet_{why.code}"))
    return redirect("review", address)


def _facts(case: Case | None, language: str) -> dict[str, Any]:
    """What is recorded, by section, and what a review would look for and does not find."""
    if case is None:
        return {"recorded": [], "apart": [], "missing": []}
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    told: dict[str, list[tuple[str, str]]] = {}
    facts = facts_of(case)
    for path, value in facts.items():
        table = path.split(".")[0]
        name = words(language).text(_DATED[path]) if path in _DATED else wording.field(path)
        told.setdefault(table, []).append((name, said_of(path, value, case, wording)))
    missing = [
        wording.field(path)
        for path, field in FIELDS.items()
        if field.table in _LOOKED_FOR and path not in facts and f"field.{path}" in wording.catalogue
    ]
    order = [*_LOOKED_FOR, *(table for table in told if table not in (*_LOOKED_FOR, *_APART)), *_APART]
    rows = [(table, told[table]) for table in order if table in told]
    return {
        "recorded": [row for row in rows if row[0] not in _APART],
        "apart": [row for row in rows if row[0] in _APART],
        "missing": missing,
    }
