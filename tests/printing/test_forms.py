"""Each form as it comes out of the press: blank, filled, with texts far too long."""

import re
from dataclasses import replace
from functools import lru_cache

import pytest

from desktop_app.printing.press import print_form
from tests.printing.paper import PaperPage, pages
from tests.printing.samples import CODES, FAILED, LIBRARY, Drawer, job, printed

FOOT = 44.0
"""Millimetres at the foot of a page kept for the code: margin, code and the space above it."""
LYING = ("danh_sach_ky_cam_ket", "so_theo_doi_hoa_giai")


@lru_cache(maxsize=64)
def paper(code: str, kind: str) -> tuple[PaperPage, ...]:
    return tuple(pages(printed(code, kind).pdf))


def body_text(found: tuple[PaperPage, ...]) -> str:
    """Return the words without page numbers and the notes beside the code."""
    return " ".join(
        line.text
        for page in found
        for line in page.lines
        if line.depth > 20 and line.sizes != {9.0}
    )


@pytest.mark.parametrize("code", CODES)
def test_a_blank_form_has_dots_and_no_trace_of_a_program(code: str) -> None:
    text = body_text(paper(code, "blank"))
    assert "....." in text
    for trace in ("None", "null", "{{", "}}", "không tìm thấy"):
        assert trace not in text


@pytest.mark.parametrize("code", CODES)
def test_a_filled_form_shows_no_placeholder(code: str) -> None:
    text = body_text(paper(code, "filled"))
    for trace in ("None", "{{", "}}", "  ;"):
        assert trace not in text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["blank", "filled", "overlong"])
def test_nothing_leaves_the_text_area(code: str, kind: str) -> None:
    for page in paper(code, kind):
        for line in page.lines:
            assert line.left >= 30
            assert line.right <= page.width - 15 + 0.3
            beside_code = line.sizes == {9.0}
            assert line.depth <= page.height - (20 if beside_code else FOOT - 4)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["blank", "filled", "overlong"])
def test_no_line_is_printed_over_another(code: str, kind: str) -> None:
    for page in paper(code, kind)[:12]:
        for place, line in enumerate(page.lines):
            for other in page.lines[place + 1 :]:
                apart = other.depth - line.depth
                beside = other.left >= line.right - 0.1 or line.left >= other.right - 0.1
                assert beside or abs(apart) >= 3.6, (line.text, other.text)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", ["blank", "filled", "overlong"])
def test_a_signature_never_stands_alone_on_a_page(code: str, kind: str) -> None:
    last = paper(code, kind)[-1]
    signed = [
        line
        for line in last.lines
        if line.faces == {"LiberationSerif-Bold"}
        and line.sizes == {13.0}
        and line.text.isupper()
        and not re.match(r"[IVX]+\.|PHẦN", line.text)
    ]
    first = min(line.depth for line in signed) if signed else last.height
    above = [line for line in last.lines if 20 < line.depth < first]
    assert len({line.depth for line in above}) >= 2


@pytest.mark.parametrize("code", CODES)
def test_overlong_values_go_on_and_lose_nothing(code: str) -> None:
    found = re.sub(r"\s", "", body_text(paper(code, "overlong")))
    drawer = Drawer(long=True)
    shown = {
        "ke_hoach_tuan_tra": drawer.plan().values["content"],
        "bien_ban_tiep_nhan": drawer.arrival().values["statement"],
        "van_ban_hoa_giai_thanh": drawer.matter("Hòa giải thành").values["agreement"],
        "bien_ban_hoa_giai_khong_thanh": drawer.matter(FAILED).values["demands"],
    }
    text = shown.get(code, "")
    sentence = re.sub(r"\s", "", text[: text.find(".") + 1])
    assert found.count(sentence) >= text.count(text[: text.find(".") + 1]) if text else True


def test_two_hundred_members_of_a_shift_are_all_printed() -> None:
    text = body_text(paper("nhat_ky_tuan_tra", "overlong"))
    assert text.count("bảo vệ ANTT)") + text.count("vệ ANTT)") >= 200


@pytest.mark.parametrize("code", CODES)
def test_citizen_numbers_and_dates_are_never_broken(code: str) -> None:
    for kind in ("filled", "overlong"):
        for page in paper(code, kind):
            for line in page.lines:
                for digits in re.findall(r"(?<![\d/])0000\d+", line.text):
                    assert len(digits) == 12
                if line.sizes != {9.0}:
                    assert not re.search(r"(?<!\d)\d{1,2}/\d{1,2}/?$", line.text)


def test_a_date_in_words_stays_on_one_line() -> None:
    for code in ("bien_ban_tiep_nhan", "bien_ban_giao_nhan", "bien_ban_vu_viec"):
        for page in paper(code, "filled"):
            for line in page.lines:
                assert not re.search(r"(ngày \d+|tháng \d+|tháng|năm)$", line.text)


def test_heads_of_long_tables_repeat() -> None:
    for code in LYING:
        for page in paper(code, "overlong")[1:-2]:
            assert "STT" in page.text


