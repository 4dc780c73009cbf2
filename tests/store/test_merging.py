"""Merging, case by case: what comes in, what is refused, what waits, what is taken back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.model.trouble import Trouble
from desktop_app.store import merging, writing
from desktop_app.store.applying import Applying
from desktop_app.store.change import START, Change, chained, payload_of
from desktop_app.store.merging import Damaged, Fork, Gap, Merged
from desktop_app.store.receiving import received
from tests.store.replicas import Lamp, Replica, replica

LAMP = "0190a000-0000-7000-8000-000000000001"
OTHER = "0190a000-0000-7000-8000-000000000002"
KEEPER = "0190a000-0000-7000-8000-00000000000a"
STREET = "0190a000-0000-7000-8000-00000000000b"
ROW = "bulbs/0190a000-0000-7000-8000-0000000000b0"
Pcs = tuple[Replica, Replica, Replica]


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[Pcs]:
    """Three PCs of a post with empty books."""
    a, b, c = (replica(tmp_path / letter, letter * 4) for letter in "abc")
    yield a, b, c
    for pc in (a, b, c):
        pc.book.close()


def found(pc: Replica, word: str) -> set[str]:
    """Return the records that a word finds."""
    return {id for _, id, kind, *rest in pc.words() if kind == "words" and rest == [word]}


def counts(merged: Merged) -> tuple[int, int, int, int, int, int]:
    """Return received, known, applied; new, changed, in conflict."""
    return (
        merged.received, merged.known, merged.applied, merged.new, merged.changed, merged.conflicts,
    )  # fmt: skip


def test_what_one_pc_wrote_stands_in_rows_lists_and_search_of_another(pcs: Pcs) -> None:
    a, b, _ = pcs
    a.add("keeper", KEEPER, {"name": "Lê Sen"})
    a.add("lamp", LAMP, {"code": "Đèn 12", "keeper_id": KEEPER}, draft=True)
    a.alter(LAMP, {ROW: {"colour": "vàng"}, "height": 9})
    merged = b.takes_all_of(a)
    assert counts(merged) == (3, 0, 3, 2, 0, 0)
    lamp = b.record(LAMP)
    assert lamp is not None
    assert lamp.draft
    assert lamp.values["bulbs"] == [{"id": ROW.partition("/")[2], "colour": "vàng"}]
    assert found(b, "vang") == {LAMP}
    assert found(b, "sen") == {KEEPER, LAMP}
    b.hold_to_ledger()
    b.hold_to_rebuilding()


def test_the_same_again_is_known_and_changes_nothing(pcs: Pcs) -> None:
    a, b, _ = pcs
    a.add("lamp", LAMP, {"code": "Đèn 12"})
    b.takes_all_of(a)
    before = b.digest()
    assert counts(b.takes_all_of(a)) == (1, 1, 0, 0, 0, 0)
    assert b.digest() == before


def test_a_conflict_is_counted_when_it_begins_and_when_a_third_value_joins_it(pcs: Pcs) -> None:
    a, b, c = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    b.takes_all_of(a)
    c.takes_all_of(a)
    a.alter(LAMP, {"code": "Đèn 2"})
    b.alter(LAMP, {"code": "Đèn 3"})
    assert counts(b.takes_all_of(a)) == (2, 1, 1, 0, 1, 1)
    c.alter(LAMP, {"note": "x"})
    assert counts(b.takes_all_of(c)) == (2, 1, 1, 0, 1, 0)
    c.alter(LAMP, {"code": "Đèn 4"})
    assert counts(b.takes_all_of(c)) == (3, 2, 1, 0, 1, 1)


def test_the_next_change_here_is_later_than_all_that_came(pcs: Pcs) -> None:
    a, b, _ = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    for height in range(5):
        a.alter(LAMP, {"height": height})
    b.takes_all_of(a)
    b.alter(LAMP, {"height": 9})
    (change,) = b.changes({"bbbb": 1})
    assert (change.lamport, change.parents) == (7, "aaaa:6")


def test_a_gap_names_the_device_and_what_is_lacking(pcs: Pcs) -> None:
    a, b, c = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    a.alter(LAMP, {"height": 1})
    a.alter(LAMP, {"height": 2})
    c.add("lamp", OTHER, {"code": "Đèn 5"})
    first, _, third = a.changes(a.known())
    with b.book.transaction() as into:
        with pytest.raises(Gap) as gap:
            merging.merge(b.book, into, [*c.changes(c.known()), first, third])
        assert (gap.value.device, gap.value.seq, gap.value.code) == ("aaaa", 2, "DB-21")
        assert b.known() == {}  # even when the transaction goes on


def _other_hash(change: Change) -> Change:
    return replace(change, hash=bytes(32))


def _other_payload(change: Change) -> Change:
    return replace(change, payload=payload_of({"height": 5}, "edit"))


def _other_clock(change: Change) -> Change:
    return replace(change, lamport=change.lamport + 5)


@pytest.mark.parametrize("twisted", [_other_hash, _other_payload, _other_clock])
def test_a_change_that_does_not_fit_its_chain_is_refused(
    pcs: Pcs, twisted: Callable[[Change], Change]
) -> None:
    a, b, _ = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    a.alter(LAMP, {"height": 1})
    first, second = a.changes(a.known())
    with pytest.raises(Damaged, match="aaaa"):
        b.takes([first, twisted(second)])
    assert b.known() == {}


def test_a_clock_that_goes_backwards_in_a_chain_is_refused(pcs: Pcs) -> None:
    _, b, _ = pcs
    with pytest.raises(Damaged):
        b.takes(_chain("eeee", [7, 7]))
    assert b.known() == {}


def _chain(device: str, lamports: list[int], code: str = "Đèn") -> list[Change]:
    """Return well chained changes of one lamp, made by hand."""
    made: list[Change] = []
    for seq, lamport in enumerate(lamports, start=1):
        payload = payload_of({"code": f"{code} {seq}"}, "edit")
        hashed = sha256(payload.encode()).digest()
        parents = made[-1].name if made else ""
        header = (device, seq, lamport, "", "", 1, "lamp", LAMP, parents)
        previous = made[-1].hash if made else START
        made.append(Change(*header, payload, hashed, chained(previous, header, hashed)))
    return made


@pytest.mark.parametrize("given", [slice(1), slice(2), slice(2, 3), slice(3)])
def test_two_different_changes_at_one_place_are_a_fork(pcs: Pcs, given: slice) -> None:
    _, b, _ = pcs
    b.takes(_chain("eeee", [1, 2]))
    before = b.digest()
    with pytest.raises(Fork) as fork:
        b.takes(_chain("eeee", [1, 2, 3], "Cột")[given])
    assert (fork.value.device, fork.value.code) == ("eeee", "DB-22")
    assert b.digest() == before


def test_a_change_whose_parent_is_not_here_waits_and_what_follows_it_too(pcs: Pcs) -> None:
    a, b, c = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    b.takes_all_of(a)
    b.add("lamp", OTHER, {"code": "Đèn 5"})
    b.alter(LAMP, {"height": 1})
    b.alter(OTHER, {"height": 1})
    c.add("keeper", KEEPER, {"name": "Lê Sen"})
    merged = c.takes(b.changes({"bbbb": 3}))
    assert (merged.received, merged.applied, merged.waiting) == (3, 1, {"bbbb": "aaaa"})
    assert c.known() == {"bbbb": 1, "cccc": 1}
    assert c.record(LAMP) is None
    c.hold_to_ledger()
    merged = c.takes_all_of(b)
    assert (merged.applied, merged.waiting) == (3, {})
    c.hold_to_ledger()
    assert c.digest().records == b.digest().records + 1


def test_a_record_shows_what_it_points_to_whichever_comes_first(pcs: Pcs) -> None:
    a, b, c = pcs
    a.add("street", STREET, {"name": "Hoa Ban"})
    b.takes_all_of(a)
    b.add("keeper", KEEPER, {"name": "Lê Sen", "street_id": STREET})
    a.takes_all_of(b)
    a.add("lamp", LAMP, {"code": "Đèn 1", ROW: None, "helper_ids": [KEEPER]})
    a.add("lamp", OTHER, {"code": "Đèn 2", "keeper_id": KEEPER})
    lamps = a.changes({"aaaa": 3})
    c.takes(lamps)
    assert found(c, "sen") == set()
    c.takes_all_of(b)
    assert found(c, "sen") == {KEEPER, LAMP, OTHER}
    assert found(c, "ban") == {STREET, KEEPER, LAMP, OTHER}
    a.alter(STREET, {"name": "Hoa Sữa"})
    c.takes_all_of(a)
    assert found(c, "ban") == set()
    assert found(c, "sua") == {STREET, KEEPER, LAMP, OTHER}
    c.hold_to_rebuilding()


def test_what_has_no_table_here_is_kept_and_carried_on(pcs: Pcs) -> None:
    a, b, c = pcs
    payload = '{"certificate":"…","x":[1,2,{"y":null}]}'
    a.notes("@device", "bbbb", payload)
    a.notes("tree", LAMP, payload_of({"height": 3}, "add"))
    merged = b.takes_all_of(a)
    assert counts(merged) == (2, 0, 2, 0, 0, 0)
    b.hold_to_ledger()
    c.takes_all_of(b)
    assert c.changes(c.known())[0].payload == payload
    assert c.changes(c.known()) == a.changes(a.known())


def test_an_approval_is_folded(pcs: Pcs) -> None:
    a, b, _ = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    a.alter(LAMP, {"$approval": {"state": "approved"}}, "approve")
    b.takes_all_of(a)
    b.hold_to_ledger()
    a.alter(LAMP, {"height": 4})
    b.takes_all_of(a)
    b.hold_to_ledger()


def test_moving_a_row_on_and_folding_its_record_come_to_the_same(pcs: Pcs) -> None:
    a, b, c = pcs
    a.add("keeper", KEEPER, {"name": "Lê Sen"})
    a.add("lamp", LAMP, {"code": "Đèn 1", "helper_ids": [KEEPER], "height": 3}, draft=True)
    steps: list[dict[str, object]] = [
        {"code": "Đèn 2", "unknown": "x", "other/1": {"y": 1}},
        {ROW: {"colour": "đỏ"}, ROW[:-1] + "1": {"colour": "vàng", "strange": 3}},
        {"$draft": None, ROW: {"keeper_id": KEEPER}},
        {"$deleted": True},
        {"$deleted": None, ROW: None, "height": None},
        {ROW[:-1] + "1": None, "helper_ids": None, "keeper_id": KEEPER},
    ]
    for step in steps:
        a.alter(LAMP, step)
        b.takes_all_of(a)
    with c.book.transaction() as into:
        received(into.connection, a.changes(a.known()))
        applying = Applying(into, set())
        applying.fold([("keeper", KEEPER), ("lamp", LAMP)])
        applying.lists()
        into.forget()
    query = "SELECT * FROM lamp"
    rows = [pc.book.reading().connection.execute(query).fetchall() for pc in (a, b, c)]
    assert rows[0] == rows[1] == rows[2]
    assert a.words() == b.words() == c.words()
    b.hold_to_ledger()


def test_a_row_is_moved_on_without_looking_at_its_record_in_the_ledger(pcs: Pcs) -> None:
    a, b, _ = pcs
    a.add("lamp", LAMP, {"code": "Đèn 1"})
    a.alter(LAMP, {"height": 3})
    asked: list[str] = []
    b.book.writer.connection.set_trace_callback(asked.append)
    b.takes_all_of(a)
    a.alter(LAMP, {"height": 4, ROW: {"colour": "đỏ"}})
    a.alter(LAMP, {"$deleted": True})
    assert counts(b.takes_all_of(a)) == (4, 2, 2, 0, 1, 0)
    lamp = b.record(LAMP)
    assert lamp is not None
    assert lamp.deleted
    assert asked
    assert not [statement for statement in asked if "FROM change WHERE record IN" in statement]


def test_progress_is_told_and_an_error_in_it_leaves_nothing(pcs: Pcs) -> None:
    a, b, _ = pcs
    with a.book.transaction() as into, writing.adding(a.book, into) as some:
        for number in range(2_500):
            lamp = Lamp({"code": f"Đèn {number}"}, f"0190a000-0000-7000-8000-{number:012}")
            some.add(lamp, writing.Deed("officer", "add"))
    told: list[tuple[int, int]] = []
    changes = a.changes(a.known())

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if total:
            raise Trouble("", "", "", "dừng")

    with pytest.raises(Trouble, match="dừng"), b.book.transaction() as into:
        merging.merge(b.book, into, changes, stop)
    assert told == [(2_000, 0), (2_000, 2_500)]
    assert (b.known(), b.digest().records) == ({}, 0)
