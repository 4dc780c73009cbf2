"""Who may do what on this PC, from the terminal: officer, password, recover, access."""

import pytest

from tests.cli.post import Post
from tests.conftest import OFFICER_NAME, PASSWORD

SECOND = "Lê Thị Bình"
OTHER_PASSWORD = "mật khẩu thứ hai"
MINOR = {"full_name": "Hồ Thị Bé", "sex": "Nữ", "birth_date": "2015-05-05"}


@pytest.fixture
def two(post: Post, monkeypatch: pytest.MonkeyPatch) -> Post:
    """A post with a second account, an officer's."""
    monkeypatch.setenv("SO_ANTT_USER", OFFICER_NAME)
    monkeypatch.setenv("SO_ANTT_NEW_PASSWORD", OTHER_PASSWORD)
    post.ask("officer", "add", SECOND, "--role", "officer")
    return post


def sit(monkeypatch: pytest.MonkeyPatch, name: str, password: str) -> None:
    monkeypatch.setenv("SO_ANTT_USER", name)
    monkeypatch.setenv("SO_ANTT_PASSWORD", password)


def test_accounts_are_added_listed_given_roles_and_stopped(
    two: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [(one["name"], one["role"]) for one in two.ask("officer", "list")] == [
        (OFFICER_NAME, "chief"),
        (SECOND, "officer"),
    ]
    assert SECOND in two.type("officer", "list").out
    two.ask("officer", "role", SECOND, "reader")
    two.ask("officer", "disable", SECOND)
    last = two.ask("officer", "list")[1]
    assert (last["role"], last["disabled"]) == ("reader", True)
    sit(monkeypatch, SECOND, OTHER_PASSWORD)
    assert two.type("today").err.startswith("MO-03")


def test_what_is_wrong_is_told_and_changes_nothing(
    two: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two.refuse("officer", "add", SECOND).startswith("TK-01")
    assert two.refuse("officer", "disable", OFFICER_NAME).startswith("TK-03")
    assert two.refuse("officer", "role", "Không Ai", "chief").startswith("TK-02")
    assert "vai trò" in two.misuse("officer", "role", SECOND, "boss")
    assert "VAI_TRÒ" in two.misuse("officer", "role", SECOND)
    assert "HỌ_TÊN" in two.misuse("officer", "add")
    two.misuse("officer", "promote", SECOND)
    sit(monkeypatch, SECOND, OTHER_PASSWORD)
    assert two.refuse("officer", "list").startswith("QU-01")


def test_passwords_are_changed_and_a_new_sheet_is_made(
    two: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(monkeypatch, SECOND, OTHER_PASSWORD)
    monkeypatch.setenv("SO_ANTT_NEW_PASSWORD", "mật khẩu thứ ba")
    two.ask("password")
    assert two.type("today").err.startswith("MK-02")
    sit(monkeypatch, OFFICER_NAME, PASSWORD)
    code = two.ask("recover", "--new-sheet")["recovery"]
    monkeypatch.setenv("SO_ANTT_USER", SECOND)
    monkeypatch.setenv("SO_ANTT_RECOVERY", code.lower().replace("-", " "))
    monkeypatch.setenv("SO_ANTT_NEW_PASSWORD", "mật khẩu thứ tư")
    assert two.ask("recover") == {"name": SECOND}
    sit(monkeypatch, SECOND, "mật khẩu thứ tư")
    two.ask("today")


def test_a_restricted_record_of_another_wants_a_reason_and_the_log_keeps_it(
    two: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = two.add("person", **MINOR)
    sit(monkeypatch, SECOND, OTHER_PASSWORD)
    for command in (("show",), ("history",), ("undo",)):
        assert two.refuse(*command, "person", child).startswith("QU-02")
    two.ask("show", "person", child, "--reason", "Nhận bàn giao địa bàn")
    assert two.refuse("access").startswith("QU-01")
    sit(monkeypatch, OFFICER_NAME, PASSWORD)
    told = {(one["action"], one["why"]) for one in two.ask("access", "--record", child)}
    why = "Nhận bàn giao địa bàn"
    assert told == {("open", why), ("reason", why)}
    assert len(two.ask("access", "--deed", "open", "--from", "2026-11-23")) == 1
    assert two.ask("access", "--deed", "open", "--to", "2026-11-22") == []
    assert "Mở hồ sơ hạn chế" in two.type("access").out
