"""Personal data: how long each register keeps them, what is overdue, and erasing them for good."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions, Saved
from desktop_app.desk.standing import refuse_erased
from desktop_app.model.dates import Day, Moment
from desktop_app.model.erasing import is_of_persons, remains
from desktop_app.model.field import Field
from desktop_app.model.record import Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store import erasing, ledger, retention, uniting
from desktop_app.store.change import Change
from desktop_app.store.reading import Reading
from desktop_app.store.writing import Deed

LONGEST = 100  # years
MOST = 2_000
KEPT = "retention"


@dataclass(frozen=True)
class Period:
    """How many years after its last event a register keeps personal data; *usual* is declared."""

    register: str
    title: str
    years: int
    usual: int


@dataclass(frozen=True)
class Overdue:
    """A record kept longer than its register's period: the day of its last event, the period."""

    register: str
    id: str
    caption: str
    last: str
    years: int


@dataclass(frozen=True)
class NotWhole:
    """An erased record of which another PC, not knowing of it, wrote on: who and when last."""

    register: str
    id: str
    caption: str
    changes: int
    officer: str
    wall: str


class ErasureActions(RecordActions):
    """Looking after what may not be kept for ever."""

    @needs(Action.READ)
    def periods(self) -> list[Period]:
        """Return for how long each register that may be erased keeps personal data."""
        changed = self.book.document(KEPT)
        return [
            Period(table, kind.title, changed.get(table, kind.keeps_years), kind.keeps_years)
            for table, kind in self.registers.items()
            if kind.keeps_years
        ]

    @needs(Action.UNIT)
    def set_periods(self, years: dict[str, int]) -> None:
        """Change for how long registers keep personal data (chief). Raises Trouble."""
        usual = {each.register: each.usual for each in self.periods()}
        for table, amount in years.items():
            self.register(table)
            if table not in usual or not 1 <= amount <= LONGEST:
                raise Trouble(
                    f"Thời hạn lưu phải là số năm từ 1 đến {LONGEST}.",
                    "Các thời hạn cũ vẫn được giữ.",
                    "Hãy sửa lại con số rồi lưu.",
                    "LH-01",
                )
        kept = self.book.document(KEPT) | years
        changed = {table: amount for table, amount in kept.items() if amount != usual.get(table)}
        with self.book.transaction():
            self.book.set_meta(KEPT, json.dumps(changed))

    @needs(Action.ERASE)
    def overdue(self, register: str | None = None) -> list[Overdue]:
        """Return the records kept longer than they should, the oldest first.

        A person, or what else has no event of its own, counts from its last change, and is not
        overdue while a record that is not erased refers to it.
        """
        if register is not None:
            self.register(register)
        found = [
            one
            for period in self.periods()
            if register in (None, period.register)
            for one in self._overdue(period)
        ]
        return sorted(found, key=lambda one: (one.last, one.id))[:MOST]

    def _overdue(self, period: Period) -> Iterator[Overdue]:
        kind, reading = self.registers[period.register], self.reading()
        events = _events(kind)
        before = _years_before(self.present.date(), period.years).isoformat()
        old = list(retention.older(reading.connection, kind, events, before))
        if old and not events:
            pointed = retention.referred_to(reading.connection, self.book.registers)
            old = [(id, last) for id, last in old if id not in pointed]
        reading.gather(kind, [id for id, _ in old[:MOST]])
        for id, last in old[:MOST]:
            yield Overdue(kind.table, id, self.caption(id), last, period.years)

    @needs(Action.ERASE)
    def referring(self, id: str) -> int:
        """Return how many records name a record; after its erasure they name nobody."""
        return erasing.referring(self.reading().connection, self.book.registers, id)

    @needs(Action.ERASE)
    def erase(self, register: str, id: str, reason: str) -> Saved:
        """Erase the personal data of a record for good; figures and chains stay as they are.

        Records that were united with it go with it: they are of the same person. An erased
        record is erased again when changes came that the erasure did not know. Backups and
        deliveries made earlier still hold them. Raises Trouble.
        """
        kind = self.register(register)
        record = self.known(register, id)
        if not kind.keeps_years:
            raise Trouble(
                f"Sổ «{kind.title}» được giữ lâu dài, không xóa dữ liệu cá nhân.",
                "Chưa có gì bị thay đổi.",
                "Nếu ghi nhầm, hãy sửa hoặc xóa hồ sơ theo cách thường.",
                "XO-01",
            )
        if not clean(reason):
            raise Trouble(
                "Chưa ghi lý do xóa dữ liệu cá nhân.",
                "Chưa có gì bị xóa.",
                "Hãy ghi căn cứ, không ghi tên người; lý do được giữ lại.",
                "XO-02",
            )
        self._refuse_whole(record)
        with self.book.forgetting() as into:
            old = into.record(id)
            if old is None:
                raise LookupError(id)
            self._refuse_whole(old)
            united = [one for one in uniting.absorbed(into, old) if not self._is_whole(one)]
            for one in united:
                self._erase(into, one, reason)
            change = self._erase(into, old, reason)
        for one in (*united, record):
            self.note_access("erase", register, one.id, reason)
        self.saved_at = self.present
        return Saved(id, change.seq)

    @needs(Action.READ)
    def not_wholly_erased(self) -> list[NotWhole]:
        """Return the erased records that were written on by PCs not knowing of the erasure.

        What they wrote counts for nothing and is shown by no list, but still lies in the ledger
        until the chief erases that too.
        """
        connection, found = self.reading().connection, []
        for table, id in erasing.not_whole(connection):
            if table in self.registers:
                late = erasing.late_changes(ledger.changes_of(connection, id))
                officer, caption = self.caption(late[-1].officer), self.caption(id)
                found.append(NotWhole(table, id, caption, len(late), officer, late[-1].wall))
        return found

    def _erase(self, into: Reading, old: Record, reason: str) -> Change:
        kept = old.values if old.erased else remains(old, into)
        return erasing.erase(self.book, into, old, kept, Deed(self.me, "erase", reason))

    def _refuse_whole(self, record: Record) -> None:
        if self._is_whole(record):
            refuse_erased(record)

    def _is_whole(self, record: Record) -> bool:
        """Tell whether a record was erased and nothing of it is left in the ledger."""
        changes = ledger.changes_of(self.reading().connection, record.id)
        return record.erased and not erasing.late_changes(changes)


def _events(kind: type[Record]) -> list[Field[Any]]:
    """Return the days on which something happened; what is no event, such as a person, has none."""
    if is_of_persons(kind) or not isinstance(kind.order, Day | Moment):
        return []
    return [field for field in kind.fields.values() if isinstance(field, Day | Moment)]


def _years_before(day: date, years: int) -> date:
    # The 29th of February counts as the 28th in a year that has none.
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=max(day.year - years, 1), day=last)
