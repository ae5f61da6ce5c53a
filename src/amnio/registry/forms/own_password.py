"""A new password of one's own. Guesses at the present one count as they do at the door: a screen may be left alone."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm


class ChangePassword(ChangePasswordForm):
    """As allauth's; too many wrong ones lock."""

    def clean_oldpassword(self) -> str:
        given: str = self.cleaned_data.get("oldpassword", "")
        if not get_adapter().reauthenticate(self.user, given):
            raise get_adapter().validation_error("enter_current_password")
        return given
