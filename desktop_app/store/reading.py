"""Reading the book through one connection: records, and what rules ask about others."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from desktop_app.model.entry import Entry, told_once
from desktop_app.model.field import Json
from desktop_app.model.links import ID, Rows, targets_of
from desktop_app.model.query import Condition
from desktop_app.model.record import Record, Registers
from desktop_app.store import rows
from desktop_app.store.compiled import LIVE, Sql, column_of, compiled
from desktop_app.store.driver import Connection
from desktop_app.store.voided import void_reason

MOST_CACHED = 20_000
MOST_MATCHES = 20


class Reading:
    """The records as one connection sees them; a Lookup and an Asking for rules.

    Keeps the records it has met until ``forget`` is told of a change; *clock* gives the
    present moment.
    """

    def __init__(
        self, connection: Connection, registers: Registers, clock: Callable[[], datetime]
    ) -> None:
        self.connection = connection
        self.registers = registers
        self._clock = clock
        self.moment: datetime | None = None
        self._met: OrderedDict[str, Record | None] = OrderedDict()

    @property
    def present(self) -> datetime:
        """Return the present moment; all that is saved together is saved at one *moment*."""
        return self.moment or self._clock()

    def record(self, id: str) -> Record | None:
        """Return the record with this id, of whichever register, deleted ones too."""
        if id in self._met:
            return self._met[id]
        found = self._fetched(id)
        if found is not None:
            self.keep(found)
        return found

    def meet(self, records: Iterable[Record]) -> set[str]:
        """Fetch, in few questions, what *records* refer to; return the ids of what is not here."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for record in records:
            _point(record.values, _pointing(type(record)), wanted)
        lacking: set[str] = set()
        found: set[str] = set()
        for table, ids in wanted.items():
            unmet = [id for id in ids if id not in self._met]
            lacking.update(unmet)
            found.update([one.id for one in self.bring(self.registers[table], unmet)])
        return lacking - found

    def gather(self, register: type[Record], ids: Sequence[str]) -> None:
        """Fetch records of a register, and what they refer to, in as few questions as can be."""
        self.meet(self.bring(register, ids))

    def bring(self, register: type[Record], ids: Sequence[str]) -> list[Record]:
        """Fetch, in as few questions as can be, the records of a register with these ids."""
        known = {id: self._met.get(id) for id in ids}  # keeping some may push others out
        missing = [id for id in ids if id not in self._met]
        for found in rows.by_ids(self.connection, register, missing):
            self.keep(found)
            known[found.id] = found
        return [record for record in known.values() if record is not None]

    def forget(self, ids: Iterable[str] | None = None) -> None:
        """Drop what is remembered of these records, or of all."""
        if ids is None:
            self._met.clear()
            return
        for id in ids:
            self._met.pop(id, None)

    def matches(self, register: str, condition: Condition, besides: str = "") -> list[str]:
        """Return the ids of some live records that satisfy *condition*."""
        return self._ids(register, condition, f"r.id <> ? AND r.{LIVE}", [besides], MOST_MATCHES)

    def voided(self, register: str, number: str) -> str:
        """Return why an official number was voided; empty where it was not."""
        return void_reason(self.connection, register, number)

    def all_matching(self, register: str, condition: Condition) -> list[str]:
        """Return the ids of all live records that satisfy *condition*."""
        return self._ids(register, condition, f"r.{LIVE}", [], -1)

    def _ids(
        self, register: str, condition: Condition, where: str, first: list[str], limit: int
    ) -> list[str]:
        sql = Sql(self.present, parameters=list(first))
        expression = compiled(condition, column_of("r"), sql, "r.id")
        found = self.connection.execute(
            f'SELECT r.id FROM "{register}" AS r WHERE {where} AND {expression} LIMIT {limit}',
            sql.parameters,
        )
        return [id for (id,) in found]

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of *ids* any change, of whichever register, is of."""
        asked = [id for id in ids if isinstance(id, str) and ID.fullmatch(id)]
        marks = ",".join("?" * len(asked))
        statement = f"SELECT record FROM change WHERE record IN ({marks})"
        found = self.connection.execute(statement, asked)
        return {id for (id,) in found}

    def _fetched(self, id: str) -> Record | None:
        register = self.registers.get(self._register_of(id) or "")
        if register is None:
            return None
        found = rows.by_ids(self.connection, register, [id])
        return found[0] if found else None

    def _register_of(self, id: str) -> str | None:
        if not ID.fullmatch(id):  # also what no file could hold, such as half a character
            return None
        found = self.connection.execute(
            "SELECT register FROM change WHERE record = ? LIMIT 1", (id,)
        ).fetchone()
        return found[0] if found else None

    def keep(self, record: Record) -> None:
        """Remember a record that was just fetched or saved."""
        self._met[record.id] = record
        if len(self._met) > MOST_CACHED:
            self._met.popitem(last=False)


class _Pointer(NamedTuple):
    """A field that points to records of *targets*, or a child list with pointers *inside*."""

    name: str
    targets: tuple[str, ...]
    inside: tuple["_Pointer", ...]


@told_once
def _pointing(entry: type[Entry]) -> tuple[_Pointer, ...]:
    """Return the fields that point to other records, in child lists too."""
    pointers = [
        _Pointer(one.name, targets_of(one), _pointing(one.entry) if isinstance(one, Rows) else ())
        for one in entry.fields.values()
    ]
    return tuple([one for one in pointers if one.targets or one.inside])


def pointed_to(registers: Registers) -> set[str]:
    """Return the registers whose records others point to."""
    return set().union(*(_targets(_pointing(register)) for register in registers.values()))


def _targets(pointers: Iterable[_Pointer]) -> set[str]:
    return set().union(*({*one.targets, *_targets(one.inside)} for one in pointers))


def _point(
    values: Mapping[str, Json], pointers: Iterable[_Pointer], wanted: dict[str, set[str]]
) -> None:
    """Add to *wanted*, by register, the ids that values point to."""
    for name, targets, inside in pointers:
        value = values.get(name)
        if value is None:
            continue
        for row in value if inside else ():
            _point(row, inside, wanted)
        for target in targets:
            wanted[target].update((value,) if isinstance(value, str) else value)
