"""Where the data files that come with the program lie: beside the package, never inside it."""

from pathlib import Path

_PROGRAM_FOLDER = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """Path of a shipped data file, as in ``resource("codes", "sex.csv")``; it may not exist."""
    return _PROGRAM_FOLDER.joinpath("resources", *parts)


def shipped(*parts: str) -> Path:
    """Path of a file that the package for officers adds; it exists in none but that."""
    return _PROGRAM_FOLDER.joinpath(*parts)


def forms_folder() -> Path:
    """Folder of the shipped printed forms."""
    return _PROGRAM_FOLDER / "forms"
