"""The site of the packaged evidence, written once for all tests of a process that look at it."""

import io
import sys
from pathlib import Path
from unittest import mock

import pytest

from amnio.cli.main import main


def write_site(folder: Path) -> Path:
    """The folder with the site in it, written as a user would write it."""
    with mock.patch.object(sys, "stderr", io.StringIO()), pytest.raises(SystemExit) as ended:
        main(["evidence", "site", str(folder)])
    assert not ended.value.code
    return folder
