"""Carries one stick again and again in a process of its own, to be killed at any moment."""

import sys
from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.registers import REGISTERS
from desktop_app.store.book import Book
from tests.conftest import Clock
from tests.furnishing import add_person


def main(folder: Path, key: bytes, me: str, stick: Path) -> None:
    """Write a person and carry, for ever; say when each part begins."""
    desk = Desk(Book(folder, key, REGISTERS, Clock()), me, Role.CHIEF)
    number = 0
    while True:
        number += 1
        add_person(desk, f"Hồ Thị {'Ẩn' * (number % 9 + 1)}", note="dài " * 500)
        sys.stdout.write("carry\n")
        sys.stdout.flush()
        desk.sync(stick)


if __name__ == "__main__":
    at, secret, officer, usb = sys.argv[1:]
    main(Path(at), bytes.fromhex(secret), officer, Path(usb))
