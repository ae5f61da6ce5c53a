"""Part of `make bench`: how fast a check is, beside what was promised. Writes bench/results/check.json."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

RESULTS = Path(__file__).parent / "results" / "check.json"
AMNIO = [sys.executable, "-m", "amnio"]
EARLY, LATER = "check-14-weeks", "check-ready"  # with and without a question to the model
TIMES = 7


def _median_ms(action: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken) * 1e3, 2)


def _run(*arguments: str) -> None:
    subprocess.run([*AMNIO, *arguments], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _processor_ms(*arguments: str) -> float:
    """Time of the processor in the new process: about what a cold start takes on a machine with nothing else to do."""
    before = os.times()
    _run(*arguments)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used * 1e3


def cold() -> dict[str, dict[str, float]]:
    """New processes, as a user or an order-entry system starts them; the interpreter is part of each."""
    _run("check", "--example", EARLY)  # byte code and file cache, as on any second day
    commands = {
        "amnio check, at 14+2 (the model is asked)": ("check", "--example", EARLY),
        "amnio check, at 16+3 (rules only)": ("check", "--example", LATER),
        "amnio check, at 16+3, as JSON": ("check", "--example", LATER, "--format", "json"),
        "amnio guidance list (every rule)": ("guidance", "list"),
    }
    return {
        name: {
            "elapsed": _median_ms(lambda typed=typed: _run(*typed), TIMES),
            "processor": round(statistics.median(_processor_ms(*typed) for _ in range(TIMES)), 1),
        }
        for name, typed in commands.items()
    }


def warm() -> dict[str, float]:
    """One process that stays."""
    from amnio.answers.check import Checker
    from amnio.cli.examples import PLANNED, example_case
    from amnio.guidance import rules
    from amnio.guidance.profiles import known_profiles

    began = time.perf_counter()
    count = len(rules.all_rules())
    every = round((time.perf_counter() - began) * 1e3, 2)
    checker = Checker()
    early, later = (example_case(name, "en", PLANNED)[1] for name in (EARLY, LATER))
    checker.check(early)
    everyone = tuple(known_profiles())
    return {
        f"all {count} rules read and parsed, once": every,
        "check, default profiles, the model asked": _median_ms(lambda: checker.check(early), 30),
        "check, default profiles, rules only": _median_ms(lambda: checker.check(later), 30),
        f"check, all {len(everyone)} profiles, the model asked": _median_ms(
            lambda: checker.check(early, profiles=everyone), 30
        ),
    }


def main() -> None:
    found = {
        "promised": {"in process": "< 50 ms", "cold": "< 600 ms"},
        "unit": "ms, median",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start",
        "python": platform.python_version(),
        "in process": warm(),
        "cold": cold(),
    }
    RESULTS.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
