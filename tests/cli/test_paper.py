"""Printed forms through the terminal: one record, all that a filter finds, blanks."""

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.post import Post

FORM = "cam_ket_ho_gia_dinh"
SIGNERS = ("Lê Văn Tám", "Đỗ Thị Hoa")


@pytest.fixture
def pledges(post: Post) -> list[str]:
    """Two pledges of one campaign; their ids."""
    campaign = post.add(
        "campaign",
        name="Quý IV/2026",
        topic="Pháo nổ, vũ khí",
        from_on="2026-10-01",
        until_on="2026-12-31",
    )
    return [
        post.add(
            "pledge",
            status="Đã ký",
            campaign_id=campaign,
            topic="Pháo nổ, vũ khí",
            subject_type="Hộ gia đình",
            signer_person_id=post.add("person", full_name=name, sex="Nam", birth_date="1980"),
            signed_on=f"2026-11-0{day}",
        )
        for day, name in enumerate(SIGNERS, start=1)
    ]


@pytest.fixture
def out(post: Post) -> Path:
    """Where the PDF goes."""
    return post.folder.parent / "cam kết.pdf"


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_forms_are_listed(post: Post) -> None:
    forms = {form["form"]: form for form in post.ask("forms")}
    assert set(forms[FORM]) == {"form", "title", "register", "page", "version"}
    assert (forms[FORM]["register"], forms[FORM]["page"]) == ("pledge", "portrait")
    assert FORM in post.type("forms").out


def test_one_record_is_printed(post: Post, pledges: list[str], out: Path) -> None:
    printed = post.ask("print", FORM, "--record", pledges[0], "--out", str(out))
    assert set(printed) == {"pages", "records", "file"}
    assert (printed["records"], printed["file"]) == (1, str(out))
    assert SIGNERS[0] in text_of(out)
    assert SIGNERS[1] not in text_of(out)


def test_the_same_data_give_the_same_bytes(post: Post, pledges: list[str], out: Path) -> None:
    made = set()
    for _ in range(2):
        post.ask("print", FORM, "--record", pledges[0], "--out", str(out))
        made.add(out.read_bytes())
    assert len(made) == 1


def test_several_records_are_printed_by_name_filter_and_period(
    post: Post, pledges: list[str], out: Path
) -> None:
    for words, names in (
        (("--record", pledges[0], "--record", pledges[1]), set(SIGNERS)),
        (("--where", "status=Đã ký"), set(SIGNERS)),
        (("--where", "signed_on=02/11/2026"), {SIGNERS[1]}),
        (("--from", "2026-11-01", "--to", "2026-11-01"), {SIGNERS[0]}),
    ):
        printed = post.ask("print", FORM, *words, "--out", str(out))
        assert printed["records"] == len(names)
        told = text_of(out)
        assert {name for name in SIGNERS if name in told} == names


def test_blanks_are_printed_without_any_record(post: Post, out: Path) -> None:
    printed = post.ask("print", FORM, "--blank", "3", "--out", str(out))
    assert (printed["pages"] % 3, printed["records"]) == (0, 0)
    assert "………" in text_of(out) or "....." in text_of(out)


def test_the_signer_is_an_officer_of_the_book(post: Post, pledges: list[str], out: Path) -> None:
    officer = post.ask("find", "officer")[0]["id"]
    words = ("print", FORM, "--record", pledges[0], "--out", str(out))
    assert post.type(*words, "--signer", officer).code == 0
    assert "TM-02" in post.refuse(*words, "--signer", pledges[1])


def test_who_is_not_the_chief_signs_for_him_or_by_his_order(post: Post, out: Path) -> None:
    plan = post.add("plan", plan_date="2026-01-05", from_on="2026-01-10", until_on="2026-02-28")
    for position, told in (
        ("Trưởng Công an", ["TRƯỞNG CÔNG AN PHƯỜNG"]),
        ("Phó Trưởng Công an", ["KT. TRƯỞNG CÔNG AN PHƯỜNG", "PHÓ TRƯỞNG CÔNG AN PHƯỜNG"]),
        ("Cán bộ", ["TL. TRƯỞNG CÔNG AN PHƯỜNG", "CÁN BỘ"]),
    ):
        officer = post.add(
            "officer",
            full_name="Lê Văn Tám",
            rank="Đại úy",
            position=position,
            from_on="2026-01-01",
        )
        words = ("ke_hoach_tuan_tra", "--record", plan, "--signer", officer, "--out", str(out))
        post.ask("print", *words)
        lines = [line.strip() for line in text_of(out).splitlines()]
        titles = [line for line in lines if line.endswith("CÔNG AN PHƯỜNG") or line == "CÁN BỘ"]
        assert titles == told
        assert f"Đại úy {SIGNERS[0]}" in lines


def test_what_cannot_be_printed_leaves_no_file(post: Post, pledges: list[str], out: Path) -> None:
    for words in (
        ("print", "mau_la", "--blank", "1"),
        ("print", FORM),
        ("print", FORM, "--record", "x"),
        ("print", FORM, "--where", "status=Vi phạm"),
        ("print", FORM, "--where", "la=1"),
        ("print", FORM, "--from", "2026-11-01"),
        ("print", FORM, "--from", "2026-11-02", "--to", "2026-11-01"),
    ):
        post.refuse(*words, "--out", str(out))
        assert not out.exists()
    nowhere = out.parent / "không có" / "a.pdf"
    said = post.refuse("print", FORM, "--record", pledges[0], "--out", str(nowhere))
    assert "Không có thư mục" in said
    assert not nowhere.parent.exists()
    post.refuse("print", FORM, "--blank", "1", "--out", str(out.parent))


def test_an_older_file_stays_when_printing_is_refused(post: Post, out: Path) -> None:
    out.write_bytes(b"older")
    post.refuse("print", FORM, "--record", "x", "--out", str(out))
    assert out.read_bytes() == b"older"


def test_blanks_come_after_the_records_asked_for(post: Post, pledges: list[str], out: Path) -> None:
    made = post.ask("print", FORM, "--record", pledges[0], "--blank", "2", "--out", str(out))
    assert (made["pages"], made["records"]) == (3, 1)
    assert SIGNERS[0] in text_of(out)
    assert SIGNERS[1] not in text_of(out)
