"""An open book: its connections, its transaction, and what it knows of itself."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from filelock import FileLock, Timeout

from desktop_app.model.collation import collation_key
from desktop_app.model.record import Registers
from desktop_app.model.trouble import Busy, Trouble
from desktop_app.store import declared, migrations, rebuilding, schema
from desktop_app.store.driver import BOOK_FILE, CACHE_KIB, Connection, connect, format_of
from desktop_app.store.ledger import Head, head_of
from desktop_app.store.reading import Reading
from desktop_app.store.refusals import (
    made_otherwise,
    moved_away,
    readable,
    refuse_format,
    refused_by_disk,
    storable,
)

LOCK_FILE = "so.lock"
FORMAT = 1
HELD = "MO-01"
APPLICATION_ID = 0x414E5454
READER_CACHE_KIB = 8_000


class Book:
    """One encrypted file, one writer, a reader for each thread that asks.

    ``reading()`` is the asking thread's own; ``transaction()`` yields the writer's. Writes
    come from one thread at a time. *writing* False opens the book for reading only.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        registers: Registers,
        clock: Callable[[], datetime],
        *,
        writing: bool = True,
    ) -> None:
        self.folder = folder
        self.registers = registers
        self.clock = clock
        self.key = key
        self.path = folder / BOOK_FILE
        self._file: tuple[int, int] | None = None
        self._lock = FileLock(folder / LOCK_FILE, thread_local=False) if writing else None
        self._threads = threading.local()
        self._opened: list[Reading] = []
        self._generation = 0
        self._guard = threading.RLock()
        self._long_writer = 0
        self._take_lock()
        try:
            self._open_writer()
        except BaseException:
            self.close()
            raise

    def _take_lock(self) -> None:
        if self._lock is None:
            return
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Trouble(
                "Sổ đang được mở ở một cửa sổ khác trên máy này.",
                "Dữ liệu vẫn nguyên vẹn; mỗi lúc chỉ một nơi được ghi vào sổ.",
                "Hãy dùng cửa sổ đang mở, hoặc đóng cửa sổ đó rồi làm lại.",
                HELD,
            ) from None
        except OSError as error:
            raise refused_by_disk(error) from error

    def _open_writer(self) -> None:
        with readable(self.path):
            alone = format_of(self.path, self.key)
            if alone is not None:
                refuse_format(alone, FORMAT)
            self._writer = self._connected(writing=self._lock is not None)
            # Once more with what a crash left in the journal, still before anything is written.
            known = self._writer.execute("PRAGMA user_version").fetchone()[0]
            refuse_format(known, FORMAT)
            self.writer = Reading(self._writer, self.registers, self.clock)
            if self._lock is not None:
                with self.transaction() as into:
                    rebuilding.brought_up(into)
                migrations.apply(self._writer)
                if known < FORMAT:
                    self._writer.execute(f"PRAGMA user_version = {FORMAT}")
            elif not rebuilding.up_to_date(self._writer, self.registers):
                self._let_a_writer_bring_it_up()
            self.head: Head = head_of(self._writer, self.meta("device") or "")
            self._file = identity(self.path)

    def _let_a_writer_bring_it_up(self) -> None:
        try:
            Book(self.folder, self.key, self.registers, self.clock).close()
        except Trouble as refusal:
            held = refusal.code == HELD
            raise (made_otherwise() if held else refusal) from refusal

    def _connected(self, *, writing: bool) -> Connection:
        self.still_there()
        cache = CACHE_KIB if writing else READER_CACHE_KIB
        connection = connect(self.path, self.key, writing=writing, cache_kib=cache)
        _teach(connection)
        return connection

    @property
    def writable(self) -> bool:
        """Tell whether this opening may write."""
        return self._lock is not None

    def still_there(self) -> None:
        """Raise Trouble when the opened file lies no longer in its place.

        Linux lets an open file be taken away: what is written to it then is nowhere, and a
        second connection would open another file under the journal of this one.
        """
        if self._file is not None and identity(self.path) != self._file:
            raise moved_away()

    def reading(self) -> Reading:
        """Return the asking thread's own view of what has been committed.

        Raises Trouble when a thread asks for the first time and the file was taken away.
        """
        mine: Reading | None = getattr(self._threads, "reading", None)
        if mine is None:
            mine = Reading(self._connected(writing=False), self.registers, self.clock)
            self._threads.reading = mine
            self._threads.generation = self._generation
            with self._guard:
                self._opened.append(mine)
        generation = self._generation
        if self._threads.generation != generation:
            mine.forget()
            self._threads.generation = generation
        return mine

    @contextmanager
    def long_transaction(self) -> Iterator[Reading]:
        """Let the writer work for seconds, on a worker.

        Meanwhile another worker that writes waits; the first thread, which the screen hangs
        on, is refused instead, and so is what is *prompt*. Raises Busy there.
        """
        with self.transaction() as into:
            self._long_writer = threading.get_ident()
            try:
                yield into
            finally:
                self._long_writer = 0

    @contextmanager
    def forgetting(self) -> Iterator[Reading]:
        """Let the writer erase: what goes is overwritten, in the file and in its journal."""
        run = self._writer.execute
        before = run("PRAGMA secure_delete").fetchone()[0]
        run("PRAGMA secure_delete = ON")
        try:
            with self.long_transaction() as into:
                yield into
            run("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            run(f"PRAGMA secure_delete = {before}")

    def _refuse_waiting(self, *, prompt: bool) -> None:
        first = threading.current_thread() is threading.main_thread()
        if (first or prompt) and self._long_writer not in (0, threading.get_ident()):
            raise Busy

    @contextmanager
    def transaction(self, *, prompt: bool = False) -> Iterator[Reading]:
        """Let the writer work; all is kept at the end, or nothing when an error leaves.

        *prompt* is what an officer waits for. Raises Busy rather than let him wait for seconds.
        """
        self._refuse_waiting(prompt=prompt)
        with self._guard:
            run = self._writer.execute
            self.still_there()
            with storable():
                run("BEGIN IMMEDIATE")
                self.writer.moment = self.clock()
                try:
                    yield self.writer
                    run("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        run("ROLLBACK")
                    self.writer.forget()
                    self.head = head_of(self._writer, self.meta("device") or "")
                    raise
                finally:
                    self.writer.moment = None
                    self._generation += 1

    @contextmanager
    def logging(self) -> Iterator[Connection]:
        """Yield a connection for the access log: the writer's, or a short one of its own."""
        if self.writable:
            with self.transaction() as into:
                yield into.connection
            return
        self.still_there()
        with storable():
            connection = connect(self.path, self.key, writing=True)
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def meta(self, name: str) -> str:
        """Return something the book knows of itself; empty when it does not."""
        found = self._writer.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def set_meta(self, name: str, value: str) -> None:
        """Keep something the book knows of itself; inside a transaction."""
        self._writer.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def document(self, name: str) -> dict[str, Any]:
        """Return a meta value that holds JSON; empty when there is none."""
        text = self.meta(name)
        return orjson.loads(text) if text else {}

    def close(self) -> None:
        """Close every connection, forget the key and let the next one write."""
        with self._guard:
            self.key = b""
            for reading in self._opened:
                reading.connection.close()
            self._opened.clear()
            writer = getattr(self, "_writer", None)
            if writer is not None:
                writer.close()
            if self._lock is not None:
                self._lock.release()


def create(folder: Path, key: bytes, registers: Registers, meta: dict[str, str]) -> None:
    """Make an empty book in *folder*. The caller has made sure that none is there."""
    with storable():
        connection = connect(folder / BOOK_FILE, key, writing=True, making=True)
        try:
            _teach(connection)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
            schema.build(connection, registers)
            entries = {"device": new_device(), **meta}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", list(entries.items()))
            declared.keep(connection, declared.fingerprints(registers))
            migrations.apply(connection)
        finally:
            connection.close()


def identity(file: Path) -> tuple[int, int] | None:
    """Return what tells this very file from another of its name; None when it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def new_device() -> str:
    """Return a new device id."""
    return uuid.uuid4().hex[:16]


def _teach(connection: Connection) -> None:
    """Give SQL the Vietnamese order, for columns that keep no sort key."""

    def vi_key(value: object, is_reference: int) -> str:
        if value is None or is_reference:
            return str(value or "")
        return collation_key(value) if isinstance(value, str) else f"{value:>20}"

    connection.create_function("vi_key", 2, vi_key, deterministic=True)
