"""A version's first start: the mark that it went well, and word of one that did not.

The launcher writes ``starting.txt`` before it starts a version without the mark; when that start
ends in failure, it switches back and leaves ``fell-back.txt``.
"""

from __future__ import annotations

from contextlib import suppress

from desktop_app.updating.installation import Installation, named_in, write_whole

STARTED_WELL = "started-well"
FELL_BACK, RETURNED = "fell-back.txt", "returned.txt"


def note_started(installation: Installation) -> None:
    """Mark the version that runs as good: its first window was painted."""
    mark = installation.home / STARTED_WELL
    with suppress(OSError):  # a folder that may only be read has no version to fall back to
        if not mark.exists():
            write_whole(mark, "")


def fell_back(installation: Installation) -> str:
    """Return the version that could not start, so that this one runs; empty when none was."""
    return named_in(installation.root / FELL_BACK)


def returned(installation: Installation) -> str:
    """Return which backup keeps the book that gave place to an older one; empty when none did."""
    try:
        return (installation.root / RETURNED).read_text("utf-8").strip()
    except (OSError, ValueError):
        return ""


def forget(installation: Installation) -> None:
    """The officer has been told of all this."""
    with suppress(OSError):
        for name in (FELL_BACK, RETURNED):
            (installation.root / name).unlink(missing_ok=True)
