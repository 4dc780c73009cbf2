"""The live book stays on a fixed disk of this PC."""

from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.door import book_exists
from desktop_app.desk.entrance import restore_backup
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store.place import linux_kind, unsafe_kind
from tests.conftest import OFFICER_NAME, PASSWORD, WARD, Opener


@pytest.fixture
def pc(tmp_path: Path) -> Path:
    """A PC whose mounts and disks are written down in files, as the system's own are."""
    root = tmp_path / "pc"
    blocks = root / "block"
    for disk, removable in (("sda", "0"), ("sdb", "1")):
        whole = root / "devices" / disk
        (whole / f"{disk}1").mkdir(parents=True)
        (whole / "removable").write_text(removable + "\n", encoding="ascii")
        blocks.mkdir(exist_ok=True)
        (blocks / disk).symlink_to(whole)
        (blocks / f"{disk}1").symlink_to(whole / f"{disk}1")
    outside = root / "devices" / "usb1" / "sdc"
    outside.mkdir(parents=True)
    (outside / "removable").write_text("0\n", encoding="ascii")
    (blocks / "sdc").symlink_to(outside)
    mounts = root / "mounts"
    lines = [
        "/dev/sda1 / ext4 rw 0 0",
        f"/dev/sdb1 {root}/media/usb\\040kho vfat rw 0 0",
        f"/dev/sdc {root}/media/ngoài ext4 rw 0 0",
        f"may-chu:/chung {root}/mang nfs4 rw 0 0",
        f"//may-chu/chung {root}/mang-win cifs rw 0 0",
        f"tmpfs {root}/tam tmpfs rw 0 0",
        "bad line",
    ]
    mounts.write_text("\n".join(lines), encoding="utf-8")
    return root


def kind_of(pc: Path, folder: Path) -> str:
    """Return what kind of unsafe drive a folder of that PC is on."""
    return linux_kind(folder, pc / "mounts", pc / "block")


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("so", ""), ("media", ""), ("tam/so", ""), ("media/usb khoan/so", ""),
        ("media/usb kho/so", "ổ rời (USB)"), ("media/usb kho", "ổ rời (USB)"),
        ("media/ngoài/so", "ổ rời (USB)"),
        ("mang/so", "ổ mạng"), ("mang-win/a/b", "ổ mạng"),
    ],
)  # fmt: skip
def test_the_kind_of_drive_is_known(pc: Path, where: str, kind: str) -> None:
    assert kind_of(pc, pc / where) == kind


def test_a_link_to_a_stick_is_a_stick(pc: Path) -> None:
    (pc / "media" / "usb kho").mkdir(parents=True)
    (pc / "so").symlink_to(pc / "media" / "usb kho")
    assert kind_of(pc, pc / "so") == "ổ rời (USB)"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system calls removable."""
    monkeypatch.setenv("SO_ANTT_TEST_REMOVABLE", str(tmp_path / "usb"))
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def test_making_opening_and_restoring_on_a_stick_are_refused_with_the_safe_way(
    stick: Path, desk: Desk, folder: Path, opened: Opener
) -> None:
    made = desk.backup()
    desk.close()
    with pytest.raises(Trouble, match="USB chỉ để sao lưu") as trouble:
        create_book(stick / "so", REGISTERS, Founding(WARD, OFFICER_NAME, PASSWORD))
    assert trouble.value.code == "ND-01"
    with pytest.raises(Trouble) as trouble:
        restore_backup(made.file, stick / "so", REGISTERS, None, PASSWORD)
    assert trouble.value.code == "ND-01"
    assert not book_exists(stick / "so")
    folder.rename(stick / "so")
    with pytest.raises(Trouble) as trouble:
        opened(stick / "so")
    assert trouble.value.code == "ND-01"


def test_a_backup_onto_a_stick_is_welcome(stick: Path, desk: Desk) -> None:
    assert desk.backup(stick).verified


def test_where_nothing_is_known_of_drives_the_book_may_open(tmp_path: Path) -> None:
    assert linux_kind(tmp_path, tmp_path / "none", tmp_path) == ""
    assert unsafe_kind(tmp_path) == ""
