"""Help: the manual, every field explained with an example, what must be confirmed, every key."""

import re

import pytest

from desktop_app.model.field import Field
from desktop_app.model.links import Rows
from desktop_app.model.resources import resource
from desktop_app.registers import REGISTERS
from desktop_app.ui.actions import COMMANDS
from desktop_app.ui.field_help import example_of, help_of
from desktop_app.ui.help_page import CONFIRM, KEYS
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window

FIELDS = [(table, field) for table, kind in REGISTERS.items() for field in kind.fields.values()]
MANUAL = sorted(resource("help").glob("*.md"))


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda one: getattr(one, "name", one))
def test_every_field_is_explained_with_a_filled_example(table: str, field: Field[object]) -> None:
    inner = list(field.entry.fields.values()) if isinstance(field, Rows) else [field]
    for one in inner:
        example = example_of(one)
        assert example
        assert f"Ví dụ: {example}" in help_of(one)


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda one: getattr(one, "name", one))
def test_a_declared_example_can_be_typed(table: str, field: Field[object]) -> None:
    if field.example and not field.explains:
        for typed in field.example.split(" hoặc ")[:1]:
            field.parse(typed.split(", ")[0] if typed[:1].isdigit() else typed)


def test_f1_on_a_page_opens_the_manual_and_every_chapter_shows(
    window: Window, robot: Robot
) -> None:
    robot.press("F1")
    page = window.help
    assert page.isVisible()
    assert "Sổ ANTT" in page.reader.toPlainText()
    for row, title in enumerate(page.titles()):
        page.chapters.setCurrentRow(row)
        assert title.removeprefix("Sổ: ") in page.reader.toPlainText()


def test_what_must_be_confirmed_and_all_keys_have_their_commands(
    window: Window, robot: Robot
) -> None:
    window.actions_of.action("confirm").trigger()
    assert window.help.chapters.currentItem().text() == CONFIRM
    assert "Thông tư 119/2021" in window.help.reader.toPlainText()
    window.actions_of.action("shortcuts").trigger()
    assert window.help.chapters.currentItem().text() == KEYS
    shown = window.help.reader.toPlainText()
    assert [key for command in COMMANDS for key in command.keys if key not in shown] == []


def test_the_manual_shows_pictures_that_are_there() -> None:
    named = {
        picture
        for file in MANUAL
        for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", file.read_text("utf-8"))
    }
    assert named
    missing = [name for name in named if not resource("help", "pictures", name).is_file()]
    assert missing == []


def test_the_keys_that_the_manual_names_exist() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    text = "\n".join(file.read_text("utf-8") for file in MANUAL)
    named = set(re.findall(r"\*\*(Ctrl\+(?:Shift\+)?\w+|F\d+)\*\*", text))
    assert named
    assert named - keys - {"Ctrl+V"} == set()
