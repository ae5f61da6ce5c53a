"""`python -m bench.counsel`: how fast an answer before a procedure is. Writes bench/results/counsel.json."""

import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.review import AMNIO, RESULTS, Measured, median_seconds, run

PLAN = '[pregnancy]\nmaternal_age = 38\n[screening]\nt21_risk = "1:150"\n[plan]\nat = "16+0"\n'
_COLD, _WARM = 7, 30  # repetitions


def cold(folder: Path) -> list[Measured]:
    """New processes, as a user starts them."""
    case = folder / "plan.toml"
    case.write_text(PLAN, encoding="utf-8")
    base = [*AMNIO, "counsel", str(case), "--now", "12+3"]
    run(*base)  # byte code and file cache, as on any second day
    commands = (
        ("amnio counsel plan, terminal", base, ""),
        ("amnio counsel plan, JSON", [*base, "--format", "json"], ""),
        ("amnio counsel plan, leaflet as PDF", [*base, "--for", "family", "--format", "pdf", "--output", "-"], ""),
    )
    return [
        Measured(what=what, value=median_seconds(lambda c=command: run(*c), _COLD), unit="s", promised=promised)
        for what, command, promised in commands
    ]


def warm() -> list[Measured]:
    """One process that stays, 4,000 joint draws: the answer, and its two documents."""
    from amnio.answers.counsel import Counsellor
    from amnio.clinic.gestation import GestationalAge
    from amnio.exchange.case_file import parse_case
    from amnio.present import html
    from amnio.present.narrative.counsel import write

    counsellor, case, now = Counsellor(), parse_case(PLAN), GestationalAge.parse("12+3")
    answer = counsellor.counsel(case, now=now)
    seconds = median_seconds(lambda: counsellor.counsel(case, now=now), _WARM)
    page = median_seconds(lambda: html.render(write(answer, audience="family")), _WARM)
    return [
        Measured(what="one counsel: numbers, classes, options", value=seconds * 1e3, unit="ms", promised="< 100 ms"),
        Measured(what="its leaflet as HTML", value=page * 1e3, unit="ms", promised=""),
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        measured = [*cold(Path(name)), *warm()]
    for each in measured:
        print(each)
    RESULTS.mkdir(exist_ok=True)
    content = {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("amnio", "numpy", "orjson")},
        "measured": [asdict(each) for each in measured],
    }
    (RESULTS / "counsel.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
