"""`amnio study effect`: what the procedure adds, by four designs side by side."""

from typing import TYPE_CHECKING

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language
from amnio.cli.study_question import Question, QuestionChoice, decided, question_options, typed
from amnio.cli.study_rows import counting
from amnio.cli.study_table import TableChoice, table_or_example_options

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    question: Question,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """What the procedure adds to the losses of a population.

    DATA is a Parquet or CSV file, or a folder of them; or files of counts (`amnio study counts`, `pool`), one of each
    kind: trials, ever and landmark.

    \b
    amnio study effect --example
    amnio study effect population.parquet --same-risk screen --same-risk maternal_age:35,40
    amnio study effect population.parquet --protocol protocol.toml --output effect.html
    amnio study effect population.parquet --same-risk screen --propensity logistic --doubly-robust
    amnio study effect trials.parquet ever.parquet landmark.parquet
    amnio study effect folder/ --work work

    The biased designs are shown beside the one that answers the question, with a sentence why they differ.
    """
    with reported(language, as_json="json" in formats):
        from amnio.cli.delivery import Delivery
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study import write

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full, source=table.source)
        answer = effect_of(table, question, language)
        delivery.deliver(lambda: write(answer, language=language), lambda: answer_to_json(answer))


def effect_of(table: TableChoice, question: Question, language: Language) -> "StudyEffect":
    """Counts and answers; everything that cannot be used is told as the other commands of a study tell it."""
    from amnio.answers.study_counting import scans
    from amnio.cli.study_failures import study_failures
    from amnio.cli.study_shared import shared_counts
    from amnio.cli.study_work import going_on

    with study_failures(language):
        asked = decided(question).for_table(table, language)
        if (shared := shared_counts(table)) is not None:
            if shared.curves is not None:
                raise Unusable("counts_of_no_design")
            return effect_from_counts(shared, table, asked, language)
        day, left_out = asked.landmark_day(language), asked.left_out(table)
        with going_on(table, language):
            with (
                asked.opened(table) as (engine, mapping, definition),
                counting(
                    table,
                    (engine, mapping),
                    asked.given_mapping(table),
                    left_out=left_out,
                    scans=scans(asked.chosen),
                    language=language,
                ) as rows,
            ):
                counts = rows.effect(definition, asked.chosen, day)
            return answered(counts, asked.chosen, table, asked, day)


def effect_from_counts(
    counts: "StudyCounts", table: TableChoice, asked: QuestionChoice, language: Language
) -> "StudyEffect":
    """From counts that were shared: what was asked stands in them, so nothing else may be asked here."""
    from amnio.answers.study_answer import Design
    from amnio.cli.study_shared import chosen_of, refuse_what_rows_decide

    marked = counts.landmark and counts.landmark.definition.landmark
    day = marked or asked.landmark_day(language)
    refuse_what_rows_decide(
        {
            "--definition": asked.definition,
            "--same-risk": asked.same_risk,
            "--protocol": asked.protocol,
            "--mapping": table.mapping,
            "--leave-out": table.left_out,
            "--work": table.work,
            "--landmark": typed("landmark") and asked.landmark_day(language) != day,
        }
    )
    all_asked = "all" in asked.designs
    needed = [] if all_asked else list(asked.chosen)
    chosen = chosen_of(counts, asked.chosen, [*needed, *([Design.TRIALS] if asked.ways else [])], all_asked=all_asked)
    missing = [design for design in Design if design not in chosen] if all_asked else []
    return answered(counts, chosen, table, asked, day, not_counted=missing)


def answered(
    counts: "StudyCounts",
    designs: "tuple[Design, ...]",
    table: TableChoice,
    asked: QuestionChoice,
    day: "GestationalAge",
    *,
    not_counted: "Sequence[Design]" = (),
) -> "StudyEffect":
    """The answer, or that there is nobody to compare."""
    from amnio.answers.study_effect import study_effect
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
            not_counted=not_counted,
        )
    except NothingToCompareError:
        raise Unusable("nothing_to_compare") from None
