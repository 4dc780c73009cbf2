"""Killed while updating: the old or the new version starts, the book is whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.store import backup
from tests.furnishing import add_person
from tests.updating.conftest import Pc
from tests.updating.killing import Scene, Updater, hold
from tests.updating.making import tiny

UPDATES, WAYS_BACK = 22, 5


@pytest.fixture
def updater() -> Iterator[Updater]:
    """The process that is killed again and again."""
    made = Updater()
    yield made
    made.close()


@pytest.fixture
def scene(pc: Pc, tmp_path: Path) -> Scene:
    """A PC that was updated before, whose book holds a person, and an update on the stick."""
    tiny(pc.here.root, "0.9.0")
    (pc.here.root / "previous.txt").write_text("app-0.9.0\n", "ascii")
    add_person(pc.desk)
    pc.offer()
    return moved(pc, tmp_path / "canh", "1.0.0")


@pytest.fixture
def updated(pc: Pc, tmp_path: Path) -> Scene:
    """A PC that was updated to 1.1.0, whose book 1.0.0 reads no more, and has grown since."""
    shutil.rmtree(pc.here.home)
    tiny(pc.here.root, "1.0.0", refuses="PB-01")
    pc.offer()
    pc.desk.update(pc.stick)
    add_person(pc.desk)
    return moved(pc, tmp_path / "canh", "1.1.0")


def moved(pc: Pc, to: Path, running: str) -> Scene:
    """Close the book and return all of a PC as a scene."""
    made = Scene(to, pc.desk.book.key, pc.desk.me, running)
    backups = pc.desk.backup_folder()
    pc.desk.close()
    to.mkdir()
    for part in (pc.here.root, pc.desk.book.folder, pc.stick, backups):
        if part.exists():
            part.rename(to / part.name)
    return made


def spread(points: int, kills: int) -> range:
    """Return so many of the points or a few more, the last among them."""
    step = max(1, points // kills)
    return range((points - 1) % step, points, step)


def kill_updates(scene: Scene, updater: Updater, at: Path, kills: int) -> set[str]:
    """Kill updates at so many points; return which versions started afterwards."""
    digests = {digest(scene.copied(at / "dem"))}
    points = int(updater.run(scene.copied(at / "ca-lan")))
    assert hold(Scene(at / "ca-lan", scene.key, scene.me, "1.0.0"), digests)[0] == "1.1.0"
    left = set()
    for number, point in enumerate(spread(points, kills)):
        killed = scene.copied(at / "giet")
        assert updater.run(killed, point) == "killed"
        version, _ = hold(killed, digests)
        left.add(version)
        if number % 4 == 0 and version == "1.0.0":
            mended(killed)
    return left


def kill_ways_back(updated: Scene, updater: Updater, at: Path, kills: int) -> set[tuple[str, bool]]:
    """Kill ways back at so many points; return the versions, and whether the book was older."""
    now = digest(updated.copied(at / "dem"))
    whole_run = updated.copied(at / "ca-lan")
    points = int(updater.run(whole_run, back=True))
    then = digest(whole_run)
    assert then != now
    left = set()
    for point in spread(points, kills):
        killed = updated.copied(at / "giet")
        assert updater.run(killed, point, back=True) == "killed"
        version, found = hold(killed, {then, now})
        if found == then:  # then nothing of it is lost, and whoever starts next is told where
            kept = Path((killed.here.root / "returned.txt").read_text("utf-8"))
            assert [each.digest for each in backup.listed(kept.parent)] == [now]
        left.add((version, found == then))
    return left


def digest(scene: Scene) -> str:
    """Return the digest of a scene's book."""
    with scene.desk() as desk:
        return desk.digest().digest


def mended(scene: Scene) -> None:
    """The next try updates as if nothing had been, and leaves nothing of the killed one."""
    with scene.desk() as desk:
        done = desk.update(scene.at / "usb")
    assert scene.here.current() == "1.1.0"
    file = Path(done.backup)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert not [each for each in scene.here.root.iterdir() if each.name.endswith(".tmp")]
    assert not list(scene.at.glob("*-thu-cap-nhat"))


def test_killed_anywhere_the_old_or_the_new_version_starts_and_the_book_is_whole(
    scene: Scene, updater: Updater, tmp_path: Path
) -> None:
    assert kill_updates(scene, updater, tmp_path, UPDATES) == {"1.0.0", "1.1.0"}


def test_killed_on_the_way_back_the_book_is_one_of_both_and_nothing_is_lost(
    updated: Scene, updater: Updater, tmp_path: Path
) -> None:
    left = kill_ways_back(updated, updater, tmp_path, WAYS_BACK)
    assert ("1.1.0", False) in left
    assert ("1.0.0", False) not in left  # that one could not read it
