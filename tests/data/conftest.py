"""The evidence that ships with the package, read once."""

import pytest

from amnio.evidence import Evidence, load_evidence
from amnio.quantity import Draws


@pytest.fixture(scope="session")
def evidence() -> Evidence:
    return load_evidence()


@pytest.fixture(scope="session")
def draws(evidence: Evidence) -> Draws:
    return evidence.draw()
