"""Conditions of the query vocabulary as SQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop_app.model.approval import APPROVAL_STATE, APPROVED, CLOSED, NONE, InApproval
from desktop_app.model.dates import Day, Moment
from desktop_app.model.field import Field
from desktop_app.model.moments import Relative
from desktop_app.model.query import (
    AnyRow,
    Compare,
    Condition,
    Contains,
    Either,
    Every,
    Linked,
    Negation,
    OneOf,
    Overlapping,
    Present,
    Via,
)

LIVE = '"_deleted" = 0'


@dataclass
class Sql:
    """A growing piece of SQL: the present moment it counts from, its parameters, its aliases."""

    present: datetime
    thresholds: dict[str, int] = field(default_factory=dict)
    parameters: list[Any] = field(default_factory=list)
    aliases: int = 0

    def put(self, value: Any) -> str:
        """Add a parameter; return its mark."""
        self.parameters.append(value)
        return "?"

    def alias(self) -> str:
        """Return a fresh table alias."""
        self.aliases += 1
        return f"t{self.aliases}"


Column = Callable[[Field[Any]], str]


def column_of(alias: str) -> Column:
    """Return how fields are written as columns of the table called *alias*."""
    return lambda one: f'{alias}."{"_approval" if one is APPROVAL_STATE else one.name}"'


def compiled(condition: Condition, column: Column, sql: Sql, outer_id: str = "") -> str:
    """Return *condition* as a SQL expression; parameters are added to *sql* in order."""
    match condition:
        case Compare():
            return _compared(condition, column, sql)
        case OneOf(one, values):
            return f"{column(one)} IN ({', '.join(sql.put(value) for value in values)})"
        case Present(one):
            return f"{column(one)} IS NOT NULL"
        case Every(parts) | Either(parts):
            word = " AND " if isinstance(condition, Every) else " OR "
            return "(" + word.join(compiled(p, column, sql, outer_id) for p in parts) + ")"
        case Negation(part):
            return f"NOT ({compiled(part, column, sql, outer_id)})"
        case InApproval(states):
            return _in_approval(states, column, sql)
        case _:
            return _through(condition, column, sql, outer_id)


def _in_approval(states: tuple[str, ...], column: Column, sql: Sql) -> str:
    mark = column(APPROVAL_STATE)
    if states == (NONE,):
        return f"{mark} IS NULL"
    listed = ", ".join(sql.put(state) for state in states)
    # Most records end as approved: for those the plus keeps SQLite to the order of the list.
    often = "+" if {APPROVED, CLOSED} & set(states) else ""
    return f"({mark} IS NOT NULL AND {often}json_extract({mark}, '$.state') IN ({listed}))"


def _through(condition: Condition, column: Column, sql: Sql, outer_id: str) -> str:
    alias = sql.alias()
    match condition:
        case Contains(one, value):
            source = f"json_each({column(one)}) AS {alias}"
            return f"EXISTS (SELECT 1 FROM {source} WHERE {alias}.value = {sql.put(value)})"
        case AnyRow(one, inner):
            source = f"json_each({column(one)}) AS {alias}"
            expression = compiled(inner, _entry_column(alias), sql)
            return f"EXISTS (SELECT 1 FROM {source} WHERE {expression})"
        case Via(one, register, inner):
            expression = compiled(inner, column_of(alias), sql, f"{alias}.id")
            return (
                f'EXISTS (SELECT 1 FROM "{register}" AS {alias} '
                f"WHERE {alias}.id = {column(one)} AND {expression})"
            )
        case Linked():
            return _linked(condition, column, sql, outer_id)
        case Overlapping():
            return _overlapping(condition, column, sql, outer_id)
    raise TypeError(f"{type(condition).__name__} cannot be asked of the whole book")


def _entry_column(alias: str) -> Column:
    return lambda one: f"json_extract({alias}.value, '$.{one.name}')"


def _linked(condition: Linked, column: Column, sql: Sql, outer_id: str) -> str:
    alias = sql.alias()
    where = f'{alias}."{condition.field.name}" = {outer_id} AND {alias}.{LIVE}'
    where += f' AND {alias}."_draft" = 0'
    if condition.condition is not None:
        where += " AND " + compiled(condition.condition, column_of(alias), sql, f"{alias}.id")
    other = condition.operand
    right = column(other) if isinstance(other, Field) else sql.put(other)
    counted = f'(SELECT count(*) FROM "{condition.register}" AS {alias} WHERE {where})'
    return f"{counted} {condition.operation} {right}"


def _overlapping(condition: Overlapping, column: Column, sql: Sql, outer_id: str) -> str:
    alias = sql.alias()
    other = column_of(alias)
    start, end = condition.start, condition.end
    earliest = f"strftime('%Y-%m-%dT%H:%M', {column(start)}, '-1 day')"
    # The plus keeps SQLite from an index of its own over all live records: 600 times slower.
    where = f"{alias}.id <> {outer_id} AND +{alias}.{LIVE}"
    where += f" AND {other(start)} >= {earliest} AND {other(start)} < {column(end)}"
    where += f" AND {other(end)} > {column(start)}"
    where += " AND " + compiled(condition.condition, other, sql, f"{alias}.id")
    shared = f"who IN ({_people(condition, column)})"
    where += f" AND EXISTS (SELECT 1 FROM ({_people(condition, other)}) WHERE {shared})"
    return f'EXISTS (SELECT 1 FROM "{condition.register}" AS {alias} WHERE {where})'


def _people(condition: Overlapping, column: Column) -> str:
    """Return the query for the ids of all who take part, in the column ``who``."""
    parts = []
    for one in condition.people:
        if isinstance(one, tuple):
            rows, person = one
            who = f"json_extract(value, '$.{person.name}')"
            parts.append(f"SELECT {who} AS who FROM json_each({column(rows)})")
        else:
            parts.append(f"SELECT {column(one)} AS who")
    return " UNION ALL ".join(parts)


def _compared(condition: Compare, column: Column, sql: Sql) -> str:
    left, operand = column(condition.field), condition.operand
    if isinstance(operand, Field):
        right = column(operand)
        if isinstance(operand, Moment) != isinstance(condition.field, Moment):
            left, right = f"substr({left}, 1, 10)", f"substr({right}, 1, 10)"
    elif isinstance(operand, Relative):
        moment = operand.at(sql.present, sql.thresholds)
        day = isinstance(condition.field, Day)
        right = sql.put(moment.date().isoformat() if day else moment.isoformat()[:16])
    else:
        right = sql.put(condition.field.stored(operand))
    return f"{left} {condition.operation} {right}"
