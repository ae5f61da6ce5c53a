"""The pages that lead to others: the door, the index, a list of each kind, and the list that is searched."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Protocol
from urllib.parse import quote

from amnio.answers.evidence_answer import Dossier, FindingPage, ParameterPage, StudyPage
from amnio.present.document import Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.evidence_parameter import study_table, value_text
from amnio.present.narrative.wording import Wording
from amnio.present.site.addresses import finding_path, parameter_path, study_path

#: The lists with their paths, in the order in which they are shown.
LISTS: Mapping[str, str] = MappingProxyType(
    {"parameters": "parameters.html", "findings": "findings.html", "studies": "studies.html"}
)
_FOLDERS = {"parameter": "parameters", "finding": "findings", "study": "studies"}
_INDEX = "index.html"


class Content(Protocol):
    """What is listed."""

    @property
    def parameters(self) -> tuple[Dossier, ...]: ...
    @property
    def findings(self) -> tuple[FindingPage, ...]: ...
    @property
    def studies(self) -> tuple[StudyPage, ...]: ...


def door(wordings: Sequence[Wording]) -> list[Block]:
    """What the site is, in every language, each with its way in."""
    blocks: list[Block] = []
    for wording in wordings:
        blocks += [
            Paragraph(text=wording.text("evidence_site.site_lead"), role="lead"),
            Bullets(items=(wording.text("evidence_site.open"),)),
        ]
    return blocks


def door_links(wordings: Sequence[Wording]) -> dict[str, str]:
    """From the door into each language."""
    return {wording.text("evidence_site.open"): f"{wording.language.value}/{_INDEX}" for wording in wordings}


def index(numbers: Mapping[str, int], wording: Wording) -> list[Block]:
    """The first page of a language: what this is, and the lists."""
    return [
        Paragraph(text=wording.text("evidence_site.site_lead"), role="lead"),
        Heading(text=wording.text("evidence_site.site_lists"), id="lists"),
        Bullets(items=tuple(_entry(name, numbers[name], wording) for name in LISTS)),
    ]


def _entry(name: str, number: int, wording: Wording) -> str:
    return wording.text(f"evidence_site.list_{name}", n=number)


def links(content: Content, wording: Wording) -> dict[str, str]:
    """From the index to the lists."""
    numbers = {
        "parameters": len(content.parameters),
        "findings": len(content.findings),
        "studies": len(content.studies),
    }
    return {_entry(name, numbers[name], wording): path for name, path in LISTS.items()}


def trail(path: str, up: str, wording: Wording) -> tuple[tuple[str, str], ...]:
    """The way from the index to a page, without the page itself."""
    home = (wording.text("evidence_site.home"), f"{up}{_INDEX}")
    if path == _INDEX:
        return ((wording.text("evidence_site.home"), _INDEX),)
    kind = _FOLDERS.get(path.partition("/")[0])
    return (home,) if kind is None else (home, (wording.text(f"evidence_site.{kind}"), up + LISTS[kind]))


def parameters(pages: Sequence[ParameterPage], wording: Wording) -> list[Block]:
    """All parameters with their values, by family."""
    blocks: list[Block] = []
    for family, members in groupby(pages, key=lambda page: page.name.partition(".")[0]):
        key = f"evidence_site.family.{family}"
        title = wording.text(key) if key in wording.catalogue else family
        rows = tuple(_parameter_row(page, wording) for page in members)
        names = ("parameter", "value", "unit", "basis", "studies")
        blocks += [
            Heading(text=title, id=f"family-{family}"),
            Table(
                caption=wording.text("evidence.all_parameters", n=len(rows)),
                columns=tuple(wording.text(f"evidence.column_{name}") for name in names),
                rows=rows,
                numeric=(1, 4),
            ),
        ]
    return blocks


def _parameter_row(page: ParameterPage, wording: Wording) -> tuple[str, ...]:
    several = len(page.parts) > 1
    return (
        page.name,
        wording.text("evidence.parts", n=len(page.parts)) if several else value_text(page.parts[0].value, wording),
        wording.text(f"evidence_site.unit.{page.unit}"),
        wording.text(f"basis.{page.basis}"),
        str(len(page.studies)),
    )


def findings(pages: Sequence[FindingPage], wording: Wording) -> list[Block]:
    """All finding tables with what each is about."""
    rows = tuple((page.name, page.definition_zh if wording.chinese else page.definition) for page in pages)
    columns = (wording.text("evidence.column_parameter"), wording.text("evidence_site.facts"))
    return [Table(caption=wording.text("evidence_site.findings"), columns=columns, rows=rows)]


def studies(pages: Sequence[StudyPage], wording: Wording) -> list[Block]:
    """All studies, one line each."""
    return [study_table(tuple(page.study for page in pages), wording)]


def searchable(content: Content, wording: Wording) -> list[tuple[str, str, str, str, str]]:
    """Title, kind, text and address of every page, and more words to find it by that are not shown."""
    kinds = {kind: wording.text(f"evidence_site.kind_{kind}") for kind in ("parameter", "finding", "study")}
    found = []
    for dossier in content.parameters:
        page = dossier.page
        text = page.definition_zh if wording.chinese else page.definition
        more = " ".join((page.definition, page.definition_zh, *(study.key for study in page.studies)))
        found.append((page.name, kinds["parameter"], text, quote(parameter_path(page.name)), more))
    for finding in content.findings:
        text = finding.definition_zh if wording.chinese else finding.definition
        more = f"{finding.definition} {finding.definition_zh}"
        found.append((finding.name, kinds["finding"], text, quote(finding_path(finding.name)), more))
    for study in content.studies:
        filed = study.study
        text = f"{filed.citation}. {filed.setting}"
        more = " ".join(
            (*filed.topics, filed.loss, filed.comparison, filed.pmid or "", filed.doi or "", *study.used_by)
        )
        found.append((filed.key, kinds["study"], text, quote(study_path(filed.key)), more))
    return found
