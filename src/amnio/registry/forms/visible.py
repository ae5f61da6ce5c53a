"""What is typed into a form is what people will read: no character that hides or turns round the others.

Sheets of a case refuse such characters by themselves; this does it for the other forms. A telephone number on a letter
that reads backwards, or a name that looks like a colleague's, is text that nobody sees to be wrong.
"""

from django import forms

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problems import Refused, problem
from amnio.clinic.values import read_text

_A_PIECE = 1000  # shorter than the longest text of a case, which is refused for another reason


def only_visible(form: forms.Form, language: str) -> None:
    """Lets every box of the form refuse what cannot be seen; a box of one line also the end of a line."""
    for field in form.fields.values():
        if isinstance(field, forms.CharField):
            field.validators = [*field.validators, _OnlyVisible(language, isinstance(field.widget, forms.Textarea))]


class _OnlyVisible:
    def __init__(self, language: str, several_lines: bool) -> None:
        self._language, self._several_lines = language, several_lines

    def __call__(self, typed: str) -> None:
        text = typed.replace("\r\n", "\n")
        if not self._several_lines and "\n" in text:
            self._refuse("U+000A")
        for start in range(0, len(text), _A_PIECE):
            try:
                read_text(text[start : start + _A_PIECE])
            except Refused as refused:
                self._refuse(str(refused.slots["character"]))

    def _refuse(self, character: str) -> None:
        found = problem(Code.UNPRINTABLE, "", "", character=character)
        why, instead = found.sentences("zh" if self._language == "zh" else "en")
        between = "" if self._language == "zh" else " "
        text = f"{why}{between}{instead}"
        raise forms.ValidationError(text[:1].upper() + text[1:])
