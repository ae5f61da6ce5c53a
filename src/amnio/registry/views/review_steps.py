"""What every page of a review shares: the review that was asked for, its steps, and the answer once it may be shown."""

from dataclasses import dataclass
from math import isclose
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from amnio.answers.unanswered import Why
from amnio.answers.versions import changed_facts
from amnio.clinic.case import Case
from amnio.clinic.case_fields import FIELDS, RISK_PATH
from amnio.clinic.problems import CaseError
from amnio.clinic.review_scope import NotReviewable
from amnio.guidance.urgent import urgent_signs, urgent_text
from amnio.present import html
from amnio.present.document import Audience, Block, Document, Language
from amnio.present.narrative import urgent, without_answer
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.registry.access import Actor
from amnio.registry.actions import reviews as actions
from amnio.registry.actions.action import seen
from amnio.registry.babies import babies_of, baby
from amnio.registry.forms.keeping import Keeping
from amnio.registry.forms.reviews import Worded
from amnio.registry.forms.sheet import word_key
from amnio.registry.models import AnswerVersion, Fetus, LossReview
from amnio.registry.own_judgement import OtherBabies, has_judged, is_reader, other_babies, waits
from amnio.registry.queries import pregnancies_of
from amnio.registry.record_case import loss_of
from amnio.registry.review_address import ReviewAddress
from amnio.registry.reviewing import asked, case_of_version
from amnio.registry.words import words

#: Pages of a review in the order in which a team works.
STEPS = ("review", "review_judge", "review_answer", "review_readers", "review_conclude", "review_care", "review_letter")
_BEFORE_THE_ANSWER = ("review", "review_judge")
_AFTER_AGREEMENT = ("review_letter",)
#: What is urgent stands first on every page: in an answer itself, in full where a team begins, later in one line.
_SAYS_IT_ITSELF = ("review_answer", "review_version")
_RESTS_ON_A_VERSION = ("review_conclude", "review_letter")
_IN_SHORT = ("review_readers", "review_conclude", "review_care", "review_letter", "review_versions")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One entry of the steps of a review: open, done, or not yet (then it is no link). `word` is a key of words."""

    name: str
    state: str
    word: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """A review on somebody's desk. `version` is None as long as the answer may not be shown to her.

    `several`: how many babies there are where it is more than one, else 0. `others`: what stands open for her there.
    `because`: why no answer is computed about this loss as the record is now. `computes`: whether one is, by the latest
    version, or before there is one by the record.
    """

    actor: Actor
    review: LossReview
    case: Case | None
    contradictions: CaseError | None
    reads: bool
    judged: bool
    version: AnswerVersion | None
    several: int
    others: OtherBabies
    because: tuple[Why, ...]
    computes: bool

    @property
    def waits(self) -> bool:
        """She has judged, and the answer waits for her judgement of another baby."""
        return self.judged and self.version is None and waits(self.actor, self.review, self.others)

    @property
    def would_wait(self) -> bool:
        """It will wait for it, once she has judged this one."""
        return waits(self.actor, self.review, self.others) and (self.computes or bool(self.others.unjudged))

    @property
    def to_begin(self) -> list[ReviewAddress]:
        """Reviews of other babies that the answer waits for and nobody has begun."""
        pregnancy = self.review.pregnancy.public_id
        return [ReviewAddress(pregnancy=pregnancy, baby=number) for number in self.others.not_begun]

    @property
    def baby(self) -> Fetus | None:
        """This one of twins; None where there is no other."""
        return baby(self.review.pregnancy, self.review.fetus)

    @property
    def called(self) -> str:
        """What the family calls this baby, where they were asked."""
        section = getattr(self.review.pregnancy, "words_section", None)
        return (self.baby.called if self.baby is not None else "") or str(getattr(section, "baby", None) or "")

    @property
    def name_of_files(self) -> str:
        """The number of the record, and that of the baby: nobody's name."""
        number = self.review.pregnancy.number
        return f"{number}-{self.review.fetus}" if self.several else number

    @property
    def language_of_words(self) -> str:
        return str(self.review.pregnancy.woman.language if self.review.pregnancy.woman else "zh")


def desk(request: HttpRequest, address: ReviewAddress) -> Desk:
    """The review of a loss of the actor's unit, and what she may see of it. Looking is an event."""
    actor: Actor = request.actor
    pregnancy = get_object_or_404(pregnancies_of(actor).select_related("woman", "unit"), public_id=address.pregnancy)
    reviews = pregnancy.loss_reviews.select_related("first_reader", "second_reader")
    review = reviews.first() if address.baby is None else reviews.filter(fetus=address.baby).first()
    if review is None:
        raise Http404
    seen("review.seen", by=actor, about=pregnancy, baby=review.fetus)
    case, because, contradictions = _asked(review)
    latest = review.versions.order_by("number").last()
    several = found if (found := babies_of(pregnancy)) > 1 else 0
    return Desk(
        actor=actor,
        review=review,
        case=case,
        contradictions=contradictions,
        reads=is_reader(actor, review),
        judged=has_judged(actor, review),
        version=actions.show_answer(actor, review),
        several=several,
        others=other_babies(actor, review) if several else OtherBabies(),
        because=because,
        computes=not because if latest is None else latest.answered,
    )


def _asked(review: LossReview) -> tuple[Case | None, tuple[Why, ...], CaseError | None]:
    """The case, why no answer is computed about it, and what is wrong with the record."""
    try:
        case, because = asked(review.pregnancy, review.fetus)
    except NotReviewable:  # the record was corrected: it is no loss any more
        return loss_of(review.pregnancy, review.fetus), (), None
    except CaseError as error:
        return None, (), error
    return case, because, None


