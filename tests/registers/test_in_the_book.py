"""What the registers ask, asked of a real encrypted book: the same answers as from memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.model.query import Condition
from desktop_app.model.record import Alert
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from desktop_app.store import lists
from desktop_app.store.book import Book, create
from desktop_app.store.compiled import Sql
from desktop_app.store.writing import Deed, add
from tests.registers.shelf import OFFICER, PRESENT, VALID, Shelf

KEY = bytes(range(32))
COUNT = 400


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    shelf = Shelf()
    shelf.put("officer", OFFICER, **VALID["officer"])
    for table, id, values in practice_records(COUNT, 11, PRESENT, OFFICER):
        shelf.put(table, id, **values)
    # Some of what the practice book, being in order, does not hold.
    patrols = [record for record in shelf.records.values() if record.table == "patrol"]
    twice = patrols[-1].values
    shelf.put("patrol", f"{patrols[-1].id[:-4]}0000", **twice | {"status": "Đang tuần tra"})
    incident = {"action": "Chuyển cấp có thẩm quyền"}
    shelf.put("patrol", f"{patrols[-2].id[:-4]}0000", **patrols[-2].values | {
        "incidents": [incident], "status": "Đã phân công", "end_at": None,
    })  # fmt: skip
    return shelf


@pytest.fixture(scope="module")
def book(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    folder: Path = tmp_path_factory.mktemp("book")
    create(folder, KEY, REGISTERS, {})
    book = Book(folder, KEY, REGISTERS, lambda: PRESENT)
    with book.transaction() as into:
        for record in shelf.records.values():
            add(book, into, record, Deed(OFFICER, "add"))
    yield book
    book.close()


def _asked(book: Book, table: str, alert: Alert) -> list[str]:
    question = lists.alerted(REGISTERS[table], alert, Sql(PRESENT))
    return lists.ids(book.reading().connection, question)


ALERTS = [(name, alert) for name, kind in REGISTERS.items() for alert in kind.alerts]


@pytest.mark.parametrize(("table", "alert"), ALERTS, ids=lambda one: getattr(one, "name", one))
def test_the_book_raises_the_alerts_that_memory_raises(
    book: Book, shelf: Shelf, table: str, alert: Alert
) -> None:
    asked = _asked(book, table, alert)
    ours = [record for record in shelf.records.values() if record.table == table]
    assert set(asked) == {record.id for record in ours if shelf.raised(alert, record)}


def test_the_practice_book_shows_alerts_of_several_registers(shelf: Shelf) -> None:
    raised = {
        alert.name
        for record in shelf.records.values()
        for alert in record.alerts
        if shelf.raised(alert, record)
    }
    assert raised >= {
        "surrender_not_notified",
        "person_on_two_shifts",
        "incident_not_handed_over",
        "organization_unreviewed",
        "organization_without_contact",
    }


FIGURES = [
    (name, figure.where)
    for name, kind in REGISTERS.items()
    for figure in kind.figures
    if figure.where
]


@pytest.mark.parametrize(("table", "where"), FIGURES)
def test_the_book_counts_what_memory_counts(
    book: Book, shelf: Shelf, table: str, where: Condition
) -> None:
    counted = Alert("figure", "", where)
    asked = _asked(book, table, counted)
    assert sorted(asked) == sorted(shelf.matches(table, where))


def test_rules_find_the_same_other_records_in_the_book(book: Book, shelf: Shelf) -> None:
    reading = book.reading()
    found = 0
    for record in shelf.records.values():
        asked = sorted(record.rules(reading))
        assert asked == sorted(record.rules(shelf))
        found += len(asked)
    assert found > 0
