"""The `[from]` table of a parameter: by which rule it is made from which figures of which studies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amnio.evidence import fields
from amnio.evidence.errors import EvidenceError
from amnio.evidence.fields import Record
from amnio.evidence.fit_inputs import FITS, FitInputs
from amnio.evidence.rules import RULES
from amnio.evidence.selection import Selector, SourceRow, parse_selector, parse_selectors
from amnio.evidence.study_files import StudyFiles

FIT = "fit"
_SINGLE = frozenset({"treated", "control"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """How a parameter is made. `options` are the judgements of the rule, such as how much wider than the figures."""

    rule: str
    options: Record
    selectors: tuple[Selector, ...]
    fit: str | None
    fallback: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What a source gives: the record of a distribution and the rows in it.

    `fit` are the inputs of a fitted one; without a `shape` it is still to be done.
    """

    shape: Record | None
    rows: tuple[SourceRow, ...]
    fit: FitInputs | None = None


class NothingLeft(EvidenceError):
    """A source has lost so many of its studies that its rule has nothing to work on.

    `names` are the numbers that cannot be made any more, where more than the file itself is known.
    """

    def __init__(self, file: str, field: str, message: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(file, field, message)
        self.names = names


def parse_source(raw: object, file: str) -> Source:
    """The source in a `[from]` table."""
    if not isinstance(raw, dict):
        raise EvidenceError(file, "from", "must be a table")
    record: Record = raw
    name = fields.text(record, "rule", file)
    fallback = fields.optional_text(record, "fallback", file)
    if name == FIT:
        fields.only(record, frozenset({"rule", "fallback", "fit"}), file)
        fit = fields.choice(record, "fit", FITS, file)
        return Source(rule=name, options={}, selectors=(), fit=fit, fallback=fallback)
    if name not in RULES:
        raise EvidenceError(file, "from.rule", f"{name!r} is not one of {', '.join(sorted([*RULES, FIT]))}")
    rule = RULES[name]
    fields.only(record, frozenset({"rule", "fallback", *rule.takes, *rule.options}), file)
    return Source(
        rule=name,
        options={key: record[key] for key in rule.options if key in record},
        selectors=tuple(_selectors(record, rule.takes, file)),
        fit=None,
        fallback=fallback,
    )


def _selectors(record: Record, takes: tuple[str, ...], file: str) -> Iterator[Selector]:
    if not any(field in record for field in takes):
        raise EvidenceError(file, f"from.{takes[0]}", "is required: which rows or values of which studies")
    for field in takes:
        if field in _SINGLE:
            yield parse_selector(record.get(field), field, file)
        elif field in record:
            yield from parse_selectors(record[field], field, file)


def make(source: Source, studies: StudyFiles, without: frozenset[str], file: str) -> Made:
    """What the rule gives from all figures but those of the studies left out."""
    rule = RULES[source.rule]
    figures = [selector.find(studies, file) for selector in source.selectors]
    kept = [figure for figure in figures if figure.selector.study not in without]
    if len(kept) < (len(figures) if rule.complete else rule.least):
        raise NothingLeft(file, "from", _lost(without, (figure.selector.study for figure in figures)))
    try:
        shape = rule.build(source.options, kept, file)
    except EvidenceError as error:
        if len(kept) == len(figures):
            raise
        lost = _lost(without, (figure.selector.study for figure in figures))
        raise NothingLeft(file, error.field, f"{lost}: {error.message}") from None
    return Made(shape=shape, rows=tuple(row for figure in kept for row in figure.rows))


def _lost(without: frozenset[str], studies: Iterable[str]) -> str:
    """Why there is too little; also when nothing was left out and the file itself names too little."""
    lost = sorted(without & set(studies))
    return f"cannot be made without {', '.join(lost)}" if lost else "names too few figures for its rule"
