"""The post's approval of a record: its states, the same in every register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.model.field import Json
from desktop_app.model.kinds import Choice
from desktop_app.model.query import Condition

if TYPE_CHECKING:
    from desktop_app.model.record import Record

NONE, SUBMITTED, RETURNED = "none", "submitted", "returned"
APPROVED, CLOSED, VOIDED = "approved", "closed", "voided"
TITLES = {
    NONE: "Chưa trình duyệt",
    SUBMITTED: "Chờ duyệt",
    RETURNED: "Bị trả lại",
    APPROVED: "Đã duyệt",
    CLOSED: "Đã đóng",
    VOIDED: "Mất hiệu lực",
}
WAITING = (SUBMITTED, VOIDED)
SIGNED = (APPROVED, CLOSED, VOIDED)  # once approved: what comes later is a supplement
VOID_BY_EDIT = "Duyệt đã mất hiệu lực: hồ sơ được bổ sung sau khi duyệt"
VOID_BY_TWO = "Duyệt đã mất hiệu lực: hai máy xử lý việc duyệt khác nhau"
MARK = "$approval"


@dataclass(frozen=True)
class InApproval(Condition):
    """The record's approval is in one of *states*."""

    states: tuple[str, ...]

    def sentence(self) -> str:
        return f"việc duyệt: {' hoặc '.join(TITLES[state] for state in self.states)}"


class ApprovalState(Choice):
    """The state of approval as lists show and filter it; no register declares it."""

    def __init__(self) -> None:
        super().__init__("Duyệt", "")
        self.name = "approval"

    def options(self) -> tuple[str, ...]:
        return tuple(TITLES.values())

    def known(self) -> frozenset[str]:
        return frozenset(self.options())

    def clean(self, value: Json) -> str | None:
        return super().clean(TITLES.get(value, value) if isinstance(value, str) else value)

    def is_(self, value: Json) -> Condition:
        """Return the condition; what waits for approval also waits when it has to wait anew."""
        states = tuple(state for state, title in TITLES.items() if title == value)
        return InApproval(WAITING if states == (SUBMITTED,) else states)

    def missing(self) -> Condition:
        return InApproval((NONE,))


APPROVAL_STATE = ApprovalState()


def approval_words(record: Record) -> str:
    """Return where the approval of a record stands; empty while nobody asked for it."""
    if record.approval == NONE:
        return ""
    return void_words(record) if record.approval == VOIDED else TITLES[record.approval]


def void_words(record: Record) -> str:
    """Return why the approval of a record does not hold any more."""
    return VOID_BY_TWO if MARK in record.disputed else VOID_BY_EDIT
