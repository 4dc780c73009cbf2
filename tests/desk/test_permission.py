"""The one table: every action of the desk, by every role, restricted or not."""

from collections.abc import Callable
from inspect import getmembers, isfunction
from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import TABLE, Action, Role, allowed, needed
from desktop_app.desk.restriction import ReasonNeeded
from desktop_app.model.trouble import Trouble
from tests.conftest import STAFF, Sitting
from tests.furnishing import add_person, furnish, valid

# What stands for no action: it touches no record, or its caller has already been asked.
UNASKED = {
    "approach", "append", "backup_folder", "backups", "changed_thresholds",
    "close", "condition", "digest", "earlier", "editions", "ensure", "entry", "field", "heads",
    "idle_minutes", "last_backup", "log_output", "may", "new_record", "note_access", "own_work",
    "owns", "parts_of", "reading", "register", "restricted", "setting", "take_back", "uncarried",
    "usual_backup_folder", "version",
    "wants_reason", "write", "written_later",
}  # fmt: skip


def actions() -> dict[str, Action]:
    """Return what permission every public method of the desk asks for."""
    found = dict(getmembers(Desk, isfunction))
    asked = {name: needed(does) for name, does in found.items() if not name.startswith("_")}
    return {name: action for name, action in asked.items() if action is not None}


def test_every_public_method_of_the_desk_asks_for_a_permission_or_is_known_not_to() -> None:
    public = {name for name, _ in getmembers(Desk, isfunction) if not name.startswith("_")}
    assert public - actions().keys() == UNASKED


def test_the_table_is_what_the_chief_was_told() -> None:
    def mark(role: Role, action: Action) -> str:
        return "".join("-x"[allowed(role, action, restricted=closed)] for closed in (False, True))

    letters = {role: " ".join(mark(role, action) for action in TABLE) for role in Role}
    # READ WRITE APPROVE PRINT EXPORT ERASE CARE REPAIR CARRY DEVICES ACCOUNTS UNIT LOG UPDATE OWN;
    # usual, restricted
    assert letters == {
        Role.CHIEF: "xx xx xx xx xx xx xx xx xx xx xx xx xx xx xx",
        Role.OFFICER: "xx xx -- xx x- -- xx -- xx -- -- -- -- -- xx",
        Role.READER: "xx -- -- x- -- -- -- -- -- -- -- -- -- -- xx",
        Role.TECHNICIAN: "-- -- -- -- -- -- xx xx xx -- -- -- -- xx xx",
    }
    assert set(TABLE) == set(Action)


@pytest.mark.parametrize("role", Role)
def test_each_action_is_refused_to_whom_it_is_not_for_before_anything_else(
    desk_of: Sitting, role: Role
) -> None:
    desk = desk_of(role)
    for name, action in actions().items():
        if not allowed(role, action):
            with pytest.raises(Trouble) as refused:
                getattr(desk, name)()  # refused before its arguments are looked at
            assert (refused.value.code, name) == ("QU-01", name)


def test_a_technician_sees_no_register_at_all(desk_of: Sitting) -> None:
    desk = desk_of(Role.TECHNICIAN)
    assert desk.registers == {}
    assert desk.my_name == STAFF[Role.TECHNICIAN]
    with pytest.raises(Trouble) as refused:
        desk.register("person")
    assert refused.value.code == "QU-01"
    assert desk.check().ok
    assert desk.backup().records


def minor(desk: Desk) -> str:
    return add_person(desk, "Hồ Thị Bé", birth_date="2015-05-05")


Deed = Callable[[Desk, str, str], Any]
DEEDS: dict[str, Deed] = {
    "open": lambda desk, table, id: desk.open(table, id),
    "history": lambda desk, table, id: desk.history(table, id),
    "edit": lambda desk, table, id: desk.edit(table, id, {"note": "x"}),
    "undo": lambda desk, table, id: desk.undo(table, id),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_a_restricted_record_of_another_asks_for_a_reason(desk_of: Sitting, deed: str) -> None:
    chief = desk_of(Role.CHIEF)
    furnish(chief)
    surrender = chief.add("surrender", valid("surrender", officer_id=chief.me)).id
    child = minor(chief)
    for table, id in (("surrender", surrender), ("person", child)):
        desk = desk_of(Role.OFFICER)
        with pytest.raises(ReasonNeeded):
            DEEDS[deed](desk, table, id)
        opened = desk.open(table, id, why="Bàn giao hồ sơ theo phân công")
        assert opened.record.id == id
        DEEDS[deed](desk, table, id)  # the reason holds for the session
        assert not desk_of(Role.CHIEF).wants_reason(opened.record)
