"""What is asked of a table: typed as options, or written down before in a protocol that no option may contradict."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language
from amnio.cli.study_input import same_risk_option, with_same_risk
from amnio.cli.study_table import TableChoice, definition_in, definition_option

if TYPE_CHECKING:
    from amnio.answers.study_answer import Design
    from amnio.clinic.gestation import GestationalAge
    from amnio.cohort.definition import StudyDefinition
    from amnio.cohort.engine import Engine
    from amnio.cohort.origin import TableMapping

Command = Callable[..., Any]
DESIGNS = ("crude", "stratified", "landmark", "trials")
_EXAMPLE = ("screen", "maternal_age:35,40", "earlier_loss")
_KEYS = ("title", "definition", "mapping", "designs", "among", "landmark", "leave_out")
_DECIDED = ("mapping", "definition", "same_risk", "designs", "among", "landmark", "leave_out")


@dataclass(frozen=True, kw_only=True, slots=True)
class Protocol:
    """Everything that decides a result, as it was written down before; `fingerprint` changes with any byte of it."""

    definition: "StudyDefinition"
    mapping: "TableMapping | None"
    designs: tuple[str, ...]
    among: str
    landmark: str
    left_out: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionChoice:
    """What was asked on the command line. `protocol` decides all of it, where one is given."""

    definition: str | None
    same_risk: tuple[str, ...]
    designs: tuple[str, ...]
    among: str
    landmark: str
    protocol: Protocol | None

    @property
    def chosen(self) -> "tuple[Design, ...]":
        """In the order from what is often done to what answers the question."""
        from amnio.answers.study_answer import Design

        return tuple(Design(name) for name in DESIGNS if name in self.designs or "all" in self.designs)

    def landmark_day(self, language: Language) -> "GestationalAge":
        """The day of the landmark, or why it is none."""
        from amnio.clinic.gestation import GestationalAge
        from amnio.clinic.problems import Refused, problem

        try:
            return GestationalAge.parse(self.landmark)
        except Refused as error:
            why, instead = problem(error.code, "--landmark", self.landmark, **error.slots).sentences(language)
            raise Unusable("not_a_landmark", given=self.landmark, why=why, instead=instead) from None

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

    def left_out(self, table: TableChoice) -> tuple[str, ...]:
        return table.left_out if self.protocol is None else self.protocol.left_out

    @property
    def fingerprint(self) -> str | None:
        return None if self.protocol is None else self.protocol.fingerprint


def question_options(command: Command) -> Command:
    """`--definition`, `--same-risk`, `--design`, `--among`, `--landmark`, `--protocol`: handed over as `question`."""

    def chosen(
        definition: str | None,
        same_risk: tuple[str, ...],
        designs: tuple[str, ...],
        among: str,
        landmark: str,
        protocol: str | None,
        **others: Any,
    ) -> Any:
        asked = QuestionChoice(
            definition=definition,
            same_risk=same_risk,
            designs=designs,
            among=among,
            landmark=landmark,
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
        click.option("--protocol", metavar="FILE", help="All of this as written down before; no option may differ."),
    )
    wrapped: Command = chosen
    for option in reversed(options):
        wrapped = option(wrapped)
    return wrapped


def decided(question: tuple[QuestionChoice, str | None]) -> QuestionChoice:
    """The choice with its protocol read. Refuses an option that the protocol decides; inside `study_failures`."""
    asked, path = question
    if path is None:
        return asked
    context = click.get_current_context()
    given = [name for name in _DECIDED if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        named = ", ".join("--" + {"designs": "design"}.get(name, name).replace("_", "-") for name in given)
        raise Unusable("protocol_contradicted", file=path, given=named)
    found = read_protocol(Path(path))
    return replace(asked, protocol=found, designs=found.designs, among=found.among, landmark=found.landmark)


def read_protocol(path: Path) -> Protocol:
    """The protocol in a TOML file; `CannotStudy` or `Unusable` naming what cannot be used."""
    from amnio.cohort.definition_file import definition_of
    from amnio.cohort.mapping_file import mapping_of, read_toml

    record = read_toml(path)
    if unknown := [key for key in record if key not in _KEYS]:
        raise Unusable("protocol_key", file=str(path), name=unknown[0], keys=", ".join(_KEYS))
    designs = _texts(record, "designs", ("all",), path)
    among = record.get("among", "treated")
    if not designs or any(name not in (*DESIGNS, "all") for name in designs):
        raise _wrong(path, "designs", designs)
    if among not in ("treated", "all"):
        raise _wrong(path, "among", among)
    landmark = record.get("landmark", "18+0")
    if not isinstance(landmark, str):
        raise _wrong(path, "landmark", landmark)
    return Protocol(
        definition=definition_of(record.get("definition", {})),
        mapping=mapping_of(record["mapping"]) if "mapping" in record else None,
        designs=designs,
        among=among,
        landmark=landmark,
        left_out=_texts(record, "leave_out", (), path),
        fingerprint=hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()[:12],
    )


def _texts(record: dict[str, Any], key: str, default: tuple[str, ...], path: Path) -> tuple[str, ...]:
    value = record.get(key, list(default))
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong(path, key, value)
    return tuple(value)


def _wrong(path: Path, key: str, value: object) -> Unusable:
    return Unusable("protocol_value", file=str(path), name=key, value=str(value))
