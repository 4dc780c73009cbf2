"""Alerts asked of the book in SQL and of records in memory in Python: one answer."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.desk.desk import Desk
from desktop_app.desk.permission import Role
from desktop_app.model.codes import codes
from desktop_app.model.dates import Day, Moment
from desktop_app.model.kinds import Choice, Number, Status
from desktop_app.registers import REGISTERS
from desktop_app.store import keyfile, keys
from desktop_app.store.book import Book
from desktop_app.store.compiled import Sql, column_of, compiled
from desktop_app.store.writing import Deed, add
from tests.conftest import PASSWORD, PRESENT, Clock, Founded
from tests.furnishing import furnish, valid
from tests.registers.shelf import AN, BINH, OFFICER, OTHER_OFFICER, SCHOOL, furnished, ident

DAYS = st.datetimes(PRESENT - timedelta(days=45), PRESENT + timedelta(days=45))
WATCHED = ("patrol", "pledge", "mediation", "surrender", "campaign", "organization")


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a record whose days, states and codes are anything, each perhaps missing."""
    register = draw(st.sampled_from(WATCHED))
    values = dict(valid(register))
    for name, field in REGISTERS[register].fields.items():
        if isinstance(field, Moment | Day | Status | Number) and draw(st.booleans()):
            values[name] = draw(_any_value(field))
    if register == "pledge" and draw(st.booleans()):
        values["organization_id"] = SCHOOL
    if register == "mediation":
        values["fulfilment"] = draw(st.sampled_from([None, *codes("fulfilment")]))
    if register == "patrol":
        rows = st.fixed_dictionaries(
            {
                "action": st.sampled_from([None, *codes("incident_action")]),
                "handed_over_on": st.sampled_from([None, "2026-11-21"]),
            }
        )
        values["incidents"] = draw(st.lists(rows, max_size=2))
        values["leader_id"] = draw(st.sampled_from([OFFICER, OTHER_OFFICER]))
        if (
            values["start_at"] and values["end_at"]
        ):  # longer shifts are warned of, and not looked for
            hours = timedelta(hours=draw(st.integers(0, 23)))
            values["end_at"] = (datetime.fromisoformat(values["start_at"]) + hours).isoformat()[:16]
        values["members"] = [{"person_id": draw(st.sampled_from([AN, BINH, OFFICER]))}]
    return register, values


def _any_value(field: Any) -> st.SearchStrategy[Any]:
    if isinstance(field, Choice):
        return st.sampled_from(field.options())
    if isinstance(field, Number):
        return st.sampled_from([1, 2, 3, None])
    shown = (
        (lambda at: at.isoformat()[:16])
        if isinstance(field, Moment)
        else (lambda at: at.date().isoformat())
    )
    return st.one_of(st.none(), DAYS.map(shown))


@pytest.fixture(scope="module")
def furnished_folder(
    founded: Founded, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Any, bytes]]:
    """A furnished book to copy, and its key."""
    folder = founded.copied(tmp_path_factory.mktemp("alerts") / "du-lieu")
    key = keys.unwrapped(keyfile.read_keys(folder).accounts()[0], PASSWORD)
    desk = Desk(Book(folder, key, REGISTERS, Clock()), "", Role.CHIEF)
    furnish(desk)
    desk.close()
    yield folder, key
    shutil.rmtree(folder)


@given(drawn=st.lists(records(), min_size=1, max_size=25), hours=st.integers(-50, 50))
@settings(max_examples=40, deadline=None)
def test_the_book_and_the_second_opinion_agree_on_any_records(
    furnished_folder: tuple[Any, bytes], drawn: list[tuple[str, dict[str, Any]]], hours: int
) -> None:
    folder, key = furnished_folder
    shelf = furnished()
    shelf.present = PRESENT + timedelta(hours=hours)
    desk = Desk(Book(folder, key, REGISTERS, Clock(shelf.present)), "", Role.CHIEF)
    try:
        ids = [ident(1_000 + number) for number in range(len(drawn))]
        with suppress(_Undone), desk.book.transaction() as into:
            for id, (register, values) in zip(ids, drawn, strict=True):
                record = shelf.put(register, id, **values)
                record.values = {k: v for k, v in record.values.items() if v is not None}
                add(desk.book, into, REGISTERS[register](record.values, id), Deed("", "add"))
            assert _raised_in(desk, into) == {
                (record.id, alert.name)
                for record in shelf.records.values()
                for alert in record.alerts
                if shelf.raised(alert, record)
            }
            raise _Undone
    finally:
        desk.close()


class _Undone(Exception):
    """Takes back what an example has put into the book."""


def _raised_in(desk: Desk, into: Any) -> set[tuple[str, str]]:
    return {
        (id, alert.name)
        for kind in desk.registers.values()
        for alert in kind.alerts
        for id in into.all_matching(kind.table, alert.condition)
    }


def test_overlapping_shifts_are_looked_for_through_the_index_on_their_start(desk: Desk) -> None:
    kind = REGISTERS["patrol"]
    alert = next(one for one in kind.alerts if one.name == "person_on_two_shifts")
    sql = Sql(desk.present)
    condition = compiled(alert.condition, column_of("r"), sql, "r.id")
    question = f'EXPLAIN QUERY PLAN SELECT r.id FROM "patrol" AS r WHERE {condition}'  # noqa: S608 - our own words
    plan = desk.reading().connection.execute(question, sql.parameters)
    steps = [step for *_, step in plan]
    assert [step for step in steps if "AUTOMATIC" in step] == []
    assert sum("patrol_by_start_at" in step for step in steps) == 2
