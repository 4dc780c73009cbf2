"""Correcting many records at once: shown before, written as one, taken back as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.desk.altering import Alteration, altered
from desktop_app.desk.finding import FindingActions
from desktop_app.desk.histories import HistoryActions
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import Refused
from desktop_app.model.approval import CLOSED
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Text
from desktop_app.model.links import Rows
from desktop_app.model.record import Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import cleaned
from desktop_app.store import ledger
from desktop_app.store.reading import Reading

MOST = 20_000
TOGETHER = 500
UNIQUE_ROLES = {"name", "birth_date", "citizen_number", "old_citizen_number", "phone"}
EMPTY = "(để trống)"
GONE = "Dữ liệu cá nhân đã được xóa hẳn"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Chosen:
    """Which records are meant: those with these ids, or all that a list finds."""

    register: str
    ids: Sequence[str] | None = None
    text: str = ""
    where: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Watch:
    """How long work tells of itself and is told to stop."""

    progress: Progress = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False

    def each(self, ids: Sequence[str]) -> Iterator[str]:
        """Yield *ids*, telling how far. Raises Stopped; then nothing was written."""
        for done, id in enumerate(ids):
            if done % 50 == 0:
                if self.cancelled():
                    raise Stopped
                self.progress(done, len(ids))
            yield id
        if self.cancelled():
            raise Stopped
        self.progress(len(ids), len(ids))


@dataclass(frozen=True)
class Refusal:
    """A record that the rules leave as it is, and why."""

    id: str
    caption: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What correcting many would do; *before* counts the values that would be replaced."""

    total: int
    changing: int
    before: list[tuple[str, int]]
    refused: list[Refusal]
    warnings: list[tuple[str, int]]

    @property
    def same(self) -> int:
        """How many hold the wanted value already."""
        return self.total - self.changing - len(self.refused)


@dataclass(frozen=True)
class Written:
    """One change to take back: of which record, its number on this PC (0: its last one)."""

    register: str
    id: str
    seq: int = 0


@dataclass(frozen=True)
class Done:
    """What was done to many: the changes made, and the records left as they are."""

    written: list[Written]
    refused: list[Refusal]


class Stopped(Trouble):
    """The officer stopped work on many records; nothing was written."""

    def __init__(self, means: str = "Chưa có hồ sơ nào bị thay đổi.") -> None:
        super().__init__(
            "Đã dừng theo yêu cầu.",
            means,
            "Khi cần, hãy làm lại.",
            "SN-01",
        )


