"""A register that nobody else knows gets everything on the terminal for nothing."""

import json
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.desk.founding import Founding, create_book
from desktop_app.model.dates import Day
from desktop_app.model.entry import Entry
from desktop_app.model.kinds import Number, Status, Text
from desktop_app.model.links import Links, Ref, Rows
from desktop_app.model.moments import present
from desktop_app.model.record import Alert, Must, Record, section
from desktop_app.registers import REGISTERS
from tests.cli.post import Post
from tests.conftest import OFFICER_NAME, PASSWORD, WARD


class Puppy(Entry):
    """A young dog."""

    name = Text("Tên", required=True)
    months = Number("Tháng tuổi")


class Dog(Record):
    """A dog of the ward: this register exists in this test only."""

    table, title, singular = "dog", "Chó nghiệp vụ", "Chó"
    status = Status("Đang nuôi", "Đang huấn luyện", "Phục vụ", side=("Đã nghỉ",))
    name = Text("Tên chó", required=True)
    keeper_id = Ref("Người nuôi", "officer", required=True)
    chip = Text("Số chíp", masked=True)
    vaccinated_on = Day("Ngày tiêm phòng", required=status.is_("Phục vụ"))
    puppies = Rows("Chó con", Puppy)
    records = Links("Hồ sơ liên quan")

    columns = name, keeper_id, chip, vaccinated_on, status
    search = name, keeper_id, puppies
    order = vaccinated_on
    called = (name,)
    form = (section("Chó", name, keeper_id, status, chip, vaccinated_on, puppies, records),)
    checks = (Must(vaccinated_on, vaccinated_on.not_after(present()), "Tiêm sau hôm nay"),)
    alerts = (
        Alert("dog_unvaccinated", "Chó chưa tiêm phòng", vaccinated_on.missing(), level="late"),
    )


@pytest.fixture
def kennel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Post:
    """A post that keeps a register of dogs."""
    registers = {**REGISTERS, Dog.table: Dog}
    folder = tmp_path / "so"
    create_book(folder, registers, Founding(WARD, OFFICER_NAME, PASSWORD)).desk.close()
    return Post(folder, registers, monkeypatch, capsys)


def test_a_register_nobody_knows_works_on_the_whole_terminal(kennel: Post) -> None:
    (described,) = kennel.ask("describe", "dog")
    fields = {field["name"]: field for field in described["fields"]}
    assert described["title"] == "Chó nghiệp vụ"
    assert fields["vaccinated_on"]["required"] == "khi Trạng thái là Phục vụ"
    assert [field["name"] for field in fields["puppies"]["fields"]] == ["name", "months"]

    keeper = kennel.ask("find", "officer")[0]["id"]
    id = kennel.add(
        "dog",
        name="Đốm Vằn",
        keeper_id=keeper,
        chip="900123456789",
        puppies=[{"name": "Mực", "months": 3}],
    )
    shown = kennel.fields("dog", id)
    assert (shown["name"], shown["status"]) == ("Đốm Vằn", "Đang nuôi")
    assert shown["puppies"][0]["name"] == "Mực"
    assert "1. Tên: Mực; Tháng tuổi: 3" in kennel.type("show", "dog", id).out

    kennel.edit("dog", id, "--reason", "Xong", status="Phục vụ", vaccinated_on="2026-11-01")
    for words in (("dom", "van"), ("muc",), ("--where", "puppies.months=3"), ("binh",)):
        (row,) = kennel.ask("find", "dog", *words)
        assert (row["id"], row["vaccinated_on"]) == (id, "2026-11-01")
        assert "123456" not in row["chip"]

    last = kennel.ask("history", "dog", id)[-1]
    assert last["fields"]["status"] == {"old": "Đang nuôi", "new": "Phục vụ"}
    assert "Tiêm sau hôm nay" in kennel.refuse(
        "edit", "dog", id, "--from", "-", given=json.dumps({"vaccinated_on": "2027-01-01"})
    )

    kennel.ask("undo", "dog", id)
    assert "vaccinated_on" not in kennel.fields("dog", id)
    assert [alert["alert"] for alert in kennel.ask("today")] == ["dog_unvaccinated"]
    kennel.ask("delete", "dog", id, "--reason", "Trùng")
    assert kennel.ask("find", "dog", "--count") == {"count": 0}
    kennel.ask("undelete", "dog", id)
    assert kennel.ask("find", "dog", "--count") == {"count": 1}
    assert kennel.ask("check", "--full")["ok"] is True


def test_a_record_links_to_records_of_any_register(kennel: Post) -> None:
    keeper = kennel.ask("find", "officer")[0]["id"]
    area = kennel.add("area", name="Thôn Đoài", kind="Thôn")
    other = kennel.add("dog", name="Vện", keeper_id=keeper)
    id = kennel.add("dog", name="Vàng", keeper_id=keeper, records=[area, other])
    assert kennel.fields("dog", id)["records"] == [area, other]
    assert "Thôn Đoài; Vện" in kennel.type("show", "dog", id).out
    stranger = "01935f6e-7d2b-7cc0-8a5e-0123456789ab"
    wrong = json.dumps({"name": "Mực", "keeper_id": keeper, "records": [stranger]})
    assert "Hồ sơ liên quan" in kennel.refuse("add", "dog", "--from", "-", given=wrong)


FORM = """---
code: phieu_cho
version: 1
title: Phiếu chó nghiệp vụ
register: dog
page: portrait
series:
---

# PHIẾU THEO DÕI

Tên chó: {{Tên chó}}; người nuôi: {{Người nuôi/Họ và tên}}; tiêm phòng: {{Ngày tiêm phòng}}.

```qr
```
"""


def test_a_form_of_the_units_own_prints_the_register_nobody_knows(kennel: Post) -> None:
    (kennel.folder / "forms").mkdir()
    (kennel.folder / "forms" / "90_phieu_cho.md").write_text(FORM, encoding="utf-8")
    assert "phieu_cho" in [form["form"] for form in kennel.ask("forms")]
    keeper = kennel.ask("find", "officer")[0]["id"]
    id = kennel.add("dog", name="Đốm Vằn", keeper_id=keeper)
    out = kennel.folder.parent / "phieu.pdf"
    told = kennel.ask("print", "phieu_cho", "--record", id, "--out", str(out))
    assert (told["pages"], told["records"]) == (1, 1)
    text = words_of(out.read_bytes())
    assert "Đốm Vằn" in text
    assert OFFICER_NAME in text


def test_a_mistake_in_a_form_of_the_units_own_is_named_by_file_and_line(kennel: Post) -> None:
    (kennel.folder / "forms").mkdir()
    wrong = FORM.replace("{{Tên chó}}", "{{Tên cho}}")
    (kennel.folder / "forms" / "90_phieu_cho.md").write_text(wrong, encoding="utf-8")
    said = kennel.refuse("print", "phieu_cho", "--blank", "1", "--out", "x.pdf")
    assert "90_phieu_cho.md" in said
    assert "dòng 12" in said
    assert "Tên chó" in said
    assert "cam_ket_ho_gia_dinh" in [form["form"] for form in kennel.ask("forms")]


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()
