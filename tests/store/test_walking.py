"""What is frequent is met on the way through a list, what is rare is sorted: the same answer."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.desk.desk import Desk
from desktop_app.registers import REGISTERS
from desktop_app.store import lists
from desktop_app.store.lists import Asked
from tests.store.test_lists import ASKED, crowd

__all__ = ["crowd"]


@given(asked=ASKED, limit=st.integers(1, 20), frequent=st.integers(0, 60), backwards=st.booleans())
@settings(max_examples=120, deadline=None)
def test_a_page_is_the_same_whether_it_is_met_on_the_way_or_sorted(
    crowd: Desk, asked: dict[str, Any], limit: int, frequent: int, *, backwards: bool
) -> None:
    kind, down = REGISTERS["person"], bool(asked["descending"])
    order = kind.fields.get(asked["sort"], kind.order)
    condition = crowd.condition(kind, asked["where"] or {})
    question = Asked(kind, asked["text"], condition, order, down, crowd.present, backwards)
    connection, after = crowd.reading().connection, None
    while True:
        found, following = lists.page(connection, question, after, limit, frequent)
        assert (found, following) == lists.page(connection, question, after, limit)
        after = following
        if after is None:
            return
