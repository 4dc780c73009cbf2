"""The press: batches, cancelling, the same bytes again, what is in the file besides the type."""

import re
import zlib

import pypdfium2
import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.printing.press import Cancelled, print_form
from tests.printing.paper import pages
from tests.printing.samples import CODES, LIBRARY, Drawer, job, printed

PLEDGE = LIBRARY.form("cam_ket_ho_gia_dinh")


def test_a_batch_prints_every_record_in_order_and_tells_its_progress() -> None:
    drawer = Drawer()
    records = [drawer.promise(number) for number in range(7)]
    heard: list[tuple[int, int]] = []
    found = print_form(PLEDGE, job(drawer, records), lambda done, of: heard.append((done, of)))
    assert (found.pages, found.records) == (7, 7)
    assert heard[0] == (0, 7)
    assert heard[-1] == (7, 7)
    names = [page.line("Tôi là:").text for page in pages(found.pdf)]
    assert [name.split(";")[0] for name in names[:3]] == [
        "Tôi là: Nguyễn Văn Hòa",
        "Tôi là: Trần Thị Thủy",
        "Tôi là: Lê Đức Anh",
    ]


def test_blank_forms_follow_the_filled_ones() -> None:
    drawer = Drawer()
    found = print_form(PLEDGE, job(drawer, [drawer.promise()], blank=3))
    assert (found.pages, found.records) == (4, 1)


def test_cancel_stops_a_batch_and_gives_nothing() -> None:
    drawer = Drawer()
    records = [drawer.promise(number) for number in range(50)]
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 10

    with pytest.raises(Cancelled):
        print_form(PLEDGE, job(drawer, records), None, cancelled)
    assert len(asked) == 11


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(Trouble, match="Chưa chọn hồ sơ"):
        print_form(PLEDGE, job(Drawer(), []))


def test_a_shift_without_minutes_has_no_minutes_to_print() -> None:
    drawer = Drawer()
    shift = drawer.shift()
    shift.values["incidents"] = shift.values["incidents"][:1]
    with pytest.raises(Trouble, match="«Biện pháp» là «Lập biên bản»"):
        print_form(LIBRARY.form("bien_ban_vu_viec"), job(drawer, [shift]))


@pytest.mark.parametrize("code", CODES)
def test_the_same_data_give_the_same_bytes(code: str) -> None:
    assert printed(code).pdf == printed(code).pdf


@pytest.mark.parametrize("code", CODES)
def test_the_file_carries_title_and_language_and_only_our_fonts(code: str) -> None:
    pdf = printed(code).pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == LIBRARY.form(code).title
    document.close()
    assert re.search(rb"/Lang \(vi\)", pdf)
    assert b"Helvetica" not in pdf
    assert b"Helvetica" not in b"".join(_streams(pdf))
    assert set(re.findall(rb"/BaseFont /[A-Z]{6}\+(\S+)", pdf)) <= {
        b"LiberationSerif",
        b"LiberationSerif-Bold",
        b"LiberationSerif-Italic",
        b"LiberationSerif-BoldItalic",
    }


def _streams(pdf: bytes) -> list[bytes]:
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return found


def test_practice_pages_say_so() -> None:
    drawer = Drawer()
    found = print_form(PLEDGE, job(drawer, [drawer.promise()], practice=True))
    letters = "".join(line.text for page in pages(found.pdf) for line in page.lines)
    assert all(letter in letters for letter in "BẢNTẬP")
    assert len(found.pdf) != len(printed("cam_ket_ho_gia_dinh").pdf)


def test_a_batch_shares_what_its_pages_have_in_common() -> None:
    drawer = Drawer()
    one = print_form(PLEDGE, job(drawer, [drawer.promise()]))
    many = print_form(PLEDGE, job(drawer, [drawer.promise() for _ in range(101)]))
    assert (len(many.pdf) - len(one.pdf)) / 100 < 3_000
