"""Every row of the Decree's layout (NĐ 30/2020 Phụ lục I) that applies, on printed pages.

The plan (form 01) is a document with a title, the notice (13) a letter.
"""

import csv
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from tests.printing.paper import Line, PaperPage, pages
from tests.printing.samples import CODES, printed

PLAN, LETTER = "ke_hoach_tuan_tra", "thong_bao_co_quan_dieu_tra"
MINUTES = "bien_ban_vu_viec", "bien_ban_tiep_nhan", "bien_ban_giao_nhan"
SERIF, BOLD = "LiberationSerif", "LiberationSerif-Bold"
ITALIC, BOLD_ITALIC = "LiberationSerif-Italic", "LiberationSerif-BoldItalic"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT = 30.0, 195.0
WIDTH = RIGHT - LEFT
SLACK = 0.3  # millimetres: slanted letters lean over their box
FOOT = "Mẫu"

NOT_OURS = {
    "dieu": "no form 01-14 has articles",
    "phu_luc_so": "no form 01-14 has an annex",
    "phu_luc_ten": "no form 01-14 has an annex",
    "phu_luc_kem": "no form 01-14 has an annex",
    "dau_mat": "pressed by hand; the place under the number stays empty",
    "dau_khan": "pressed by hand",
    "pham_vi": "pressed by hand",
    "ky_hieu_soan_thao": "may be left out",
}


@lru_cache(maxsize=32)
def paper(code: str, kind: str = "filled") -> list[PaperPage]:
    return pages(printed(code, kind).pdf)


def body(page: PaperPage) -> list[Line]:
    """Return the lines without page number and the words beside the code."""
    return [line for line in page.lines if line.depth > 20 and not _beside_code(line, page)]


def _beside_code(line: Line, page: PaperPage) -> bool:
    return line.depth > page.height - 40 and line.sizes == {9.0}


def is_type(line: Line, face: str, least: float, most: float) -> bool:
    return line.faces == {face} and all(least <= size <= most for size in line.sizes)


def page_size() -> None:
    for code in CODES:
        for page in paper(code):
            assert sorted((page.width, page.height)) == pytest.approx([210, 297], abs=0.35)
            lying = code in ("danh_sach_ky_cam_ket", "so_theo_doi_hoa_giai")
            assert (page.width > page.height) == lying


def margin_top() -> None:
    for page in _all_pages():
        first = min(line.depth - max(line.sizes) * 0.66 / (72 / 25.4) for line in body(page))
        assert 20 <= first <= 25


def margin_bottom() -> None:
    for page in _all_pages():
        assert max(line.depth for line in page.lines) <= page.height - 20


def margin_left() -> None:
    for page in _all_pages():
        assert min(line.left for line in page.lines) >= 30
    assert min(line.left for line in body(paper(PLAN)[0])) <= 35


def margin_right() -> None:
    for page in _all_pages():
        assert max(line.right for line in page.lines) <= page.width - 15 + SLACK
    assert max(line.right for line in body(paper(PLAN)[0])) >= 210 - 20


def font() -> None:
    for page in _all_pages():
        for line in page.lines:
            assert line.faces <= {SERIF, BOLD, ITALIC, BOLD_ITALIC}


def page_number() -> None:
    for page in (page for code in CODES for page in paper(code)[:1]):
        assert not [line for line in page.lines if line.depth < 20]
    for code in (PLAN, "so_theo_doi_hoa_giai"):
        second = paper(code)[1]
        [number] = [line for line in second.lines if line.depth < 20]
        assert number.text == "2"
        assert is_type(number, SERIF, 13, 14)
        assert number.middle == pytest.approx((30 + second.width - 15) / 2, abs=2)


def quoc_hieu() -> None:
    for code in (PLAN, LETTER, *MINUTES):
        line = paper(code)[0].line(NATION)
        assert line.text == NATION
        assert is_type(line, BOLD, 12, 13)
        assert line.middle > LEFT + WIDTH / 2


def tieu_ngu() -> None:
    for code in (PLAN, LETTER, *MINUTES):
        page = paper(code)[0]
        line = page.line("Độc lập")
        assert line.text == MOTTO
        assert is_type(line, BOLD, 13, 14)
        assert line.middle == pytest.approx(page.line(NATION).middle, abs=0.5)
        assert 4 <= line.depth - page.line(NATION).depth <= 7


def tieu_ngu_line() -> None:
    page = paper(PLAN)[0]
    line = page.line("Độc lập")
    left, right = page.rule_below(line)
    assert right - left == pytest.approx(line.right - line.left, rel=0.02)


def co_quan_chu_quan() -> None:
    line = paper(PLAN)[0].line("CÔNG AN TỈNH PHÚ THỌ")
    assert is_type(line, SERIF, 12, 13)


def co_quan_ban_hanh() -> None:
    page = paper(PLAN)[0]
    line = page.line("CÔNG AN PHƯỜNG VĨNH PHÚC")
    assert is_type(line, BOLD, 12, 13)
    assert line.middle == pytest.approx(page.line("CÔNG AN TỈNH").middle, abs=0.5)


def co_quan_line() -> None:
    page = paper(PLAN)[0]
    assert _share_of_rule(page, page.line("CÔNG AN PHƯỜNG VĨNH PHÚC"))


def so_ky_hieu() -> None:
    for code in (PLAN, LETTER, *MINUTES):
        line = paper(code)[0].line("Số:")
        number = r"\.{8,}" if code == LETTER else r"\d{2,}"  # a letter's is not the register's
        assert re.fullmatch(rf"Số: {number}/[A-ZĐ]+(-[A-ZĐ0-9]+)*", line.text)
        assert is_type(line, SERIF, 13, 13)


