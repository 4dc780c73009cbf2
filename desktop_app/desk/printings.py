"""What left the desk: paper is counted and marked when it comes again, a PDF is only logged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.desk.finding import FindingActions
from desktop_app.desk.permission import Action, needs
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.store.accesslog import Access, note, reasons
from desktop_app.store.driver import Connection
from desktop_app.store.writing import wall

if TYPE_CHECKING:
    from desktop_app.printing.counter import Document, Form

PRINT, SAVED, PREVIEW, STOPPED = "print", "save_pdf", "preview", "print_stopped"
DRAFT = "BẢN NHÁP"
# A list shows how things stand today: the next one is no second copy of it.
OF_ONE_RECORD = ("record", "rows")


@dataclass(frozen=True)
class Printout:
    """A finished PDF that has not left the desk yet.

    *edition* names for each record what was printed: form, its version and the record's version.
    *earlier* tells how often just that was printed before.
    """

    pdf: bytes
    pages: int
    records: int
    register: str = ""
    list_edition: str = ""
    documents: Sequence[Document] = ()
    edition: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, int] = field(default_factory=dict)

    @property
    def reprints(self) -> int:
        """Return how many records carry the mark of a reprint."""
        return len(self.earlier)

    @property
    def counted(self) -> bool:
        """Whether the next printing of these pages will carry another mark."""
        return any(_official(edition) for edition in self.edition.values())


class PrintingLog(FindingActions):
    """Outputs: what was printed before, and the noting of what is printed now."""

    @needs(Action.PRINT)
    def ensure_unprinted(self, printed: Printout) -> None:
        """Refuse pages that were printed since they were made: they would lack the mark."""
        if self.earlier(printed.edition) != printed.earlier:
            raise Trouble(
                "Hồ sơ này vừa được in trong lúc bản in đang mở.",
                "Chưa in gì thêm; bản tiếp theo phải mang dòng «BẢN IN LẠI».",
                "Hãy làm lại bản in rồi in.",
                "IN-03",
            )

    @needs(Action.PRINT)
    def note_printed(self, printed: Printout, way: str, pages: Collection[int] = ()) -> None:
        """Write into the access log that pages (from 1; all when none are named) went out."""
        with self.book.logging() as connection:
            self.log_output(connection, printed, way, pages)

    @needs(Action.PRINT)
    def note_stopped(self, printed: Printout, way: str, pages: Collection[int]) -> None:
        """Write into the access log that a printing was broken off after some pages."""
        with self.book.logging() as connection:
            self.log_output(connection, printed, way, pages, STOPPED)

    def log_output(
        self,
        connection: Connection,
        printed: Printout,
        way: str,
        pages: Collection[int] = (),
        action: str = PRINT,
    ) -> None:
        """Append an entry for each record of these pages, or one for a list."""
        told = [(id, printed.edition[id]) for id in _records_on(printed, pages)]
        if not told and printed.list_edition:
            told = [("", printed.list_edition)]
        for id, edition in told:
            entry = Access(
                wall(self.present), self.me, action, printed.register, id, f"{edition}: {way}"
            )
            note(connection, entry)

    def editions(self, form: Form, records: Sequence[Record]) -> dict[str, str]:
        """Return for each record what of it a form prints now; a list has none."""
        if form.kind == "list":
            return {}
        return {record.id: _edition(form, record) for record in records}

    def earlier(self, edition: Mapping[str, str]) -> dict[str, int]:
        """Return how often each record's edition was printed before, where it was."""
        official = {id: name for id, name in edition.items() if _official(name)}
        found = reasons(self.reading().connection, PRINT, official)
        return dict(Counter(id for id, why in found if why.startswith(f"{official[id]}: ")))


def mark_of(earlier: Mapping[str, int]) -> Callable[[Record], str]:
    """Return what gives the mark at the foot of a record's pages."""

    def mark(record: Record) -> str:
        if record.draft:
            return DRAFT
        before = earlier.get(record.id, 0)
        return f"BẢN IN LẠI LẦN {before}" if before else ""

    return mark


def _official(edition: str) -> bool:
    """Tell whether a second printing of this is a reprint; see _edition."""
    return " v" in edition


def _edition(form: Form, record: Record) -> str:
    # Only what has a version can be printed a second time: not a draft, not a list of the day.
    official = form.kind in OF_ONE_RECORD and not record.draft
    return f"{form.code}/{form.version}" + (f" v{record.version}" if official else "")


def _records_on(printed: Printout, pages: Collection[int]) -> Iterator[str]:
    """Yield the records that have one of these pages, each once."""
    first = 1
    seen: set[str] = set()
    for document in printed.documents:
        last = first + document.pages - 1
        wanted = not pages or any(first <= page <= last for page in pages)
        if document.record and wanted and document.record not in seen:
            seen.add(document.record)
            yield document.record
        first = last + 1
