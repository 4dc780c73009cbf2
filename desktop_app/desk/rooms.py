"""Neighbouring rooms that are opened at their first use, and only here.

Printing brings along reportlab, PDFium and the reader of the forms; loading them takes about as
long as everything else up to the first painted list. The window has the forms read on a worker
when that list stands; whoever prints earlier waits for them then.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop_app.printing import counter as printing

_DOORS = {"printing": "desktop_app.printing.counter"}

__all__ = ["printing"]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(name)
    return import_module(_DOORS[name])
