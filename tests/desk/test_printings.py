"""What was printed: counted from the access log, marked on the page, logged record by record."""

import subprocess
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.printings import Printout
from desktop_app.model.trouble import Trouble
from desktop_app.store.accesslog import Access, breaks, entries
from tests.furnishing import furnish, valid
from tests.printing.paper import PaperPage, pages
from tests.store.test_disk import fill_up, small_disk

PRINTER = "máy in «HP», 1 bản"
FORM, LIST, ROUND = "cam_ket_ho_gia_dinh", "so_theo_doi_hoa_giai", "danh_sach_ky_cam_ket"


@pytest.fixture
def post(desk: Desk) -> Desk:
    """A book with everything in it that a record refers to."""
    furnish(desk)
    return desk


def pledge(post: Desk, number: str = "1", **values: object) -> str:
    return post.add("pledge", valid("pledge", number=number, **values)).id


def printed(post: Desk, *ids: str, form: str = FORM) -> Printout:
    return post.print(form, ids=ids)


def out(post: Desk, *ids: str, form: str = FORM) -> Printout:
    """Print and let it leave as paper."""
    made = printed(post, *ids, form=form)
    post.note_printed(made, PRINTER)
    return made


def marks(made: Printout) -> list[str]:
    """Return the mark of each page, empty where there is none."""
    found = []
    for page in pages(made.pdf):
        lines = [line.text for line in page.lines if line.text.startswith(("BẢN IN", "BẢN NHÁP"))]
        found.append(" ".join(lines))
    return found


def log(post: Desk, action: str = "print") -> list[Access]:
    """Return the log's entries of an action, oldest first."""
    found = entries(post.book.reading().connection)
    return [entry for entry in reversed(found) if entry.action == action]


def test_looking_is_no_printing(post: Desk) -> None:
    id = pledge(post)
    first = printed(post, id)
    assert printed(post, id).pdf == first.pdf
    assert (log(post), marks(first)) == ([], [""])


def test_from_the_second_printing_on_the_page_says_so(post: Desk) -> None:
    id = pledge(post)
    told = [marks(out(post, id)) for _ in range(3)]
    assert told == [[""], ["BẢN IN LẠI LẦN 1"], ["BẢN IN LẠI LẦN 2"]]
    assert [(entry.register, entry.record) for entry in log(post)] == [("pledge", id)] * 3
    assert {entry.why for entry in log(post)} == {f"{FORM}/1 v1: {PRINTER}"}
    assert list(breaks(post.book.reading().connection)) == []


def test_a_corrected_record_and_another_form_are_printed_for_the_first_time(post: Desk) -> None:
    id = pledge(post)
    out(post, id)
    assert marks(printed(post, id, form="cam_ket_co_quan")) == [""]
    post.edit("pledge", id, {"note": "Đã sửa địa chỉ"})
    assert marks(out(post, id)) == [""]
    assert marks(out(post, id)) == ["BẢN IN LẠI LẦN 1"]


def test_the_mark_stands_at_the_foot_of_the_text_area_outside_the_official_text(post: Desk) -> None:
    id = pledge(post)
    first = out(post, id)
    second = printed(post, id)

    def body(page: PaperPage) -> list[tuple[str, float, float]]:
        return [
            (line.text, line.left, line.depth) for line in page.lines if "BẢN IN" not in line.text
        ]

    (before,), (after,) = pages(first.pdf), pages(second.pdf)
    assert body(before) == body(after)
    mark = after.line("BẢN IN LẠI LẦN 1")
    assert mark.sizes == {9.0}
    assert mark.right == pytest.approx(210 - 15.3, abs=0.2)
    assert 297 - 20 - 4 < mark.depth <= 297 - 20
    assert max(line.depth for line in after.lines if line.sizes != {9.0}) < mark.depth - 10


def test_in_a_batch_only_what_was_printed_before_is_marked(post: Desk) -> None:
    ids = [pledge(post, str(number)) for number in range(1, 4)]
    out(post, ids[1])
    batch = out(post, *ids)
    assert marks(batch) == ["", "BẢN IN LẠI LẦN 1", ""]
    assert (batch.reprints, [entry.record for entry in log(post)]) == (1, [ids[1], *ids])


def test_only_the_records_of_the_pages_printed_are_logged(post: Desk) -> None:
    ids = [pledge(post, str(number)) for number in range(1, 5)]
    post.note_printed(printed(post, *ids), "máy in «HP», 2 bản", [2, 4])
    assert [entry.record for entry in log(post)] == [ids[1], ids[3]]
    assert log(post)[0].why == f"{FORM}/1 v1: máy in «HP», 2 bản"
    assert marks(printed(post, *ids)) == ["", "BẢN IN LẠI LẦN 1", "", "BẢN IN LẠI LẦN 1"]


