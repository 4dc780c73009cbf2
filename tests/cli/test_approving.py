"""Approval from the terminal: its steps, what show, history, find and today say of it."""

import pytest

from tests.cli.post import Post


@pytest.fixture
def person(post: Post) -> str:
    """A person submitted for approval, in a post whose chief has to have another one approve."""
    id = post.add("person", full_name="Vũ Văn An", sex="Nam", birth_date="1980")
    post.ask("submit", "person", id)
    return id


def test_submitting_is_seen_in_show_history_find_and_today(post: Post, person: str) -> None:
    assert post.ask("show", "person", person)["approval"] == "submitted"
    assert "Duyệt     : Chờ duyệt" in post.type("show", "person", person).out
    last = post.ask("history", "person", person)[-1]
    assert last["fields"] == {"approval": {"old": "none", "new": "submitted"}}
    told = post.type("history", "person", person).out
    assert "trình duyệt" in told
    assert "Duyệt: Chưa trình duyệt → Chờ duyệt" in told
    assert post.ask("find", "person", "--where", "approval=Chờ duyệt", "--count") == {"count": 1}
    assert "chờ duyệt" in post.type("find", "person").out
    (alert,) = post.ask("today")
    assert (alert["register"], alert["id"], alert["alert"]) == (
        "person", person, "approval_waiting",
    )  # fmt: skip


def test_a_returned_record_carries_its_remark(post: Post, person: str) -> None:
    assert "--reason" in post.misuse("return", "person", person)
    post.ask("return", "person", person, "--reason", "Thiếu số điện thoại")
    shown = post.ask("show", "person", person)
    assert (shown["approval"], shown["remark"]) == ("returned", "Thiếu số điện thoại")
    assert "Thiếu số điện thoại" in post.type("show", "person", person).out
    (alert,) = post.ask("today")
    assert alert["alert"] == "approval_returned"
    assert "Chỉ huy trả lại: Thiếu số điện thoại" in post.type("today").out
    assert post.refuse("approve", "person", person).startswith("DU-02")
    assert "Đã trình duyệt hồ sơ" in post.type("submit", "person", person).out


def test_steps_that_may_not_be_taken_change_nothing(post: Post, person: str) -> None:
    assert post.refuse("approve", "person", person).startswith("DU-03")
    assert post.refuse("close", "person", person).startswith("DU-02")
    assert post.refuse("reopen", "person", person, "--reason", "x").startswith("DU-02")
    assert post.refuse("submit", "person", person).startswith("DU-02")
    assert post.refuse("undo", "person", person).startswith("DU-07")
    draft = post.ask("add", "person", "--draft", "--from", "-", given='{"full_name": "Bé"}')
    assert post.refuse("submit", "person", draft["ids"][0]).startswith("DU-01")
