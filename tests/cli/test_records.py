"""Records through the terminal: saved, shown, corrected, deleted, brought back, undone."""

import json
import unicodedata

import pytest

from tests.cli.post import Post
from tests.conftest import OFFICER_NAME

AREA = {"name": "Tổ dân phố 3", "kind": "Tổ dân phố"}


def officer_of(post: Post) -> str:
    return str(post.ask("find", "officer")[0]["id"])


def person(post: Post, name: str) -> str:
    return post.add("person", full_name=name, sex="Nam", birth_date="1980")


def patrol(post: Post, **changes: object) -> dict[str, object]:
    """Return a patrol that may be saved, with a route that is in the book."""
    values: dict[str, object] = {
        "patrol_date": "2026-11-20",
        "start_at": "2026-11-20T21:00",
        "end_at": "2026-11-21T02:00",
        "status": "Hoàn thành",
        "patrol_type": "Thường xuyên",
        "route_id": post.add("route", name="Trục chợ"),
        "leader_id": officer_of(post),
        "members": [{"person_id": person(post, "Lê Văn Tám"), "force": "Tổ bảo vệ ANTT"}],
    }
    return {**values, **changes}


def test_a_saved_record_is_shown_as_it_was_given(post: Post) -> None:
    given = patrol(post)
    id = post.add("patrol", **given)
    shown = post.ask("show", "patrol", id)
    assert set(shown) == {"id", "register", "draft", "approval", "fields", "conflicts"}
    assert (shown["id"], shown["register"], shown["draft"]) == (id, "patrol", False)
    fields = shown["fields"]
    assert len(fields["members"][0].pop("id")) == 36
    assert {name: fields[name] for name in given} == given
    assert None not in fields.values()


def test_a_record_is_shown_in_words_without_json(post: Post) -> None:
    id = post.add("patrol", **patrol(post))
    answer = post.type("show", "patrol", id)
    assert answer.code == 0
    assert "Trục chợ" in answer.out
    assert "20/11/2026 21:00" in answer.out
    assert "1. " in answer.out
    assert "Lê Văn Tám" in answer.out


def test_json_lines_are_saved_in_their_order(post: Post) -> None:
    given = "\n".join(json.dumps({**AREA, "name": f"Tổ {n}"}) for n in range(3)) + "\n\n"
    ids = post.ask("add", "area", "--from", "-", given=given)["ids"]
    assert [post.fields("area", id)["name"] for id in ids] == ["Tổ 0", "Tổ 1", "Tổ 2"]


def test_records_are_read_from_a_file(post: Post) -> None:
    file = post.folder.parent / "thôn.json"
    file.write_text(json.dumps(AREA, indent=2, ensure_ascii=False), encoding="utf-8-sig")
    answer = post.type("add", "area", "--from", str(file))
    assert answer.code == 0
    assert "Đã lưu 1 hồ sơ" in answer.out


def test_bad_lines_refuse_all_lines_and_are_all_named(post: Post) -> None:
    bad = json.dumps({"kind": "Thôn"})
    given = "\n".join([json.dumps(AREA), "", bad, json.dumps({**AREA, "name": "Khác"}), bad])
    said = post.refuse("add", "area", "--from", "-", given=given)
    assert "Dòng 3: Chưa có «Tên»" in said
    answer = post.type("--json", "add", "area", "--from", "-", given=given)
    assert answer.code == 1
    wrong = {"field": "name", "level": "error", "text": "Chưa có «Tên»"}
    assert answer.json == {"ids": [], "problems": [{"line": 3, **wrong}, {"line": 5, **wrong}]}
    assert post.ask("find", "area") == []


def test_an_incomplete_record_is_saved_only_as_a_draft(post: Post) -> None:
    post.refuse("add", "area", "--from", "-", given='{"kind": "Thôn"}')
    saved = post.ask("add", "area", "--from", "-", "--draft", given='{"kind": "Thôn"}')
    assert saved["problems"][0]["field"] == "name"
    (id,) = saved["ids"]
    assert post.ask("show", "area", id)["draft"] is True
    assert "NHÁP" in post.type("show", "area", id).out
    post.edit("area", id, name="Thôn Đoài")
    assert post.ask("show", "area", id)["draft"] is False


