"""Files appear whole or not at all."""

import os
from pathlib import Path

import pytest

from amnio.cli.destination import checked, written_whole
from amnio.cli.failures import Unusable


def test_a_file_appears_only_when_it_is_whole(tmp_path):
    place = tmp_path / "reviews.ndjson"
    with written_whole(place) as stream:
        stream.write(b"half")
        assert not place.exists()
    assert place.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_after_a_failure_what_was_there_is_still_there(tmp_path, failure):
    place = tmp_path / "reviews.ndjson"
    place.write_bytes(b"before")

    def fail_half_way():
        with written_whole(place) as stream:
            stream.write(b"half")
            raise failure

    with pytest.raises(failure):
        fail_half_way()
    assert place.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [place]


def test_a_device_may_be_written_without_force():
    place = checked(Path(os.devnull), force=False)
    with written_whole(place) as stream:
        stream.write(b"gone")
    assert not place.is_file()


def test_a_link_is_followed_and_not_replaced(tmp_path):
    (tmp_path / "real").write_bytes(b"before")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    with written_whole(checked(link, force=True)) as stream:
        stream.write(b"after")
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"


def test_an_existing_file_needs_force(tmp_path):
    place = tmp_path / "there"
    place.write_bytes(b"")
    with pytest.raises(Unusable):
        checked(place, force=False)
    assert checked(place, force=True) == place
