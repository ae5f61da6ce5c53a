"""The languages of the command line, and the form of what it says when a command cannot be carried out."""

from typing import Literal

Language = Literal["en", "zh"]
Saying = tuple[str, str, str]
"""What went wrong, why it matters, and what to write instead."""