def test_a_warning_is_told_and_does_not_refuse(post: Post) -> None:
    note = "dài " * 600
    saved = post.ask("add", "area", "--from", "-", given=json.dumps({**AREA, "note": note}))
    assert [(p["line"], p["field"], p["level"]) for p in saved["problems"]] == [
        (1, "note", "warning")
    ]
    (change,) = post.ask("history", "area", saved["ids"][0])
    assert change["passed"] == [saved["problems"][0]["text"]]


def test_an_edit_changes_the_given_fields_and_null_empties_one(post: Post) -> None:
    id = post.add("area", **AREA, household_count=120, note="cũ")
    done = post.edit("area", id, "--reason", "Đếm lại", household_count=125, note=None)
    assert set(done) == {"id", "seq", "problems"}
    assert post.fields("area", id) == {**AREA, "household_count": 125}


def test_an_edit_that_the_rules_refuse_changes_nothing(post: Post) -> None:
    id = post.add("area", **AREA)
    said = post.refuse("edit", "area", id, "--from", "-", given='{"name": null}')
    assert "LU-01" in said
    answer = post.type("--json", "edit", "area", id, "--from", "-", given='{"name": null}')
    assert (answer.code, answer.json["id"], answer.json["seq"]) == (1, id, None)
    assert answer.json["problems"][0] == {
        "field": "name",
        "level": "error",
        "text": "Chưa có «Tên»",
    }


def test_an_edit_takes_one_object(post: Post) -> None:
    id = post.add("area", **AREA)
    said = post.refuse("edit", "area", id, "--from", "-", given='{"note": "a"}\n{"note": "b"}')
    assert "2 đối tượng" in said


def test_history_tells_who_changed_what_from_what_and_why(post: Post) -> None:
    id = post.add("area", **AREA)
    seq = post.edit("area", id, "--reason", "Đổi tên", name="Tổ dân phố 4")["seq"]
    first, second = post.ask("history", "area", id)
    assert set(second) == {"device", "seq", "officer", "wall", "reason", "fields", "parents"}
    assert (second["officer"], second["reason"], second["seq"]) == (OFFICER_NAME, "Đổi tên", seq)
    assert second["fields"] == {"name": {"old": "Tổ dân phố 3", "new": "Tổ dân phố 4"}}
    assert first["fields"]["name"] == {"old": None, "new": "Tổ dân phố 3"}
    assert second["parents"] == [f"{first['device']}:{first['seq']}"]
    words = post.type("history", "area", id).out
    assert "Tên: Tổ dân phố 3 → Tổ dân phố 4" in words
    assert "lý do: Đổi tên" in words


def test_a_deleted_record_leaves_the_list_and_comes_back(post: Post) -> None:
    id = post.add("area", **AREA)
    done = post.ask("delete", "area", id, "--reason", "Ghi trùng")
    assert set(done) == {"id", "seq"}
    assert post.ask("find", "area") == []
    assert post.ask("show", "area", id)["deleted"] is True
    assert "ĐÃ XÓA" in post.type("show", "area", id).out
    assert "LU-02" in post.refuse("edit", "area", id, "--from", "-", given='{"note": "x"}')
    post.ask("undelete", "area", id)
    assert [row["id"] for row in post.ask("find", "area")] == [id]
    assert "LU-04" in post.refuse("undelete", "area", id)


def test_a_deletion_wants_a_reason(post: Post) -> None:
    id = post.add("area", **AREA)
    assert "LU-03" in post.refuse("delete", "area", id, "--reason", " ")


