"""Where the data files that come with the program lie: beside the package, never inside it."""

from pathlib import Path

_PROGRAM_FOLDER = Path(__file__).resolve().parents[2]


def program_folder() -> Path:
    """Folder of the package and the data files that come with it."""
    return _PROGRAM_FOLDER


def resource(*parts: str) -> Path:
    """Path of a shipped data file, as in ``resource("codes", "sex.csv")``; it may not exist."""
    return _PROGRAM_FOLDER.joinpath("resources", *parts)


def forms_folder() -> Path:
    """Folder of the shipped printed forms."""
    return _PROGRAM_FOLDER / "forms"
