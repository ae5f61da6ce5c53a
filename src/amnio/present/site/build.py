"""All files of the site: a door, and in each language an index, three lists, and a page for every name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote

from amnio.answers.evidence_answer import Dossier, FindingPage, StudyPage
from amnio.present import html
from amnio.present.document import Audience, Block, Document, Language
from amnio.present.frame import Frame, SearchBox
from amnio.present.narrative.evidence_finding import finding_blocks
from amnio.present.narrative.evidence_parameter import dossier_blocks
from amnio.present.narrative.evidence_study import study_blocks
from amnio.present.narrative.forest import TOPIC
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.present.site import lists
from amnio.present.site.addresses import finding_path, from_depth, links_of, parameter_path, study_path

_INDEX, _SEARCH, _PAGES = "index.html", "search.js", "pages.js"


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteContent:
    """What the site shows, and the versions in its footer."""

    parameters: tuple[Dossier, ...]
    findings: tuple[FindingPage, ...]
    studies: tuple[StudyPage, ...]
    software: str
    fingerprint: str


def files_of(content: SiteContent) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file, one at a time; their number is `count_of`."""
    yield _INDEX, _door(content).encode()
    yield _SEARCH, files("amnio.present").joinpath("templates", _SEARCH).read_bytes()
    for language in Language:
        wording = _wording(language)
        yield f"{language.value}/{_PAGES}", _search_list(content, wording)
        for path, title, blocks in _pages(content, wording):
            document = _document(content, wording, title, tuple(blocks))
            yield f"{language.value}/{path}", html.render(document, _frame(content, wording, path)).encode()


def count_of(content: SiteContent) -> int:
    """How many files `files_of` gives."""
    pages = len(content.parameters) + len(content.findings) + len(content.studies)
    return 2 + len(Language) * (pages + 1 + len(lists.LISTS) + 1)


def _pages(content: SiteContent, wording: Wording) -> Iterator[tuple[str, str, list[Block]]]:
    """Path inside a language, title and blocks of every page."""
    pages = [dossier.page for dossier in content.parameters]
    numbers = {"parameters": len(pages), "findings": len(content.findings), "studies": len(content.studies)}
    yield _INDEX, wording.text("evidence_site.site_title"), lists.index(numbers, wording)
    yield lists.LISTS["parameters"], wording.text("evidence_site.parameters"), lists.parameters(pages, wording)
    yield lists.LISTS["findings"], wording.text("evidence_site.findings"), lists.findings(content.findings, wording)
    yield lists.LISTS["studies"], wording.text("evidence_site.studies"), lists.studies(content.studies, wording)
    for dossier in content.parameters:
        yield parameter_path(dossier.page.name), dossier.page.name, dossier_blocks(dossier, wording)
    for finding in content.findings:
        yield finding_path(finding.name), finding.name, finding_blocks(finding, wording)
    for study in content.studies:
        yield study_path(study.study.key), study.study.key, study_blocks(study, wording)


def _document(content: SiteContent, wording: Wording, title: str, blocks: tuple[Block, ...]) -> Document:
    stamp = wording.text("stamp.short", software=content.software, evidence=content.fingerprint)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts="",
        blocks=blocks,
        footer="\n".join((*(wording.text(f"evidence_site.site_{name}") for name in ("frame", "language")), stamp)),
        words=page_words(wording),
    )


def _door(content: SiteContent) -> str:
    """The first page, in both languages at once: no script chooses for the reader."""
    wordings = [_wording(language) for language in Language]
    first, other = wordings
    document = _document(content, first, first.text("evidence_site.site_title"), tuple(lists.door(wordings)))
    frame = Frame(
        links=lists.door_links(wordings),
        trail=(),
        trail_label=first.text("evidence_site.way"),
        other_language=_other_language(first, f"{other.language.value}/{_INDEX}"),
    )
    return html.render(document, frame)


def _frame(content: SiteContent, wording: Wording, path: str) -> Frame:
    """What surrounds a page; the other language lies at the same path beside this one."""
    depth = path.count("/")
    up = "../" * depth
    links = links_of([dossier.page.name for dossier in content.parameters], content.findings, content.studies)
    links = from_depth({name: to for name, to in links.items() if to != quote(path)}, depth)
    return Frame(
        links=links | lists.links(content, wording) if path == _INDEX else links,
        trail=lists.trail(path, up, wording),
        trail_label=wording.text("evidence_site.way"),
        other_language=_other_language(wording, f"{up}../{_other(wording.language).value}/{quote(path)}"),
        search=_search_box(wording) if path == _INDEX else None,
    )


def _other_language(wording: Wording, to: str) -> tuple[str, str, str]:
    return wording.text("evidence_site.other_language"), to, html.LANGUAGE_TAG[_other(wording.language)]


def _other(language: Language) -> Language:
    return Language.ZH if language is Language.EN else Language.EN


def _wording(language: Language) -> Wording:
    return Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))


def _search_box(wording: Wording) -> SearchBox:
    return SearchBox(
        label=wording.text("evidence_site.search_label"),
        hint=wording.text("evidence_site.search_hint"),
        found=wording.text("evidence_site.search_found"),
        nothing=wording.text("evidence_site.search_nothing"),
        without=wording.text("evidence_site.search_without"),
        scripts=(_PAGES, f"../{_SEARCH}"),
    )


def _search_list(content: SiteContent, wording: Wording) -> bytes:
    """The list of pages as a script: a page opened from a folder may not read any other file."""
    listed = json.dumps(lists.searchable(content, wording), ensure_ascii=False, separators=(",", ":"))
    return f"window.AMNIO_PAGES={listed};\n".encode()
