"""The recovery sheet is one page that carries the whole code, in embedded fonts."""

from datetime import date

import pypdfium2

from desktop_app.model.office import office_of
from desktop_app.printing.recovery_sheet import recovery_sheet

CODE = "PYFZ-SWC8-QCUB-XBUF-Y8AT-JPF6-SY6X-D2TB"


def test_the_sheet_carries_the_whole_code_on_one_page() -> None:
    pdf = recovery_sheet(office_of("08707"), "Nguyễn Thị Hòa", CODE, date(2026, 11, 23))
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage().get_text_bounded()
        assert len(document) == 1
    finally:
        document.close()
    assert all(group in text for group in CODE.split("-"))
    assert "Nguyễn Thị Hòa" in text
    assert b"Helvetica" not in pdf