class ManyActions(FindingActions, HistoryActions):
    """What an officer does to many records of one register."""

    @needs(Action.WRITE)
    def fields_for_many(self, register: str) -> list[Field[Any]]:
        """Return the fields that may be given one value in many records.

        Not what is each record's own: numbers, names, dates of birth, child lists.
        """
        kind = self.register(register)
        fields = dict.fromkeys(one for part in kind.form for one in part.fields())
        return [one for one in fields if _common(one, kind)]

    @needs(Action.WRITE)
    def preview_many(
        self, chosen: Chosen, values: dict[str, Json], watch: Watch | None = None
    ) -> Preview:
        """Return what giving many records these values would do; nothing is written."""
        kept = self._kept(chosen, values)
        ids, reading = self._ids(chosen), self.reading()
        before: Counter[str] = Counter()
        warnings: Counter[str] = Counter()
        refused: list[Refusal] = []
        changing = 0
        for id, record in _brought(reading, self.register(chosen.register), ids, watch):
            fate = self._closed(record) or _fate(record, id, kept, reading)
            if isinstance(fate, Refusal):
                refused.append(fate)
            elif record is not None and fate.fields:
                changing += 1
                before[_told(record, kept, reading)] += 1
                warnings.update(one.text for one in fate.problems if one.level == "warning")
        return Preview(len(ids), changing, before.most_common(), refused, warnings.most_common())

    @needs(Action.WRITE)
    def edit_many(
        self, chosen: Chosen, values: dict[str, Json], reason: str, watch: Watch | None = None
    ) -> Done:
        """Give many records these values, in one transaction; those the rules refuse stay.

        Raises Trouble, Stopped; then nothing was written.
        """
        kept = self._kept(chosen, values)
        if not clean(reason):
            raise Trouble(
                "Chưa ghi lý do sửa nhiều hồ sơ.",
                "Chưa có hồ sơ nào bị thay đổi.",
                "Hãy ghi lý do; lý do được giữ trong lịch sử từng hồ sơ.",
                "SN-02",
            )
        ids = self._ids(chosen)
        done = Done([], [])
        with self.book.long_transaction() as into:
            for id, old in _brought(into, self.register(chosen.register), ids, watch):
                fate = self._closed(old) or _fate(old, id, kept, into)
                if isinstance(fate, Refusal):
                    done.refused.append(fate)
                elif old is not None and fate.fields:
                    seq = self.write(into, old, fate, reason).seq
                    done.written.append(Written(chosen.register, id, seq))
        self.saved_at = self.present
        return done

    @needs(Action.WRITE)
    def undo_many(self, steps: Sequence[Written], watch: Watch | None = None) -> Done:
        """Take several changes back in one transaction, the last first.

        A record that was changed again since stays as it is. Raises Stopped.
        """
        done = Done([], [])
        of = {step.id: step for step in steps}
        with self.book.long_transaction() as into:
            for id in (watch or Watch()).each([step.id for step in reversed(steps)]):
                self._take_back_one(into, of[id], done)
        self.saved_at = self.present
        return done

    def _closed(self, record: Record | None) -> Refusal | None:
        """Refuse a restricted record that a reason was not given for: each wants its own."""
        if record is None or not self.wants_reason(record):
            return None
        return Refusal(record.id, record.caption(self.reading()), "Hồ sơ thuộc diện hạn chế")

    def _take_back_one(self, into: Reading, step: Written, done: Done) -> None:
        changes = ledger.changes_of(into.connection, step.id)
        name = f"{self.book.head.device}:{step.seq}"
        last = changes[-1] if changes else None
        moved = last is None or (step.seq and last.name != name)
        if moved or last is None or last.is_approval or last.erases:
            caption = self.caption(step.id)
            why = GONE if changes and changes[-1].erases else "Hồ sơ đã được sửa tiếp sau đó"
            done.refused.append(Refusal(step.id, caption, why))
            return
        # What supplemented approved records for one reason is taken back for the same.
        given = last.content().get("reason")
        reason = f"Hoàn tác: {given}" if given else "Hoàn tác việc vừa làm"
        saved = self.take_back(into, step.id, changes, reason=reason)
        done.written.append(Written(step.register, step.id, saved.seq))

    def _kept(self, chosen: Chosen, values: dict[str, Json]) -> dict[str, Json]:
        kind = self.register(chosen.register)
        kept, wrong = cleaned(kind, values)
        if wrong:
            raise Refused(wrong)
        for name in kept:
            if not _common(kind.fields[name], kind):
                raise Trouble(
                    f"Mục «{kind.fields[name].label}» là của riêng từng hồ sơ.",
                    "Chưa có hồ sơ nào bị thay đổi.",
                    "Hãy sửa mục này trong từng hồ sơ.",
                    "SN-03",
                )
        return kept

    def _ids(self, chosen: Chosen) -> list[str]:
        """Return the ids meant, as they are now: later changes move records within a list."""
        if chosen.ids is not None:
            return list(dict.fromkeys(chosen.ids))
        count = self.count(chosen.register, chosen.text, chosen.where, MOST)
        if count.more or count.number > MOST:
            raise Trouble(
                "Bộ lọc chọn hơn 20.000 hồ sơ, quá nhiều cho một lần sửa.",
                "Chưa có hồ sơ nào bị thay đổi.",
                "Hãy lọc hẹp lại rồi sửa từng phần.",
                "SN-04",
            )
        asked = self._asked(chosen.register, chosen.text, chosen.where, "", None)
        return [record.id for part in self.parts_of(asked) for record in part]


def _brought(
    book: Reading, kind: type[Record], ids: Sequence[str], watch: Watch | None
) -> Iterator[tuple[str, Record | None]]:
    """Yield records by id; they and what they refer to are fetched by the hundred."""
    for done, id in enumerate((watch or Watch()).each(ids)):
        if done % TOGETHER == 0:
            book.meet(book.bring(kind, ids[done : done + TOGETHER]))
        found = book.record(id)
        yield id, found if isinstance(found, kind) else None


def _fate(
    record: Record | None, id: str, kept: dict[str, Json], book: Reading
) -> Alteration | Refusal:
    """Return what becomes of a record, or why it stays as it is."""
    if record is None:
        return Refusal(id, id, "Không tìm thấy hồ sơ")
    if record.deleted:
        return Refusal(id, record.caption(book), "Hồ sơ đã bị xóa")
    if record.erased:
        return Refusal(id, record.caption(book), GONE)
    if record.approval == CLOSED:
        return Refusal(id, record.caption(book), "Hồ sơ đã đóng")
    new = altered(record, kept, book)
    if new.fields and new.refused:
        return Refusal(id, record.caption(book), new.refused[0].text)
    return new


def _common(one: Field[Any], kind: type[Record]) -> bool:
    own = one.role in UNIQUE_ROLES or one.name == Record.number.name
    named = isinstance(one, Text) and one in kind.called
    return not (own or named or isinstance(one, Rows))


def _told(record: Record, kept: dict[str, Json], book: Reading) -> str:
    told = [record.told(type(record).fields[name], book) or EMPTY for name in kept]
    return "; ".join(told)
