"""Official numbers: one PC holds the book of numbers of a register and year, the others wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.desk.altering import altered
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions
from desktop_app.model.approval import CLOSED
from desktop_app.model.record import Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store import tokens
from desktop_app.store.driver import Connection
from desktop_app.store.reading import Reading
from desktop_app.store.voided import OFFICIAL, VOID
from desktop_app.store.writing import Deed
from desktop_app.sync.myself import Myself, myself

HOLDER, FLOOR = "holder", "floor"
TAKING = "cấp số"
MOST_WAITING = 200


@dataclass(frozen=True)
class NumberBook:
    """A book of numbers: who holds it, the next number, gaps and numbers given twice.

    *holder* is empty where nobody has opened it; *opens* says that this PC does so by itself.
    *waiting* counts the records without a number.
    """

    register: str
    year: int
    holder: str
    holder_name: str
    here: bool
    opens: bool
    next: int
    gaps: list[int]
    twice: list[int]
    void: dict[int, str]
    waiting: int


@dataclass(frozen=True)
class NumberWanted:
    """A record without a number, and the PC that gives it one: *here*, or the one called so."""

    here: bool
    holder_name: str


class NumberingActions(RecordActions):
    """Numbers are never made up on every PC, never given twice, never changed."""

    @needs(Action.READ)
    def number_books(self, *, unopened: bool = False) -> list[NumberBook]:
        """Return every book of numbers that was opened.

        With *unopened* also those of this year that nobody has opened yet.
        """
        connection, now = self.reading().connection, self.present.year
        found = []
        for kind in self.registers.values():
            years = tokens.opened_years(connection, kind.table)
            if unopened and now not in years and _happened(kind):
                years.append(now)
            found += [self._number_book(connection, kind, year) for year in years]
        return found

    @needs(Action.READ)
    def waiting_for_number(self, register: str, year: int) -> list[str]:
        """Return the records of a year that have no number yet, the oldest first."""
        kind = self.register(register)
        happened = _happened(kind)
        if not happened:
            return []
        return tokens.waiting(self.reading().connection, kind, year, happened, MOST_WAITING)

    @needs(Action.READ)
    def number_wanted(self, record: Record) -> NumberWanted | None:
        """Return which PC gives a record its number.

        None where there is nothing to give: it has one, it is no record yet or none any more, or
        its register keeps no numbers by year here.
        """
        done = record.number or record.draft or record.deleted or record.erased
        if done or record.approval == CLOSED or not _happened(type(record)):
            return None
        me = myself(self.book)
        connection = self.reading().connection
        state = tokens.numbers_state(connection, record.table, self._year_of(record))
        if state is None:
            return NumberWanted(True, _name(me, me.device)) if _founded(me) else None
        holder = str(state.flat.get(HOLDER, ""))
        return NumberWanted(holder == me.device, _name(me, holder))

    @needs(Action.WRITE)
    def take_number(self, register: str, id: str) -> str:
        """Give a record the next number. Raises Trouble where another PC holds the book."""
        self.approach(self.known(register, id), Action.WRITE, TAKING)
        with self.book.transaction(prompt=True) as into:
            old = self._alive(into, register, id)
            _refuse_numbered(old)
            year = self._year_of(old)
            if tokens.numbers_state(into.connection, register, year) is None:
                self._open_book(into, register, year)
            held = self._number_book(into.connection, type(old), year)
            self._refuse_elsewhere(held)
            number = f"{held.next}/{year}"
            new = altered(old, {Record.number.name: number}, into)
            self.write(into, old, new, TAKING)
            # Kept beside the record too, for its number may be emptied or erased one day.
            fields = {FLOOR: held.next + 1}
            tokens.note(self.book, into, register, year, fields, Deed(self.me, "take"))
        self.saved_at = self.present
        return number

    @needs(Action.WRITE)
    def void_number(self, register: str, number: str, reason: str) -> list[str]:
        """Void a number with a reason; it stays in the book and is given to nobody else.

        Return the records that bear it all the same, until an officer empties their field.
        """
        parts = OFFICIAL.fullmatch(number.strip())
        if parts is None or not clean(reason):
            raise Trouble(
                "Số phải có dạng SỐ/NĂM và phải có lý do hủy.",
                "Chưa hủy số nào.",
                "Ví dụ: 12/2026, lý do «viết hỏng biên bản».",
                "SO-02",
            )
        kind, place, year = self.register(register), int(parts[1]), int(parts[2])
        with self.book.transaction(prompt=True) as into:
            held = self._number_book(into.connection, kind, year)
            self._refuse_elsewhere(held)
            _refuse_unvoidable(held, place)
            deed = Deed(self.me, "void", clean(reason))
            fields = {f"{VOID}{place}": clean(reason)}
            tokens.note(self.book, into, register, year, fields, deed)
            return tokens.used_numbers(into.connection, kind, year).get(place, [])

    @needs(Action.DEVICES)
    def move_numbers(
        self, register: str, device: str, *, year: int | None = None, lost: bool = False
    ) -> None:
        """Hand a book of numbers, this year's unless told otherwise, to another PC.

        Only the holder hands on, unless it is *lost*: the new book then begins above the
        highest number seen. Raises Trouble.
        """
        kind, year, me = self.register(register), year or self.present.year, myself(self.book)
        if device not in {one.device for one in me.roster.readers()}:
            raise Trouble(
                f"Không có máy mang mã «{device}» trong đơn vị.",
                "Sổ số chưa chuyển đi đâu.",
                "Hãy xem danh sách máy của đơn vị.",
                "SO-04",
            )
        with self.book.transaction(prompt=True) as into:
            held = self._number_book(into.connection, kind, year)
            if not lost:
                self._refuse_elsewhere(held)
            fields = {HOLDER: device, FLOOR: held.next}
            tokens.note(self.book, into, register, year, fields, Deed(self.me, "move"))

    def _open_book(self, into: Reading, register: str, year: int) -> None:
        me = myself(self.book)
        if not _founded(me):
            raise _not_here("chưa máy nào mở sổ số của năm này")
        fields = {HOLDER: me.device, FLOOR: 1}
        tokens.note(self.book, into, register, year, fields, Deed(self.me, "open"))

    def _number_book(self, connection: Connection, kind: type[Record], year: int) -> NumberBook:
        me, happened = myself(self.book), _happened(kind)
        state = tokens.numbers_state(connection, kind.table, year)
        flat = state.flat if state else {}
        used = tokens.used_numbers(connection, kind, year)
        void = {int(k.removeprefix(VOID)): str(v) for k, v in flat.items() if k.startswith(VOID)}
        after = max([int(flat.get(FLOOR, 1)), *(number + 1 for number in (*used, *void))])
        known = used.keys() | void.keys()
        return NumberBook(
            kind.table,
            year,
            str(flat.get(HOLDER, "")),
            _name(me, str(flat.get(HOLDER, ""))),
            flat.get(HOLDER) == me.device,
            state is None and _founded(me),
            after,
            [number for number in range(1, after) if number not in known],
            sorted(number for number, ids in used.items() if len(ids) > 1),
            void,
            tokens.count_waiting(connection, kind, year, happened) if happened else 0,
        )

    def _refuse_elsewhere(self, held: NumberBook) -> None:
        if not held.holder:
            raise _not_here("chưa máy nào mở sổ số của năm này")
        if not held.here:
            raise _not_here(f"máy «{held.holder_name}» đang giữ sổ số")

    def _year_of(self, record: Record) -> int:
        text = record.values.get(_happened(type(record)))
        return date.fromisoformat(str(text)[:10]).year if text else self.present.year


def _happened(kind: type[Record]) -> str:
    """Return the field by whose year a register's records are numbered; empty if there is none."""
    return next((one.name for one in kind.fields.values() if one.role == "event_date"), "")


