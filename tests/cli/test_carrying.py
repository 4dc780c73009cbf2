"""Two PCs of a post from the terminal: ask, approve, join, carry, decide, number."""

import json
from pathlib import Path

import pytest

from tests.cli.post import Post
from tests.conftest import OFFICER_NAME, WARD
from tests.store.test_disk import fill_up, small_disk

PERSON = {"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980-05-06"}


class Two:
    """Two PCs and a stick; the terminal of one of them at a time."""

    def __init__(self, post: Post, at: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.post = post
        self.first = post.folder
        self.second = at / "may-hai"
        self.stick = str(at / "usb")
        Path(self.stick).mkdir()
        self._patch = monkeypatch

    def at(self, folder: Path, user: str) -> Post:
        self._patch.setenv("SO_ANTT_DATA", str(folder))
        self._patch.setenv("SO_ANTT_USER", user)
        return self.post

    def at_first(self) -> Post:
        return self.at(self.first, OFFICER_NAME)

    def at_second(self) -> Post:
        return self.at(self.second, "Trần Thị Hai")


@pytest.fixture
def two(post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    made = Two(post, tmp_path, monkeypatch)
    asked = made.at_second().ask("device", "request", made.stick)
    first = made.at_first()
    assert first.ask("device", "pending", made.stick)[0]["id"] == asked["id"]
    wrong = "bà bà bà bà bà bà"
    refused = first.refuse("device", "approve", made.stick, asked["id"], "--words", wrong)
    assert refused.startswith("DB-11")
    first.ask("device", "approve", made.stick, asked["id"], "--words", asked["words"].upper())
    joined = made.at_second().ask("device", "join", made.stick)
    assert set(joined) == {"unit", "records", "recovery"}
    return made


def test_a_story_of_two_pcs(two: Two) -> None:
    id = two.at_first().add("person", **PERSON)
    sent = two.post.ask("sync", two.stick)
    assert (sent["received"], sent["written"]) == (1, 1)  # the second PC's own officer came
    looked = two.at_second().ask("sync", two.stick, "--dry-run")
    assert (looked["new"], looked["written"]) == (1, 0)
    assert two.post.ask("sync", two.stick)["new"] == 1
    assert two.post.ask("sync", "--undo") == {"undone": 1}
    assert two.post.ask("find", "person", "--count") == {"count": 0}
    assert two.post.refuse("sync", "--undo").startswith("DB-24")
    two.post.ask("undelete", "person", id)
    two.post.edit("person", id, note="ở máy hai")
    two.post.ask("sync", two.stick)
    two.at_first().edit("person", id, note="ở máy một")
    assert two.post.ask("sync", two.stick)["conflicts"] == 1
    (conflict,) = two.post.ask("conflicts")
    assert {one["value"] for one in conflict["values"]} == {"ở máy một", "ở máy hai"}
    assert two.post.ask("show", "person", id)["conflicts"] == ["note"]
    refused = two.post.type("--json", "decide", "person", id, "note", "--value", "5")
    assert refused.code == 1
    assert refused.json["seq"] is None
    assert [one["field"] for one in refused.json["problems"]] == ["note"]
    decided = json.dumps("cả hai", ensure_ascii=False)
    two.post.ask("decide", "person", id, "note", "--value", decided)
    two.post.ask("sync", two.stick)
    two.at_second().ask("sync", two.stick)
    assert two.post.fields("person", id)["note"] == "cả hai"
    assert two.post.ask("conflicts") == []
    second = two.post.ask("digest")
    assert two.at_first().ask("digest") == second
    assert [one["state"] for one in two.post.ask("device", "list")] == ["here", "in"]
    log = two.post.type("access").out
    assert "Đồng bộ bằng USB" in log
    assert "duyệt máy «" in log


def test_numbers_come_from_the_pc_that_holds_the_book_of_numbers(two: Two) -> None:
    first = two.at_first()
    ids = [first.add("person", **PERSON | {"full_name": f"Hồ Thị {name}"}) for name in ("A", "B")]
    assert first.ask("number", "take", "person", ids[0]) == {"number": "1/2026"}
    assert first.refuse("number", "take", "person", ids[0]).startswith("SO-01")
    first.ask("number", "void", "person", "2/2026", "--reason", "viết hỏng")
    assert first.ask("number", "take", "person", ids[1]) == {"number": "3/2026"}
    first.ask("sync", two.stick)
    second = two.at_second()
    second.ask("sync", two.stick)
    id = second.add("person", **PERSON | {"full_name": "Hồ Thị C"})
    assert second.refuse("number", "take", "person", id).startswith("SO-03")
    (held,) = second.ask("number", "list")
    assert (held["next"], held["gaps"]) == (4, [])
    device = next(one["id"] for one in second.ask("device", "list") if one["state"] == "here")
    two.at_first().ask("number", "move", "person", device)
    two.post.ask("sync", two.stick)
    two.at_second().ask("sync", two.stick)
    assert two.post.ask("number", "take", "person", id) == {"number": "4/2026"}


def test_a_full_stick_is_told_and_what_was_taken_stays(two: Two, tmp_path: Path) -> None:
    with small_disk(tmp_path / "usb-day", "3m") as stick:
        id = two.at_first().add("person", **PERSON)
        two.post.ask("sync", str(stick))
        fill_up(stick, spare=500_000)
        before = sorted(stick.rglob("*"))
        refused = two.at_second().type("sync", str(stick))
        assert refused.code == 1
        assert refused.err.startswith("DB-02")
        assert "đã vào sổ" in refused.err
        assert two.post.fields("person", id)["full_name"] == PERSON["full_name"]
        assert sorted(stick.rglob("*")) == before


def test_what_is_wrong_is_told(two: Two, tmp_path: Path) -> None:
    first = two.at_first()
    assert first.refuse("sync", str(tmp_path / "không có")).startswith("DB-01")
    assert first.refuse("device", "revoke", "0" * 16).startswith("DB-14")
    for value in ("không phải", "", "[" * 100_000, "NaN"):
        told = first.refuse("decide", "person", "x", "note", "--value", value)
        assert told.startswith("DL-0")
        assert len(told) < 500
    first.misuse("device", "approve", two.stick)
    first.misuse("number", "take", "person")
    empty = two.at(tmp_path / "chưa có gì", "Ai Đó")
    assert empty.type("device", "join", two.stick).err.startswith("DB-15")


def test_a_pc_comes_into_the_post_of_the_unit_it_names_or_into_none(
    two: Two, tmp_path: Path
) -> None:
    third = tmp_path / "may-ba"
    asked = two.at(third, "Lê Văn Ba").ask("device", "request", two.stick, "--unit", "08740")
    first = two.at_first()
    first.ask("device", "approve", two.stick, asked["id"], "--words", asked["words"])
    new = two.at(third, "Lê Văn Ba")
    refused = new.type("device", "join", two.stick)
    assert refused.code == 1
    assert refused.err.startswith("DB-17")
    assert [file.name for file in third.iterdir()] == ["cho-duyet.json"]
    for name, unit, code in (("", "08740", "TA-03"), ("Lê Văn Ba", "99999", "TA-01")):
        nobody = two.at(tmp_path / "máy không ai", name)
        odd = nobody.type("device", "request", two.stick, "--unit", unit)
        assert (odd.code, odd.err[:5]) == (1, code)
    two.at(third, "Lê Văn Ba")
    assert new.ask("device", "join", two.stick, "--unit", WARD)["unit"] == WARD
