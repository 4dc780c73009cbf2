"""Erasing: the words are gone everywhere, the figures stay, the chains verify, the fold is pure."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.many import Chosen, Written
from desktop_app.desk.permission import Role
from desktop_app.model.query import Condition
from desktop_app.model.record import ERASED, Record
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.store import ledger
from desktop_app.store.accesslog import entries
from desktop_app.store.change import Change
from desktop_app.store.driver import BOOK_FILE
from desktop_app.store.fold import folded_state
from desktop_app.store.lists import Asked
from tests.conftest import PRESENT, Sitting
from tests.furnishing import add_person, furnish, valid

WHY = "Hết thời hạn lưu theo quy định"
NUMBER = "026080123456"
ERASABLE = [table for table, kind in REGISTERS.items() if kind.keeps_years]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A book with an invented post in it."""
    desk.fill(practice_records(40, 1, PRESENT, desk.me))
    return desk


def figures(desk: Desk) -> dict[str, int]:
    """Return every declared figure of the whole book, and how many records each register has."""
    found: dict[str, int] = {}
    for table, kind in desk.registers.items():
        found[table] = desk.count(table).number
        for figure in kind.figures:
            records = desk.all_of(_asked(desk, kind, figure.where))
            of = getattr(vars(figure)["of"], "name", "")
            found[figure.name] = sum(_amount(record, of) for record in records)
    return found


def _asked(desk: Desk, kind: type[Record], condition: Condition | None) -> Asked:
    return Asked(kind, "", condition, kind.order, False, desk.present)


def _amount(record: Record, of: str) -> int:
    if not of:
        return 1
    value = record.values.get(of, 0)
    return len(value) if isinstance(value, list) else int(value)


def every_change(desk: Desk, id: str) -> list[Change]:
    return ledger.changes_of(desk.reading().connection, id)


def test_figures_stay_the_same_when_all_is_erased(filled: Desk) -> None:
    before = figures(filled)
    assert sum(before.values()) > 100
    for table in ERASABLE:
        for record in filled.all_of(_asked(filled, REGISTERS[table], None)):
            filled.erase(table, record.id, WHY)
    assert figures(filled) == before
    assert filled.check(full=True).findings == []
    assert [line for line in filled.alerts() if line.register in ERASABLE] == []
    for table in ERASABLE:
        for line in filled.find(table, limit=500).rows:
            assert line.record.caption(filled.reading()) == ERASED
            assert ERASED in line.cells or "" not in line.cells


def person_with_a_past(desk: Desk) -> str:
    furnish(desk)
    id = add_person(desk, "Đinh Thị Ngọc Ẩn", id_number=NUMBER, phone="0912 998877")
    desk.edit("person", id, {"alias": "Út Lượm"}, reason="Bổ sung tên gọi Út Lượm")
    desk.keep_draft(f"person:{id}", "person", id, {"full_name": "Đinh Thị Ngọc Ẩn"})
    return id


def test_an_erased_person_is_found_by_nothing(desk: Desk) -> None:
    id = person_with_a_past(desk)
    pledge = desk.add("pledge", valid("pledge", signer_person_id=id)).id
    assert desk.count("pledge", "ngoc an").number == 1
    assert desk.referring(id) == 1

    desk.erase("person", id, WHY)

    for words in ("dinh thi ngoc an", "ngọc", "ut luom", NUMBER, "123456", "998877"):
        assert desk.count("person", words).number == 0, words
        assert desk.count("pledge", words).number == 0, words
        assert desk.search_all(words) == []
    assert desk.caption(id) == ERASED
    found = desk.record(pledge)
    assert found is not None
    assert found.told(found.fields["signer_person_id"], desk) == ERASED
    assert desk.drafts() == []
    record = desk.record(id)
    assert record is not None
    assert record.values == {"sex": "Nam", "nationality": "Việt Nam"}
    assert desk.count("person").number == 5


def test_nothing_of_it_is_left_in_the_file(desk: Desk) -> None:
    id = person_with_a_past(desk)
    connection = desk.book.writer.connection
    assert _holding(connection, "Ngọc Ẩn")
    desk.erase("person", id, WHY)
    for words in ("Ngọc Ẩn", "Út Lượm", NUMBER, "998877"):
        assert _holding(connection, words) == [], words


