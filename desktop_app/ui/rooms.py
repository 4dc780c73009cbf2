"""Rooms behind the login, opened at their first use, and only here.

They are most of the program: the desk, the window and its pages. Before the login is painted none
of them is loaded; while the officer types his password ``load`` brings those that know no Qt on a
worker, ``pieces`` the others.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.desk import entrance, founding
    from desktop_app.ui import calling, first_start, join_steps, returning, window

_DOORS = {
    "entrance": "desktop_app.desk.entrance",
    "founding": "desktop_app.desk.founding",
    "window": "desktop_app.ui.window",
    "calling": "desktop_app.ui.calling",
    "first_start": "desktop_app.ui.first_start",
    "join_steps": "desktop_app.ui.join_steps",
    "returning": "desktop_app.ui.returning",
}
# Each brings those of the window that it needs itself, and holds the screen up for a moment only.
_PIECES = (
    *("editors.pick", "form", "beside", "page", "bulk", "exporting", "paper", "post"),
    *("settings_page", "staff", "updating_page", "today", "window", "calling"),
)

__all__ = [
    "calling",
    "entrance",
    "first_start",
    "founding",
    "join_steps",
    "load",
    "load_all",
    "pieces",
    "returning",
    "window",
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(name)
    return import_module(_DOORS[name])


def load() -> None:
    """Load what opens a book and knows no Qt; what is being loaded already is waited for."""
    import_module(_DOORS["entrance"])


def pieces() -> Iterator[str]:
    """Load the window piece by piece and give the name of each.

    For the screen's thread, on which all of Qt's classes are made.
    """
    for name in _PIECES:
        yield import_module(f"desktop_app.ui.{name}").__name__


def load_all() -> None:
    """Open every door, as the self-test does: nothing is lacking when it is wanted one day."""
    for door in _DOORS.values():
        import_module(door)
