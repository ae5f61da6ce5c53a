"""The walk over every page takes minutes, so it is collected for `make pages` only."""

import os

collect_ignore = [] if os.environ.get("AMNIO_EVERY_PAGE") else ["test_every_page.py"]
