"""UniKey, Telex and VNI in every kind of editor: what stands there is what was typed."""

import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop_app.ui.deeds import deleting
from desktop_app.ui.dialogs.reason import ReasonDialog
from desktop_app.ui.editors.grid import GridEditor
from desktop_app.ui.editors.place import AddressEditor
from desktop_app.ui.first_steps import OfficerStep, UnitStep
from desktop_app.ui.robot import Robot
from desktop_app.ui.window import Window
from tests.furnishing import add_person
from tests.ui.test_entry_form import form_of
from tests.ui.test_lists import page_of
from tests.ui.typists import TYPISTS, WRITTEN, words_of, write

FIELDS = {
    "one line": ("person", "full_name"),
    "long text": ("person", "note"),
    "part-known day": ("person", "birth_date"),
    "address": ("person", "permanent_address"),
    "code": ("person", "sex"),
    "number": ("pledge", "signer_count"),
    "day": ("pledge", "signed_on"),
    "person": ("pledge", "signer_person_id"),
    "several people": ("mediation", "mediator_ids"),
    "yes or no": ("mediation", "written_requested"),
    "moment": ("patrol", "start_at"),
}
CELLS = {
    "person cell": ("members", "person_id"),
    "code cell": ("members", "force"),
    "clock cell": ("incidents", "at"),
    "words cell": ("incidents", "place"),
    "people cell": ("incidents", "persons"),
    "day cell": ("incidents", "handed_over_on"),
    "long text cell": ("incidents", "summary"),
}


@pytest.fixture(params=TYPISTS)
def typed(request: pytest.FixtureRequest) -> Callable[[Robot], None]:
    """Types the name where the focus is and looks at the line after each key."""

    def typed(robot: Robot) -> None:
        assert write(robot, TYPISTS[request.param]) == []

    return typed


Typed = Callable[[Robot], None]


def stands(widget: QWidget) -> None:
    """The name stands there, composed letter for letter."""
    assert words_of(widget) == WRITTEN == unicodedata.normalize("NFC", words_of(widget))


@pytest.mark.parametrize("kind", FIELDS)
def test_in_a_field_of_the_entry_form(
    window: Window, robot: Robot, typed: Typed, kind: str
) -> None:
    register, name = FIELDS[kind]
    page_of(window, register)
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go(name)
    line = robot.focused()
    typed(robot)
    stands(line)
    robot.press("Tab")
    assert robot.focused() is not line
    stands(line)


def test_in_the_ward_of_an_address(window: Window, robot: Robot, typed: Typed) -> None:
    page_of(window, "person")
    robot.press("Ctrl+N")
    editor = form_of(window).body.boxes["permanent_address"].editor
    assert isinstance(editor, AddressEditor)
    editor.ward.setFocus()
    typed(robot)
    robot.press("Tab")
    stands(editor.ward)


@pytest.mark.parametrize("kind", CELLS)
def test_in_a_cell_opened_by_the_first_letter(
    window: Window, robot: Robot, typed: Typed, kind: str
) -> None:
    field, column = CELLS[kind]
    page_of(window, "patrol")
    robot.press("Ctrl+N")
    form = form_of(window)
    form.body.go(field)
    grid = form.body.boxes[field].editor
    assert isinstance(grid, GridEditor)
    names = [each.name for each in grid.lines.columns]
    cell = grid.lines.index(0, names.index(column))
    grid.table.setCurrentIndex(cell)
    typed(robot)
    stands(robot.focused())
    robot.press("Tab")
    assert grid.lines.data(cell) == WRITTEN


def test_in_the_search_of_a_list(window: Window, robot: Robot, typed: Typed) -> None:
    id = add_person(window.desk, WRITTEN)
    page = page_of(window, "person")
    robot.press("Ctrl+F")
    typed(robot)
    stands(page.head.search)
    robot.until(lambda: [line.id for line in page.lines.lines] == [id])
    stands(page.head.search)


def test_in_the_search_of_every_register(window: Window, robot: Robot, typed: Typed) -> None:
    add_person(window.desk, WRITTEN)
    robot.press("Ctrl+K")
    typed(robot)
    robot.until(robot.offered)
    stands(window.header.search)


def test_in_the_reason_of_a_deletion(window: Window, robot: Robot, typed: Typed) -> None:
    dialog = ReasonDialog(deleting("Vũ Văn An"), window)
    dialog.open()
    robot.until(dialog.isActiveWindow)
    typed(robot)
    stands(dialog.reason)
    dialog.close()


@pytest.mark.parametrize("step", [UnitStep, OfficerStep])
def test_in_the_first_steps(
    window: Window, typed: Typed, step: type[UnitStep] | type[OfficerStep]
) -> None:
    page = step()
    page.show()
    page.activateWindow()
    robot = Robot(page)
    robot.until(page.isActiveWindow)
    line = page.first()
    line.setFocus(Qt.FocusReason.OtherFocusReason)
    typed(robot)
    stands(line)
    page.close()
