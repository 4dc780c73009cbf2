"""The tables of a book, made from the registers.

For each register: its table (one column a field, a cache of the ledger), ``…_list`` (narrow
sort keys of the live records, of any type), ``…_words`` and ``…_digits`` (full-text indexes that
keep no text; words come folded, so the tokenizer only parts them at blanks). A new field is a
new column: additive changes need no migration.
"""

from collections.abc import Iterator

from desktop_app.model.dates import Day, Moment
from desktop_app.model.links import Ref
from desktop_app.model.listing import sorts
from desktop_app.model.query import held_fields
from desktop_app.model.record import Record, Registers
from desktop_app.store.driver import Connection
from desktop_app.store.ledger import IS_ATTACHING, IS_ERASURE

STATE_COLUMNS = {
    "_draft": "INTEGER NOT NULL DEFAULT 0",
    "_deleted": "INTEGER NOT NULL DEFAULT 0",
    "_version": "INTEGER NOT NULL DEFAULT 1",
    "_heads": "TEXT NOT NULL",
    "_approval": "TEXT",
    "_conflicts": "TEXT",
    "_erased": "INTEGER NOT NULL DEFAULT 0",
}

FIXED = (
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS change ("
    "n INTEGER PRIMARY KEY, device TEXT NOT NULL, seq INTEGER NOT NULL, "
    "lamport INTEGER NOT NULL, wall TEXT NOT NULL, officer TEXT NOT NULL, "
    "schema INTEGER NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, "
    "parents TEXT NOT NULL, payload TEXT, payload_hash BLOB NOT NULL, hash BLOB NOT NULL)",
    "CREATE UNIQUE INDEX IF NOT EXISTS change_by_device ON change (device, seq)",
    "CREATE INDEX IF NOT EXISTS change_by_record ON change (record, register)",
    f"CREATE INDEX IF NOT EXISTS change_erasing ON change (n) WHERE {IS_ERASURE}",
    f"CREATE INDEX IF NOT EXISTS change_attaching ON change (n) WHERE {IS_ATTACHING}",
    "CREATE TABLE IF NOT EXISTS access ("
    "n INTEGER PRIMARY KEY AUTOINCREMENT, wall TEXT NOT NULL, officer TEXT NOT NULL, "
    "action TEXT NOT NULL, "
    "register TEXT NOT NULL, record TEXT NOT NULL, why TEXT NOT NULL, hash BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS access_by_record ON access (record)",
    "CREATE TABLE IF NOT EXISTS kept_draft ("
    "name TEXT NOT NULL, officer TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, "
    "content TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (officer, name)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS attached_file ("
    "n INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, content BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS device ("
    "n INTEGER PRIMARY KEY, device TEXT NOT NULL UNIQUE, name TEXT NOT NULL, sign TEXT NOT NULL, "
    "age TEXT NOT NULL, by TEXT NOT NULL, proof TEXT NOT NULL, revoked INTEGER, "
    "revoked_by TEXT NOT NULL, revoked_proof TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS signed_head ("
    "device TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL, signature TEXT NOT NULL, "
    "PRIMARY KEY (device, seq)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS peer (device TEXT PRIMARY KEY, knows TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS peer_lacks ("
    "device TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (device, hash)) WITHOUT ROWID",
)


def statements(registers: Registers) -> Iterator[str]:
    """Yield every statement that makes an empty book."""
    yield from FIXED
    for register in registers.values():
        yield from register_statements(register)


def register_statements(register: type[Record]) -> Iterator[str]:
    """Yield the statements that make one register's tables and indexes."""
    table = register.table
    columns = ["n INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE"]
    columns += [
        f'"{name}" {_column_type(field.storage)}' for name, field in register.fields.items()
    ]
    columns += [f'"{name}" {kind}' for name, kind in STATE_COLUMNS.items()]
    yield f'CREATE TABLE IF NOT EXISTS "{table}" (\n  ' + ",\n  ".join(columns) + "\n)"
    for name in indexed_columns(register):
        yield (
            f'CREATE INDEX IF NOT EXISTS "{table}_by_{name}" ON "{table}" ("{name}") '
            f'WHERE "{name}" IS NOT NULL'
        )
    for names in alerted_columns(register):
        asked = ", ".join(f'"{name}"' for name in names)
        yield (f'CREATE INDEX IF NOT EXISTS "{table}_by_{"_".join(names)}" ON "{table}" ({asked})')
    yield (
        f'CREATE INDEX IF NOT EXISTS "{table}_disputed" ON "{table}" (id) '
        "WHERE _conflicts IS NOT NULL"
    )
    yield (f'CREATE INDEX IF NOT EXISTS "{table}_drafts" ON "{table}" (_draft) WHERE _draft = 1')
    yield (
        f'CREATE INDEX IF NOT EXISTS "{table}_approval" ON "{table}" '
        "(json_extract(_approval, '$.state')) WHERE _approval IS NOT NULL"
    )
    keys = [f"k{position} NOT NULL" for position in range(len(sorts(register)))]
    yield (f'CREATE TABLE IF NOT EXISTS "{table}_list" (n INTEGER PRIMARY KEY, {", ".join(keys)})')
    for position in range(len(keys)):
        yield (
            f'CREATE INDEX IF NOT EXISTS "{table}_list_k{position}" ON "{table}_list" (k{position})'
        )
    yield (
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_words" USING fts5(words, content="", '
        "contentless_delete=1, detail=none, prefix='2 3', tokenize=ascii)"
    )
    yield (
        f'CREATE VIRTUAL TABLE IF NOT EXISTS "{table}_digits" USING fts5(digits, content="", '
        'contentless_delete=1, tokenize="trigram")'
    )


def indexed_columns(register: type[Record]) -> list[str]:
    """Return the fields a plain index serves: references, filters, own day, unique numbers."""
    wanted = [
        field.name
        for field in register.fields.values()
        if isinstance(field, Ref) and (field in register.search or field in register.filters)
    ]
    if isinstance(register.order, Day | Moment):
        wanted.append(register.order.name)
    wanted += [field.name for field in register.fields.values() if field.role == "citizen_number"]
    wanted.append(register.number.name)
    return list(dict.fromkeys(wanted))


def alerted_columns(register: type[Record]) -> list[tuple[str, ...]]:
    """Return the fields that the alerts with a clock ask for: what they hold, then the clock.

    The page Hôm nay asks all of them at each start; few records of many answer.
    """
    plain = {(name,) for name in indexed_columns(register)}
    asked = [
        (*dict.fromkeys(held_fields(alert.condition)), alert.due.name)
        for alert in register.alerts
        if alert.due is not None
    ]
    return [names for names in dict.fromkeys(asked) if names not in plain]


def build(connection: Connection, registers: Registers) -> None:
    """Make what is missing of the tables; additive."""
    for statement in statements(registers):
        connection.execute(statement)
    for register in registers.values():
        known = {row[1] for row in connection.execute(f'PRAGMA table_info("{register.table}")')}
        for name, field in register.fields.items():
            if name not in known:
                kind = _column_type(field.storage)
                connection.execute(f'ALTER TABLE "{register.table}" ADD COLUMN "{name}" {kind}')


def build_fixed(connection: Connection) -> None:
    """Make what is missing of the tables that follow from no register."""
    for statement in FIXED:
        connection.execute(statement)


def schema_sql(registers: Registers) -> str:
    """Return the text of ``db/schema.sql``, reviewed in diffs."""
    head = (
        "-- Generated from the registers; do not edit. Renew it with\n"
        "-- python3 dev.py test tests/store/test_schema.py --renew-schema\n\n"
    )
    return head + ";\n\n".join(statements(registers)) + ";\n"


def _column_type(storage: str) -> str:
    return "INTEGER" if storage == "INTEGER" else "TEXT"
