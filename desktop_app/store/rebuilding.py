"""Tables made again from the ledger: all of them, or those that are declared otherwise now."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from desktop_app.model.listing import indexed
from desktop_app.model.record import Record, Registers
from desktop_app.store import declared, ledger, rows, schema, searching
from desktop_app.store.change import Change
from desktop_app.store.driver import Connection
from desktop_app.store.fold import folded_state
from desktop_app.store.reading import Reading

TOLD_EVERY = 5_000
KEPT_DIGEST = "digest"  # meta: what the digest of the tables was when it was last asked for
Progress = ledger.Progress


def up_to_date(connection: Connection, registers: Registers) -> bool:
    """Tell whether the tables were made for what *registers* declare."""
    return declared.known(connection) == declared.fingerprints(registers)


def brought_up(into: Reading) -> None:
    """Make again what another program declared otherwise; inside a transaction.

    Its tables of registers unknown here go: nobody would maintain them, and the ledger has all.
    """
    known, wanted = declared.known(into.connection), declared.fingerprints(into.registers)
    if known == wanted:
        schema.build_fixed(into.connection)
        return
    additive = {
        table
        for table in known.keys() & wanted.keys()
        if declared.only_gained(known[table], wanted[table])
    }
    changed = {table: into.registers[table] for table in wanted if table not in additive}
    dropping = [*changed, *(known.keys() - wanted.keys())]
    if dropping:
        made_again(into, changed, dropping)
    else:
        schema.build(into.connection, into.registers)
    for table in additive:
        gained = wanted[table].keys() - known[table].keys()
        if gained:
            _filled_in(into.connection, into.registers[table], gained)
    declared.keep(into.connection, wanted)


def made_again(
    into: Reading, registers: Registers, dropping: Iterable[str], progress: Progress | None = None
) -> int:
    """Make the tables of *registers* again, inside a transaction; return the records made."""
    into.forget()
    into.connection.execute("DELETE FROM meta WHERE name = ?", (KEPT_DIGEST,))
    for table in dropping:
        for suffix in ("_list", "_words", "_digits", ""):
            into.connection.execute(f'DROP TABLE IF EXISTS "{table}{suffix}"')
    schema.build(into.connection, into.registers)
    made = _tables_again(into.connection, registers, progress)
    _lists_again(into, registers)
    return made


def _filled_in(connection: Connection, register: type[Record], gained: Iterable[str]) -> None:
    """Fill new columns with what the ledger has long held: the lists do not show them."""
    mentions = " OR ".join(f"instr(payload, '\"{name}') > 0" for name in gained)
    found = connection.execute(
        f"SELECT DISTINCT record FROM change WHERE register = '{register.table}' AND ({mentions})"
    )
    for (id,) in found.fetchall():
        state = folded_state(ledger.changes_of(connection, id), register.together)
        rows.update(connection, register, id, state)


def _grouped(connection: Connection, registers: Registers) -> Iterator[list[Change]]:
    marks = ",".join("?" * len(registers))
    raw = connection.execute(
        f"SELECT {ledger.COLUMNS} FROM change WHERE register IN ({marks}) "
        "ORDER BY record, lamport, device",
        list(registers),
    )
    for _, group in groupby(raw, key=itemgetter(7)):
        yield [Change(*row) for row in group]


def _tables_again(connection: Connection, registers: Registers, progress: Progress | None) -> int:
    made, done, total = 0, 0, ledger.change_count(connection)
    for changes in _grouped(connection, registers):
        done += len(changes)
        if progress and done % TOLD_EVERY < len(changes):
            progress(done, total)
        register = registers[changes[0].register]
        state = folded_state(changes, register.together)
        rows.insert(connection, register, changes[0].record, state)
        made += 1
    return made


def _lists_again(into: Reading, registers: Registers) -> None:
    for register in registers.values():
        cursor = into.connection.execute(f"{rows.shape(register).select} WHERE _deleted = 0")
        while part := cursor.fetchmany(500):
            records = [rows.loaded(register, row) for row in part]
            into.meet(records)
            entered = [(record.place, indexed(record, into)) for record in records]
            searching.put(into.connection, register, entered)
