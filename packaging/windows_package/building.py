"""One build of the portable folder from beginning to end."""

from pathlib import Path

from windows_package import folder, guarding, inputs, manifest
from windows_package.compiling import build_launchers, compile_modules
from windows_package.folder import Layout
from windows_package.release import Release
from windows_package.wine import Wine


class Unguarded(Exception):
    """A program in the folder asks for a library that a bare Windows would not find."""


def build(root: Path, wanted: inputs.Inputs, release: Release, wine: Wine) -> Layout:
    """Make the portable folder *root* anew and prove that it is complete. Raises Unguarded."""
    layout = folder.laid_out(root, wanted, release)
    build_launchers(layout)
    compile_modules(layout, wine)
    manifest.write(layout.release)
    faults = guard(layout).faults(layout.root)
    if faults:
        raise Unguarded("\n".join(faults))
    return layout


def guard(layout: Layout) -> guarding.Guard:
    """Return the guard that knows where the program of this folder looks for libraries.

    ``PySide6`` adds the folders of Qt to the search before it loads anything of Qt.
    """
    places = (layout.python, layout.lib / "shiboken6", layout.lib / "PySide6")
    return guarding.Guard(places, guarding.windows_libraries())
