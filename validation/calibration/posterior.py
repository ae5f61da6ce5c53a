"""`make calibration`: are the probabilities of a review what they say? A long simulation; writes posterior.json.

Every simulated loss comes from a world of its own: parameters drawn from the evidence, one kind of woman and procedure,
a hundred pregnancies. Each loss is answered with other draws, without knowing its world. Of the losses given
probability p for a cause, a share p must have it, in every tenth of the answers.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from amnio.answers.assemble import Assembly
from amnio.clinic.vocabulary import Cause, Finding
from amnio.model.attribution import attribute
from amnio.model.clock import DAY_24
from amnio.model.facts import Facts
from amnio.model.procedure import ProcedureFacts
from amnio.model.simulate import simulate_losses
from amnio.model.worlds import LEAVES

WORLDS, PREGNANCIES, DRAWS, TENTHS, SEED = 1500, 150, 2000, 10, 20261124
RESULT = Path(__file__).parent / "posterior.json"
LOOKED_FOR = {
    Finding.INFECTION_PICTURE: 0.6,
    Finding.HISTOLOGY: 0.5,
    Finding.MEMBRANES: 0.5,
    Finding.PRESENTATION: 0.7,
    Finding.CHROMOSOMES: 0.5,
    Finding.FETAL_PICTURE: 0.6,
    Finding.STORED_FLUID: 0.2,
    Finding.LATER_CULTURES: 0.3,
    Finding.BLEEDING: 0.5,
    Finding.CERVIX: 0.3,
    Finding.CORD: 0.3,
}


def woman(generator: np.random.Generator) -> Facts:
    """Early procedures and repeated passes are made common, so that every cause can be counted."""
    return Facts(
        loss_day=DAY_24,
        procedure_day=int(generator.integers(88, 126)),
        maternal_age=float(generator.integers(22, 45)),
        procedure=ProcedureFacts(passes=int(generator.choice([1, 2, 3]))),
    )


def simulate() -> tuple[np.ndarray, np.ndarray, str]:
    """Given probabilities, shape (losses, 6); the true cause of each, (losses,); fingerprint of the evidence."""
    truths, asked = Assembly(draws=WORLDS, seed=SEED), Assembly(draws=DRAWS, seed=SEED + 1)
    levels = {finding: asked.model.likelihoods.table(finding).levels for finding in LOOKED_FOR}
    generator = np.random.default_rng(SEED)
    order = list(Cause)
    given, truth = [], []
    for draw in range(WORLDS):
        if draw % 100 == 0:
            print(f"world {draw} of {WORLDS}, {len(truth)} losses", file=sys.stderr)
        losses = simulate_losses(
            truths.model,
            woman(generator),
            draw=draw,
            pregnancies=PREGNANCIES,
            horizon=DAY_24,
            looked_for=LOOKED_FOR,
            generator=generator,
        )
        for index in range(len(losses)):
            attribution = attribute(asked.model, losses.facts_of(index, levels))
            given.append(attribution.causes @ attribution.weights)
            truth.append(order.index(LEAVES[losses.leaf[index]][0]))
    return np.array(given), np.array(truth), asked.evidence.fingerprint


def tenths(given: np.ndarray, had_it: np.ndarray) -> list[dict[str, float]]:
    """For each tenth of the answers: how many, what was said on average, what was true, and its standard error."""
    rows = []
    for part in np.array_split(np.argsort(given), TENTHS):
        said = given[part]
        rows.append(
            {
                "losses": len(part),
                "said": round(float(said.mean()), 5),
                "true": round(float(had_it[part].mean()), 5),
                "standard_error": round(float(np.sqrt((said * (1.0 - said)).sum()) / len(part)), 5),
            }
        )
    return rows


def main() -> None:
    given, truth, fingerprint = simulate()
    result: dict[str, Any] = {
        "evidence": fingerprint,
        "worlds": WORLDS,
        "pregnancies_each": PREGNANCIES,
        "draws": DRAWS,
        "seed": SEED,
        "losses": len(truth),
        "causes": {cause.value: tenths(given[:, i], truth == i) for i, cause in enumerate(Cause)},
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{len(truth)} losses; written to {RESULT.name}")


if __name__ == "__main__":
    main()
