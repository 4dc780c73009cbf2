"""Killed while updating: the old or the new version starts, the book is whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.furnishing import add_person
from tests.updating.conftest import Pc
from tests.updating.killing import Scene, Updater, hold
from tests.updating.making import tiny

KILLS = 22


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
    made = Scene(tmp_path / "canh", pc.desk.book.key, pc.desk.me, "1.0.0")
    pc.desk.close()
    made.at.mkdir()
    for part in (pc.here.root, pc.desk.book.folder, pc.stick):
        part.rename(made.at / part.name)
    return made


def kill_everywhere(scene: Scene, updater: Updater, at: Path, kills: int) -> set[str]:
    """Kill updates at so many points spread over all there are; return what was left each time."""
    whole_run = scene.copied(at / "ca-lan")
    before = hold(whole_run, {"1.0.0"}, digests := {digest(scene.copied(at / "dem"))})
    points = int(updater.run(whole_run))
    assert hold(whole_run, {"1.1.0"}, digests)
    left = {before}
    step = max(1, points // kills)
    for number, point in enumerate(range(points % step, points, step)):
        killed = scene.copied(at / "giet")
        assert updater.run(killed, point) == "killed"
        left.add(hold(killed, {"1.0.0", "1.1.0"}, digests))
        if number % 4 == 0 and killed.here.current() == "1.0.0":
            mended(killed)
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
    assert sorted(each.name for each in Path(done.backup).parent.iterdir()) == [
        Path(done.backup).name
    ]
    assert not [each for each in scene.here.root.iterdir() if each.name.endswith(".tmp")]
    assert not list(scene.at.glob("*-thu-cap-nhat"))


def test_killed_anywhere_the_old_or_the_new_version_starts_and_the_book_is_whole(
    scene: Scene, updater: Updater, tmp_path: Path
) -> None:
    left = kill_everywhere(scene, updater, tmp_path, KILLS)
    assert {each.split()[0] for each in left} == {"1.0.0", "1.1.0"}
