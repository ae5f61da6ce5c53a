"""Forms of a team's review. Labels, hints and choices come from the catalogues; a form holds no words."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html

from amnio.answers.conclusion import Certainty
from amnio.answers.disagreement import Anyway, Judgement
from amnio.answers.letter import QuestionTopic
from amnio.answers.team_review import CareGrade, FactorArea
from amnio.clinic.problems import Refused, problem
from amnio.clinic.values import read_text
from amnio.clinic.vocabulary import MECHANISMS_OF_CAUSE, PROCEDURE_RELATED, Cause, Group, Mechanism
from amnio.guidance.classification import Detail
from amnio.registry.actions.reviews import Concluded
from amnio.registry.actions.saving import ChangedMeanwhile
from amnio.registry.forms.keeping import Asked, KeptForm, draft_for, opened, sent
from amnio.registry.forms.visible import only_visible
from amnio.registry.models import Conclusion, LossReview
from amnio.registry.words import words

NOBODY_CAN_TELL = "none"
WHAT = "what"  # which form of a page was sent, or is kept as a draft
_LONG, _SHORT = 4000, 200
_HUNDRED = 100
_SURE = tuple(certainty for certainty in Certainty if certainty is not Certainty.CANNOT_TELL)


class Worded(KeptForm):
    """`language` picks the words; `reviews.<form>_<field>` names a field, with `_hint` behind it explains it.

    `what` tells the forms of one page apart: when they are sent, in drafts, and in the ids of their fields.
    """

    topic = ""

    def __init__(self, *args: Any, language: str, what: str = "", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id=f"{what or 'form'}-%s", **kwargs)
        self.what, self.language = what, language
        self.catalogue = words(language)
        only_visible(self, language)
        for name, field in self.fields.items():
            key = f"reviews.{self.topic}_{name}"
            field.label = self.catalogue.text(key) if key in self.catalogue else field.label
            field.error_messages["required"] = self.catalogue.text("records.instead_required")
            if f"{key}_hint" in self.catalogue:
                field.help_text = self.catalogue.text(f"{key}_hint")

    def say(self, key: str) -> str:
        return self.catalogue.text(key)

    def choose(self, name: str, members: Iterable[StrEnum], prefix: str, first: Sequence[tuple[str, str]] = ()) -> None:
        """The choices of a field, each under its word."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*first, *((member.value, self.say(f"{prefix}{member.value}")) for member in members)]


AForm = TypeVar("AForm", bound=Worded)


def opened_among(
    request: HttpRequest, form: type[AForm], what: str, *, initial: Mapping[str, Any], revision: int = 0, **more: Any
) -> AForm:
    """A form of a page that has several: filled with what was sent or kept, where it was this one that was."""
    if request.method == "POST":
        this_one = sent(request).get(WHAT) == what
    else:
        found = draft_for(request)
        this_one = found is not None and found[1].get(WHAT) == what
    if this_one:
        return opened(request, form, initial=initial, revision=revision, what=what, **more)
    return form(initial=initial, revision=revision, what=what, **more)


