"""Whether the words of a command line are for the terminal, before anything of it is loaded."""

from collections.abc import Sequence

WITH_VALUE = ("--data", "--user", "--practice-run")
SHARED_FLAGS = ("--json", "-h", "--help", "--version")


def asks_terminal(argv: Sequence[str]) -> bool:
    """Whether the words name a command or ask for help; without one the window opens."""
    return first_word(argv) is not None or any(word in SHARED_FLAGS for word in argv)


def first_word(argv: Sequence[str]) -> int | None:
    """Return where the first word stands that is neither an option nor an option's value."""
    skipping = False
    for at, word in enumerate(argv):
        if skipping:
            skipping = False
        elif word in WITH_VALUE:
            skipping = True
        elif not word.startswith("-"):
            return at
    return None
