"""Records that tests put into a real book: people, routes, one of everything referred to."""

from typing import Any

from desktop_app.desk.desk import Desk
from tests.registers import shelf

FIRST = ("area", "route", "plan", "campaign", "mediation_team", "organization", "person")


def add_person(desk: Desk, name: str = "Vũ Văn An", **values: Any) -> str:
    """Add a person; return the id."""
    given = {"full_name": name, "sex": "Nam", "birth_date": "1980-05-06"}
    return desk.add("person", given | values).id


def add_route(desk: Desk, name: str = "Trục chợ", **values: Any) -> str:
    """Add a route; return the id."""
    return desk.add("route", {"name": name} | values).id


def add_area(desk: Desk, name: str = "Tổ dân phố 3", **values: Any) -> str:
    """Add a hamlet; return the id."""
    return desk.add("area", {"name": name, "kind": "Tổ dân phố"} | values).id


def furnish(desk: Desk) -> None:
    """Put into the book everything that the model records of the register tests refer to."""
    for table in (*FIRST, "officer"):
        for record in shelf.furnished().records.values():
            if record.table == table:
                desk.add(table, {"id": record.id, **record.values})


def valid(register: str, **values: Any) -> dict[str, Any]:
    """Return the values of a record that breaks no rule, with some of them changed."""
    return shelf.VALID[register] | values


def values(desk: Desk, id: str) -> dict[str, Any]:
    """Return the values that the book holds of a record."""
    record = desk.record(id)
    assert record is not None
    return record.values
