"""Copies of a stick's files on this PC, whose disk may be full."""

from pathlib import Path

import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.sync.copies import copies


def test_each_copy_is_read_back_and_no_file_is_left(tmp_path: Path) -> None:
    with copies(tmp_path) as place:
        place.add("một", b"1" * 1000)
        place.add("hai", b"")
        place.add("ba", b"3" * 500)
        assert (place.read("ba"), place.read("một")) == (b"3" * 500, b"1" * 1000)
        assert (place.read("hai"), place.read("bốn")) == (b"", None)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_does_not_fit_is_told_in_words(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits the size of a file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with copies(tmp_path) as place, pytest.raises(Trouble, match="OD-01"):
            place.add("một", b"1" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
