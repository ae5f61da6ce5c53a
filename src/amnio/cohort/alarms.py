"""What a whole table may not look like: signs that gestation, procedures or losses are not what they seem.

No single row shows them. Each comes from a trap that published studies have fallen into: algorithms that date a
pregnancy by the code of an amniocentesis, classifications in which losses end at 20+0 because they are called
stillbirths from then on, and antenatal records in which a test of amniotic fluid stands for everybody. The last is no
trap of anybody's in particular: where most were lost from view, the few who were not decide everything.

An alarm refuses the table until the mapping says, in `[accept]`, why it is all right.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from amnio.cohort.engine import Engine
from amnio.cohort.sql.words import text
from amnio.cohort.table import End

#: From how many on a share is looked at; chance alone makes odd shares of a few.
ENOUGH = 20
CLASSIFICATION_CUT = 140  # 20+0, where many classifications part miscarriage from stillbirth
FOUR_WEEKS_BEFORE, FOUR_WEEKS_AFTER = 112, 168  # 16+0 and 24+0


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """`n` of `of` rows look as `code` says. `accepted` is the reason that the mapping gives, "" for none."""

    code: str
    n: int
    of: int
    accepted: str

    @property
    def refuses(self) -> bool:
        return not self.accepted


ALARMS = (
    "procedures_on_one_day",
    "procedure_for_most",
    "procedure_at_entry",
    "losses_end_at_20",
    "losses_begin_at_20",
    "most_lost",
)


def alarms(engine: Engine, accepted: Mapping[str, str]) -> tuple[Alarm, ...]:
    """The alarms of a table that the engine has under the name `read`."""
    found = _numbers(engine)
    done, rows = found["done"], found["n"]
    before, after = found["losses_before"], found["losses_after"]
    seen = {
        "procedures_on_one_day": (found["most_on_one_day"], done),
        "procedure_for_most": (done, rows),
        "procedure_at_entry": (found["at_entry"], done),
        "losses_end_at_20": (before if not after else 0, before + after),
        "losses_begin_at_20": (after if not before and found["watched_before"] else 0, before + after),
        "most_lost": (found["lost"], rows),
    }
    return tuple(
        Alarm(code=code, n=n, of=of, accepted=accepted.get(code, ""))
        for code, (n, of) in seen.items()
        if of >= ENOUGH and 2 * n > of
    )


def _numbers(engine: Engine) -> dict[str, int]:
    loss = f'"end" = {text(End.LOSS)}'
    row = engine.whole_numbers(
        f"""SELECT COUNT(*) AS n, COUNT("procedure") AS done,
  COUNT(*) FILTER (WHERE "procedure" = entry) AS at_entry,
  COUNT(*) FILTER (WHERE {loss} AND exit >= {FOUR_WEEKS_BEFORE} AND exit < {CLASSIFICATION_CUT}) AS losses_before,
  COUNT(*) FILTER (WHERE {loss} AND exit >= {CLASSIFICATION_CUT} AND exit < {FOUR_WEEKS_AFTER}) AS losses_after,
  COUNT(*) FILTER (WHERE entry < {FOUR_WEEKS_BEFORE}) AS watched_before,
  COUNT(*) FILTER (WHERE "end" = {text(End.LOST)}) AS lost
FROM read"""
    )
    most = engine.whole_numbers(
        """SELECT COALESCE(MAX(n), 0) AS n FROM (
  SELECT COUNT(*) AS n FROM read WHERE "procedure" IS NOT NULL GROUP BY "procedure")"""
    )
    return {name: int(values[0]) for name, values in row.items()} | {"most_on_one_day": int(most["n"][0])}
