"""Which records show others in the lists: they follow when one of those is called otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from desktop_app.model.entry import told_once
from desktop_app.model.field import Field
from desktop_app.model.links import Ref, Rows, targets_of
from desktop_app.model.listing import sorts
from desktop_app.model.record import Record
from desktop_app.store.reading import Reading

_WANTED = "(SELECT value FROM json_each(?))"
_Pointer = tuple[Field[Any], tuple[str, ...], str]  # field, its targets, when it points


def dependents(reading: Reading, renamed: Mapping[str, set[str]]) -> dict[str, set[int]]:
    """Return the local numbers, by register, of records whose lists show *renamed* ones.

    *renamed* are ids by register. A record called by what it points to is renamed with it.
    """
    found: dict[str, set[int]] = defaultdict(set)
    known: set[str] = set().union(*renamed.values())
    pending = dict(renamed)
    while any(pending.values()):
        following: dict[str, set[str]] = defaultdict(set)
        for table, register in reading.registers.items():
            for one, targets, points in _pointers(register):
                wanted = set().union(*(pending.get(target, ()) for target in targets))
                if not wanted:
                    continue
                statement = f'SELECT n, id FROM "{table}" WHERE {points}'
                asked = orjson.dumps(sorted(wanted)).decode()
                for number, id in reading.connection.execute(statement, (asked,)):
                    found[table].add(number)
                    if one in register.called and id not in known:
                        following[table].add(id)
        known = known.union(*following.values())
        pending = following
    return found


@told_once
def _pointers(register: type[Record]) -> tuple[_Pointer, ...]:
    """Return the fields by which the lists of a register show other records."""
    fields = dict.fromkeys((*register.search, *sorts(register), *register.called))
    return tuple(pointer for one in fields for pointer in _pointers_of(one))


def _pointers_of(one: Field[Any]) -> Iterator[_Pointer]:
    column = f'"{one.name}"'
    if isinstance(one, Rows):
        for inner in one.entry.fields.values():
            value = f"json_extract(each.value, '$.{inner.name}')"
            if isinstance(inner, Ref):
                yield one, inner.targets, _among(column, f"{value} IN {_WANTED}")
    elif isinstance(one, Ref):
        yield one, one.targets, f"{column} IN {_WANTED}"
    elif targets_of(one):
        yield one, targets_of(one), _among(column, f"each.value IN {_WANTED}")


def _among(column: str, condition: str) -> str:
    return (
        f"{column} IS NOT NULL AND EXISTS "
        f"(SELECT 1 FROM json_each({column}) AS each WHERE {condition})"
    )
