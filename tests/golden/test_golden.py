"""Today's program opens the book of every released one; an older program leaves a newer book be."""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.permission import Role
from desktop_app.model.text import folded
from desktop_app.printing.rereading import words_of
from desktop_app.registers import REGISTERS
from desktop_app.store import keyfile, keys
from desktop_app.store.book import FORMAT
from desktop_app.store.driver import BOOK_FILE, connect
from desktop_app.store.keyfile import KEY_FILE
from desktop_app.ui import start
from desktop_app.ui.login import LoginWindow
from desktop_app.ui.robot import Robot
from tests.cli.post import Post
from tests.conftest import Clock
from tests.furnishing import add_person
from tests.golden.making import ABOUT

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

BOOKS = sorted(Path(__file__).parent.glob("book-*"))
LARGEST = 1_200_000


@dataclass(frozen=True)
class Golden:
    """A copy of a released program's book, and what is known of it."""

    folder: Path
    about: dict[str, Any]

    def open(self, account: int = 0) -> Desk:
        """Open the book as one of its accounts, on the day it was made."""
        clock = Clock(datetime.fromisoformat(self.about["made"]))
        name, password = self.about["accounts"][account], self.about["password"]
        return open_book(self.folder, REGISTERS, user=name, password=password, clock=clock)

    def hashes(self) -> list[str]:
        """Return what tells whether a byte of book or keys has changed."""
        files = (self.folder / BOOK_FILE, self.folder / KEY_FILE)
        return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]

    def made_newer(self) -> None:
        """Raise the format of the book as a later program would."""
        (wrap, *_) = keyfile.read_keys(self.folder).accounts()
        key = keys.unwrapped(wrap, self.about["password"])
        with closing(connect(self.folder / BOOK_FILE, key, writing=True)) as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT + 1}")


@pytest.fixture(params=BOOKS, ids=lambda book: book.name)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Golden:
    """A released book, copied."""
    folder = Path(shutil.copytree(request.param, tmp_path / "so"))
    return Golden(folder, json.loads((folder / ABOUT).read_text("utf-8")))


def test_a_book_of_each_format_is_kept_and_small() -> None:
    formats = {json.loads((book / ABOUT).read_text("utf-8"))["format"] for book in BOOKS}
    assert formats == set(range(1, FORMAT + 1))
    for book in BOOKS:
        assert sum(file.stat().st_size for file in book.iterdir()) < LARGEST


def test_it_is_whole_and_tells_all_it_told(golden: Golden) -> None:
    about = golden.about
    with closing(golden.open()) as desk:
        assert desk.check(full=True).findings == []
        assert {table: desk.counts()[table] for table in about["counts"]} == about["counts"]
        for table, id in about["cases"].items():
            record = desk.known(table, id)
            assert record.values["note"] == about["note"]
            kinds = [one.kind for one in desk.history(table, id)]
            assert kinds[:3] == ["add", "edit", "edit"]
        found = desk.find(about["found"]["register"], about["found"]["typed"]).rows
        assert [line.id for line in found] == [about["decided"]["id"]]
        decided = desk.known(about["decided"]["register"], about["decided"]["id"])
        assert (decided.values["summary"], decided.disputed) == (about["decided"]["summary"], {})
        assert desk.conflicts() == []
        assert desk.known("pledge", about["approved"]).approval == "approved"
        assert desk.known("person", about["erased"]).erased
        assert desk.known("person", about["deleted"]).deleted
        printed = [line for line in desk.access_log() if line.what == "In"]
        assert [about["printed"] in line.why for line in printed] == [True]
        assert [line.state for line in desk.devices()].count("in") >= 1


def test_both_accounts_open_it_with_their_roles(golden: Golden) -> None:
    for account, role in enumerate((Role.CHIEF, Role.OFFICER)):
        with closing(golden.open(account)) as desk:
            assert desk.role is role


def test_work_goes_on_in_it(golden: Golden) -> None:
    pledge = golden.about["approved"]
    with closing(golden.open()) as desk:
        again = desk.print(golden.about["printed"], ids=[pledge])
        assert folded("BẢN IN LẠI") in folded(words_of(again.pdf))
        desk.edit("mediation", golden.about["cases"]["mediation"], {"note": "ghi ở bản mới"})
        added = add_person(desk, "Lò Thị Ẵm")
    with closing(golden.open()) as desk:
        assert [line.id for line in desk.find("person", "lo thi am").rows] == [added]
        assert desk.known("mediation", golden.about["cases"]["mediation"]).values["note"] == (
            "ghi ở bản mới"
        )
        assert desk.check(full=True).findings == []


def test_the_terminal_refuses_a_newer_book_unharmed(
    golden: Golden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    golden.made_newer()
    before = golden.hashes()
    post = Post(golden.folder, REGISTERS, monkeypatch, capsys)
    monkeypatch.setenv("SO_ANTT_PASSWORD", golden.about["password"])
    monkeypatch.setenv("SO_ANTT_USER", golden.about["accounts"][0])
    for words in (["find", "person"], ["check", "--repair"], ["backup"]):
        answer = post.type(*words)
        assert answer.code == 1
        assert answer.err.startswith("PB-01: ")
        assert f"định dạng {FORMAT + 1}" in answer.err
    assert golden.hashes() == before


def test_the_window_refuses_a_newer_book_unharmed(golden: Golden, qtbot: QtBot) -> None:
    golden.made_newer()
    before = golden.hashes()
    start.prepared(["test"])
    begun = start.Start(golden.folder, lambda: REGISTERS)
    begun.begin()
    login = begun.shown
    assert isinstance(login, LoginWindow)
    qtbot.addWidget(login)
    robot = Robot(login)
    robot.until(login.who.hasFocus)
    robot.press("Return")
    robot.until(login.password.hasFocus)
    robot.type(golden.about["password"])
    robot.press("Return")
    robot.until(login.notices.refusals)
    assert "PB-01" in login.notices.refusals()[0]
    assert golden.hashes() == before
