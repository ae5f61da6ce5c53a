"""Risk with late entry as SQL: rows are grouped on the day of entry, the day followed to, and how it ended."""

from amnio.cohort.definition import Exposure, StudyDefinition
from amnio.cohort.flow import COUNTED, NEVER_AT_RISK, Fates
from amnio.cohort.sql.followed import followed, known_events, known_part
from amnio.cohort.sql.trials import Counting
from amnio.cohort.sql.words import cases


def risk_counting(definition: StudyDefinition, fates: Fates, *, whole_names: bool) -> Counting:
    """The statements whose `cells` are the columns of `RiskCounts`.

    From the day of the procedure on, that day included, a pregnancy is at risk in arm 1 of a split: what happens on
    that day comes after it. A landmark keeps whoever was at risk on it; arm 1 are those who had the procedure by then.
    """
    start = definition.start.days
    exposure, landmark = definition.exposure, definition.landmark
    begins = f"GREATEST(entry, {start})"
    if exposure is Exposure.LANDMARK and landmark is not None:
        begins = f"CASE WHEN entry <= {landmark.days} THEN {landmark.days} ELSE stop END"
    events = known_events(definition)
    barred = [f"known_{events.index(each)} <= begins" for each in definition.without]
    never = " OR ".join(["stop <= begins", *(f"COALESCE({bar}, FALSE)" for bar in barred)])
    fate = cases([(f"fate <> {COUNTED}", "fate"), (never, fates.number(NEVER_AT_RISK))], COUNTED)
    arm = {
        Exposure.NONE: "0",
        Exposure.SPLIT: "0",
        Exposure.EVER: "CASE WHEN needle IS NULL THEN 0 ELSE 1 END",
        Exposure.LANDMARK: f"CASE WHEN needle <= {0 if landmark is None else landmark.days} THEN 1 ELSE 0 END",
    }[exposure]
    keys = {
        "block": "block",
        "stratum": f"base{known_part(definition, 'begins')}",
        "arm": arm,
        "begins": "begins",
        "stop": "stop",
        "ended": "ended",
    }
    if exposure is Exposure.SPLIT:
        keys["needle"] = "CASE WHEN needle - 1 <= begins THEN begins ELSE needle - 1 END"
    columns = ", ".join(f"CASE WHEN outcome = {COUNTED} THEN {key} END AS {column}" for column, key in keys.items())
    grouped = f"""{followed(definition, fates, whole_names=whole_names)}, begun AS (
  SELECT *, {begins} AS begins FROM followed
), fated AS (
  SELECT {fate} AS outcome, * FROM begun
), keyed AS (
  SELECT outcome AS fate, {columns} FROM fated
)
SELECT fate, {", ".join(keys)}, COUNT(*) AS n FROM keyed GROUP BY fate, {", ".join(keys)}"""
    return Counting(grouped=grouped, cells=_split_cells() if exposure is Exposure.SPLIT else _cells())


def _cells() -> str:
    return f"""SELECT block, stratum, arm, begins AS entry, stop AS exit, ended AS "end", n
FROM grouped WHERE fate = {COUNTED}"""


def _split_cells() -> str:
    """Before the needle in arm 0, ending censored; from it on in arm 1. Here `needle` is the day before it."""
    return f"""WITH pieces AS (
  SELECT block, stratum, CASE WHEN needle <= begins THEN 1 ELSE 0 END AS arm, begins AS entry,
    CASE WHEN needle > begins THEN needle ELSE stop END AS exit,
    CASE WHEN needle > begins THEN 0 ELSE ended END AS "end", n
  FROM grouped WHERE fate = {COUNTED}
  UNION ALL
  SELECT block, stratum, 1 AS arm, needle AS entry, stop AS exit, ended AS "end", n
  FROM grouped WHERE fate = {COUNTED} AND needle > begins
)
SELECT block, stratum, arm, entry, exit, "end", CAST(SUM(n) AS BIGINT) AS n
FROM pieces GROUP BY block, stratum, arm, entry, exit, "end\""""
