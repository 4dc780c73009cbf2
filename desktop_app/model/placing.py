"""A file written aside takes its place.

On Windows a virus scanner or the search index looks at a file for a moment after it was written,
and refuses that it be moved or replaced meanwhile.
"""

import time
from pathlib import Path

TRIES = 10
PAUSE_SECONDS = 0.05


def put_in_place(aside: Path, file: Path) -> None:
    """Move *aside* to *file*, over what is there; wait half a second for who looks at either.

    Raises OSError; then both are as they were.
    """
    for _ in range(TRIES - 1):
        try:
            aside.replace(file)
        except PermissionError:
            time.sleep(PAUSE_SECONDS)
        else:
            return
    aside.replace(file)
