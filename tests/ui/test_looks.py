"""The dress of the window: fonts, themes, sizes, and Qt's own words."""

import ast
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPalette, QRawFont
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
    QTreeView,
    QWidget,
)

from desktop_app.desk.desk import Desk
from desktop_app.model.resources import resource
from desktop_app.ui import theme
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.test_window import ENGLISH, words_on
from tests.windows import Shower

PACKAGE = Path(__file__).parents[2] / "desktop_app"
SPOKEN = sorted(
    {
        letter
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for letter in node.value
        if letter.isprintable() and unicodedata.category(letter) != "Mn"
    }
)


@pytest.mark.usefixtures("qapp")
def test_every_letter_and_sign_on_the_screen_is_in_a_bundled_font() -> None:
    fonts = [QRawFont(str(file), 12) for file in resource("fonts").glob("*Sans*.ttf")]
    lacking = [
        letter
        for letter in SPOKEN
        if not any(font.supportsCharacter(ord(letter)) for font in fonts)
    ]
    assert lacking == []
    assert len(fonts) == 4


# ------------------------------------------------------------------ Qt's own words


def own_dialogs(window: Window) -> list[QWidget]:
    """Return Qt's dialogs that an officer may meet, as the program opens them."""
    saving = QFileDialog(window, "Lưu PDF")
    saving.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    choosing = QFileDialog(window, "Chọn thư mục")
    choosing.setFileMode(QFileDialog.FileMode.Directory)
    for dialog in (saving, choosing):
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    printer = QPrinter()
    printer.setOutputFileName("x.pdf")
    box = QMessageBox(window)
    for button in QMessageBox.StandardButton:
        if button not in QMessageBox.StandardButton.NoButton | QMessageBox.StandardButton.FlagMask:
            box.addButton(button)
    return [saving, choosing, QPrintDialog(printer, window), box]


def test_qts_own_dialogs_speak_vietnamese(window: Window) -> None:
    found: set[str] = set()
    for dialog in own_dialogs(window):
        texts = words_on(dialog)
        texts += [box.itemText(at) for box in dialog.findChildren(QComboBox)[:1] for at in (0, 1)]
        texts += [action.text() for action in dialog.findChildren(QAction)]
        for view in dialog.findChildren(QTreeView):
            across = Qt.Orientation.Horizontal
            texts += [str(view.model().headerData(at, across)) for at in range(4)]
        found.update(text for text in texts if ENGLISH.search(text))
        assert texts
        dialog.deleteLater()
    assert found == set()


def test_the_menus_of_lines_and_texts_speak_vietnamese(window: Window) -> None:
    line, text, shown = QLineEdit("a", window), QPlainTextEdit("a", window), QTextBrowser(window)
    menus = [line.createStandardContextMenu(), text.createStandardContextMenu()]
    menus.append(shown.createStandardContextMenu())
    words = [action.text() for menu in menus for action in menu.actions() if action.text()]
    assert len(words) > 10
    assert [word for word in words if ENGLISH.search(word.split("\t")[0].replace("&", ""))] == []


# ------------------------------------------------------------------ themes and sizes


def test_a_window_opened_in_the_dark_has_its_icons_in_the_dark(
    busy_desk: Desk, show: Shower
) -> None:
    busy_desk.set_setting("theme", "dark")
    window = show(busy_desk)
    add = window.today.beginnings[0]
    drawn = add.icon().pixmap(20, 20).toImage()
    inks = {
        drawn.pixelColor(x, y).name()
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    }
    assert theme.tokens("dark")["text"] in inks


def test_placeholders_are_readable_too(window: Window) -> None:
    window.header.search.ensurePolished()
    shown = window.header.search.palette().color(QPalette.ColorRole.PlaceholderText)
    assert shown.name() == theme.tokens("light")["faint"]


@pytest.mark.parametrize("points", [9, 18])
def test_letters_from_nine_to_eighteen_points_fit_their_rows(
    window: Window, robot: Robot, points: int
) -> None:
    step = "larger" if points > theme.points() else "smaller"
    while theme.points() != points:
        window.actions_of.action(step).trigger()
    window.actions_of.action(step).trigger()
    assert theme.points() == points
    page = page_of(window, "pledge")
    robot.pause()
    tallest = page.view.fontMetrics().boundingRect("ẾỘẴgịỵ").height()
    assert page.view.font().pointSize() == points
    for view in (page.view, window.today.lines):
        assert view.verticalHeader().defaultSectionSize() >= tallest
    search = page.head.search
    assert search.contentsRect().height() >= search.fontMetrics().height()


@pytest.mark.parametrize("size", [(1024, 600), (911, 485), (800, 600), (640, 360)])
def test_on_a_small_screen_the_window_is_no_larger_and_scrolls_to_what_is_typed_in(
    window: Window, robot: Robot, size: tuple[int, int]
) -> None:
    window.resize(*size)
    page = page_of(window, "patrol")
    page.focus_list()
    robot.press("Ctrl+N")
    form = form_of(window)
    assert (window.width(), window.height()) == size
    for name in form.body.boxes:
        form.body.go(name)
        robot.pause()
        held = window.focusWidget()
        seen = held.visibleRegion().boundingRect()
        assert seen.width() > 20, name
        assert seen.height() > 8, name
    form.save_button.setFocus()
    robot.pause()
    assert form.save_button.visibleRegion().boundingRect().size() == form.save_button.size()


def test_a_window_remembered_on_a_screen_that_is_gone_is_brought_back(
    busy_desk: Desk, show: Shower
) -> None:
    first = show(busy_desk)
    first.setGeometry(QRect(5_000, 4_000, 700, 500))
    first.close()
    window = Window(busy_desk)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(window.geometry().topLeft())
    assert window.geometry().size().boundedTo(room.size()) == window.geometry().size()
    window.close()
    window.deleteLater()
