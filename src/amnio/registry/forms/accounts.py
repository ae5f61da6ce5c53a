"""What an administrator fills in: an account, a role, the unit."""

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator

from amnio.guidance.profiles import known_profiles
from amnio.registry.access import Role
from amnio.registry.forms.visible import only_visible
from amnio.registry.words import words


def roles(language: str) -> list[tuple[str, str]]:
    """The roles with their words."""
    return [(role.value, words(language).text(f"registry.role_{role.value}")) for role in Role]


class NewAccount(forms.Form):
    username = forms.CharField(max_length=60, validators=[UnicodeUsernameValidator()])
    shown_name = forms.CharField(max_length=80, required=False)
    role = forms.ChoiceField()
    language = forms.ChoiceField(choices=[("zh", "中文"), ("en", "English")])
    directory = forms.BooleanField(required=False)

    def __init__(self, *args: Any, language: str, hospital: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = roles(language)
        self.fields["username"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        if not hospital:
            del self.fields["directory"]
        only_visible(self, language)

    def clean_username(self) -> str:
        """As a keyboard writes it: a Chinese one may type letters of full width, which nobody signs in with again."""
        return unicodedata.normalize("NFKC", self.cleaned_data["username"])


class GivenRole(forms.Form):
    role = forms.ChoiceField()

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = roles(language)


class UnitSettings(forms.Form):
    name = forms.CharField(max_length=120)
    phone = forms.CharField(max_length=40, required=False)
    language = forms.ChoiceField(choices=[("zh", "中文"), ("en", "English")])
    profiles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["profiles"].choices = [(code, one.name(language)) for code, one in known_profiles().items()]
        only_visible(self, language)
