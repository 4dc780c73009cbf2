"""Faults planted in the merge, one by one: the judge of random histories must catch each.

Nine of the ten faults that a first prototype's tests were tried with; the tenth, a signature
that nobody checks, belongs to what travels on a stick. And two of approvals and erasures.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from desktop_app.model.record import Record
from desktop_app.store import applying, fold, ledger, receiving
from desktop_app.store.change import Change
from desktop_app.store.driver import Connection
from tests.store.histories import Histories
from tests.store.judging import post

MOST = 400
Planter = Callable[[pytest.MonkeyPatch], None]


def _parents_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold, "_is_chain", lambda ordered: False)
    patch.setattr(fold, "_ancestors", lambda ordered: {each.name: set() for each in ordered})


def _only_equal_clocks_conflict(patch: pytest.MonkeyPatch) -> None:
    def earlier(ordered: Sequence[Change]) -> dict[str, set[str]]:
        return {
            each.name: {other.name for other in ordered if other.lamport < each.lamport}
            for each in ordered
        }

    patch.setattr(fold, "_ancestors", earlier)


def _gap_accepted(patch: pytest.MonkeyPatch) -> None:
    extend = receiving._Intake._extend

    def jump(self: Any, end: Any, change: Change) -> None:
        if change.seq == end.seq + 1:
            extend(self, end, change)
        else:
            end.seq, end.lamport, end.hash = change.seq, change.lamport, change.hash
            self._batch.append(change)

    patch.setattr(receiving._Intake, "_extend", jump)


def _half_applied(patch: pytest.MonkeyPatch) -> None:
    write = applying.Applying._write

    def half(self: Any, register: type[Record], standing: Any, entered: Sequence[Any]) -> None:
        write(self, register, standing, entered[: (len(entered) + 1) // 2])

    patch.setattr(applying.Applying, "_write", half)


def _only_one_parent_recorded(patch: pytest.MonkeyPatch) -> None:
    chained = ledger.chained_on

    def first_parent(head: ledger.Head, what: tuple[str, ...], payload: str) -> Change:
        *before, parents = what
        return chained(head, (*before, parents.split(",")[0]), payload)  # type: ignore[arg-type]

    patch.setattr(ledger, "chained_on", first_parent)


def _last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold._Unit, "disputed", property(lambda self: False))


def _arrival_order(patch: pytest.MonkeyPatch) -> None:
    def arrived(
        connection: Connection, records: Sequence[str]
    ) -> Iterator[tuple[str, list[Change]]]:
        for record in records:
            select = f"SELECT {ledger.COLUMNS} FROM change "  # noqa: S608 - the ledger's own
            found = connection.execute(f"{select} WHERE record = ? ORDER BY n", (record,))
            yield record, [Change(*row) for row in found]

    patch.setattr(ledger, "changes_of_each", arrived)
    patch.setattr(applying, "folded_state", fold._folded_graph)


def _clock_instead_of_what_is_known(patch: pytest.MonkeyPatch) -> None:
    take = receiving._Intake.take

    def younger(self: Any, changes: Iterable[Change], told: Any) -> None:
        newest = max((end.lamport for end in self._ends.values()), default=0)
        take(self, [change for change in changes if change.lamport > newest], told)

    patch.setattr(receiving._Intake, "take", younger)


def _deletion_hides_edits(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold, "_edits_against_deletion", lambda ordered, writers, ancestors: set())


def _approval_outlives_an_edit_elsewhere(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(fold, "_approves", lambda mark, heads: True)


def _erasure_is_outvoted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Change, "erases", property(lambda self: False))


@pytest.mark.parametrize(
    "plant",
    [
        _parents_ignored,
        _only_equal_clocks_conflict,
        _gap_accepted,
        _half_applied,
        _only_one_parent_recorded,
        _last_writer_wins,
        _arrival_order,
        _clock_instead_of_what_is_known,
        _deletion_hides_edits,
        _approval_outlives_an_edit_elsewhere,
        _erasure_is_outvoted,
    ],
)
def test_the_judge_catches(plant: Planter, monkeypatch: pytest.MonkeyPatch) -> None:
    with post() as Histories.pool, monkeypatch.context() as patch:
        plant(patch)
        with pytest.raises(AssertionError):
            run_state_machine_as_test(
                Histories,
                settings=settings(
                    max_examples=MOST,
                    stateful_step_count=15,
                    deadline=None,
                    derandomize=True,
                    database=None,
                    phases=[Phase.generate],
                    report_multiple_bugs=False,
                    suppress_health_check=list(HealthCheck),
                ),
            )
