"""What a correction of one record amounts to, before any of it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.model.field import Json
from desktop_app.model.record import Problem, Record
from desktop_app.model.validation import problems, state_warning
from desktop_app.store import writing
from desktop_app.store.reading import Reading


@dataclass(frozen=True)
class Alteration:
    """The flattened fields to write, what the rules say, whether the record is then a draft."""

    fields: dict[str, Json]
    problems: list[Problem]
    draft: bool

    @property
    def refused(self) -> list[Problem]:
        """The errors that forbid it; a draft may hold any."""
        return [] if self.draft else errors(self.problems)


def altered(
    old: Record, kept: dict[str, Json], book: Reading, *, draft: bool | None = None
) -> Alteration:
    """Return what giving *old* the canonical values *kept* amounts to; None empties a field."""
    kind = type(old)
    values = {n: v for n, v in {**old.values, **kept}.items() if v is not None}
    new = kind(values, old.id)
    found = [*problems(new, book), *state_warning(new, old.values)]
    stays = (old.draft and bool(errors(found))) if draft is None else draft
    fields = writing.difference(kind, old.values, values)
    fields |= writing.decided(old, kept, values)
    if stays != old.draft:
        fields |= writing.completion(draft=stays)
    return Alteration(fields, found, stays)


def errors(found: Sequence[Problem]) -> list[Problem]:
    """Return the problems that are errors."""
    return [problem for problem in found if problem.level == "error"]
