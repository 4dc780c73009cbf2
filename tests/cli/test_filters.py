"""Filters of a list typed at the terminal: every kind of field, in the form JSON gives it too."""

import pytest

from tests.cli.post import Post


@pytest.fixture
def people(post: Post) -> list[str]:
    """Two people of whose birth not every part is known; their ids."""
    born = (("Lê Văn Tám", "1962-03"), ("Đỗ Thị Hoa", "1980"))
    return [
        post.add("person", full_name=name, sex="Nữ", birth_date=date, occupation="Nông dân")
        for name, date in born
    ]


def found(post: Post, register: str, where: str) -> list[str]:
    return [row["id"] for row in post.ask("find", register, "--where", where)]


def test_a_partly_known_day_is_asked_for_as_it_is_shown_and_as_it_is_typed(
    post: Post, people: list[str]
) -> None:
    for value in ("1962-03", "03/1962", "3/1962"):
        assert found(post, "person", f"birth_date={value}") == people[:1]
    assert found(post, "person", "birth_date=1980") == people[1:]


def test_a_list_of_references_is_asked_for_one_of_them(post: Post, people: list[str]) -> None:
    area = post.add("area", name="Thôn Đoài", kind="Thôn")
    team = post.add("mediation_team", name="Tổ 1", area_id=area, mediators=people)
    assert found(post, "mediation_team", f"mediators={people[1]}") == [team]
    assert found(post, "mediation_team", f"mediators={area}") == []
    assert "mã hồ sơ" in post.refuse("find", "mediation_team", "--where", "mediators=Tám")


def test_a_list_of_codes_is_asked_for_by_label_with_or_without_marks(post: Post) -> None:
    route = post.add("route", name="Trục chợ")
    patrol = post.ask(
        "add", "patrol", "--draft", "--from", "-",
        given=f'{{"route_id": "{route}", "equipment": ["Đèn pin", "Còi"]}}',
    )["ids"]  # fmt: skip
    for value in ("Còi", "coi", "đèn pin"):
        assert found(post, "patrol", f"equipment={value}") == patrol
    assert found(post, "patrol", "equipment=Gậy") == []
    assert "không có mục «Súng»" in post.refuse("find", "patrol", "--where", "equipment=Súng")


def test_a_dot_after_a_field_that_is_no_child_list_is_an_unknown_field(post: Post) -> None:
    told = post.refuse("find", "person", "--where", "full_name.first=Tám")
    assert "không có mục «full_name.first»" in told
