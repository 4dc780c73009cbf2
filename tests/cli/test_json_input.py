"""JSON of the wrong shape is answered with its line and column, and changes nothing."""

import codecs
import json

import pytest

from tests.cli.post import Post

GOOD = '{"name": "Thôn Đoài", "kind": "Thôn"}'


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "dữ liệu đưa vào trống"),
        ("  \n ", "dữ liệu đưa vào trống"),
        ('{"name": }', "dòng 1, cột 10: thiếu giá trị"),
        ('{\n "name": "a",\n "kind" "Thôn"\n}', "dòng 3, cột 9: thiếu dấu hai chấm"),
        ('{"name": "a" "kind": "b"}', "dòng 1, cột 14: thiếu dấu phẩy"),
        ("{name: 1}", "dòng 1, cột 2: thiếu tên mục trong dấu ngoặc kép"),
        ('{"name": "a', "dòng 1, cột 10: chuỗi chữ thiếu dấu ngoặc kép đóng"),
        ('{"name": "a\tb"}', "dòng 1, cột 12: có ký tự điều khiển"),
        (GOOD + "\n" + '{"name": "b",}', "dòng 2, cột"),
        (GOOD + "\n\n{", "dòng 3, cột 2"),
        ('{\n"a": 1\n}\n{\n"a": 2\n}', "dòng 4, cột 1: thừa dữ liệu"),
        (f"[{GOOD}]", "dòng 1 là danh sách, phải là một đối tượng"),
        ("12", "dòng 1 là số"),
        ('"chữ"', "dòng 1 là chữ"),
        ("null", "dòng 1 là null"),
        (GOOD + "\ntrue", "dòng 2 là giá trị đúng/sai"),
        ('{"household_count": NaN}', "«NaN» không phải là giá trị"),
        ('{"name": "a", "name": "b"}', "mục «name» được ghi hai lần"),
        ('{"name": ' + "[" * 100_000 + "]" * 100_000 + "}", "lồng nhau quá sâu"),
        ('{"household_count": ' + "9" * 5_000 + "}", "con số quá dài"),
    ],
)
def test_malformed_json_is_named_by_line_and_column(post: Post, given: str, said: str) -> None:
    error = post.refuse("add", "area", "--from", "-", given=given)
    assert "DL-01" in error
    assert said in error


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": 12}, "name"),
        ({"name": ["a"]}, "name"),
        ({"household_count": "12"}, "household_count"),
        ({"household_count": 1.5}, "household_count"),
        ({"household_count": True}, "household_count"),
        ({"household_count": -1}, "household_count"),
        ({"kind": "Không có loại này"}, "kind"),
        ({"from_on": "2026-02-30"}, "from_on"),
        ({"from_on": "30/02/2026"}, "from_on"),
        ({"from_on": "0026-11-05"}, "from_on"),
        ({"from_on": 20261105}, "from_on"),
        ({"khong_co": 1}, "khong_co"),
        ({"id": "x"}, "id"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_by_its_field(
    post: Post, values: dict[str, object], field: str
) -> None:
    given = json.dumps({**json.loads(GOOD), **values})
    post.refuse("add", "area", "--from", "-", given=given)
    answer = post.type("--json", "add", "area", "--from", "-", given=given)
    assert [problem["field"] for problem in answer.json["problems"]] == [field]
    assert answer.json["problems"][0]["level"] == "error"


def test_rows_of_the_wrong_kind_are_named_by_their_number(post: Post) -> None:
    for rows in ({"force": "Công an"}, ["Công an"], [{"force": "Công an"}, {"khong_co": 1}]):
        given = json.dumps({"members": rows})
        said = post.refuse("add", "patrol", "--draft", "--from", "-", given=given)
        assert "LU-01" in said
    assert "dòng 2: không có mục «khong_co»" in said


def test_a_file_that_is_not_there_is_refused(post: Post) -> None:
    assert "DL-02" in post.refuse("add", "area", "--from", str(post.folder / "nowhere.json"))
    assert "DL-02" in post.refuse("add", "area", "--from", str(post.folder))


def test_text_in_an_old_encoding_is_refused_with_its_line(post: Post) -> None:
    given = b'{"name": "a",\n"note": "Th\xf4n"}'
    assert "dòng 2 không phải là chữ UTF-8" in post.refuse(
        "add", "area", "--from", "-", given=given
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_marks_windows_puts_before_text_are_understood(post: Post, encoding: str) -> None:
    data = GOOD.encode(encoding)
    assert data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    answer = post.type("add", "area", "--from", "-", given=data)
    assert answer.code == 0
    assert [row["name"] for row in post.ask("find", "area")] == ["Thôn Đoài"]


def test_line_ends_of_windows_are_understood(post: Post) -> None:
    given = GOOD + "\r\n" + GOOD.replace("Đoài", "Đông") + "\r\n"
    assert len(post.ask("add", "area", "--from", "-", given=given)["ids"]) == 2