def test_undo_takes_back_the_last_change_or_returns_to_an_older_one(post: Post) -> None:
    id = post.add("area", **AREA)
    first = post.ask("history", "area", id)[0]
    post.edit("area", id, name="Tổ 4")
    post.edit("area", id, name="Tổ 5")
    post.ask("undo", "area", id)
    assert post.fields("area", id)["name"] == "Tổ 4"
    post.ask("undo", "area", id, "--to", f"{first['device']}:{first['seq']}")
    assert post.fields("area", id) == AREA
    assert "LU-05" in post.refuse("undo", "area", id, "--to", f"{first['device']}:9999")
    assert len(post.ask("history", "area", id)) == 5


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "so_la", "x"), "TM-01"),
        (("find", "so_la"), "TM-01"),
        (("describe", "so_la"), "TM-01"),
        (("show", "area", "x"), "TM-02"),
        (("history", "area", "00000000-0000-7000-8000-000000000000"), "TM-02"),
        (("undo", "area", "x"), "TM-02"),
        (("undelete", "area", "x"), "TM-02"),
        (("delete", "area", "x", "--reason", "y"), "TM-02"),
        (("find", "area", "--where", "la=1"), "TM-04"),
        (("find", "area", "--sort", "la"), "TM-04"),
        (("find", "area", "--where", "household_count=nhiều"), "TM-03"),
        (("find", "area", "--where", "from_on=30/02/2026"), "TM-03"),
    ],
)
def test_what_is_not_in_the_book_is_refused_by_name(
    post: Post, words: tuple[str, ...], code: str
) -> None:
    assert code in post.refuse(*words)


def test_a_record_of_another_register_is_not_shown(post: Post) -> None:
    assert "TM-02" in post.refuse("show", "area", officer_of(post))


def test_decomposed_letters_and_control_characters_come_out_composed(post: Post) -> None:
    name = unicodedata.normalize("NFD", "Tổ dân phố Đặng Trần Côn") + "\u0007\u200b"
    id = post.add("area", **{**AREA, "name": name}, note="một 😀 hai\u0000\nba")
    answer = post.type("show", "area", id, "--json")
    assert unicodedata.is_normalized("NFC", answer.out)
    fields = answer.json["fields"]
    assert fields["name"] == "Tổ dân phố Đặng Trần Côn"
    assert fields["note"] == "một 😀 hai\nba"
    found = post.ask("find", "area", "--where", "name=" + unicodedata.normalize("NFD", name[:-2]))
    assert [row["id"] for row in found] == [id]


def test_a_hundred_thousand_characters_are_kept_whole(post: Post) -> None:
    long = ("Tường trình rất dài. " * 5_000)[:100_000].strip()
    id = post.add("area", **AREA, note=long)
    assert post.fields("area", id)["note"] == long
    said = post.refuse(
        "add", "area", "--from", "-", given=json.dumps({**AREA, "name": "x" * 100_000})
    )
    assert "100.000 ký tự" in said
    assert len(said) < 1_000


def test_two_hundred_members_keep_their_order(post: Post) -> None:
    people = "\n".join(
        json.dumps(
            {
                "full_name": "Lê " + chr(65 + n // 26) + chr(97 + n % 26),
                "sex": "Nam",
                "birth_date": "1990",
            }
        )
        for n in range(200)
    )
    ids = post.ask("add", "person", "--from", "-", given=people)["ids"]
    members = [{"person_id": id, "force": "Dân quân"} for id in ids]
    id = post.add("patrol", **patrol(post, members=members))
    kept = post.fields("patrol", id)["members"]
    assert [row["person_id"] for row in kept] == ids


def test_an_address_is_kept_whole_or_refused(post: Post) -> None:
    person = {"full_name": "Lê Văn Tám", "sex": "Nam", "birth_date": "1980"}
    long = "Ngõ 1 " * 100
    told = post.refuse(
        "add", "person", "--from", "-",
        given=json.dumps({**person, "current_address": {"as_written": long}}),
    )  # fmt: skip
    assert "dài 599 ký tự, tối đa 500" in told
    id = post.add("person", **person, current_address={"as_written": long[:499]})
    assert len(post.fields("person", id)["current_address"]["as_written"]) == 499


def test_a_whole_number_may_be_written_with_a_point(post: Post) -> None:
    id = post.add("area", name="Thôn Đoài", kind="Thôn", household_count=120.0)
    shown = post.type("--json", "show", "area", id)
    assert '"household_count": 120\n' in shown.out.replace(",\n", "\n")
    told = post.refuse("edit", "area", id, "--from", "-", given='{"household_count": 1.5}')
    assert "không có phần lẻ" in told