def _holding(connection: Any, words: str) -> list[str]:
    """Return the tables of which a row, or an index's segment, holds some words."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = []
    for (table,) in tables:
        for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own names
            for cell in row:
                raw = cell if isinstance(cell, bytes) else str(cell).encode()
                if words.encode() in raw:
                    found.append(table)
    return found


def test_what_goes_is_overwritten_in_the_file_and_the_journal_is_emptied(desk: Desk) -> None:
    id = add_person(desk)
    run = desk.book.writer.connection.execute
    usual = run("PRAGMA secure_delete").fetchone()
    with desk.book.forgetting() as into:
        assert into.connection.execute("PRAGMA secure_delete").fetchone() == (1,)
    desk.erase("person", id, WHY)
    assert run("PRAGMA secure_delete").fetchone() == usual
    with desk.book.forgetting():
        pass
    assert desk.book.path.with_name(f"{BOOK_FILE}-wal").stat().st_size == 0


def test_the_index_forgets_the_words(desk: Desk) -> None:
    id = add_person(desk, "Xyzquang Văn Lạ")
    connection = desk.book.writer.connection
    assert "person_words_data" in _holding(connection, "xyzquang")
    desk.erase("person", id, WHY)
    assert _holding(connection, "xyzquang") == []


def test_chains_verify_and_tables_come_back_the_same(desk: Desk) -> None:
    id = person_with_a_past(desk)
    desk.erase("person", id, WHY)
    changes = every_change(desk, id)
    assert [change.payload is None for change in changes] == [True, True, False]
    assert changes[-1].content()["erased"] == [change.name for change in changes[:2]]
    assert desk.check(full=True).ok
    before = desk.digest()
    desk.repair()
    assert desk.digest() == before
    assert desk.check(full=True).ok
    with desk.book.transaction() as into:  # a payload that no erasure lists
        into.connection.execute("UPDATE change SET payload = NULL WHERE register = 'area'")
    assert [finding.code for finding in desk.check(full=True).findings][:1] == ["KT-03"]


def test_the_history_tells_when_and_why_but_not_what(desk: Desk) -> None:
    id = person_with_a_past(desk)
    desk.erase("person", id, WHY)
    lines = desk.history("person", id)
    assert [line.kind for line in lines] == ["erased", "erased", "erase"]
    assert lines[-1].reason == WHY
    assert [line.reason for line in lines[:2]] == ["", ""]
    newest = entries(desk.reading().connection)[0]
    assert (newest.action, newest.register, newest.record, newest.why) == (
        "erase", "person", id, WHY,
    )  # fmt: skip


def refused(desk: Desk, id: str) -> Iterator[Any]:
    first = ledger.changes_of(desk.reading().connection, id)[0]
    to = first.device, first.seq
    yield lambda: desk.edit("person", id, {"note": "x"})
    yield lambda: desk.delete("person", id, "x")
    yield lambda: desk.undelete("person", id)
    yield lambda: desk.undo("person", id)
    yield lambda: desk.undo("person", id, to)
    yield lambda: desk.restore_field("person", id, "full_name", to)
    yield lambda: desk.erase("person", id, WHY)


def test_what_was_erased_is_changed_no_more(desk: Desk) -> None:
    id = person_with_a_past(desk)
    desk.erase("person", id, WHY)
    before = desk.digest()
    for act in refused(desk, id):
        with pytest.raises(Trouble):
            act()
    done = desk.edit_many(Chosen("person", [id]), {"sex": "Nữ"}, "x")
    assert [one.id for one in done.refused] == [id]
    assert desk.undo_many([Written("person", id)]).written == []
    assert desk.digest().digest == before.digest


def test_an_erased_record_is_printed_in_lists_only(desk: Desk) -> None:
    furnish(desk)
    id = desk.add("mediation", valid("mediation")).id
    desk.erase("mediation", id, WHY)
    with pytest.raises(Trouble) as told:
        desk.print("van_ban_hoa_giai_thanh", ids=[id])
    assert told.value.code == "LU-06"
    assert desk.print("so_theo_doi_hoa_giai", whole=True).records == 1


def test_deleted_and_draft_records_stay_what_they_were(desk: Desk) -> None:
    gone, draft = add_person(desk, "Lò Văn Xa"), desk.add("person", {}, draft=True).id
    desk.delete("person", gone, "trùng")
    for id in (gone, draft):
        desk.erase("person", id, WHY)
    records = [desk.record(id) for id in (gone, draft)]
    assert [(one.deleted, one.draft, one.erased) for one in records if one] == [
        (True, False, True),
        (False, True, True),
    ]
    assert desk.alerts() == []
    assert desk.check(full=True).ok


def test_an_erasure_stands_above_changes_that_did_not_know_of_it(desk: Desk) -> None:
    id = add_person(desk, "Lò Văn Xa")
    (first,) = every_change(desk, id)
    elsewhere = Change("f" * 16, 1, 9, first.wall, "x", 1, "person", id, first.name, "", b"", b"")
    elsewhere.payload = '{"fields":{"full_name":"Tên Cũ","note":"cũ"},"kind":"edit"}'
    desk.erase("person", id, WHY)
    known = every_change(desk, id)
    states = [
        folded_state(order, REGISTERS["person"].together)
        for order in permutations([*known, elsewhere])
    ]
    assert all(state == states[0] for state in states)
    assert states[0].values == {"sex": "Nam", "nationality": "Việt Nam"}
    assert states[0].heads == sorted([known[-1].name, elsewhere.name])


def test_a_warning_kept_with_another_record_names_nobody(desk: Desk) -> None:
    add_person(desk, "Đinh Thị Ngọc Ẩn", id_number=NUMBER)
    other = desk.add("person", {
        "full_name": "Lò Văn Xa", "sex": "Nam", "birth_date": "1980", "id_number": NUMBER,
    })  # fmt: skip
    assert any("Ngọc Ẩn" in problem.text for problem in other.problems)
    (line,) = desk.history("person", other.id)
    assert "Số định danh này đã ghi cho một hồ sơ người khác" in line.passed
    assert not any("Ngọc Ẩn" in text for text in line.passed)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.READER, Role.TECHNICIAN])
def test_only_the_chief_erases(desk_of: Sitting, role: Role) -> None:
    id = add_person(desk_of(Role.CHIEF))
    desk = desk_of(role)
    for act in (lambda: desk.erase("person", id, WHY), lambda: desk.overdue()):
        with pytest.raises(Trouble) as told:
            act()
        assert told.value.code == "QU-01"


def test_registers_kept_for_good_and_missing_reasons_are_refused(desk: Desk) -> None:
    with pytest.raises(Trouble) as told:
        desk.erase("officer", desk.me, WHY)
    assert told.value.code == "XO-01"
    id = add_person(desk)
    with pytest.raises(Trouble) as told:
        desk.erase("person", id, " ")
    assert told.value.code == "XO-02"
