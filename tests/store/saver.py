"""A process of its own that opens a book, saves until it is killed, and says what it saved.

Run as ``python -m tests.store.saver <folder> [<most>]``; prints ``open``, then a line for each
save that was reported done. When the disk refuses, it prints the code of the Trouble and ends.
"""

import sys
from itertools import count
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import open_book
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from tests.conftest import PASSWORD, Clock

NOTE = "Ghi chú dài để một lần lưu chạm tới nhiều trang của tệp sổ. " * 40


def save(desk: Desk, number: int) -> None:
    """Do one of the things an officer does, and say so when it is done."""
    values = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980", "note": NOTE}
    kind = number % 5
    if kind < 3:
        say("add", desk.add("person", values).id)
    elif kind == 3:
        many = desk.add_many("person", [values | {"alias": str(number)}] * 5)
        say("many", str(number), *many.ids)
    else:
        id = desk.find("person", limit=1).rows[0].id
        desk.edit("person", id, {"alias": str(number)})
        desk.delete("person", id, "ghi trùng")
        say("delete", id)


def say(*words: str) -> None:
    """Write a line at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(folder: Path, most: int) -> None:
    """Save *most* times; -1 stands for no end."""
    try:
        desk = open_book(folder, REGISTERS, user=None, password=PASSWORD, clock=Clock())
        say("open")
        for number in count():
            if number == most:
                break
            save(desk, number)
        desk.close()
    except Trouble as trouble:
        say("trouble", trouble.code)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else -1)
