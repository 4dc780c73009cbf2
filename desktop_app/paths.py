"""Where the book of this PC lies."""

import os
from pathlib import Path

from platformdirs import user_data_path

APPLICATION = "so-antt"
DATA_VARIABLE = "SO_ANTT_DATA"


def data_folder(wanted: str | None = None) -> Path:
    """Return the folder of the book: the one asked for, else SO_ANTT_DATA, else this user's own."""
    chosen = wanted or os.environ.get(DATA_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else user_data_path(APPLICATION, False)
