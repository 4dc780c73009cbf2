"""Preview, blank forms, batches, saving as PDF, and the printer that is not there."""

from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.ui.print_panel import PrintPanel
from desktop_app.ui.printer import Pages
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_lists import page_of


def choose(window: Window, robot: Robot, form: str, scope: str) -> None:
    """Choose what to print and wait for its first page."""
    page = page_of(window, "pledge")
    robot.press("Home", "Down", "Ctrl+P")
    panel = page.beside.top()
    assert isinstance(panel, PrintPanel)
    panel.choose(form, scope)
    robot.press("Return")
    preview = window.paper.preview
    robot.until(lambda: window.stack.currentWidget() is preview)
    robot.until(lambda: not preview.sheet.pixmap().isNull())


def test_a_batch_has_a_page_for_each_record_of_the_list(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    status = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    status.choose("Đã ký", "Đã ký")
    robot.until(lambda: not window.tasks.busy() and page.head.filters.where())
    records = page.lines.rowCount()

    choose(window, robot, "cam_ket_ho_gia_dinh", "list")

    printed = window.paper.preview.printed
    assert printed is not None
    assert printed.pages >= records
    assert window.paper.preview.place.text() == f"Trang 1/{printed.pages}"
    robot.press("End")
    assert window.paper.preview.number == printed.pages
    robot.press("PgUp")
    assert window.paper.preview.number == printed.pages - 1


def test_zoom_keys_make_the_page_larger_smaller_and_as_wide_as_the_window(
    window: Window, robot: Robot
) -> None:
    choose(window, robot, "cam_ket_ho_gia_dinh", "record")
    sheet = window.paper.preview.sheet
    fitting = sheet.pixmap().width()
    robot.press("+")
    assert sheet.pixmap().width() > fitting
    robot.press("-", "-")
    assert sheet.pixmap().width() < fitting
    robot.press("0")
    assert sheet.pixmap().width() == fitting


def test_blank_forms_are_previewed_and_saved_as_a_pdf(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    choose(window, robot, "cam_ket_ho_gia_dinh", "blank")
    file = tmp_path / "mẫu trống.pdf"
    window.paper.save(file)
    pages = pypdfium2.PdfDocument(file)
    text = pages[0].get_textpage().get_text_range()
    pages.close()
    assert "......" in text
    assert any("Đã lưu PDF" in words for words in window.notices.texts())


def test_a_folder_that_cannot_be_written_is_told_in_words(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    choose(window, robot, "cam_ket_ho_gia_dinh", "blank")
    window.paper.save(tmp_path / "không có" / "bản in.pdf")
    assert len(window.notices.refusals()) == 1


def test_without_a_printer_the_way_out_is_named(window: Window, robot: Robot) -> None:
    assert QPrinterInfo.availablePrinterNames() == []
    choose(window, robot, "cam_ket_ho_gia_dinh", "blank")
    window.paper.preview.printing.emit()
    (refusal,) = window.notices.refusals()
    assert "chưa có máy in" in refusal
    assert "Lưu PDF" in refusal


def test_printed_pages_have_the_size_and_the_turn_of_the_pdf(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    desk = window.desk
    for form, sideways in (("cam_ket_ho_gia_dinh", False), ("danh_sach_ky_cam_ket", True)):
        printed = desk.print(form, blank=1)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / f"{form}.pdf"))
        printer.setResolution(150)
        printer.setFullPage(True)
        with Pages(printer) as pages:
            for picture in desk.page_images(printed.pdf, 150):
                pages.paint(picture)
        sheets = pypdfium2.PdfDocument(tmp_path / f"{form}.pdf")
        width, height = sheets[0].get_size()
        assert len(sheets) == printed.pages
        assert (width > height) is sideways
        assert abs(max(width, height) - 842) < 2
        sheets.close()
