"""The book as a whole through the terminal: made, checked, repaired, saved, restored, practised."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from desktop_app.desk.entrance import open_book
from desktop_app.registers import REGISTERS
from tests.cli.post import Post
from tests.conftest import PASSWORD

AREA = {"name": "Thôn Đoài", "kind": "Thôn"}


def book_files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix == ".antt"}


def test_a_new_book_tells_its_unit_device_and_recovery_code(bare_post: Post) -> None:
    made = bare_post.ask("init", "--unit", "08716", "--officer", "Trần Thị Ánh")
    assert set(made) == {"book", "unit", "device", "recovery"}
    assert made["unit"] == "08716"
    assert Path(made["book"]).parent == bare_post.folder
    assert len(made["recovery"].replace("-", "")) == 32
    (officer,) = bare_post.ask("find", "officer")
    assert bare_post.fields("officer", officer["id"])["full_name"] == "Trần Thị Ánh"
    (change,) = bare_post.ask("history", "officer", officer["id"])
    assert change["device"] == made["device"]


def test_a_new_book_is_told_in_words(bare_post: Post) -> None:
    answer = bare_post.type("init", "--unit", "08716", "--officer", "Trần Thị Ánh")
    assert "Phường Vĩnh Phúc" in answer.out
    assert "Mã khôi phục" in answer.out


@pytest.mark.parametrize(
    ("unit", "officer", "secret", "code"),
    [
        ("99999", "Trần Thị Ánh", PASSWORD, "TA-01"),
        ("25", "Trần Thị Ánh", PASSWORD, "TA-01"),
        ("08716", "Trần Thị Ánh", "ngắn", "MK-01"),
        ("08716", " ", PASSWORD, "TA-03"),
    ],
)
def test_a_book_that_cannot_be_is_not_begun(
    bare_post: Post,
    monkeypatch: pytest.MonkeyPatch,
    unit: str,
    officer: str,
    secret: str,
    code: str,
) -> None:
    monkeypatch.setenv("SO_ANTT_PASSWORD", secret)
    answer = bare_post.type("init", "--unit", unit, "--officer", officer)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(code)
    assert not bare_post.folder.exists()


@pytest.mark.parametrize("words", [("init", "--unit", "08716", "--officer", "A B"), ("demo",)])
def test_a_book_is_never_made_over_another(post: Post, words: tuple[str, ...]) -> None:
    before = book_files(post.folder)
    assert "TA-02" in post.refuse(*words)
    assert book_files(post.folder) == before


def test_without_a_book_the_way_to_one_is_told(bare_post: Post) -> None:
    answer = bare_post.type("find", "area")
    assert answer.code == 1
    assert "init" in answer.err
    assert not bare_post.folder.exists()


def test_a_wrong_password_opens_nothing(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SO_ANTT_PASSWORD", "không phải mật khẩu")
    answer = post.type("--json", "find", "officer")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("MK-02")


def test_without_a_terminal_a_missing_password_is_not_waited_for(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SO_ANTT_PASSWORD")
    answer = post.type("digest")
    assert (answer.code, answer.out) == (1, "")
    assert "SO_ANTT_PASSWORD" in answer.err


def test_the_digest_follows_every_change(post: Post) -> None:
    first = post.ask("digest")
    assert set(first) == {"digest", "records", "changes"}
    id = post.add("area", **AREA)
    second = post.ask("digest")
    assert second["digest"] != first["digest"]
    assert (second["records"], second["changes"]) == (first["records"] + 1, first["changes"] + 1)
    post.edit("area", id, name="Thôn Đông")
    post.ask("undo", "area", id)
    third = post.ask("digest")
    assert third["digest"] == second["digest"]
    assert third["changes"] == second["changes"] + 2
    assert second["digest"] in post.type("digest").out


def test_reading_works_beside_an_open_window_and_writing_is_refused(post: Post) -> None:
    id = post.add("area", **AREA)
    window = open_book(post.folder, REGISTERS, user=None, password=PASSWORD)
    try:
        assert [row["id"] for row in post.ask("find", "area")] == [id]
        assert post.fields("area", id) == AREA
        assert post.ask("check")["ok"] is True
        said = post.refuse("add", "area", "--from", "-", given='{"name": "a", "kind": "Thôn"}')
        assert said.startswith("MO-01")
        for words in (("delete", "area", id, "--reason", "x"), ("undo", "area", id)):
            assert post.refuse(*words).startswith("MO-01")
    finally:
        window.close()


def test_a_whole_book_passes_its_check(post: Post) -> None:
    post.add("area", **AREA)
    assert post.ask("check", "--full") == {"ok": True, "findings": []}
    assert post.type("check").out == "Sổ nguyên vẹn.\n"


def test_repair_makes_the_tables_again_and_changes_no_record(post: Post) -> None:
    post.add("area", **AREA)
    before = post.ask("digest")
    answer = post.type("check", "--repair")
    assert answer.code == 0
    assert "Đã dựng lại 2 hồ sơ" in answer.out
    assert post.ask("digest") == before
    assert len(post.ask("backups")) == 1


def test_tables_that_differ_from_the_ledger_are_found_and_repaired(post: Post) -> None:
    id = post.add("area", **AREA)
    desk = open_book(post.folder, REGISTERS, user=None, password=PASSWORD)
    with desk.book.transaction() as into:
        into.connection.execute("UPDATE area SET name = 'Thôn Giả'")
    desk.close()
    answer = post.type("check", "--full", "--json")
    assert answer.code == 1
    assert answer.json["ok"] is False
    assert [set(finding) for finding in answer.json["findings"]] == [{"code", "text"}]
    assert id in answer.json["findings"][0]["text"]
    assert "check --repair" in answer.err
    assert post.type("check", "--full").out.startswith("KT-05")
    assert post.ask("check", "--repair")["ok"] is True
    assert post.fields("area", id) == AREA


@pytest.mark.parametrize("harm", ["truncated", "scribbled", "emptied", "keyless"])
def test_a_damaged_book_is_refused_in_words_and_left_alone(post: Post, harm: str) -> None:
    book = post.folder / "so.antt"
    whole = book.read_bytes()
    if harm == "truncated":
        book.write_bytes(whole[:5_000])
    elif harm == "scribbled":
        book.write_bytes(os.urandom(4_096) + whole[4_096:])
    elif harm == "emptied":
        book.write_bytes(b"")
    else:
        (post.folder / "khoa.json").write_text("{}", encoding="utf-8")
    before = book_files(post.folder)
    for words in (("find", "area"), ("check",), ("digest", "--json")):
        answer = post.type(*words)
        assert (answer.code, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 3
        assert "PM-01" not in answer.err
    assert book_files(post.folder) == before


def test_a_backup_is_restored_to_the_same_state_as_another_device(post: Post) -> None:
    id = post.add("area", **AREA)
    before = post.ask("digest")
    made = post.ask("backup")
    assert set(made) == {"file", "records", "digest"}
    assert (made["records"], made["digest"]) == (before["records"], before["digest"])
    (listed,) = post.ask("backups")
    assert set(listed) == {"file", "made", "records", "verified"}
    assert (listed["file"], listed["verified"]) == (made["file"], True)
    assert Path(made["file"]).name in post.type("backups").out

    to = post.folder.parent / "khoi-phuc"
    restored = post.ask("restore", made["file"], "--to", str(to))
    assert set(restored) == {"digest", "device"}
    assert restored["digest"] == before["digest"]
    assert restored["device"] != post.ask("history", "area", id)[0]["device"]
    assert post.ask("digest", "--data", str(to)) == before


def test_a_backup_goes_where_it_is_told(post: Post) -> None:
    to = post.folder.parent / "usb"
    made = post.ask("backup", str(to))
    assert Path(made["file"]).parent == to
    assert "SL-01" in post.refuse("backup", str(post.folder / "trong"))


def test_what_is_no_whole_backup_is_not_restored(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(post.ask("backup")["file"])
    to = post.folder.parent / "moi"
    assert "SL-02" in post.refuse("restore", str(file), "--to", str(post.folder))
    cut = file.with_name("cut" + file.suffix)
    cut.write_bytes(file.read_bytes()[:-2_000])
    post.refuse("restore", str(cut), "--to", str(to))
    post.refuse("restore", str(file) + ".nowhere", "--to", str(to))
    monkeypatch.setenv("SO_ANTT_PASSWORD", "không phải mật khẩu")
    answer = post.type("restore", str(file), "--to", str(to))
    assert (answer.code, answer.err[:5]) == (1, "MK-02")
    assert not to.exists() or not any(to.iterdir())


def test_a_practice_book_is_made_and_marked(bare_post: Post) -> None:
    made = bare_post.ask("demo", "--records", "30", "--seed", "7")
    assert set(made) == {"book", "records"}
    assert made["records"] == bare_post.ask("digest")["records"] > 30
    assert bare_post.ask("check", "--full")["ok"] is True
    desk = open_book(bare_post.folder, REGISTERS, user=None, password=PASSWORD, writing=False)
    assert desk.practice is True
    desk.close()
    people = bare_post.ask("find", "person")
    shown = (bare_post.fields("person", row["id"]) for row in people[:10])
    numbers = [fields["id_number"] for fields in shown if "id_number" in fields]
    assert numbers
    assert {number[:3] for number in numbers} == {"000"}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_only_be_read_is_refused_for_writing(post: Post) -> None:
    post.folder.chmod(0o555)
    try:
        answer = post.type("add", "area", "--from", "-", given='{"name": "a", "kind": "Thôn"}')
    finally:
        post.folder.chmod(0o755)
    assert answer.code == 1
    assert answer.err.startswith("OD-0")


def test_a_book_on_a_stick_is_refused(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = post.folder.parent / "usb"
    shutil.copytree(post.folder, stick / "so")
    monkeypatch.setenv("SO_ANTT_TEST_REMOVABLE", str(stick))
    answer = post.type("digest", "--data", str(stick / "so"))
    assert answer.code == 1
    assert answer.err.startswith("ND-01")


def test_the_recovery_code_opens_the_door_to_a_new_password(
    bare_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bare_post.ask("init", "--unit", "08716", "--officer", "Trần Thị Ánh")
    monkeypatch.setenv("SO_ANTT_RECOVERY", made["recovery"].lower().replace("-", " "))
    monkeypatch.setenv("SO_ANTT_PASSWORD", "một câu khác hẳn")
    assert "MK-02" in bare_post.type("digest").err
    assert bare_post.ask("recover") == {"name": "Trần Thị Ánh"}
    assert bare_post.ask("digest")["records"] == 1
    monkeypatch.setenv("SO_ANTT_PASSWORD", PASSWORD)
    assert "MK-02" in bare_post.type("digest").err


def test_a_wrong_recovery_code_changes_nothing(
    bare_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare_post.ask("init", "--unit", "08716", "--officer", "Trần Thị Ánh")
    before = book_files(bare_post.folder)
    monkeypatch.setenv("SO_ANTT_RECOVERY", "2222-3333-4444-5555-6666-7777-8888-9999")
    assert "MO-06" in bare_post.refuse("recover")
    assert book_files(bare_post.folder) == before
    assert bare_post.ask("digest")["records"] == 1


def test_a_restore_that_was_cut_short_is_done_again_in_the_same_folder(post: Post) -> None:
    file = post.ask("backup")["file"]
    to = post.folder.parent / "moi"
    (to / "dang-tao").mkdir(parents=True)
    (to / "dang-tao" / "so.antt").write_bytes(b"half a book")
    (to / "khoa.json").write_bytes(b"{}")
    assert post.ask("restore", file, "--to", str(to))["digest"] == post.ask("digest")["digest"]
    assert not (to / "dang-tao").exists()
