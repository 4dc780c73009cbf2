"""Finding sticks: what the system calls removable, in the places where sticks are mounted."""

from pathlib import Path

import pytest

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
