"""An older state of the same book in its place again: whole or not at all.

The keys stay as they are: both states have the same key, and the newer file of keys knows who
may open the book today.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from desktop_app.model.trouble import Trouble
from desktop_app.store import backup, ledger
from desktop_app.store.book import LOCK_FILE, Book
from desktop_app.store.driver import BOOK_FILE, connect
from desktop_app.store.refusals import readable, refused_by_disk, storable

ASIDE = "tro-ve-"


@contextmanager
def prepared(book: Book, file: Path, machine: str = "machine") -> Iterator[Path]:
    """Yield the path of the backup's book, beside the present one and ready to take its place.

    It forgets on which *machine* it was written: whoever opens it next gives it an identity of
    its own, since changes of this one may be on other PCs already. Raises Trouble.
    """
    for unfinished in book.folder.glob(f"{ASIDE}*"):
        shutil.rmtree(unfinished, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(
            dir=book.folder, prefix=ASIDE, ignore_cleanup_errors=True
        ) as aside:
            backup.unpack(file, Path(aside))
            ready = Path(aside) / BOOK_FILE
            with (
                readable(ready),
                storable(),
                closing(connect(ready, book.key, writing=True)) as connection,
            ):
                connection.execute("UPDATE meta SET value = '' WHERE name = ?", (machine,))
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            yield ready
    except OSError as error:
        raise refused_by_disk(error) from error


def entered_since(book: Book, older: Path) -> list[tuple[str, str]]:
    """Return (register, id) of what was written into *book* after the state in *older*."""
    with closing(connect(older, book.key, writing=False)) as connection:
        last = ledger.newest(connection)
    found = book.reading().connection.execute(
        "SELECT register, record FROM change WHERE n > ? GROUP BY register, record ORDER BY min(n)",
        (last,),
    )
    return [(register, id) for register, id in found]


def put_in_place(book: Book, older: Path) -> None:
    """Close *book* and give its name to *older*. Raises Trouble; then nothing has changed."""
    path, folder = book.path, book.folder
    book.close()
    with older.open("rb+") as written:
        os.fsync(written.fileno())
    try:
        with FileLock(folder / LOCK_FILE, timeout=0):
            # Who reads beside still needs the journal, and would write it into another file.
            if path.with_name(f"{BOOK_FILE}-wal").exists():
                raise _still_read()
            older.replace(path)
    except (Timeout, PermissionError) as error:
        raise _still_read() from error


def _still_read() -> Trouble:
    return Trouble(
        "Sổ đang được đọc ở một cửa sổ hoặc một lệnh khác trên máy này.",
        "Sổ hiện nay vẫn ở nguyên chỗ; chưa có gì thay đổi.",
        "Hãy đóng nơi kia rồi làm lại.",
        "CN-18",
    )
