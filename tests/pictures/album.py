"""What is pictured: each entry brings a window into a state and gives what is to be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.ui.crash import CrashDialog
from desktop_app.ui.first_start import FirstStart, Wanted
from desktop_app.ui.help_page import CONFIRM
from desktop_app.ui.history import HistoryPanel
from desktop_app.ui.join_steps import Joining
from tests.pictures.people import PEOPLE
from tests.pictures.stage import Stage

NARROW = 1024, 600
CODE = "L6D8-XLW2-99NM-9RJK-UT6D-SNEH-WL6A-5QHS"


Posed = Callable[[Stage], QWidget]
ALBUM: dict[str, Posed] = dict(PEOPLE)


def _posed(pose: Posed) -> Posed:
    ALBUM[pose.__name__] = pose
    return pose


def _list_of(table: str) -> Posed:
    def pose(stage: Stage) -> QWidget:
        stage.page(table)
        return stage.window

    return pose


def _form_of(table: str) -> Posed:
    def pose(stage: Stage) -> QWidget:
        stage.form(table)
        return stage.window

    return pose


LISTED = "patrol", "pledge", "person"  # the others look alike
for _table in REGISTERS:
    ALBUM[f"form_{_table}"] = _form_of(_table)
    if _table in LISTED:
        ALBUM[f"list_{_table}"] = _list_of(_table)


@_posed
def today(stage: Stage) -> QWidget:
    return stage.window


@_posed
def record(stage: Stage) -> QWidget:
    stage.read("pledge")
    return stage.window


@_posed
def record_of_a_child_list(stage: Stage) -> QWidget:
    stage.read("patrol")
    return stage.window


@_posed
def form_with_errors(stage: Stage) -> QWidget:
    form = stage.form("person")
    stage.robot.type("Lò Thị Ẵm")
    stage.robot.fill(form, "birth_date", "31/02/1985")
    stage.robot.press("Ctrl+Return")
    stage.settle()
    return stage.window


@_posed
def form_being_closed(stage: Stage) -> QWidget:
    stage.form("person")
    stage.robot.type("Lò Thị Ẵm")
    stage.robot.press("Escape")
    stage.settle()
    return stage.window


@_posed
def field_help(stage: Stage) -> QWidget:
    form = stage.form("surrender")
    form.body.go("notified_at")
    stage.robot.press("F1")
    stage.settle()
    return stage.window


@_posed
def suggestions(stage: Stage) -> QWidget:
    form = stage.form("pledge")
    form.body.go("signer_person_id")
    stage.robot.type("nguyen")
    stage.robot.until(stage.robot.offered)
    stage.settle()
    return stage.window


@_posed
def search_everywhere(stage: Stage) -> QWidget:
    stage.robot.press("Ctrl+K")
    stage.robot.type("nguyen")
    stage.robot.until(stage.robot.offered)
    stage.settle()
    return stage.window


@_posed
def nothing_found(stage: Stage) -> QWidget:
    page = stage.page("pledge")
    stage.robot.press("Ctrl+F")
    stage.robot.type("zzz")
    stage.robot.until(page.empty.isVisible)
    stage.settle()
    return stage.window


@_posed
def history(stage: Stage) -> QWidget:
    page = stage.read("person")
    stage.desk.edit("person", page.current_id(), {"occupation": "Giáo viên"}, reason="Ghi nhầm")
    stage.robot.press("Ctrl+H")
    stage.robot.until(lambda: isinstance(page.beside.top(), HistoryPanel))
    stage.settle()
    return stage.window


@_posed
def deleting(stage: Stage) -> QWidget:
    stage.read("person")
    stage.robot.press("Ctrl+Shift+Delete")
    dialog = QApplication.activeModalWidget()
    if dialog is None:
        raise TimeoutError("no dialog")
    return dialog


@_posed
def print_panel(stage: Stage) -> QWidget:
    stage.read("pledge")
    stage.robot.press("Ctrl+P")
    stage.settle()
    return stage.window


@_posed
def preview(stage: Stage) -> QWidget:
    print_panel(stage)
    stage.robot.press("Return")
    stage.robot.until(lambda: stage.window.paper.preview.pages.is_drawn(1))
    stage.settle()
    return stage.window


@_posed
def bulk_edit(stage: Stage) -> QWidget:
    page = stage.page("pledge")
    page.focus_list()
    stage.robot.press("Home", "Shift+Down", "Shift+Down", "Ctrl+Shift+S")
    stage.settle()
    return stage.window


@_posed
def refusal(stage: Stage) -> QWidget:
    what = "Ổ đĩa đã hết chỗ.", "Chưa lưu; sổ không thay đổi.", "Xóa bớt tệp rồi lưu lại."
    stage.window.trouble(Trouble(*what, "DD-02"))
    stage.settle()
    return stage.window


@_posed
def settings(stage: Stage) -> QWidget:
    stage.robot.press("Ctrl+,")
    stage.settle()
    return stage.window


@_posed
def help_page(stage: Stage) -> QWidget:
    stage.window.show_help("Khi có sự cố")  # no chapter with a picture of what is pictured here
    stage.settle()
    return stage.window


@_posed
def must_be_confirmed(stage: Stage) -> QWidget:
    stage.window.show_help(CONFIRM)
    stage.settle()
    return stage.window


@_posed
def program_error(stage: Stage) -> QWidget:
    dialog = CrashDialog("ValueError ở desktop_app/ui/form.py, dòng 12")
    dialog.show()
    return dialog


@_posed
def narrow_screen(stage: Stage) -> QWidget:
    stage.window.resize(*NARROW)
    stage.read("mediation")
    return stage.window


@_posed
def first_start(stage: Stage) -> QWidget:
    return _first(stage)


@_posed
def first_start_officer(stage: Stage) -> QWidget:
    first = _first(stage)
    first._show(1)
    return first


@_posed
def first_start_recovery(stage: Stage) -> QWidget:
    first = _first(stage)
    first.recovery.show_code(CODE, "Phường Vĩnh Yên, Tỉnh Phú Thọ", "Lò Thị Ẵm")
    first._show(3)
    return first


@_posed
def first_start_backups(stage: Stage) -> QWidget:
    first = _first(stage)
    first.backups.show_folder(Path("C:/SoANTT-sao-luu"))
    first._show(4)
    return first


def _first(stage: Stage) -> FirstStart:
    def never(_: Wanted) -> object:
        raise TypeError("nothing is made for a picture")

    joining = Joining(Path("khong-co"), REGISTERS)
    first = FirstStart(never, joining)  # type: ignore[arg-type]  # as above
    first.setParent(stage.window, first.windowFlags())
    first.show()
    return first
