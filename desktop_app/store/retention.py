"""Which records are older than they are to be kept."""

from collections.abc import Iterator, Sequence
from typing import Any

from desktop_app.model.field import Field
from desktop_app.model.links import Rows, targets_of
from desktop_app.model.record import Record, Registers
from desktop_app.store.driver import Connection


def older(
    connection: Connection, register: type[Record], events: Sequence[Field[Any]], before: str
) -> Iterator[tuple[str, str]]:
    """Yield (id, last day) of records, deleted ones too, in which nothing happened since *before*.

    The last day is the latest of the *events*; where there is none, that of the last change.
    """
    days = "".join(f", coalesce(substr(\"{field.name}\", 1, 10), '')" for field in events)
    changed = "(SELECT max(substr(wall, 1, 10)) FROM change WHERE record = r.id)"
    last = f"coalesce(nullif(max('', ''{days}), ''), {changed})"
    yield from connection.execute(
        f'SELECT id, last FROM (SELECT id, {last} AS last FROM "{register.table}" AS r '
        "WHERE _erased = 0) WHERE last < ? ORDER BY last, id",
        (before,),
    )


def referred_to(connection: Connection, registers: Registers) -> set[str]:
    """Return the ids that records which are not erased point to."""
    found: set[str] = set()
    for register in registers.values():
        for field in register.fields.values():
            if isinstance(field, Rows) or targets_of(field):
                found.update(id for (id,) in connection.execute(_pointers(register, field)))
    return found


def _pointers(register: type[Record], field: Field[Any]) -> str:
    column, table = f'"{field.name}"', f'"{register.table}"'
    if field.storage != "JSON":
        return f"SELECT DISTINCT {column} FROM {table} WHERE _erased = 0 AND {column} IS NOT NULL"
    # Of a child list also the ids of its lines and its words come along: they are nobody's id.
    return (
        f"SELECT DISTINCT part.atom FROM {table} AS r, json_tree(r.{column}) AS part "
        f"WHERE r._erased = 0 AND r.{column} IS NOT NULL AND part.type = 'text'"
    )
