"""Lists that leave the book as files: for a reason, which is kept, and only as far as allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.desk import rooms
from desktop_app.desk.files import flushed, written_aside
from desktop_app.desk.finding import FindingActions
from desktop_app.desk.many import Chosen, Stopped, Watch
from desktop_app.desk.permission import Action, needs
from desktop_app.model.placing import put_in_place
from desktop_app.model.record import Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store.accesslog import note

if TYPE_CHECKING:
    from desktop_app.exchange.formats import Format

EVERY_ONE = 10**9
TOGETHER = 500
UNTOUCHED = "Chưa có tệp nào được ghi; sổ không bị ảnh hưởng."


@dataclass(frozen=True)
class Exported:
    """What left: how many records, in which file, how many restricted ones stayed behind."""

    rows: int
    file: Path
    left_out: int = 0


class ExportActions(FindingActions):
    """Taking lists out of the book."""

    @needs(Action.EXPORT)
    def export_formats(self) -> list[tuple[str, str]]:
        """Return the endings a file may have, each with what an officer calls it."""
        return [(each.ending, each.title) for each in rooms.exchange.FORMATS]

    @needs(Action.EXPORT)
    def export(
        self,
        chosen: Chosen,
        file: Path,
        reason: str,
        watch: Watch | None = None,
        *,
        replace: bool = False,
    ) -> Exported:
        """Write the records meant, in full, into a file of the format its name asks for.

        A restricted register is for the chief; of another, those who are no chief get what is
        not restricted. Raises Trouble, Stopped; then there is no file, and one that was to be
        *replaced* is as it was.
        """
        kind = self.register(chosen.register)
        self.ensure(Action.EXPORT, restricted=kind.restricted)
        form = self._format_for(file, replace=replace)
        why = clean(reason)
        if not why:
            raise Trouble(
                "Chưa ghi lý do xuất danh sách.",
                UNTOUCHED,
                "Hãy ghi lý do; lý do được giữ trong nhật ký truy cập.",
                "XD-01",
            )
        with written_aside(file, "Tệp xuất", "XD") as aside:
            done = self._written(kind, chosen, (form, aside), watch or Watch())
            flushed(aside)
            told = f"{done.rows} hồ sơ, {form.ending}: {why}"
            # In the log's own transaction: no file without its entry, no entry without its file.
            with self.book.logging() as connection:
                note(connection, self.entry("export", kind.table, "", told))
                put_in_place(aside, file)
        return Exported(done.rows, file, done.left_out)

    def _written(
        self, kind: type[Record], chosen: Chosen, into: tuple[Format, Path], watch: Watch
    ) -> Exported:
        form, aside = into
        everything = self.may(Action.EXPORT, restricted=True)
        total = self._meant(chosen)
        rows = left_out = 0
        with form.opens(aside, kind, self.reading()) as writer:
            for part in self._parts(kind, chosen):
                if watch.cancelled():
                    raise Stopped(UNTOUCHED)
                for record in part:
                    if everything or not self.restricted(record):
                        writer.add(record)
                        rows += 1
                    else:
                        left_out += 1
                watch.progress(rows + left_out, max(total, rows + left_out))
        if watch.cancelled():
            raise Stopped(UNTOUCHED)
        if not rows:
            raise _nothing(left_out)
        return Exported(rows, aside, left_out)

    def _meant(self, chosen: Chosen) -> int:
        if chosen.ids is not None:
            return len(chosen.ids)
        return self.count(chosen.register, chosen.text, chosen.where, EVERY_ONE).number

    def _parts(self, kind: type[Record], chosen: Chosen) -> Iterator[list[Record]]:
        if chosen.ids is None:
            yield from self.parts_of(
                self._asked(chosen.register, chosen.text, chosen.where, "", None)
            )
            return
        reading, ids = self.reading(), list(dict.fromkeys(chosen.ids))
        for start in range(0, len(ids), TOGETHER):
            found = reading.bring(kind, ids[start : start + TOGETHER])
            reading.meet(found)
            yield [record for record in found if isinstance(record, kind) and not record.deleted]

    def _format_for(self, file: Path, *, replace: bool) -> Format:
        form = rooms.exchange.format_of(file)
        if form is None:
            endings = ", ".join(each.ending for each in rooms.exchange.FORMATS)
            raise Trouble(
                f"Không xuất được ra tệp tên «{file.name}»: đuôi tệp không rõ loại.",
                UNTOUCHED,
                f"Hãy đặt tên tệp có đuôi {endings}.",
                "XD-02",
            )
        if file.resolve().is_relative_to(self.book.folder.resolve()):
            raise Trouble(
                "Không xuất danh sách vào thư mục dữ liệu của sổ.",
                UNTOUCHED,
                "Tệp xuất không mã hóa. Hãy chọn thư mục khác.",
                "XD-03",
            )
        if file.exists() and not replace:
            raise Trouble(
                f"Đã có tệp «{file.name}» trong thư mục «{file.parent}».",
                UNTOUCHED,
                "Hãy đặt tên khác, hoặc xóa tệp cũ trước.",
                "XD-04",
            )
        return form


def _nothing(left_out: int) -> Trouble:
    why = "Các hồ sơ tìm thấy đều thuộc diện hạn chế" if left_out else "Không có hồ sơ nào khớp"
    do = "Hãy nhờ chỉ huy đơn vị xuất." if left_out else "Hãy nới điều kiện lọc."
    return Trouble(f"{why}.", UNTOUCHED, do, "XD-05")
