"""Filling a book by the thousand, through the same rules and the same ledger as a single save."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions, free_id
from desktop_app.model.field import Json
from desktop_app.model.record import Record
from desktop_app.store.writing import Adding, adding

PART = 10_000
TOGETHER = 500
Given = tuple[str, str, dict[str, Json]]


class FillingActions(RecordActions):
    """Saving very many records at once."""

    @needs(Action.WRITE)
    def fill(
        self,
        records: Iterable[Given],
        progress: Callable[[int, int], None] | None = None,
    ) -> int:
        """Save (register, id, values) by the thousand through rules, ledger and lists.

        Committed in parts: what was saved before a refusal stays saved.
        """
        done = 0
        remaining = iter(records)
        while part := list(islice(remaining, PART)):
            with self.book.transaction() as into, adding(self.book, into) as some:
                for start in range(0, len(part), TOGETHER):
                    self._add_together(some, part[start : start + TOGETHER])
            done += len(part)
            if progress:
                progress(done, 0)
        return done

    def _add_together(self, some: Adding, given: Sequence[Given]) -> None:
        """Save some new records; what they refer to is fetched at once."""
        taken = some.known([id for _, id, _ in given])
        records: list[Record] = []
        for register, id, values in given:
            records.append(self.new_record(register, values, free_id(id, taken)))
            taken.add(id)
        some.into.meet(records)
        for record in records:
            self.append(some, record)
