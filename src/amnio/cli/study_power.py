"""`amnio study power`: how sure a study of so many pregnancies would be."""

import click

from amnio.cli.choices import delivery_options, language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import progress
from amnio.cli.study_table import definition_in, definition_option

_SAME_RISK = (("screen", ("negative", "positive")), ("earlier_loss", ("false", "true")))
_AGE = ("maternal_age", (35, 40))


@click.command(short_help="How sure would a study of so many pregnancies be?")
@click.option("--n", "pregnancies", type=click.IntRange(1_000), default=100_000, show_default=True, help="Pregnancies.")
@click.option("--scenario", "name", default="everything", show_default=True, metavar="NAME", help="What is simulated.")
@click.option("--registries", type=click.IntRange(5), default=20, show_default=True, help="How many are simulated.")
@definition_option
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@delivery_options
@language_option
def power(
    pregnancies: int,
    name: str,
    registries: int,
    definition: str | None,
    seed: int,
    formats: tuple[str, ...],
    output: str | None,
    full: bool,
    force: bool,
    language: Language,
) -> None:
    """How sure a study of so many pregnancies would be, from simulated registries with known truth.

    \b
    amnio study power --scenario indication --n 50_000
    """
    with reported(language, as_json="json" in formats):
        from amnio.answers.simulated_population import SimulatedWorld
        from amnio.answers.study_power import study_power
        from amnio.cli.delivery import Delivery
        from amnio.cli.study_failures import study_failures
        from amnio.cli.study_simulate import known_scenario
        from amnio.exchange.population_file import write_population
        from amnio.present.json_output import answer_to_json
        from amnio.present.narrative.study.power import power_document

        delivery = Delivery.planned(formats, output, language=language, force=force, full=full)
        world = SimulatedWorld(known_scenario(name, language))
        with study_failures(language), progress(say("simulating", language), registries) as advance:
            asked = definition_in(definition)
            if definition is None:
                from dataclasses import replace

                from amnio.cohort.definition import Bands, Codes

                strata = [Codes(column=column, codes=codes) for column, codes in _SAME_RISK]
                asked = replace(asked, strata=(*strata, Bands(column=_AGE[0], cuts=_AGE[1])))
            answer = study_power(
                world,
                asked,
                pregnancies=pregnancies,
                registries=registries,
                seed=seed,
                write=write_population,
                done=lambda: advance(1),
            )
        delivery.deliver(lambda: power_document(answer, language), lambda: answer_to_json(answer))
