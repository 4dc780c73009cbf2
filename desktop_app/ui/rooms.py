"""Rooms behind the login, opened at their first use, and only here.

They are most of the program: the desk, the window and its pages. Before the login is painted none
of them is loaded; ``load`` brings those of an open book on a worker, while the officer types his
password.
"""

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
_ALWAYS_WANTED = "entrance", "window", "calling"

__all__ = [
    "calling",
    "entrance",
    "first_start",
    "founding",
    "join_steps",
    "load",
    "load_all",
    "returning",
    "window",
]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(name)
    return import_module(_DOORS[name])


def load() -> None:
    """Load what every open book needs; what is being loaded already is waited for."""
    for name in _ALWAYS_WANTED:
        import_module(_DOORS[name])


def load_all() -> None:
    """Open every door, as the self-test does: nothing is lacking when it is wanted one day."""
    for door in _DOORS.values():
        import_module(door)
