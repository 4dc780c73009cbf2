"""Finding records: what was typed, the filters, the order; always by key, in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from desktop_app.model.field import Field
from desktop_app.model.links import Ref
from desktop_app.model.listing import sorts
from desktop_app.model.query import Condition
from desktop_app.model.record import Alert, Record
from desktop_app.store.compiled import LIVE, Sql, column_of, compiled
from desktop_app.store.driver import Connection
from desktop_app.store.typed import Typed, typed

FREQUENT = 5_000  # so many are met soon on the way through a list; fewer are quickly sorted


@dataclass(frozen=True)
class Cursor:
    """Where a page ended: its last record's key and number, and whether exact hits were done."""

    key: Any
    number: int
    rest: bool = False


class Hit(NamedTuple):
    """One record a list's question finds: its local number, where in the list it stands."""

    number: int
    exact: bool
    at: Cursor


@dataclass(frozen=True)
class Asked:
    """One question to a list: words, condition, order, direction; backwards from its end."""

    register: type[Record]
    text: str
    condition: Condition | None
    sort: Field[Any]
    descending: bool
    present: datetime
    backwards: bool = False


class Question(NamedTuple):
    """A question for ids, with its parameters; the same one has the same answer while the rows
    it asks are the same."""

    statement: str
    parameters: tuple[Any, ...] = ()


def page(
    connection: Connection,
    asked: Asked,
    after: Cursor | None,
    limit: int,
    frequent: int = FREQUENT,
) -> tuple[list[Hit], Cursor | None]:
    """Return one page and where the next begins.

    What matches the marks comes before the rest; backwards, the rest comes first. The answer is
    the same whatever is called *frequent*.
    """
    question = typed(asked.text)
    found: list[Hit] = []
    for rest, match in _phases(question, after, backwards=asked.backwards):
        start = after if after is not None and after.rest == rest else None
        exact = bool(question.exact) and not rest
        found += [
            Hit(number, exact, Cursor(key, number, rest=rest))
            for key, number in _hits(
                connection, asked, (question, match), start, limit - len(found), frequent
            )
        ]
        if len(found) == limit:
            return found, found[-1].at
    return found, None


def place(connection: Connection, asked: Asked, number: int) -> Cursor | None:
    """Return where in a list the record with a local number stands; None when it does not."""
    question = typed(asked.text)
    for rest, match in _phases(question, None, backwards=False):
        sql = Sql(asked.present)
        source, where, key = _asked_sql(asked, question, match, sql)
        where.append(f"l.n = {sql.put(number)}")
        if match:
            where.append(f"w.rowid = {sql.put(number)}")
        statement = f"SELECT {key} FROM {source}{_all(where)}"
        found = connection.execute(statement, sql.parameters).fetchone()
        if found is not None:
            return Cursor(found[0], number, rest=rest)
    return None


def _phases(question: Typed, after: Cursor | None, *, backwards: bool) -> list[tuple[bool, str]]:
    """Return what remains to be asked: whether it is the rest, and its full-text question."""
    if not question.exact:
        return [(False, question.loose)]
    phases = [(False, question.exact), (True, f"({question.loose}) NOT ({question.exact})")]
    if backwards:
        phases.reverse()
    if after is not None:
        while phases[0][0] != after.rest:
            phases.pop(0)
    return phases


def _hits(  # noqa: PLR0913 - private; one question in its parts
    connection: Connection,
    asked: Asked,
    phase: tuple[Typed, str],
    after: Cursor | None,
    limit: int,
    frequent: int,
) -> list[tuple[Any, int]]:
    question, match = phase
    sql = Sql(asked.present)
    walking = _may_walk(asked, question, match) and _matches(connection, asked, match, frequent)
    source, where, key = _asked_sql(asked, question, match, sql, walking=walking)
    falling = asked.descending != asked.backwards
    if after is not None:
        sign = "<" if falling else ">"
        where.append(f"({key}, l.n) {sign} ({sql.put(after.key)}, {sql.put(after.number)})")
    direction = "DESC" if falling else "ASC"
    statement = (
        f"SELECT {key}, l.n FROM {source}{_all(where)} "
        f"ORDER BY {key} {direction}, l.n {direction} LIMIT {limit}"
    )
    return list(connection.execute(statement, sql.parameters))


def _all(where: list[str]) -> str:
    return f" WHERE {' AND '.join(where)}" if where else ""


def counted(connection: Connection, asked: Asked, cap: int) -> int:
    """Return how many records match, counting no further than *cap* + 1."""
    question = typed(asked.text)
    sql = Sql(asked.present)
    source, where, _ = _asked_sql(asked, question, question.loose, sql)
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {source}{_all(where)} LIMIT {cap + 1})"
    return int(connection.execute(statement, sql.parameters).fetchone()[0])


def _may_walk(asked: Asked, question: Typed, match: str) -> bool:
    """Tell whether a list may be walked through in its order to meet what matches on the way.

    A filter, or digits, might leave next to nothing of it, and the way would be long.
    """
    narrowed = question.digits or asked.condition is not None
    return bool(match) and not narrowed and asked.sort in sorts(asked.register)


