"""Which PC this is: a book that wakes up on another one gets an identity of its own.

Two PCs that both went on as the same device would write two different changes of one number.
"""

from __future__ import annotations

import sys
import uuid
from hashlib import sha256
from pathlib import Path

MACHINE_ID = Path("/etc/machine-id")


def fingerprint() -> str:
    """Return what tells this PC from others: the system's own id and the network card's."""
    return sha256(f"{_system_id()}/{_card()}".encode()).hexdigest()[:32]


def _system_id() -> str:
    if sys.platform == "win32":
        return _machine_guid()
    try:
        return MACHINE_ID.read_text("ascii").strip()
    except OSError:
        return ""


def _machine_guid() -> str:
    import winreg  # noqa: PLC0415 - the module exists on Windows only

    key = "SOFTWARE\\Microsoft\\Cryptography"
    try:
        with winreg.OpenKey(  # type: ignore[attr-defined]  # Windows
            winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined]  # Windows
            key,
            0,
            winreg.KEY_READ | winreg.KEY_WOW64_64KEY,  # type: ignore[attr-defined]  # Windows
        ) as opened:
            return str(winreg.QueryValueEx(opened, "MachineGuid")[0])  # type: ignore[attr-defined]  # Windows
    except OSError:
        return ""


def _card() -> str:
    number = uuid.getnode()
    invented = number & (1 << 40)  # no card was found: the number is another at each start
    return "" if invented else f"{number:012x}"
