"""The commands by their names; only the room of the one that is asked for is loaded."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from desktop_app.cli.command import Command

# In the order of the help: from making a book to caring for it.
ROOM_OF = {
    "init": "book",
    "describe": "lists",
    "add": "records",
    "show": "record_views",
    "history": "record_views",
    "edit": "records",
    "delete": "records",
    "undelete": "records",
    "undo": "records",
    "submit": "approving",
    "return": "approving",
    "approve": "approving",
    "close": "approving",
    "reopen": "approving",
    "find": "lists",
    "export": "exports",
    "forms": "paper",
    "print": "paper",
    "today": "lists",
    "retention": "keeping",
    "erase": "keeping",
    "digest": "book",
    "check": "book",
    "backup": "book",
    "backups": "book",
    "restore": "book",
    "sync": "carrying",
    "device": "carrying",
    "conflicts": "settling",
    "decide": "settling",
    "number": "settling",
    "officer": "accounts",
    "password": "accounts",
    "recover": "accounts",
    "access": "accounts",
    "update": "updating",
    "demo": "practice",
}


class Commands(Mapping[str, Command]):
    """What this program can do; going through all of it, as the help does, loads every room."""

    def __getitem__(self, name: str) -> Command:
        room = import_module(f"desktop_app.cli.{ROOM_OF[name]}")
        found: Command = next(one for one in room.COMMANDS if one.name == name)
        return found

    def __contains__(self, name: object) -> bool:
        return name in ROOM_OF

    def __iter__(self) -> Iterator[str]:
        return iter(ROOM_OF)

    def __len__(self) -> int:
        return len(ROOM_OF)
