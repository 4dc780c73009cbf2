"""Lists show the ends of a number and a minor's year of birth: on screen, terminal and paper."""

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.printing.library import FormLibrary
from desktop_app.printing.press import NAME_LISTS
from desktop_app.registers import REGISTERS
from tests.conftest import Clock
from tests.furnishing import add_person, furnish, valid
from tests.printing.paper import pages
from tests.registers import shelf

NUMBER, OLD_NUMBER = "026215123456", "135792468"
CHILD_BORN, GROWN_BORN = "2015-05-06", "1980-05-06"
SHOWN = "0262****3456"
LISTS = [form for form in FormLibrary(REGISTERS).forms() if form.kind in NAME_LISTS]


@pytest.fixture
def child(desk: Desk) -> str:
    """A minor with every number there is."""
    return add_person(
        desk, "Hồ Thị Bé", birth_date=CHILD_BORN, id_number=NUMBER, old_id_number=OLD_NUMBER
    )


def test_the_list_hides_the_middle_of_numbers_and_a_minors_birthday(desk: Desk, child: str) -> None:
    columns = tuple(desk.registers["person"].fields)
    (line,) = desk.find("person", columns=columns).rows
    told = " ".join(line.cells)
    assert SHOWN in told
    assert "135***468" in told
    assert "2015" in line.cells
    for hidden in (NUMBER, OLD_NUMBER, "06/05/2015"):
        assert hidden not in told


def test_suggestions_tell_the_year_of_a_minor_and_the_day_of_a_grown_up(
    desk: Desk, child: str, clock: Clock
) -> None:
    add_person(desk, "Hồ Thị Lớn", birth_date=GROWN_BORN)
    hints = {one.caption: one.hint for one in desk.suggest(("person",), "ho thi")}
    assert hints == {"Hồ Thị Bé": "2015", "Hồ Thị Lớn": "06/05/1980"}
    assert [one.hint for one in desk.search_all("ho thi be")] == ["2015"]
    clock.forward(days=366 * 8)
    (grown,) = desk.suggest(("person",), "ho thi be")
    assert grown.hint == "06/05/2015"


def test_a_warning_about_the_same_number_tells_no_birthday_of_a_minor(
    desk: Desk, child: str
) -> None:
    found = desk.problems("person", {"full_name": "Hồ Văn Ba", "id_number": NUMBER})
    text = " ".join(problem.text for problem in found)
    assert "Hồ Thị Bé (2015)" in text
    assert "06/05/2015" not in text


def test_there_are_name_lists() -> None:
    assert {form.code for form in LISTS} >= {"danh_sach_ky_cam_ket", "so_theo_doi_hoa_giai"}


@pytest.mark.parametrize("form", LISTS, ids=lambda form: form.code)
def test_no_printed_name_list_tells_whole_numbers_or_a_minors_birthday(
    desk: Desk, form: object
) -> None:
    text = _printed(desk, getattr(form, "code", ""))
    for hidden in (NUMBER, OLD_NUMBER, "06/05/2015"):
        assert hidden not in text


def test_the_list_of_a_round_shows_the_ends_and_the_year(desk: Desk) -> None:
    words = _printed(desk, "danh_sach_ky_cam_ket")
    assert SHOWN in words
    assert "2015" in words


def test_a_units_own_list_cannot_show_more_than_lists_may(desk: Desk) -> None:
    library = desk.library
    text = library.original("danh_sach_ky_cam_ket").replace("/che bớt", "")
    library.override("danh_sach_ky_cam_ket", text)
    words = _printed(desk, "danh_sach_ky_cam_ket")
    assert NUMBER not in words
    assert SHOWN in words


def test_the_form_that_needs_it_shows_all(desk: Desk) -> None:
    furnish(desk)
    desk.edit("person", shelf.PUPIL, {"id_number": NUMBER, "birth_date": CHILD_BORN})
    id = desk.add("pledge", _signed_by_a_child()).id
    made = desk.print("cam_ket_hoc_sinh", ids=[id])
    assert "06/05/2015" in pages(made.pdf)[0].text


def _printed(desk: Desk, code: str) -> str:
    """Return the text of a list in which everybody is a minor with numbers."""
    furnish(desk)
    numbers = {"id_number": NUMBER, "old_id_number": OLD_NUMBER, "birth_date": CHILD_BORN}
    desk.add("pledge", _signed_by_a_child())
    for table in ("patrol", "mediation"):
        desk.add(table, valid(table))
    for person in desk.find("person").rows:
        desk.edit("person", person.id, numbers, draft=True)
    desk.edit("person", shelf.PUPIL, numbers)
    made = desk.print(code, whole=True)
    return "".join("".join(page.text.split()) for page in pages(made.pdf))


def _signed_by_a_child() -> dict[str, object]:
    return valid("pledge", signer_person_id=shelf.PUPIL, guardian_id=shelf.AN)
