"""Finding, describing and what is due, through the terminal."""

import json
from typing import Any

import pytest

from tests.cli.post import Post
from tests.conftest import OFFICER_NAME

AREAS = (("Tổ dân phố 10", "Tổ dân phố", 90), ("Thôn Đoài", "Thôn", 120), ("Thôn Đông", "Thôn", 80))


@pytest.fixture
def areas(post: Post) -> list[str]:
    """Three areas; their ids in the order of AREAS."""
    lines = (json.dumps({"name": n, "kind": k, "household_count": c}) for n, k, c in AREAS)
    return list(post.ask("add", "area", "--from", "-", given="\n".join(lines))["ids"])


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["name"] for row in rows]


@pytest.mark.usefixtures("areas")
def test_words_are_found_without_marks_and_counted(post: Post) -> None:
    assert names(post.ask("find", "area", "thon", "doai")) == ["Thôn Đoài"]
    assert post.ask("find", "area", "thon", "--count") == {"count": 2}
    assert post.type("find", "area", "thon", "--count").out == "2 hồ sơ\n"
    assert post.ask("find", "area", "--count") == {"count": 3}
    assert post.ask("find", "area", "không có đâu") == []
    assert post.type("find", "area", "xyz").out == "Không tìm thấy hồ sơ nào.\n"


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize(
    ("where", "found"),
    [
        (("kind=Thôn",), {"Thôn Đoài", "Thôn Đông"}),
        (("kind=thon",), {"Thôn Đoài", "Thôn Đông"}),
        (("kind=Thôn", "household_count=80"), {"Thôn Đông"}),
        (("household_count=7",), set()),
        (("from_on=",), {name for name, _, _ in AREAS}),
    ],
)
def test_filters_narrow_the_list(post: Post, where: tuple[str, ...], found: set[str]) -> None:
    words = [word for each in where for word in ("--where", each)]
    assert set(names(post.ask("find", "area", *words))) == found


def test_filters_take_values_as_officers_type_them(post: Post) -> None:
    hot = post.add("route", name="Trục chợ", is_hot_spot=True)
    post.add("route", name="Bờ sông", is_hot_spot=False)
    for value in ("Có", "true", "co"):
        rows = post.ask("find", "route", "--where", f"is_hot_spot={value}")
        assert [row["id"] for row in rows] == [hot]
    for day in ("23/11/2026", "2026-11-23"):
        assert post.ask("find", "officer", "--count", "--where", f"from_on={day}")["count"] == 1
        assert post.ask("find", "officer", "--count", "--where", f"until_on={day}")["count"] == 0


def test_fields_of_a_child_list_are_named_with_a_dot(post: Post) -> None:
    officer = post.ask("find", "officer")[0]["id"]
    person = post.add("person", full_name="Lê Văn Tám", sex="Nam", birth_date="1980")
    patrol = post.add(
        "patrol",
        patrol_date="2026-11-20",
        start_at="2026-11-20T21:00",
        patrol_type="Thường xuyên",
        route_id=post.add("route", name="Trục chợ"),
        leader_id=officer,
        members=[{"person_id": person, "force": "Dân quân"}],
    )
    for where, found in (
        ("members.force=Dân quân", [patrol]),
        ("members.force=Công an", []),
        (f"members.person_id={person}", [patrol]),
        (f"leader_id={officer}", [patrol]),
        ("patrol_date=20/11/2026", [patrol]),
    ):
        assert [row["id"] for row in post.ask("find", "patrol", "--where", where)] == found
    (row,) = post.ask("find", "patrol")
    assert row["patrol_date"] == "2026-11-20"
    assert row["leader_id"] == officer
    assert OFFICER_NAME in post.type("find", "patrol").out
    assert "TM-04" in post.refuse("find", "patrol", "--where", "members.la=1")
    assert "TM-04" in post.refuse("find", "patrol", "--where", "members=1")


@pytest.mark.usefixtures("areas")
def test_lists_are_sorted_in_either_direction_and_limited(post: Post) -> None:
    upwards = names(post.ask("find", "area", "--sort", "household_count"))
    assert upwards == ["Thôn Đông", "Tổ dân phố 10", "Thôn Đoài"]
    for sort in ("--sort=-household_count", "--sort=household_count:desc"):
        assert names(post.ask("find", "area", sort)) == upwards[::-1]
    assert names(post.ask("find", "area", "--sort=household_count:asc")) == upwards
    assert names(post.ask("find", "area", "--sort=household_count", "--limit", "2")) == upwards[:2]


def test_a_list_of_more_than_a_page_is_given_whole_and_in_order(post: Post) -> None:
    lines = (json.dumps({"name": f"Tổ {n}", "kind": "Tổ"}) for n in range(1_101))
    given = "\n".join(line.replace('"T\\u1ed5"', '"Th\\u00f4n"') for line in lines)
    ids = post.ask("add", "area", "--from", "-", given=given)["ids"]
    rows = post.ask("find", "area")
    assert sorted(row["id"] for row in rows) == sorted(ids)
    assert names(rows) == [f"Tổ {n}" for n in range(1_101)]
    assert len(post.ask("find", "area", "--limit", "600")) == 600
    assert len(post.type("find", "area").out.splitlines()) == 1_102


def test_citizen_numbers_are_masked_in_lists_and_whole_in_the_record(post: Post) -> None:
    id = post.add(
        "person",
        full_name="Lê Văn Tám",
        sex="Nam",
        birth_date="1980-05-06",
        id_number="001080012345",
    )
    for answer in (post.type("find", "person"), post.type("find", "person", "--json")):
        assert id in answer.out
        assert "001080012345" not in answer.out
    assert post.fields("person", id)["id_number"] == "001080012345"


def test_describe_tells_every_field_from_its_declaration(post: Post) -> None:
    described = {each["register"]: each for each in post.ask("describe")}
    assert set(described) == set(post.registers)
    fields = {field["name"]: field for field in described["pledge"]["fields"]}
    assert set(fields["signed_on"]) == {"name", "label", "type", "required", "codes", "fields"}
    assert fields["signed_on"]["type"] == "date"
    assert fields["signed_on"]["required"] == "khi Trạng thái là Đã ký"
    assert fields["status"]["codes"][:3] == ["Phải ký", "Đã phát mẫu", "Đã ký"]
    assert fields["topic"]["required"] is True
    assert fields["note"]["required"] is False
    assert fields["signer_person_id"]["type"] == "ref(person)"
    assert [field["name"] for field in fields["breaches"]["fields"]] == ["on", "content", "action"]


def test_describe_needs_neither_a_book_nor_a_password(
    bare_post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SO_ANTT_PASSWORD")
    (described,) = bare_post.ask("describe", "area")
    assert described["title"]
    words = bare_post.type("describe", "patrol").out
    assert "members.force" in words
    assert "khi Trạng thái là Hoàn thành" in words


def test_today_tells_what_is_due_and_what_is_late(post: Post) -> None:
    assert "không có việc nào" in post.type("today").out
    campaign = post.add(
        "campaign",
        name="Quý IV/2026",
        topic="Pháo nổ, vũ khí",
        from_on="2026-10-01",
        until_on="2026-11-25",
        target=5,
        status="Đang ký",
    )
    alerts = [alert for alert in post.ask("today") if alert["id"] == campaign]
    assert alerts
    for alert in alerts:
        assert set(alert) == {"register", "id", "alert", "due", "level"}
        assert (alert["register"], alert["level"] in {"late", "due"}) == ("campaign", True)
    assert "Quý IV/2026" in post.type("today").out