def _founded(me: Myself) -> bool:
    """Tell whether this PC is the one that founded the post: it opens the books of numbers."""
    return me.roster.devices[me.device].by == me.device


def _name(me: Myself, device: str) -> str:
    known = me.roster.devices.get(device)
    return known.name if known else "chưa có"


def _not_here(why: str) -> Trouble:
    return Trouble(
        f"Máy này không cấp, hủy, chuyển số được: {why}.",
        "Hồ sơ vẫn đủ giá trị và chờ số; bản in để chấm ở chỗ số.",
        "Hãy đồng bộ qua máy giữ sổ số, hoặc gõ số của sổ giấy vào mục «Số»; máy đó đã mất thì chỉ"
        " huy mở sổ số ở máy khác (Cấp số hồ sơ).",
        "SO-03",
    )


def _refuse_numbered(record: Record) -> None:
    if record.number:
        raise Trouble(
            f"Hồ sơ này đã có số {record.number}.",
            "Chưa có gì bị thay đổi.",
            "Số đã cấp không đổi; nếu sai: hủy số, ghi lý do, xóa trống mục «Số», rồi cấp số mới.",
            "SO-01",
        )


def _refuse_unvoidable(held: NumberBook, place: int) -> None:
    """Refuse what is void already, and a slip of the finger that would skip many numbers."""
    if place in held.void:
        raise Trouble(
            f"Số {place}/{held.year} đã hủy rồi, lý do: {held.void[place]}.",
            "Chưa có gì bị thay đổi.",
            "Không cần làm gì thêm.",
            "SO-05",
        )
    if not 1 <= place <= held.next:
        raise Trouble(
            f"Số {place}/{held.year} chưa tới lượt: số tiếp theo của sổ là {held.next}.",
            "Chưa hủy số nào.",
            "Chỉ hủy được số đã cấp, số còn trống hoặc số tiếp theo; hãy xem lại số vừa gõ.",
            "SO-06",
        )
