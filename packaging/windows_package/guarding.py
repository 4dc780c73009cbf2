"""Every library that a shipped program asks for is shipped or belongs to each Windows 10.

wine brings runtimes of its own along and so hides a missing one; this reads what is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pefile

SYSTEM = Path(__file__).with_name("windows_libraries.txt")
PROGRAMS = frozenset({".exe", ".dll", ".pyd"})
# The C runtime of Windows 10 stands behind names of this kind.
API_SETS = ("api-ms-win-", "ext-ms-win-")
_TABLES = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")


@dataclass(frozen=True)
class Guard:
    """Where Windows looks, as the program is started: beside what asks, and in *always*."""

    always: tuple[Path, ...]
    system: frozenset[str]

    def faults(self, folder: Path) -> list[str]:
        """Return a line for each library that a program under *folder* would not find."""
        return [
            f"{file.relative_to(folder).as_posix()} asks for {name}"
            for file in programs(folder)
            for name in imports(file)
            if not self._finds(name, file.parent)
        ]

    def _finds(self, name: str, beside: Path) -> bool:
        if name in self.system or name.startswith(API_SETS):
            return True
        places = (beside, *self.always)
        return any(file.name.lower() == name for place in places for file in place.glob("*.dll"))


def windows_libraries() -> frozenset[str]:
    """Return the libraries of Windows 10 1809 that the package may count on, in small letters."""
    lines = SYSTEM.read_text("ascii").splitlines()
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def programs(folder: Path) -> Iterator[Path]:
    """Return every program and library under *folder*."""
    return (f for f in sorted(folder.rglob("*")) if f.suffix.lower() in PROGRAMS and f.is_file())


def imports(file: Path) -> list[str]:
    """Return the libraries that a program asks for at once or later, in small letters."""
    with pefile.PE(str(file), fast_load=True) as program:
        wanted = [pefile.DIRECTORY_ENTRY[name] for name in _TABLES]
        program.parse_data_directories(directories=wanted, import_dllnames_only=True)
        tables = ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT")
        entries = [entry for table in tables for entry in getattr(program, table, [])]
        return sorted({entry.dll.decode("ascii").lower() for entry in entries})
