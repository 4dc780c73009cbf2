"""What an officer chose for his lists: kept in the encrypted book, for him alone."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.session import SETTINGS_FILE
from desktop_app.desk.views import Layout, View
from desktop_app.model.trouble import Trouble
from tests.conftest import Opener
from tests.furnishing import add_person

MINE = View("Hộ ông Canary", "canary", {"sex": "Nam"}, "full_name", True, ["full_name", "sex"])


def test_ways_of_looking_and_columns_are_there_after_closing(desk: Desk, opened: Opener) -> None:
    layout = Layout(["sex", "full_name"], {"sex": 7.5})
    desk.keep_view("person", MINE)
    desk.keep_layout("person", layout)
    folder = desk.book.folder
    desk.close()
    again = opened(folder)
    assert again.views("person") == [MINE]
    assert again.layout("person") == layout
    assert again.views("pledge") == []
    assert again.layout("pledge") == Layout()


def test_the_same_name_replaces_and_a_dropped_one_is_gone(desk: Desk) -> None:
    desk.keep_view("person", View("Cũ"))
    desk.keep_view("person", MINE)
    desk.keep_view("person", View(f" {MINE.name} ", "khác"))
    assert [(one.name, one.text) for one in desk.views("person")] == [
        ("Cũ", ""),
        (MINE.name, "khác"),
    ]
    desk.drop_view("person", "Cũ")
    assert [one.name for one in desk.views("person")] == [MINE.name]


def test_a_view_without_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Trouble) as trouble:
        desk.keep_view("person", View(" \u200b"))
    assert trouble.value.code == "BL-01"


def test_another_officer_sees_only_his_own(desk: Desk) -> None:
    desk.keep_view("person", MINE)
    desk.me = add_person(desk)
    assert desk.views("person") == []


def test_nothing_of_it_reaches_a_file_in_the_clear(desk: Desk) -> None:
    desk.keep_view("person", MINE)
    desk.set_setting("theme", "dark")
    folder = desk.book.folder
    assert (folder / SETTINGS_FILE).is_file()
    for file in folder.iterdir():
        assert b"canary" not in file.read_bytes().lower()
