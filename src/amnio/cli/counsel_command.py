"""`amnio counsel`: before an amniocentesis, what happens anyway, what it may add, and what it may find."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.answers.counsel_answer import Counsel
    from amnio.clinic.case import Case
    from amnio.clinic.gestation import GestationalAge
    from amnio.present.document import Document


@click.command(short_help="Before an amniocentesis: what lies ahead, what it adds, what it finds.")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--example", is_flag=False, flag_value="counsel-age-38", metavar="[NAME]", help="Show a made-up case.")
@click.option("--now", metavar="WEEKS+DAYS", help="Gestational age on the day of the talk. Default: the planned one.")
@language_option
@click.option(
    "--for",
    "audience",
    type=click.Choice(["clinician", "family"]),
    default="clinician",
    show_default=True,
    help="Whom the words are for; family gives a leaflet.",
)
@click.option("--phone", metavar="TEXT", help="Whom the family can call, for the leaflet.")
@delivery_options
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the joint draws.")
@click.option("--draws", type=click.IntRange(16, 100_000), default=4000, show_default=True, help="Joint draws.")
def counsel(
    case: str | None,
    example: str | None,
    now: str | None,
    language: Language,
    audience: str,
    phone: str | None,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    seed: int,
    draws: int,
) -> None:
    """Counsel before an amniocentesis: CASE is a TOML or JSON file with a plan, or - for standard input.

    \b
    amnio counsel case.toml --now 12+3
    amnio counsel --example --for family --language zh
    amnio counsel case.toml --for family --output leaflet.pdf

    \b
    Ends with 0 when answered, 2 for bad input, 3 for a case with nothing to be counselled on
    (already lost, already done, no known week, more than twins), 4 for a fault of amnio itself.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery

        name = _one_input(case, example)
        talk = _gestation(now, language)
        source = Path(name) if case not in (None, "-") else None
        delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
        name, found = _case(case, example, language)
        answer = _answer(found, name, talk, seed=seed, draws=draws)
        delivery.deliver(lambda: _document(answer, language, audience, phone), lambda: _record(answer))


def _one_input(case: str | None, example: str | None) -> str:
    """The name of the case; none, or two, are refused."""
    from amnio.cli.failures import Unusable

    if case is None and example is None:
        raise Unusable("no_plan")
    if case is not None and example is not None:
        raise Unusable("two_inputs", given="CASE, --example")
    return case or ""


def _gestation(written: str | None, language: Language) -> "GestationalAge | None":
    if written is None:
        return None
    from amnio.cli.failures import Unusable
    from amnio.clinic.gestation import GestationalAge
    from amnio.clinic.problems import Refused, problem

    try:
        return GestationalAge.parse(written)
    except Refused as error:
        why, instead = problem(error.code, "--now", written, **error.slots).sentences(language)
        raise Unusable("not_a_gestation", given=written, why=why, instead=instead) from None


def _case(case: str | None, example: str | None, language: Language) -> "tuple[str, Case]":
    if example is not None:
        from amnio.cli.examples import PLANNED, example_case

        return example_case(example, language, PLANNED)
    from amnio.exchange.case_file import read_case

    name = case or "-"
    return name, read_case(name)


def _answer(case: "Case", source: str, now: "GestationalAge | None", *, seed: int, draws: int) -> "Counsel":
    """The answer; a case that is refused is refused under the name that the user gave it."""
    from amnio.clinic.counsel_scope import planned_day

    planned_day(case, now, source)
    from amnio.answers.assemble import packaged
    from amnio.answers.counsel import Counsellor

    return Counsellor(packaged(draws=draws, seed=seed)).counsel(case, now=now)


def _document(answer: "Counsel", language: Language, audience: str, phone: str | None) -> "Document":
    from amnio.present.narrative.counsel import write

    return write(answer, language=language, audience=audience, phone=phone)


def _record(answer: "Counsel") -> bytes:
    from amnio.present.json_output import answer_to_json

    return answer_to_json(answer)
