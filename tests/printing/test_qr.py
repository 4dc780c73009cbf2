"""The code of a page: written, printed, and read back from pictures as poor as office scans."""

import random

import pytest
from PIL import Image, ImageFilter

from desktop_app.printing import qr
from desktop_app.printing.press import print_form
from tests.printing.paper import picture
from tests.printing.samples import CODES, LIBRARY, Drawer, job, office, printed


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("dpi", [150, 200])
def test_the_code_is_read_back_from_each_form(code: str, dpi: int) -> None:
    drawer = Drawer()
    form = LIBRARY.form(code)
    records = drawer.records_of(form)
    found = print_form(form, job(drawer, records))
    [read] = qr.read(picture(found.pdf, 0, dpi))
    assert (read.unit, read.form, read.form_version) == (office().unit_code, form.number, "1")
    assert read.page == 1
    if form.kind == "list":
        assert read.record == qr.BLANK
    else:
        assert read.record == qr.short_id(records[0].id)
        assert read.record_version == 1


def test_each_page_says_which_it_is() -> None:
    pdf = printed("ke_hoach_tuan_tra").pdf
    codes = [qr.read(picture(pdf, page, 150))[0] for page in range(2)]
    assert [(code.page, code.pages) for code in codes] == [(1, 2), (2, 2)]


def test_a_blank_form_carries_a_code_without_a_record() -> None:
    [read] = qr.read(picture(printed("cam_ket_ho_gia_dinh", "blank").pdf, 0, 150))
    assert read.record == qr.BLANK
    assert read.typed() == ""


@pytest.mark.parametrize("dpi", [150, 200])
def test_a_slanted_dirty_grey_scan_is_still_read(dpi: int) -> None:
    dice = random.Random(5)
    page = picture(printed("cam_ket_ho_gia_dinh").pdf, 0, dpi).convert("L")
    scan = page.rotate(1.7, fillcolor=235, resample=Image.Resampling.BICUBIC)
    scan = scan.filter(ImageFilter.GaussianBlur(0.6)).point(lambda light: 40 + light * 190 // 255)
    for _ in range(scan.width * scan.height // 400):
        scan.putpixel((dice.randrange(scan.width), dice.randrange(scan.height)), 90)
    assert qr.read(scan)


def test_a_damaged_payload_is_refused() -> None:
    payload = qr.PageCode("08959", "05", "1", "ABCDEFGHJKMN", 3, 1, 1).payload()
    assert qr.parsed(payload) is not None
    assert qr.parsed(payload.replace("/3/", "/4/")) is None
    assert qr.parsed("https://example.org") is None


def test_a_payload_is_short_even_for_the_longest_numbers() -> None:
    code = qr.PageCode("26734", "14", "12", "ABCDEFGHJKMN", 999, 999, 999)
    assert len(code.payload()) <= qr.LONGEST
    assert code.typed() == "ABCD-EFGH-JKMN"


def test_the_code_has_its_quiet_zone_on_every_page() -> None:
    for code in CODES:
        page = picture(printed(code).pdf, 0, 100).convert("L")
        mm = 100 / 25.4
        left, right = int(27.5 * mm), int(51 * mm)
        top, bottom = page.height - int(40.8 * mm), page.height - int(17 * mm)
        above = page.crop((left, top, right, top + 1))
        below = page.crop((left, bottom, right, bottom + 1))
        assert min(above.tobytes() + below.tobytes()) > 200, code
