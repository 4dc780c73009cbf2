"""What a release consists of: one line for each file, with its SHA-256."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

NAME = "MANIFEST.sha256"
HANDED_OUT = "SHA256.txt"


def lines(folder: Path) -> list[str]:
    """Return ``hash  relative/path`` of every file but the manifest itself, sorted by path."""
    files = sorted(
        (file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file()
    )
    return [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}"
        for name, file in files
        if name != NAME
    ]


def write(folder: Path) -> None:
    """Write the manifest of *folder* into it."""
    text = "".join(f"{line}\n" for line in lines(folder))
    (folder / NAME).write_text(text, "utf-8", newline="\n")


def write_handed_out(out: Path, files: Iterable[Path]) -> None:
    """Write into *out* the hashes of the files that are handed out, as ``Get-FileHash`` says them.

    Whoever carries the stick compares the whole line by eye.
    """
    told = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest().upper()}  {file.name}" for file in files
    ]
    (out / HANDED_OUT).write_text("".join(f"{line}\r\n" for line in told), "utf-8", newline="")


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files that two folders do not have in common, or that differ."""
    apart = set(lines(one)) ^ set(lines(other))
    return sorted({line.partition("  ")[2] for line in apart})
