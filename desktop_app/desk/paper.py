"""Paper: which forms there are, and records printed on them for wet signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.desk import rooms
from desktop_app.desk.files import flushed, written_aside
from desktop_app.desk.finding import Suggestion
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.printings import PREVIEW, SAVED, PrintingLog, Printout, mark_of
from desktop_app.desk.standing import refuse_erased
from desktop_app.model.field import Field
from desktop_app.model.links import Ref
from desktop_app.model.office import Signer, chief_of, delegate_of, deputy_of
from desktop_app.model.placing import put_in_place
from desktop_app.model.query import Condition, every
from desktop_app.model.record import Occurrence, Record
from desktop_app.model.trouble import Trouble
from desktop_app.store.lists import Asked

if TYPE_CHECKING:
    from desktop_app.printing.counter import Form, FormLibrary

OVERRIDES = "forms"
MOST_SIGNERS = 200


@dataclass(frozen=True)
class _Order:
    """What to print: chosen records, or all that a filter, a text or a period finds.

    Without any of these it is nothing, unless the *whole* register is meant.
    """

    ids: Sequence[str]
    where: dict[str, Any]
    text: str
    period: tuple[date, date] | None
    whole: bool

    @property
    def empty(self) -> bool:
        """Tell whether no record is asked for; a period alone may be the heading of a blank."""
        return not (self.ids or self.where or self.text.strip() or self.whole)


class Disputed(Trouble):
    """What is to be printed tells what two PCs wrote differently; *id* is the record."""

    def __init__(self, id: str, caption: str) -> None:
        super().__init__(
            f"Hồ sơ «{caption}» có mục mà hai máy ghi khác nhau.",
            "Chưa in gì: bản in chính thức phải mang giá trị đã được cán bộ chọn.",
            "Hãy chọn giá trị ở «Cần xử lý» rồi in lại.",
            "IN-04",
        )
        self.id = id


class PaperActions(PrintingLog):
    """Printing; whatever leaves the desk as paper or PDF is logged, record by record."""

    @cached_property
    def library(self) -> FormLibrary:
        """Return the forms: the shipped wording, or the province's own in the data folder."""
        return rooms.printing.FormLibrary(self.registers, self.book.folder / OVERRIDES)

    @needs(Action.PRINT)
    def forms(self, register: str | None = None) -> list[Form]:
        """Return the forms, or those of one register."""
        known = self.library.forms()
        return [form for form in known if register is None or form.register == register]

    @needs(Action.PRINT)
    def print(  # noqa: PLR0913 - keywords with defaults, each one way to say what to print
        self,
        form: str,
        *,
        ids: Sequence[str] = (),
        where: dict[str, Any] | None = None,
        text: str = "",
        whole: bool = False,
        period: tuple[date, date] | None = None,
        blank: int = 0,
        signer: str | None = None,
        why: str = "",
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Printout:
        """Return the PDF of an order, to look at. Raises Trouble, Cancelled; then nothing was made.

        *why* is asked for where a restricted record of another officer is among them.
        It counts as printed by ``note_printed`` after a printer took it; a PDF saved is logged but
        makes no reprint. Making it is logged for restricted registers only.
        """
        chosen = self.library.form(form)
        order = _Order(ids, where or {}, text, period, whole)
        records = [] if blank and order.empty else self._ordered(chosen, order)
        for record in records:
            self.approach(record, Action.PRINT, why)
            self._refuse_disputed(chosen, record)
            if chosen.kind != "list":
                refuse_erased(record)
        edition = self.editions(chosen, records)
        earlier = self.earlier(edition)
        job = rooms.printing.PrintJob(
            records=records,
            lookup=self.reading(),
            office=self.office,
            signer=self.signer(signer) if signer else None,
            blank=blank,
            period=period,
            practice=self.practice,
            listed=lambda record: self._listed(chosen, record),
            mark=mark_of(earlier),
            day=self.present.date(),
        )
        printed = rooms.printing.print_form(chosen, job, progress, cancelled)
        if records and self.register(chosen.register).restricted:
            one = records[0].id if len(records) == 1 else ""
            self.note_access(PREVIEW, chosen.register, one, f"{form}: {len(records)}")
        return Printout(
            printed.pdf,
            printed.pages,
            printed.records,
            chosen.register,
            f"{form}/{chosen.version}, {len(records)} hồ sơ" if records else "",
            printed.documents,
            edition,
            earlier,
        )

    def _refuse_disputed(self, form: Form, record: Record) -> None:
        """Refuse to print officially what two PCs tell differently; a list may name it."""
        if record.disputed and form.kind != "list":
            raise Disputed(record.id, record.caption(self.reading()))

    @needs(Action.ACCOUNTS)
    def recovery_sheet(self, code: str) -> Printout:
        """Return the sheet with the recovery *code*, to be printed once and sealed."""
        pdf = rooms.printing.recovery_sheet(self.office, self.my_name, code, self.present.date())
        return Printout(pdf, 1, 0)

    @needs(Action.PRINT)
    def save_pdf(self, printed: Printout, file: Path) -> None:
        """Write a PDF as a whole: aside first, logged, then moved into place. Raises Trouble."""
        self.ensure_unprinted(printed)
        with written_aside(file, "Tệp PDF", "IN") as aside:
            aside.write_bytes(printed.pdf)
            flushed(aside)
            # In the log's own transaction: no file without its entry, no entry without its file.
            with self.book.logging() as connection:
                self.log_output(connection, printed, "tệp PDF", action=SAVED)
                put_in_place(aside, file)

    @needs(Action.PRINT)
    def page_images(
        self, pdf: bytes, dpi: int, first: int = 1, last: int | None = None, *, grey: bool = False
    ) -> list[tuple[int, int, bytes]]:
        """Return pages of a PDF as (width, height, RGB or grey bytes), for preview and printer."""
        pages = None if last is None else range(first - 1, last)
        return rooms.printing.page_images(pdf, dpi, pages, grey=grey)

    @needs(Action.PRINT)
    def signers(self) -> list[Suggestion]:
        """Return the officers of the post, any of whom may sign, by name."""
        return self.suggest(Occurrence.officer_id.targets, "", MOST_SIGNERS)

    @needs(Action.PRINT)
    def signer(self, officer_id: str) -> Signer:
        """Return how an officer signs: as chief, for the chief, or by his order. Raises Trouble."""
        record = self.known(Occurrence.officer_id.targets[0], officer_id)
        roles = {each.role: each for each in record.fields.values() if each.role}
        return replace(
            _signing(self.unit.code, _text(record, roles.get("position"))),
            rank=_text(record, roles.get("rank")),
            name=_text(record, roles.get("name")),
        )

    def _ordered(self, form: Form, order: _Order) -> list[Record]:
        kind = self.register(form.register)
        if order.ids:
            self.reading().gather(kind, order.ids)
            return [self.known(form.register, id) for id in order.ids]
        conditions = [self.condition(kind, order.where)] if order.where else []
        if order.period:
            conditions.append(_within(kind.order, order.period))
        parts = [part for part in conditions if part is not None]
        if not parts and not order.text.strip() and not order.whole:
            raise Trouble(
                "Chưa chọn hồ sơ nào để in.",
                "Chưa in gì.",
                "Hãy chọn hồ sơ, đặt điều kiện lọc, kỳ in, hoặc in mẫu trống.",
                "IN-01",
            )
        sort = kind.by_name or kind.order
        asked = Asked(kind, order.text, every(*parts) if parts else None, sort, False, self.present)
        found = self.all_of(asked)
        if not found:
            raise Trouble(
                "Không có hồ sơ nào khớp điều kiện in.",
                "Chưa in gì.",
                "Hãy nới điều kiện lọc hoặc kỳ in.",
                "IN-02",
            )
        return found

    def _listed(self, form: Form, record: Record) -> Sequence[Record]:
        """Return the live records of the form's own list that point to *record*, in order."""
        kind = self.register(form.lists)
        for each in kind.fields.values():
            if isinstance(each, Ref) and record.table in each.targets:
                sort = kind.by_name or kind.order
                condition = each.is_(record.id)
                return self.all_of(Asked(kind, "", condition, sort, False, self.present))
        return ()


def _within(order: Field[Any], period: tuple[date, date]) -> Condition:
    first, last = period
    return order.not_before(first.isoformat()) & order.not_after(f"{last.isoformat()}T23:59")


def _signing(code: str, position: str) -> Signer:
    if position.startswith("Phó"):
        return deputy_of(code)
    if position and not position.startswith("Trưởng"):
        return delegate_of(code, position)
    return chief_of(code)


def _text(record: Record, one: Field[Any] | None) -> str:
    if one is None:
        return ""
    return rooms.printing.on_paper(str(record.values.get(one.name) or ""), one.role)
