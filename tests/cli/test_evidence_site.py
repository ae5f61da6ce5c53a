"""`amnio evidence site`: complete, linked, the same in both languages, and written whole or not at all."""

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from amnio import __version__
from amnio.cli import site_folder
from amnio.cli.site_folder import SITE
from amnio.evidence import load_evidence
from tests.cli.conftest import Run
from tests.evidence_sites import packaged_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packaged_site(tmp_path_factory)


class Read(HTMLParser):
    """What a page refers to, and which anchors and elements it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.links += [value for name, value in attrs if name in ("href", "src") and value]


@cache
def read(path: Path) -> Read:
    """A page of the site that all tests share, read once."""
    return Read(path)


def pages(site: Path) -> Iterator[Path]:
    return site.rglob("*.html")


def words(page: Path) -> str:
    return text_of(page.read_text(encoding="utf-8"))


def text_of(page: str) -> str:
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", re.sub(r'<span class="whole">(.*?)</span>', r"\1", page))


def test_every_parameter_finding_and_study_has_a_page_in_both_languages(site: Path) -> None:
    evidence = load_evidence()
    for language in ("en", "zh"):
        for kind, names in (
            ("parameter", set(evidence.parameters)),
            ("study", set(evidence.studies)),
            ("finding", {finding.value for finding in evidence.findings}),
        ):
            found = {path.name.removesuffix(".html") for path in (site / language / kind).iterdir()}
            assert found == names


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    found = {path: read(path) for path in pages(site)}
    broken = []
    for path, page in found.items():
        for link in page.links:
            if urlsplit(link).scheme == "https":
                continue
            address, anchor = urldefrag(link)
            target = (path.parent / unquote(address)).resolve() if address else path
            if not target.is_file() or (anchor and unquote(anchor) not in found[target].ids):
                broken.append((path.relative_to(site).as_posix(), link))
    assert broken == []


def test_only_identifiers_lead_outside(site: Path) -> None:
    outside = {urlsplit(link).netloc for path in pages(site) for link in read(path).links if link.startswith("http")}
    assert outside <= {"doi.org", "pubmed.ncbi.nlm.nih.gov"}


def test_every_page_has_its_language_its_switch_and_its_versions(site: Path) -> None:
    fingerprint = load_evidence().fingerprint
    for path in pages(site):
        page = read(path)
        language = path.relative_to(site).parts[0]
        if language in ("en", "zh"):
            other = "zh" if language == "en" else "en"
            twin = site / other / path.relative_to(site / language)
            switch = next(found for tag, found in page.tags if tag == "a" and found.get("rel") == "alternate")
            assert (path.parent / unquote(switch["href"] or "")).resolve() == twin.resolve()
            assert ("html", {"lang": {"en": "en", "zh": "zh-Hans"}[language]}) in page.tags
        assert fingerprint in words(path)
        assert __version__ in words(path)


def test_pages_have_a_strict_policy_and_no_script_of_their_own(site: Path) -> None:
    for path in pages(site):
        page = read(path)
        policy = next(found["content"] or "" for tag, found in page.tags if "http-equiv" in found)
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert ("script-src" in policy) == (path.name == "index.html" and path.parent != site)
        for tag, found in page.tags:
            assert tag not in ("img", "link", "iframe", "form")
            assert not any(name.startswith("on") or name == "style" for name in found), path
            assert tag != "script" or found.get("src")


def test_ids_are_unique_and_tables_have_captions_and_scopes(site: Path) -> None:
    for path in pages(site):
        page = read(path)
        assert len(page.ids) == len(set(page.ids)), path
        text = path.read_text(encoding="utf-8")
        assert text.count("<table") == text.count("<caption>"), path
        assert all(found.get("scope") for tag, found in page.tags if tag == "th"), path
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_numbers_are_the_same_in_both_languages(site: Path) -> None:
    def numbers(path: Path) -> list[str]:
        no_axis = re.sub(r"<svg.*?</svg>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        plain = re.sub(r"(?<=\d)[,\u202f](?=\d{3}(?!\d))", "", text_of(no_axis))
        return sorted(re.findall(r"\d+\.\d+|\d+/\d+", plain))

    for kind in ("parameter", "study", "finding"):
        for path in (site / "en" / kind).iterdir():
            assert numbers(path) == numbers(site / "zh" / kind / path.name), path.name


def test_from_any_number_its_counts_are_two_clicks_away(site: Path) -> None:
    evidence = load_evidence()
    listed = read(site / "en" / "parameters.html").links
    for name, parameter in evidence.parameters.items():
        assert f"parameter/{name}.html" in listed
        page = site / "en" / "parameter" / f"{name}.html"
        shown, links = words(page), read(page).links
        for row in parameter.rows:
            assert f"../study/{row.study}.html" in links
            if row.arm is not None:
                assert f"{row.arm.events:,}/" in shown
        for key in parameter.studies:
            assert f"../study/{key}.html" in links


def test_a_study_shows_every_count_with_its_place_and_what_uses_it(site: Path) -> None:
    study = load_evidence().studies["tabor-1986"]
    shown = words(site / "en" / "study" / "tabor-1986.html")
    for arm in study.arms:
        assert f"{arm.events:,}/{arm.women:,}" in shown
        assert arm.place in shown
    for _, reading in study.readings:
        assert reading in shown
    links = read(site / "en" / "study" / "tabor-1986.html").links
    assert "../parameter/procedure.excess_risk.html" in links
    assert f"https://pubmed.ncbi.nlm.nih.gov/{study.pmid}/" in links


def test_what_changed_is_told_and_what_is_not_on_record_is_not_made_up(site: Path) -> None:
    changed = words(site / "en" / "parameter" / "early.excess_12.html")
    assert "0.0149 (0.0050-0.0362)" in changed
    assert "No change is on record" in words(site / "en" / "parameter" / "procedure.excess_risk.html")


def test_a_forest_plot_is_on_the_page_of_what_can_be_pooled(site: Path) -> None:
    folder = site / "en" / "parameter"
    assert "<svg" in (folder / "procedure.excess_risk.html").read_text(encoding="utf-8")
    assert "Nothing is pooled here" in words(folder / "modifier.twins.html")


def test_the_search_list_names_every_page_once(site: Path) -> None:
    text = (site / "zh" / "pages.js").read_text(encoding="utf-8")
    listed = json.loads(text.removeprefix("window.AMNIO_PAGES=").removesuffix(";\n"))
    found = [unquote(page[3]) for page in listed]
    there = [p.relative_to(site / "zh").as_posix() for p in (site / "zh").rglob("*/*.html")]
    assert sorted(found) == sorted(there)
    assert all(page[0] and page[1] and page[2] for page in listed)


def small(monkeypatch: pytest.MonkeyPatch, *files: tuple[str, bytes]) -> None:
    """The command with a site of these files: what is tested here is how it is written."""
    monkeypatch.setattr("amnio.present.site.files_of", lambda _: iter(files))
    monkeypatch.setattr("amnio.cli.evidence_site._content", lambda *_, **__: None)
    monkeypatch.setattr("amnio.present.site.count_of", lambda _: len(files))


def test_an_empty_folder_is_filled_and_a_former_site_only_replaced_when_told_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    small(monkeypatch, ("index.html", b"first"), ("en/gone.html", b""))
    assert run("evidence", "site", out).status == 0
    small(monkeypatch, ("index.html", b"second"))
    refused = run("evidence", "site", out)
    assert refused.status == 2
    assert "--force" in refused.words
    assert (out / "index.html").read_bytes() == b"first"
    assert run("evidence", "site", out, "--force").status == 0
    assert (out / "index.html").read_bytes() == b"second"
    assert not (out / "en").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_what_is_not_ours_is_never_touched(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: tuple[str, ...]
) -> None:
    small(monkeypatch, ("index.html", b"ours"))
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    refused = run("evidence", "site", strange, *force)
    assert refused.status == 2
    assert "not an evidence site" in refused.words
    assert [path.name for path in strange.iterdir()] == ["letter.txt"]
    mixed = tmp_path / "mixed"
    assert run("evidence", "site", mixed).status == 0
    (mixed / "notes.txt").write_text("mine")
    refused = run("evidence", "site", mixed, "--force")
    assert refused.status == 2
    assert "notes.txt" in refused.words
    assert (mixed / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("marker", ["no json", "{}", "[1]"])
def test_a_marker_that_is_not_ours_makes_no_site(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marker: str
) -> None:
    small(monkeypatch, ("index.html", b"ours"))
    (tmp_path / SITE.marker).write_text(marker)
    assert run("evidence", "site", tmp_path, "--force").status == 2


def test_a_file_or_a_missing_folder_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is a file" in run("evidence", "site", tmp_path / "file", "--force").words
    assert "mkdir" in run("evidence", "site", tmp_path / "no" / "out").words


def test_a_failure_on_the_way_leaves_nothing_behind_and_the_former_site_as_it_was(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    small(monkeypatch, ("index.html", b"first"))
    assert run("evidence", "site", out).status == 0

    def failing(_: object) -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"second"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("amnio.present.site.files_of", failing)
    refused = run("evidence", "site", out, "--force")
    assert refused.status == 2
    assert "No space left" in refused.words
    assert (out / "index.html").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_former_site_comes_back_when_the_new_one_cannot_take_its_place(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    small(monkeypatch, ("index.html", b"first"))
    assert run("evidence", "site", out).status == 0
    rename = Path.rename

    def refuses(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(1, "Operation not permitted")
        return rename(self, target)

    monkeypatch.setattr(site_folder.Path, "rename", refuses)
    assert run("evidence", "site", out, "--force").status == 2
    assert (out / "index.html").read_bytes() == b"first"


def test_a_copy_of_the_evidence_can_be_shown_and_says_that_it_keeps_no_record(run: Run, tmp_path: Path) -> None:
    assert run("evidence", "copy", tmp_path / "mine").status == 0
    assert run("evidence", "site", tmp_path / "out", "--evidence", tmp_path / "mine").status == 0
    assert "keeps no record" in words(tmp_path / "out" / "en" / "parameter" / "early.excess_12.html")
    refused = run("evidence", "site", tmp_path / "other", "--evidence", tmp_path / "nothing")
    assert refused.status == 2
    assert not (tmp_path / "other").exists()
