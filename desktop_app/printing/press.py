"""Prints a form: records in, one PDF out, always the same bytes for the same data.

No time of printing is written anywhere. What a job's pages share is one form XObject per plan of
pages; only values and the code of the page are set for each record.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.model.office import Office, Signer
from desktop_app.model.record import Lookup, Record
from desktop_app.model.trouble import Trouble
from desktop_app.printing.facts import fact
from desktop_app.printing.form import Form
from desktop_app.printing.layout import Layout
from desktop_app.printing.name_lists import Discreet
from desktop_app.printing.paths import Path
from desktop_app.printing.phrase import Source
from desktop_app.printing.proof import Proof
from desktop_app.printing.qr import BLANK, short_id

Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]
Listed = Callable[[Record], Sequence[Record]]
Mark = Callable[[Record], str]
REMEMBERED = 20_000
NAME_LISTS = ("list", "listed")


class Cancelled(Trouble):
    """The officer stopped the printing; nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Đã dừng in.", "Chưa có tệp nào được ghi.", "Khi cần, hãy bấm in lại.", "IN-1"
        )


@dataclass(frozen=True)
class PrintJob:
    """What to print: records (or none), blank forms, and the facts of the job.

    *listed* gives the records that hang on one record, for forms that list them. *mark* gives a
    few words that stand at the foot of a record's pages, outside the official text. *day* is
    today: lists show only the year of birth of those who are still minors.
    """

    records: Sequence[Record]
    lookup: Lookup
    office: Office
    signer: Signer | None = None
    blank: int = 0
    period: tuple[date, date] | None = None
    practice: bool = False
    listed: Listed | None = None
    mark: Mark | None = None
    day: date = date.max


@dataclass(frozen=True)
class Document:
    """Pages that follow one another for one record; no record for blanks and lists."""

    record: str
    pages: int


@dataclass(frozen=True)
class Printed:
    """The finished PDF, and whose pages it holds in their order."""

    pdf: bytes
    pages: int
    records: int
    documents: Sequence[Document] = ()


@dataclass(frozen=True)
class _Sheaf:
    """One document of the job: its values and the record its code names."""

    source: Source
    record: str
    version: int
    whole: str = ""
    mark: str = ""


class _Remembering:
    """A lookup that asks the book only once for each record."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._known: dict[str, Record | None] = {}

    def record(self, id: str) -> Record | None:
        """Return the record with this id."""
        if id not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[id] = self._lookup.record(id)
        return self._known[id]


def print_form(
    form: Form,
    job: PrintJob,
    progress: Progress | None = None,
    cancelled: Stopped | None = None,
) -> Printed:
    """Return the PDF of a job. Raises Cancelled, and Trouble when there is nothing to print."""
    layout = Layout(form, _facts(job))
    proof = Proof(layout, job.office.unit_code, practice=job.practice)
    total = len(job.records) + job.blank
    documents: list[Document] = []
    try:
        for done, sheaf in _sheaves(form, job):
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, total)
            before = proof.pages
            proof.draw(layout.compose(sheaf.source), sheaf.record, sheaf.version, sheaf.mark)
            documents.append(Document(sheaf.whole, proof.pages - before))
        if not proof.pages:
            raise _nothing(form)
        if progress is not None:
            progress(total, total)
        return Printed(proof.finish(), proof.pages, len(job.records), documents)
    finally:
        proof.close()


def _facts(job: PrintJob) -> Callable[[Path], str]:
    def told(path: Path) -> str:
        return fact(path.fact, path.way, job.office, job.signer, job.period)

    return told


def _sheaves(form: Form, job: PrintJob) -> Iterator[tuple[int, _Sheaf]]:
    """Yield the documents one by one, each with the number of records done before it."""
    lookup: Lookup = _Remembering(job.lookup)
    if form.kind in NAME_LISTS:
        lookup = Discreet(lookup, job.day)
    if form.kind == "list" and job.records:
        yield 0, _Sheaf(Source(lookup, listed=job.records), BLANK, 0)
    elif form.kind != "list":
        for done, record in enumerate(job.records):
            code, mark = short_id(record.id), job.mark(record) if job.mark else ""
            for source in _sources(form, record, job, lookup):
                yield done, _Sheaf(source, code, record.version, record.id, mark)
    for number in range(job.blank):
        yield len(job.records) + number, _Sheaf(Source(lookup), BLANK, 0)


def _sources(form: Form, record: Record, job: PrintJob, lookup: Lookup) -> Iterator[Source]:
    whole = Source(lookup, record)
    if form.kind == "listed":
        listed = job.listed(record) if job.listed is not None else ()
        yield Source(lookup, record, listed=listed)
    elif form.each is None:
        yield whole
    else:
        for entry in whole.reached(form.each, form.only):
            yield whole.of(entry)


def _nothing(form: Form) -> Trouble:
    if form.only is not None:
        picked = " hoặc ".join(form.only.values)
        what = f"Không có dòng nào ghi «{form.only.path.label}» là «{picked}»."
    else:
        what = "Chưa chọn hồ sơ nào để in."
    return Trouble(
        what,
        f"Mẫu «{form.title}» không có trang nào.",
        "Hãy chọn hồ sơ khác, hoặc in mẫu trống.",
        "IN-2",
    )
