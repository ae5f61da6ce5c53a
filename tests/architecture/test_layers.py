"""The house: who may import whom."""

import tomllib

from importlinter.cli import lint_imports

from tests.architecture.project_files import ROOT

LAYERS = [
    "(registry)",
    "cli",
    "exchange",
    "present",
    "answers",
    "guidance | model | (cohort)",
    "evidence | estimate",
    "clinic | quantity",
]


def _contracts() -> dict[str, dict]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_every_import_points_down_the_layers():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_contract_is_the_drawing_and_nothing_is_let_through():
    contracts = _contracts()
    assert contracts["layers"]["layers"] == LAYERS
    assert contracts["layers"]["exhaustive"] is True
    assert not any("ignore_imports" in contract for contract in contracts.values())


def test_an_arrow_that_points_up_is_found(tmp_path, monkeypatch):
    package = tmp_path / "house"
    package.mkdir()
    for name, content in {"__init__": "", "cli": "", "model": "import house.cli\n"}.items():
        (package / f"{name}.py").write_text(content)
    rules = tmp_path / "rules.toml"
    rules.write_text(
        '[tool.importlinter]\nroot_package = "house"\n[[tool.importlinter.contracts]]\n'
        'name = "layers"\ntype = "layers"\nlayers = ["cli", "model"]\ncontainers = ["house"]\n'
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert lint_imports(config_filename=str(rules), no_cache=True) != 0


def test_every_module_of_cohort_but_engines_and_sources_is_held_to_know_no_engine():
    folder = ROOT / "src" / "amnio" / "cohort"
    parts = {path.stem for path in folder.iterdir() if not path.name.startswith("__")} - {"engines", "sources"}
    assert set(_contracts()["cohort-logic-knows-no-engine"]["source_modules"]) == {f"amnio.cohort.{p}" for p in parts}
