"""Back to the version before: with the present book where it can, else with the one of before."""

import shutil
from pathlib import Path

import pytest

from desktop_app.desk.entrance import open_book, restore_backup
from desktop_app.desk.started import news_of_start, note_started
from desktop_app.desk.updating import WouldLose
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import backup
from desktop_app.store.driver import connect
from tests.conftest import PASSWORD, Clock
from tests.furnishing import add_person
from tests.updating.conftest import Pc
from tests.updating.making import packed, present, real, tiny, typed


def updated(pc: Pc, **before: str) -> Pc:
    """Update to 1.1.0, let that one run, and enter somebody; 1.0.0 is such as *before* says."""
    shutil.rmtree(pc.here.home)
    tiny(pc.here.root, "1.0.0", **before)  # type: ignore[arg-type]  # traits of one kind
    add_person(pc.desk, "Vũ Văn Trước")
    pc.offer()
    pc.desk.update(pc.stick)
    pc.desk.program = pc.here.home_of("1.1.0") / "app"
    return pc


def test_the_version_before_goes_on_with_the_present_book(pc: Pc) -> None:
    updated(pc)
    add_person(pc.desk, "Vũ Văn Sau")
    before = pc.desk.digest()
    assert pc.desk.previous_version() == "1.0.0"
    done = pc.desk.go_back()
    assert (done.version, done.returned, done.entered) == ("1.0.0", False, [])
    assert (pc.here.current(), pc.here.previous()) == ("1.0.0", "1.1.0")
    assert pc.desk.digest() == before
    assert done.kept.is_file()
    pc.desk.program = pc.here.home / "app"
    pc.offer()
    assert pc.desk.update(pc.stick).after == "1.1.0"  # and forward again


def test_a_version_that_cannot_read_the_book_says_first_what_would_be_lacking(pc: Pc) -> None:
    updated(pc, refuses="PB-01")
    after = add_person(pc.desk, "Vũ Văn Sau")
    before = pc.lies_there(), pc.desk.digest()
    with pytest.raises(WouldLose) as told:
        pc.desk.go_back()
    assert told.value.entered == [("person", after)]
    assert "1 hồ sơ" in told.value.what
    assert (pc.lies_there(), pc.desk.digest()) == before
    kept = pc.desk.backup_folder() / "truoc-khi-tro-ve"
    assert list(kept.iterdir()) == []


def test_agreed_to_the_book_of_before_the_update_comes_back_and_nothing_is_lost(
    pc: Pc, folder: Path, tmp_path: Path, clock: Clock
) -> None:
    updated(pc, refuses="PB-01")
    then = pc.desk.digest()
    device = pc.desk.book.meta("device")
    after = add_person(pc.desk, "Vũ Văn Sau")
    now = pc.desk.digest()
    done = pc.desk.go_back(restoring=True)
    assert (done.version, done.returned, done.entered) == ("1.0.0", True, [("person", after)])
    assert pc.here.current() == "1.0.0"
    program = pc.here.home / "app"
    news = news_of_start(program)
    assert news is not None
    assert str(done.kept) in news[1]
    note_started(program)
    assert news_of_start(program) is None
    again = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=clock)
    assert again.digest().digest == then.digest
    assert again.check(full=True).ok
    assert again.book.meta("device") != device  # its changes since may be on other PCs
    again.close()
    restored = restore_backup(done.kept, tmp_path / "xem-lai", REGISTERS, None, PASSWORD, clock)
    assert restored.digest == now.digest
    assert sorted(each.name for each in folder.glob("tro-ve*")) == []


def test_without_a_whole_version_before_there_is_no_way_back(pc: Pc) -> None:
    assert pc.desk.previous_version() == ""
    with pytest.raises(Trouble) as refused:
        pc.desk.go_back()
    assert refused.value.code == "CN-11"
    updated(pc)
    (pc.here.home / "LICENSES" / "Qt.txt").write_text("sửa", "utf-8")
    with pytest.raises(Trouble) as refused:
        pc.desk.go_back()
    assert refused.value.code == "CN-11"
    assert pc.here.current() == "1.1.0"


def test_a_version_before_that_does_not_run_is_not_gone_back_to(pc: Pc) -> None:
    updated(pc, refuses="TS-02")
    with pytest.raises(Trouble) as refused:
        pc.desk.go_back(restoring=True)
    assert refused.value.code == "CN-10"
    assert pc.here.current() == "1.1.0"


def test_without_the_updates_backup_the_newer_book_is_kept(pc: Pc) -> None:
    updated(pc, refuses="PB-01")
    shutil.rmtree(pc.desk.backup_folder() / "truoc-cap-nhat")
    before = pc.desk.digest()
    with pytest.raises(Trouble) as refused:
        pc.desk.go_back(restoring=True)
    assert refused.value.code == "CN-12"
    assert (pc.here.current(), pc.desk.digest()) == ("1.1.0", before)


def test_a_book_that_is_read_elsewhere_stays_in_its_place(pc: Pc, folder: Path) -> None:
    updated(pc, refuses="PB-01")
    add_person(pc.desk, "Vũ Văn Sau")
    now, key = pc.desk.digest(), pc.desk.book.key
    reader = connect(folder / "so.antt", key, writing=False)
    reader.execute("SELECT count(*) FROM change").fetchone()
    with pytest.raises(Trouble) as refused:
        pc.desk.go_back(restoring=True)
    assert refused.value.code == "CN-18"
    reader.close()
    assert pc.here.current() == "1.1.0"
    assert not (pc.here.root / "returned.txt").exists()
    again = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
    assert again.digest() == now
    again.close()


def test_the_whole_story_with_real_programs_and_a_newer_format(
    pc: Pc, folder: Path, tmp_path: Path
) -> None:
    shutil.rmtree(pc.here.home)
    old = present(pc.here.root, "1.0.0")
    packed(real(tmp_path / "noi-phat-hanh", "1.1.0", reads=2), pc.stick)
    pc.desk.update(pc.stick)
    pc.desk.close()
    new = pc.here.home_of(pc.here.current())
    person = '{"full_name": "Vũ Văn Sau", "sex": "Nam", "birth_date": "1980"}'
    done = typed(new, folder, "add", "person", "--from", "-", given=person)
    assert done.returncode == 0, done.stderr

    file = folder / "so.antt"
    before = file.read_bytes()
    refused = typed(old, folder, "find", "person")
    assert refused.returncode == 1
    assert refused.stderr.startswith("PB-01")
    assert file.read_bytes() == before

    done = typed(new, folder, "update", "--back", "--restore")
    assert done.returncode == 0, done.stderr
    assert "1 hồ sơ ghi sau đó chỉ còn trong bản sao lưu" in done.stdout
    assert pc.here.current() == "1.0.0"
    (kept,) = (folder.with_name("du-lieu-sao-luu") / "truoc-khi-tro-ve").iterdir()
    assert kept.suffix == backup.ENDING

    found = typed(old, folder, "find", "person")
    assert (found.returncode, "Vũ Văn Sau" in found.stdout) == (0, False), found.stderr
