"""Onto paper: the printer that is not there, and what comes out of one that is."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from desktop_app.store.accesslog import entries
from desktop_app.ui.print_panel import PrintPanel
from desktop_app.ui.printer_panel import PrinterPanel, Wish
from desktop_app.ui.printers import PrinterFacts, chosen_pages
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.printing.paper import picture
from tests.ui.test_lists import page_of
from tests.ui.test_paper import FORM, actions, choose

MM = 25.4


def printer_into(file: Path) -> QPrinter:
    """Return Qt's own printer that writes a file: the real engine without the paper."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_without_a_printer_the_way_out_is_named_and_offered(window: Window, robot: Robot) -> None:
    assert QPrinterInfo.availablePrinterNames() == []
    preview = choose(window, robot, FORM, "blank")
    assert "chưa có máy in" in preview.panel.warning.text()
    preview.panel.go()
    (refusal,) = window.notices.refusals()
    assert "chưa có máy in" in refusal
    assert "Lưu PDF" in refusal
    window.notices.press("Lưu PDF")
    (dialog,) = window.findChildren(QFileDialog)
    dialog.reject()


def test_a_printer_that_was_taken_away_is_told(window: Window, robot: Robot) -> None:
    preview = choose(window, robot, FORM, "record")
    preview.panel.printing.emit(Wish("HP phòng trực", 1, [1]))
    (refusal,) = window.notices.refusals()
    assert "chưa có máy in" in refusal
    assert actions(window) == []


def test_what_has_no_preview_is_printed_from_a_window_of_its_own(
    window: Window, robot: Robot
) -> None:
    sheet = window.desk.recovery_sheet("ABCD-EFGH")
    window.paper.outlet.ask_printer(window.desk, sheet, "Phiếu mã khôi phục", lambda: None)
    (panel,) = (each for each in window.findChildren(PrinterPanel) if each.window() is not window)
    assert panel.head.title.text() == "Phiếu mã khôi phục"
    robot.until(panel.save_button.hasFocus)
    panel.go()
    assert not panel.isVisible()
    window.notices.press("Lưu PDF")
    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Phiếu mã khôi phục.pdf"
    dialog.reject()
    robot.pause()


def test_what_may_go_wrong_with_a_printer_is_said_before() -> None:
    good = PrinterFacts("hp", "HP")
    assert good.warnings() == []
    for facts, words in (
        (PrinterFacts("hp", "HP", ready=False), "chưa bật"),
        (PrinterFacts("hp", "HP", takes_a4=False), "không khai báo khổ A4"),
        (PrinterFacts("hp", "HP", paper="Letter"), "«Letter», không phải A4"),
    ):
        (told,) = facts.warnings()
        assert words in told


@pytest.mark.parametrize("text", ["0", "4", "2-9", "3-2", "a", "1--2", "-2"])
def test_pages_that_are_not_there_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        chosen_pages(text, 3)


def test_wrong_pages_are_told_while_typing_and_print_nothing(window: Window, robot: Robot) -> None:
    panel = choose(window, robot, FORM, "list").panel
    wishes: list[Wish] = []
    panel.printing.disconnect()
    panel.printing.connect(wishes.append)
    panel.pages.setFocus()
    robot.type("2-900")
    assert "chưa đúng" in panel.amount.text()
    robot.press("Return")
    assert (wishes, panel.pages.hasFocus()) == ([], True)
    robot.press("Ctrl+A")
    robot.type("2-4")
    panel.copies.setValue(2)
    assert panel.amount.text().endswith("6 tờ giấy A4")
    robot.press("Return")
    assert wishes == [Wish("", 2, [2, 3, 4])]


