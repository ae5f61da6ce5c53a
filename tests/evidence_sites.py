"""The site of the packaged evidence, written once for all tests that look at it, whichever worker they run in."""

import fcntl
import io
import os
import sys
from pathlib import Path
from unittest import mock

import pytest

from amnio.cli.main import main


def packaged_site(factory: pytest.TempPathFactory) -> Path:
    """The site in a folder that the workers of one run share; it is written whole by whichever comes first."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / "evidence-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = shared / "evidence-site"
        return site if site.exists() else _write_site(site)


def _write_site(folder: Path) -> Path:
    """The folder with the site in it, written as a user would write it."""
    with mock.patch.object(sys, "stderr", io.StringIO()), pytest.raises(SystemExit) as ended:
        main(["evidence", "site", str(folder)])
    assert not ended.value.code
    return folder
