"""A book met by programs of several ages: tables follow the declarations, the ledger keeps all."""

from pathlib import Path
from typing import Any, ClassVar

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.entry import Entry
from desktop_app.model.field import Field, Json
from desktop_app.model.kinds import Choice, Number, Text
from desktop_app.model.links import Ref, Rows
from desktop_app.model.record import Record, Registers, note, section
from desktop_app.model.trouble import Trouble
from desktop_app.registers import REGISTERS
from desktop_app.registers.person import Person
from desktop_app.store import declared
from tests.conftest import Opener
from tests.furnishing import add_person
from tests.store.meddling import SecondPc, meddle


class Lamp(Record):
    """A street lamp, of a register that no officer knows."""

    table, title, singular, group = "lamp", "Đèn đường", "Đèn", "Danh mục"
    code = Text("Mã đèn", required=True)
    height = Number("Chiều cao")
    keeper_id = Ref("Người trông", "person")
    columns = code, height
    search: ClassVar[tuple[Field[Any], ...]] = (code,)
    order = height
    newest_first = False
    called = (code,)
    form = (section("Đèn", code, height, keeper_id, note),)


class Bulb(Entry):
    """One bulb of a lamp."""

    colour = Text("Màu")


class LaterLamp(Lamp):
    """The same register a version later: fields, a child list, a sort, an index more."""

    table = "lamp"
    street = Text("Đường")
    bulbs = Rows("Bóng", Bulb)
    search: ClassVar[tuple[Field[Any], ...]] = (Lamp.code, street, Lamp.keeper_id, bulbs)
    filters = (Lamp.keeper_id,)
    by_name = Lamp.code


class ColouredLamp(Lamp):
    """The same register with fields more that nothing else of it knows."""

    table = "lamp"
    colour = Text("Màu")
    bulbs = Rows("Bóng", Bulb)


class GroupedLamp(Lamp):
    """Of the same table, but height and keeper conflict as one."""

    table = "lamp"
    height = Number("Chiều cao", group="post")
    keeper_id = Ref("Người trông", "person", group="post")
    order = height


def of(lamp: type[Record] | None) -> Registers:
    """Return the registers of a program that knows this kind of lamp, or none."""
    return {**REGISTERS, "lamp": lamp} if lamp else REGISTERS


def found(desk: Desk, text: str) -> list[str]:
    """Return the ids of the lamps found by *text*."""
    return [line.id for line in desk.find("lamp", text).rows]


def values(desk: Desk, id: str) -> dict[str, Json]:
    """Return a record's values."""
    record = desk.record(id)
    assert record is not None
    return record.values


def test_what_the_ledger_long_holds_comes_into_a_new_field_list_and_search(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder, registers=of(Lamp))
    keeper = add_person(desk, full_name="Vũ Thị Sen")
    lamp = desk.add("lamp", {"code": "Đèn 02", "keeper_id": keeper}).id
    plain = desk.add("lamp", {"code": "Đèn 01"}).id
    record = desk.record(lamp)
    assert record is not None
    bulb = f"bulbs/{'0' * 8}-0000-7000-8000-{'1' * 12}"
    later: dict[str, Json] = {"street": "Ngõ Chùa", bulb: {"colour": "vàng"}}
    SecondPc(desk).writes(lamp, record.heads, later, register="lamp")
    desk.close()
    desk = opened(folder, registers=of(LaterLamp))
    assert desk.check(full=True).ok
    assert values(desk, lamp)["street"] == "Ngõ Chùa"
    assert found(desk, "ngo chua") == found(desk, "vang") == found(desk, "sen") == [lamp]
    assert [line.id for line in desk.find("lamp", sort="code").rows] == [plain, lamp]
    desk.edit("lamp", plain, {"street": "Ngõ Đình"})
    assert found(desk, "ngo dinh") == [plain]
    assert desk.check(full=True).ok


def test_what_the_ledger_long_holds_comes_into_a_new_field_that_no_list_shows(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder, registers=of(Lamp))
    lamp = desk.add("lamp", {"code": "Đèn 02"}).id
    second = desk.add("lamp", {"code": "Đèn 01"}).id
    other = desk.record(lamp)
    record = desk.record(second)
    assert record is not None
    assert other is not None
    bulb = "0" * 8 + "-0000-7000-8000-" + "1" * 12
    SecondPc(desk).writes(lamp, other.heads, {"colour": "vàng"}, register="lamp")
    desk.edit("lamp", lamp, {"height": 9})
    theirs = {f"bulbs/{bulb}": {"colour": "đỏ"}}
    SecondPc(desk, "eeeeeeeeeeeeeeee").writes(second, record.heads, theirs, register="lamp")
    meddle(desk, "UPDATE lamp_list SET k0 = 7")
    desk.close()
    desk = opened(folder, registers=of(ColouredLamp))
    assert values(desk, lamp) == {"code": "Đèn 02", "height": 9, "colour": "vàng"}
    assert values(desk, second)["bulbs"] == [{"id": bulb, "colour": "đỏ"}]
    assert desk.check(full=True).ok
    keys = desk.reading().connection.execute("SELECT DISTINCT k0 FROM lamp_list").fetchall()
    assert keys == [(7,)]  # the lists were left alone


