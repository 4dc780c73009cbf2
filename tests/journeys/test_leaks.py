"""Twenty canaries go through all an officer does; afterwards none is anywhere but encrypted,
or in the files that he chose himself."""

from __future__ import annotations

import json
import logging
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.many import Chosen
from desktop_app.desk.views import View
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.ui.crash import Crashes
from desktop_app.ui.form import EntryForm
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.cli.post import Post
from tests.conftest import PASSWORD, Clock, Founded
from tests.furnishing import furnish, valid
from tests.ui.test_lists import page_of
from tests.windows import Shower

C = {
    "full_name": "Chim Hoàng Yến", "alias": "Bíờmật Một", "id_number": "026180055443",
    "old_id_number": "135792468", "phone": "0912 998877", "occupation": "Nghề Chimkêu",
    "address": "Ngõ Chimhót 77", "note": "Ghichú Chimsẻ", "reason": "Lýdo Chimcắt",
    "remarks": "Nhậnxét Chimri", "offence": "Tộidanh Chimưng", "statement": "Lờikhai Chimcú",
    "summary": "Mâuthuẫn Chimgáy", "draft": "Dởdang Chimkhướu", "typed": "Gõdở Chimsâu",
    "search": "Tìmkiếm Chimnhạn", "view": "Bộlọc Chimvàng", "password": "Mậtkhẩu Chimlợn",
    "crash": "Lỗilạ Chimđen", "copied": "Saochép Chimxanh",
}  # fmt: skip
MUCH = 8_000_000


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PC of its own: profile, settings, cache and temporary files lie below one folder."""
    folder = tmp_path / "may"
    places = {"HOME": "", "XDG_CONFIG_HOME": "cau-hinh", "XDG_CACHE_HOME": "dem"}
    places |= {"XDG_DATA_HOME": "kho", "TMPDIR": "tam", "XDG_STATE_HOME": "trang-thai"}
    for name, place in places.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(name, str(folder / place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def chosen(tmp_path: Path) -> Path:
    """Where the officer himself puts files."""
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def at_the_terminal(post: Post, chosen: Path, patch: pytest.MonkeyPatch) -> None:
    """Eighteen workflows of a technician."""
    person = {name: C[name] for name in ("full_name", "alias", "id_number", "old_id_number")}
    person |= {name: C[name] for name in ("phone", "occupation", "note")}
    address = {"as_written": C["address"]}
    id = post.add("person", **person, sex="Nữ", birth_date="1980", permanent_address=address)
    post.type("add", "surrender", "--draft", "--from", "-", given=_json(offence=C["offence"]))
    post.refuse("add", "person", "--from", "-", given=_json(full_name=C["full_name"]))
    post.misuse("add", C["full_name"], C["note"])
    post.edit("person", id, "--reason", C["reason"], note=f"{C['note']} mới")
    post.type("show", "person", id)
    post.type("history", "person", id)
    post.type("find", "person", C["search"])
    post.type("find", "person", "--where", f"full_name={C['full_name']}")
    post.type("delete", "person", id, "--reason", C["reason"])
    post.type("undelete", "person", id)
    post.edit("person", id, alias=C["typed"])
    post.type("undo", "person", id)
    for ending in ("xlsx", "csv", "jsonl"):
        file = chosen / f"{C['full_name']}.{ending}"
        post.ask("export", "person", str(file), "--reason", C["reason"])
    post.ask("backup")
    post.ask("check", "--full")
    post.type("today")
    post.type("--user", C["full_name"], "today")
    patch.setenv("SO_ANTT_PASSWORD", C["password"])
    assert post.type("today").code == 1
    patch.setenv("SO_ANTT_PASSWORD", PASSWORD)
    with patch.context() as failing:
        failing.setattr(Path, "replace", _failing)
        assert "PM-01" in post.type("backup").err


def _json(**values: str) -> str:
    return json.dumps(values)


def _failing(*_: object) -> None:
    raise ValueError(C["crash"])


def at_the_desk(desk: Desk) -> str:
    """Records with canaries in every kind of text; return the id of a mediation."""
    furnish(desk)
    desk.add("patrol", valid("patrol", remarks=C["remarks"]))
    surrender = valid("surrender", offence=C["offence"], statement=C["statement"])
    desk.open("surrender", desk.add("surrender", surrender).id, C["reason"])
    desk.keep_draft("k", "person", "", {"full_name": C["draft"]})
    desk.keep_view("person", View(C["view"], text=C["search"]))
    desk.edit_many(Chosen("patrol"), {"note": C["note"]}, C["reason"])
    id = desk.add("mediation", valid("mediation", summary=C["summary"])).id
    doomed = desk.add("mediation", valid("mediation", summary=C["summary"])).id
    desk.erase("mediation", doomed, C["reason"])
    return id


def in_the_window(window: Window, robot: Robot, id: str, chosen: Path) -> None:
    """Workflows of an officer, the last of them cut off by closing the window."""
    page = page_of(window, "person")
    robot.press("Ctrl+F")
    robot.type(C["search"])
    robot.until(lambda: not window.tasks.busy())
    page.show_all()
    robot.press("Ctrl+K")
    robot.type("chim hoang")
    robot.until(lambda: not window.tasks.busy())
    window.open_record("mediation", id)
    mediation = page_of(window, "mediation")
    robot.until(lambda: mediation.current_id() == id and not window.tasks.busy())
    mediation.show_history()
    robot.until(lambda: not window.tasks.busy())
    _print(window, robot, id, chosen)
    _crash(robot)
    window.side_bar.choose("person")
    window.activateWindow()
    robot.until(window.isActiveWindow)
    page.add()
    form = page.beside.top()
    assert isinstance(form, EntryForm)
    robot.fill(form, "full_name", C["typed"])
    page.rest()
    line = QLineEdit(C["copied"], window)
    line.selectAll()
    line.copy()
    assert any(C["typed"] in str(kept.values) for kept in window.desk.drafts())


def _print(window: Window, robot: Robot, id: str, chosen: Path) -> None:
    """Print to the preview, then to a file named after somebody, by the dialog."""
    printed = window.desk.print("so_theo_doi_hoa_giai", whole=True)
    assert printed.records
    title = C["full_name"]
    window.paper.outlet.ask_where(window.desk, printed, title)
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.setDirectory(str(chosen))
    dialog.fileSelected.emit(str(chosen / f"{title}.pdf"))
    dialog.accept()
    robot.until(lambda: (chosen / f"{title}.pdf").exists() and not window.tasks.busy())


def _crash(robot: Robot) -> None:
    """Meet a bug whose message quotes a record, and copy its details."""
    Crashes.show_error(LookupError(C["crash"]))
    dialog = Crashes.shown
    assert dialog is not None
    robot.until(dialog.isVisible)
    dialog.copy()
    assert C["crash"] not in QGuiApplication.clipboard().text()
    dialog.accept()


def test_no_canary_is_anywhere_but_where_it_was_put(
    home: Path,
    chosen: Path,
    founded: Founded,
    show: Shower,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    folder = founded.copied(home / "du-lieu")
    post = Post(folder, REGISTERS, monkeypatch, capsys)
    at_the_terminal(post, chosen, monkeypatch)
    desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    id = at_the_desk(desk)
    window = show(desk)
    in_the_window(window, Robot(window), id, chosen)
    assert list(leaks(home)) == [], "while the book is open"
    window.close()
    desk.close()
    with pytest.raises(Trouble):
        open_book(folder, REGISTERS, user=None, password=C["password"])
    assert list(leaks(home)) == []
    assert list(hits(caplog.text.encode())) == []
    assert QGuiApplication.clipboard().text() == ""
    found = {name for file in chosen.iterdir() for name in hits(file.read_bytes())}
    assert "id_number" in found, "what was chosen holds them, so the search would find them"
    assert (folder / "nhat-ky-loi.log").exists()
    assert not any((home / "tam").iterdir())


def leaks(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (file, canary) for each canary that lies below a folder in clear."""
    for path in folder.rglob("*"):
        place = str(path.relative_to(folder))
        for name in hits(os.fsencode(place)):
            yield place, name
        if path.is_file() and path.stat().st_size < MUCH:
            for name in hits(path.read_bytes()):
                yield place, name


def hits(content: bytes) -> Iterator[str]:
    """Yield the canaries in some bytes: as typed, in other letters, without marks, in UTF-16."""
    for name, form in FORMS:
        if form in content:
            yield name


def _forms() -> Iterator[tuple[str, bytes]]:
    for name, words in C.items():
        plain = unicodedata.normalize("NFD", words.replace("đ", "d"))
        bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
        for text in {words, plain, bare, words.replace(" ", ""), words.split(" ")[-1]}:
            if len(text) < 5:
                continue
            for cased in {text, text.lower(), text.upper()}:
                for coding in ("utf-8", "utf-16-le"):
                    yield name, cased.encode(coding)


FORMS = list(_forms())
