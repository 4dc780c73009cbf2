"""Hands in the book that hold its key: what an insider could do, and a second PC's changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import orjson

from desktop_app.desk.desk import Desk
from desktop_app.model.field import Json
from desktop_app.store.change import START, chained, payload_of
from desktop_app.store.driver import Connection, connect
from desktop_app.store.ledger import APPEND

WALL = "2026-11-23T14:00:00+07:00"


@contextmanager
def meddling(desk: Desk) -> Iterator[Connection]:
    """Yield a writing connection of a stranger's to the file of an open book."""
    connection = connect(desk.book.path, desk.book.key, writing=True)
    try:
        yield connection
    finally:
        connection.close()


def meddle(desk: Desk, statement: str, *parameters: Any) -> None:
    """Do one thing to the file of an open book, around all that guards it."""
    with meddling(desk) as connection:
        assert connection.execute(statement, parameters).rowcount != 0


class SecondPc:
    """Another PC of the post, whose changes come straight into the ledger, well chained."""

    def __init__(self, desk: Desk, device: str = "ffffffffffffffff") -> None:
        self._desk = desk
        self._device = device
        self._seq = 0
        self._hash = START

    def writes(
        self,
        record: str,
        parents: str,
        fields: dict[str, Json],
        *,
        register: str = "person",
        lamport: int = 1_000,
    ) -> str:
        """Append a change of *record* whose author saw *parents*; return its name."""
        return self._appends(record, parents, payload_of(fields, "edit"), register, lamport)

    def _appends(self, record: str, parents: str, payload: str, register: str, lamport: int) -> str:
        self._seq += 1
        hashed = sha256(payload.encode()).digest()
        header = (
            self._device, self._seq, lamport, WALL, self._desk.me, 1, register, record, parents,
        )  # fmt: skip
        self._hash = chained(self._hash, header, hashed)
        meddle(self._desk, APPEND, *header, payload, hashed, self._hash)
        return f"{self._device}:{self._seq}"

    def erases(self, names: list[str]) -> str:
        """Append the change that lists the payloads which the law wants gone."""
        content = {"erased": names, "fields": {}, "kind": "erase", "reason": "theo yêu cầu"}
        return self._appends("", "", orjson.dumps(content).decode(), "", 2_000)
