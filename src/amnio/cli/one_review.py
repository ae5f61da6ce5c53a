"""One case from its file to the documents that were asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.delivery import Delivery
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.answers.review_answer import Review
    from amnio.clinic.case import Case
    from amnio.present.document import Document


def review_one(
    case: str | None,
    example: str | None,
    *,
    formats: tuple[str, ...],
    language: Language,
    audience: str,
    phone: str | None,
    output: str | None,
    full: bool,
    force: bool,
    seed: int,
    draws: int,
) -> None:
    """Reads, reviews, and delivers. Places are checked before any work is done."""
    from amnio.exchange.case_file import read_case

    source = Path(case) if case not in (None, "-") else None
    delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
    if example is not None:
        from amnio.cli.examples import example_case

        name, found = example_case(example, language)
    else:
        name = case or "-"
        found = read_case(name)
    answer = _review(found, name, seed=seed, draws=draws)
    delivery.deliver(lambda: _document(answer, language, audience, phone), lambda: _record(answer))


def _review(case: "Case", source: str, *, seed: int, draws: int) -> "Review":
    """The answer; a case that is refused is refused under the name that the user gave it."""
    from amnio.clinic.review_scope import reviewable

    reviewable(case, source)
    from amnio.answers.assemble import Assembly
    from amnio.answers.review import Reviewer

    return Reviewer(Assembly(draws=draws, seed=seed)).review(case)


def _document(answer: "Review", language: Language, audience: str, phone: str | None) -> "Document":
    from amnio.present.narrative import write

    return write(answer, language=language, audience=audience, phone=phone)


def _record(answer: "Review") -> bytes:
    from amnio.present.json_output import review_to_json

    return review_to_json(answer)
