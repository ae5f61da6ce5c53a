"""A small folder of evidence files that a test may spoil."""

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
studies = ["small-2001"]
method = "counts"

[distribution]
family = "beta"
events = 3
of = 100
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
    study = "studies/small-2001/study.toml"
    arms = "studies/small-2001/arms.csv"

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in (
            (self.parameter, PARAMETER),
            (self.finding, FINDING),
            (self.study, STUDY),
            (self.arms, ARMS),
        ):
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

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
