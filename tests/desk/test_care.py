"""What was being typed, the settings of a PC, the office, the check, other threads."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.desk import auditing
from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from tests.conftest import LIGHT, Clock, Opener
from tests.furnishing import add_person
from tests.store.meddling import meddle


def test_what_was_being_typed_comes_back_after_closing(
    desk: Desk, opened: Opener, clock: Clock
) -> None:
    before = desk.digest()
    desk.keep_draft("moi-1", "person", "", {"full_name": "Vũ V"})
    clock.forward(minutes=1)
    desk.keep_draft("moi-2", "person", "x", {"full_name": "nửa chữ \ud83d"})
    clock.forward(minutes=1)
    desk.keep_draft("moi-1", "person", "", {"full_name": "Vũ Văn"})
    assert desk.digest() == before
    desk.close()
    again = opened(desk.book.folder)
    assert [(draft.key, draft.values["full_name"]) for draft in again.drafts()] == [
        ("moi-1", "Vũ Văn"),
        ("moi-2", "nửa chữ \ud83d"),
    ]
    again.drop_draft("moi-1")
    assert [draft.key for draft in again.drafts()] == ["moi-2"]


def test_another_officer_does_not_see_what_was_being_typed(
    desk: Desk, folder: Path, clock: Clock
) -> None:
    desk.keep_draft("moi-1", "person", "", {"full_name": "Vũ V"})
    desk.add("officer", OTHER)
    desk.add_account("Lê Thị Bình", Role.OFFICER, "mật khẩu thứ hai", passes=LIGHT)
    desk.close()
    theirs = open_book(
        folder, REGISTERS, user="le thi binh", password="mật khẩu thứ hai", clock=clock
    )
    assert theirs.drafts() == []
    assert theirs.my_name == "Lê Thị Bình"
    assert theirs.history("person", add_person(theirs))[0].officer == "Lê Thị Bình"
    theirs.close()


OTHER = {
    "full_name": "Lê Thị Bình", "rank": "Đại úy", "position": "Cán bộ", "from_on": "2025-07-01",
}  # fmt: skip


def test_settings_belong_to_the_pc_and_survive_garbage(
    desk: Desk, folder: Path, opened: Opener
) -> None:
    desk.set_setting("font", 12)
    desk.set_setting("sizes", [1, 2])
    desk.close()
    again = opened(folder)
    assert (again.setting("font", 9), again.setting("none", "x")) == (12, "x")
    again.close()
    for garbage in (b"", b"\xff", b"[1]", b"{" * 9_000):
        (folder / "cai-dat.json").write_bytes(garbage)
        third = opened(folder)
        assert third.setting("font", 9) == 9
        third.set_setting("font", 10)
        third.close()


def test_the_office_is_the_wards_own_until_it_is_edited(desk: Desk, opened: Opener) -> None:
    assert desk.office.name == "Công an phường Vĩnh Yên"
    desk.edit_office({"duty_phone": "0211 3 861 234"})
    desk.close()
    again = opened(desk.book.folder)
    assert again.office.duty_phone == "0211 3 861 234"
    assert again.office.name == "Công an phường Vĩnh Yên"


@pytest.mark.parametrize("full", [False, True])
def test_a_short_check_sees_the_newest_records(desk: Desk, full: bool) -> None:
    add_person(desk)
    assert desk.check(full=full).ok
    meddle(desk, "UPDATE person SET full_name = 'Ma'")
    found = desk.check(full=full)
    assert [finding.code for finding in found.findings] == ["KT-05"]
    assert "Con người" in found.findings[0].text


def test_the_status_bar_knows_what_was_saved(desk: Desk, clock: Clock) -> None:
    assert (desk.saved_at, desk.last_backup()) == (None, None)
    add_person(desk)
    assert desk.saved_at == clock()


def test_a_book_at_any_date_saves_and_checks(desk: Desk, clock: Clock) -> None:
    for moment in ("1970-01-01T00:00:01", "2038-01-19T10:14:08", "2099-12-31T23:59:59"):
        clock.moment = datetime.fromisoformat(moment)
        add_person(desk, birth_date="1960", note=moment)
        assert desk.check(full=True).ok
        assert desk.backup().verified
        desk.alerts()


def test_every_deed_that_the_access_log_notes_is_told_in_words() -> None:
    sources = Path(auditing.__file__).parent.glob("*.py")
    texts = [source.read_text("utf-8") for source in sources]
    noted = {
        deed for text in texts for deed in re.findall(r'(?:note_access|entry)\(\s*"(\w+)"', text)
    }
    assert {"sync", "device", "export", "erase"} <= noted <= auditing.DEEDS.keys()
