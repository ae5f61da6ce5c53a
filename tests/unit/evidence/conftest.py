"""A small folder of evidence files that a test may spoil."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from amnio.clinic.vocabulary import Mechanism

STUDY = """
key = "small-2001"
citation = "Small et al. 2001"
year = 2001
pmid = "1"
design = "cohort"
setting = "one unit"
dating = "ultrasound"
loss = "spontaneous loss before 24 weeks"
comparison = "none"
window = "16+0 to 24+0"
read = "abstract"
provenance = "printed"
"""

ARMS = """arm,window,band,what,women,events,place,provenance
amniocentesis,<24,mid-trimester,loss,100,3,abstract,printed
"""

PARAMETER = """
name = "risk.small"
definition = "A small risk"
definition_zh = "一个小风险"
unit = "probability"
window = "16+0 to 24+0"
comparison = "none"
basis = "data"
method = "counts"

[from]
rule = "jeffreys"
arms = [{ study = "small-2001", arm = "amniocentesis" }]
"""

JUDGED = """
name = "risk.judged"
definition = "A judged risk"
definition_zh = "一个估计的风险"
unit = "probability"
window = "16+0 to 24+0"
comparison = "none"
basis = "judgement"
reason = "for the test"

[distribution]
family = "logitnormal"
low = 0.1
high = 0.4
"""

FINDING = f"""
name = "finding.kleihauer"
definition = "Kleihauer test by mechanism"
definition_zh = "各机制下的 Kleihauer 试验"
unit = "probability"
window = "at the loss"
comparison = "none"
levels = ["negative", "positive"]
by = "mechanism"

[[row]]
key = "all"
applies_to = {[mechanism.value for mechanism in Mechanism]}
mean = [0.9, 0.1]
weight = 10
basis = "judgement"
reason = "for the test"
"""


class Folder:
    """Evidence files under `path`; `replace` spoils one of them."""

    parameter = "parameters/risk/small.toml"
    finding = "parameters/finding/kleihauer.toml"
    judged = "parameters/risk/judged.toml"
    study = "studies/small-2001/study.toml"
    arms = "studies/small-2001/arms.csv"

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in (
            (self.parameter, PARAMETER),
            (self.finding, FINDING),
            (self.judged, JUDGED),
            (self.study, STUDY),
            (self.arms, ARMS),
        ):
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def file_study(self, key: str, arms: str = ARMS, more: str = "", **changes: str) -> None:
        """Another study like the first, with other arms, more fields and other texts."""
        changes = {"pmid": str(sum(key.encode())), "citation": f"{key} and others", **changes}
        text = STUDY.replace("small-2001", key)
        for name, value in changes.items():
            text = re.sub(rf"^{name} = .*$", f'{name} = "{value}"', text, flags=re.M)
        self.write(f"studies/{key}/study.toml", text + more)
        self.write(f"studies/{key}/arms.csv", arms)

    def make_from(self, table: str, name: str = parameter) -> None:
        """The parameter made by another `[from]`."""
        text = (self.path / name).read_text(encoding="utf-8")
        self.write(name, text.split("[from]")[0] + "[from]\n" + table)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def another(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Folder]:
    return lambda: Folder(tmp_path_factory.mktemp("evidence"))
