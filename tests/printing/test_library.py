"""The shelf of forms: overriding, restoring, and what is said of a mistake."""

from pathlib import Path

import pytest

from desktop_app.model.resources import forms_folder
from desktop_app.model.trouble import Trouble
from desktop_app.printing.library import FormLibrary
from desktop_app.printing.press import print_form
from desktop_app.registers import REGISTERS
from tests.printing.paper import pages
from tests.printing.samples import CODES, LIBRARY, Drawer, job

SHIFT, PLEDGE = "nhat_ky_tuan_tra", "cam_ket_ho_gia_dinh"


@pytest.fixture
def library(tmp_path: Path) -> FormLibrary:
    return FormLibrary(REGISTERS, tmp_path / "mau")


def wording(code: str) -> str:
    return (forms_folder() / LIBRARY.form(code).file).read_text(encoding="utf-8")


def test_there_are_fourteen_forms_and_each_carries_its_code_on_paper() -> None:
    forms = LIBRARY.forms()
    assert [form.number for form in forms] == [f"{number:02d}" for number in range(1, 15)]
    assert all(form.coded for form in forms)
    assert [form.code for form in forms if form.page == "landscape"] == [
        "danh_sach_ky_cam_ket",
        "so_theo_doi_hoa_giai",
    ]


def test_every_form_a_register_names_exists_and_hangs_on_it() -> None:
    for register in REGISTERS.values():
        for code in register.prints:
            assert LIBRARY.form(code).register == register.table
    assert set(CODES) == {code for register in REGISTERS.values() for code in register.prints}


def test_an_unknown_form_is_answered_with_the_likeliest() -> None:
    with pytest.raises(Trouble, match="Có phải «nhat_ky_tuan_tra»"):
        LIBRARY.form("nhat_ky_tuantra")


def test_an_override_wins_and_is_taken_back(library: FormLibrary, tmp_path: Path) -> None:
    drawer = Drawer()
    text = wording(PLEDGE).replace("# BẢN CAM KẾT", "# GIẤY CAM KẾT").replace("\n", "\r\n")
    assert library.override(PLEDGE, text).overridden
    found = print_form(library.form(PLEDGE), job(drawer, [drawer.promise()]))
    assert "GIẤY CAM KẾT" in pages(found.pdf)[0].text
    assert not library.restore(PLEDGE).overridden
    found = print_form(library.form(PLEDGE), job(drawer, [drawer.promise()]))
    assert "BẢN CAM KẾT" in pages(found.pdf)[0].text
    assert "GIẤY" not in pages(found.pdf)[0].text


def test_the_wording_before_is_kept(library: FormLibrary, tmp_path: Path) -> None:
    for word in ("MỘT", "HAI", "BA"):
        library.override(PLEDGE, wording(PLEDGE).replace("# BẢN CAM KẾT", f"# {word}"))
    library.restore(PLEDGE)
    assert [form.text.count("# MỘT") for form in library.earlier(PLEDGE)] == [1, 0, 0]
    old = sorted((tmp_path / "mau" / "cu").iterdir())
    assert [
        word in path.read_text("utf-8")
        for path, word in zip(old, ("# MỘT", "# HAI", "# BA"), strict=True)
    ] == [True] * 3


def test_a_file_edited_in_notepad_is_read_at_once(library: FormLibrary, tmp_path: Path) -> None:
    library.override(PLEDGE, wording(PLEDGE))
    path = tmp_path / "mau" / LIBRARY.form(PLEDGE).file
    path.write_bytes(b"\xef\xbb\xbf" + wording(PLEDGE).replace("KẾT", "KẾT MỚI").encode())
    assert "KẾT MỚI" in library.form(PLEDGE).text


@pytest.mark.parametrize(
    ("code", "right", "wrong", "said"),
    [
        (
            SHIFT,
            "{{Tổ trưởng ca}}",
            "{{Tổ truởng}}",
            "không có mục «Tổ truởng». Có phải «Tổ trưởng ca»?",
        ),
        (PLEDGE, "/Họ và tên}}", "/Ho tên}}", "không có mục «Ho tên». Có phải «Họ và tên»?"),
        (PLEDGE, "{{Đơn vị/Tên}}", "{{Đơn vị/Ten}}", "Có phải «Đơn vị/Tên»?"),
        (PLEDGE, "Ngày ký/tháng", "Ngày ký/thang", "không có mục «thang». Có phải «tháng»?"),
        (PLEDGE, "```header", "```heder", "không có khối «heder». Có phải «header»?"),
        (PLEDGE, "[giữa]", "[giua]", "không có chỗ «[giua]». Có phải «[giữa]»?"),
        (PLEDGE, "{{Chủ đề/chữ thường}}", "{{Chủ đề", "không đi thành cặp"),
        (PLEDGE, "register: pledge", "register: pleg", "Có phải «pledge»?"),
        (PLEDGE, "page: portrait", "page: potrait", "Có phải «portrait»?"),
        (PLEDGE, "version: 1", "vesion: 1", "không có mục «vesion». Có phải «version»?"),
        (PLEDGE, "version: 1", "", "thiếu mục «version»"),
        (SHIFT, "rows Sự việc phát hiện", "rows Su viec", "Có phải «Sự việc phát hiện»?"),
        (SHIFT, "Biện pháp là Nhắc nhở", "Biện pháp là Nhắc nho", "Có phải «Nhắc nhở»?"),
        (SHIFT, "| {{Giờ}} |", "|", "dòng này có 5 ô, đầu bảng có 6 ô"),
        ("danh_sach_ky_cam_ket", "list pledge", "list plege", "Có phải «pledge»?"),
        ("bien_ban_vu_viec", "là Lập biên bản", "là Lap bien", "Có phải «Lập biên bản»?"),
    ],
)
def test_a_mistake_names_file_line_and_the_likeliest_word(
    library: FormLibrary, code: str, right: str, wrong: str, said: str
) -> None:
    text = wording(code)
    assert right in text
    line = text[: text.index(right)].count("\n") + 1
    with pytest.raises(Trouble) as caught:
        library.override(code, text.replace(right, wrong))
    assert said in caught.value.what
    assert LIBRARY.form(code).file in caught.value.what
    if "thiếu" not in said:
        assert f"dòng {line}" in caught.value.what
    assert not library.form(code).overridden


def test_a_file_that_is_not_text_is_a_mistake(library: FormLibrary, tmp_path: Path) -> None:
    library.override(PLEDGE, wording(PLEDGE))
    (tmp_path / "mau" / LIBRARY.form(PLEDGE).file).write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(Trouble, match="UTF-8"):
        library.form(PLEDGE)
    assert len(library.forms()) == len(CODES)


def test_a_spoilt_file_is_taken_back_without_being_read(
    library: FormLibrary, tmp_path: Path
) -> None:
    library.override(PLEDGE, wording(PLEDGE))
    path = tmp_path / "mau" / LIBRARY.form(PLEDGE).file
    path.write_text(wording(PLEDGE).replace("{{Đơn vị/Tên}}", "{{Đơn vị/Ten}}"), encoding="utf-8")
    with pytest.raises(Trouble, match="Có phải «Đơn vị/Tên»"):
        library.form(PLEDGE)
    assert library.original(PLEDGE) == wording(PLEDGE)
    assert not library.restore(PLEDGE).overridden


def test_forms_name_no_field_the_law_forbids_to_keep() -> None:
    for form in LIBRARY.forms():
        for word in ("Dân tộc}}", "Tôn giáo}}"):
            assert word.casefold() not in form.text.casefold()
