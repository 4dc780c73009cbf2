"""A record as a page to read: its sections with label and value, child lists as small tables."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.kinds import Status
from desktop_app.model.links import Rows
from desktop_app.model.record import Lookup, Problem, Record, told
from desktop_app.ui.chips import TONES, status_chip
from desktop_app.ui.form_body import sections_of
from desktop_app.ui.theme import colour


def page_of(record: Record, lookup: Lookup, problems: list[Problem]) -> str:
    """Return the record as rich text; empty fields and empty sections are left out."""
    parts = [_problems(problems)] if problems else []
    for section in sections_of(type(record)):
        filled = [field for field in section.fields() if _filled(record, field)]
        lines = [_line(record, field, lookup) for field in filled]
        if lines:
            parts.append(_heading(section.title))
            parts.append(f"<table width='100%' cellpadding='3'>{''.join(lines)}</table>")
    return "".join(parts)


def _filled(record: Record, field: Field[Any]) -> bool:
    return record.values.get(field.name) is not None


def _heading(title: str) -> str:
    tint = colour("accent").name()
    return f"<p style='margin:10px 0 2px 0; color:{tint}'><b>{escape(title)}</b></p>"


def _problems(problems: list[Problem]) -> str:
    tint = colour("due").name()
    lines = "<br>".join(f"▲ {escape(problem.text)}" for problem in problems)
    return f"<p style='color:{tint}'>{lines}</p>"


def _line(record: Record, field: Field[Any], lookup: Lookup) -> str:
    label = f"<td width='36%' style='color:{colour('faint').name()}'>{escape(field.label)}</td>"
    if isinstance(field, Rows):
        table = _table(record, field, lookup)
        return f"<tr>{label}<td></td></tr><tr><td colspan='2'>{table}</td></tr>"
    return f"<tr>{label}<td>{_value(record, field, lookup)}</td></tr>"


def _value(record: Entry, field: Field[Any], lookup: Lookup) -> str:
    text = escape(told(record, field, lookup)).replace("\n", "<br>")
    if isinstance(field, Status):
        chip = status_chip(field, str(record.values[field.name]))
        return f"<span style='color:{colour(TONES[chip.tone]).name()}'><b>{chip.words}</b></span>"
    return text


def _table(record: Record, field: Rows[Any], lookup: Lookup) -> str:
    rows = list(field.typed(record.values[field.name]))
    columns = [one for one in field.entry.fields.values() if any(_has(row, one) for row in rows)]
    titles = "".join(_cell(f"<b>{escape(one.label)}</b>") for one in columns)
    body = "".join(_row(number, row, columns, lookup) for number, row in enumerate(rows, start=1))
    head = f"<tr>{_cell('<b>TT</b>', width=36)}{titles}</tr>"
    return f"<table width='100%' cellspacing='0' cellpadding='4'>{head}{body}</table>"


def _row(number: int, row: Entry, columns: list[Field[Any]], lookup: Lookup) -> str:
    cells = "".join(_cell(escape(told(row, one, lookup))) for one in columns)
    return f"<tr>{_cell(str(number))}{cells}</tr>"


def _cell(text: str, width: int = 0) -> str:
    """Return a cell of a child list with a thin line below."""
    room = f" width='{width}'" if width else ""
    return f"<td{room} style='border-bottom:1px solid {colour('line').name()}'>{text}</td>"


def _has(row: Entry, field: Field[Any]) -> bool:
    return row.values.get(field.name) is not None


def words_of(
    fields: dict[str, Field[Any]], values: dict[str, Any], lookup: Lookup
) -> Iterator[str]:
    """Yield "label: value" for each filled field of a child list's line."""
    entry = Entry(values)
    for name, field in fields.items():
        if values.get(name) is not None:
            yield f"{field.label}: {told(entry, field, lookup)}"