def test_a_printing_broken_off_is_logged_but_makes_no_reprint(post: Desk) -> None:
    ids = [pledge(post, str(number)) for number in range(1, 4)]
    post.note_stopped(printed(post, *ids), "máy in «HP», 1 bản", [1])
    assert [entry.record for entry in log(post, "print_stopped")] == [ids[0]]
    assert marks(printed(post, *ids)) == ["", "", ""]


def test_a_drafts_page_says_that_it_is_one_however_often_it_is_printed(post: Desk) -> None:
    id = post.add("pledge", valid("pledge"), draft=True).id
    assert [marks(out(post, id)) for _ in range(2)] == [["BẢN NHÁP"]] * 2
    assert len(log(post)) == 2
    post.edit("pledge", id, {}, draft=False)
    assert marks(out(post, id)) == [""]


def test_lists_and_blanks_are_never_reprints(post: Desk) -> None:
    matters = [post.add("mediation", valid("mediation")).id for _ in range(2)]
    campaign = post.find("campaign").rows[0].id
    for _ in range(2):
        assert set(marks(out(post, *matters, form=LIST))) == {""}
        assert set(marks(out(post, campaign, form=ROUND))) == {""}
    assert [(entry.record, entry.why) for entry in log(post)] == [
        ("", f"{LIST}/1, 2 hồ sơ: {PRINTER}"),
        (campaign, f"{ROUND}/1: {PRINTER}"),
    ] * 2
    post.note_printed(post.print(FORM, blank=2), PRINTER)
    assert len(log(post)) == 4


def test_a_saved_pdf_is_logged_and_makes_no_reprint(post: Desk, tmp_path: Path) -> None:
    id = pledge(post)
    files = [tmp_path / "1.pdf", tmp_path / "2.pdf"]
    for file in files:
        post.save_pdf(printed(post, id), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert {entry.why for entry in log(post, "save_pdf")} == {f"{FORM}/1 v1: tệp PDF"}
    assert len(log(post, "save_pdf")) == 2
    assert marks(printed(post, id)) == [""]


def test_pages_made_before_another_printing_are_refused(post: Desk, tmp_path: Path) -> None:
    id = pledge(post)
    older = printed(post, id)
    out(post, id)
    with pytest.raises(Trouble, match="vừa được in") as refused:
        post.save_pdf(older, tmp_path / "cũ.pdf")
    assert refused.value.code == "IN-03"
    assert not (tmp_path / "cũ.pdf").exists()
    assert len(log(post)) == 1


def test_looking_at_a_restricted_record_on_its_form_is_logged(post: Desk) -> None:
    id = post.add("surrender", valid("surrender")).id
    printed(post, id, form="bien_ban_tiep_nhan")
    (entry,) = log(post, "preview")
    assert (entry.register, entry.record) == ("surrender", id)
    assert log(post) == []


def test_a_full_disk_leaves_the_older_file_and_no_entry(post: Desk, tmp_path: Path) -> None:
    with small_disk(tmp_path / "usb", "1m") as disk:
        file = disk / "cam kết.pdf"
        file.write_bytes(b"older")
        ballast = fill_up(disk)
        made = printed(post, pledge(post))
        with pytest.raises(Trouble, match="đã hết chỗ") as refused:
            post.save_pdf(made, file)
        assert refused.value.code == "IN-30"
        assert file.read_bytes() == b"older"
        assert sorted(disk.iterdir()) == sorted([file, ballast])
        assert log(post, "save_pdf") == []
        ballast.unlink()
        post.save_pdf(made, file)
        assert file.read_bytes() == made.pdf


def test_a_disk_that_may_only_be_read_is_told(post: Desk, tmp_path: Path) -> None:
    made = printed(post, pledge(post))
    with small_disk(tmp_path / "khóa", "1m") as disk:
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(Trouble, match="Không được phép ghi") as refused:
            post.save_pdf(made, disk / "a.pdf")
    assert refused.value.code == "IN-31"
    assert log(post, "save_pdf") == []


def test_a_folder_in_the_place_of_the_file_is_told(post: Desk, tmp_path: Path) -> None:
    made = printed(post, pledge(post))
    with pytest.raises(Trouble, match="Không ghi được"):
        post.save_pdf(made, tmp_path)
    with pytest.raises(Trouble, match="Không có thư mục"):
        post.save_pdf(made, tmp_path / "không có" / "a.pdf")
    assert log(post, "save_pdf") == []
    assert [each.name for each in tmp_path.iterdir()] == ["du-lieu"]
