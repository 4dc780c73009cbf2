"""The practice book: invented, marked, without fault, the same for the same seed, and quick."""

from collections import Counter
from inspect import isgenerator
from itertools import islice
from typing import Any

import pytest

from desktop_app.model.identity import FICTITIOUS_PREFIX
from desktop_app.model.links import ID
from desktop_app.model.record import Problem
from desktop_app.model.validation import cleaned, problems
from desktop_app.registers import REGISTERS
from desktop_app.registers.practice import practice_records
from tests.registers.shelf import OFFICER, PRESENT, VALID, Shelf

EVENTS = {"patrol", "pledge", "mediation", "surrender"}
Made = list[tuple[str, str, dict[str, Any]]]


def made(count: int, seed: int = 7) -> Made:
    return list(practice_records(count, seed, PRESENT, OFFICER))


def judged(records: Made) -> list[Problem]:
    """Return the problems of each record, asked in the order in which they are written."""
    shelf = Shelf()
    shelf.put("officer", OFFICER, **VALID["officer"])
    found: list[Problem] = []
    for table, id, values in records:
        kept, wrong = cleaned(REGISTERS[table], values)
        assert not wrong
        assert kept == values
        record = REGISTERS[table](kept, id)
        found += problems(record, shelf)
        shelf.records[id] = record
    return found


@pytest.mark.parametrize(("count", "seed"), [(1, 1), (30, 2), (600, 3)])
def test_every_invented_record_is_canonical_and_breaks_no_rule(count: int, seed: int) -> None:
    found = judged(made(count, seed))
    assert [problem for problem in found if problem.level == "error"] == []


def test_the_only_common_warning_is_the_province_code_that_does_not_exist() -> None:
    found = Counter(problem.field for problem in judged(made(300)))
    assert found.pop("id_number") > 0
    assert sum(found.values()) < 15


def test_the_four_main_registers_hold_as_many_events_as_asked_for() -> None:
    events = Counter(table for table, _, _ in made(2000) if table in EVENTS)
    assert sum(events.values()) == 2000
    assert set(events) == EVENTS
    assert events["pledge"] > events["patrol"] > events["mediation"] > events["surrender"]


def test_every_register_has_practice_records() -> None:
    assert {table for table, _, _ in made(200)} == set(REGISTERS)


def test_the_same_seed_gives_the_same_book_and_another_seed_another() -> None:
    assert made(300, 5) == made(300, 5)
    assert {id for _, id, _ in made(300, 5)}.isdisjoint(id for _, id, _ in made(300, 6))


def test_ids_are_ordered_within_each_kind_of_record_and_used_once() -> None:
    records = made(500)
    ids = [id for _, id, _ in records]
    assert all(ID.fullmatch(id) for id in ids)
    assert len(set(ids)) == len(ids)
    events = [id for table, id, _ in records if table in EVENTS]
    assert events == sorted(events)


def test_nothing_in_it_can_be_taken_for_real() -> None:
    for table, _, values in made(300):
        assert values["note"] == "(dữ liệu tập)", table
        if "id_number" in values:
            assert values["id_number"].startswith(FICTITIOUS_PREFIX)
        for name in ("phone", "head_phone", "contact_phone"):
            assert values.get(name, "0000").startswith("0000")


def test_events_spread_over_the_year_and_end_with_somebody_just_received() -> None:
    records = made(1200)
    months = {values["signed_on"][:7] for _, _, values in records if "signed_on" in values}
    assert len(months) == 13
    table, _, last = records[-1]
    assert (table, last["status"]) == ("surrender", "Tiếp nhận")
    assert last["received_at"] == "2026-11-23T13:40"


def test_few_things_are_open_whatever_the_size() -> None:
    waiting = [
        values["status"]
        for table, _, values in made(20_000)
        if table in EVENTS and values["status"] in {"Mới nhận", "Đang tuần tra", "Phải ký"}
    ]
    assert 0 < len(waiting) < 40


def test_a_million_events_come_as_a_stream() -> None:
    stream = practice_records(1_000_000, 1, PRESENT, OFFICER)
    assert isgenerator(stream)
    assert len(list(islice(stream, 40))) == 40
