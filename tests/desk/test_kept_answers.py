"""What wants attention: answers kept between two looks are those the whole book would give."""

import random
from typing import Any

from desktop_app.desk.attention import Attention
from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from desktop_app.registers.practice import practice_records
from tests.conftest import Clock
from tests.furnishing import add_person, furnish, valid

EVENTS, STEPS = 60, 120
TRIED: dict[str, dict[str, tuple[Any, ...]]] = {
    "patrol": {"status": ("Dự kiến", "Đang tuần tra", "Hoàn thành", "Hủy"), "end_at": (None,)},
    "mediation": {"status": ("Mới nhận", "Đang hòa giải"), "received_on": ("2026-10-01",)},
    "pledge": {"status": ("Đã ký", "Hết hiệu lực"), "valid_until": ("2026-12-01", "2027-06-30")},
    "organization": {"contact_name": ("Vũ Văn An", None), "last_reviewed_on": ("2026-11-01",)},
    "route": {"is_hot_spot": (True, False)},
    "surrender": {"notified_at": ("2026-11-23T13:30", None)},
}


def anew(desk: Desk) -> Attention:
    """Return what a desk that has kept nothing finds in the same book."""
    return Desk(desk.book, desk.me, desk.role).attention()


def test_after_any_saves_the_kept_answers_are_those_of_the_whole_book(
    desk: Desk, clock: Clock
) -> None:
    chance = random.Random(4)
    desk.fill(list(practice_records(EVENTS, 1, clock.moment, desk.me)))
    ids = {table: [line.id for line in desk.find(table, limit=40).rows] for table in TRIED}
    told = set()
    for _ in range(STEPS):
        table = chance.choice(list(TRIED))
        name = chance.choice(list(TRIED[table]))
        id = chance.choice(ids[table])
        try:
            match chance.randrange(6):
                case 0:
                    clock.forward(minutes=chance.choice((0, 1, 50, 60 * 30)))
                case 1:
                    desk.submit(table, id)
                case 2:
                    desk.delete(table, id, "Ghi trùng")
                case _:
                    value = chance.choice(TRIED[table][name])
                    desk.edit(table, id, {name: value}, reason="Bổ sung")
        except Trouble:
            pass  # a rule refused it: nothing changed, which must show nothing new either
        found = desk.attention()
        assert found == anew(desk)
        told |= {line.alert for line in found.lines}
    assert len(told) > 5


def test_only_what_a_save_touches_is_asked_again(desk: Desk) -> None:
    furnish(desk)
    desk.attention()
    asked: list[str] = []
    desk.reading().connection.set_trace_callback(asked.append)

    def asked_of() -> set[str]:
        """Return the registers whose alerts were asked, and forget them."""
        text = " ".join(one for one in asked if "r._erased = 0" in one)
        asked.clear()
        return {table for table in desk.registers if f'FROM "{table}" AS r' in text}

    desk.attention()
    assert asked_of() == set()
    add_person(desk)
    desk.attention()
    assert asked_of() == set()
    desk.add("patrol", valid("patrol"))
    desk.attention()
    assert asked_of() == {"patrol", "route"}  # a hot spot waits for its patrols
