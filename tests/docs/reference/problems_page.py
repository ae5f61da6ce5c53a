"""`docs/reference/problems.md`: the codes of everything that can be wrong with a case, with their sentences."""

from amnio.clinic.problem_codes import ProblemCode
from amnio.clinic.problem_texts import TEXTS
from tests.docs.reference.markdown import code, page, table

_ABOUT = """
What can be wrong with a case. A code is stable: it is never renamed and never used again. Each problem names the field
(`path`), the value as it was written, why it matters, and what to write instead; words in braces are filled in from the
case. All problems of a case are told at once, in English or Chinese (`--language zh`). How to read one:
[read an error](../how-to/read-an-error.md).
"""


def problems_page() -> str:
    rows = ((code(each), *(_shown(text) for text in TEXTS[each])) for each in ProblemCode)
    return page("Problems of a case", _ABOUT, table(("code", "why it matters", "what to write instead"), rows))


def _shown(text: str) -> str:
    return text[:1].upper() + text[1:]