def test_each_incident_with_minutes_gets_its_own_pages() -> None:
    drawer = Drawer()
    shift = drawer.shift()
    shift.values["incidents"] = [
        {**row, "id": str(place), "place": f"Ngõ {place}"}
        for place, row in enumerate(shift.values["incidents"] * 2)
    ]
    found = print_form(LIBRARY.form("bien_ban_vu_viec"), job(drawer, [shift]))
    text = body_text(tuple(pages(found.pdf)))
    assert "tại Ngõ 1." in text
    assert "tại Ngõ 3." in text
    assert "tại Ngõ 0." not in text


def test_the_campaign_list_counts_what_it_lists_and_masks_citizen_numbers() -> None:
    text = body_text(paper("danh_sach_ky_cam_ket", "filled"))
    assert "Tổng số phải ký: 6; đã ký: 4 (đạt 66,7%); chưa ký: 2; chỉ tiêu của đợt: 120." in text
    assert "0000****0000" in text
    assert not re.search(r"\d{12}", text)


def test_lines_of_a_cell_without_a_value_are_left_out() -> None:
    drawer = Drawer()
    campaign, promise = drawer.round(), drawer.promise()
    del promise.values["organization_id"], promise.values["class_name"]
    asked = replace(job(drawer, [campaign]), listed=lambda record: [promise])
    text = body_text(tuple(pages(print_form(LIBRARY.form(LYING[0]), asked).pdf)))
    assert "Lớp" not in text.replace("Nơi ở/tổ chức/lớp", "")


def test_two_missing_values_side_by_side_both_get_their_dots() -> None:
    [page] = paper("nhat_ky_tuan_tra", "blank")
    assert re.fullmatch(r"Số: \.{5,}/\.{5,}", page.line("Số:").text)


def test_the_roster_names_its_period() -> None:
    assert "Từ ngày 02/11/2026 đến ngày 08/11/2026" in body_text(
        paper("bang_phan_cong_tuan_tra", "filled")
    )


def test_a_household_pledge_fits_on_one_page() -> None:
    assert len(paper("cam_ket_ho_gia_dinh", "filled")) == 1
    assert len(paper("cam_ket_ho_gia_dinh", "blank")) == 1


def test_the_pledge_prints_its_words_where_they_were() -> None:
    page = paper("cam_ket_ho_gia_dinh", "filled")[0]
    places = {
        "BẢN CAM KẾT": (94.89, 49.70),
        "Tôi là:": (40.20, 74.29),
        "Nơi ở hiện nay:": (40.20, 96.52),
        "ĐẠI DIỆN HỘ GIA ĐÌNH": (140.46, 206.94),
    }
    for words, place in places.items():
        line = page.line(words)
        assert (line.left, line.depth) == pytest.approx(place, abs=0.2), words


def test_emoji_and_foreign_letters_become_a_box_and_never_stop_the_press() -> None:
    drawer = Drawer()
    drawer.people[0].values["full_name"] = "Nguyễn 😀 Văn 漢 Hòa"
    found = print_form(LIBRARY.form("cam_ket_ho_gia_dinh"), job(drawer, [drawer.promise()]))
    assert "Nguyễn □ Văn □ Hòa" in body_text(tuple(pages(found.pdf)))


def test_a_word_wider_than_the_page_is_continued_on_the_next_line() -> None:
    drawer = Drawer()
    drawer.people[0].values["full_name"] = "x" * 5_000
    found = print_form(LIBRARY.form("cam_ket_ho_gia_dinh"), job(drawer, [drawer.promise()]))
    text = body_text(tuple(pages(found.pdf)))
    assert text.count("x") >= 10_000


def test_a_name_of_a_thousand_letters_is_signed_on_two_pages_without_loss() -> None:
    drawer = Drawer()
    drawer.people[0].values["full_name"] = "Nguyễn " * 140 + "Cuối"
    found = print_form(LIBRARY.form("cam_ket_ho_gia_dinh"), job(drawer, [drawer.promise()]))
    read = pages(found.pdf)
    assert body_text(tuple(read)).count("Cuối") == 2
    for page in read:
        assert all(line.depth <= page.height - 40 for line in page.lines if line.sizes != {9.0})


def test_text_that_was_never_cleaned_is_refused() -> None:
    drawer = Drawer()
    drawer.people[0].values["full_name"] = "Nguye\u0302\u0303n"
    with pytest.raises(ValueError, match="cleaned"):
        print_form(LIBRARY.form("cam_ket_ho_gia_dinh"), job(drawer, [drawer.promise()]))


def test_without_a_duty_phone_there_are_dots() -> None:
    drawer = Drawer()
    silent = replace(job(drawer, [drawer.promise()]).office, duty_phone="")
    asked = replace(job(drawer, [drawer.promise()]), office=silent)
    found = print_form(LIBRARY.form("cam_ket_ho_gia_dinh"), asked)
    assert "Điện thoại trực ban: ..." in body_text(tuple(pages(found.pdf)))
