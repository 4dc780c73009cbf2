"""Saving and correcting records: every change is appended, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from desktop_app.desk.altering import Alteration, altered, ensure_open, ensure_supplement
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.standing import StandingActions, refuse_erased
from desktop_app.model.approval import SIGNED
from desktop_app.model.field import Json
from desktop_app.model.links import ID, new_id
from desktop_app.model.record import Problem, Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import (
    cleaned,
    problems,
    with_defaults,
)
from desktop_app.store import writing
from desktop_app.store.reading import Reading
from desktop_app.store.writing import Adding, Deed, adding


class Refused(Trouble):
    """A save that the rules refuse; *problems* says field by field why.

    When many records were given, *lines* holds every problem with the number of its record.
    """

    def __init__(
        self,
        found: Sequence[Problem],
        line: int = 0,
        lines: Sequence[tuple[int, Problem]] = (),
    ) -> None:
        errors = [problem for problem in found if problem.level == "error"]
        place = f"Dòng {line}: " if line else ""
        more = f" (và {len(errors) - 1} lỗi khác)" if len(errors) > 1 else ""
        super().__init__(
            f"{place}{errors[0].text}{more}.",
            "Chưa lưu; không có gì trong sổ bị thay đổi.",
            "Hãy sửa mục báo lỗi rồi lưu lại, hoặc lưu nháp.",
            "LU-01",
        )
        self.problems = list(found)
        self.line = line
        self.lines = list(lines) or [(line, problem) for problem in found]


@dataclass(frozen=True)
class Saved:
    """What a save did: the record, its change's number on this PC, what was warned of."""

    id: str
    seq: int
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class SavedMany:
    """What a save of many did: their ids in order, and the warnings with their line."""

    ids: list[str]
    problems: list[tuple[int, Problem]]


@dataclass(frozen=True)
class Opened:
    """A record as an officer opens it."""

    record: Record
    approval: str
    remark: str
    conflicts: list[str]
    problems: list[Problem]


