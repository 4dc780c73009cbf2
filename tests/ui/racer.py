"""A program that starts again and again: each line it reads is a folder to open a window on.

Answers "first", "called" when another start is the first and took the call, or "alone" when
that one did not answer; "-" ends its window.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.single import SingleWindow


def main() -> None:
    """Race as long as lines come."""
    application = QCoreApplication([])
    window: SingleWindow | None = None
    for line in sys.stdin:
        word = line.strip()
        if word == "-":
            window = None
            answer = "ended"
        else:
            window = SingleWindow(Path(word))
            first = window.claim()
            if first:
                window.listen()
            answer = "first" if first else ("called" if window.answered else "alone")
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    del application


if __name__ == "__main__":
    main()
