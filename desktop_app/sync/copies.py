"""Sealed files of a stick, copied to this PC: what takes them in waits for no stick any more."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop_app.store.refusals import refused_by_disk

SPARE = 64 * 1024 * 1024  # bytes that stay free for the book, however much a stick would bring


class Copies:
    """Files end to end in one nameless file, as encrypted as they came."""

    def __init__(self, room: Path, inside: IO[bytes]) -> None:
        self._room, self._inside = room, inside
        self._places: dict[str, tuple[int, int]] = {}  # name: where it begins, how long it is

    def add(self, name: str, content: bytes) -> None:
        """Keep a copy. Raises Trouble when this PC's disk has no room for it."""
        try:
            self._leave_room(len(content))
            self._places[name] = self._inside.seek(0, 2), len(content)
            if self._inside.write(content) != len(content):
                raise _full()
        except OSError as error:
            raise refused_by_disk(error) from error

    def _leave_room(self, length: int) -> None:
        if shutil.disk_usage(self._room).free < length + SPARE:
            raise _full()

    def read(self, name: str) -> bytes | None:
        """Return a copied file's bytes; None when it was not copied. Raises Trouble."""
        if name not in self._places:
            return None
        start, length = self._places[name]
        try:
            self._inside.seek(start)
            return self._inside.read(length)
        except OSError as error:
            raise refused_by_disk(error) from error


def _full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


@contextmanager
def copies(room: Path) -> Iterator[Copies]:
    """Yield a place for copies in the folder *room*; it goes with the program, even when killed."""
    # Without a buffer: what a full disk did not take must not come up again when it is closed.
    with tempfile.TemporaryFile(dir=room, buffering=0) as inside:
        yield Copies(room, inside)
