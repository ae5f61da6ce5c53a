"""`amnio study effect`: what the procedure adds, by four designs side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import progress
from amnio.cli.study_question import QuestionChoice, decided, question_options
from amnio.cli.study_table import TableChoice, table_or_example_options

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design, StudyEffect
    from amnio.answers.study_counting import StudyCounts
    from amnio.clinic.gestation import GestationalAge


@click.command(short_help="What does the procedure add? Four designs side by side.")
@table_or_example_options
@question_options
@delivery_options
@language_option
def effect(
    table: TableChoice,
    question: tuple[QuestionChoice, str | None],
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """What the procedure adds to the losses of a population.

    DATA is a Parquet or CSV file, or a folder of them; or a file of counts of trials (`amnio study counts`, `pool`),
    from which the design that answers the question is made, and no other.

    \b
    amnio study effect --example
    amnio study effect population.parquet --same-risk screen --same-risk maternal_age:35,40
    amnio study effect population.parquet --protocol protocol.toml --output effect.html
    amnio study effect pooled-counts.parquet

    The biased designs are shown beside the one that answers the question, with a sentence why they differ.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study import write

        source = None if table.example else Path(table.place)
        delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=source)
        answer = effect_of(table, question, language)
        delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))


def effect_of(table: TableChoice, question: tuple[QuestionChoice, str | None], language: Language) -> "StudyEffect":
    """Counts and answers; everything that cannot be used is told as the other commands of a study tell it."""
    from amnio.answers.study_counting import count_effect, scans, shared_counts
    from amnio.cli.study_failures import study_failures

    with study_failures(language):
        asked = decided(question).for_table(table, language)
        day = asked.landmark_day(language)
        if table.example is None and (shared := shared_counts(Path(table.place))) is not None:
            return _from_counts(shared, table, asked, day)
        with (
            asked.opened(table) as (engine, mapping, definition),
            progress(say("counting", language), scans(asked.chosen)) as advance,
        ):
            counts = count_effect(
                engine,
                mapping,
                definition,
                asked.chosen,
                day,
                left_out=asked.left_out(table),
                done=lambda: advance(1),
            )
    return _answered(counts, asked.chosen, table, asked, day)


def _from_counts(
    counts: "StudyCounts", table: TableChoice, asked: QuestionChoice, day: "GestationalAge"
) -> "StudyEffect":
    """From counts that were shared: what was asked stands in them, so nothing else may be asked here."""
    from amnio.answers.study_answer import Design
    from amnio.cli.failures import Unusable

    decides_rows = {
        "--definition": asked.definition,
        "--same-risk": asked.same_risk,
        "--protocol": asked.protocol,
        "--mapping": table.mapping,
        "--leave-out": table.left_out,
    }
    if given := [name for name, value in decides_rows.items() if value]:
        raise Unusable("counts_are_counted", option=given[0])
    if "all" not in asked.designs and asked.chosen != (Design.TRIALS,):
        raise Unusable("counts_of_trials_only", design=next(d.value for d in asked.chosen if d is not Design.TRIALS))
    return _answered(counts, (Design.TRIALS,), table, asked, day)


def _answered(
    counts: "StudyCounts",
    designs: "tuple[Design, ...]",
    table: TableChoice,
    asked: QuestionChoice,
    day: "GestationalAge",
) -> "StudyEffect":
    from amnio.answers.study_effect import study_effect
    from amnio.cli.failures import Unusable
    from amnio.estimate import NothingToCompareError, Target

    try:
        return study_effect(
            counts,
            designs,
            target=Target(asked.among),
            landmark=day,
            table=table.name,
            engine=table.engine,
            protocol=asked.fingerprint,
            ways=asked.ways,
            early=asked.unnoticed,
        )
    except NothingToCompareError:
        raise Unusable("nothing_to_compare") from None
