"""What all tests share: which of the opt-in folders take part, and reproducible random tests."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.registry.database import django_db_setup

__all__ = ["django_db_setup"]

# Opt-in folders by the environment variable that asks for them. Asked for, a missing tool is a failure, never a skip.
OPT_IN = {"peers": "AMNIO_PEERS", "spark": "AMNIO_SPARK"}

# CI repeats itself exactly; a developer's machine looks for new counterexamples at every run.
settings.register_profile("ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "local")


def _asked(name: str) -> bool:
    return os.environ.get(OPT_IN[name]) == "1"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """The opt-in folders are not even imported unless asked for: their tools may not be installed."""
    return True if collection_path.name in OPT_IN and not _asked(collection_path.name) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked as opt-in elsewhere are deselected unless asked for."""
    left_out = [item for item in items if any(item.get_closest_marker(name) and not _asked(name) for name in OPT_IN)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
