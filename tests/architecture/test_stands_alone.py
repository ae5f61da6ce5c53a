"""The project stands alone: no path of a machine, no address of a registry, nothing outside the checkout."""

import re

import pytest

from tests.architecture.project_files import ROOT, modules, text_files

# Written in pieces, so that this file does not find itself.
OUTSIDE = re.compile(r"\.\." + "/shared")
MACHINE = re.compile(r"(?<![\w.:/])/(?:work|root|home|farm|Users|opt)" + r"/[\w.]")
REGISTRY = re.compile(
    "|".join(
        (
            r"pypi\." + "org",
            "python" + "hosted",
            "npm" + "js",
            r"(?<![\w.\"'])registry" + r"\.[a-z0-9-]+\.[a-z]{2,}",
            "debian" + r"\.org/debian",
        )
    )
)
ADDRESS_IN_SETTINGS = re.compile(
    r"(?:index|registry|resolved|find-links|mirror)\S*\s*[=: ]\s*\S*" + "://", re.IGNORECASE
)
SETTINGS = re.compile(
    r"(\.lock|package-lock\.json|requirements/.*\.txt|pyproject\.toml|\.npmrc|pip\.conf|uv\.toml|Makefile|\.sh|\.ci/run)$"
)


def _found(pattern: re.Pattern[str], wanted: re.Pattern[str] | None = None) -> list[str]:
    hits = []
    for path in text_files():
        name = path.relative_to(ROOT).as_posix()
        if wanted is not None and not wanted.search(name):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if pattern.search(line):
                hits.append(f"{name}:{number}: {line.strip()[:120]}")
    return hits


def test_nothing_outside_the_checkout_is_referred_to():
    assert _found(OUTSIDE) == []


def test_no_path_of_a_machine_is_written_down():
    assert _found(MACHINE) == []


def test_no_registry_has_its_name_in_any_file():
    assert _found(REGISTRY) == []


def test_no_settings_file_names_where_packages_come_from():
    assert _found(ADDRESS_IN_SETTINGS, SETTINGS) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (OUTSIDE, "see .." + "/shared/model.md"),
        (MACHINE, 'open("/' + 'root/cases.toml")'),
        (REGISTRY, "https://" + "pypi." + "org/simple"),
        (REGISTRY, "https://" + "registry." + "example.cn/simple"),
        (ADDRESS_IN_SETTINGS, "--index-url https" + "://packages.example/simple"),
        (ADDRESS_IN_SETTINGS, '"resolved": "https' + '://packages.example/axe.tgz"'),
    ],
)
def test_each_of_these_would_be_found(pattern, line):
    assert pattern.search(line)


def test_every_python_requirement_is_pinned_with_a_hash():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        blocks = re.split(r"\n(?=[a-zA-Z0-9])", path.read_text(encoding="utf-8"))
        for block in blocks:
            assert re.match(r"[\w.-]+==\S+", block), f"{path.name}: {block[:60]}"
            assert "--hash=sha256:" in block, f"{path.name}: {block[:60]}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is(path):
    import ast

    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path} has no docstring"
