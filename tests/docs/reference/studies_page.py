"""`docs/reference/studies.md`: every study that a number rests on, and which numbers those are."""

from amnio.evidence import TOPICS, Evidence, Study, load_evidence
from amnio.evidence.recurrence import load_recurrence
from tests.docs.reference.markdown import code, codes, page, table

_ABOUT = """
Every study in `src/amnio/evidence/studies/`, with what was read of it (the full text, the abstract, or what another
paper says) and where its numbers come from (*printed*, *derived* by our own arithmetic, *secondary*). What counted as a
loss, the window and the comparison group stand in its file; the counts, each with its place in the paper, in `arms.csv`
beside it. A study that no number rests on is filed to compare with, under its topics.
"""


def studies_page() -> str:
    evidence = load_evidence()
    used = _used(evidence)
    rows = [
        (
            code(key),
            study.citation,
            _identifier(study),
            f"{study.design}; {study.read}; {study.provenance}",
            codes(study.topics),
            used[key],
        )
        for key, study in sorted(evidence.studies.items())
    ]
    columns = ("key", "citation", "identifier", "design; read; numbers", "topics", "for")
    return page("Studies", _ABOUT, f"{len(rows)} studies.", table(columns, rows), "## Topics", _topics(evidence))


def _topics(evidence: Evidence) -> str:
    rows = []
    for topic, holds in TOPICS.items():
        about = [study for study in evidence.studies.values() if topic in study.topics]
        rows.append((code(topic), holds, str(len(about)), str(sum(bool(study.arms) for study in about))))
    return table(("topic", "holds", "studies", "with counts"), rows)


def _used(evidence: Evidence) -> dict[str, str]:
    uses: dict[str, list[str]] = {key: [] for key in evidence.studies}
    for parameter in evidence.parameters.values():
        for key in parameter.studies:
            uses[key].append(parameter.name)
    for finding, file in evidence.findings.items():
        for key in dict.fromkeys(key for row in file.rows for key in row.studies):
            uses[key].append(f"finding.{finding.value}")
    for recurrence in load_recurrence():
        for key in recurrence.studies:
            uses[key].append(recurrence.name)
    return {key: codes(dict.fromkeys(names)) for key, names in uses.items()}


def _identifier(study: Study) -> str:
    parts = [f"doi {study.doi}" if study.doi else "", f"PMID {study.pmid}" if study.pmid else ""]
    return ", ".join(part for part in parts if part) or str(study.no_identifier)
