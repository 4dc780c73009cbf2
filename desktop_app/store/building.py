"""A new or restored book comes into its folder whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desktop_app.model.placing import put_in_place
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.keyfile import KEY_FILE
from desktop_app.store.refusals import refused_by_disk

ASIDE = "dang-tao"
REMAINS = (KEY_FILE, f"{BOOK_FILE}-wal", f"{BOOK_FILE}-shm")


@contextmanager
def built_aside(folder: Path) -> Iterator[Path]:
    """Yield a folder to make a book in; without an error it then moves into *folder*.

    Raises Trouble when the disk refuses; *folder* is then as it was before.
    """
    existed = folder.exists()
    aside = folder / ASIDE
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        yield aside
        _put_remains_away(folder)
        for name in (KEY_FILE, BOOK_FILE):  # the book last: without it there is no book
            put_in_place(aside / name, folder / name)
    except OSError as error:
        raise refused_by_disk(error) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if not existed:
            with suppress(OSError):
                folder.rmdir()


def _put_remains_away(folder: Path) -> None:
    """Keep under another name what a book that was moved away has left behind."""
    for name in REMAINS:
        remains = folder / name
        number = 1
        while remains.exists():
            kept = folder / f"{name}.cu-{number}"
            if not kept.exists():
                remains.rename(kept)
            number += 1
