"""Damaged files through the terminal: a program gets its answer, a person the cause and the way."""

from pathlib import Path

import pytest

from tests.cli.post import Post


@pytest.mark.parametrize(
    ("name", "code"), [("so.antt", "TS-02"), ("khoa.json", "KH-02")], ids=["book", "keys"]
)
def test_a_check_answers_a_program_even_when_the_file_cannot_be_opened(
    post: Post, name: str, code: str
) -> None:
    file = post.folder / name
    file.write_bytes(file.read_bytes()[:100])
    answer = post.type("--json", "check", "--full")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert [finding["code"] for finding in answer.json["findings"]] == [code]
    assert answer.err.startswith(code)


def test_a_check_with_a_wrong_password_says_nothing_of_the_file(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SO_ANTT_PASSWORD", "một mật khẩu khác")
    answer = post.type("--json", "check")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("MK-02")


def test_a_damaged_page_is_named_in_vietnamese(post: Post) -> None:
    file = post.folder / "so.antt"
    whole = file.read_bytes()
    for page in range(len(whole) // 4096, 1, -1):
        data = bytearray(whole)
        data[page * 4096 - 100] ^= 0xFF
        file.write_bytes(data)
        answer = post.type("--json", "check", "--full")
        assert answer.code == 1
        found = {finding["code"]: finding["text"] for finding in answer.json["findings"]}
        if "TS-02" not in found:  # a page that opening the book does not need
            break
    assert found["KT-02"] == f"Trang dữ liệu số {page} bị hỏng."


def test_a_backup_that_is_not_there_is_not_called_damaged(post: Post, tmp_path: Path) -> None:
    told = post.refuse("restore", str(tmp_path / "không có"), "--to", str(tmp_path / "mới"))
    assert told.startswith("SL-04")
    assert not (tmp_path / "mới").exists()
