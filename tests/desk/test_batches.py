"""A batch chosen by its records: printed in that order, read from the book in few questions."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.trouble import Trouble
from tests.furnishing import furnish, valid
from tests.printing.paper import pages

FORM = "cam_ket_ho_gia_dinh"
HOUSEHOLD = "Hộ gia đình"


def _pledges(desk: Desk, count: int) -> list[str]:
    """Add pledges, each signed by another person."""
    furnish(desk)
    ids = []
    for number in range(count):
        signer = desk.add(
            "person",
            {"full_name": f"Lò Thị {'ABCDĐEGHIK'[number]}", "sex": "Nữ", "birth_date": "1980"},
        )
        given = valid("pledge", subject_type=HOUSEHOLD, signer_person_id=signer.id)
        ids.append(desk.add("pledge", given).id)
    return ids


def _questions(desk: Desk, ids: list[str]) -> int:
    """Print records as if just opened; return how often the book was asked."""
    reading = desk.reading()
    reading.forget()
    asked: list[str] = []
    reading.connection.set_trace_callback(asked.append)
    try:
        desk.print(FORM, ids=ids)
    finally:
        reading.connection.set_trace_callback(None)
    return len(asked)


def test_ten_records_take_no_more_questions_than_two(desk: Desk) -> None:
    ids = _pledges(desk, 10)
    assert 0 < _questions(desk, ids) <= _questions(desk, ids[:2])


def test_records_are_printed_in_the_order_they_were_chosen(desk: Desk) -> None:
    ids = _pledges(desk, 3)
    printed = desk.print(FORM, ids=ids[::-1])
    signers = [page.line("Tôi là:").text.split(";")[0] for page in pages(printed.pdf)]
    assert signers == ["Tôi là: Lò Thị C", "Tôi là: Lò Thị B", "Tôi là: Lò Thị A"]


def test_a_record_of_another_register_is_refused(desk: Desk) -> None:
    ids = _pledges(desk, 1)
    person = desk.find("person").rows[0].id
    with pytest.raises(Trouble, match="Không có hồ sơ"):
        desk.print(FORM, ids=[*ids, person])
