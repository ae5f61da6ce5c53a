"""One pregnancy at a time, in plain Python: the definition of every count, slow and meant to be read.

A row is a mapping with the columns of the table and the covariates that the definition names; what is missing is None.
The SQL of `cohort.sql` gives the same numbers (tests/agree/test_engines_agree.py).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from amnio.cohort.blocks import block_of
from amnio.cohort.counted import Counted, CountKind
from amnio.cohort.definition import (
    Among,
    Bands,
    BlockBy,
    Codes,
    Condition,
    Dating,
    DayOfLoss,
    Exposure,
    Known,
    OtherInvasive,
    SeveralFetuses,
    Stratifier,
    StudyDefinition,
)
from amnio.cohort.flow import COUNTED, NEVER_AT_RISK, NOT_KEPT, NOT_KNOWN, OTHER_INVASIVE, Fates, Flow
from amnio.cohort.table import ENDS
from amnio.estimate.risk_counts import RiskCounts
from amnio.estimate.trial_counts import CENSORED, SWITCHED, TrialCounts

Row = Mapping[str, object]
Cell = tuple[int, ...]
_TRIAL_CELL = ("block", "stratum", "trial", "arm", "day", "end")
_RISK_CELL = ("block", "stratum", "arm", "entry", "exit", "end")


def count(rows: Iterable[Row], definition: StudyDefinition, kind: CountKind) -> Counted:
    """The counts of these rows."""
    fates = Fates.of(definition, ())
    cells: Counter[Cell] = Counter()
    fated: Counter[int] = Counter()
    for row in rows:
        fate = _refused(row, definition, fates)
        found = list((_trials if kind is CountKind.TRIALS else _risks)(row, definition)) if fate == COUNTED else []
        if fate == COUNTED and not found:
            fate = fates.number(NEVER_AT_RISK)
        fated[fate] += 1
        cells.update(found)
    names = _TRIAL_CELL if kind is CountKind.TRIALS else _RISK_CELL
    columns = {name: [cell[i] for cell in cells] for i, name in enumerate(names)}
    frame = {"blocks": definition.blocks, "factors": definition.factors, "ends": tuple(end.value for end in ENDS)}
    counts: TrialCounts | RiskCounts
    if kind is CountKind.TRIALS:
        counts = TrialCounts.of(**columns, n=list(cells.values()), period=definition.period, **frame)  # type: ignore[arg-type]
    else:
        counts = RiskCounts.of(**columns, n=list(cells.values()), **frame)  # type: ignore[arg-type]
    return Counted(definition=definition, counts=counts, flow=Flow.of(fates, fated))


def _refused(row: Row, definition: StudyDefinition, fates: Fates) -> int:
    """Why the definition does not ask about this row, or COUNTED."""
    if definition.other_invasive is OtherInvasive.LEAVE_OUT and row.get("other_invasive") is not None:
        return fates.number(OTHER_INVASIVE)
    for condition in definition.keep:
        value = row.get(condition.column)
        if value is None:
            return fates.number(f"{NOT_KNOWN}:{condition.column}")
        if not _kept(value, condition):
            return fates.number(f"{NOT_KEPT}:{condition.column}")
    return COUNTED


def _kept(value: object, condition: Condition) -> bool:
    if isinstance(condition, Among):
        return _written(value) in condition.codes
    number = _number(value)
    return (condition.low is None or number >= condition.low) and (condition.below is None or number < condition.below)


@dataclass(frozen=True, kw_only=True, slots=True)
class _FollowUp:
    """Until when she was followed and how that ended; `needle` is the procedure if it came while she was at risk.

    `last_start` is the last day on which she can start a trial without a procedure.
    """

    entry: int
    stop: int
    ended: int
    needle: int | None
    last_start: int


def _follow_up(row: Row, definition: StudyDefinition) -> _FollowUp:
    # On one day, another invasive procedure comes first, then a loss, then a termination, then how it ended.
    candidates: list[tuple[int | None, int]] = [(_day(row, "other_invasive", definition), CENSORED)]
    loss, termination = 1, 2
    if definition.day_of_loss is DayOfLoss.KNOWN_DEAD:
        candidates.append((_day(row, "known_dead", definition), loss))
    if definition.several_fetuses is SeveralFetuses.FIRST:
        candidates.append((_day(row, "fetal_loss", definition), loss))
        candidates.append((_day(row, "fetal_termination", definition), termination))
    ends = [end.value for end in ENDS]
    ended = ends.index(str(row["end"])) + 1 if row["end"] in ends else CENSORED
    candidates.append((_day(row, "exit", definition), ended))
    if definition.until is not None:
        candidates.append((definition.until.days, CENSORED))
    stop, how = min(((day, how) for day, how in candidates if day is not None), key=lambda candidate: candidate[0])
    needle, other = _day(row, "procedure", definition), _day(row, "other_invasive", definition)
    if needle is not None and (needle > stop or (other is not None and needle >= other)):
        needle = None
    entry = _day(row, "entry", definition)
    assert entry is not None, "a row without entry is refused before it is counted"
    return _FollowUp(entry=entry, stop=stop, ended=how, needle=needle, last_start=stop - (other == stop))


def _trials(row: Row, definition: StudyDefinition) -> Iterator[Cell]:
    """One cell for every trial that she starts."""
    her = _follow_up(row, definition)
    for trial in range(definition.first_trial.days, definition.last_trial.days + 1, definition.period):
        if her.entry > trial or any(_known(row, each, trial, definition) for each in definition.without):
            continue
        needle = her.needle
        if needle is not None and needle < trial:
            continue
        now = needle is not None and needle < trial + definition.period
        if not now and her.last_start < trial:
            continue
        if now or needle is None:
            day, end = her.stop - trial, her.ended
        else:
            day, end = needle - trial, SWITCHED
        if definition.follow_up is not None and day > definition.follow_up:
            day, end = definition.follow_up, CENSORED
        yield _block(row, definition), _stratum(row, trial, definition), trial, int(now), day, end


def _risks(row: Row, definition: StudyDefinition) -> Iterator[Cell]:
    """One cell, or two where follow-up is split at the needle; none if she was never at risk."""
    her = _follow_up(row, definition)
    begins = max(her.entry, definition.start.days)
    if definition.landmark is not None:
        if her.entry > definition.landmark.days:
            return
        begins = definition.landmark.days
    if her.stop <= begins or any(_known(row, each, begins, definition) for each in definition.without):
        return
    block, stratum = _block(row, definition), _stratum(row, begins, definition)
    if definition.exposure is Exposure.SPLIT and her.needle is not None:
        before = her.needle - 1  # the day of the needle is already after it
        if before > begins:
            yield block, stratum, 0, begins, before, CENSORED
        yield block, stratum, 1, max(begins, before), her.stop, her.ended
        return
    arm = her.needle is not None and (
        definition.exposure is Exposure.EVER
        or (definition.landmark is not None and her.needle <= definition.landmark.days)
    )
    yield block, stratum, int(arm), begins, her.stop, her.ended


def _block(row: Row, definition: StudyDefinition) -> int:
    if definition.block_by is BlockBy.UNIT:
        return block_of("unknown" if row.get("unit") is None else str(row["unit"]), definition.blocks)
    return block_of(str(row["woman"]), definition.blocks)


def _stratum(row: Row, day: int, definition: StudyDefinition) -> int:
    number = 0
    for stratifier, factor in zip(definition.strata, definition.factors, strict=True):
        number = number * len(factor.levels) + _level(row, stratifier, day, definition)
    return number


def _level(row: Row, stratifier: Stratifier, day: int, definition: StudyDefinition) -> int:
    if isinstance(stratifier, Known):
        return int(_known(row, stratifier, day, definition))
    value = row.get(stratifier.column)
    unknown = len(stratifier.factor.levels) - 1
    if value is None:
        return unknown
    if isinstance(stratifier, Bands):
        return sum(_number(value) >= cut for cut in stratifier.cuts)
    return _code_level(value, stratifier)


def _code_level(value: object, stratifier: Codes) -> int:
    written = _written(value)
    return stratifier.codes.index(written) if written in stratifier.codes else len(stratifier.codes)


def _known(row: Row, known: Known, day: int, definition: StudyDefinition) -> bool:
    """Whether it was known when follow-up began on `day`."""
    happened = _day(row, known.event, definition)
    return happened is not None and (happened <= day if known.on_its_day else happened < day)


def _day(row: Row, column: str, definition: StudyDefinition) -> int | None:
    value = row.get(column)
    if value is None:
        return None
    shift = row.get("redated_days") if definition.dating is Dating.FIRST else 0
    return _whole(value) + (0 if shift is None else _whole(shift))


def _whole(value: object) -> int:
    assert isinstance(value, int), f"{value!r} is no whole number"
    return value


def _number(value: object) -> float:
    assert isinstance(value, int | float), f"{value!r} is no number"
    return value


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
