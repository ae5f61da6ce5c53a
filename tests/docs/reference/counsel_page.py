"""`docs/reference/counsel.md`: the fields of an answer before a procedure, read from the types."""

from amnio.answers.counsel_answer import Counsel
from tests.docs.reference.markdown import page
from tests.docs.reference.review_page import fields_of

_ABOUT = """
What `amnio counsel --format json` writes; `amnio schema counsel` prints the JSON Schema made from the same types. Every
probability is a proportion from 0 to 1 of pregnancies like hers that are alive on the day of the talk, so that all of
them have one denominator. An `Estimate` is the mean over the joint draws and the ends of the equal-tailed 95 %
interval. [Why two numbers](../explanation/two-numbers.md), and [how to counsel](../how-to/counsel-before.md).
"""


def counsel_page() -> str:
    return page("Fields of a counsel", _ABOUT, *fields_of(Counsel))
