"""One case from its file to the documents that were asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from amnio.cli.delivery import Delivery
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.answers.review_answer import Review
    from amnio.cli.other_evidence import EvidenceOptions
    from amnio.clinic.case import Case


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
    other: "EvidenceOptions",
    seed: int,
    draws: int,
) -> None:
    """Reads, reviews, and delivers; with other evidence both answers. Places are checked before any work is done."""
    from amnio.clinic.review_scope import reviewable
    from amnio.exchange.case_file import read_case

    source = Path(case) if case not in (None, "-") else None
    delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
    if example is not None:
        from amnio.cli.examples import example_case

        name, found = example_case(example, language)
    else:
        name = case or "-"
        found = read_case(name)
    reviewable(found, name)  # so that a case is refused under the name that the user gave it
    from amnio.present.json_output import answer_to_json

    if other.given:
        from amnio.present.narrative.comparison import write_comparison

        both = other.compared(found, draws=draws, seed=seed, language=language)
        delivery.deliver(
            lambda: write_comparison(both, language=language, audience=audience, phone=phone),
            lambda: answer_to_json(both),
        )
        return
    from amnio.present.narrative import write

    answer = _review(found, seed=seed, draws=draws)
    delivery.deliver(
        lambda: write(answer, language=language, audience=audience, phone=phone), lambda: answer_to_json(answer)
    )


def _review(case: "Case", *, seed: int, draws: int) -> "Review":
    from amnio.answers.assemble import packaged
    from amnio.answers.review import Reviewer

    return Reviewer(packaged(draws=draws, seed=seed)).review(case)
