"""What each field is needed for: found by letting forms, rules and figures read a sample record.

A sample record notes which of its fields are read. So the table in the help is true of the forms
in force, and nobody has to keep it by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.sampling import Samples
from desktop_app.desk.session import Session
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field
from desktop_app.model.links import Rows
from desktop_app.model.query import AnyRow, Condition, Linked, Overlapping, Told, Via
from desktop_app.model.record import Record
from desktop_app.printing.library import FormLibrary
from desktop_app.printing.press import PrintJob, print_form

FORM, FIGURE, ALERT, RULE, LIST = "Biểu mẫu", "Số liệu", "Nhắc việc", "Quy tắc", "Danh sách"
Uses = dict[tuple[type[Entry], str], dict[str, None]]


@dataclass(frozen=True)
class Trace:
    """A field (of a child list: with the list's label before it) and what it is needed for.

    *need* is the reason written into its declaration.
    """

    label: str
    uses: tuple[str, ...]
    need: str

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return what asks for the field: forms, figures, alerts, or the written need."""
        asked = [use for use in self.uses if use.startswith((FORM, FIGURE, ALERT))]
        return (*asked, self.need) if self.need else tuple(asked)


class TracingActions(Session):
    """Telling why each field is there."""

    @needs(Action.OWN)
    def traces(self) -> dict[str, list[Trace]]:
        """Return for each register every field with all that needs it."""
        uses = self._uses()
        return {table: list(_traces(kind, uses)) for table, kind in self.registers.items()}

    def _uses(self) -> Uses:
        uses: Uses = defaultdict(dict)
        samples = Samples(self.book.registers, self.present)
        for kind in self.book.registers.values():
            _declared(kind, samples, uses)
        for form in FormLibrary(self.book.registers).forms():
            record = samples.one(form.register)
            listed = [samples.one(form.lists)] if form.lists else []
            print_form(form, PrintJob([record], samples, self.office, listed=_always(listed)))
            _note(uses, f"{FORM}: {form.title}", samples.read())
        return uses


def _always(listed: list[Record]) -> Callable[[Record], list[Record]]:
    return lambda _: listed


def _traces(kind: type[Record], uses: Uses) -> Iterator[Trace]:
    for name, field in kind.fields.items():
        yield Trace(field.label, tuple(uses.get((kind, name), ())), field.need)
        if isinstance(field, Rows):
            for inner, one in field.entry.fields.items():
                found = tuple(uses.get((field.entry, inner), ()))
                yield Trace(f"{field.label}: {one.label}", found, one.need)


def _declared(kind: type[Record], samples: Samples, uses: Uses) -> None:
    record = samples.one(kind.table)
    for figure in kind.figures:
        _note(uses, f"{FIGURE}: {figure.label}", _read(figure, kind, samples))
    for alert in kind.alerts:
        _note(uses, f"{ALERT}: {alert.told({})}", _read(alert, kind, samples))
    for check in kind.checks:
        _note(uses, RULE, _read(check, kind, samples))
    list(record.rules(samples))
    record.presets()
    for field in kind.fields.values():
        if isinstance(field.required, Condition):
            _note(uses, RULE, _asked(field.required, kind, samples))
    _note(uses, RULE, samples.read())
    shown = {*kind.columns, *kind.filters, *kind.called, *kind.tells, kind.order}
    _note(uses, LIST, ((kind, field.name) for field in shown))


def _note(uses: Uses, what: str, read: Any) -> None:
    for key in read:
        uses[key][what] = None


Key = tuple[type[Entry], str]


def _read(declared: Any, kind: type[Entry], samples: Samples) -> Iterator[Key]:
    """Yield the fields that a declaration names, in its conditions too."""
    for part in fields(declared):
        value = vars(declared)[part.name]
        if isinstance(value, Condition):
            yield from _asked(value, kind, samples)
        elif isinstance(value, Field):
            yield kind, value.name


def _asked(condition: Condition, kind: type[Entry], samples: Samples) -> Iterator[Key]:
    """Yield the fields that a condition asks for, however deep inside."""
    values = vars(condition)
    inside = kind
    if isinstance(condition, Told):
        condition.decide(samples.one(getattr(kind, "table", "")), samples)
        yield from samples.read()
    elif isinstance(condition, AnyRow):
        yield kind, values["field"].name
        inside = values["field"].entry
    elif isinstance(condition, Via | Linked | Overlapping):
        inside = samples.registers[condition.register]
        yield (kind if isinstance(condition, Via) else inside), _named(values)
    for value in values.values():
        yield from _parts(value, inside, samples)


def _named(values: dict[str, Any]) -> str:
    return str((values.get("field") or values["start"]).name)


def _parts(value: Any, kind: type[Entry], samples: Samples) -> Iterator[Key]:
    if isinstance(value, tuple):
        for one in value:
            yield from _parts(one, kind, samples)
    elif isinstance(value, Field):
        if kind.fields.get(value.name) is value:
            yield kind, value.name
    elif isinstance(value, Condition):
        yield from _asked(value, kind, samples)
