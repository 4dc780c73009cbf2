"""Whether a folder is a safe home for the live book: a local, fixed disk.

Sticks lie about flushing and shares lie about locks (sqlite.org, "How to corrupt"), so the
live book is refused there and the safe way is named.
"""

import ctypes
import os
import re
import sys
from pathlib import Path

from desktop_app.model.trouble import Trouble

WINDOWS_KINDS = {2: "ổ rời (USB)", 4: "ổ mạng", 5: "đĩa quang"}
NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "ncpfs"}
MOUNTS = Path("/proc/self/mounts")
BLOCK_DEVICES = Path("/sys/class/block")


def refuse_unsafe(folder: Path) -> None:
    """Raise Trouble when *folder* lies on a removable or network drive."""
    kind = unsafe_kind(folder)
    if kind:
        raise Trouble(
            f"Thư mục «{folder}» nằm trên {kind}.",
            "Sổ đang dùng không được để trên ổ rời hoặc ổ mạng vì rất dễ hỏng; "
            "chưa có gì bị thay đổi.",
            "Hãy để sổ trên ổ cứng của máy này; dùng USB chỉ để sao lưu và đồng bộ.",
            "ND-01",
        )


def unsafe_kind(folder: Path) -> str:
    """Return in Vietnamese what kind of unsafe drive *folder* is on; empty when it is safe."""
    if os.environ.get("SO_ANTT_TEST_REMOVABLE"):
        marked = Path(os.environ["SO_ANTT_TEST_REMOVABLE"]).resolve()
        return "ổ rời (USB)" if folder.resolve().is_relative_to(marked) else ""
    if sys.platform == "win32":
        return _windows_kind(folder)
    return linux_kind(folder, MOUNTS, BLOCK_DEVICES)


def _windows_kind(folder: Path) -> str:
    root = folder.resolve().anchor
    if root.startswith("\\\\"):
        return "ổ mạng"
    drive_type = ctypes.windll.kernel32.GetDriveTypeW(root)  # type: ignore[attr-defined]  # Windows
    return WINDOWS_KINDS.get(drive_type, "")


def linux_kind(folder: Path, mounts: Path, blocks: Path) -> str:
    """Return what ``unsafe_kind`` does; *mounts* and *blocks* are /proc and /sys on a real PC."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    home = folder.resolve()
    found = ("", "", "")
    for line in lines:
        device, point, system = [*line.split(" "), "", ""][:3]
        point = point.replace("\\040", " ")
        if home.is_relative_to(point) and len(point) >= len(found[1]):
            found = (device, point, system)
    if found[2] in NETWORK_SYSTEMS:
        return "ổ mạng"
    return "ổ rời (USB)" if _is_removable(found[0], blocks) else ""


def _is_removable(device: str, blocks: Path) -> bool:
    """Tell a stick, which calls itself removable, or a disk on a USB cable, which does not."""
    block = blocks / Path(device).name
    if any(re.fullmatch(r"usb\d+", part) for part in block.resolve().parts):
        return True
    for place in (block, block.resolve().parent):
        try:
            return (place / "removable").read_text(encoding="ascii").strip() == "1"
        except OSError:
            continue
    return False
