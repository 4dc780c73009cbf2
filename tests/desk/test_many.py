"""Correcting many records at once: shown before, written as one, taken back as one."""

from threading import Event, Thread

import pytest

from desktop_app.desk.desk import Desk
from desktop_app.desk.many import Chosen, Stopped, Watch, Written
from desktop_app.desk.records import Refused
from desktop_app.model.trouble import Trouble
from tests.furnishing import add_area, add_person, furnish, valid, values

WHY = "Theo danh sách rà soát ngày 20/11"


def pledges(desk: Desk, *statuses: str) -> list[str]:
    """Add pledges of these states; the signed ones are signed."""
    furnish(desk)
    return [
        desk.add(
            "pledge",
            valid("pledge", status=status, signed_on="2026-11-05" if status == "Đã ký" else None),
        ).id
        for status in statuses
    ]


def states(desk: Desk, ids: list[str]) -> list[str]:
    """Return the state of each pledge."""
    return [values(desk, id)["status"] for id in ids]


def test_the_preview_counts_what_changes_from_what_and_writes_nothing(desk: Desk) -> None:
    ids = pledges(desk, "Phải ký", "Phải ký", "Đã phát mẫu", "Đã ký")
    before = desk.digest()

    shown = desk.preview_many(Chosen("pledge", ids), {"status": "Đã phát mẫu"})

    assert (shown.total, shown.changing, shown.same, shown.refused) == (4, 3, 1, [])
    assert shown.before == [("Phải ký", 2), ("Đã ký", 1)]
    assert shown.warnings == [("Trạng thái lùi từ «Đã ký» về «Đã phát mẫu»", 1)]
    assert desk.digest() == before


def test_what_the_rules_refuse_is_named_and_stays_while_the_rest_changes(desk: Desk) -> None:
    ids = pledges(desk, "Phải ký", "Đã ký", "Phải ký")
    desk.edit("pledge", ids[2], {"signed_on": "2026-11-06"})
    chosen, wanted = Chosen("pledge", ids), {"status": "Đã ký"}
    shown = desk.preview_many(chosen, wanted)
    assert [(one.id, one.why) for one in shown.refused] == [(ids[0], "Chưa có «Ngày ký»")]
    assert shown.refused[0].caption == desk.caption(ids[0])

    done = desk.edit_many(chosen, wanted, WHY)

    assert done.refused == shown.refused
    assert [step.id for step in done.written] == [ids[2]]
    assert states(desk, ids) == ["Phải ký", "Đã ký", "Đã ký"]


def test_each_record_gets_an_ordinary_change_with_the_reason(desk: Desk) -> None:
    ids = pledges(desk, "Phải ký", "Phải ký")
    desk.edit_many(Chosen("pledge", ids), {"status": "Đã phát mẫu"}, f"  {WHY} ")
    for id in ids:
        line = desk.history("pledge", id)[-1]
        assert (line.kind, line.reason, line.officer_id) == ("edit", WHY, desk.me)
        assert line.fields == {"status": ("Phải ký", "Đã phát mẫu")}
    assert desk.check(full=True).ok
    assert desk.find("pledge", where={"status": "Phải ký"}).rows == []


def test_all_that_a_filter_finds_are_changed_though_they_leave_the_filter(desk: Desk) -> None:
    area, other = add_area(desk), add_area(desk, "Tổ dân phố 9")
    many = [{"name": f"Ngõ {n}", "area_ids": [area], "is_hot_spot": False} for n in range(1_100)]
    desk.add_many("route", many)
    chosen = Chosen("route", where={"is_hot_spot": False})
    assert desk.preview_many(chosen, {"is_hot_spot": True}).changing == len(many)

    done = desk.edit_many(chosen, {"is_hot_spot": True, "area_ids": [other]}, WHY)

    assert len(done.written) == len(many)
    assert desk.count("route", where={"is_hot_spot": True}, cap=2_000).number == len(many)
    assert desk.count("route", "ngo", cap=2_000).number == len(many)


def test_one_undo_takes_all_of_it_back_as_changes_of_their_own(desk: Desk) -> None:
    ids = pledges(desk, "Phải ký", "Đã phát mẫu", "Đã ký")
    done = desk.edit_many(Chosen("pledge", ids), {"status": "Vi phạm"}, WHY)

    undone = desk.undo_many(done.written)

    assert {step.id for step in undone.written} == set(ids)
    assert states(desk, ids) == ["Phải ký", "Đã phát mẫu", "Đã ký"]
    assert [line.kind for line in desk.history("pledge", ids[0])] == ["add", "edit", "undo"]
    again = desk.undo_many(undone.written)
    assert len(again.written) == 3
    assert states(desk, ids) == ["Vi phạm"] * 3
    assert desk.check(full=True).ok


