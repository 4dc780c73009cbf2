"""What a clerk's eye asks of a page: room for the pen, even dots, whole names."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from desktop_app.printing.breaking import balanced, lines
from desktop_app.printing.fonts import BOLD, REGULAR, Style
from desktop_app.printing.form import Form
from desktop_app.printing.press import print_form
from desktop_app.printing.setting import placed
from desktop_app.printing.words import Word, dots, words
from tests.printing.paper import PaperPage, pages
from tests.printing.samples import CODES, LIBRARY, Drawer, job, printed

SIZE = 13.0
DOT = SIZE / 4
LEAST_DOTS_OF = {"điện thoại": 18, "nơi ở": 20, "quan hệ": 15, "họ tên": 40, "trật tự": 40}


def paper(code: str, kind: str = "blank") -> list[PaperPage]:
    return pages(printed(code, kind).pdf)


def paper_of(form: Form, drawer: Drawer, *records: object) -> str:
    asked = job(drawer, records)  # type: ignore[arg-type]  # records of any register
    return "\n".join(page.text for page in pages(print_form(form, asked).pdf))


@pytest.mark.parametrize("code", CODES)
def test_the_pen_finds_room_for_what_it_writes(code: str) -> None:
    for page in paper(code):
        for line in page.lines:
            for label, found in re.findall(r"([^\W\d]+ [^\W\d]+)(?: \([^)]*\))?: (\.+)", line.text):
                assert len(found) >= LEAST_DOTS_OF.get(label, 6), line.text


def test_dots_of_one_line_share_its_width_as_they_would_like_it() -> None:
    style = Style(REGULAR, SIZE)
    wide, small = dots(60 * DOT, style), dots(20 * DOT, style)
    row = [*words("Họ tên:", style), wide, *words("; điện thoại:", style), small]
    taken = sum(item.width for item in row if not item.leader) + 5 * DOT
    for room in (60, 100):
        [line] = lines(row, taken + room * DOT, 0.0, SIZE)
        text = "".join(part for _, part in placed(line, 0.0, 0.0, SIZE, "justify").runs)
        first, second = map(len, re.findall(r"\.+", text))
        assert first + second in (room - 1, room)
        assert first == pytest.approx(3 * second, abs=3)


def test_a_line_of_small_dots_is_not_filled_with_them() -> None:
    style = Style(REGULAR, SIZE)
    row = [*words("Chưa ký:", style), dots(8 * DOT, style)]
    [line] = lines(row, 400.0, 400.0, SIZE)
    assert placed(line, 0.0, 0.0, SIZE, "justify").runs[-1][1].endswith(": " + "." * 8)


def test_a_number_too_wide_for_its_column_parts_after_a_stroke() -> None:
    [item] = words("12345/BB-CAP", Style(REGULAR, SIZE))
    broken = lines([item], item.width - 5, item.width - 5, SIZE)
    assert [_text(line.words) for line in broken] == ["12345/BB-", "CAP"]


def test_a_title_breaks_into_lines_of_like_length() -> None:
    items = words("TRƯỜNG TRUNG HỌC CƠ SỞ VĨNH PHÚC", Style(BOLD, 12.0))
    room = sum(item.width for item in items) - 20
    first, second = balanced(items, room, 12.0)
    assert _text(second.words) in ("CƠ SỞ VĨNH PHÚC", "SỞ VĨNH PHÚC")
    used = sum(item.width for item in second.words) + 3.0 * (len(second.words) - 1)
    assert second.free == pytest.approx(room - used)
    assert first.free >= 0


def test_a_parted_row_goes_on_clear_of_the_head() -> None:
    found = [page for page in paper("nhat_ky_tuan_tra", "overlong") if "Biện pháp" in page.text]
    page = found[2]
    rules = sorted({round(y1, 2) for x1, y1, x2, y2 in page.rules if x2 - x1 > 100})
    cells = [line for line in page.lines if line.sizes == {12.0}]
    assert min(line.depth for line in cells if line.depth > rules[1]) - rules[1] >= 4.4
    assert rules[-1] - max(line.depth for line in cells) >= 1.6


def test_rank_and_name_of_three_signatures_stay_on_one_line() -> None:
    drawer = Drawer()
    drawer.officer.values.update(full_name="Đặng Hữu Nghĩa", rank="Thượng úy")
    for code, record in (
        ("cam_ket_ho_gia_dinh", drawer.promise()),
        ("bien_ban_giao_nhan", drawer.arrival()),
    ):
        text = paper_of(LIBRARY.form(code), drawer, record)
        assert re.search("^Thượng úy Đặng Hữu Nghĩa$", text, re.MULTILINE)


def test_a_rank_that_is_only_other_is_not_written() -> None:
    drawer = Drawer()
    drawer.officer.values.update(rank="Khác", position="Khác")
    for code, record in (
        ("cam_ket_ho_gia_dinh", drawer.promise()),
        ("bien_ban_tiep_nhan", drawer.arrival()),
    ):
        text = paper_of(LIBRARY.form(code), drawer, record)
        assert "Trần Thị Bình" in text
        assert "Khác" not in text


@pytest.mark.parametrize("code", ["van_ban_hoa_giai_thanh", "bien_ban_hoa_giai_khong_thanh"])
def test_several_people_on_a_side_do_not_repeat_a_number(code: str) -> None:
    drawer = Drawer()
    case = drawer.matter("Hòa giải thành")
    case.values["parties"] = [
        {**row, "id": f"{row['id']}{again}"} for row in case.values["parties"] for again in "12"
    ]
    text = paper_of(LIBRARY.form(code), drawer, case)
    assert text.count("- Bên thứ nhất: ") == 2
    for part in re.split(r"^[IVX]+\. ", text, flags=re.MULTILINE):
        numbers = re.findall(r"^(\d+)\. ", part, re.MULTILINE)
        assert len(numbers) == len(set(numbers))


def test_a_list_that_is_complete_says_one_hundred_percent() -> None:
    drawer = Drawer()
    asked = replace(job(drawer, [drawer.round()]), listed=lambda record: [drawer.promise()])
    found = print_form(LIBRARY.form("danh_sach_ky_cam_ket"), asked)
    assert "(đạt 100%)" in pages(found.pdf)[-1].text


def test_the_minutes_name_the_reception_by_its_whole_number() -> None:
    drawer = Drawer()
    text = paper_of(LIBRARY.form("bien_ban_giao_nhan"), drawer, drawer.arrival())
    assert "số 03/BB-CAP" in text.replace("\n", " ")


def test_minutes_for_the_pen_fit_on_one_page() -> None:
    for code in ("bien_ban_vu_viec", "bien_ban_hoa_giai_khong_thanh", "bien_ban_giao_nhan"):
        assert len(paper(code)) == 1


def _text(items: Sequence[Word]) -> str:
    return " ".join("".join(part for _, part in item.runs) for item in items)
