"""From rows of the table to rows as a definition sees them: until when each was followed, how it ended, which stratum.

The relation read is `pregnancies`: the columns of the table and the covariates of the definition, each with its type,
null where there are none, and `flaw`, the fate that a row already has (0: none).
"""

from amnio.cohort.blocks import block_sql
from amnio.cohort.definition import (
    Among,
    Bands,
    BlockBy,
    Codes,
    Condition,
    Dating,
    DayOfLoss,
    Known,
    OtherInvasive,
    SeveralFetuses,
    StudyDefinition,
)
from amnio.cohort.flow import COUNTED, NOT_KEPT, NOT_KNOWN, OTHER_INVASIVE, Fates
from amnio.cohort.sql.words import cases, name, text
from amnio.cohort.table import ENDS, End


def followed(definition: StudyDefinition, fates: Fates, *, whole_names: bool) -> str:
    """CTEs up to `followed`: fate, block, base, entry, stop, ended, needle, last_start, and `known_0` ... of events.

    `base` is the baseline part of the number of the stratum; `stop` and `ended` how long it was followed and how that
    ended (0 or the number of an end); `needle` the first amniocentesis if it came while she was at risk; `last_start`
    the last day on which she can start a trial without one; `known_i` the first day on which the i-th of
    `known_events` counts as known.
    """
    days = _days(definition)
    known = [
        f"{_moved(each.event, definition)}{'' if each.on_its_day else ' + 1'} AS known_{i}"
        for i, each in enumerate(known_events(definition))
    ]
    named = [
        f"{_fate(definition, fates)} AS fate",
        f"{_block(definition, whole_names)} AS block",
        f"{_base(definition)} AS base",
        '"end"',
        *(f"{day} AS {name(column)}" for column, day in days.items()),
        *known,
    ]
    carried = ", ".join(["fate", "block", "base", "entry", *(f"known_{i}" for i in range(len(known)))])
    return f"""WITH named AS (
  SELECT {", ".join(named)} FROM pregnancies
), stopped AS (
  SELECT *, {_stop(definition)} AS stop FROM named
), followed AS (
  SELECT {carried}, stop, {_ended(definition)} AS ended,
    CASE WHEN procedure <= stop AND (other_invasive IS NULL OR procedure < other_invasive) THEN procedure END AS needle,
    CASE WHEN other_invasive = stop THEN stop - 1 ELSE stop END AS last_start
  FROM stopped
)"""


def known_events(definition: StudyDefinition) -> tuple[Known, ...]:
    """What the definition asks of time-stamped covariates, each event and way of counting once."""
    known = (*(each for each in definition.strata if isinstance(each, Known)), *definition.without)
    return tuple(dict.fromkeys(known))


def radices(definition: StudyDefinition) -> tuple[int, ...]:
    """By how much the number of the stratum grows with the level of each stratifier: the first changes slowest."""
    found, step = [], 1
    for factor in reversed(definition.factors):
        found.append(step)
        step *= len(factor.levels)
    return tuple(reversed(found))


def known_part(definition: StudyDefinition, day: str) -> str:
    """The part of the number of the stratum that depends on what was known on `day`."""
    events = known_events(definition)
    parts = [
        f" + CASE WHEN known_{events.index(each)} <= {day} THEN {radix} ELSE 0 END"
        for each, radix in zip(definition.strata, radices(definition), strict=True)
        if isinstance(each, Known)
    ]
    return "".join(parts)


def _days(definition: StudyDefinition) -> dict[str, str]:
    columns = ["entry", "exit", "procedure", "other_invasive", "known_dead", "fetal_loss", "fetal_termination"]
    return {column: _moved(column, definition) for column in columns}


def _moved(column: str, definition: StudyDefinition) -> str:
    if definition.dating is Dating.FIRST:
        return f"{name(column)} + COALESCE(redated_days, 0)"
    return name(column)


def _ends_of_one_fetus(definition: StudyDefinition) -> tuple[list[str], list[str]]:
    """Days that end a pregnancy as a loss, and as a termination, before it ended as a whole."""
    losses = ["known_dead"] if definition.day_of_loss is DayOfLoss.KNOWN_DEAD else []
    if definition.several_fetuses is SeveralFetuses.FIRST:
        return [*losses, "fetal_loss"], ["fetal_termination"]
    return losses, []


def _stop(definition: StudyDefinition) -> str:
    losses, terminations = _ends_of_one_fetus(definition)
    until = [str(definition.until.days)] if definition.until is not None else []
    return f"LEAST({', '.join(['exit', 'other_invasive', *losses, *terminations, *until])})"


def _ended(definition: StudyDefinition) -> str:
    """On one day, another invasive procedure comes first, then a loss, then a termination, then how it ended."""
    losses, terminations = _ends_of_one_fetus(definition)
    numbers = {end: number for number, end in enumerate(ENDS, start=1)}
    whole = cases([(f'"end" = {text(end)}', number) for end, number in numbers.items()], 0)
    return cases(
        [
            ("other_invasive = stop", 0),
            *((f"{day} = stop", numbers[End.LOSS]) for day in losses),
            *((f"{day} = stop", numbers[End.TERMINATION]) for day in terminations),
            ("exit = stop", whole),
        ],
        0,
    )


def _block(definition: StudyDefinition, whole_names: bool) -> str:
    if definition.block_by is BlockBy.UNIT:
        return block_sql(f"COALESCE(CAST(unit AS VARCHAR), {text('unknown')})", definition.blocks, whole=False)
    return block_sql("woman", definition.blocks, whole=whole_names)


def _base(definition: StudyDefinition) -> str:
    parts = [
        f"({level(each)}) * {radix}"
        for each, radix in zip(definition.strata, radices(definition), strict=True)
        if not isinstance(each, Known)
    ]
    return " + ".join(parts) or "0"


def level(stratifier: Bands | Codes) -> str:
    """The number of the level of a baseline stratifier."""
    column = name(stratifier.column)
    unknown = len(stratifier.factor.levels) - 1
    if isinstance(stratifier, Codes):
        named = [(f"CAST({column} AS VARCHAR) = {text(code)}", i) for i, code in enumerate(stratifier.codes)]
        return cases([(f"{column} IS NULL", unknown), *named], unknown - 1)
    below = [(f"{column} < {cut}", i) for i, cut in enumerate(stratifier.cuts)]
    return cases([(f"{column} IS NULL", unknown), *below], unknown - 1)


def _fate(definition: StudyDefinition, fates: Fates) -> str:
    found: list[tuple[str, object]] = [(f"flaw <> {COUNTED}", "flaw")]
    if definition.other_invasive is OtherInvasive.LEAVE_OUT:
        found.append(("other_invasive IS NOT NULL", fates.number(OTHER_INVASIVE)))
    for condition in definition.keep:
        column = name(condition.column)
        found.append((f"{column} IS NULL", fates.number(f"{NOT_KNOWN}:{condition.column}")))
        found.append((f"NOT ({_kept(condition)})", fates.number(f"{NOT_KEPT}:{condition.column}")))
    return cases(found, COUNTED)


def _kept(condition: Condition) -> str:
    column = name(condition.column)
    if isinstance(condition, Among):
        return f"CAST({column} AS VARCHAR) IN ({', '.join(map(text, condition.codes))})"
    bounds = [f"{column} >= {condition.low}"] if condition.low is not None else []
    if condition.below is not None:
        bounds.append(f"{column} < {condition.below}")
    return " AND ".join(bounds)
