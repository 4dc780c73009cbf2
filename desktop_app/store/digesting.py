"""One number for the whole state of a book: equal on two PCs when their records are equal."""

from dataclasses import dataclass
from hashlib import sha256

from desktop_app.store import ledger
from desktop_app.store.reading import Reading
from desktop_app.store.rows import shape

STATE = "_draft, _deleted, _approval, _conflicts, _erased"


@dataclass(frozen=True)
class Digest:
    """The digest, how many live records it covers, how many changes led there."""

    digest: str
    records: int
    changes: int


def digest(reading: Reading) -> Digest:
    """Return the digest of the logical state: ids, values and marks, register by register."""
    whole = sha256()
    records = 0
    for register in reading.registers.values():
        names = ", ".join(f'"{field.name}"' for field in shape(register).fields)
        whole.update(register.table.encode())
        rows = reading.connection.execute(
            f'SELECT id, {STATE}, {names} FROM "{register.table}" ORDER BY id'
        )
        for row in rows:
            whole.update(repr(row).encode())
            records += not row[2]
    return Digest(whole.hexdigest(), records, ledger.change_count(reading.connection))
