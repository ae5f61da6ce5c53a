"""What is asked of a table: typed as options, or written down before in a protocol that no option may contradict."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language
from amnio.cli.study_input import same_risk_option, typed_day, with_same_risk
from amnio.cli.study_protocol import DESIGNS, MOST_UNNOTICED, PROPENSITIES, UNNOTICED, Protocol, read_protocol
from amnio.cli.study_table import TableChoice, definition_in, definition_option

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design, Way
    from amnio.clinic.gestation import GestationalAge
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

Command = Callable[..., Any]
_EXAMPLE = ("screen", "maternal_age:35,40", "earlier_loss")
_DECIDED = (
    "mapping",
    "definition",
    "same_risk",
    "designs",
    "among",
    "landmark",
    "propensity",
    "doubly_robust",
    "unnoticed",
    "leave_out",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionChoice:
    """What was asked on the command line. `protocol` decides all of it, where one is given."""

    definition: str | None
    same_risk: tuple[str, ...]
    designs: tuple[str, ...]
    among: str
    landmark: str
    propensity: str
    doubly_robust: bool
    unnoticed: tuple[int, ...]
    protocol: Protocol | None

    @property
    def chosen(self) -> "tuple[Design, ...]":
        """In the order from what is often done to what answers the question."""
        from amnio.answers.study_answer import Design

        return tuple(Design(name) for name in DESIGNS if name in self.designs or "all" in self.designs)

    @property
    def ways(self) -> "tuple[Way, ...]":
        """How the arms of trials are made alike besides stratum by stratum. Refused where no trials are asked for."""
        from amnio.answers.study_answer import Design, Way

        asked = {Way.LOGISTIC: self.propensity == "logistic", Way.DOUBLY_ROBUST: self.doubly_robust}
        ways = tuple(way for way, wanted in asked.items() if wanted)
        if ways and Design.TRIALS not in self.chosen:
            raise Unusable("ways_need_trials")
        return ways

    def landmark_day(self, language: Language) -> "GestationalAge":
        """The day of the landmark, or why it is none."""
        return typed_day("--landmark", self.landmark, language)

    def for_table(self, table: TableChoice, language: Language) -> "QuestionChoice":
        """With the strata of a simulated example, where nobody named any."""
        if table.example is None:
            return self
        from amnio.cli.study_simulate import known_scenario

        known_scenario(table.example, language)
        if self.same_risk or self.definition or self.protocol:
            return self
        return replace(self, same_risk=_EXAMPLE)

    @contextmanager
    def opened(self, table: TableChoice) -> Iterator[tuple["Engine", "TableMapping", "StudyDefinition"]]:
        """The engine, the mapping and the definition that hold; `CannotStudy` where they cannot be read."""
        with table.opened() as (engine, mapping):
            if self.protocol is not None:
                yield engine, self.protocol.mapping or mapping, self.protocol.definition
            else:
                yield engine, mapping, with_same_risk(engine, mapping, definition_in(self.definition), self.same_risk)

    def given_mapping(self, table: TableChoice) -> "TableMapping | None":
        """The mapping that was written down; None where columns have our names."""
        return table.given_mapping() if self.protocol is None else self.protocol.mapping

    def left_out(self, table: TableChoice) -> tuple[str, ...]:
        return table.left_out if self.protocol is None else self.protocol.left_out

    @property
    def fingerprint(self) -> str | None:
        return None if self.protocol is None else self.protocol.fingerprint


#: What was asked, and the name of the protocol that is to decide it.
Question = tuple[QuestionChoice, str | None]


def question_options(command: Command) -> Command:
    """What is asked, from `--definition` to `--protocol`: handed over as `question`."""

    def chosen(
        definition: str | None,
        same_risk: tuple[str, ...],
        designs: tuple[str, ...],
        among: str,
        landmark: str,
        propensity: str,
        doubly_robust: bool,
        unnoticed: tuple[int, ...],
        protocol: str | None,
        **others: Any,
    ) -> Any:
        asked = QuestionChoice(
            definition=definition,
            same_risk=same_risk,
            designs=designs,
            among=among,
            landmark=landmark,
            propensity=propensity,
            doubly_robust=doubly_robust,
            unnoticed=tuple(dict.fromkeys(unnoticed)),
            protocol=None,
        )
        return command(question=(asked, protocol), **others)

    chosen.__doc__, chosen.__name__ = command.__doc__, command.__name__
    if hasattr(command, "__click_params__"):
        chosen.__click_params__ = command.__click_params__  # type: ignore[attr-defined]
    options = (
        definition_option,
        same_risk_option,
        click.option(
            "--design",
            "designs",
            type=click.Choice([*DESIGNS, "all"]),
            multiple=True,
            default=("all",),
            show_default=True,
            help="May be repeated; trials is the one that answers the question.",
        ),
        click.option(
            "--among",
            type=click.Choice(["treated", "all"]),
            default="treated",
            show_default=True,
            help="For whom: the women who were tested, or all who could have been.",
        ),
        click.option(
            "--landmark", metavar="WEEKS+DAYS", default="18+0", show_default=True, help="Day of the landmark design."
        ),
        click.option(
            "--propensity",
            type=click.Choice(PROPENSITIES),
            default=PROPENSITIES[0],
            show_default=True,
            help="Trials: logistic adds weights by a model of who is tested.",
        ),
        click.option("--doubly-robust", is_flag=True, help="Trials: add weights and a model of losses together."),
        click.option(
            "--unnoticed",
            type=click.IntRange(1, MOST_UNNOTICED),
            multiple=True,
            default=UNNOTICED,
            show_default=True,
            metavar="DAYS",
            help="Trials: what if deaths went unnoticed for so many days? May be repeated.",
        ),
        click.option("--protocol", metavar="FILE", help="All of this as written down before; no option may differ."),
    )
    wrapped: Command = chosen
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def decided(question: Question) -> QuestionChoice:
    """The choice with its protocol read. Refuses an option that the protocol decides; inside `study_failures`."""
    asked, path = question
    found = asked if path is None else _by_protocol(asked, path)
    _ = found.ways  # refused before anything is counted
    return found


def typed(name: str) -> bool:
    """Whether an option of the running command was given, and is not its default."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _by_protocol(asked: QuestionChoice, path: str) -> QuestionChoice:
    if given := [name for name in _DECIDED if typed(name)]:
        named = ", ".join("--" + {"designs": "design"}.get(name, name).replace("_", "-") for name in given)
        raise Unusable("protocol_contradicted", file=path, given=named)
    found = read_protocol(Path(path))
    return replace(
        asked,
        protocol=found,
        designs=found.designs,
        among=found.among,
        landmark=found.landmark,
        propensity=found.propensity,
        doubly_robust=found.doubly_robust,
        unnoticed=found.unnoticed,
    )
