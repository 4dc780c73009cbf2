"""Random histories, against a truth of causality that is kept outside the book."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.store import writing
from desktop_app.store.book import Book
from desktop_app.store.checkup import rebuild
from desktop_app.store.ledger import changes_of
from tests.conftest import Clock, Founded, Opener
from tests.store.meddling import SecondPc

WORDS = st.sampled_from(["Ngõ 1", "Ngõ 2", "Ngõ 3"])
HOLDING = ("approved", "closed")
STATES = st.sampled_from(["submitted", "returned", *HOLDING])
ROW = "0190a000-0000-7000-8000-00000000000{}"


class Truth:
    """One record as two people remember it: every change, and which ones its author knew."""

    def __init__(self) -> None:
        self.changes: list[tuple[str, frozenset[str], dict[str, Any]]] = []

    def everything(self) -> frozenset[str]:
        """Return the names of all changes: what an officer at this PC has seen."""
        return frozenset(name for name, _, _ in self.changes)

    def approval(self) -> str:
        """Return where approval stands: given, it holds while it is the last word of all."""
        live = [(name, mark) for name, mark in self.live("$approval") if mark]
        if not live:
            return "none"
        mark = live[-1][1]
        covered = frozenset().union(*(known for _, known, _ in self.changes))
        heads = [fields for name, _, fields in self.changes if name not in covered]
        last = all(fields == {"$approval": mark} for fields in heads)
        if len({repr(mark) for _, mark in live}) > 1 or (mark["state"] in HOLDING and not last):
            return "voided"
        return str(mark["state"])

    def write(self, name: str, known: frozenset[str], fields: dict[str, Any]) -> None:
        """Remember a change and what its author knew."""
        self.changes.append((name, known, fields))

    def live(self, key: str) -> list[tuple[str, Any]]:
        """Return who wrote *key* last, as far as each knew."""
        wrote = [(name, known, fields) for name, known, fields in self.changes if key in fields]
        return [
            (name, fields[key])
            for name, _, fields in wrote
            if not any(name in known for _, known, _ in wrote)
        ]

    def disputed(self) -> set[str]:
        """Return the fields about which people who did not know of each other disagree."""
        keys = {key for _, _, fields in self.changes for key in fields}
        found = {key for key in keys if len({repr(v) for _, v in self.live(key)}) > 1}
        for name, value in self.live("$deleted"):
            known = next(known for each, known, _ in self.changes if each == name)
            if value and any(
                set(fields) - {"$deleted"} and other not in known and name not in others
                for other, others, fields in self.changes
                if other != name
            ):
                found.add("$deleted")
        return found


class Histories(RuleBasedStateMachine):
    """Edits, row edits, deletions, undoing, and a second PC that has not heard of all of them."""

    founded: Founded
    key: bytes
    officer: str
    shifts = Bundle("shifts")

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="so-antt-"))
        folder = self.founded.copied(self.home / "du-lieu")
        self.desk = Desk(Book(folder, self.key, REGISTERS, Clock()), self.officer, Role.CHIEF)
        self.second = SecondPc(self.desk)
        self.second_lamport = 0
        self.truths: dict[str, Truth] = {}

    def teardown(self) -> None:
        self.desk.close()
        shutil.rmtree(self.home)

    @rule(target=shifts, remarks=WORDS)
    def a_shift_is_written(self, remarks: str) -> str:
        before = self.desk.book.head.seq
        id = self.desk.add("patrol", {"remarks": remarks}, draft=True).id
        self._remember(id, before)
        return id

    @rule(id=shifts, field=st.sampled_from(["remarks", "note", "number"]), value=WORDS | st.none())
    def a_field_is_written(self, id: str, field: str, value: str | None) -> None:
        self._edit(id, {field: value})

    @rule(id=shifts, rows=st.dictionaries(st.integers(1, 3), WORDS))
    def its_incidents_are_written(self, id: str, rows: dict[int, str]) -> None:
        written = [{"id": ROW.format(key), "place": place} for key, place in rows.items()]
        self._edit(id, {"incidents": written})

    def _edit(self, id: str, changes: dict[str, Any]) -> None:
        if not self._deleted(id) and not self._closed(id):
            before = self.desk.book.head.seq
            self.desk.edit("patrol", id, changes, reason="xác minh lại")
            self._remember(id, before)

    @rule(id=shifts)
    def it_is_deleted_or_brought_back(self, id: str) -> None:
        before = self.desk.book.head.seq
        if self._deleted(id):
            self.desk.undelete("patrol", id)
        elif not self._closed(id):
            self.desk.delete("patrol", id, "ghi trùng")
        self._remember(id, before)

    @rule(id=shifts)
    def its_last_change_is_undone(self, id: str) -> None:
        self._undo(id, None)

    @rule(id=shifts, data=st.data())
    def it_is_taken_back_to_an_earlier_change(self, id: str, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.desk.history("patrol", id)))
        self._undo(id, (line.device, line.seq))

    def _undo(self, id: str, to: tuple[str, int] | None) -> None:
        before = self.desk.book.head.seq
        last = changes_of(self.desk.reading().connection, id)[-1]
        if to is None and last.is_approval:
            with pytest.raises(Trouble, match="DU-07"):
                self.desk.undo("patrol", id, why="xác minh lại")
        elif not self._closed(id):
            self.desk.undo("patrol", id, to, why="xác minh lại")
        self._remember(id, before)

    @rule(id=shifts, state=STATES)
    def a_step_of_its_approval_is_taken(self, id: str, state: str) -> None:
        before = self.desk.book.head.seq
        with self.desk.book.transaction() as into:
            record = into.record(id)
            assert record is not None
            deed = writing.Deed(self.officer, "approve")
            writing.alter(self.desk.book, into, record, writing.approval(record, state), deed)
        self._remember(id, before)

    @rule(
        id=shifts,
        fields=st.dictionaries(st.sampled_from(["remarks", "note"]), WORDS),
        rows=st.dictionaries(st.integers(1, 3), WORDS | st.none(), max_size=2),
        deletes=st.booleans(),
        state=st.none() | STATES,
        back=st.integers(0, 3),
    )
    def the_second_pc_writes(
        self,
        id: str,
        fields: dict[str, Any],
        rows: dict[int, Any],
        deletes: bool,
        state: str | None,
        back: int,
    ) -> None:
        """Its author has seen one of the last changes and what that one's author had seen."""
        for key, place in rows.items():
            fields[f"incidents/{ROW.format(key)}"] = {"place": place} if place else None
        if deletes:
            fields["$deleted"] = True
        truth = self.truths[id]
        seen, known, _ = truth.changes[max(0, len(truth.changes) - 1 - back)]
        if state:
            fields = {"$approval": {"heads": [seen], "state": state}}
        self.second_lamport = max(self.second_lamport, self._lamport(seen)) + 1
        name = self.second.writes(id, seen, fields, register="patrol", lamport=self.second_lamport)
        truth.write(name, known | {seen}, fields)
        rebuild(self.desk.book)

    def _lamport(self, name: str) -> int:
        device, _, seq = name.partition(":")
        return int(
            self._asked("SELECT lamport FROM change WHERE device = ? AND seq = ?", device, seq)
        )

    def _asked(self, statement: str, *parameters: Any) -> Any:
        return self.desk.reading().connection.execute(statement, parameters).fetchone()[0]

    def _deleted(self, id: str) -> bool:
        record = self.desk.record(id)
        return record is not None and record.deleted

    def _closed(self, id: str) -> bool:
        record = self.desk.record(id)
        return record is not None and record.approval == "closed"

    def _remember(self, id: str, before: int) -> None:
        """Note what was written at this PC, whose officer sees everything."""
        truth = self.truths.setdefault(id, Truth())
        device = self.desk.book.head.device
        for seq in range(before + 1, self.desk.book.head.seq + 1):
            statement = "SELECT payload FROM change WHERE device = ? AND seq = ?"
            fields = orjson.loads(self._asked(statement, device, seq))["fields"]
            truth.write(f"{device}:{seq}", truth.everything(), fields)

    @invariant()
    def the_tables_are_what_the_changes_amount_to(self) -> None:
        for id, truth in self.truths.items():
            record = self.desk.record(id)
            assert record is not None
            assert set(record.disputed) == truth.disputed()
            assert record.approval == truth.approval()
            deletions = {bool(value) for _, value in truth.live("$deleted")}
            assert record.deleted is (deletions == {True} and "$deleted" not in record.disputed)
            rows = {row["id"]: row.get("place") for row in record.values.get("incidents", ())}
            for key in {key for _, _, fields in truth.changes for key in fields}:
                name, _, row = key.partition("/")
                live = [value for _, value in truth.live(key)]
                if row:
                    assert rows.get(row) in [value and value["place"] for value in live]
                elif not key.startswith("$"):
                    assert record.values.get(name) in live

    @invariant()
    def the_book_is_whole_and_rebuilding_it_changes_nothing(self) -> None:
        assert self.desk.check(full=True).ok
        before = self.desk.digest()
        rebuild(self.desk.book)
        assert self.desk.digest() == before
        listed = {line.id for line in self.desk.find("patrol").rows}
        assert listed == {id for id in self.truths if not self._deleted(id)}


@pytest.fixture
def histories(founded: Founded, folder: Path, opened: Opener) -> type[Histories]:
    """The machine, with the key of the book that it copies."""
    desk = opened(folder)
    Histories.founded, Histories.key, Histories.officer = founded, desk.book.key, desk.me
    return Histories


def test_tables_are_the_fold_of_any_history(histories: type[Histories]) -> None:
    run_state_machine_as_test(
        histories, settings=settings(max_examples=15, stateful_step_count=12, deadline=None)
    )


@pytest.mark.soak
def test_tables_are_the_fold_of_very_many_histories(histories: type[Histories]) -> None:
    run_state_machine_as_test(
        histories, settings=settings(max_examples=2_000, stateful_step_count=30, deadline=None)
    )
