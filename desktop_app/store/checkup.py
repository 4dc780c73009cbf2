"""Whether the book is whole: the file, the chains, the tables as the fold of the ledger."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice

from desktop_app.model.record import Record, Registers
from desktop_app.store import (
    accesslog,
    attachments,
    comparing,
    declared,
    digesting,
    ledger,
    rebuilding,
)
from desktop_app.store.book import Book
from desktop_app.store.driver import Connection, DatabaseError, connect
from desktop_app.store.reading import Reading
from desktop_app.store.rebuilding import TOLD_EVERY, Progress

MOST_FINDINGS = 200
SPOT_RECORDS = 200


@dataclass(frozen=True)
class Finding:
    """Something wrong with the book: a code for the telephone and a Vietnamese sentence."""

    code: str
    text: str


_Work = Callable[[Connection], Iterator[Finding]]


def check(book: Book, *, full: bool, progress: Progress | None = None) -> list[Finding]:
    """Return what is wrong; nothing is changed. *full* reads every page and every change."""
    reading = book.reading()
    found: list[Finding] = []
    try:
        findings = _all_findings(book, progress) if full else _newest_unfolded(reading)
        found += islice(findings, MOST_FINDINGS)
    except DatabaseError as error:
        found.append(Finding("KT-01", f"Không đọc được một phần tệp sổ ({error})."))
    return found


def _all_findings(book: Book, progress: Progress | None) -> Iterator[Finding]:
    """Yield what is wrong anywhere: SQLite works beside while the chains are walked here."""
    registers = list(book.registers.values())
    works: list[_Work] = [_broken_pages, partial(_wrongly_kept, book), _damaged_files]
    works.append(partial(_rowless, book.registers))
    works += [partial(_unfolded, register) for register in registers]
    waiting = deque(works)
    hands = os.cpu_count() or 1
    with ThreadPoolExecutor(hands) as pool:
        helping = [pool.submit(_worked, book, waiting) for _ in range(hands)]
        try:
            yield from _broken_chains(book.reading().connection, progress)
            for number in accesslog.breaks(book.reading().connection):
                yield Finding("KT-04", f"Nhật ký truy cập bị sửa ở dòng {number}.")
            for helper in helping:
                yield from helper.result()
        finally:
            waiting.clear()


def _worked(book: Book, waiting: deque[_Work]) -> list[Finding]:
    """Do what is waiting, each work on one state of the book."""
    found: list[Finding] = []
    book.still_there()
    with closing(connect(book.path, book.key, writing=False)) as connection:
        while waiting and len(found) < MOST_FINDINGS:
            with suppress(IndexError):  # another thread may have been faster
                work = waiting.popleft()
                connection.execute("BEGIN")
                found += islice(work(connection), MOST_FINDINGS)
                connection.execute("ROLLBACK")
    return found


def _broken_pages(connection: Connection) -> Iterator[Finding]:
    for (line,) in connection.execute("PRAGMA cipher_integrity_check"):
        page = re.search(r"page (\d+)", line)
        what = f"Trang dữ liệu số {page[1]} bị hỏng" if page else f"Tệp sổ bị hỏng ({line})"
        yield Finding("KT-02", f"{what}.")


def _broken_chains(connection: Connection, progress: Progress | None) -> Iterator[Finding]:
    total = ledger.change_count(connection)
    read = ledger.links(connection)
    if progress:
        read = _counted(read, total, progress)
    for device, seq, what in ledger.broken_links(read):
        yield Finding("KT-03", f"Thay đổi {device}:{seq}: {what}.")


def _counted(links: Iterator[ledger.Link], total: int, told: Progress) -> Iterator[ledger.Link]:
    for done, link in enumerate(links):
        if done % TOLD_EVERY == 0:
            told(min(done, total), total)
        yield link


def _unfolded(register: type[Record], connection: Connection) -> Iterator[Finding]:
    compared = comparing.compared(connection, register)
    for id in compared.differing:
        yield _differing(register, id)
    if compared.strangers:
        text = f"Sổ «{register.title}» có {compared.strangers} hồ sơ không có trong sổ cái."
        yield Finding("KT-07", text)
    if compared.misplaced:
        text = f"Danh sách sổ «{register.title}» lệch {compared.misplaced} hồ sơ."
        yield Finding("KT-06", text)


def _rowless(registers: Registers, connection: Connection) -> Iterator[Finding]:
    for table, id in comparing.without_row(connection, registers):
        yield _differing(registers[table], id)


def _wrongly_kept(book: Book, connection: Connection) -> Iterator[Finding]:
    if not digesting.rightly_kept(Reading(connection, book.registers, book.clock)):
        text = "Mã đối chiếu đang giữ khác với mã tính lại từ từng hồ sơ."
        yield Finding("KT-09", text)


def _damaged_files(connection: Connection) -> Iterator[Finding]:
    for hashed in attachments.damaged(connection):
        yield Finding("KT-08", f"Nội dung tệp đính kèm {hashed} không khớp mã băm.")


def _newest_unfolded(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with the records that changed last."""
    newest = reading.connection.execute(
        f"SELECT DISTINCT register, record FROM change ORDER BY n DESC LIMIT {SPOT_RECORDS}"
    )
    for table, id in newest.fetchall():
        register = reading.registers.get(table)
        if register is not None and comparing.differs(reading.connection, register, id):
            yield _differing(register, id)


def _differing(register: type[Record], id: str) -> Finding:
    return Finding("KT-05", f"Hồ sơ {id} ở sổ «{register.title}» khác với sổ cái.")


def rebuild(book: Book, progress: Progress | None = None) -> int:
    """Make all tables again from the ledger, in one transaction; return the records made."""
    with book.transaction() as into:
        made = rebuilding.made_again(into, book.registers, book.registers, progress)
        declared.keep(into.connection, declared.fingerprints(book.registers))
        book.head = ledger.head_of(into.connection, book.head.device)
    return made
