"""Lists that leave the book: in full, for a reason, as far as the role allows, whole or not."""

import csv
import errno
import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.many import Chosen, Stopped, Watch
from desktop_app.desk.permission import Role
from desktop_app.exchange import workbook
from desktop_app.model.plain import plain
from desktop_app.model.trouble import Trouble
from desktop_app.store.accesslog import entries
from tests.conftest import Sitting
from tests.exchange.spreadsheet import sheets
from tests.furnishing import add_person, furnish, valid

WHY = "Báo cáo theo Công văn 12"
NUMBER = "026180055443"
NASTY = ("=HYPERLINK(0)", "+84 912", "-5", "@SUM(A1)", "=1+1")


@pytest.fixture
def people(desk: Desk) -> Desk:
    """A book with people whose data spreadsheets like to spoil."""
    add_person(desk, "Vũ Thị Nở", id_number=NUMBER, birth_date="1980-05-06", sex="Nữ")
    for place, text in enumerate(NASTY):
        add_person(desk, f"Đỗ Văn {'ABCDE'[place]}", birth_date="1962", note=text)
    return desk


def test_a_workbook_keeps_numbers_as_text_days_as_days_and_knows_no_formula(
    people: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "người.xlsx"
    done = people.export(Chosen("person"), file, WHY)
    assert (done.rows, done.file, done.left_out) == (6, file, 0)
    lines = sheets(file)["Con người"]
    known = {line["Họ và tên"].text: line for line in lines}
    cell = known["Vũ Thị Nở"]["Số định danh cá nhân (CCCD)"]
    assert (cell.text, cell.type, cell.format) == (NUMBER, "inlineStr", "@")
    born = known["Vũ Thị Nở"]["Ngày sinh"]
    day = (date(1980, 5, 6) - date(1899, 12, 30)).days
    assert (born.text, born.type, born.format) == (str(day), "n", "dd/mm/yyyy")
    assert known["Đỗ Văn A"]["Ngày sinh"].text == "1962"
    assert [known[f"Đỗ Văn {letter}"]["Ghi chú"].text for letter in "ABCDE"] == list(NASTY)
    cells = [cell for line in lines for cell in line.values()]
    assert not any(cell.formula for cell in cells)
    assert all(unicodedata.is_normalized("NFC", cell.text) for cell in cells)
    assert [each.name for each in tmp_path.iterdir() if "tam" in each.name] == []


def test_child_lists_stand_in_one_cell_and_in_a_sheet_of_their_own(
    desk: Desk, tmp_path: Path
) -> None:
    furnish(desk)
    id = desk.add("patrol", valid("patrol")).id
    record = desk.record(id)
    assert record is not None
    desk.export(Chosen("patrol"), tmp_path / "ca.xlsx", WHY)
    read = sheets(tmp_path / "ca.xlsx")
    assert list(read) == ["Tuần tra, kiểm soát", "Thành viên", "Sự việc phát hiện"]
    members = record.values["members"]
    assert read["Tuần tra, kiểm soát"][0]["Thành viên"].text.startswith("1. Người: ")
    assert len(read["Thành viên"]) == len(members)
    assert {line["Mã hồ sơ"].text for line in read["Thành viên"]} == {id}


def test_csv_opens_with_its_marks_and_no_cell_is_taken_for_a_formula(
    people: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "nguoi.csv"
    people.export(Chosen("person"), file, WHY)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as read:
        lines = {line["Họ và tên"]: line for line in csv.DictReader(read)}
    assert lines["Vũ Thị Nở"]["Số định danh cá nhân (CCCD)"] == NUMBER
    assert lines["Vũ Thị Nở"]["Ngày sinh"] == "06/05/1980"
    notes = [lines[f"Đỗ Văn {letter}"]["Ghi chú"] for letter in "ABCDE"]
    assert notes == [f"'{text}" for text in NASTY]


def test_json_lines_have_the_keys_of_show(people: Desk, tmp_path: Path) -> None:
    people.export(Chosen("person", text="no"), tmp_path / "a.jsonl", WHY)
    (line,) = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    record = people.record(told["id"])
    assert record is not None
    assert told == plain(record)


def test_what_is_meant_is_what_leaves(people: Desk, tmp_path: Path) -> None:
    ids = [line.id for line in people.find("person").rows]
    picked = people.export(Chosen("person", [ids[2], ids[0]]), tmp_path / "a.jsonl", WHY)
    assert picked.rows == 2
    lines = (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line)["id"] for line in lines]
    assert told == [ids[2], ids[0]]
    women = people.export(Chosen("person", where={"sex": "Nữ"}), tmp_path / "b.csv", WHY)
    assert women.rows == 1
    with pytest.raises(Trouble) as refused:
        people.export(Chosen("person", text="khongcoai"), tmp_path / "c.csv", WHY)
    assert refused.value.code == "XD-05"
    assert not (tmp_path / "c.csv").exists()


def test_a_reason_is_asked_for_and_kept_with_the_count(people: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        people.export(Chosen("person"), tmp_path / "a.xlsx", "  ")
    assert refused.value.code == "XD-01"
    assert list(tmp_path.glob("a*")) == []
    people.export(Chosen("person"), tmp_path / "a.xlsx", WHY)
    newest = entries(people.reading().connection)[0]
    assert (newest.action, newest.register, newest.why) == (
        "export",
        "person",
        f"6 hồ sơ, .xlsx: {WHY}",
    )


@pytest.mark.parametrize(
    ("name", "code"), [("a.docx", "XD-02"), ("cu.csv", "XD-04"), ("khong/a.csv", "XD-32")]
)
def test_unfit_files_are_refused_and_leave_nothing(
    people: Desk, tmp_path: Path, name: str, code: str
) -> None:
    (tmp_path / "cu.csv").write_text("cũ", "utf-8")
    before = len(entries(people.reading().connection))
    with pytest.raises(Trouble) as refused:
        people.export(Chosen("person"), tmp_path / name, WHY)
    assert refused.value.code == code
    assert (tmp_path / "cu.csv").read_text("utf-8") == "cũ"
    assert len(entries(people.reading().connection)) == before
    assert {each.name for each in tmp_path.glob("*.*")} <= {"cu.csv"}


def test_nothing_unencrypted_goes_into_the_data_folder(people: Desk, folder: Path) -> None:
    with pytest.raises(Trouble) as refused:
        people.export(Chosen("person"), folder / "a.csv", WHY)
    assert refused.value.code == "XD-03"


def test_a_file_may_be_replaced_when_that_was_asked(people: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("cũ", "utf-8")
    people.export(Chosen("person"), file, WHY, replace=True)
    assert "Vũ Thị Nở" in file.read_text("utf-8-sig")


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".jsonl"])
def test_stopping_leaves_no_file(people: Desk, tmp_path: Path, ending: str) -> None:
    seen: list[tuple[int, int]] = []
    watch = Watch(lambda *told: seen.append(told), lambda: bool(seen))
    with pytest.raises(Stopped):
        people.export(Chosen("person"), tmp_path / f"a{ending}", WHY, watch)
    assert seen == [(6, 6)]
    assert [each for each in tmp_path.iterdir() if each.name != "du-lieu"] == []


def test_a_full_disk_leaves_no_file_and_says_so(
    people: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Trouble) as refused:
        people.export(Chosen("person"), tmp_path / "a.xlsx", WHY)
    assert refused.value.code == "XD-30"
    assert [each for each in tmp_path.iterdir() if each.name != "du-lieu"] == []


def test_a_restricted_register_is_for_the_chief(desk_of: Sitting, tmp_path: Path) -> None:
    chief = desk_of(Role.CHIEF)
    furnish(chief)
    chief.add("surrender", valid("surrender"))
    assert chief.export(Chosen("surrender"), tmp_path / "a.csv", WHY).rows == 1
    for role in (Role.OFFICER, Role.READER, Role.TECHNICIAN):
        with pytest.raises(Trouble) as refused:
            desk_of(role).export(Chosen("surrender"), tmp_path / "b.csv", WHY)
        assert refused.value.code == "QU-01"
    assert not (tmp_path / "b.csv").exists()


def test_minors_stay_behind_unless_the_chief_exports(desk_of: Sitting, tmp_path: Path) -> None:
    chief = desk_of(Role.CHIEF)
    add_person(chief, "Hồ Thị Bé", birth_date="2015-05-05")
    add_person(chief, "Hồ Văn Lớn", birth_date="1975-05-05")
    assert chief.export(Chosen("person"), tmp_path / "a.csv", WHY).rows == 2
    done = desk_of(Role.OFFICER).export(Chosen("person"), tmp_path / "b.csv", WHY)
    assert (done.rows, done.left_out) == (1, 1)
    text = (tmp_path / "b.csv").read_text("utf-8-sig")
    assert "Hồ Văn Lớn" in text
    assert "Hồ Thị Bé" not in text


def test_what_is_too_long_for_a_cell_is_cut_and_says_so(desk: Desk, tmp_path: Path) -> None:
    add_person(desk, note="dài " * 20_000)
    desk.export(Chosen("person"), tmp_path / "a.xlsx", WHY)
    (line,) = sheets(tmp_path / "a.xlsx")["Con người"]
    assert len(line["Ghi chú"].text) == workbook.LONGEST_CELL
    assert line["Ghi chú"].text.endswith(workbook.CUT)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".jsonl"])
def test_every_register_leaves_in_every_format(desk: Desk, tmp_path: Path, ending: str) -> None:
    furnish(desk)
    for table in ("patrol", "pledge", "mediation", "surrender"):
        desk.add(table, valid(table))
    for table in desk.registers:
        file = tmp_path / f"{table}{ending}"
        assert desk.export(Chosen(table), file, WHY).rows == desk.count(table).number
        assert file.stat().st_size > 100
