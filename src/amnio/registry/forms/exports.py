"""Forms of exports and of requests."""

from typing import Any

from django import forms
from django.utils import timezone

from amnio.registry.actions.exporting import FEWEST
from amnio.registry.forms.as_written import as_written
from amnio.registry.forms.visible import only_visible
from amnio.registry.study_export.suppression import THRESHOLDS
from amnio.registry.words import words

_LONGEST = 100


class Worded(forms.Form):
    """Labels and hints in the language of the page: `exports.<field>` and, where there is one, its `_hint`."""

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.language = language
        only_visible(self, language)
        catalogue = words(language)
        for name, field in self.fields.items():
            field.label = catalogue.text(f"exports.{name}")
            hint = f"exports.{name}_hint"
            field.help_text = catalogue.text(hint) if hint in catalogue else ""


class StudyForm(Worded):
    study = forms.RegexField(r"^[\w .-]+$", max_length=60)
    fewest = forms.TypedChoiceField(coerce=int, choices=[(one, str(one)) for one in THRESHOLDS], initial=FEWEST)


class FindForm(Worded):
    hospital_number = forms.CharField(max_length=40)


class BasisForm(Worded):
    basis = forms.CharField(max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class WrittenDay(forms.DateField):
    """A day as the other forms read it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(as_written("day", value) if isinstance(value, str) else value)


class EraseForm(BasisForm):
    asked_on = WrittenDay(widget=forms.DateInput(attrs={"placeholder": "2026-03-18"}, format="%Y-%m-%d"))
    again = forms.CharField(max_length=40)

    def __init__(self, *args: Any, hospital_number: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self._number = hospital_number

    def clean_asked_on(self) -> Any:
        asked = self.cleaned_data["asked_on"]
        if asked > timezone.localdate():
            raise forms.ValidationError(self._said("exports.asked_in_future"))
        return asked

    def clean_again(self) -> str:
        if self.cleaned_data["again"].strip() != self._number:
            raise forms.ValidationError(self._said("exports.not_the_number"))
        return self._number

    def _said(self, key: str) -> str:
        return words(self.language).text(key)