def test_an_older_program_and_a_younger_one_take_turns(folder: Path, opened: Opener) -> None:
    desk = opened(folder, registers=of(LaterLamp))
    lamp = desk.add("lamp", {"code": "Đèn 02", "street": "Ngõ Chùa"}).id
    desk.close()
    desk = opened(folder, registers=of(Lamp))
    desk.edit("lamp", lamp, {"height": 9})
    assert found(desk, "ngo chua") == []
    assert desk.check(full=True).ok
    desk.close()
    desk = opened(folder, registers=of(None))
    record = "0" * 8 + "-0000-7000-8000-" + "3" * 12
    SecondPc(desk).writes(record, "", {"code": "Đèn 03"}, register="lamp")
    desk.close()
    desk = opened(folder, registers=of(LaterLamp))
    assert values(desk, lamp) == {"code": "Đèn 02", "height": 9, "street": "Ngõ Chùa"}
    assert found(desk, "ngo chua") == [lamp]
    assert found(desk, "den 03") == [record]
    assert desk.check(full=True).ok


def test_tables_of_a_register_the_program_does_not_know_go(folder: Path, opened: Opener) -> None:
    opened(folder, registers=of(Lamp)).close()
    desk = opened(folder)
    tables = desk.reading().connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'lamp'")
    assert tables.fetchall() == []


def test_a_new_group_shows_conflicts_that_the_ledger_long_holds(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder, registers=of(Lamp))
    keeper = add_person(desk)
    lamp = desk.add("lamp", {"code": "Đèn 02"}).id
    record = desk.record(lamp)
    assert record is not None
    desk.edit("lamp", lamp, {"height": 9})
    SecondPc(desk).writes(lamp, record.heads, {"keeper_id": keeper}, register="lamp")
    desk.close()
    desk = opened(folder, registers=of(GroupedLamp))
    assert desk.open("lamp", lamp).conflicts == ["height", "keeper_id"]
    assert desk.check(full=True).ok


def test_an_opening_makes_only_what_changed_again(folder: Path, opened: Opener) -> None:
    desk = opened(folder, registers=of(Lamp))
    add_person(desk)
    lamp = desk.add("lamp", {"code": "Đèn 02"}).id
    meddle(desk, "UPDATE lamp SET code = 'x'")
    meddle(desk, "UPDATE person SET occupation = 'x'")
    desk.close()
    desk = opened(folder, registers=of(Lamp))
    assert values(desk, lamp)["code"] == "x"
    desk.close()
    desk = opened(folder, registers=of(LaterLamp))
    assert values(desk, lamp)["code"] == "Đèn 02"
    assert desk.find("person").rows
    assert [line.code for line in desk.check(full=True).findings] == ["KT-05"]


def test_a_book_that_tells_no_declarations_is_made_again(folder: Path, opened: Opener) -> None:
    desk = opened(folder)
    person = add_person(desk, occupation="Thợ mộc")
    meddle(desk, "UPDATE person SET occupation = 'x'")
    meddle(desk, "DELETE FROM meta WHERE name = ?", declared.NAME)
    desk.close()
    desk = opened(folder)
    assert values(desk, person)["occupation"] == "Thợ mộc"
    assert desk.check(full=True).ok


def test_a_reader_has_the_tables_brought_up_first(folder: Path, opened: Opener) -> None:
    desk = opened(folder, registers=of(Lamp))
    lamp = desk.add("lamp", {"code": "Đèn 02"}).id
    desk.close()
    reader = opened(folder, registers=of(LaterLamp), writing=False)
    assert [line.id for line in reader.find("lamp", sort="code").rows] == [lamp]


def test_a_reader_of_another_age_than_the_open_window_is_refused(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder, registers=of(Lamp))
    lamp = desk.add("lamp", {"code": "Đèn 02"}).id
    with pytest.raises(Trouble) as refused:
        opened(folder, registers=of(LaterLamp), writing=False)
    assert refused.value.code == "PB-02"
    desk.edit("lamp", lamp, {"code": "Đèn 03"})
    assert desk.check(full=True).ok


class ShyLamp(Lamp):
    """A lamp whose code is not to be searched by."""

    table = "lamp"
    code = Text("Mã đèn", required=True, confidential=True)
    called = (code,)
    search = (code,)


class ChosenLamp(Lamp):
    """A lamp whose code is of another kind."""

    table = "lamp"
    code = Choice("Mã đèn", "sex", required=True)
    search = (code,)


@pytest.mark.parametrize("other", [LaterLamp, ColouredLamp, GroupedLamp, ShyLamp, ChosenLamp])
def test_whatever_the_tables_follow_from_is_in_the_fingerprint(other: Any) -> None:
    before, after = declared.fingerprints(of(Lamp)), declared.fingerprints(of(other))
    assert {table for table in after if after[table] != before[table]} == {"lamp"}


def test_how_a_record_is_called_is_in_the_fingerprint_of_those_who_refer_to_it() -> None:
    class Alias(Person):
        table = "person"
        called = (Person.alias,)

    before = declared.fingerprints(of(Lamp))
    after = declared.fingerprints({**of(Lamp), "person": Alias})
    assert after["lamp"] != before["lamp"]
    assert after["area"] == before["area"]
