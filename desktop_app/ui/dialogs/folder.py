"""Asking for a folder, in Qt's own dialog so that its words are ours."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.ui.dialogs.opening import open_once


def ask_folder(parent: QWidget, title: str, begin: Path, chosen: Callable[[Path], object]) -> None:
    """Show the dialog, beginning in a folder; *chosen* gets the one that is chosen."""
    dialog = QFileDialog(parent, title, str(begin))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
    open_once(dialog)
