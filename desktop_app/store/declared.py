"""What the tables of a book were last made for: fingerprints of each register's declaration.

The tables are a cache of the ledger. A program that declares a register otherwise than the one
before it, younger or older, makes that register's tables again when it opens the book; so they
never lack what the ledger has long known and never keep what a program did not maintain.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import Any

import orjson

from desktop_app.model.field import Field
from desktop_app.model.links import Rows, targets_of
from desktop_app.model.listing import NUMBERED, sorts
from desktop_app.model.record import Record, Registers
from desktop_app.store.driver import Connection, DatabaseError
from desktop_app.store.schema import register_statements

NAME = "declared"
REST = ""  # beside the fields' names
Fingerprints = dict[str, dict[str, str]]
MAKING = "2"  # changes when the same declarations come to other rows, words or sort keys


def fingerprints(registers: Registers) -> Fingerprints:
    """Return fingerprints of all that the tables of *registers* follow from."""
    return {
        table: {name: _fingerprint(_told(one)) for name, one in register.fields.items()}
        | {REST: _fingerprint(*_declaration(register, registers))}
        for table, register in registers.items()
    }


def known(connection: Connection) -> Fingerprints:
    """Return the fingerprints that the book's tables were made for."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (NAME,)).fetchone()
    if found is None:
        return {}
    try:
        return orjson.loads(found[0])  # type: ignore[no-any-return]  # written by keep
    except ValueError as error:  # a damaged page gives other letters, not always an error
        raise DatabaseError(f"meta {NAME}: {error}") from error


def keep(connection: Connection, fingerprints: Fingerprints) -> None:
    """Remember what the tables were made for."""
    entry = (NAME, orjson.dumps(fingerprints).decode())
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", entry)


def only_gained(before: dict[str, str], after: dict[str, str]) -> bool:
    """Tell whether a register has gained fields that nothing else of its declaration knows."""
    return bool(before) and before.items() <= after.items()


def _fingerprint(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:20]


def _declaration(register: type[Record], registers: Registers) -> Iterator[str]:
    yield MAKING
    yield from islice(register_statements(register), 1, None)  # the first makes the fields
    yield repr([one.name for one in register.search])
    yield repr([one.name for one in sorts(register)])
    yield repr(sorted(register.together.items()))
    for target in sorted(_targets(register.fields.values())):
        yield _shown(registers[target])


def _told(one: Field[Any]) -> str:
    inner = [_told(each) for each in one.entry.fields.values()] if isinstance(one, Rows) else []
    return repr((one.name, type(one).__name__, one.role, one.confidential, inner))


def _targets(fields: Iterable[Field[Any]]) -> set[str]:
    found: set[str] = set()
    for one in fields:
        found.update(targets_of(one))
        if isinstance(one, Rows):
            found |= _targets(one.entry.fields.values())
    return found


def _shown(register: type[Record]) -> str:
    """Return what the lists of those who refer to *register* hold of it."""
    numbered = [one.name for one in register.fields.values() if one.role in NUMBERED]
    return repr((register.table, [_told(one) for one in register.called], numbered))
