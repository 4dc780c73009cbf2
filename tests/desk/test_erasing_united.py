"""Erasing a person who was entered twice: both records are his, whichever of them stayed."""

from desktop_app.desk.desk import Desk
from desktop_app.store import ledger, uniting
from desktop_app.store.writing import Deed
from tests.furnishing import add_person, furnish

WHY = "Hết thời hạn lưu theo quy định"


def unite(desk: Desk, goes: str, stays: str) -> None:
    """Let one person be another, as for who was entered twice."""
    with desk.book.transaction() as into:
        gone, left = into.record(goes), into.record(stays)
        assert gone is not None
        assert left is not None
        uniting.unite(desk.book, into, gone, left, Deed(desk.me, "unite", "ghi hai lần"))


def test_who_was_united_with_an_erased_person_is_erased_too(desk: Desk) -> None:
    furnish(desk)
    eldest, elder, younger, late = (
        add_person(desk, name)
        for name in ("Đinh Thị Ẩn", "Đinh Ẩn", "Đinh Thị Ngọc Ẩn", "Đinh Ngọc Ẩn")
    )
    unite(desk, younger, elder)
    unite(desk, elder, eldest)
    desk.erase("person", eldest, WHY)
    assert desk.not_wholly_erased() == []
    unite(desk, late, eldest)  # on another PC, which did not know
    assert [one.id for one in desk.not_wholly_erased()] == [eldest]
    desk.erase("person", eldest, WHY)
    assert desk.not_wholly_erased() == []
    for id in (eldest, elder, younger, late):
        assert {
            one.payload
            for one in ledger.changes_of(desk.reading().connection, id)
            if not one.erases
        } == {None}
        assert uniting.stands_for(desk.reading(), id) == eldest
    assert desk.check(full=True).findings == []