def test_undo_leaves_alone_what_was_corrected_since_and_says_so(desk: Desk) -> None:
    ids = pledges(desk, "Phải ký", "Phải ký")
    done = desk.edit_many(Chosen("pledge", ids), {"status": "Đã phát mẫu"}, WHY)
    desk.edit("pledge", ids[0], {"note": "Hẹn sang tuần"})

    undone = desk.undo_many(done.written)

    assert [(one.id, one.why) for one in undone.refused] == [
        (ids[0], "Hồ sơ đã được sửa tiếp sau đó")
    ]
    assert states(desk, ids) == ["Đã phát mẫu", "Phải ký"]


def test_a_step_without_a_number_takes_back_the_last_change(desk: Desk) -> None:
    person = add_person(desk, occupation="Thợ mộc")
    desk.edit("person", person, {"occupation": "Thợ nề"})
    desk.undo_many([Written("person", person)])
    assert values(desk, person)["occupation"] == "Thợ mộc"


def test_stopping_leaves_every_record_as_it_was(desk: Desk) -> None:
    people = [{"full_name": "Vũ Văn An", "sex": "Nam", "birth_date": "1980"}] * 120
    ids = desk.add_many("person", people).ids
    before = desk.digest()
    told: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: told.append((done, total)), lambda: len(told) == 2)
    with pytest.raises(Stopped):
        desk.edit_many(Chosen("person", ids), {"occupation": "Thợ mộc"}, WHY, watch)
    assert told == [(0, 120), (50, 120)]
    assert desk.digest() == before
    assert desk.check(full=True).ok
    desk.edit("person", ids[0], {"occupation": "Thợ nề"})


def test_drafts_deleted_and_unknown_records_are_each_treated_as_they_deserve(desk: Desk) -> None:
    furnish(desk)
    draft = desk.add("pledge", {"number": "7"}, draft=True).id
    gone = desk.add("pledge", valid("pledge")).id
    desk.delete("pledge", gone, "ghi trùng")
    person = add_person(desk)
    done = desk.edit_many(Chosen("pledge", [draft, gone, person]), {"note": "Xem lại"}, WHY)
    assert [step.id for step in done.written] == [draft]
    record = desk.record(draft)
    assert record is not None
    assert record.draft
    assert [one.why for one in done.refused] == ["Hồ sơ đã bị xóa", "Không tìm thấy hồ sơ"]


def test_what_is_each_records_own_and_what_has_no_reason_is_refused(desk: Desk) -> None:
    person = add_person(desk)
    chosen = Chosen("person", [person])
    for name, value in (("full_name", "Vũ Văn Ba"), ("number", "1"), ("phone", "0912345678")):
        with pytest.raises(Trouble) as trouble:
            desk.preview_many(chosen, {name: value})
        assert trouble.value.code == "SN-03"
    with pytest.raises(Trouble) as trouble:
        desk.edit_many(chosen, {"occupation": "Thợ mộc"}, " ")
    assert trouble.value.code == "SN-02"
    with pytest.raises(Refused):
        desk.edit_many(chosen, {"no_such": 1}, WHY)
    assert "occupation" not in values(desk, person)


def test_every_field_offered_for_many_is_taken_for_many(desk: Desk) -> None:
    for table, kind in desk.registers.items():
        for field in desk.fields_for_many(table):
            assert desk.preview_many(Chosen(table, ["0" * 32]), {field.name: None}).total == 1
            assert field in kind.fields.values()
    offered = {field.name for field in desk.fields_for_many("pledge")}
    assert {"status", "campaign_id", "area_id", "note"} <= offered
    assert not {"number", "breaches"} & offered


def test_the_first_thread_is_told_to_wait_while_a_worker_writes_much(desk: Desk) -> None:
    person = add_person(desk)
    begun, go_on = Event(), Event()

    def waiting() -> bool:
        begun.set()
        go_on.wait(20)
        return False

    def work() -> None:
        chosen = Chosen("person", [person])
        desk.edit_many(chosen, {"occupation": "Thợ mộc"}, WHY, Watch(cancelled=waiting))

    worker = Thread(target=work)
    worker.start()
    assert begun.wait(20)
    with pytest.raises(Trouble) as trouble:
        desk.edit("person", person, {"phone": "0912345678"})
    assert trouble.value.code == "LU-07"
    assert desk.find("person").rows[0].id == person
    go_on.set()
    worker.join()
    desk.edit("person", person, {"phone": "0912345678"})
    assert values(desk, person)["occupation"] == "Thợ mộc"
