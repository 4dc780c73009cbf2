"""Whether values may be saved: shape first, then what is missing, then the rules."""

from collections.abc import Iterator
from typing import Any

from desktop_app.model.dates import Day, Moment
from desktop_app.model.entry import Entry, told_once
from desktop_app.model.field import Field, Invalid, Json
from desktop_app.model.kinds import Status, Text
from desktop_app.model.links import Ref, Refs, Rows
from desktop_app.model.query import Condition
from desktop_app.model.record import ME, Asking, Level, Problem, Record
from desktop_app.model.truth import Test, deciding

LONG_NOTE = 2_000


def cleaned(
    register: type[Record], values: dict[str, Json]
) -> tuple[dict[str, Json], list[Problem]]:
    """Return the values in canonical form and the problems of shape.

    A value of the wrong shape cannot be kept at all, not even in a draft.
    """
    kept: dict[str, Json] = {}
    problems: list[Problem] = []
    fields = register.fields
    for name, value in values.items():
        field = fields.get(name)
        if field is None:
            problems.append(Problem(name[:60], f"Sổ này không có mục «{name[:60]}»"))
            continue
        try:
            kept[name] = field.clean(value)
        except Invalid as wrong:
            problems.append(Problem(name, str(wrong)))
    return kept, problems


def with_defaults(register: type[Record], values: dict[str, Json], me: str) -> dict[str, Json]:
    """Return the values of a new record with the declared defaults filled in."""
    filled = {name: value for name, value in values.items() if value is not None}
    for name, default in _defaults(register):
        if name not in values:
            filled[name] = me if default == ME else default
    presets = register(filled).presets().items()
    filled |= {name: value for name, value in presets if name not in values and value is not None}
    return filled


@told_once
def _defaults(register: type[Record]) -> tuple[tuple[str, Json], ...]:
    fields = register.fields.values()
    return tuple((field.name, field.default) for field in fields if field.default is not None)


def problems(record: Record, book: Asking) -> list[Problem]:
    """Return everything wrong with a record's values, errors and warnings."""
    found = _entry_problems(record, "", book)
    found += _broken(record, book)
    found += record.rules(book)
    found += _used_number(record, book)
    if len(record.values.get("note") or "") > LONG_NOTE:
        found.append(Problem("note", f"Ghi chú dài quá {LONG_NOTE} ký tự", "warning"))
    return found


def incomplete(register: type[Record], found: list[Problem]) -> bool:
    """Tell whether the problems hold an error, so that only a draft may be saved."""
    return any(problem.level == "error" for problem in found)


def state_warning(record: Record, old: dict[str, Json]) -> Iterator[Problem]:
    """Yield a warning when an edit moves the record backwards in its lifecycle."""
    for name, field in record.fields.items():
        before, after = old.get(name), record.values.get(name)
        if isinstance(field, Status) and before and after and field.goes_back(before, after):
            yield Problem(name, f"Trạng thái lùi từ «{before}» về «{after}»", "warning")


def _needs(field: Field[Any]) -> Test:
    """Return the test whether *field* must be filled in an entry."""
    if isinstance(field.required, Condition):
        return deciding(field.required)
    always = field.required
    return lambda entry, book: always


@told_once
def _watched(entry: type[Entry]) -> tuple[tuple[str, Field[Any], Test], ...]:
    """Return the fields of which something may be wrong by itself, and when they are needed."""
    return tuple(
        (name, field, _needs(field))
        for name, field in entry.fields.items()
        if field.required is not False
        or isinstance(field, Rows | Ref | Refs)
        or (isinstance(field, Text) and field.pattern)
    )


def _entry_problems(entry: Entry, prefix: str, book: Asking) -> list[Problem]:
    """Return what is wrong with the single fields of a record or of a line of a child list."""
    found: list[Problem] = []
    for name, field, needed in _watched(type(entry)):
        value = entry.values.get(name)
        if value is None:
            if needed(entry, book):
                found.append(Problem(prefix + name, f"Chưa có «{field.label}»"))
        elif isinstance(field, Ref):
            found += _astray(prefix + name, field, value, book)
        else:
            found += _value_problems(prefix + name, field, value, book)
    return found


def _value_problems(name: str, field: Field[Any], value: Json, book: Asking) -> Iterator[Problem]:
    if isinstance(field, Rows):
        for number, row in enumerate(field.typed(value), start=1):
            for problem in _entry_problems(row, f"{name}.", book):
                text = f"«{field.label}» dòng {number}: {problem.text}"
                yield problem._replace(text=text, row=number)
    elif isinstance(field, Refs):
        for id in value:
            yield from _astray(name, field, id, book)
    elif isinstance(field, Text) and field.pattern and not field.pattern.fullmatch(value):
        yield Problem(name, field.says)


def _astray(name: str, field: Ref | Refs, id: str, book: Asking) -> tuple[Problem, ...]:
    found = book.record(id)
    if found is None:
        return (Problem(name, f"«{field.label}»: trong sổ không có hồ sơ mã {id}"),)
    if field.targets and found.table not in field.targets:
        text = f"«{field.label}»: không chọn được hồ sơ của sổ «{found.title}»"
        return (Problem(name, text),)
    if found.deleted:
        return (Problem(name, f"«{field.label}»: hồ sơ đã chọn nay đã xóa", "warning"),)
    return ()


@told_once
def _declared(register: type[Record]) -> tuple[tuple[Problem, Test, Test | None], ...]:
    """Return the declared rules: what to say, what must hold, and of which records."""
    return tuple(
        (
            Problem(rule.field.name, rule.text, rule.level),
            deciding(rule.condition),
            deciding(rule.when) if rule.when is not None else None,
        )
        for rule in register.checks
    )


def _broken(record: Record, book: Asking) -> Iterator[Problem]:
    for problem, holds, concerns in _declared(type(record)):
        if concerns is not None and concerns(record, book) is not True:
            continue
        if holds(record, book) is False:
            yield problem


def _used_number(record: Record, book: Asking) -> Iterator[Problem]:
    """Yield an error when the paper book's number stands at another record of the same year, or
    was voided. Who bears it already keeps it until an officer empties the field."""
    if record.number is None:
        return
    why = book.voided(record.table, record.number)
    if why:
        kept = book.record(record.id)
        told = f"Số «{record.number}» đã hủy"
        level: Level = "warning" if kept and kept.number == record.number else "error"
        yield Problem("number", f"{told} ({why})", level, kept=told)
    for id in book.matches(record.table, Record.number.is_(record.number), besides=record.id):
        other = book.record(id)
        if other is not None and _year(other) == _year(record):
            text = f"Số «{record.number}» đã dùng cho hồ sơ khác ({other.caption(book)})"
            yield Problem("number", text)
            return


def _year(record: Record) -> str:
    """Return the year a record is filed under; empty for registers not kept by day."""
    order = type(record).order
    filed = record.values.get(order.name) if isinstance(order, Day | Moment) else None
    return str(filed or "")[:4]
