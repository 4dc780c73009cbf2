"""The tables are what the registers declare, and db/schema.sql shows them to reviewers."""

from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.model.kinds import Number, Text
from desktop_app.model.record import Record, note, section
from desktop_app.registers import REGISTERS
from desktop_app.store.schema import schema_sql
from tests.conftest import Opener

SCHEMA = Path(__file__).parents[2] / "db" / "schema.sql"


def test_the_reviewed_schema_is_the_one_the_registers_make(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--renew-schema"):
        SCHEMA.write_text(schema_sql(REGISTERS), encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == schema_sql(REGISTERS)


def test_a_book_has_the_tables_of_the_schema_and_no_other(desk: Desk) -> None:
    made = desk.reading().connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT GLOB '*sqlite_*' "
        "AND name NOT GLOB '*_words_*' AND name NOT GLOB '*_digits_*'"
    )
    known = {statement.replace("IF NOT EXISTS ", "") for statement in _statements()}
    assert {sql for (sql,) in made} == known


def _statements() -> list[str]:
    text = schema_sql(REGISTERS).partition("\n\n")[2]
    return [statement.strip() for statement in text.removesuffix(";\n").split(";\n\n")]


class Lamp(Record):
    """A street lamp, of a register that no officer knows."""

    table, title, singular, group = "lamp", "Đèn đường", "Đèn", "Danh mục"
    code = Text("Mã đèn", required=True)
    height = Number("Chiều cao")
    columns = code, height
    search = (code,)
    order = height
    newest_first = False
    called = (code,)
    form = (section("Đèn", code, height, note),)


def test_a_register_nobody_else_knows_gets_table_list_search_and_history(
    folder: Path, opened: Opener
) -> None:
    desk = opened(folder, registers={**REGISTERS, "lamp": Lamp})
    low = desk.add("lamp", {"code": "Đèn 02", "height": 9}).id
    high = desk.add("lamp", {"code": "Đèn 10", "height": 10}).id
    desk.edit("lamp", low, {"code": "Đèn 03"}, reason="gõ nhầm")
    assert [line.id for line in desk.find("lamp").rows] == [low, high]
    assert [line.id for line in desk.find("lamp", "den 03").rows] == [low]
    assert desk.history("lamp", low)[-1].fields == {"code": ("Đèn 02", "Đèn 03")}
    assert desk.check(full=True).ok