def _matches(connection: Connection, asked: Asked, match: str, least: int) -> bool:
    """Tell whether at least so many records match."""
    words = f'"{asked.register.table}_words"'
    some = f"SELECT 1 FROM {words} WHERE {words} MATCH ? LIMIT {least}"
    found = connection.execute(f"SELECT count(*) FROM ({some})", (match,)).fetchone()
    return bool(found[0] >= least)


def _asked_sql(
    asked: Asked, question: Typed, match: str, sql: Sql, *, walking: bool = False
) -> tuple[str, list[str], str]:
    """Return the tables joined, the conditions, and the expression sorted by."""
    table = asked.register.table
    source = f'"{table}_list" AS l'
    where: list[str] = []
    if walking:
        matching = f'SELECT rowid FROM "{table}_words" WHERE "{table}_words" MATCH {sql.put(match)}'
        where.append(f"+l.n IN ({matching})")  # +: no line is fetched by its number
    elif match:
        source = f'"{table}_words" AS w CROSS JOIN {source} ON l.n = w.rowid'
        where.append(f'w."{table}_words" MATCH {sql.put(match)}')
    if question.digits:
        where.append(
            f'l.n IN (SELECT rowid FROM "{table}_digits" '
            f'WHERE "{table}_digits" MATCH {sql.put(question.digits)})'
        )
    key = _key(asked)
    if asked.condition is not None or key.startswith("vi_key"):
        source += f' JOIN "{table}" AS r ON r.n = l.n'
    if asked.condition is not None:
        where.append(compiled(asked.condition, column_of("r"), sql, "r.id"))
    return source, where, key


def _key(asked: Asked) -> str:
    kept = sorts(asked.register)
    if asked.sort in kept:
        return f"l.k{kept.index(asked.sort)}"
    return f'vi_key(r."{asked.sort.name}", {int(isinstance(asked.sort, Ref))})'


def live_count(connection: Connection, register: type[Record]) -> int:
    """Return how many live records a register holds."""
    counted_rows = connection.execute(f'SELECT count(*) FROM "{register.table}_list"')
    return int(counted_rows.fetchone()[0])


def alerted(register: type[Record], alert: Alert, sql: Sql) -> Question:
    """Return the question for the ids of the live records that an alert speaks of, the longest
    due first.

    Drafts stand apart; only a clock counted in minutes runs for them too. *sql* is fresh: it
    holds the present moment and the thresholds that a chief has changed.
    """
    expression = compiled(alert.condition, column_of("r"), sql, "r.id")
    complete = "" if alert.minutes else ' AND r."_draft" = 0'
    ordered = f' ORDER BY r."{alert.due.name}"' if alert.due is not None else ""
    return Question(
        f'SELECT r.id FROM "{register.table}" AS r '
        f"WHERE r.{LIVE} AND r._erased = 0{complete} AND {expression}{ordered}",
        tuple(sql.parameters),
    )


def in_approval(register: type[Record], states: Sequence[str]) -> Question:
    """Return the question for the ids of the live records whose approval is in one of *states*,
    oldest first."""
    marks = ", ".join("?" * len(states))
    return Question(
        f'SELECT id FROM "{register.table}" WHERE _approval IS NOT NULL '
        f"AND json_extract(_approval, '$.state') IN ({marks}) AND {LIVE} ORDER BY n",
        tuple(states),
    )


def drafts(register: type[Record], most: int) -> Question:
    """Return the question for the ids of the newest live drafts of a register."""
    return Question(
        f'SELECT id FROM "{register.table}" WHERE "_draft" = 1 AND _erased = 0 AND {LIVE} '
        f"ORDER BY n DESC LIMIT {most}"
    )


def ids(connection: Connection, question: Question) -> list[str]:
    """Return the ids that answer a question."""
    return [id for (id,) in connection.execute(question.statement, question.parameters)]


def disputed(connection: Connection, register: type[Record]) -> list[str]:
    """Return the ids of the records of a register that are in conflict, in their order."""
    found = connection.execute(
        f'SELECT id FROM "{register.table}" WHERE "_conflicts" IS NOT NULL ORDER BY id'
    )
    return [id for (id,) in found]


def held_twice(
    connection: Connection, register: type[Record], field: Field[Any]
) -> list[tuple[str, list[str]]]:
    """Return the values of a field that several live records hold, with their ids."""
    # Few are held twice, and the index alone tells which; the wide rows are read of those only.
    several = (
        f'SELECT "{field.name}" FROM "{register.table}" WHERE "{field.name}" IS NOT NULL '
        f'GROUP BY "{field.name}" HAVING count(*) > 1'
    )
    found = connection.execute(
        f'SELECT "{field.name}", json_group_array(id) FROM "{register.table}" '
        f'WHERE "{field.name}" IN ({several}) AND {LIVE} '
        f'GROUP BY "{field.name}" HAVING count(*) > 1'
    )
    return [(str(value), sorted(orjson.loads(ids))) for value, ids in found]
