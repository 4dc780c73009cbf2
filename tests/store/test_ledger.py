"""Whoever meddles with the book, the key in his hand, is found out by the full check."""

import random
from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from tests.conftest import Clock
from tests.furnishing import add_area, add_person, add_route
from tests.store.meddling import SecondPc, meddle, meddling


@pytest.fixture
def busy(desk: Desk, clock: Clock) -> Desk:
    """A book with a few people, their corrections and an access log."""
    ids = [add_person(desk, name) for name in ("Vũ Văn An", "Lê Thị Bình", "Cao Minh Châu")]
    clock.forward(minutes=5)
    desk.edit("person", ids[0], {"occupation": "Làm ruộng"}, reason="bổ sung")
    desk.delete("person", ids[1], "ghi trùng")
    desk.undelete("person", ids[1])
    desk.delete("person", ids[2], "ghi trùng")
    for reason in ("in", "xuất", "xem"):
        desk.note_access("print", "person", ids[0], reason)
    assert desk.check(full=True).ok
    return desk


MEDDLINGS = {
    "a payload": "UPDATE change SET payload = replace(payload, 'Vũ Văn An', 'Vũ Văn Ân') "
    "WHERE seq = 2",
    "a payload and its hash": 'UPDATE change SET payload = \'{"fields":{},"kind":"add"}\', '
    "payload_hash = x'8a' WHERE seq = 2",
    "a payload of another type": "UPDATE change SET payload = x'00ff' WHERE seq = 2",
    "a payload that is no JSON": "UPDATE change SET payload = 'x' WHERE seq = 3",
    "a payload blanked without permission": "UPDATE change SET payload = NULL WHERE seq = 3",
    "the officer": "UPDATE change SET officer = 'x' WHERE seq = 5",
    "the day": "UPDATE change SET wall = '2020-01-01T00:00:00+07:00' WHERE seq = 5",
    "the clock": "UPDATE change SET lamport = lamport + 1 WHERE seq = 5",
    "the parents": "UPDATE change SET parents = '' WHERE seq = 5",
    "the parents, of another type": "UPDATE change SET parents = x'00' WHERE seq = 5",
    "the register": "UPDATE change SET register = 'area' WHERE seq = 5",
    "a chain hash": "UPDATE change SET hash = x'00' WHERE seq = 4",
    "the last chain hash": "UPDATE change SET hash = zeroblob(32) WHERE seq = 8",
    "a payload hash of another type": "UPDATE change SET payload_hash = 'x' WHERE seq = 4",
    "the first change, taken out": "DELETE FROM change WHERE seq = 1",
    "a middle change, taken out": "DELETE FROM change WHERE seq = 5",
    "the last change, taken out": "DELETE FROM change WHERE seq = 8",
    "the order of two changes": "UPDATE change SET seq = CASE seq WHEN 6 THEN 907 ELSE seq END",
    "a chain under another name": "UPDATE change SET device = 'x' WHERE seq > 4",
    "a cell": "UPDATE person SET full_name = 'Vũ Văn Ân' WHERE full_name = 'Vũ Văn An'",
    "a mark": "UPDATE person SET _deleted = 1 - _deleted WHERE n = 1",
    "the heads": "UPDATE person SET _heads = 'x:1' WHERE n = 1",
    "a version": "UPDATE person SET _version = 9 WHERE n = 1",
    "a record added to a table": "INSERT INTO person (id, full_name, _heads) "
    "VALUES ('zzz', 'Ma', 'x:1')",
    "a record before all others": "INSERT INTO person (id, full_name, _heads) "
    "VALUES ('', 'Ma', 'x:1')",
    "a record taken out of a table": "DELETE FROM person WHERE n = 1",
    "an emptied table": "DELETE FROM person",
    "a list row taken out": "DELETE FROM person_list WHERE n = 1",
    "a deleted record put back into the list": "INSERT INTO person_list VALUES (3, 'x')",
    "a list row of nothing": "INSERT INTO person_list VALUES (99, 'x')",
    "a reason in the access log": "UPDATE access SET why = 'khác' WHERE n = 2",
    "a hash of the access log": "UPDATE access SET hash = x'00' WHERE n = 3",
    "a type in the access log": "UPDATE access SET why = x'00', hash = 'x' WHERE n = 2",
    "the first entry of the access log": "DELETE FROM access WHERE n = 1",
    "a middle entry of the access log": "DELETE FROM access WHERE n = 2",
    "the last entry of the access log": "DELETE FROM access WHERE n = 3",
    "the whole access log": "DELETE FROM access",
    "the order of the access log": "UPDATE access SET n = CASE n WHEN 1 THEN 90 ELSE n END",
}


