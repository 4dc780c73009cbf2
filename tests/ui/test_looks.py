"""The dress of the window: fonts, themes, sizes, and Qt's own words."""

import ast
import unicodedata
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont

from desktop_app.model.resources import resource

PACKAGE = Path(__file__).parents[2] / "desktop_app"
SPOKEN = sorted(
    {
        letter
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for letter in node.value
        if letter.isprintable() and unicodedata.category(letter) != "Mn"
    }
)


@pytest.mark.usefixtures("qapp")
def test_every_letter_and_sign_on_the_screen_is_in_a_bundled_font() -> None:
    fonts = [QRawFont(str(file), 12) for file in resource("fonts").glob("*Sans*.ttf")]
    lacking = [
        letter
        for letter in SPOKEN
        if not any(font.supportsCharacter(ord(letter)) for font in fonts)
    ]
    assert lacking == []
    assert len(fonts) == 4
