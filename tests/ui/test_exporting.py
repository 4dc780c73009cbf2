"""A list leaves the window as a file: what is shown, for a reason, by the keyboard."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop_app.ui.export_panel import ExportPanel
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.exchange.spreadsheet import sheets
from tests.ui.test_lists import page_of


def opened(window: Window, robot: Robot) -> ExportPanel:
    """Open the panel from the keyboard."""
    robot.press("Ctrl+Shift+X")
    page = window.page
    assert page is not None
    robot.until(lambda: isinstance(page.beside.top(), ExportPanel))
    panel = page.beside.top()
    assert isinstance(panel, ExportPanel)
    return panel


def dialog_of(window: Window, robot: Robot) -> QFileDialog:
    """Wait for the question where the file goes."""
    robot.until(lambda: window.findChildren(QFileDialog))
    return window.findChildren(QFileDialog)[-1]


def test_the_filtered_list_leaves_as_a_workbook(
    window: Window, robot: Robot, tmp_path: Path
) -> None:
    page = page_of(window, "pledge")
    chip = next(chip for chip in page.head.filters.chips if chip.field.role == "status")
    chip.choose("Đã ký", "Đã ký")
    robot.until(lambda: page.lines.wish.where and not window.tasks.busy())
    shown = page.head.count.text()
    panel = opened(window, robot)
    assert panel.reason.hasFocus()
    robot.press("Return")
    assert "Chưa ghi lý do" in panel.told.text()
    robot.type("Bao cao quy")
    robot.press("Return")
    dialog = dialog_of(window, robot)
    assert Path(dialog.selectedFiles()[0]).suffix == ".xlsx"
    dialog.fileSelected.emit(str(tmp_path / "a.xlsx"))
    dialog.reject()
    robot.until(lambda: any("Đã xuất" in text for text in window.notices.texts()))
    lines = sheets(tmp_path / "a.xlsx")["Ký cam kết"]
    assert f"{len(lines)} dòng" == shown
    assert {line["Trạng thái"].text for line in lines} == {"Đã ký"}
    assert window.focusWidget() is page.view


def test_the_chosen_lines_leave_as_csv(window: Window, robot: Robot, tmp_path: Path) -> None:
    page = page_of(window, "person")
    page.focus_list()
    robot.press("Home", "Shift+Down")
    panel = opened(window, robot)
    assert panel.selected.isChecked()
    panel.formats[1].setChecked(True)
    robot.type("Doi chieu")
    robot.press("Return")
    dialog = dialog_of(window, robot)
    dialog.fileSelected.emit(str(tmp_path / "a.csv"))
    dialog.reject()
    robot.until(lambda: any("Đã xuất 2 hồ sơ." in text for text in window.notices.texts()))
    assert (tmp_path / "a.csv").read_text("utf-8-sig").count("\n") == 3
