"""Every command in one table: menus, shortcuts and the page of shortcuts come from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop_app.ui.keys import with_words
from desktop_app.ui.theme import icon


@dataclass(frozen=True)
class Command:
    """One command: its menu, its words with the mnemonic, keys and icon.

    *needs* says when it can be done: always, on a register's page, with a record, or while one
    is being typed. A key "Enter" is the one of the digits and the large one alike.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    sign: str = ""
    needs: str = ""


COMMANDS = (
    Command("add", "&Hồ sơ", "&Thêm hồ sơ", ("Ctrl+N",), "add", "page"),
    Command("save", "&Hồ sơ", "Lư&u hồ sơ đang ghi", ("Ctrl+Enter", "Ctrl+S"), "save", "form"),
    Command("edit", "&Hồ sơ", "&Sửa hồ sơ", ("F2",), "edit", "record"),
    Command("copy", "&Hồ sơ", "&Chép thành hồ sơ mới", ("Ctrl+Shift+N",), "add", "record"),
    Command("history", "&Hồ sơ", "&Lịch sử hồ sơ", ("Ctrl+H",), "history", "record"),
    Command("delete", "&Hồ sơ", "&Xóa hồ sơ…", ("Ctrl+Shift+Delete",), "trash", "record"),
    Command("edit_many", "&Hồ sơ", "Sửa &nhiều hồ sơ…", ("Ctrl+Shift+S",), "list", "page"),
    Command("undo", "&Hồ sơ", "&Hoàn tác việc vừa làm", ("Ctrl+Z",), "undo"),
    Command("quit", "&Hồ sơ", "Th&oát", ("Ctrl+Q",), "door-out"),
    Command("print", "&In", "&In hồ sơ, danh sách…", ("Ctrl+P",), "print", "page"),
    Command("search", "&Tìm", "Tìm trong &sổ này", ("Ctrl+F", "F3"), "search", "page"),
    Command("search_all", "&Tìm", "Tìm trong &mọi sổ", ("Ctrl+K",), "search"),
    Command("views", "&Tìm", "&Bộ lọc đã lưu", ("Ctrl+L",), "filter", "page"),
    Command("all", "&Tìm", "Bỏ &lọc, xem tất cả", ("Ctrl+Shift+L",), "", "page"),
    Command("today", "&Xem", "&Hôm nay", ("Ctrl+1",), "today"),
    Command("refresh", "&Xem", "Đọc &lại danh sách", ("F5",), "refresh", "page"),
    Command("columns", "&Xem", "&Cột của danh sách…", ("Ctrl+Shift+C",), "", "page"),
    Command("next_pane", "&Xem", "&Sang phần kế bên", ("F6",), ""),
    Command("larger", "&Xem", "Chữ &to hơn", ("Ctrl++", "Ctrl+="), ""),
    Command("smaller", "&Xem", "Chữ &nhỏ hơn", ("Ctrl+-",), ""),
    Command("theme_light", "&Xem", "&Giao diện sáng", (), "sun"),
    Command("theme_dark", "&Xem", "Giao diện tố&i", (), "moon"),
    Command("theme_contrast", "&Xem", "Tương &phản cao", (), ""),
    Command("backup", "&Sổ", "&Sao lưu ngay", ("Ctrl+B",), "backup"),
    Command("check", "&Sổ", "&Kiểm tra sổ", (), "shield"),
    Command("sync", "&Sổ", "Đồng &bộ bằng USB", ("Ctrl+U", "F9"), "usb"),
    Command("settle", "&Sổ", "Cần &xử lý", ("Ctrl+Shift+U",), "warning"),
    Command("devices", "&Sổ", "&Máy của đơn vị", (), "link"),
    Command("settings", "&Sổ", "Cài đặ&t…", ("Ctrl+,",), "settings"),
    Command("explain", "T&rợ giúp", "&Giải thích mục đang gõ", ("F1",), ""),
    Command("manual", "T&rợ giúp", "&Hướng dẫn", (), "help"),
    Command("confirm", "T&rợ giúp", "&Cần đối chiếu", (), "warning"),
    Command("shortcuts", "T&rợ giúp", "&Phím tắt", ("Shift+F1",), ""),
    Command("about", "T&rợ giúp", "G&iới thiệu", (), "info"),
)


class Actions:
    """The window's commands as Qt actions, in its menus."""

    def __init__(self, window: QMainWindow, does: Mapping[str, Callable[[], object]]) -> None:
        self._made: dict[str, QAction] = {}
        menus = {}
        for command in COMMANDS:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(command.menu)
            action = QAction(icon(command.sign), command.text, window)
            action.setShortcuts([QKeySequence(keys) for keys in _pressed(command.keys)])
            action.triggered.connect(with_words(does[command.name]))
            menus[command.menu].addAction(action)
            self._made[command.name] = action

    def allow(self, *, page: bool, record: bool, form: bool) -> None:
        """Enable what can be done now."""
        can = {"": True, "page": page, "record": record, "form": form}
        for command in COMMANDS:
            self._made[command.name].setEnabled(can[command.needs])

    def action(self, name: str) -> QAction:
        """Return a command's action."""
        return self._made[name]

    def redraw(self) -> None:
        """Draw the icons anew in the present theme."""
        for command in COMMANDS:
            self._made[command.name].setIcon(icon(command.sign))


def _pressed(keys: tuple[str, ...]) -> list[str]:
    """Return the keys as Qt names them: the large Enter is Return there."""
    return list(dict.fromkeys((*keys, *(each.replace("Enter", "Return") for each in keys))))


def shortcut_lines() -> list[tuple[str, str]]:
    """Return every command that has keys: its words and its keys."""
    return [
        (command.text.replace("&", "").rstrip("…"), " hoặc ".join(command.keys))
        for command in COMMANDS
        if command.keys
    ]
