"""Every command in one table: menus, shortcuts and the page of shortcuts come from it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop_app.desk.permission import Action
from desktop_app.ui.keys import with_words
from desktop_app.ui.theme import icon

STEP = "step"


@dataclass(frozen=True)
class Command:
    """One command: its menu, its words with the mnemonic, keys and icon.

    *needs* says when it can be done: always, on a register's page, where its records may be
    printed, with a record, while one is being typed, or as a step (of approval, or its number),
    which is only shown when it may be taken. Whose role does not allow its *action* never sees
    it. A key "Enter" is the one of the digits and the large one alike.
    """

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    sign: str = ""
    needs: str = ""
    action: Action = Action.OWN


READ, WRITE, PRINT, CARE = Action.READ, Action.WRITE, Action.PRINT, Action.CARE
APPROVE, EXPORT = Action.APPROVE, Action.EXPORT
SAVE_KEYS = "Ctrl+Enter", "Ctrl+S"
COMMANDS = (
    Command("add", "&Hồ sơ", "&Thêm hồ sơ", ("Ctrl+N",), "add", "page", WRITE),
    Command("save", "&Hồ sơ", "Lư&u hồ sơ đang ghi", SAVE_KEYS, "save", "form", WRITE),
    Command("edit", "&Hồ sơ", "&Sửa hồ sơ", ("F2",), "edit", "record", WRITE),
    Command("copy", "&Hồ sơ", "&Chép thành hồ sơ mới", ("Ctrl+Shift+N",), "add", "record", WRITE),
    Command("history", "&Hồ sơ", "&Lịch sử hồ sơ", ("Ctrl+H",), "history", "record", READ),
    Command("number", "&Hồ sơ", "Cấp s&ố cho hồ sơ", (), "badge", STEP, WRITE),
    Command("delete", "&Hồ sơ", "&Xóa hồ sơ…", ("Ctrl+Shift+Delete",), "trash", "record", WRITE),
    Command("edit_many", "&Hồ sơ", "Sửa &nhiều hồ sơ…", ("Ctrl+Shift+S",), "list", "page", WRITE),
    Command("export", "&Hồ sơ", "Xuất &ra tệp…", ("Ctrl+Shift+X",), "door-out", "page", EXPORT),
    Command("erase", "&Hồ sơ", "Xóa &dữ liệu cá nhân…", (), "trash", "record", Action.ERASE),
    Command("undo", "&Hồ sơ", "&Hoàn tác việc vừa làm", ("Ctrl+Z",), "undo", "", WRITE),
    Command("quit", "&Hồ sơ", "Th&oát", ("Ctrl+Q",), "door-out"),
    Command("submit", "&Duyệt", "&Trình duyệt", ("Ctrl+Shift+T",), "flag", STEP, WRITE),
    Command("approve", "&Duyệt", "&Duyệt hồ sơ", ("Ctrl+Shift+D",), "stamp", STEP, APPROVE),
    Command("return", "&Duyệt", "Trả &lại…", ("Ctrl+Shift+R",), "undo", STEP, APPROVE),
    Command("close", "&Duyệt", "Đó&ng hồ sơ", (), "lock", STEP, APPROVE),
    Command("reopen", "&Duyệt", "&Mở lại…", (), "unlock", STEP, APPROVE),
    Command("waiting", "&Duyệt", "&Hồ sơ chờ duyệt của sổ này", (), "filter", "page", READ),
    Command("print", "&In", "&In hồ sơ, danh sách…", ("Ctrl+P",), "print", "print", PRINT),
    Command("search", "&Tìm", "Tìm trong &sổ này", ("Ctrl+F", "F3"), "search", "page", READ),
    Command("search_all", "&Tìm", "Tìm trong &mọi sổ", ("Ctrl+K",), "search", "", READ),
    Command("views", "&Tìm", "&Bộ lọc đã lưu", ("Ctrl+L",), "filter", "page", READ),
    Command("all", "&Tìm", "Bỏ &lọc, xem tất cả", ("Ctrl+Shift+L",), "", "page", READ),
    Command("today", "&Xem", "&Hôm nay", ("Ctrl+1",), "today", "", READ),
    Command("refresh", "&Xem", "Đọc &lại danh sách", ("F5",), "refresh", "page", READ),
    Command("columns", "&Xem", "&Cột của danh sách…", ("Ctrl+Shift+C",), "", "page", READ),
    Command("next_pane", "&Xem", "&Sang phần kế bên", ("F6",), ""),
    Command("larger", "&Xem", "Chữ &to hơn", ("Ctrl++", "Ctrl+="), ""),
    Command("smaller", "&Xem", "Chữ &nhỏ hơn", ("Ctrl+-",), ""),
    Command("theme_light", "&Xem", "&Giao diện sáng", (), "sun"),
    Command("theme_dark", "&Xem", "Giao diện tố&i", (), "moon"),
    Command("theme_contrast", "&Xem", "Tương &phản cao", (), ""),
    Command("backup", "&Sổ", "&Sao lưu ngay", ("Ctrl+B",), "backup", "", CARE),
    Command("check", "&Sổ", "&Kiểm tra sổ", (), "shield", "", CARE),
    Command("sync", "&Sổ", "Đồng &bộ bằng USB", ("Ctrl+U", "F9"), "usb", "", Action.CARRY),
    Command("settle", "&Sổ", "Cần &xử lý", ("Ctrl+Shift+U",), "warning", "", WRITE),
    Command("numbers", "&Sổ", "&Cấp số hồ sơ", (), "badge", "", READ),
    Command("devices", "&Sổ", "Máy của đơn &vị", (), "link", "", Action.DEVICES),
    Command("retention", "&Sổ", "Hồ sơ &quá hạn lưu…", (), "clock", "", Action.ERASE),
    Command("settings", "&Sổ", "Cài đặ&t…", ("Ctrl+,",), "settings", "", CARE),
    Command("accounts", "&Sổ", "Tài khoản của &máy này…", (), "people", "", Action.ACCOUNTS),
    Command("log", "&Sổ", "&Nhật ký truy cập", (), "list", "", Action.LOG),
    Command("password", "&Sổ", "Đổi mật khẩ&u của tôi…", (), "key"),
    Command("lock", "&Sổ", "Khóa sổ, đổi n&gười", ("Ctrl+Alt+L",), "lock"),
    Command("explain", "T&rợ giúp", "&Giải thích mục đang gõ", ("F1",), ""),
    Command("manual", "T&rợ giúp", "&Hướng dẫn", (), "help"),
    Command("confirm", "T&rợ giúp", "&Cần đối chiếu", (), "warning"),
    Command("shortcuts", "T&rợ giúp", "&Phím tắt", ("Shift+F1",), ""),
    Command("about", "T&rợ giúp", "G&iới thiệu", (), "info"),
)


class Actions:
    """The window's commands as Qt actions, in its menus; those only that the role may do."""

    def __init__(
        self,
        window: QMainWindow,
        does: Mapping[str, Callable[[], object]],
        may: Callable[[Action], bool],
    ) -> None:
        self.commands = tuple(command for command in COMMANDS if may(command.action))
        self._made: dict[str, QAction] = {}
        menus = {}
        for command in self.commands:
            if command.menu not in menus:
                menus[command.menu] = window.menuBar().addMenu(command.menu)
            action = QAction(icon(command.sign), command.text, window)
            action.setShortcuts([QKeySequence(keys) for keys in _pressed(command.keys)])
            action.triggered.connect(with_words(does[command.name]))
            menus[command.menu].addAction(action)
            self._made[command.name] = action

    def allow(
        self,
        *,
        page: bool,
        record: bool,
        printing: bool,
        form: bool,
        steps: Collection[str] = (),
    ) -> None:
        """Enable what can be done now; of the steps show just those that may be taken."""
        can = {"": True, "page": page, "record": record, "print": printing, "form": form}
        for command in self.commands:
            action = self._made[command.name]
            if command.needs == STEP:
                action.setVisible(command.name in steps)
                action.setEnabled(command.name in steps)
            else:
                action.setEnabled(can[command.needs])

    def action(self, name: str) -> QAction:
        """Return a command's action; the officer's role must allow it."""
        return self._made[name]

    def those(self, *names: str) -> list[QAction]:
        """Return the actions of these commands, without what the role does not allow."""
        return [self._made[name] for name in names if name in self._made]

    def sign(self, name: str) -> str:
        """Return the name of a command's icon."""
        return next(command.sign for command in self.commands if command.name == name)

    def redraw(self) -> None:
        """Draw the icons anew in the present theme."""
        for command in self.commands:
            self._made[command.name].setIcon(icon(command.sign))


def _pressed(keys: tuple[str, ...]) -> list[str]:
    """Return the keys as Qt names them: the large Enter is Return there."""
    return list(dict.fromkeys((*keys, *(each.replace("Enter", "Return") for each in keys))))


def shortcut_lines(commands: Sequence[Command]) -> list[tuple[str, str]]:
    """Return the commands that have keys: their words and their keys."""
    return [
        (command.text.replace("&", "").rstrip("…"), " hoặc ".join(command.keys))
        for command in commands
        if command.keys
    ]
