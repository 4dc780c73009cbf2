"""Finding sticks, which the system calls removable and mounts; writing on them whole or not."""

from pathlib import Path

import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.sync.stick import Stick
from desktop_app.sync.sticks import is_removable, mounted_sticks

MOUNTS = (
    "/dev/sda2 / ext4 rw 0 0\n"
    "/dev/sdb1 /media/an/CONG\\040AN vfat rw 0 0\n"
    "/dev/sdc1 /run/media/an/KHO exfat rw 0 0\n"
    "/dev/sda3 /mnt/du-lieu ext4 rw 0 0\n"
    "tmpfs /media/gia tmpfs rw 0 0\n"
    "/dev/sdd1 /home/an/cho vfat rw 0 0\n"
)


def test_only_removable_disks_where_sticks_are_mounted_are_sticks() -> None:
    found = mounted_sticks(MOUNTS, lambda device: device != "sda3")
    assert list(found) == [Path("/media/an/CONG AN"), Path("/run/media/an/KHO")]


@pytest.mark.parametrize(
    ("disk", "flag", "expected"),
    [
        ("devices/pci/usb1/sdb", "1", True),
        ("devices/pci/usb1/sdc", "0", True),  # a large one that calls itself a fixed disk
        ("devices/pci/ata1/sda", "0", False),
    ],
)
def test_a_partition_is_as_removable_as_its_disk(
    tmp_path: Path, disk: str, flag: str, *, expected: bool
) -> None:
    whole = tmp_path / disk
    part = whole / f"{whole.name}1"
    part.mkdir(parents=True)
    (whole / "removable").write_text(f"{flag}\n", "ascii")
    blocks = tmp_path / "class"
    blocks.mkdir()
    (blocks / part.name).symlink_to(part)
    (blocks / whole.name).symlink_to(whole)
    assert is_removable(part.name, blocks) is expected
    assert is_removable(whole.name, blocks) is expected
    assert not is_removable("khong-co", blocks)


def test_what_the_stick_could_not_take_whole_is_not_left_there_in_part(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits the size of a file")
    stick = Stick(tmp_path, "08707")
    stick.write("một.sol", b"x" * 100)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(Trouble) as refused:
            stick.write("hai.sol", b"y" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.code == "DB-03"
    assert [file.name for file in stick.home.iterdir()] == ["một.sol"]
