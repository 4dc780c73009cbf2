"""Filling a book of the asked size, beside a bare book that gets the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from desktop_app.desk.desk import Desk
from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.links import new_id
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from tests.benchmarks.bare import BareBook
from tests.benchmarks.measure import Figure, Watch, forget_peak, peak, rate

WARD = "08707"
PART = 10_000
KEPT_BACK = 1_000  # records that are later saved one by one
BUSY_YEAR = 100_000  # records; five times what a busy ward writes
RARE_EVERY = 20_000
RARE_NAME = "Khuất Thị Uyển"
Made = tuple[str, str, dict[str, Any]]


@dataclass
class Ground:
    """The filled book, the bare one of the same rows, and records still to be saved."""

    desk: Desk
    bare: BareBook
    waiting: list[Made]
    size: int

    def close(self) -> None:
        """Close both books."""
        self.desk.close()
        self.bare.connection.close()


def ground(place: Path, size: int) -> tuple[Ground, list[Figure]]:
    """Return books of *size* records and what filling them took."""
    founding = Founding(WARD, "Nguyễn Văn Bình", "mở sổ lúc sáng sớm", practice=True)
    desk = create_book(place / "book", REGISTERS, founding).desk
    bare = BareBook(place / "bare", desk.book.key)
    source = _with_rare_names(years(size + KEPT_BACK, desk))
    ours, floor, lists = Watch(), Watch(), Watch()
    forget_peak()
    done = 0
    while done < size:
        part = list(islice(source, min(PART, size - done)))
        with ours.running():
            desk.fill(part)
        done += len(part)
        ready = bare.prepared(desk)
        with floor.running():
            bare.append(ready)
        with lists.running():
            bare.append_lists(ready)
        bare.append_plain(ready)
    whole = floor.seconds + lists.seconds
    ratio = ours.seconds / floor.seconds
    figures = [
        Figure(
            f"bulk append of {done:,}: ledger, rules, search",
            rate(done, ours.seconds),
            rate(done, floor.seconds),
            ratio,
            "<= 2",
            ratio <= 2,
        ),
        Figure(
            "the same, the floor with sort keys and digits too",
            rate(done, ours.seconds),
            rate(done, whole),
            ours.seconds / whole,
        ),
        Figure(
            "the same by processor time, which neighbours disturb less",
            rate(done, ours.busy),
            rate(done, floor.busy + lists.busy),
            ours.busy / (floor.busy + lists.busy),
        ),
        Figure("peak memory while filling, floor's rows included", peak()),
    ]
    return Ground(desk, bare, list(source)[:KEPT_BACK], done), figures


def years(size: int, desk: Desk) -> Iterator[Made]:
    """Yield the records of as many invented years as a busy post needs for *size* records."""
    years = max(1, size // BUSY_YEAR)
    events = size * 3 // 4 // years + 1  # each three events bring one person along
    for back in reversed(range(years)):
        then = desk.present - timedelta(days=366 * back)
        for register, id, values in practice_records(events, back, then, desk.me):
            for name in ("number", "name"):  # each year begins anew, and names areas again
                if name in values:
                    values[name] = f"{values[name]} ({back})"
            yield register, id, values


def _with_rare_names(source: Iterator[Made]) -> Iterator[Made]:
    """Let a rare name sign a pledge now and then: something to be found."""
    due = 0
    for count, (register, id, values) in enumerate(source):
        if count >= due and register == "pledge":
            due = count + RARE_EVERY
            rare = new_id()
            person = {"full_name": RARE_NAME, "sex": "Nữ", "birth_date": "1980"}
            yield "person", rare, person
            yield register, id, {**values, "signer_person_id": rare}
        else:
            yield register, id, values
