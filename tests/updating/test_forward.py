"""An update on a made-up installation: done whole, or refused with everything as it was."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.desk.many import Stopped
from desktop_app.desk.permission import Role
from desktop_app.desk.updating import FORWARD, PARTS
from desktop_app.model.trouble import Trouble
from desktop_app.updating.unpacking import whole
from tests.conftest import Sitting
from tests.furnishing import add_person
from tests.store.test_disk import small_disk
from tests.updating.conftest import Pc
from tests.updating.making import NEWS, STRANGER, installation, packed, tiny


def test_an_update_is_offered_done_and_noted_and_the_stick_is_only_read(pc: Pc) -> None:
    add_person(pc.desk)
    file = pc.offer()
    before = file.read_bytes(), pc.desk.digest()
    offer = pc.desk.offered(pc.stick)
    assert offer is not None
    assert (offer.version, offer.newer, offer.news) == ("1.1.0", True, NEWS)
    steps: list[int] = []
    done = pc.desk.update(pc.stick, lambda done, _: steps.append(done // PARTS))
    assert (done.before, done.after) == ("1.0.0", "1.1.0")
    assert set(steps) >= set(range(len(FORWARD)))
    assert (pc.here.current(), pc.here.previous()) == ("1.1.0", "1.0.0")
    assert whole(pc.here.home_of("1.1.0"))
    assert (pc.here.home_of("1.1.0") / "python" / "python3").stat().st_mode & 0o111
    assert sorted(each.name for each in pc.here.root.iterdir() if each.suffix != ".lock") == [
        "app-1.0.0", "app-1.1.0", "cap-nhat.json", "current.txt", "previous.txt",
    ]  # fmt: skip
    assert Path(done.backup).is_file()
    assert (file.read_bytes(), pc.desk.digest()) == before
    assert [one.why for one in pc.desk.access_log() if one.deed == "update"] == ["1.0.0 → 1.1.0"]


def test_two_updates_leave_one_version_to_go_back_to_and_its_backup(pc: Pc) -> None:
    pc.offer()
    first = pc.desk.update(pc.stick)
    pc.desk.program = installation(pc.here.home_of("1.1.0")).home / "app"
    pc.offer("1.10.0")
    second = pc.desk.update(pc.stick)
    assert (second.before, second.after) == ("1.1.0", "1.10.0")
    assert not pc.here.home_of("1.0.0").exists()
    assert not Path(first.backup).exists()
    assert Path(second.backup).is_file()
    assert pc.desk.last_backup() is None  # they lie apart from the daily ones


def waiting_for_its_start(pc: Pc) -> None:
    pc.offer()
    pc.desk.update(pc.stick)
    pc.offer("1.2.0")


def another_maker(pc: Pc) -> None:
    packed(tiny(pc.workshop, "1.1.0"), pc.stick, STRANGER)


def no_key(pc: Pc) -> None:
    pc.offer()
    (pc.here.home / "app" / "release_key.pub").unlink()


def in_use_elsewhere(pc: Pc) -> None:
    pc.offer()
    (pc.here.root / "cap-nhat.lock").mkdir()


REFUSED: dict[str, tuple[str, Callable[[Pc], Any]]] = {
    "nothing there": ("CN-02", lambda pc: None),
    "the same": ("CN-05", lambda pc: pc.offer("1.0")),
    "an older one": ("CN-04", lambda pc: pc.offer("0.9.12")),
    "another maker": ("CN-03", another_maker),
    "no key": ("CN-01", no_key),
    "switched already": ("CN-13", waiting_for_its_start),
    "it fails its own test": ("CN-10", lambda pc: pc.offer(tested=3)),
    "it lost a record": ("CN-09", lambda pc: pc.offer(records=0)),
    "it found fault": ("CN-09", lambda pc: pc.offer(finding="KT-05 Hồ sơ khác với sổ cái.")),
    "the folder refuses": ("CN-17", in_use_elsewhere),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused_leaves_everything_as_it_was(pc: Pc, why: str) -> None:
    code, prepare = REFUSED[why]
    prepare(pc)
    before = pc.lies_there()
    with pytest.raises(Trouble) as refused:
        pc.desk.update(pc.stick)
    assert refused.value.code == code
    assert pc.lies_there() == before
    backups = pc.desk.backup_folder() / "truoc-cap-nhat"
    kept = [each.name for each in backups.iterdir()] if backups.exists() else []
    assert len(kept) == (why == "switched already")


@pytest.mark.parametrize("step", range(len(FORWARD) - 1))
def test_stopped_at_any_step_leaves_everything_as_it_was(pc: Pc, step: int) -> None:
    pc.offer()
    before, reached = pc.lies_there(), [0]

    def progress(done: int, _total: int) -> None:
        reached.append(done // PARTS)

    with pytest.raises(Stopped):
        pc.desk.update(pc.stick, progress, lambda: reached[-1] >= step and len(reached) > 1)
    assert pc.lies_there() == before
    assert pc.here.current() == "1.0.0"


def test_a_folder_that_may_not_be_written_to_is_told_before_anything(
    pc: Pc, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.offer()

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", denied)
    with pytest.raises(Trouble) as refused:
        pc.desk.update(pc.stick)
    assert refused.value.code == "CN-06"


def test_too_little_room_is_told_before_anything(pc: Pc, monkeypatch: pytest.MonkeyPatch) -> None:
    pc.offer()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    with pytest.raises(Trouble) as refused:
        pc.desk.update(pc.stick)
    assert refused.value.code == "CN-07"
    assert "MB" in refused.value.what


def test_a_disk_that_fills_up_on_the_way_is_told_and_nothing_is_left(
    pc: Pc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.offer(big=3_000_000)
    with small_disk(tmp_path / "o-nho", "2m") as disk:
        root = shutil.copytree(pc.here.root, disk / "SoANTT")
        pc.desk.program = root / "app-1.0.0" / "app"
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**9))
        with pytest.raises(Trouble) as refused:
            pc.desk.update(pc.stick)
        assert refused.value.code == "CN-07"
        left = sorted(each.name for each in root.iterdir())
        assert left == ["app-1.0.0", "cap-nhat.lock", "current.txt"]


def test_who_may_not_update_is_told(desk_of: Sitting, tmp_path: Path) -> None:
    for role in (Role.OFFICER, Role.READER):
        with pytest.raises(Trouble) as refused:
            desk_of(role).update(tmp_path)
        assert refused.value.code == "QU-01"
    with pytest.raises(Trouble) as refused:
        desk_of(Role.TECHNICIAN).update(tmp_path)
    assert refused.value.code == "CN-01"  # this source tree takes none
