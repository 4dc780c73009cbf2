"""Answers to questions that look through whole registers, kept while they stay true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import NamedTuple

from desktop_app.store import ledger
from desktop_app.store.driver import Connection

Ids = list[str]


class _Answer(NamedTuple):
    question: object
    registers: frozenset[str]
    ids: Ids


class Answers:
    """The last answer to each question, by name.

    An answer holds for the very same question until a change of one of the registers that it
    asks stands in the ledger: rows never change without one.
    """

    def __init__(self) -> None:
        self._kept: dict[object, _Answer] = {}
        self._number = 0
        self._alone = Lock()

    @contextmanager
    def looking(self, connection: Connection) -> Iterator[None]:
        """Drop what the ledger's new lines may have made untrue; one thread at a time asks."""
        with self._alone:
            # Read before any answer: what comes in meanwhile makes the next look drop too much.
            newest = ledger.newest(connection)
            if self._kept and newest != self._number:
                touched = ledger.registers_since(connection, self._number)
                self._kept = {
                    name: kept for name, kept in self._kept.items() if not touched & kept.registers
                }
            self._number = newest
            yield

    def ids(
        self, name: object, question: object, registers: frozenset[str], ask: Callable[[], Ids]
    ) -> Ids:
        """Return the answer kept under *name*, or *ask* for it: *question* and the rows of
        *registers* are all it depends on."""
        kept = self._kept.get(name)
        if kept is None or kept.question != question:
            kept = self._kept[name] = _Answer(question, registers, ask())
        return kept.ids
