"""The data files that come with the program are there and whole."""

import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from reportlab.pdfbase.ttfonts import TTFontFile

from desktop_app.model.resources import forms_folder, resource

FONTS = sorted(resource("fonts").glob("*.ttf"))
VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]


def vietnamese_letters() -> set[str]:
    """The 134 letters that ASCII lacks: vowels with marks and tones, and đ, in both cases."""
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    marked = {letter for letter in lower | {"đ"} if not letter.isascii()}
    return marked | {letter.upper() for letter in marked}


def test_resources_lie_beside_the_package() -> None:
    assert resource("fonts").is_dir()
    assert resource().parent == forms_folder().parent
    assert (resource().parent / "desktop_app").is_dir()


def test_both_families_are_shipped_with_their_licence() -> None:
    assert [font.stem for font in FONTS] == [
        "LiberationSerif-Bold",
        "LiberationSerif-BoldItalic",
        "LiberationSerif-Italic",
        "LiberationSerif-Regular",
        "NotoSans-Bold",
        "NotoSans-Regular",
        "NotoSans-SemiBold",
        "Signs-Sans",
    ]
    licence = resource("fonts", "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


@pytest.mark.parametrize(
    "font", [font for font in FONTS if font.stem != "Signs-Sans"], ids=lambda font: font.stem
)
def test_every_font_of_words_has_the_vietnamese_letters_and_signs(font: Path) -> None:
    wanted = vietnamese_letters()
    assert len(wanted) == 134
    known = TTFontFile(str(font)).charToGlyph
    missing = [sign for sign in sorted(wanted) + list("₫“”‘’–—…•") if not known.get(ord(sign))]
    assert not missing


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_print_font_is_the_measured_version(style: str) -> None:
    data = resource("fonts", f"LiberationSerif-{style}.ttf").read_bytes()
    assert "Version 2.1.5".encode("utf-16-be") in data


@pytest.mark.parametrize(
    "path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_is_a_line_drawing_in_one_colour(path: Path) -> None:
    drawing = ET.fromstring(path.read_text(encoding="utf-8"))
    assert drawing.get("viewBox") == "0 0 24 24"
    assert (drawing.get("stroke"), drawing.get("color")) == ("currentColor", "#1f2937")
    assert len(drawing) > 0
    colours = {value for part in drawing.iter() for key, value in part.items() if key == "fill"}
    assert colours <= {"none", "currentColor"}


def test_the_icons_of_the_window_are_drawn() -> None:
    drawn = {path.stem for path in resource("icons").glob("*.svg")}
    assert drawn >= {
        "logo", "shield", "pen", "handshake", "door-in", "person", "badge", "building", "houses",
        "route", "clipboard", "megaphone", "people", "today", "search", "add", "save", "print",
        "history", "undo", "trash", "preview", "pdf", "backup", "lock", "warning", "error", "ok",
        "info", "settings", "filter", "chevron-left", "chevron-right", "chevron-up",
        "chevron-down", "close", "draft",
    }  # fmt: skip


def catalogue() -> list[tuple[str, str, str]]:
    """Context, English and Vietnamese words of every message of the source catalogue."""
    tree = ET.parse(resource("translations", "qtbase_vi.ts"))
    return [
        (
            context.findtext("name", ""),
            item.findtext("source", ""),
            item.findtext("translation", ""),
        )
        for context in tree.iter("context")
        for item in context.iter("message")
    ]


def test_the_compiled_catalogue_says_what_its_source_says() -> None:
    translator = QTranslator()
    assert translator.load(str(resource("translations", "qtbase_vi.qm")))
    for context, english, vietnamese in catalogue():
        assert vietnamese == unicodedata.normalize("NFC", vietnamese)
        assert translator.translate(context, english) == vietnamese


def test_every_standard_button_and_the_edit_menu_are_vietnamese() -> None:
    known = {(context, english): vietnamese for context, english, vietnamese in catalogue()}
    buttons = [
        "OK", "Save", "Save All", "Open", "&Yes", "Yes to &All", "&No", "N&o to All", "Abort",
        "Retry", "Ignore", "Close", "Cancel", "Discard", "Help", "Apply", "Reset",
        "Restore Defaults",
    ]  # fmt: skip
    for button in buttons:
        assert known["QPlatformTheme", button] != button
    for widget in ("QLineEdit", "QWidgetTextControl"):
        for entry in ("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All"):
            assert known[widget, entry] != entry
    assert all(one.count("&") == other.count("&") for (_, one), other in known.items())
