"""How long each pooling method takes, beside R on the same data, and how long the whole evidence takes to be re-pooled.

Writes bench/results/pooling.json.

R's times are those of validation/r/pooling/timings.json: warm calls within one R process, as ours are within one of
Python. Where R has no such method the time is of what the referee runs instead (`r` says which).
"""

import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # as the command line does, before numpy is loaded
ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from amnio.answers import fits  # noqa: E402
from amnio.estimate import (  # noqa: E402
    DoseCurve,
    DosePriors,
    DoseStudy,
    Measure,
    Method,
    PoolOptions,
    TwoArmCounts,
    fit_dose_response,
    pool,
)
from amnio.evidence import load_evidence, reading  # noqa: E402

REFEREE = ROOT / "validation" / "r" / "pooling"
RESULTS = Path(__file__).parent / "results"
_REPEATS = 15
_DRAWS = 4000
_PROMISED = 2.0


def seconds(action: Callable[[], object]) -> float:
    """Median of some calls after one that is not timed."""
    action()
    taken = []
    for _ in range(_REPEATS):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def studies(table: dict[str, list[int]]) -> list[TwoArmCounts]:
    names = ("treated_events", "treated_total", "control_events", "control_total")
    rows = zip(*(table[name] for name in names), strict=True)
    return [
        TwoArmCounts(label=str(i), treated_events=a, treated_total=n1, control_events=c, control_total=n0)
        for i, (a, n1, c, n0) in enumerate(rows)
    ]


def beside_r() -> list[dict[str, Any]]:
    """Every method on every timed data set."""
    data = json.loads((REFEREE / "results.json").read_text(encoding="utf-8"))["data"]["two_arm"]
    timings = json.loads((REFEREE / "timings.json").read_text(encoding="utf-8"))
    instead = {"beta_binomial": timings["beta_binomial_by"], "bayes": timings["bayes_by"]}
    measured = []
    for name, times in timings["data"].items():
        counts = studies(data[name])
        for method, in_r in times.items():
            options = PoolOptions(tau_scale=0.5) if method == Method.BAYES else None
            ours = seconds(
                lambda m=method, c=counts, o=options: pool(c, method=m, measure=Measure.LOG_ODDS_RATIO, options=o)
            )
            measured.append(
                {
                    "data": name,
                    "studies": len(counts),
                    "method": method,
                    "ours_ms": 1e3 * ours,
                    "r_ms": 1e3 * in_r,
                    "r": instead.get(method, "metafor"),
                    "times_faster": in_r / ours,
                }
            )
    return measured


def dose_response() -> dict[str, Any]:
    """Two early studies and a curve; R has no such method."""
    rows = ((84.0, 112.0, 53, 1900, 9, 1775), (94.0, 112.0, 30, 900, 14, 910))
    early = [
        DoseStudy(counts=one, treated_dose=low, control_dose=high)
        for (low, high, *_), one in zip(
            rows,
            studies(
                {
                    "treated_events": [row[2] for row in rows],
                    "treated_total": [row[3] for row in rows],
                    "control_events": [row[4] for row in rows],
                    "control_total": [row[5] for row in rows],
                }
            ),
            strict=True,
        )
    ]
    curve, priors = DoseCurve(threshold=105.0, reference=84.0), DosePriors(height=0.05)
    return {"method": "dose_response", "studies": 2, "ours_ms": 1e3 * seconds(lambda: _fit(early, curve, priors))}


def _fit(early: list[DoseStudy], curve: DoseCurve, priors: DosePriors) -> object:
    return fit_dose_response(early, curve, priors)


def whole_evidence() -> dict[str, Any]:
    """Every file read, every parameter made from its studies, every fit made anew, and joint draws of all."""

    def re_pooled() -> object:
        fits.forget()
        reading.forget()
        evidence = load_evidence()
        return evidence.with_fitted({one.parameter: fits.shape_of(one) for one in evidence.fits}).draw(_DRAWS)

    evidence = load_evidence()
    return {
        "what": f"all parameters re-pooled from the study files, {_DRAWS:,} joint draws",
        "parameters": len(evidence.parameters),
        "fits": len(evidence.fits),
        "studies": len(evidence.studies),
        "drawn_numbers": len(evidence.draw(2).values),
        "seconds": seconds(re_pooled),
        "promised_seconds": _PROMISED,
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def main() -> None:
    measured = beside_r()
    print(f"{'data':<12}{'method':<32}{'ours':>10}{'R':>12}{'times faster':>14}")
    for row in measured:
        print(
            f"{row['data']:<12}{row['method']:<32}{row['ours_ms']:>7.2f} ms{row['r_ms']:>9.1f} ms"
            f"{row['times_faster']:>14.1f}"
        )
    alone = dose_response()
    print(f"{'invented':<12}{alone['method']:<32}{alone['ours_ms']:>7.2f} ms")
    whole = whole_evidence()
    print(f"{whole['what']}: {whole['seconds']:.2f} s (promised: under {whole['promised_seconds']:g} s)")
    RESULTS.mkdir(exist_ok=True)
    content = {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "versions": {"numpy": version("numpy")},
        "r": json.loads((REFEREE / "timings.json").read_text(encoding="utf-8"))["made_with"],
        "threads_of_linear_algebra": int(os.environ["OMP_NUM_THREADS"]),
        "load_when_started": os.getloadavg()[0],
        "measured": measured,
        "alone": [alone],
        "whole_evidence": whole,
    }
    (RESULTS / "pooling.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
