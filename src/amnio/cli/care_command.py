"""`amnio care`: what to do now and next, with dates, after a procedure or after a loss."""

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language

FORMATS = ("terminal", "html", "pdf", "json", "ics")


@click.command(short_help="What to do now and next, with dates.")
@click.argument("case", required=False, metavar="[CASE]")
@click.option(
    "--example",
    is_flag=False,
    flag_value="care-after-loss",
    metavar="[NAME]",
    help="A made-up case: care-after-loss (default) or care-after-procedure.",
)
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="NAME",
    help="Whose rules: the first is followed, others are compared with it. May be repeated. Default: source-text.",
)
@click.option(
    "--after", type=click.Choice(["procedure", "loss"]), help="What is asked for. Default: what CASE records."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="May be repeated. Default: what the end of --output says, else terminal.",
)
@language_option
@click.option(
    "--for", "audience", type=click.Choice(["clinician", "family"]), help="Whom the words are for. Default: clinician."
)
@click.option("--phone", metavar="TEXT", help="Whom the family can call.")
@click.option("--hour", metavar="HH:MM", help="When the procedure or the loss was. Default: the first hour of its day.")
@click.option("--time-zone", metavar="NAME", help="Such as Asia/Shanghai. Default: none, hours are those of the place.")
@click.option("--plain-titles", is_flag=True, help="Calendar: titles that say what it is. Default: discreet ones.")
@click.option("--cause", "causes", multiple=True, metavar="CODE", help="Next pregnancy: the cause. May be repeated.")
@click.option("--from-review", is_flag=True, help="Next pregnancy: what carries weight in a review of CASE.")
@click.option(
    "--output",
    metavar="PATH",
    help="Where to write; with several formats each adds its own ending. Default: standard output.",
)
@click.option("--full", is_flag=True, help="Terminal: also details, evidence and sources of each item.")
@click.option("--force", is_flag=True, help="Replace what is at --output.")
def care(
    case: str | None,
    example: str | None,
    profiles: tuple[str, ...],
    after: str | None,
    formats: tuple[str, ...],
    language: Language,
    audience: str | None,
    phone: str | None,
    hour: str | None,
    time_zone: str | None,
    plain_titles: bool,
    causes: tuple[str, ...],
    from_review: bool,
    output: str | None,
    full: bool,
    force: bool,
) -> None:
    """Care for one woman: CASE is a TOML or JSON file, or - for standard input.

    After an amniocentesis, while the pregnancy goes on: what is normal, what is not, until when to watch, when results
    come. After a loss: infection first, then care with dates, tests, mood, and the next pregnancy.

    \b
    amnio care case.toml
    amnio care --example care-after-procedure --hour 14:30
    amnio care case.toml --for family --language zh --output care.pdf
    amnio care case.toml --format ics --time-zone Asia/Shanghai --output care.ics

    \b
    Ends with 0 when answered, 2 for bad input, 3 for a case that no care plan is written for (nothing done
    yet, a live birth, a termination), 4 for a fault of amnio itself.
    """
    with reported(language, as_json="json" in formats):
        if (case is None) == (example is None):
            raise Unusable("no_case_for_care") if case is None else Unusable("two_inputs", given="CASE, --example")
        if causes and from_review:
            raise Unusable("two_origins")
        from amnio.cli.one_care import Wishes, care_for_one

        care_for_one(
            case,
            example,
            Wishes(
                profiles=profiles,
                after=after,
                hour=hour,
                time_zone=time_zone,
                causes=causes,
                from_review=from_review,
                audience=audience or "clinician",
                phone=phone,
                plain_titles=plain_titles,
            ),
            formats=formats,
            language=language,
            output=output,
            full=full,
            force=force,
        )
