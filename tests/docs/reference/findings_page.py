"""`docs/reference/findings.md`: every finding table of the evidence."""

from amnio.evidence import load_evidence
from amnio.evidence.finding import FindingFile
from tests.docs.reference.markdown import code, codes, number, page, table

_ABOUT = """
What the model is told about a loss, apart from days, ages and the procedure. A case has about a hundred fields around
a loss; correlated
signs are folded into one finding, so that they count once. Each table says how probable every level is, given how the
loss came about (the mechanism) or what the fetus was (the fetal class). The numbers are the means of Dirichlet
distributions; *weight* is the number of observations that the row is worth, so a small weight is a wide distribution.

A finding that was not looked for has no level and contributes nothing; nor do results that are `failed` or `pending`.
Where a row rests on judgement, its reason stands in the file `src/amnio/evidence/parameters/finding/<finding>.toml`.
"""


def findings_page() -> str:
    findings = load_evidence().findings
    parts = [_ABOUT]
    for finding, file in sorted(findings.items()):
        by = "the mechanism" if file.by == "mechanism" else "the fetal class"
        parts += [f"## {finding.value}", f"{file.definition}. Depends on {by}. Window: {file.window}.", _table(file)]
    return page("Findings and their levels", *parts)


def _table(file: FindingFile) -> str:
    rows = [
        (
            codes(row.applies_to),
            *(number(share) for share in row.mean),
            number(row.weight),
            row.basis,
            codes(row.studies),
        )
        for row in file.rows
    ]
    return table((file.by.replace("_", " "), *map(code, file.levels), "weight", "basis", "studies"), rows)