@pytest.mark.parametrize("statement", MEDDLINGS.values(), ids=MEDDLINGS.keys())
def test_meddling_is_found(busy: Desk, statement: str) -> None:
    meddle(busy, statement)
    found = busy.check(full=True)
    assert not found.ok
    assert found.findings


def test_two_changes_that_trade_places_are_found(busy: Desk) -> None:
    with meddling(busy) as connection:
        connection.execute("UPDATE change SET seq = 900 WHERE seq = 3")
        connection.execute("UPDATE change SET seq = 3 WHERE seq = 4")
        connection.execute("UPDATE change SET seq = 4 WHERE seq = 900")
    assert not busy.check(full=True).ok


def test_a_thousand_random_meddlings_with_ledger_and_log_are_found(busy: Desk) -> None:
    chance = random.Random(15)
    with meddling(busy) as connection:
        for _ in range(1_000):
            table = chance.choice(("change", "access"))
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            column = chance.choice([name for name in columns if name != "n"])
            read = f"SELECT n, {column} FROM {table}"  # noqa: S608 - our own names
            write = f"UPDATE {table} SET {column} = ? WHERE n = ?"  # noqa: S608 - our own names
            key, old = chance.choice(connection.execute(read).fetchall())
            connection.execute(write, (_other(old, chance), key))
            assert not busy.check(full=True).ok, (table, column, key)
            connection.execute(write, (old, key))
    assert busy.check(full=True).ok


def _other(value: Any, chance: random.Random) -> Any:
    if isinstance(value, int):
        return value + chance.randrange(1_000, 9_000)
    if isinstance(value, bytes):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    at = chance.randrange(len(value) + 1)
    return value[:at] + chance.choice("x7,: ") + value[at:]


def test_a_lawful_erasure_blanks_a_payload_and_the_chain_still_holds(busy: Desk) -> None:
    person = busy.find("person", "châu").rows
    assert not person
    device = busy.book.head.device
    meddle(busy, "UPDATE change SET payload = NULL WHERE seq = 4")
    codes = {finding.code for finding in busy.check(full=True).findings}
    assert "KT-03" in codes
    pc = SecondPc(busy)
    pc.erases([f"{device}:4"])
    codes = {finding.code for finding in busy.check(full=True).findings}
    assert "KT-03" not in codes


def test_an_erasure_lists_what_it_blanks_and_permits_nothing_else(busy: Desk) -> None:
    SecondPc(busy).erases([f"{busy.book.head.device}:4"])
    meddle(busy, "UPDATE change SET payload = NULL WHERE seq = 3")
    findings = busy.check(full=True).findings
    assert any(finding.code == "KT-03" for finding in findings)


def test_repair_mends_tables_and_lists_from_the_ledger(busy: Desk) -> None:
    before = busy.digest().digest
    add_route(busy)
    whole = busy.digest()
    assert whole.digest != before
    with meddling(busy) as connection:
        connection.execute("UPDATE person SET full_name = 'Ma' WHERE n = 1")
        connection.execute("DELETE FROM route")
        connection.execute("DELETE FROM person_list")
        connection.execute("INSERT INTO area (id, name, _heads) VALUES ('x', 'Ma', 'x:1')")
    busy.repair()
    assert busy.check(full=True).ok
    assert busy.digest() == whole
    assert [line.record.values["full_name"] for line in busy.find("person", "an").rows] == [
        "Vũ Văn An"
    ]


def test_a_check_counts_what_it_reads(busy: Desk) -> None:
    told: list[tuple[int, int]] = []
    busy.check(full=True, progress=lambda done, total: told.append((done, total)))
    assert all(done <= total for done, total in told)


def test_findings_stop_at_two_hundred(busy: Desk) -> None:
    for number in range(210):
        add_area(busy, f"Tổ dân phố {number + 100}")
    meddle(busy, "UPDATE area SET name = 'Ma'")
    assert len(busy.check(full=True).findings) == 200
