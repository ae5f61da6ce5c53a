"""A new password of one's own. Guesses at the present one count as they do at the door: a screen may be left alone."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm


class ChangePassword(ChangePasswordForm):
    """As allauth's; too many wrong ones lock, and the new one is another: somebody else may have chosen the old one."""

    def clean_oldpassword(self) -> str:
        given: str = self.cleaned_data.get("oldpassword", "")
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", get_adapter().validation_error("same_password"))
        return cleaned
