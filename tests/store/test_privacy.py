"""What is personal is nowhere in the folder but encrypted."""

import math
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.store.driver import BOOK_FILE
from tests.conftest import OFFICER_NAME, PASSWORD
from tests.furnishing import add_person, furnish, valid

CANARIES = {
    "full_name": "Chim Hoàng Yến",
    "alias": "Bíờmật Một",
    "occupation": "Nghề Canary",
    "id_number": "026180055443",
    "phone": "0912 998877",
    "note": "Ghi chú canary",
}


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A book in which canaries went through everything an officer does."""
    furnish(desk)
    person = add_person(desk, CANARIES["full_name"], sex="Nữ", birth_date="1980", **_others())
    shift = desk.add("patrol", valid("patrol", leader_id=person, remarks="Nhận xét canary")).id
    desk.edit("person", person, {"alias": "Đổi canary"}, reason="Lý do canary")
    desk.find("person", "canary")
    desk.find("person", "026180055443")
    desk.suggest(("person",), "chim hoang")
    desk.open(
        "surrender", desk.add("surrender", {"offence": "canary"}, draft=True).id, "Xem canary"
    )
    desk.keep_draft("k", "person", "", {"full_name": "Nháp canary"})
    desk.set_setting("font", 12)
    desk.delete("patrol", shift, "Xóa canary")
    desk.undo("patrol", shift)
    desk.repair()
    desk.backup()
    return desk


def _others() -> dict[str, str]:
    return {name: value for name, value in CANARIES.items() if name != "full_name"}


def _written() -> list[str]:
    more = ["canary", "chim hoang yen", "0912998877", "998877", PASSWORD]
    return [*CANARIES.values(), *more]


@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_nothing_personal_lies_in_clear_in_any_file(
    busy: Desk, tmp_path: Path, closed: bool
) -> None:
    names = {file.name for file in tmp_path.rglob("*") if file.is_file()}
    assert f"{BOOK_FILE}-wal" in names
    if closed:
        busy.close()
    for file in tmp_path.rglob("*"):
        content = file.read_bytes() if file.is_file() else file.name.encode()
        for text in _written():
            for form in (text, text.lower(), text.upper()):
                for coding in ("utf-8", "utf-16-le"):
                    assert form.encode(coding) not in content, file


def test_the_settings_file_holds_nothing_personal(busy: Desk, folder: Path) -> None:
    text = (folder / "cai-dat.json").read_text(encoding="utf-8")
    assert text.replace(" ", "").replace("\n", "") == '{"font":12}'
    assert OFFICER_NAME not in text


def test_the_book_looks_like_noise(busy: Desk) -> None:
    busy.close()
    content = busy.book.path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    counts = Counter(content)
    shares = [count / len(content) for count in counts.values()]
    assert -sum(share * math.log2(share) for share in shares) > 7.99
