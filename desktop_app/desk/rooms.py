"""Neighbouring rooms that are opened at their first use, and only here.

Printing brings along reportlab, PDFium and the reader of the forms; loading them takes about as
long as everything else up to the first painted list; exchange brings the writer of workbooks, the
courier what seals and packs a stick's files. The window has the forms read on a worker when that
list stands; whoever prints earlier waits for them then.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.exchange import formats as exchange
    from desktop_app.printing import counter as printing
    from desktop_app.sync import courier, joining, sticks
    from desktop_app.updating import back, forward

_DOORS = {
    "back": "desktop_app.updating.back",
    "courier": "desktop_app.sync.courier",
    "exchange": "desktop_app.exchange.formats",
    "forward": "desktop_app.updating.forward",
    "joining": "desktop_app.sync.joining",
    "printing": "desktop_app.printing.counter",
    "sticks": "desktop_app.sync.sticks",
}

__all__ = ["back", "courier", "exchange", "forward", "joining", "load_all", "printing", "sticks"]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(name)
    return import_module(_DOORS[name])


def load_all() -> None:
    """Open every door, as the self-test does: nothing is lacking when it is wanted one day."""
    for door in _DOORS.values():
        import_module(door)
