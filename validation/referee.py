"""The referee's stored answers (validation/r/pooling/results.json), and the same requests in our words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amnio.estimate import (
    ArmMeasure,
    Continuity,
    DoubleZero,
    EventsOverTime,
    Interval,
    Measure,
    Method,
    OneArmCounts,
    PoolOptions,
    Prediction,
    SmallStudyTest,
    TwoArmCounts,
)

FOLDER = Path(__file__).parent / "r" / "pooling"
RESULTS: dict[str, Any] = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))

#: Our names and theirs. Total in both directions: `test_pooling_grid.py` says so.
MEASURES: dict[Measure | ArmMeasure, str] = {
    Measure.RISK_DIFFERENCE: "RD",
    Measure.LOG_RISK_RATIO: "RR",
    Measure.LOG_ODDS_RATIO: "OR",
    ArmMeasure.LOGIT_PROPORTION: "PLO",
    ArmMeasure.LOG_RATE: "IRLN",
}
INTERVALS = {
    Interval.NORMAL: "z",
    Interval.STUDENT: "t",
    Interval.HARTUNG_KNAPP: "knha",
    Interval.HARTUNG_KNAPP_GUARDED: "adhoc",
}
CONTINUITIES = {
    Continuity.ZERO_CELL_STUDIES: "only0",
    Continuity.ALL_IF_ANY_ZERO: "if0all",
    Continuity.ALL_STUDIES: "all",
}
DOUBLE_ZEROS = {DoubleZero.LEAVE_OUT: True, DoubleZero.KEEP: False}  # drop00, for ratios
#: Function of R, and the argument that chooses the method there.
METHODS: dict[Method, tuple[str, str | None]] = {
    Method.MANTEL_HAENSZEL: ("rma.mh", None),
    Method.PETO: ("rma.peto", None),
    Method.INVERSE_VARIANCE: ("rma", "FE"),
    Method.DERSIMONIAN_LAIRD: ("rma", "DL"),
    Method.PAULE_MANDEL: ("rma", "PM"),
    Method.REML: ("rma", "REML"),
    Method.MIXED_UNCONDITIONAL: ("rma.glmm", "UM.FS"),
    Method.MIXED_EXACT_CONDITIONAL: ("rma.glmm", "CM.EL"),
    Method.MIXED_APPROXIMATE_CONDITIONAL: ("rma.glmm", "CM.AL"),
    Method.MIXED_SINGLE_ARM: ("rma.glmm", None),
    Method.BETA_BINOMIAL: ("beta_binomial", None),
    Method.BAYES: ("bayes", None),
}
SMALL_STUDY_TESTS = {test: test.value for test in SmallStudyTest}
RATIOS = ("RR", "OR")


@dataclass(frozen=True, kw_only=True)
class Record:
    """One call of R: function, data set, arguments, and what it gave."""

    kind: str
    data: str
    call: Mapping[str, Any]
    got: Mapping[str, Any]

    @property
    def refused(self) -> bool:
        """R stopped, or gave nothing."""
        return "refused" in self.got or self.got.get("estimate", self.got.get("slope")) is None

    @property
    def method(self) -> Method:
        chosen = self.call.get("model", self.call.get("method") if self.kind == "rma" else None)
        (method,) = (ours for ours, theirs in METHODS.items() if theirs == (self.kind, chosen))
        return method

    @property
    def measure(self) -> Measure | ArmMeasure:
        return next(ours for ours, theirs in MEASURES.items() if theirs == self.call["measure"])

    def options(self) -> PoolOptions:
        """The choices of the call in our words."""
        if self.kind == "bayes":
            return PoolOptions(tau_scale=self.call["scale"])
        if self.kind not in ("rma", "rma.glmm"):
            return PoolOptions()
        test = self.call["test"]
        interval = next(ours for ours, theirs in INTERVALS.items() if theirs == test)
        prediction = Prediction.NORMAL if test == "z" else Prediction.STUDENT_K_MINUS_1
        if self.kind == "rma.glmm":
            return PoolOptions(interval=interval, prediction=prediction)
        keep = self.call["measure"] in RATIOS and not self.call["drop00"]
        return PoolOptions(
            interval=interval,
            continuity=next(ours for ours, theirs in CONTINUITIES.items() if theirs == self.call["to"]),
            double_zero=DoubleZero.KEEP if keep else DoubleZero.LEAVE_OUT,
            prediction=None if self.method is Method.INVERSE_VARIANCE else prediction,
        )

    def __str__(self) -> str:
        return f"{self.kind}({self.data}, {', '.join(f'{k} = {v}' for k, v in self.call.items())})"


RECORDS = [Record(**record) for record in RESULTS["results"]]
TWO_ARM_DATA: tuple[str, ...] = tuple(RESULTS["data"]["two_arm"])
ALL_DATA: tuple[str, ...] = tuple(dict.fromkeys(record.data for record in RECORDS))


def records(*kinds: str, data: str | None = None) -> Iterator[Record]:
    return (record for record in RECORDS if record.kind in kinds and data in (None, record.data))


def _columns(table: Mapping[str, Any], *names: str) -> Iterator[tuple[Any, ...]]:
    # R writes a vector of one number as a number
    return zip(*(table[n] if isinstance(table[n], list) else [table[n]] for n in names), strict=True)


def studies_of(data: str) -> Sequence[Any]:
    """The studies of a data set; labels are their numbers."""
    kind, _, name = data.rpartition(".")
    table = RESULTS["data"][kind or "two_arm"][name]
    if kind == "proportion":
        return [
            OneArmCounts(label=str(i), events=y, total=n) for i, (y, n) in enumerate(_columns(table, "events", "total"))
        ]
    if kind == "rate":
        return [
            EventsOverTime(label=str(i), events=y, time=t) for i, (y, t) in enumerate(_columns(table, "events", "time"))
        ]
    rows = _columns(table, "treated_events", "treated_total", "control_events", "control_total")
    return [
        TwoArmCounts(label=str(i), treated_events=a, treated_total=n1, control_events=c, control_total=n0)
        for i, (a, n1, c, n0) in enumerate(rows)
    ]
