"""`amnio study effect`: what the procedure adds, by four designs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_input import same_risk_option, with_same_risk
from amnio.cli.study_progress import progress
from amnio.cli.study_table import TableChoice, definition_in, definition_option, table_options

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design, StudyEffect
    from amnio.clinic.gestation import GestationalAge

DESIGNS = ("crude", "stratified", "landmark", "trials")


@click.command(short_help="What does the procedure add? Four designs side by side.")
@table_options
@click.option(
    "--design",
    "designs",
    type=click.Choice([*DESIGNS, "all"]),
    multiple=True,
    default=("all",),
    show_default=True,
    help="May be repeated; trials is the one that answers the question.",
)
@click.option(
    "--among",
    type=click.Choice(["treated", "all"]),
    default="treated",
    show_default=True,
    help="For whom: the women who were tested, or all who could have been.",
)
@click.option("--landmark", metavar="WEEKS+DAYS", default="18+0", show_default=True, help="Day of the landmark design.")
@definition_option
@same_risk_option
@delivery_options
@language_option
def effect(
    table: TableChoice,
    designs: tuple[str, ...],
    among: str,
    landmark: str,
    definition: str | None,
    same_risk: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """What the procedure adds to the losses of the population in DATA: a Parquet or CSV file, or a folder of them.

    \b
    amnio study effect population.parquet --same-risk screen --same-risk maternal_age:35,40
    amnio study effect population.parquet --definition question.toml --output effect.html

    The biased designs are shown beside the one that answers the question, with a sentence why they differ.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study import write

        delivery = Delivery.planned(
            formats, output, language=language, force=force, full=full, source=Path(table.place)
        )
        answer = effect_of(
            table,
            chosen_designs(designs),
            among=among,
            landmark=landmark,
            definition=definition,
            same_risk=same_risk,
            language=language,
        )
        delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))


def chosen_designs(designs: tuple[str, ...]) -> "tuple[Design, ...]":
    """In the order from what is often done to what answers the question."""
    from amnio.answers.study_answer import Design

    return tuple(Design(name) for name in DESIGNS if name in designs or "all" in designs)


def effect_of(
    table: TableChoice,
    designs: "tuple[Design, ...]",
    *,
    among: str,
    landmark: str,
    definition: str | None,
    same_risk: tuple[str, ...],
    language: Language,
) -> "StudyEffect":
    """Counts and answers."""
    from amnio.answers.study_counting import count_effect, scans
    from amnio.answers.study_effect import study_effect
    from amnio.cli.failures import Unusable
    from amnio.cli.study_failures import study_failures
    from amnio.estimate import NothingToCompareError, Target

    day = landmark_day(landmark, language)
    with study_failures(language), table.opened() as (engine, mapping):
        asked = with_same_risk(engine, mapping, definition_in(definition), same_risk)
        with progress(say("counting", language), scans(designs)) as advance:
            counts = count_effect(
                engine, mapping, asked, designs, day, left_out=table.left_out, done=lambda: advance(1)
            )
    try:
        return study_effect(
            counts, designs, target=Target(among), landmark=day, table=Path(table.place).name, engine=table.engine
        )
    except NothingToCompareError:
        raise Unusable("nothing_to_compare") from None


def landmark_day(written: str, language: Language) -> "GestationalAge":
    """The day of the landmark, or why it is none."""
    from amnio.cli.failures import Unusable
    from amnio.clinic.gestation import GestationalAge
    from amnio.clinic.problems import Refused, problem

    try:
        return GestationalAge.parse(written)
    except Refused as error:
        why, instead = problem(error.code, "--landmark", written, **error.slots).sentences(language)
        raise Unusable("not_a_landmark", given=written, why=why, instead=instead) from None
