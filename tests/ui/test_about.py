"""Giới thiệu: which program this is, where the data lie, whose work came with it."""

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.model.release import release
from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.dialogs.licences import FROM_SOURCE, MISSING, LicencesDialog
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window


def test_it_tells_the_release_the_units_and_where_the_data_lie(
    window: Window, robot: Robot
) -> None:
    window.actions_of.action("about").trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AboutDialog)
    told = dialog.words.text()
    for fact in (release().version, "từ mã nguồn", "25/07/2026", str(window.desk.folder)):
        assert fact in told
    dialog.show_licences()
    licences = QApplication.activeModalWidget()
    assert isinstance(licences, LicencesDialog)
    assert licences.text.toPlainText() == FROM_SOURCE
    robot.until(licences.text.hasFocus)
    robot.press("Escape")
    robot.until(lambda: QApplication.activeModalWidget() is dialog)
    dialog.accept()


def test_each_licence_is_read_by_the_arrow_keys(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    told = [
        {"name": "Noto", "version": "2.1", "licence": "OFL-1.1", "files": ["ofl.txt"]},
        {"name": "Qt", "version": "6.9.3", "licence": "LGPL-3.0", "files": ["khong-co.txt"]},
    ]
    (tmp_path / "ofl.txt").write_text("SIL Open Font License", "utf-8")
    (tmp_path / "index.json").write_text(json.dumps(told), "utf-8")
    dialog = LicencesDialog(window, tmp_path)
    qtbot.addWidget(dialog)
    dialog.open()
    robot = Robot(dialog)
    assert dialog.text.toPlainText() == "SIL Open Font License"
    assert "6.9.3" in dialog.names.item(1).text()
    robot.until(dialog.names.hasFocus)
    robot.press("Down")
    assert dialog.text.toPlainText() == MISSING
