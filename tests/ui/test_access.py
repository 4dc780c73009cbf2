"""The keyboard and the screen reader: names, the focus in sight and never lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QMenu,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.registers import REGISTERS
from desktop_app.ui import theme
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.crash import CrashDialog
from desktop_app.ui.deeds import deleting
from desktop_app.ui.dialogs.licences import LicencesDialog
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.join_steps import Joining
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.robot import Robot
from desktop_app.ui.sidebar import TODAY
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of

MOST_TABS = 200
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
DISPLAY = Qt.ItemDataRole.DisplayRole


def never(*_: object) -> NoReturn:
    """Stand for what no test here lets happen."""
    raise AssertionError


PROXIES = QAbstractSpinBox, QComboBox  # their line edits hand the focus on


def focusable(widget: QWidget) -> list[QWidget]:
    """Return every visible widget in here that Tab can reach.

    Never ask for a focus proxy: PySide then takes the widget for its proxy's child and, when
    Python clears garbage away, destroys widgets that stand in the window.
    """
    return [
        one
        for one in [widget, *widget.findChildren(QWidget)]
        if one.isVisibleTo(widget)
        and one.isEnabledTo(widget)
        and not isinstance(one.parentWidget(), PROXIES)
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def nameless(widget: QWidget) -> set[str]:
    """Return the focusable widgets of which a screen reader would say nothing."""
    silent = set()
    for one in focusable(widget):
        spoken = QAccessible.queryAccessibleInterface(one)
        if not spoken.text(QAccessible.Text.Name).strip() or not spoken.role():
            silent.add(f"{type(one).__name__} {one.objectName()}")
    return silent


def states(window: Window, robot: Robot) -> Iterator[str]:
    """Bring one after another to sight what the window can show, and yield its name."""
    window.side_bar.choose(TODAY)
    robot.pause()
    yield "today"
    window.show_settings()
    robot.pause()
    yield "settings"
    for table in window.desk.registers:
        page = page_of(window, table)
        page.focus_list()
        yield f"{table} list"
        robot.press("Ctrl+N")
        form = form_of(window)
        form.save()
        robot.pause()
        yield f"{table} form"
        form.discard()
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home")
    robot.until(lambda: page.beside.top() is not None)
    yield "record"
    robot.press("Ctrl+P")
    yield "print panel"
    robot.press("Escape")
    robot.press("Ctrl+H")
    robot.until(lambda: not window.tasks.busy())
    yield "history"
    robot.press("Escape")


def test_a_screen_reader_has_a_name_for_everything_the_keyboard_reaches(
    window: Window, robot: Robot
) -> None:
    silent = {state: nameless(window) for state in states(window, robot)}
    assert {state: found for state, found in silent.items() if found} == {}


def test_a_screen_reader_has_names_in_every_dialog_and_at_the_start(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.actions_of.action("about").trigger()
    LicencesDialog(window).open()
    shown: list[QWidget] = [
        *window.findChildren(QDialog),
        ReasonDialog(deleting("Vũ Văn An"), window),
        RecoveryDialog("An", lambda *_: None, window),
        CrashDialog("x"),
        LoginWindow([], never, never, never),
    ]
    first = FirstStart(never, Joining(tmp_path / "so", REGISTERS))
    for dialog in [*shown, first, *first.steps, first.ask, first.words]:
        qtbot.addWidget(dialog)
        assert nameless(dialog) == set(), type(dialog)
    assert len(shown) >= 5


def test_a_table_says_column_and_value(window: Window, robot: Robot) -> None:
    robot.until(lambda: window.today.lines.rowCount())
    views: list[QAbstractItemView] = [window.today.lines, page_of(window, "pledge").view]
    for view in views:
        model = view.model()
        for column in range(model.columnCount()):
            head = str(model.headerData(column, Qt.Orientation.Horizontal)).rstrip(" ▲▼")
            spoken = str(model.index(0, column).data(ACCESSIBLE))
            assert spoken == f"{head}: {model.index(0, column).data(DISPLAY)}"


# ------------------------------------------------------------------ the focus


def lost(window: Window) -> str:
    """Return what is wrong with the focus; empty when it can be seen and used."""
    held = window.focusWidget()
    if held is None or held is window:
        return "nothing has the focus"
    if not (held.isVisible() and held.isEnabled()):
        return f"{type(held).__name__} cannot be used"
    place = held.mapTo(window.centralWidget(), QPoint())
    inside = window.centralWidget().rect().intersects(held.rect().translated(place))
    return "" if inside else f"{type(held).__name__} is out of sight"


def test_the_focus_is_never_lost_whatever_closes(window: Window, robot: Robot) -> None:
    found = {state: lost(window) for state in states(window, robot)}
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
    page = window.page
    assert page is not None
    assert window.focusWidget() is page.view  # after the last panel was closed


def test_the_focus_returns_to_the_list_after_saving_deleting_and_undoing(
    window: Window, robot: Robot
) -> None:
    page = page_of(window, "person")
    robot.press("Ctrl+N")
    form = form_of(window)
    robot.fill(form, "full_name", "Vũ Thị Ẵm")
    robot.press("Escape")
    form.save_draft()
    robot.until(lambda: not window.tasks.busy())
    assert window.focusWidget() is page.view
    saved = page.current_id()
    page.beside.clear()
    robot.press("Ctrl+Shift+Delete")
    dialog = window.findChild(ReasonDialog)
    assert dialog is not None
    dialog.reason.setText("ghi nhầm sổ")
    dialog.go.click()
    window.activateWindow()  # as a window manager does; offscreen there is none
    robot.until(lambda: not window.tasks.busy())
    assert window.focusWidget() is page.view
    assert page.current_id() != saved
    robot.press("Ctrl+Z")
    robot.until(lambda: page.current_id() == saved)
    assert lost(window) == ""


def test_a_list_that_gives_way_hands_the_focus_to_what_covers_it(
    window: Window, robot: Robot
) -> None:
    window.resize(911, 485)
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home")
    robot.until(lambda: page.beside.top() is not None and not window.tasks.busy())
    robot.pause()
    assert not page.view.isVisible()
    assert page.beside.isAncestorOf(window.focusWidget())
    robot.press("Escape")
    assert window.focusWidget() is page.view


def test_tab_reaches_everything_and_f6_every_part(window: Window, robot: Robot) -> None:
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home")
    robot.until(lambda: page.beside.top() is not None)
    wanted = {one for one in focusable(window.centralWidget()) if not one.isHidden()}
    reached = set()
    for _ in range(MOST_TABS):
        robot.press("Tab")
        reached.add(window.focusWidget())
    missed = wanted - reached
    assert {repr(one) for one in missed if not isinstance(one, QRadioButton)} == set()
    parts = []
    for _ in range(3):
        robot.press("F6")
        parts.append(window.focusWidget())
    assert window.side_bar in parts
    assert page.view in parts
    assert [one for one in parts if page.beside.isAncestorOf(one)]


@pytest.mark.parametrize("dress", theme.THEMES)
def test_the_focus_shows_as_a_ring_of_two_pixels_in_every_theme(
    window: Window, robot: Robot, dress: str
) -> None:
    window.actions_of.action(f"theme_{dress}").trigger()
    page = page_of(window, "pledge")
    page.focus_list()
    robot.press("Home")
    robot.until(lambda: page.beside.top() is not None)
    for widget in focusable(window.centralWidget()):
        window.setFocus()
        robot.pause()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        robot.pause()
        after = widget.grab().toImage()
        middle = widget.width() // 2
        for y in (0, 1):
            assert before.pixel(middle, y) != after.pixel(middle, y), (dress, type(widget), y)


# ------------------------------------------------------------------ commands


def test_every_menu_has_a_mnemonic_of_its_own() -> None:
    menus = {command.menu for command in COMMANDS}
    letters = [menu[menu.index("&") + 1].lower() for menu in menus]
    assert len(letters) == len(set(letters))


def test_what_a_page_offers_on_buttons_stands_in_a_menu_too(window: Window) -> None:
    held = {action for menu in window.findChildren(QMenu) for action in menu.actions()}
    assert {window.actions_of.action(command.name) for command in COMMANDS} <= held
