"""A file or folder written aside takes its place.

On Windows a virus scanner or the search index looks at a file for a moment after it was written,
and refuses that it be moved or replaced meanwhile.
"""

import time
from pathlib import Path

PAUSE_SECONDS = 0.05
USUAL_PATIENCE = 0.5


def put_in_place(aside: Path, place: Path, patience: float = USUAL_PATIENCE) -> None:
    """Move *aside* to *place*, over a file that is there; wait for who looks at either.

    *patience* in seconds: a whole program folder is looked at longer than one file. Raises
    OSError; then both are as they were.
    """
    for _ in range(round(patience / PAUSE_SECONDS) - 1):
        try:
            aside.replace(place)
        except PermissionError:
            time.sleep(PAUSE_SECONDS)
        else:
            return
    aside.replace(place)