def dia_danh_ngay() -> None:
    for code in (PLAN, LETTER, *MINUTES):
        page = paper(code)[0]
        line = page.line("Vĩnh Phúc, ngày")
        assert re.fullmatch(r".+, ngày \d\d tháng (0[12]|[3-9]|1[012]) năm \d{4}", line.text)
        assert is_type(line, ITALIC, 13, 14)
        assert line.depth == pytest.approx(page.line("Số:").depth, abs=0.35)


def ten_loai() -> None:
    line = paper(PLAN)[0].line("KẾ HOẠCH")
    assert is_type(line, BOLD, 13, 14)
    assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def trich_yeu() -> None:
    line = paper(PLAN)[0].line("Tuần tra bảo đảm")
    assert is_type(line, BOLD, 13, 14)
    assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def trich_yeu_line() -> None:
    page = paper(PLAN)[0]
    assert _share_of_rule(page, page.line("Tuần tra bảo đảm"))


def vv_cong_van() -> None:
    page = paper(LETTER)[0]
    line, number = page.line("V/v"), page.line("Số:")
    assert is_type(line, SERIF, 12, 13)
    assert 5 <= line.depth - number.depth <= 9
    assert line.right < LEFT + WIDTH / 2


def can_cu() -> None:
    lines = [line for line in body(paper(PLAN)[0]) if line.text.startswith("Căn cứ")]
    assert len(lines) == 3
    assert all(is_type(line, ITALIC, 13, 14) for line in lines)
    assert lines[-1].text.endswith(".")


def noi_dung() -> None:
    lines = body(paper(PLAN)[0])
    place = next(at for at, line in enumerate(lines) if line.text.startswith("Công an phường"))
    first, second, third = lines[place : place + 3]
    assert is_type(first, SERIF, 13, 14)
    assert first.left == pytest.approx(40, abs=0.7)
    assert first.right == pytest.approx(RIGHT, abs=0.5)
    single = 13 * 1.15 / (72 / 25.4)
    assert single * 0.99 <= second.depth - first.depth <= single * 1.5
    assert third.depth - second.depth - single >= 6 / (72 / 25.4) * 0.99


def quyen_han_ky() -> None:
    line = paper(PLAN)[-1].line("KT. TRƯỞNG CÔNG AN PHƯỜNG")
    assert is_type(line, BOLD, 13, 14)
    assert 0.70 <= (line.middle - LEFT) / WIDTH <= 0.80


def chu_ky() -> None:
    page = paper(PLAN)[-1]
    above, below = page.line("PHÓ TRƯỞNG"), page.line("Thiếu tá")
    assert 20 <= below.depth - above.depth - 13 * 0.66 / (72 / 25.4) <= 35


def ho_ten_ky() -> None:
    page = paper(PLAN)[-1]
    line = page.line("Thiếu tá Trần Quốc Việt")
    assert is_type(line, BOLD, 13, 14)
    assert line.middle == pytest.approx(page.line("KT. TRƯỞNG").middle, abs=0.5)


def noi_nhan_tu() -> None:
    page = paper(PLAN)[-1]
    line = page.line("Nơi nhận:")
    assert is_type(line, BOLD_ITALIC, 12, 12)
    assert line.left == pytest.approx(LEFT, abs=0.5)
    assert line.depth == pytest.approx(page.line("KT. TRƯỞNG").depth, abs=0.7)


def noi_nhan_ds() -> None:
    page = paper(PLAN)[-1]
    lines = [line for line in page.lines if line.text.startswith("- ")]
    assert len(lines) == 4
    assert all(is_type(line, SERIF, 11, 11) for line in lines)
    assert all(line.text.endswith(";") for line in lines[:-1])
    assert lines[-1].text == "- Lưu: VT."


def kinh_gui() -> None:
    assert is_type(paper(LETTER)[0].line("Kính gửi:"), SERIF, 13, 14)


CHECKS: dict[str, Callable[[], None]] = {
    check.__name__: check
    for check in (
        page_size, margin_top, margin_bottom, margin_left, margin_right, font, page_number,
        quoc_hieu, tieu_ngu, tieu_ngu_line, co_quan_chu_quan, co_quan_ban_hanh, co_quan_line,
        so_ky_hieu, dia_danh_ngay, ten_loai, trich_yeu, trich_yeu_line, vv_cong_van, can_cu,
        noi_dung, quyen_han_ky, chu_ky, ho_ten_ky, noi_nhan_tu, noi_nhan_ds, kinh_gui,
    )
}  # fmt: skip


def _rows() -> list[str]:
    with Path(__file__).with_name("nd30_layout.tsv").open(encoding="utf-8", newline="") as file:
        return [row["element"] for row in csv.DictReader(file, delimiter="\t")]


def _all_pages() -> list[PaperPage]:
    return [page for code in CODES for kind in ("blank", "filled") for page in paper(code, kind)]


def _share_of_rule(page: PaperPage, line: Line) -> bool:
    left, right = page.rule_below(line)
    return 1 / 3 <= (right - left) / (line.right - line.left) <= 1 / 2


@pytest.mark.parametrize("element", _rows())
def test_the_decrees_layout_holds(element: str) -> None:
    if element in NOT_OURS:
        assert element not in CHECKS
        return
    CHECKS[element]()


def test_pledges_and_books_centre_the_national_name_on_the_text_area() -> None:
    for code in ("cam_ket_ho_gia_dinh", "cam_ket_hoc_sinh", "so_theo_doi_hoa_giai"):
        page = paper(code)[0]
        middle = (LEFT + page.width - 15) / 2
        assert page.line(NATION).middle == pytest.approx(middle, abs=0.5)
