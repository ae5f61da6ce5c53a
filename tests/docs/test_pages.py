"""What the pages say is so: commands run and print what is shown, generated pages are fresh, links lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks_of, name_of, pages
from tests.docs.reference import PAGES
from tests.docs.running import Follower, WrongPage

REFRESH = "run `.venv/bin/python -m tests.docs.refresh` and look at what changed"
WRITTEN = [path for path in pages() if name_of(path) not in PAGES]
EVERY_PAGE = [*pages(), *sorted((ROOT / "docs" / "decisions").glob("*.md"))]
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_command_runs_and_prints_what_the_page_shows(path: Path, tmp_path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    followed = Follower(name_of(path), tmp_path).follow(page)
    assert _without_fingerprints(followed) == _without_fingerprints(page), f"{name_of(path)} is stale: {REFRESH}"


def _without_fingerprints(page: str) -> str:
    """A fingerprint changes with every comment of an evidence file; a reader is shown one as an example."""
    return re.sub(r"\b[0-9a-f]{12}\b", "fingerprint", page)


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_what_the_program_says(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), f"{name} is stale: {REFRESH}"


@pytest.mark.parametrize("path", EVERY_PAGE, ids=name_of)
def test_every_link_leads_to_a_page_and_a_heading(path: Path) -> None:
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        assert "://" not in target, f"{name_of(path)} leads out of the checkout: {target}"
        file, _, anchor = target.partition("#")
        found = path if not file else (path.parent / file).resolve()
        assert found.exists(), f"{name_of(path)} links to {target}, which is not there"
        if anchor:
            assert anchor in _anchors(found), f"{name_of(path)} links to {target}, which has no such heading"


def _anchors(path: Path) -> set[str]:
    headings = _HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        links = _LINK.findall(path.read_text(encoding="utf-8"))
        targets = [(path.parent / link.partition("#")[0]).resolve() for link in links]
        waiting += [target for target in targets if target.suffix == ".md" and target.exists()]
    assert {name_of(path) for path in EVERY_PAGE} <= {name_of(path) for path in reached}


def test_the_readme_names_the_two_commands() -> None:
    commands = [block.text for block in blocks_of((ROOT / "README.md").read_text("utf-8")) if block.language == "sh"]
    assert [line.split("  #")[0].strip() for line in commands[0].splitlines()] == ["make review", "make test"]


def test_the_chinese_tutorial_follows_the_english_one_step_by_step() -> None:
    tutorials = [ROOT / "docs" / "tutorial" / name for name in ("first-review.md", "first-review.zh.md")]
    english, chinese = ([_step(block) for block in blocks_of(path.read_text("utf-8"))] for path in tutorials)
    assert english == chinese


def _step(block) -> tuple:
    if block.language is None:
        return ("text", block.text.count("\n## "))
    part = block.rest.partition(" | ")[2].partition(":")[0] if block.word == "shows" else block.rest
    return (block.language, block.word, part, block.text.count(" = "))


def test_a_page_that_shows_something_else_is_found(tmp_path: Path) -> None:
    page = "```console\n$ echo one\ntwo\n```\n"
    assert Follower("page", tmp_path).follow(page) == page.replace("two", "one")


@pytest.mark.parametrize(
    "page",
    [
        "```sh\nfalse\n```\n",
        "```sh\nmake nothing-of-this-name\n```\n",
        "<!-- exit: 3 -->\n```sh\ntrue\n```\n",
        "```console\nno command here\n```\n",
        "```python\nprint('nobody runs this')\n```\n",
        "<!-- shows: echo one | section: Causes -->\n```text\n```\n",
    ],
)
def test_a_page_that_cannot_be_followed_is_found(page: str, tmp_path: Path) -> None:
    with pytest.raises(WrongPage, match="page:"):
        Follower("page", tmp_path).follow(page)


def test_lines_are_inserted_below_their_own_table(tmp_path: Path) -> None:
    page = "<!-- file: a.toml -->\n```toml\n[one]\na = 1\n\n[two]\nb = 2\n```\n"
    page += "<!-- insert: a.toml -->\n```toml\n[one]\nc = 3\n```\n<!-- insert: a.toml -->\n```toml\n[new]\nd = 4\n```\n"
    Follower("page", tmp_path).follow(page)
    assert (tmp_path / "a.toml").read_text() == "[one]\nc = 3\na = 1\n\n[two]\nb = 2\n\n[new]\nd = 4\n"
