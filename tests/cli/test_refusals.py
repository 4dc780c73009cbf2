"""What the terminal leaves behind when it fails, and what it notes when restricted data is read."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import terminal
from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from desktop_app.store.accesslog import entries
from tests.cli.post import Post, unlocked_environment
from tests.conftest import PASSWORD

SECRET = "Nguyễn Thị Bí Mật"


def failing(count: int, seed: int, present: datetime, officer: str) -> Iterator[Any]:
    """Fail as a bug would, with a name in the message."""
    yield "area", officer[:-4] + "abcd", {"name": "Thôn Đoài", "kind": "Thôn"}
    raise KeyError(SECRET)


def test_a_bug_is_one_sentence_and_a_log_without_personal_data(
    bare_post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    assert terminal.main(["demo", "--json"], REGISTERS, failing) == 1
    said = capsys.readouterr()
    assert said.out == ""
    unfinished, *cause = said.err.splitlines()
    assert str(bare_post.folder) in unfinished
    assert cause[0].startswith("PM-01: ")
    assert len(cause) == 3
    log = (bare_post.folder / "nhat-ky-loi.log").read_text("utf-8")
    assert "KeyError" in log
    assert "test_refusals.py:" in log
    for words in (SECRET, "Bí Mật", PASSWORD):
        assert words not in log + said.err


def test_a_bug_without_a_folder_leaves_none_behind(
    bare_post: Post, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())  # it has no bytes beneath
    words = ["add", "area", "--from", "-"]
    assert terminal.main(words, REGISTERS, failing) == 1
    assert capsys.readouterr().err.startswith("PM-01: ")
    assert not bare_post.folder.exists()


def test_a_closed_input_is_an_empty_one(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert terminal.main(["add", "area", "--from", "-"], REGISTERS, failing) == 1
    assert post.ask("find", "area", "--count") == {"count": 0}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no device that is always full")
def test_an_answer_that_cannot_be_written_is_no_bug_and_tells_that_the_work_is_done(
    post: Post,
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--json", "add", "area", "--from", "-"],
            input='{"name": "Thôn Đoài", "kind": "Thôn"}'.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=unlocked_environment(post.folder),
            check=False,
        )
    assert done.returncode == 1
    said = done.stderr.decode().splitlines()
    assert said[0].startswith("KQ-01")
    assert len(said) == 3
    assert "đã được lưu" in said[1]
    assert post.ask("find", "area", "--count") == {"count": 1}


@pytest.mark.usefixtures("bare_post")
def test_stopping_by_hand_is_answered_calmly(capsys: pytest.CaptureFixture[str]) -> None:
    def stopped(count: int, seed: int, present: datetime, officer: str) -> Iterator[Any]:
        raise KeyboardInterrupt

    assert terminal.main(["demo"], REGISTERS, stopped) == 1
    assert "Đã dừng" in capsys.readouterr().err


def test_reading_a_restricted_record_is_noted_also_beside_an_open_window(post: Post) -> None:
    person = post.add(
        "person",
        full_name="Lê Văn Tám",
        sex="Nam",
        birth_date="1980",
        occupation="Làm ruộng",
        current_address={"as_written": "Tổ dân phố 3"},
    )
    officer = post.ask("find", "officer")[0]["id"]
    id = post.add(
        "surrender",
        surrender_type="Đầu thú",
        person_id=person,
        received_at="2026-11-23T13:30",
        received_place="Trụ sở Công an phường",
        receiving_officer_id=officer,
        offence="Trộm cắp tài sản",
        statement="Lời khai không ai tìm được",
    )
    assert post.ask("find", "surrender", "khai") == []
    window = open_book(post.folder, REGISTERS, user=None, password=PASSWORD)
    try:
        before = len(entries(window.book.reading().connection))
        assert post.fields("surrender", id)["statement"] == "Lời khai không ai tìm được"
        post.ask("history", "surrender", id)
        post.ask("show", "person", person)
        newest = entries(window.book.reading().connection)
    finally:
        window.close()
    assert len(newest) == before + 2
    assert {(entry.action, entry.record) for entry in newest[:2]} == {
        ("open", id),
        ("history", id),
    }