def version_or_judge(at: Desk) -> AnswerVersion | HttpResponse:
    """The version to show, or the way to the judgement that is missing."""
    if at.version is not None:
        return at.version
    if at.judged and at.case is not None and not at.waits:
        actions.make_version(at.actor, at.review)
        made = actions.show_answer(at.actor, at.review)
        if made is not None:
            return made
    return redirect("review_judge", at.review.address)


def page(request: HttpRequest, at: Desk, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """A page of a review in its frame."""
    language: str = request.language
    here = request.resolver_match.url_name if request.resolver_match else ""
    given = {
        "at": at,
        "review": at.review,
        "pregnancy": at.review.pregnancy,
        "steps": _steps(at),
        "here": here,
        "urgent": "" if here in _SAYS_IT_ITSELF else urgent_of(at, language),
        "urgent_in_short": here in _IN_SHORT or at.review.closed_at is not None,
        "urgent_titles": _urgent_titles(at, language),
        "words": getattr(at.review.pregnancy, "words_section", None),
        "problems": problems_of(at.contradictions, language),
        "newer": _newer(at, language) if here in _RESTS_ON_A_VERSION else None,
    }
    return render(request, template, given | more, status=status)


def kept_one(*forms: Worded) -> Keeping | None:
    """The draft with which one of the forms of a page is filled."""
    return next((form.keeping for form in forms if form.keeping.draft is not None), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Newer:
    """A version of the answer that came after the agreed conclusion: the numbers of both, and what came in between."""

    agreed: int
    latest: int
    facts: list[str]


def _newer(at: Desk, language: str) -> Newer | None:
    agreed = at.review.conclusions.filter(reviewer=None).select_related("version").first()
    if agreed is None or at.version is None or at.version.number == agreed.version.number:
        return None
    before, after = case_of_version(agreed.version), case_of_version(at.version)
    return Newer(agreed=agreed.version.number, latest=at.version.number, facts=changed_lines(before, after, language))


def changed_lines(before: Case, after: Case, language: str) -> list[str]:
    """What was recorded, changed or taken back between two cases, a line each."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    return [
        wording.field(fact.field)
        if fact.after is None
        else wording.labelled(wording.field(fact.field), said_of(fact.field, fact.after, after, wording))
        for fact in changed_facts(before, after)
    ]


def said_of(field: str, value: str, case: Case, wording: Wording) -> str:
    """The value of a field of a case as people read it; of twins how it ended for each of them."""
    if field == RISK_PATH:
        return _odds(value)
    if field in FIELDS and FIELDS[field].words is not None:
        return words(wording.language.value).text(word_key(FIELDS[field], value))
    if field != "loss.fetuses":
        return wording.value(value)
    catalogue = words(wording.language.value)
    ends = [
        wording.labelled(
            catalogue.text("records.fetus", number=number),
            " ".join([wording.value(end.outcome.value), *([] if end.at is None else [str(end.at)])]),
        )
        for number, end in enumerate(case.loss.fetuses, start=1)
    ]
    return wording.series(ends)


def _odds(risk: str) -> str:
    """A risk as laboratories write it, where that says the same."""
    one_in = round(1 / float(risk))
    return f"1:{one_in}" if isclose(1 / one_in, float(risk), rel_tol=1e-5) else risk


def problems_of(error: CaseError | None, language: str) -> list[str]:
    """What is wrong with a record, in sentences."""
    if error is None:
        return []
    return [problem.written("zh" if language == "zh" else "en") for problem in error.problems]


def part(document: Document) -> str:
    """An answer inside a page."""
    return html.render_part(document)


def blocks_as_part(blocks: tuple[Block, ...], wording: Wording) -> str:
    """Some blocks inside a page."""
    return part(
        Document(
            language=wording.language,
            audience=wording.audience,
            title="",
            facts="",
            blocks=blocks,
            footer="",
            words=page_words(wording),
        )
    )


def why_none(at: Desk, language: str) -> str:
    """Why no answer is computed about this loss; it says nothing of the cause, so it may be read before a judgement."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    return blocks_as_part(tuple(without_answer.reasons(at.because, wording)), wording) if at.because else ""


def urgent_of(at: Desk, language: str) -> str:
    """What is urgent comes first on every page of a review: it is a rule about her, not the answer to the loss."""
    if at.case is None or not (signs := urgent_signs(at.case)):
        return ""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN)
    return blocks_as_part(tuple(urgent.write((sign.urgency for sign in signs), wording)), wording)


def _urgent_titles(at: Desk, language: str) -> str:
    """The same in one line."""
    if at.case is None:
        return ""
    titles = [urgent_text(sign.urgency).title(language) for sign in urgent_signs(at.case)]
    return Wording(language=Language(language), audience=Audience.CLINICIAN).series(titles)


def _steps(at: Desk) -> list[Step]:
    agreed = at.review.conclusions.filter(reviewer=None).exists()
    return [Step(name=name, state=_state(name, at, agreed=agreed), word=_word(name, at)) for name in STEPS]


def _word(name: str, at: Desk) -> str:
    none = not at.computes and name == "review_answer"
    return f"reviews.step_{name}_none" if none else f"reviews.step_{name}"


def _state(name: str, at: Desk, *, agreed: bool) -> str:
    if name == "review_judge":
        return "done" if at.judged else "open" if at.reads else "not_yet"
    if name in _BEFORE_THE_ANSWER:
        return "open"
    if at.version is None and (not at.judged or at.waits):
        return "not_yet"
    if name in _AFTER_AGREEMENT and not agreed:
        return "not_yet"
    return "done" if name == "review_conclude" and agreed else "open"
