"""A zip of the portable folder that comes out the same each time."""

import zipfile
from pathlib import Path

# The earliest moment a zip can hold: the times of the files depend on the machine that built them.
MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def write(folder: Path, archive: Path) -> None:
    """Pack *folder*, under its own name, sorted by path."""
    with zipfile.ZipFile(archive, "w") as packed:
        for file in sorted(f for f in folder.rglob("*") if f.is_file()):
            info = zipfile.ZipInfo(file.relative_to(folder.parent).as_posix(), MOMENT)
            info.external_attr = READABLE
            packed.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)