def _text(*, required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(required=required, max_length=_LONG, widget=forms.Textarea(attrs={"rows": rows}))


class QuestionForm(Worded):
    topic = "question"
    words = _text(rows=2)
    about = forms.ChoiceField(initial=QuestionTopic.SOMETHING_ELSE.value)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("about", QuestionTopic, "reviews.about_")


class BabyNameForm(Worded):
    """What a family calls one of twins."""

    topic = "name"
    called = forms.CharField(required=False, max_length=_SHORT)

    def clean_called(self) -> str:
        return _word_of_a_case(self, "called", "words.baby")


def _word_of_a_case(form: Worded, name: str, path: str) -> str:
    """A word that no case can hold is refused here, beside its field, and not by every later question."""
    typed = str(form.cleaned_data.get(name) or "")
    if typed:
        try:
            read_text(typed)
        except Refused as refused:
            found = problem(refused.code, path, typed, **refused.slots)
            raise forms.ValidationError(" ".join(found.sentences("zh" if form.language == "zh" else "en"))) from None
    return typed


class FamilyWordsForm(Worded):
    """`several`: of twins, each of whom has a name of its own elsewhere."""

    topic = "words"
    baby = forms.CharField(required=False, max_length=_SHORT)
    lost = forms.CharField(required=False, max_length=_SHORT)
    wants_anyway_answer = forms.NullBooleanField(required=False)

    def __init__(self, *args: Any, several: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if several:
            del self.fields["baby"]
        choices = [("", "not_asked"), ("true", "yes"), ("false", "no")]
        self.fields["wants_anyway_answer"].widget = forms.Select(
            choices=[(value, self.say(f"reviews.anyway_wanted_{key}")) for value, key in choices]
        )

    def clean_baby(self) -> str:
        return _word_of_a_case(self, "baby", "words.baby")

    def clean_lost(self) -> str:
        return _word_of_a_case(self, "lost", "words.lost")


class JudgementForm(Worded):
    """A judgement before the answer. Either no cause can be told, or one is named and it is said how surely."""

    topic = "judge"
    group = forms.ChoiceField(widget=forms.RadioSelect)
    certainty = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    anyway = forms.ChoiceField(widget=forms.RadioSelect)
    reasons = _text(rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*map(self._group, Group), (NOBODY_CAN_TELL, self.say("reviews.cannot_tell"))]
        self.choose("certainty", _SURE, "reviews.certainty_")
        self.choose("anyway", Anyway, "reviews.anyway_")
        for group in Group:
            share = forms.IntegerField(
                required=False, min_value=0, max_value=_HUNDRED, label=self.say(f"group.{group}")
            )
            share.widget.attrs |= {"inputmode": "numeric", "size": 3}
            self.fields[f"share_{group.value}"] = share

    def _group(self, group: Group) -> tuple[str, str]:
        """A group with what belongs to it, as the answer's own figure explains it."""
        name, parts = self.say(f"group.{group.value}"), self.say(f"group_sub.{group.value}")
        return group.value, format_html("<span>{} <small>{}</small></span>", name, parts)

    @property
    def share_fields(self) -> list[forms.BoundField]:
        return [self[f"share_{group.value}"] for group in Group]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("group") not in (None, NOBODY_CAN_TELL) and not given.get("certainty"):
            self.add_error("certainty", self.say("reviews.how_sure_is_missing"))
        shares = [given.get(f"share_{group.value}") for group in Group]
        if any(share is not None for share in shares) and sum(share or 0 for share in shares) != _HUNDRED:
            self.add_error(None, self.say("reviews.shares_are_not_hundred"))
        return given

    def judgement(self, reader: str) -> Judgement:
        given = self.cleaned_data
        group = None if given["group"] == NOBODY_CAN_TELL else Group(given["group"])
        shares = [(group, given[f"share_{group.value}"] or 0) for group in Group]
        return Judgement(
            reader=reader,
            group=group,
            certainty=Certainty.CANNOT_TELL if group is None else Certainty(given["certainty"]),
            anyway=Anyway(given["anyway"]),
            reasons=given["reasons"],
            shares=tuple(shares) if any(count for _, count in shares) else (),
        )


class ConclusionForm(Worded):
    """A cause, with how it came about where that is known: one choice, so that the two never contradict each other.

    `procedure_before`: that of a loss which no procedure came before names no cause that needs one.
    """

    topic = "conclude"
    cause = forms.ChoiceField()
    certainty = forms.ChoiceField(widget=forms.RadioSelect, required=False)
    details = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    reasons = _text(rows=4)

    def __init__(self, *args: Any, procedure_before: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("certainty", _SURE, "reviews.certainty_")
        self.choose("details", Detail, "reviews.detail_")
        field = self.fields["cause"]
        assert isinstance(field, forms.ChoiceField)
        causes = [cause for cause in Cause if procedure_before or cause not in PROCEDURE_RELATED]
        field.choices = [("", ""), (NOBODY_CAN_TELL, self.say("reviews.cannot_tell")), *map(self._ways, causes)]

    def _ways(self, cause: Cause) -> tuple[str, list[tuple[str, str]]]:
        name = self.say(f"cause.{cause.value}")
        ways = MECHANISMS_OF_CAUSE[cause]
        if len(ways) == 1:
            return name, [(f"{cause.value}/{ways[0].value}", name)]
        known = [(f"{cause.value}/{way.value}", self.say(f"mechanism.{way.value}")) for way in ways]
        return name, [*known, (f"{cause.value}/", self.catalogue.text("reviews.way_not_known", cause=name))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("cause") not in (None, "", NOBODY_CAN_TELL) and not given.get("certainty"):
            self.add_error("certainty", self.say("reviews.how_sure_is_missing"))
        return given

    def asked(self, meanwhile: ChangedMeanwhile) -> list[Asked]:
        """Cause and mechanism are one choice here, so they are one question."""
        row = meanwhile.row
        assert isinstance(row, Conclusion)
        fields = [clash.field for clash in meanwhile.clashes]
        chosen = [field for field in ("cause", "mechanism") if field in fields][:1]
        one = [
            Asked(
                field=field,
                box=self["cause"].html_name,
                label=str(self["cause"].label),
                theirs_typed=[chosen_cause(row)],
            )
            for field in chosen
        ]
        return [*one, *(asked for asked in super().asked(meanwhile) if asked.field != "cause")]

    def concluded(self) -> Concluded:
        given = self.cleaned_data
        chosen = "" if given["cause"] == NOBODY_CAN_TELL else given["cause"]
        cause, _, way = chosen.partition("/")
        return Concluded(
            cause=Cause(cause) if cause else None,
            mechanism=Mechanism(way) if way else None,
            certainty=Certainty(given["certainty"]) if cause else Certainty.CANNOT_TELL,
            details=tuple(map(Detail, given["details"])),
            reasons=given["reasons"],
        )


def chosen_cause(row: Conclusion) -> str:
    """A stored conclusion as the choice of the form."""
    return NOBODY_CAN_TELL if row.cause is None else f"{row.cause}/{row.mechanism or ''}"


class CareForm(Worded):
    topic = "care"
    grade = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    reason = _text(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("grade", CareGrade, "reviews.grade_", first=[("", self.say("reviews.grade_not_yet"))])

    def asked(self, meanwhile: ChangedMeanwhile) -> list[Asked]:
        """The row keeps the grade as a number."""
        row = meanwhile.row
        assert isinstance(row, LossReview)
        grade = "" if row.care_grade is None else tuple(CareGrade)[row.care_grade].value
        theirs = {"care_grade": ("grade", grade), "care_grade_reason": ("reason", row.care_grade_reason)}
        return [
            Asked(
                field=clash.field,
                box=self[theirs[clash.field][0]].html_name,
                label=str(self[theirs[clash.field][0]].label),
                theirs_typed=[theirs[clash.field][1]],
            )
            for clash in meanwhile.clashes
            if clash.field in theirs
        ]

    def grade_given(self) -> CareGrade | None:
        return CareGrade(self.cleaned_data["grade"]) if self.cleaned_data["grade"] else None


class FactorForm(Worded):
    topic = "factor"
    area = forms.ChoiceField()
    text = _text(rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("area", FactorArea, "reviews.area_")


class AnswerForm(Worded):
    """What the team writes to one question of the family."""

    topic = "answer"
    answer = _text(required=False)
    kind = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("kind", QuestionTopic, "reviews.about_")


class LetterForm(Worded):
    topic = "letter"
    letter_language = forms.ChoiceField()
    contact = forms.CharField(required=False, max_length=80)
    team_words = _text(required=False, rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["letter_language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, self.say(f"reviews.language_{code}")) for code in ("en", "zh")]
