"""Where each page of the site lies, and which texts lead to it."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from amnio.answers.evidence_answer import FindingPage, StudyPage
from amnio.present.narrative.evidence_finding import row_anchor

_DOI, _PUBMED = "https://doi.org/", "https://pubmed.ncbi.nlm.nih.gov/"


def parameter_path(name: str) -> str:
    return f"parameter/{name}.html"


def finding_path(name: str) -> str:
    return f"finding/{name.removeprefix('finding.')}.html"


def study_path(key: str) -> str:
    return f"study/{key}.html"


def links_of(
    parameters: Iterable[str], findings: Iterable[FindingPage], studies: Iterable[StudyPage]
) -> dict[str, str]:
    """Every name that has a page, and every identifier that has an address outside."""
    links = {name: quote(parameter_path(name)) for name in parameters}
    for finding in findings:
        path = quote(finding_path(finding.name))
        links[finding.name] = path
        links.update({f"{finding.name}.{row.key}": f"{path}#{quote(row_anchor(row.key))}" for row in finding.rows})
    for page in studies:
        links[page.study.key] = quote(study_path(page.study.key))
        links.update(identifiers(page.study.doi, page.study.pmid))
    return links


def identifiers(doi: str | None, pmid: str | None) -> Iterator[tuple[str, str]]:
    """How an identifier is written, and where it leads."""
    if doi:
        yield f"doi {doi}", _DOI + quote(doi)
    if pmid:
        yield f"PMID {pmid}", f"{_PUBMED}{quote(pmid)}/"


def from_depth(links: dict[str, str], depth: int) -> dict[str, str]:
    """The same links as seen from a page so many folders down."""
    return {name: to if to.startswith("https:") else "../" * depth + to for name, to in links.items()}
