"""Sequential trials as SQL: rows are grouped once, then groups, not rows, are spread over the trials.

A row starts arm 0 of every trial from `opens` to `closes`, and always leaves it on the same day for the same reason; it
starts arm 1 of at most one trial. So what a row is, is a handful of whole numbers, and ten million rows are a few
hundred thousand groups. What is done per trial is done to those.
"""

from dataclasses import dataclass

from amnio.cohort.definition import StudyDefinition
from amnio.cohort.flow import COUNTED, NEVER_AT_RISK, Fates
from amnio.cohort.sql.followed import followed, known_events, known_part
from amnio.cohort.sql.words import cases
from amnio.estimate.trial_counts import CENSORED, SWITCHED


@dataclass(frozen=True, kw_only=True, slots=True)
class Counting:
    """Two statements: `grouped` reads the rows once and is kept under that name; `cells` and `fates` read only it."""

    grouped: str
    cells: str
    fates: str = "SELECT fate, CAST(SUM(n) AS BIGINT) AS n FROM grouped GROUP BY fate"


def trial_counting(definition: StudyDefinition, fates: Fates, *, whole_names: bool) -> Counting:
    """The statements whose `cells` are the columns of `TrialCounts`."""
    return Counting(grouped=_grouped(definition, fates, whole_names), cells=_cells(definition))


def _grouped(definition: StudyDefinition, fates: Fates, whole_names: bool) -> str:
    first, last, period = definition.first_trial.days, definition.last_trial.days, definition.period
    events = known_events(definition)
    barred = [f"known_{events.index(each)} - 1" for each in definition.without]
    bar = f"LEAST({', '.join([str(last), *barred])})" if barred else str(last)
    stratified = [i for i, each in enumerate(events) if each in definition.strata]
    # What becomes known before follow-up begins was known at its beginning; after the last start it tells nothing.
    clipped = [
        f"CASE WHEN known_{i} <= opens THEN opens WHEN known_{i} <= GREATEST(closes, treated) THEN known_{i} END"
        for i in stratified
    ]
    keys = {
        "block": "block",
        "base": "base",
        "opens": "CASE WHEN closes >= opens THEN opens END",
        "closes": "CASE WHEN closes >= opens THEN closes END",
        "stop_0": "CASE WHEN closes >= opens THEN COALESCE(needle, stop) END",
        "end_0": f"CASE WHEN closes >= opens THEN CASE WHEN needle IS NULL THEN ended ELSE {SWITCHED} END END",
        "treated": "treated",
        "stop_1": "CASE WHEN treated IS NOT NULL THEN stop END",
        "end_1": "CASE WHEN treated IS NOT NULL THEN ended END",
        **{f"known_{i}": clip for i, clip in zip(stratified, clipped, strict=True)},
    }
    fate = cases(
        [(f"fate <> {COUNTED}", "fate"), ("treated IS NULL AND closes < opens", fates.number(NEVER_AT_RISK))], COUNTED
    )
    # The first trial on or after entry, and the trial in whose period the needle falls.
    opens = f"{first} + (GREATEST(entry, {first}) - {first} + {period - 1}) // {period} * {period}"
    needled = f"{first} + (needle - {first}) // {period} * {period}"
    return f"""{followed(definition, fates, whole_names=whole_names)}, windows AS (
  SELECT *, {opens} AS opens, LEAST({bar}, last_start, needle - {period}) AS ends_start, {bar} AS bar,
    CASE WHEN needle >= {first} THEN {needled} END AS needled
  FROM followed
), placed AS (
  SELECT *, CASE WHEN ends_start >= {first} THEN {first} + (ends_start - {first}) // {period} * {period}
      ELSE {first} - {period} END AS closes,
    CASE WHEN entry <= needled AND needled <= bar THEN needled END AS treated
  FROM windows
), fated AS (
  SELECT {fate} AS outcome, * FROM placed
), keyed AS (
  SELECT outcome AS fate, {", ".join(f"CASE WHEN outcome = {COUNTED} THEN {key} END AS {c}" for c, key in keys.items())}
  FROM fated
)
SELECT fate, {", ".join(keys)}, COUNT(*) AS n FROM keyed GROUP BY fate, {", ".join(keys)}"""


def _cells(definition: StudyDefinition) -> str:
    period = definition.period
    day, end = "stop_day - trial", "ended"
    if (last := definition.follow_up) is not None:
        day, end = f"LEAST({day}, {last})", f"CASE WHEN stop_day - trial > {last} THEN {CENSORED} ELSE ended END"
    # Both ends included: sqlglot turns the half-open RANGE of a step of seven into a series that ends a week early.
    return f"""WITH started AS (
  SELECT *, UNNEST(GENERATE_SERIES(opens, closes, {period})) AS trial, 0 AS arm, stop_0 AS stop_day, end_0 AS ended
  FROM grouped WHERE opens IS NOT NULL
  UNION ALL
  SELECT *, treated AS trial, 1 AS arm, stop_1 AS stop_day, end_1 AS ended FROM grouped WHERE treated IS NOT NULL
), described AS (
  SELECT block, base{known_part(definition, "trial")} AS stratum, trial, arm, {day} AS day, {end} AS "end", n
  FROM started
)
SELECT block, stratum, trial, arm, day, "end", CAST(SUM(n) AS BIGINT) AS n
FROM described GROUP BY block, stratum, trial, arm, day, "end\""""
