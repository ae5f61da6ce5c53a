"""`amnio study simulate`: a population with known truth, for teaching, tests and power."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from amnio.cli.choices import language_option, reported
from amnio.cli.sentences import Language, say
from amnio.cli.study_progress import Advance, progress

if TYPE_CHECKING:
    from amnio.answers.simulated_population import PopulationSource, SimulatedTruth
    from amnio.model.population import Population

_ENDINGS = (".parquet", ".csv")
_EXAMPLE = 100_000  # pregnancies


@click.command(short_help="Simulate a population with known truth.")
@click.option("--n", "pregnancies", type=click.IntRange(1), default=100_000, show_default=True, help="Pregnancies.")
@click.option(
    "--scenario", "name", default="everything", show_default=True, metavar="NAME", help="Which biases it has."
)
@click.option("--output", metavar="FILE", help="population.parquet or population.csv; its truth is written beside it.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed, the same population."
)
@click.option("--list", "listed", is_flag=True, help="Name the scenarios, and what each of them teaches.")
@click.option("--force", is_flag=True, help="Replace what is at --output, and the truth beside it.")
@language_option
def simulate(
    pregnancies: int, name: str, output: str | None, seed: int, listed: bool, force: bool, language: Language
) -> None:
    """Simulate the pregnancies of a population, and write what the procedure truly does in it.

    \b
    amnio study simulate --list
    amnio study simulate --n 100_000 --scenario indication --output population.parquet

    The hazards come from the evidence; who is tested, when, and who is recorded is chosen for teaching. Only the
    scenario twins-and-repeats has twins, second procedures and pregnancies that were re-dated.
    """
    with reported(language):
        if listed:
            _list(language)
            return
        place, truth_place = _places(output, force=force)
        source = _source(name, seed, language)
        with progress(say("simulating", language), pregnancies) as advance:
            _write(source, pregnancies, place, advance)
        truth = source.truth()
        _write_truth(truth, truth_place)
        told = say(
            "simulated",
            language,
            path=place,
            rows=f"{truth.pregnancies:,}",
            procedures=f"{truth.procedures:,}",
            truth=truth_place,
        )
        click.echo(told, err=True)


@contextmanager
def example_table(name: str) -> Iterator[Path]:
    """A simulated table in a folder of its own, which is gone afterwards."""
    import duckdb

    from amnio.answers.simulated_population import PopulationSource
    from amnio.cohort.refusals import CannotStudy, Refusal
    from amnio.exchange.population_file import write_population

    with TemporaryDirectory(prefix="amnio-") as folder:
        place = Path(folder) / f"{name}.parquet"
        try:
            write_population(PopulationSource(name, seed=1).parts(_EXAMPLE), place, place.suffix)
        except duckdb.Error as error:
            raise CannotStudy(Refusal.OUT_OF_SPACE, reason=str(error).splitlines()[0].rstrip(".")) from error
        yield place


def known_scenario(name: str, language: Language) -> str:
    """The name, or what is nearest to it."""
    from amnio.cli.evidence_command import known
    from amnio.evidence.scenario import scenario_names

    known(name, scenario_names(), "no_such_scenario", language)
    return name


def _list(language: Language) -> None:
    from amnio.evidence.scenario import load_scenario, scenario_names

    for name in scenario_names():
        scenario = load_scenario(name)
        click.echo(f"{name}\n    {scenario.teaches_zh if language == 'zh' else scenario.teaches}")


def _places(output: str | None, *, force: bool) -> tuple[Path, Path]:
    from amnio.cli.destination import checked
    from amnio.cli.failures import Unusable

    if output is None:
        raise Unusable("simulate_needs_output")
    path = Path(output)
    if path.suffix.lower() not in _ENDINGS:
        raise Unusable("simulate_ending", path=output)
    return checked(path, force=force), checked(path.with_suffix(".truth.json"), force=force)


def _source(name: str, seed: int, language: Language) -> "PopulationSource":
    from amnio.answers.simulated_population import PopulationSource

    return PopulationSource(known_scenario(name, language), seed=seed)


def _write(source: "PopulationSource", pregnancies: int, place: Path, advance: Advance) -> None:
    from amnio.cli.destination import made_whole
    from amnio.cli.failures import Unusable

    try:
        import duckdb
    except ImportError:
        raise Unusable("study_no_duckdb") from None
    from amnio.exchange.population_file import write_population

    with made_whole(place) as part:
        try:
            write_population(_watched(source.parts(pregnancies), advance), part, place.suffix.lower())
        except duckdb.Error as error:
            reason = str(error).splitlines()[0].rstrip(".")
            raise Unusable("cannot_write", path=str(place), reason=reason) from error


def _watched(parts: Iterable["Population"], advance: Advance) -> Iterator["Population"]:
    for part in parts:
        yield part
        advance(len(part))


def _write_truth(truth: "SimulatedTruth", place: Path) -> None:
    from amnio.cli.destination import written_whole
    from amnio.present.json_output import answer_to_json

    with written_whole(place) as stream:
        stream.write(answer_to_json(truth))
