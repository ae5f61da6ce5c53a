"""`amnio check`: may this procedure go ahead today?"""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language

if TYPE_CHECKING:
    from amnio.clinic.case import Case

_DEFAULT = "isuog-2016, source-text"


@click.command(short_help="May a planned procedure go ahead today?")
@click.argument("case", required=False, metavar="[CASE]")
@click.option("--example", is_flag=False, flag_value="check-14-weeks", metavar="[NAME]", help="Check a made-up case.")
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help=f"Whose rules are asked; may be repeated. Default: {_DEFAULT}. `amnio guidance list` shows the rules.",
)
@delivery_options
@language_option
def check(
    case: str | None,
    example: str | None,
    profiles: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """Check a planned procedure against rules: CASE is a TOML or JSON file, or - for standard input.

    \b
    amnio case new --for check > plan.toml
    amnio check plan.toml
    amnio check plan.toml --profile china --language zh --output checklist.pdf

    \b
    Ends with 0 when nothing that was asked stands against it, 5 when a rule that blocks, asks to wait or asks
    for something is broken, 6 when that cannot be told because something is missing, 2 for bad input, 3 for a
    case with no procedure to come, 4 for a fault of amnio itself.
    """
    with reported(language, as_json="json" in formats):
        if (case is None) == (example is None):
            raise Unusable("no_check") if case is None else Unusable("two_inputs", given="CASE, --example")
        raise SystemExit(
            _check(
                case,
                example,
                profiles,
                formats=formats,
                output=output,
                full=full,
                force=force,
                language=language,
            )
        )


def _check(
    case: str | None,
    example: str | None,
    profiles: tuple[str, ...],
    *,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> int:
    """Places and profiles are checked before any work is done."""
    from datetime import date

    from amnio.answers.check import DEFAULT_PROFILES, Checker
    from amnio.cli.delivery import Delivery
    from amnio.cli.exits import Exit
    from amnio.cli.guidance_names import known_profile
    from amnio.clinic.check_scope import checkable
    from amnio.present.json_output import answer_to_json
    from amnio.present.narrative.check import write

    source = Path(case) if case not in (None, "-") else None
    delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
    asked = [known_profile(name, language) for name in profiles] or list(DEFAULT_PROFILES)
    name, found = _case(case, example, language)
    checkable(found, name)
    answer = Checker().check(found, profiles=asked, today=date.today())
    delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))
    return int({"go": Exit.ANSWERED, "wait": Exit.WAIT, "cannot_tell": Exit.CANNOT_TELL}[answer.decision])


def _case(case: str | None, example: str | None, language: Language) -> "tuple[str, Case]":
    if example is not None:
        from amnio.cli.examples import PLANNED, example_case

        return example_case(example, language, PLANNED)
    from amnio.exchange.case_file import read_case

    name = case or "-"
    return name, read_case(name)
