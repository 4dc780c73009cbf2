"""The sizes that the package may have; the officer carries it on an old stick."""

from pathlib import Path

MEGABYTE = 1_000_000
FOLDER, ZIP, INSTALLER = 130, 60, 40


def size(path: Path) -> float:
    """Return the megabytes of a file, or of all files in a folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file()) / MEGABYTE


def told(name: str, path: Path, most: float | None) -> tuple[str, bool]:
    """Return a line for people and whether the budget is kept; None where there is none."""
    has = size(path)
    limit = "no budget" if most is None else f"budget {most:g} MB"
    return f"{name}: {has:.1f} MB ({limit})", most is None or has <= most
