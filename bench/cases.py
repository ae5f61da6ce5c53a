"""Made-up cases for benchmarks: about twenty recorded fields each, every one of them reviewable."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CASE = {
    "id": "bench",
    "pregnancy": {"maternal_age": 34, "previous_first_trimester_losses": 1, "rhd": "negative"},
    "procedure": {"kind": "amniocentesis", "at": "16+3", "passes": 2, "fluid": "blood_stained", "difficult": "present"},
    "loss": {"outcome": "loss", "at": "18+0", "presentation": "alive_at_onset"},
    "signs": {"temperature_c": 38.7, "crp_mg_l": 92.0, "membranes": "leak_within_48h", "bleeding": "light"},
    "examination": {"fetal_picture": "normal", "cord": "normal"},
    "tests": {"karyotype_fluid": "normal", "histology": "maternal_response", "blood_culture": "negative"},
}


def _written(days: int) -> str:
    return f"{days // 7}+{days % 7}"


def rows(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Different pregnancies: ages, times, signs and results vary, as they do in a registry."""
    random_ = random.Random(seed)
    pick = random_.choice
    for number in range(count):
        done = random_.randint(105, 150)
        lost = done + min(random_.randint(0, 60), 293 - done)
        yield {
            "id": f"row-{number}",
            "pregnancy": {
                "maternal_age": random_.randint(18, 46),
                "ivf": pick(("present", "absent")),
                "fibroids": pick(("present", "absent")),
                "previous_first_trimester_losses": random_.randint(0, 2),
                "bleeding_before_procedure": pick(("present", "absent")),
            },
            "procedure": {
                "kind": "amniocentesis",
                "at": _written(done),
                "passes": pick((1, 1, 1, 2, 3)),
                "fluid": pick(("clear", "clear", "blood_stained")),
                "bleeding_same_day": pick(("absent", "absent", "present")),
            },
            "loss": {
                "outcome": "loss",
                "at": _written(lost),
                "presentation": pick(("died_before_labour", "alive_at_onset")),
            },
            "signs": {
                "temperature_c": round(random_.uniform(36.4, 39.9), 1),
                "crp_mg_l": round(random_.uniform(1, 180), 1),
                "membranes": pick(("intact", "leak_within_48h", "rupture_later")),
                "bleeding": pick(("none", "light", "heavy")),
                "cervix": pick(("closed", "painless_opening")),
            },
            "examination": {"fetal_picture": pick(("normal", "anomaly", "hydrops")), "cord": "normal"},
            "tests": {
                "karyotype_fluid": pick(("normal", "normal", "normal", "t21", "t18", "failed")),
                "histology": pick(("no_chorioamnionitis", "maternal_response", "fetal_response")),
            },
        }


def write_rows(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for row in rows(count):
            stream.write(json.dumps(row) + "\n")
