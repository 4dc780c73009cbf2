"""What a correction of one record amounts to, before any of it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.model.approval import CLOSED, SIGNED
from desktop_app.model.field import Json
from desktop_app.model.record import Problem, Record
from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
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


class SupplementReason(Trouble):
    """An approved record is only supplemented, and not without a reason."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ đã được duyệt: chỉ được bổ sung, có lý do.",
            "Chưa có gì bị thay đổi; bổ sung xong thì hồ sơ phải được duyệt lại.",
            "Hãy ghi lý do bổ sung rồi lưu lại; giá trị cũ vẫn được giữ trong lịch sử.",
            "DU-06",
        )


def ensure_open(record: Record) -> None:
    """Raise Trouble when a record was closed: only the chief reopens it."""
    if record.approval == CLOSED:
        raise Trouble(
            "Hồ sơ đã đóng.",
            "Chưa có gì bị thay đổi; hồ sơ đã đóng không được bổ sung.",
            "Hãy nhờ chỉ huy mở lại hồ sơ, có lý do, rồi bổ sung.",
            "DU-05",
        )


def ensure_supplement(record: Record, reason: str) -> None:
    """Raise Trouble when a record may not be altered as it is approved, or not without a reason."""
    ensure_open(record)
    if record.approval in SIGNED and not clean(reason):
        raise SupplementReason


def approval_not_undone() -> Trouble:
    """Return why the last change is not undone: it is a step of approval."""
    return Trouble(
        "Việc làm sau cùng với hồ sơ là việc duyệt; không hoàn tác được bằng lệnh này.",
        "Chưa có gì bị thay đổi.",
        "Chỉ huy trả lại hoặc mở lại hồ sơ, có lý do; hoặc chọn đúng thay đổi trong lịch sử.",
        "DU-07",
    )