def ink(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Return the edges of what is black on a page, in millimetres."""
    dpi = 300
    seen = picture(pdf, page, dpi).convert("L").point(lambda shade: 255 if shade < 128 else 0)
    left, top, right, bottom = seen.getbbox() or (0, 0, 0, 0)
    return left * MM / dpi, top * MM / dpi, right * MM / dpi, bottom * MM / dpi


@pytest.mark.parametrize(
    ("form", "size"), [(FORM, (210, 297)), ("danh_sach_ky_cam_ket", (297, 210))]
)
def test_what_comes_out_lies_where_the_pdf_has_it(
    window: Window, robot: Robot, tmp_path: Path, form: str, size: tuple[float, float]
) -> None:
    printed = window.desk.print(form, blank=1)
    file = tmp_path / "giấy.pdf"
    outlet, wish = window.paper.outlet, Wish("tệp", 1, [1])
    outlet.print_on(printer_into(file), window.desk, printed, wish)
    robot.until(lambda: not window.tasks.busy())
    sheets = pypdfium2.PdfDocument(file)
    width, height = sheets[0].get_size()
    count = len(sheets)
    sheets.close()
    assert count == 1
    assert (width / 72 * MM, height / 72 * MM) == pytest.approx(size, abs=0.5)
    assert ink(file.read_bytes()) == pytest.approx(ink(printed.pdf), abs=0.5)
    assert ink(printed.pdf)[0] > 20


def test_copies_and_chosen_pages_come_out_in_order_and_their_records_are_logged(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    preview = choose(window, robot, FORM, "list")
    printed: Any = preview.printed
    file = tmp_path / "giấy.pdf"
    outlet, wish = window.paper.outlet, Wish("tệp", 2, [2, 3])
    outlet.print_on(printer_into(file), window.desk, printed, wish)
    robot.until(lambda: not window.tasks.busy())
    out = file.read_bytes()
    sheets = pypdfium2.PdfDocument(out)
    assert len(sheets) == 4
    sheets.close()
    assert ink(out, 0) == pytest.approx(ink(out, 2), abs=0.1)
    assert any("4 tờ" in words for words in window.notices.texts())
    newest = entries(window.desk.book.reading().connection, 2)
    assert {entry.record for entry in newest} == {each.record for each in printed.documents[1:3]}
    assert {entry.why.partition(": ")[2] for entry in newest} == {"máy in «tệp», 2 bản"}
    assert preview.printed is not printed
    assert (preview.printed.reprints if preview.printed else 0) == 2


def test_cancelling_a_batch_on_the_printer_stops_it_and_counts_nothing(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    preview = choose(window, robot, FORM, "list")
    printed: Any = preview.printed
    outlet, progress = window.paper.outlet, window.paper.progress
    wish = Wish("tệp", 1, list(range(1, printed.pages + 1)))
    outlet.print_on(printer_into(tmp_path / "giấy.pdf"), window.desk, printed, wish)
    assert not preview.panel.print_button.isEnabled()
    robot.until(lambda: progress.bar.value() >= 1)
    assert f"/{printed.pages}" in progress.words.text()
    progress.cancel.click()
    robot.until(lambda: not window.tasks.busy())
    assert set(actions(window)) == {"print_stopped"}
    assert 0 < len(actions(window)) < printed.pages
    assert any("Đã dừng in" in words for words in window.notices.texts())
    assert window.desk.print(FORM, ids=[printed.documents[0].record]).reprints == 0
    assert preview.panel.print_button.isEnabled()


def test_cancelling_while_the_pages_are_made_shows_and_writes_nothing(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "pledge")
    robot.press("Ctrl+P")
    panel = page.beside.top()
    assert isinstance(panel, PrintPanel)
    panel.choose(FORM, "blank")
    panel.blanks.setValue(panel.blanks.maximum())
    panel._go()
    window.paper.progress.cancel.click()
    robot.until(lambda: not window.tasks.busy())
    assert window.page is page
    assert any("Đã dừng" in words for words in window.notices.texts())
    assert actions(window) == []


@pytest.mark.qt_log_ignore("QPainter::begin.*Returned false")
def test_a_printer_that_refuses_is_told_and_counts_nothing(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    preview = choose(window, robot, FORM, "record")
    printer = printer_into(tmp_path / "không có" / "giấy.pdf")
    window.paper.outlet.print_on(printer, window.desk, preview.printed, Wish("tệp", 1, [1]))
    robot.until(lambda: not window.tasks.busy())
    (refusal,) = window.notices.refusals()
    assert "không nhận bản in" in refusal
    assert actions(window) == []
