"""The frame: status, words, looks, refusals, bugs."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QLabel, QLineEdit, QWidget

from desktop_app.desk.founding import Founding, create_book
from desktop_app.registers import REGISTERS
from desktop_app.ui import theme
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.crash import details_of
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.conftest import OFFICER_NAME, PASSWORD, WARD
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.windows import Shower

# Words Qt, a form or a slip would show in English.
ENGLISH = re.compile(
    r"\b(ok|cancel|save|close|open|file|edit|view|help|search|print|delete|yes|no|error|warning"
    r"|none|null|true|false|copy|paste|undo|redo|next|back|page|record|draft|the|and|of)\b",
    re.IGNORECASE,
)


KEYS = re.compile(r"(Ctrl|Shift)\+\w+|Page (Up|Down)")


def words_on(widget: QWidget) -> list[str]:
    """Return every text an officer can read on a widget."""
    words = [label.text() for label in widget.findChildren(QLabel)]
    for button in widget.findChildren(QAbstractButton):
        words += [button.text(), button.toolTip()]
    for line in widget.findChildren(QLineEdit):
        words += [line.placeholderText(), line.accessibleName()]
    return [KEYS.sub("", text) for text in words]


def test_no_english_word_is_on_any_page_or_form(window: Window, robot: Robot) -> None:
    found = {command.text for command in COMMANDS if ENGLISH.search(command.text)}
    for table in window.desk.registers:
        page_of(window, table)
        robot.press("Ctrl+N")
        form = form_of(window)
        form.save()
        found.update(words for words in words_on(window) if ENGLISH.search(words))
        form.discard()
        robot.until(lambda: window.page and not window.page.beside.typing())
    assert found == set()


def test_the_buttons_qt_names_itself_are_vietnamese(window: Window) -> None:
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.Save | kinds.Close | kinds.Discard)
    assert [button.text() for button in box.buttons() if ENGLISH.search(button.text())] == []


def test_every_command_has_a_mnemonic_of_its_own_in_its_menu() -> None:
    for menu in {command.menu for command in COMMANDS}:
        letters = [
            command.text[command.text.index("&") + 1].lower()
            for command in COMMANDS
            if command.menu == menu
        ]
        assert len(letters) == len(set(letters)), menu


def test_no_two_commands_share_their_keys_and_all_keys_have_ctrl_or_are_f_keys() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert [key for key in keys if "Ctrl" not in key and not re.search(r"F\d+$", key)] == []


def test_the_status_strip_says_saved_carried_and_backed_up(window: Window, robot: Robot) -> None:
    robot.until(lambda: "một máy" in window.status.carried.text())
    assert "Chưa có bản sao lưu" in window.status.backed_up.text()
    window.actions_of.action("backup").trigger()
    robot.until(lambda: "Sao lưu: hôm nay" in window.status.backed_up.text())
    assert any("Đã sao lưu" in words for words in window.notices.texts())


def test_a_practice_book_says_so_in_the_title_and_above_the_page(
    show: Shower, tmp_path: Path
) -> None:
    founding = Founding(WARD, OFFICER_NAME, PASSWORD, practice=True)
    created = create_book(tmp_path / "so", REGISTERS, founding)
    window = show(created.desk)
    assert window.windowTitle().endswith("CHẾ ĐỘ TẬP")
    assert any(words.startswith("CHẾ ĐỘ TẬP") for words in words_on(window.header))
    window.close()
    created.desk.close()


def test_letters_grow_and_shrink_between_nine_and_eighteen_points(
    window: Window, robot: Robot
) -> None:
    robot.press(*["Ctrl+="] * 9)
    assert theme.points() == theme.LARGEST_POINTS
    row = page_of(window, "person").view.rowHeight(0)
    assert row >= window.fontMetrics().height()
    robot.press(*["Ctrl+-"] * 12)
    assert theme.points() == theme.SMALLEST_POINTS
    robot.press("Ctrl+=", "Ctrl+=")
    assert theme.points() == theme.USUAL_POINTS


def test_the_look_is_remembered_at_the_next_start(window: Window, show: Shower) -> None:
    window.actions_of.action("theme_dark").trigger()
    window.close()
    again = show(window.desk)
    assert again.palette().window().color() == theme.colour("background")
    assert theme.tokens("dark")["background"] == theme.colour("background").name()
    again.actions_of.action("theme_light").trigger()


@pytest.mark.parametrize("name", theme.THEMES)
def test_text_stands_out_from_its_ground_in_every_theme(name: str) -> None:
    tokens = theme.tokens(name)
    pairs = [("text", "background"), ("text", "surface"), ("faint", "surface")]
    pairs += [("faint", "background"), ("accent_text", "accent"), ("selected_text", "selected")]
    pairs += [(tone, f"{tone}_soft") for tone in ("late", "due", "done", "calm", "stopped")]
    pairs += [("late", "surface"), ("due", "surface"), ("practice_text", "practice")]
    weak = [pair for pair in pairs if contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5]
    assert weak == []


def contrast(ink: str, ground: str) -> float:
    """Return the contrast of two colours as WCAG 2.1 counts it."""
    lights = sorted((luminance(ink), luminance(ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_details_of_a_bug_hold_places_and_no_words_of_a_record() -> None:
    with pytest.raises(ValueError, match="Lò") as caught:
        int("Lò Thị Ẵm, 012345678901")
    details = details_of(caught.value)
    assert "test_window.py" in details
    assert "ValueError" in details
    assert "Ẵm" not in details
    assert "012345678901" not in details


def test_what_is_due_today_opens_its_record(window: Window, robot: Robot) -> None:
    window.side_bar.choose("@today")
    robot.until(lambda: window.today.lines.rowCount())
    robot.press("Home", "Return")
    robot.until(lambda: window.page and window.page.beside.current_id())


def test_on_a_narrow_screen_the_form_takes_the_place_of_the_list(
    window: Window, robot: Robot
) -> None:
    window.resize(910, 500)
    page = page_of(window, "pledge")
    robot.press("Ctrl+N")
    form_of(window)
    robot.until(lambda: not page.view.isVisible())
    assert window.width() <= 910
    robot.press("Escape")
    robot.until(page.view.isVisible)
    assert page.view.hasFocus()
