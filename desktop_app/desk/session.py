"""An officer's session at an open book: what all actions at the desk share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.desk.permission import Action, Role, allowed, needs
from desktop_app.desk.restriction import ReasonNeeded, responsible, restricted
from desktop_app.model.office import Office, office_of
from desktop_app.model.placing import put_in_place
from desktop_app.model.record import Record, Registers
from desktop_app.model.text import clean, clean_lines
from desktop_app.model.trouble import Trouble
from desktop_app.model.units import Unit, unit
from desktop_app.store import ledger
from desktop_app.store.accesslog import Access, note
from desktop_app.store.book import Book
from desktop_app.store.reading import Reading
from desktop_app.store.refusals import refused_by_disk
from desktop_app.store.writing import wall

SETTINGS_FILE = "cai-dat.json"
ON_EVERY_PAPER = "name", "superior", "symbol", "place"


class Session:
    """The open book, the officer who opened it and his role. Reads are safe from any thread.

    ``registers`` are those he may see. A restricted record of another officer that he was shown
    for a reason, or wrote himself, stays open to him for the session.
    """

    def __init__(self, book: Book, me: str, role: Role) -> None:
        self.book = book
        self.role = role
        self.registers: Registers = book.registers if allowed(role, Action.READ) else {}
        self.me = me
        self._excused: set[str] = set()
        self.practice = book.meta("practice") == "1"
        found = unit(book.meta("unit"))
        if found is None:
            raise LookupError(book.meta("unit"))
        self.unit: Unit = found
        self.saved_at: datetime | None = None
        self._settings = _read_settings(book.folder / SETTINGS_FILE)

    @property
    def present(self) -> datetime:
        """Return the present moment (Vietnam, naive)."""
        return self.book.clock()

    @property
    def folder(self) -> Path:
        """Return the folder on this PC where the data lie."""
        return self.book.folder

    @property
    def my_name(self) -> str:
        """Return the caption of the officer at the desk."""
        found = self.reading().record(self.me)
        return found.caption(self.reading()) if found else ""

    def may(self, action: Action, *, restricted: bool = False) -> bool:
        """Tell whether the officer's role allows something."""
        return allowed(self.role, action, restricted=restricted)

    def ensure(self, action: Action, *, restricted: bool = False) -> None:
        """Raise Trouble when the officer's role does not allow something."""
        if not self.may(action, restricted=restricted):
            raise Trouble(
                f"Tài khoản «{self.role.title}» không được phép {action.value}"
                f"{' thuộc diện hạn chế' if restricted else ''}.",
                "Chưa có gì bị thay đổi.",
                "Hãy nhờ chỉ huy đơn vị, hoặc mở sổ bằng tài khoản có quyền.",
                "QU-01",
            )

    def restricted(self, record: Record) -> bool:
        """Tell whether a record is restricted today: by its register, or because of a minor."""
        return restricted(record, self.reading(), self.present.date())

    def wants_reason(self, record: Record) -> bool:
        """Tell whether the officer must give a reason before he is shown a record."""
        return (
            self.role is not Role.CHIEF
            and record.id not in self._excused
            and self.restricted(record)
            and not self.owns(record)
        )

    def owns(self, record: Record) -> bool:
        """Tell whether the officer is in charge of a record, or entered it where no one is."""
        return self._responsible(record) == self.me

    @needs(Action.READ)
    def in_charge(self, record: Record) -> str:
        """Return the name of the officer in charge of a record; empty when it is not known."""
        return self.caption(self._responsible(record))

    def _responsible(self, record: Record) -> str:
        """Return the officer in charge; where none is declared, who entered the record."""
        return responsible(record) or ledger.author_of(self.reading().connection, record.id)

    def approach(self, record: Record, action: Action, why: str = "") -> None:
        """Ask for all that stands before a record that may be restricted.

        Raises Trouble when the role does not allow it, ReasonNeeded when it wants a reason. A
        reason given is noted in the access log and holds for the session.
        """
        self.ensure(action, restricted=self.restricted(record))
        if self.wants_reason(record):
            if not clean(why):
                raise ReasonNeeded
            self.note_access("reason", record.table, record.id, why)
            self._excused.add(record.id)

    @property
    def office(self) -> Office:
        """Return the unit's own data for the heads of forms."""
        return replace(office_of(self.unit.code), **self.book.document("office"))

    @needs(Action.UNIT)
    def edit_office(self, changes: dict[str, str]) -> Office:
        """Change the unit's own data (chief). Raises Trouble when a line of the head is empty."""
        known = {field.name for field in fields(Office)}
        unknown = set(changes) - known
        if unknown:
            raise LookupError(sorted(unknown)[0])
        kept = self.book.document("office") | {name: clean(v) for name, v in changes.items()}
        if not all(kept.get(name, "-") for name in ON_EVERY_PAPER):
            raise Trouble(
                "Tên đơn vị, cơ quan cấp trên, ký hiệu và địa danh không được để trống.",
                "Thông tin đơn vị cũ vẫn được giữ.",
                "Hãy ghi đủ bốn mục đó: chúng đứng trên đầu mỗi văn bản in ra.",
                "CD-01",
            )
        with self.book.transaction():
            self.book.set_meta("office", json.dumps(kept, ensure_ascii=False))
        return self.office

    @needs(Action.READ)
    def record(self, id: str) -> Record | None:
        """Return the record with this id; nothing is logged."""
        return self.reading().record(id)

    @needs(Action.READ)
    def caption(self, id: str) -> str:
        """Return the name of a record, empty when there is none."""
        found = self.record(id)
        return found.caption(self.reading()) if found else ""

    def reading(self) -> Reading:
        """Return the asking thread's view of the book."""
        return self.book.reading()

    def register(self, table: str) -> type[Record]:
        """Return the register called *table*. Raises Trouble when there is none."""
        found = self.registers.get(table)
        if found is None:
            if table in self.book.registers:
                self.ensure(Action.READ)
            raise no_register(table, self.registers)
        return found

    @needs(Action.READ)
    def known(self, table: str, id: str) -> Record:
        """Return a record of a register. Raises Trouble when there is none."""
        found = self.record(id)
        if found is None or found.table != self.register(table).table:
            raise Trouble(
                f"Không có hồ sơ mang mã «{id}» trong sổ «{self.register(table).title}».",
                "Chưa có gì bị thay đổi.",
                "Hãy tìm lại hồ sơ trong danh sách.",
                "TM-02",
            )
        return found

    def note_access(self, action: str, register: str, record: str, why: str = "") -> None:
        """Write the access log; a reader of a locked book logs through its own writer."""
        with self.book.logging() as connection:
            note(connection, self.entry(action, register, record, why))

    def entry(self, action: str, register: str = "", record: str = "", why: str = "") -> Access:
        """Return an entry of the access log about what the officer does now."""
        return Access(wall(self.present), self.me, action, register, record, clean_lines(why))

    def setting(self, name: str, default: Any) -> Any:
        """Return a setting of this PC."""
        return self._settings.get(name, default)

    @needs(Action.OWN)
    def set_setting(self, name: str, value: Any) -> None:
        """Keep a setting of this PC; nothing personal may go here. Raises Trouble."""
        self._settings[name] = value
        file = self.book.folder / SETTINGS_FILE
        aside = file.with_suffix(".moi")
        try:
            aside.write_text(json.dumps(self._settings, ensure_ascii=False, indent=1), "utf-8")
            put_in_place(aside, file)
        except OSError as error:
            raise refused_by_disk(error) from error

    def close(self) -> None:
        """Close the book."""
        self.book.close()


def _read_settings(file: Path) -> dict[str, Any]:
    try:
        loaded = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def no_register(name: str, known: Iterable[str]) -> Trouble:
    """Return what to tell when there is no register of a *name*."""
    return Trouble(
        f"Không có sổ «{name[:60]}».",
        "Chưa có gì bị thay đổi.",
        f"Các sổ hiện có: {', '.join(known)}.",
        "TM-01",
    )
