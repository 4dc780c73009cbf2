"""Official numbers: one PC holds the book of numbers of a register and year, the others wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions
from desktop_app.model.record import Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store import tokens
from desktop_app.store.writing import Deed
from desktop_app.sync.myself import Myself, myself

HOLDER, FLOOR, VOID = "holder", "floor", "void/"


@dataclass(frozen=True)
class NumberBook:
    """A book of numbers: who holds it, the next number, gaps and numbers given twice."""

    register: str
    year: int
    holder: str
    holder_name: str
    here: bool
    next: int
    gaps: list[int]
    twice: list[int]
    void: dict[int, str]


class NumberingActions(RecordActions):
    """Numbers are never made up on every PC, never given twice, never changed."""

    @needs(Action.READ)
    def number_books(self) -> list[NumberBook]:
        """Return every book of numbers that was opened."""
        connection = self.reading().connection
        return [
            self._number_book(kind, year)
            for kind in self.registers.values()
            for year in tokens.opened_years(connection, kind.table)
        ]

    @needs(Action.WRITE)
    def take_number(self, register: str, id: str) -> str:
        """Give a record the next number. Raises Trouble where another PC holds the book."""
        record = self.known(register, id)
        self.approach(record, Action.WRITE, "lấy số")
        if record.values.get(Record.number.name):
            raise Trouble(
                f"Hồ sơ này đã có số {record.values[Record.number.name]}.",
                "Chưa có gì bị thay đổi.",
                "Số đã cấp không đổi; nếu sai, hãy hủy số đó và ghi rõ lý do.",
                "SO-01",
            )
        year = self._year_of(record)
        if tokens.numbers_state(self.reading().connection, register, year) is None:
            self._open_book(register, year)
        held = self._number_book(type(record), year)
        self._refuse_elsewhere(held)
        number = f"{held.next}/{year}"
        self.edit(register, id, {Record.number.name: number}, reason="cấp số")
        return number

    @needs(Action.WRITE)
    def void_number(self, register: str, number: str, reason: str) -> None:
        """Void a number with a reason; it stays in the book and is given to nobody else."""
        parts = tokens.OFFICIAL.fullmatch(number.strip())
        if parts is None or not clean(reason):
            raise Trouble(
                "Số phải có dạng SỐ/NĂM và phải có lý do hủy.",
                "Chưa hủy số nào.",
                "Ví dụ: 12/2026, lý do «viết hỏng biên bản».",
                "SO-02",
            )
        kind, year = self.register(register), int(parts[2])
        self._refuse_elsewhere(self._number_book(kind, year))
        with self.book.transaction() as into:
            deed = Deed(self.me, "void", clean(reason))
            tokens.note(self.book, into, register, year, {VOID + parts[1]: clean(reason)}, deed)

    @needs(Action.DEVICES)
    def move_numbers(self, register: str, device: str, *, lost: bool = False) -> None:
        """Hand this year's book of numbers to another PC.

        Only the holder hands on, unless it is *lost*: the new book then begins above the
        highest number seen. Raises Trouble.
        """
        kind, year = self.register(register), self.present.year
        held, me = self._number_book(kind, year), myself(self.book)
        if device not in {one.device for one in me.roster.readers()}:
            raise Trouble(
                f"Không có máy mang mã «{device}» trong đơn vị.",
                "Sổ số chưa chuyển đi đâu.",
                "Hãy xem danh sách máy của đơn vị.",
                "SO-04",
            )
        if not lost:
            self._refuse_elsewhere(held)
        fields = {HOLDER: device, FLOOR: held.next}
        with self.book.transaction() as into:
            tokens.note(self.book, into, register, year, fields, Deed(self.me, "move"))

    def _open_book(self, register: str, year: int) -> None:
        me = myself(self.book)
        if me.roster.devices[me.device].by != me.device:
            raise self._waiting("chưa máy nào mở sổ số của năm này")
        with self.book.transaction() as into:
            fields = {HOLDER: me.device, FLOOR: 1}
            tokens.note(self.book, into, register, year, fields, Deed(self.me, "open"))

    def _number_book(self, kind: type[Record], year: int) -> NumberBook:
        connection, me = self.reading().connection, myself(self.book)
        state = tokens.numbers_state(connection, kind.table, year)
        flat = state.flat if state else {}
        used = tokens.used_numbers(connection, kind, year)
        void = {int(k.removeprefix(VOID)): str(v) for k, v in flat.items() if k.startswith(VOID)}
        highest = max([0, *used, *void])
        after = max(int(flat.get(FLOOR, 1)), highest + 1)
        known = used.keys() | void.keys()
        return NumberBook(
            kind.table,
            year,
            str(flat.get(HOLDER, "")),
            _name(me, str(flat.get(HOLDER, ""))),
            flat.get(HOLDER) == me.device,
            after,
            [number for number in range(1, highest) if number not in known],
            sorted(number for number, ids in used.items() if len(ids) > 1),
            void,
        )

    def _refuse_elsewhere(self, held: NumberBook) -> None:
        if not held.here:
            raise self._waiting(f"máy «{held.holder_name}» đang giữ sổ số")

    def _waiting(self, why: str) -> Trouble:
        return Trouble(
            f"Máy này không cấp số được: {why}.",
            "Hồ sơ vẫn đủ giá trị và chờ số; bản in để chấm ở chỗ số.",
            "Hãy đồng bộ qua máy giữ sổ số, hoặc gõ số của sổ giấy vào mục «Số».",
            "SO-03",
        )

    def _year_of(self, record: Record) -> int:
        happened = next((f.name for f in record.fields.values() if f.role == "event_date"), None)
        text = record.values.get(happened) if happened else None
        return date.fromisoformat(str(text)[:10]).year if text else self.present.year


def _name(me: Myself, device: str) -> str:
    known = me.roster.devices.get(device)
    return known.name if known else "chưa có"
