"""The commands retention and erase."""

from tests.cli.post import Post

WHY = ("--reason", "Hết thời hạn lưu")


def test_erase_leaves_the_record_without_its_words(post: Post) -> None:
    id = post.add("person", full_name="Vũ Văn An", sex="Nam", birth_date="1980")
    answer = post.type("--json", "erase", "person", id, *WHY)
    assert answer.json == {"id": id, "seq": post.ask("digest")["changes"]}
    assert "sao lưu" in answer.err
    told = post.ask("show", "person", id)
    assert told["erased"] is True
    assert told["fields"] == {"sex": "Nam", "nationality": "Việt Nam"}
    assert post.ask("find", "person", "an", "--count") == {"count": 0}
    assert post.ask("check", "--full")["ok"]
    assert "LU-06" in post.refuse("erase", "person", id, *WHY)
    said = post.type("history", "person", id).out
    assert "xóa hẳn dữ liệu cá nhân · lý do: Hết thời hạn lưu" in said
    assert "Vũ Văn An" not in said


def test_retention_tells_periods_and_what_is_overdue(post: Post) -> None:
    post.add("person", full_name="Vũ Văn An", sex="Nam", birth_date="1980")
    told = post.ask("retention", "--set", "patrol=7")
    assert told["overdue"] == []
    years = {each["register"]: each["years"] for each in told["periods"]}
    assert (years["patrol"], years["person"]) == (7, 10)
    assert "Không có hồ sơ nào quá hạn lưu." in post.type("retention").out
    assert "LH-02" in post.refuse("retention", "--set", "patrol=bảy")
    assert "LH-01" in post.refuse("retention", "--set", "patrol=0")