class RecordActions(StandingActions):
    """What an officer does to one record."""

    @needs(Action.READ)
    def open(self, register: str, id: str, why: str = "") -> Opened:
        """Return a record to read or correct; opening a restricted one is logged.

        Raises ReasonNeeded when a restricted record of another officer is opened without one.
        """
        record = self.known(register, id)
        self.approach(record, Action.READ, why)
        if self.restricted(record):
            self.note_access("open", register, id, why)
        conflicts = sorted({key.partition("/")[0] for key in record.disputed})
        wrong = [] if record.erased else problems(record, self.reading())
        return Opened(record, record.approval, record.remark, conflicts, wrong)

    @needs(Action.WRITE)
    def new_values(self, register: str) -> dict[str, Json]:
        """Return the defaults of an empty entry form."""
        return with_defaults(self.register(register), {}, self.me)

    @needs(Action.WRITE)
    def problems(self, register: str, values: dict[str, Json], id: str = "") -> list[Problem]:
        """Return what is wrong with a half-filled form; nothing is saved."""
        kept, wrong = cleaned(self.register(register), values)
        present = {name: value for name, value in kept.items() if value is not None}
        return wrong + problems(self.register(register)(present, id), self.reading())

    @needs(Action.WRITE)
    def add(self, register: str, values: dict[str, Json], *, draft: bool = False) -> Saved:
        """Save a new record. Raises Refused when the rules say no; a draft may be incomplete."""
        with self.book.transaction(prompt=True) as into, adding(self.book, into) as some:
            saved = self._add(some, register, values, draft=draft)
        self.saved_at = self.present
        self._excused.add(saved.id)
        return saved

    @needs(Action.WRITE)
    def add_many(
        self, register: str, many: Sequence[dict[str, Json]], *, draft: bool = False
    ) -> SavedMany:
        """Save many new records, all or none. Raises Refused naming every bad one."""
        ids: list[str] = []
        told: list[tuple[int, Problem]] = []
        first: Refused | None = None
        with self.book.transaction() as into, adding(self.book, into) as some:
            for line, values in enumerate(many, start=1):
                try:
                    saved = self._add(some, register, values, draft=draft)
                except Refused as refused:
                    refused.line = line
                    first = first or refused
                    told += [(line, problem) for problem in refused.problems]
                else:
                    ids.append(saved.id)
                    told += [(line, problem) for problem in saved.problems]
            if first is not None:
                raise Refused(first.problems, first.line, told)
        self.saved_at = self.present
        return SavedMany(ids, told)

    def _add(self, some: Adding, register: str, values: dict[str, Json], *, draft: bool) -> Saved:
        given = dict(values)
        id = given.pop("id", None)
        id = new_id() if id is None else free_id(id, some.known([id]))
        record = self.new_record(register, given, id)
        record.draft = draft
        some.into.meet([record])
        return self.append(some, record)

    def new_record(self, register: str, values: dict[str, Json], id: str) -> Record:
        """Return a record of given values, defaults filled in. Raises Refused."""
        kind = self.register(register)
        kept, wrong = cleaned(kind, values)
        if wrong:
            raise Refused(wrong)
        return kind(with_defaults(kind, kept, self.me), id)

    def append(self, some: Adding, record: Record) -> Saved:
        """Save a new record inside a transaction. Raises Refused."""
        found = problems(record, some.into)
        deed = self._deed("add", "", found, draft=record.draft)
        return Saved(record.id, some.add(record, deed).seq, found)

    @needs(Action.WRITE)
    def edit(
        self,
        register: str,
        id: str,
        changes: dict[str, Json],
        *,
        reason: str = "",
        draft: bool | None = None,
    ) -> Saved:
        """Change the given fields; None empties one. A draft made complete becomes a record.

        Raises SupplementReason when the record is approved and no reason is given.
        """
        kind = self.register(register)
        kept, wrong = cleaned(kind, changes)
        if wrong:
            raise Refused(wrong)
        self.approach(self.known(register, id), Action.WRITE, reason)
        with self.book.transaction(prompt=True) as into:
            old = self._alive(into, register, id)
            saved = self.write(into, old, altered(old, kept, into, draft=draft), reason)
        self.saved_at = self.present
        return saved

    def write(self, into: Reading, old: Record, new: Alteration, reason: str) -> Saved:
        """Write a correction inside a transaction, if it changes anything. Raises Refused."""
        kind = "supplement" if old.approval in SIGNED else "edit"
        deed = self._deed(kind, reason, new.problems, draft=new.draft)
        seq = self.book.head.seq
        if new.fields:
            ensure_supplement(old, reason)
            seq = writing.alter(self.book, into, old, new.fields, deed).seq
        return Saved(old.id, seq, new.problems)

    def _deed(self, kind: str, reason: str, found: Sequence[Problem], *, draft: bool) -> Deed:
        if not draft and any(problem.level == "error" for problem in found):
            raise Refused(found)
        passed = [one.for_history for one in found if one.level == "warning"]
        return Deed(self.me, kind, reason, () if draft else passed)

    @needs(Action.WRITE)
    def delete(self, register: str, id: str, reason: str) -> Saved:
        """Take a record out of the lists, with a reason; it can be brought back."""
        if not clean(reason):
            raise Trouble(
                "Chưa ghi lý do xóa.",
                "Hồ sơ chưa bị xóa.",
                "Hãy ghi lý do; lý do được giữ trong lịch sử hồ sơ.",
                "LU-03",
            )
        self.approach(self.known(register, id), Action.WRITE, reason)
        with self.book.transaction(prompt=True) as into:
            old = self._alive(into, register, id)
            ensure_open(old)
            return self._alter(into, old, writing.deletion(deleted=True), "delete", reason)

    @needs(Action.WRITE)
    def undelete(self, register: str, id: str, why: str = "") -> Saved:
        """Bring a deleted record back."""
        self.approach(self.known(register, id), Action.WRITE, why)
        with self.book.transaction(prompt=True) as into:
            old = into.record(id)
            if old is None or not old.deleted:
                raise Trouble(
                    "Hồ sơ này không bị xóa.",
                    "Chưa có gì bị thay đổi.",
                    "Không cần làm gì thêm.",
                    "LU-04",
                )
            refuse_erased(old)
            return self._alter(into, old, writing.deletion(deleted=False), "undelete", "")

    def _alter(
        self, into: Reading, old: Record, fields: dict[str, Json], kind: str, reason: str
    ) -> Saved:
        deed = Deed(self.me, kind, reason)
        change = writing.alter(self.book, into, old, fields, deed)
        self.saved_at = self.present
        return Saved(old.id, change.seq)


def free_id(wanted: Json, taken: Container[str]) -> str:
    """Return *wanted* when it can be the id of a new record. Raises Refused."""
    if not isinstance(wanted, str) or not ID.fullmatch(wanted):
        raise Refused([Problem("id", "Mã hồ sơ (id) không đúng dạng")])
    if wanted in taken:
        raise Refused([Problem("id", f"Đã có hồ sơ mang mã {wanted}")])
    return wanted
