"""`docs/reference/parameters.md`: every parameter of the model with its distribution and what it rests on."""

from collections import Counter

import numpy as np

from amnio.evidence import Parameter, load_evidence
from amnio.quantity import Draws
from tests.docs.reference.markdown import code, codes, number, page, table

_ABOUT = """
Every number that the model uses, apart from the [finding tables](findings.md). One file for each, under
`src/amnio/evidence/parameters/`; the name is the path. Mean and 95 % interval are those of 4,000 draws with seed 1, the
defaults of a review. *Basis* says whether the distribution follows from counts in published studies (**data**) or is a
judgement with a reason in its file (**judgement**). Studies beside a judgement are what it leans on.
"""


def parameters_page() -> str:
    evidence = load_evidence()
    draws = evidence.draw()
    parameters = sorted(evidence.parameters.values(), key=lambda each: each.name)
    counted = Counter(parameter.basis for parameter in parameters)
    rows = Counter(row.basis for file in evidence.findings.values() for row in file.rows)
    count = (
        f"{len(parameters)} parameters: {counted['data']} from data, {counted['judgement']} judgements. The "
        f"{len(evidence.findings)} finding tables have {rows.total()} rows: {rows['data']} from data, "
        f"{rows['judgement']} judgements."
    )
    parts = [_ABOUT, count]
    for group in dict.fromkeys(parameter.name.split(".")[0] for parameter in parameters):
        members = [parameter for parameter in parameters if parameter.name.split(".")[0] == group]
        parts += [f"## {group}", _table(members, draws)]
    return page("Parameters", *parts)


def _table(parameters: list[Parameter], draws: Draws) -> str:
    rows = []
    for parameter in parameters:
        components = parameter.draw_names
        for name in components:
            first = name == components[0]
            about = f"{parameter.definition.rstrip('.')}. Window: {parameter.window}." if first else ""
            basis, studies = (parameter.basis, codes(parameter.studies)) if first else ("", "")
            rows.append((code(name), about, parameter.unit, _range(draws[name]), basis, studies))
    return table(("name", "definition", "unit", "mean (95 %)", "basis", "studies"), rows)


def _range(array: np.ndarray) -> str:
    mean = number(float(array.mean()))
    if np.ptp(array) == 0.0:
        return mean
    low, high = np.quantile(array, (0.025, 0.975))
    return f"{mean} ({number(low)} to {number(high)})"
