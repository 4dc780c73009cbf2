"""Lawful erasure: payloads blanked, their hashes kept, so that every chain still verifies.

The erasure is itself a change, and the only one that tells what the record now is. It names the
payloads it blanks; whoever receives it later cannot be given them again.
"""

from collections.abc import Sequence

from desktop_app.model.field import Json
from desktop_app.model.links import Rows, targets_of
from desktop_app.model.record import Record, Registers
from desktop_app.model.text import clean_lines
from desktop_app.store import attachments, drafts, ledger, searching
from desktop_app.store.book import Book
from desktop_app.store.change import Change, erasure_of, flat
from desktop_app.store.driver import Connection
from desktop_app.store.fold import folded_state, marks_of
from desktop_app.store.reading import Reading
from desktop_app.store.writing import Deed, apply, wall

_NOT_WHOLE = (
    "SELECT DISTINCT register, record FROM change INDEXED BY change_erasing "
    f"WHERE {ledger.IS_ERASURE} AND record <> '' "
    "AND EXISTS (SELECT 1 FROM change AS late WHERE late.record = change.record "
    f"AND late.payload IS NOT NULL AND NOT ({ledger.IS_ERASURE})) ORDER BY register, record"
)


def erase(book: Book, into: Reading, record: Record, kept: dict[str, Json], deed: Deed) -> Change:
    """Blank all that was ever written of a record, but for the values *kept*; inside
    ``Book.forgetting``."""
    register = type(record)
    changes = ledger.changes_of(into.connection, record.id)
    marks = marks_of(folded_state(changes, register.together))
    blanked = [change.name for change in changes if not change.erases]
    payload = erasure_of(blanked, flat(register, kept) | marks, clean_lines(deed.reason))
    what = (wall(into.present), deed.officer, register.table, record.id, record.heads)
    change = ledger.chained_on(book.head, what, payload)
    ledger.append(into.connection, [change])
    ledger.blank(into.connection, record.id)
    attachments.drop_unnamed(into.connection)
    drafts.drop_of(into.connection, record.id)
    apply(into, record)
    for table in _showing(register, book.registers):
        searching.compact(into.connection, table)
    return change


def not_whole(connection: Connection) -> list[tuple[str, str]]:
    """Return (register, id) of the erased records of which something is still in the ledger.

    Another PC wrote it without knowing of the erasure; nothing that is shown tells of it.
    """
    return [(table, id) for table, id in connection.execute(_NOT_WHOLE)]


def late_changes(changes: Sequence[Change]) -> list[Change]:
    """Return those *changes* of an erased record that the erasure did not know."""
    return [change for change in changes if change.payload is not None and not change.erases]


def _showing(register: type[Record], registers: Registers) -> Sequence[str]:
    """Return the registers whose lists may hold words of *register*."""
    return [
        each.table
        for each in registers.values()
        if each is register or register.table in _pointed(each)
    ]


def _pointed(register: type[Record]) -> set[str]:
    fields = list(register.fields.values())
    for field in register.fields.values():
        if isinstance(field, Rows):
            fields += field.entry.fields.values()
    return {target for field in fields for target in targets_of(field)}


def referring(connection: Connection, registers: Registers, id: str) -> int:
    """Return how many records that are not erased point to a record."""
    return sum(
        int(connection.execute(statement, (id,)).fetchone()[0])
        for statement in _counting(registers)
    )


def _counting(registers: Registers) -> Sequence[str]:
    found = []
    for register in registers.values():
        tests = []
        for field in register.fields.values():
            if isinstance(field, Rows) or (targets_of(field) and field.storage == "JSON"):
                tests.append(f'instr("{field.name}", ?1) > 0')
            elif targets_of(field):
                tests.append(f'"{field.name}" = ?1')
        if tests:
            found.append(
                f'SELECT count(*) FROM "{register.table}" '
                f"WHERE _erased = 0 AND _deleted = 0 AND ({' OR '.join(tests)})"
            )
    return found
