"""The preview: page keys, zoom, batches, blank forms, saving as a PDF."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop_app.store.accesslog import entries
from desktop_app.ui import theme
from desktop_app.ui.outlet import file_name, free_name
from desktop_app.ui.preview import Preview
from desktop_app.ui.print_panel import PrintPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_lists import page_of

FORM = "cam_ket_ho_gia_dinh"


def choose(window: Window, robot: Robot, form: str, scope: str) -> Preview:
    """Choose what to print and wait for its first page."""
    page = page_of(window, "pledge")
    robot.press("Home", "Down", "Ctrl+P")
    panel = page.beside.top()
    assert isinstance(panel, PrintPanel)
    panel.choose(form, scope)
    robot.press("Return")
    preview = window.paper.preview
    robot.until(lambda: window.stack.currentWidget() is preview)
    robot.until(lambda: preview.pages.is_drawn(1))
    return preview


def save(window: Window, robot: Robot, file: Path) -> None:
    window.paper.save(file)
    robot.until(lambda: not window.tasks.busy())


def text_of(pdf: bytes | Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def actions(window: Window) -> list[str]:
    found = entries(window.desk.book.reading().connection)
    return [entry.action for entry in reversed(found) if entry.action.startswith(("print", "save"))]


# ---------------------------------------------------------------------- the preview


def test_a_batch_has_a_page_for_each_record_of_the_list(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    status = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    status.choose("Đã ký", "Đã ký")
    robot.until(lambda: not window.tasks.busy() and page.head.filters.where())
    records = page.lines.rowCount()

    preview = choose(window, robot, FORM, "list")

    printed = preview.printed
    assert printed is not None
    assert printed.records == records
    assert printed.pages >= records
    assert preview.place.text() == f"Trang 1/{printed.pages}"


def test_a_list_without_a_filter_is_printed_whole(window: Window, robot: Robot) -> None:
    preview = choose(window, robot, FORM, "list")
    assert preview.printed is not None
    assert preview.printed.records == window.desk.count("pledge").number


def test_only_the_records_chosen_in_the_list_are_printed(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    view = page.view
    view.setSelectionMode(view.SelectionMode.ExtendedSelection)
    robot.press("Home", "Shift+Down", "Shift+Down", "Ctrl+P")
    panel = page.beside.top()
    assert isinstance(panel, PrintPanel)
    panel.choose(FORM, "record")
    robot.press("Return")
    robot.until(lambda: window.stack.currentWidget() is window.paper.preview)
    printed = window.paper.preview.printed
    assert printed is not None
    assert printed.records == 3


def test_page_keys_and_scrolling_move_through_all_pages(window: Window, robot: Robot) -> None:
    preview = choose(window, robot, FORM, "list")
    pages = preview.pages
    last = preview.printed.pages if preview.printed else 0
    for key, number in (
        ("PgDown", 2), ("PgDown", 3), ("PgUp", 2), ("End", last), ("PgDown", last),
        ("PgUp", last - 1), ("Home", 1), ("PgUp", 1),
    ):  # fmt: skip
        robot.press(key)
        assert (pages.number, preview.place.text()) == (number, f"Trang {number}/{last}")
    pages.scroll_by(40)
    assert pages.number > 1
    robot.until(lambda: pages.is_drawn(pages.number))
    assert pages.accessibleName() == f"Trang in {pages.number}/{last}"


@pytest.mark.parametrize("keys", [("Ctrl++", "Ctrl+-", "Ctrl+0"), ("+", "-", "0")])
def test_zoom_keys_make_the_page_larger_smaller_and_as_wide_as_the_window(
    window: Window, robot: Robot, keys: tuple[str, str, str]
) -> None:
    preview = choose(window, robot, FORM, "record")
    larger, smaller, fit = keys
    fitting, points = preview.pages.page_width(), theme.points()
    robot.press(larger)
    assert preview.pages.page_width() > fitting
    robot.press(smaller, smaller)
    assert preview.pages.page_width() < fitting
    robot.press(fit)
    assert preview.pages.page_width() == fitting
    assert theme.points() == points


def test_the_wheel_scrolls_and_with_control_zooms(window: Window, robot: Robot) -> None:
    pages = choose(window, robot, FORM, "list").pages
    width, bar = pages.page_width(), pages.verticalScrollBar()
    _wheel(pages.viewport(), Qt.KeyboardModifier.NoModifier)
    assert (bar.value() > 0, pages.page_width()) == (True, width)
    _wheel(pages.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert pages.page_width() < width


def _wheel(widget: QWidget, modifiers: Qt.KeyboardModifier) -> None:
    """Turn the wheel towards the hand by one notch."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_whole_page_fits_into_the_window_upright_and_lying(window: Window, robot: Robot) -> None:
    for register, form in (("pledge", FORM), ("mediation", "so_theo_doi_hoa_giai")):
        page_of(window, register)
        robot.press("Ctrl+P")
        panel = window.page.beside.top() if window.page else None
        assert isinstance(panel, PrintPanel)
        panel.choose(form, "list")
        robot.press("Return")
        preview = window.paper.preview
        robot.until(lambda: window.stack.currentWidget() is window.paper.preview)
        robot.press("Ctrl+1")
        robot.until(lambda: window.paper.preview.pages.is_drawn(1))
        view = preview.pages.viewport()
        shown = view.grab().toImage()
        corner = shown.pixelColor(view.width() // 2, 4), shown.pixelColor(4, view.height() // 2)
        assert {colour.name() for colour in corner} == {theme.colour("background").name()}
        assert preview.pages.zoom == pytest.approx(
            (view.height() - 32) / (1122.5 if form == FORM else 793.7), rel=0.01
        )
        robot.press("Escape")


def test_the_keys_of_the_preview_lead_to_the_printer_and_back(window: Window, robot: Robot) -> None:
    preview = choose(window, robot, FORM, "record")
    robot.press("Ctrl+P")
    assert preview.panel.isAncestorOf(robot.focused())
    robot.press("Escape")
    assert window.page is not None
    assert window.page.view.hasFocus()
    assert window.actions_of.action("print").isEnabled()


def test_a_record_being_typed_is_saved_before_it_is_printed(window: Window, robot: Robot) -> None:
    page_of(window, "pledge")
    robot.press("Ctrl+N", "Ctrl+P")
    assert any("lưu hồ sơ" in words for words in window.notices.texts())


# ---------------------------------------------------------------------- a file


def test_blank_forms_are_previewed_and_saved_as_a_pdf(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    choose(window, robot, FORM, "blank")
    file = tmp_path / "mẫu trống.pdf"
    save(window, robot, file)
    assert "......" in text_of(file)
    assert any("Đã lưu PDF" in words for words in window.notices.texts())
    assert actions(window) == []


def test_a_saved_pdf_is_logged_and_is_no_reprint(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    preview = choose(window, robot, FORM, "record")
    files = [tmp_path / "1.pdf", tmp_path / "2.pdf"]
    for file in files:
        save(window, robot, file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert not preview.panel.before.isVisible()
    assert actions(window) == ["save_pdf", "save_pdf"]


def test_a_folder_that_cannot_be_written_is_told_in_words(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    preview = choose(window, robot, FORM, "record")
    save(window, robot, tmp_path / "không có" / "bản in.pdf")
    (refusal,) = window.notices.refusals()
    assert "Không có thư mục" in refusal
    assert actions(window) == []
    assert preview.panel.save_button.isEnabled()


def test_the_name_proposed_for_a_file_is_one_that_every_system_takes(tmp_path: Path) -> None:
    assert file_name('Sổ: "Hòa giải"/tổ 3\t* ?. ') == "Sổ Hòa giải tổ 3.pdf"
    assert file_name("\u0065\u0302" * 3) == "êêê.pdf"
    assert len(file_name("Ế" * 300).encode()) < 255
    (tmp_path / "Bản cam kết.pdf").touch()
    assert free_name(tmp_path, "Bản cam kết").name == "Bản cam kết (2).pdf"


def test_the_file_is_asked_for_with_a_name_proposed(window: Window, robot: Robot) -> None:
    preview = choose(window, robot, FORM, "record")
    robot.press("Ctrl+S")
    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == f"{preview.title}.pdf"
    dialog.reject()


def test_the_officer_chosen_to_sign_stands_on_the_page_and_is_remembered(
    window: Window, robot: Robot
) -> None:
    chief, preview = window.desk.signers()[-1], window.paper.preview
    for _ in range(2):
        page = page_of(window, "surrender")
        page.focus_list()
        robot.press("Home", "Ctrl+P")
        panel = page.beside.top()
        assert isinstance(panel, PrintPanel)
        if not panel.signer.currentData():
            panel.signer.setCurrentIndex(panel.signer.findData(chief.id))
        assert panel.signer.currentData() == chief.id
        panel.choose("thong_bao_co_quan_dieu_tra", "record")
        robot.press("Return")
        robot.until(lambda: window.stack.currentWidget() is preview)
        assert preview.printed is not None
        assert chief.caption.split()[-1] in text_of(preview.printed.pdf)
        robot.press("Escape")
