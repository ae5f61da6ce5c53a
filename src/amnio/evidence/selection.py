"""Which rows and values of which studies a parameter is made from: `{ study = "...", arm = "..." }` in a `[from]`.

An arm is chosen by any of its columns `arm`, `window`, `band` and `what`, and exactly one row must fit. A value is
chosen by its name. Either may be turned round (`complement = true`: one minus it), divided (`per = 8`, such as the
weeks of a window) or, for a value, set against another value of the same study (`over = "..."`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.printed import LEVEL, PrintedValue
from amnio.evidence.study import Arm, Study
from amnio.evidence.study_files import STUDIES, StudyFiles

_COLUMNS = ("arm", "window", "band", "what")
_FIELDS = frozenset(["study", "as", *_COLUMNS, "value", "over", "complement", "per"])
_HALF = 0.5  # an event in none is not impossible: the Jeffreys mean stands for the proportion


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceRow:
    """One row (`arm`) or one value of a study that stands in a parameter; `role` is its part there, if it has one."""

    study: str
    role: str
    arm: Arm | None = None
    value: PrintedValue | None = None
    complement: bool = False  # the women without the event are those that count

    @property
    def counts(self) -> tuple[int, int] | None:
        """Events and women as they stand in the parameter; None where no women were printed."""
        if self.arm is None or self.arm.women is None:
            return None
        events, women = self.arm.events, self.arm.women
        return (women - events if self.complement else events), women


@dataclass(frozen=True, kw_only=True, slots=True)
class Selector:
    """A choice as written in a file."""

    study: str
    role: str
    where: tuple[tuple[str, str], ...]
    value: str | None
    over: str | None
    complement: bool
    per: float

    def find(self, studies: StudyFiles, file: str) -> "Figure":
        """What the choice finds; `EvidenceError` for an unknown study or value, or when not exactly one row fits."""
        if self.study not in studies:
            raise EvidenceError(file, "from", f"there is no study {self.study!r} under {STUDIES}/")
        study = studies[self.study]
        if self.value is None:
            return Figure(selector=self, arm=self._arm(study, file), value=None, over=None, file=file)
        return Figure(
            selector=self,
            arm=None,
            value=_value(study, self.value, file),
            over=None if self.over is None else _value(study, self.over, file),
            file=file,
        )

    def _arm(self, study: Study, file: str) -> Arm:
        fitting = [arm for arm in study.arms if all(getattr(arm, name) == text for name, text in self.where)]
        if len(fitting) != 1:
            wanted = ", ".join(f"{name} = {text!r}" for name, text in self.where)
            found = "no row fits" if not fitting else f"{len(fitting)} rows fit"
            raise EvidenceError(file, "from", f"{found} {wanted} in {STUDIES}/{self.study}/arms.csv; it must be one")
        return fitting[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """What a selector found."""

    selector: Selector
    arm: Arm | None
    value: PrintedValue | None
    over: PrintedValue | None
    file: str

    @property
    def rows(self) -> tuple[SourceRow, ...]:
        """The rows and values, for the reader."""
        study, role, turned = self.selector.study, self.selector.role, self.selector.complement
        if self.arm is not None:
            return (SourceRow(study=study, role=role, arm=self.arm, complement=turned),)
        return tuple(
            SourceRow(study=study, role=role, value=item, complement=turned) for item in (self.value, self.over) if item
        )

    @property
    def counts(self) -> tuple[int, int]:
        """Events and women of the arm."""
        if self.arm is None or self.arm.women is None:
            raise EvidenceError(self.file, "from", f"{self._name} has no counts: women and events are needed")
        events, women = self.arm.events, self.arm.women
        return (women - events if self.selector.complement else events), women

    @property
    def number(self) -> float:
        """The value, or the proportion of the arm, after everything that the selector does to it."""
        if self.value is None:
            events, women = self.counts
            return (events + _HALF) / (women + 2 * _HALF) / self.selector.per
        return self._turned(self.value.value)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the printed interval; twice the number where none is printed."""
        if self.value is None or self.value.low is None or self.value.high is None or self.over is not None:
            return self.number, self.number
        low, high = sorted((self._turned(self.value.low), self._turned(self.value.high)))
        return low, high

    @property
    def interval(self) -> tuple[float, float]:
        """The ends of the printed interval, which must be there."""
        if self.value is None or self.value.low is None or self.over is not None:
            raise EvidenceError(self.file, "from", f"{self._name} has no printed interval: low and high are needed")
        return self.ends

    @property
    def level(self) -> float:
        """Of the printed interval."""
        return LEVEL if self.value is None else self.value.level

    @property
    def _name(self) -> str:
        chosen = self.selector.value or dict(self.selector.where).get("arm", "a row")
        return f"{chosen!r} of study {self.selector.study!r}"

    def _turned(self, number: float) -> float:
        divided = number / (self.over.value if self.over else 1.0) / self.selector.per
        return 1.0 - divided if self.selector.complement else divided


def parse_selectors(raw: object, field: str, file: str) -> tuple[Selector, ...]:
    """The selectors of a list."""
    if not isinstance(raw, list) or not raw:
        raise EvidenceError(file, f"from.{field}", 'must be a list such as [{ study = "key", arm = "name" }]')
    return tuple(parse_selector(entry, field, file) for entry in raw)


def parse_selector(raw: object, field: str, file: str) -> Selector:
    """One selector; in a list its role is what `as` says, alone it is the name of the field."""
    if not isinstance(raw, dict):
        raise EvidenceError(file, f"from.{field}", f'must be a table such as {{ study = "key" }}, not {raw!r}')
    record: Record = raw
    fields.only(record, _FIELDS, file)
    where = tuple((name, fields.text(record, name, file)) for name in _COLUMNS if name in record)
    value = fields.optional_text(record, "value", file)
    over = fields.optional_text(record, "over", file)
    if (value is None) == (not where):
        raise EvidenceError(file, f"from.{field}", "names either an arm (arm, window, band, what) or a value")
    if over is not None and value is None:
        raise EvidenceError(file, f"from.{field}.over", "sets one value against another; an arm has none")
    per = fields.number(record, "per", file) if "per" in record else 1.0
    if per <= 0:
        raise EvidenceError(file, f"from.{field}.per", f"{per:g} must be above 0")
    complement = record.get("complement", False)
    if not isinstance(complement, bool):
        raise EvidenceError(file, f"from.{field}.complement", "must be true or false")
    role = fields.optional_text(record, "as", file) or (field if field in {"treated", "control"} else "")
    return Selector(
        study=fields.text(record, "study", file),
        role=role,
        where=where,
        value=value,
        over=over,
        complement=complement,
        per=per,
    )


def _value(study: Study, name: str, file: str) -> PrintedValue:
    if name not in study.values:
        known = ", ".join(study.values) or "none"
        raise EvidenceError(file, "from", f"study {study.key!r} has no value {name!r}; it has: {known}")
    return study.values[name]


def keys_of(rows: Iterable[SourceRow]) -> tuple[str, ...]:
    """The studies of the rows, each once, in their order."""
    return tuple(dict.fromkeys(row.study for row in rows))
