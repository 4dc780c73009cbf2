"""Approval: submitted, returned with a remark, approved, closed; reopened by the chief."""

from __future__ import annotations

from desktop_app.desk.altering import errors
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import RecordActions, Saved
from desktop_app.model.approval import (
    APPROVED,
    CLOSED,
    NONE,
    RETURNED,
    SUBMITTED,
    TITLES,
    WAITING,
)
from desktop_app.model.record import Record
from desktop_app.model.text import clean, clean_lines
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import problems
from desktop_app.store import ledger, writing
from desktop_app.store.accesslog import note
from desktop_app.store.change import APPROVAL
from desktop_app.store.fold import since_approval
from desktop_app.store.reading import Reading

SUBMIT, RETURN, APPROVE, CLOSE, REOPEN = "submit", "return", "approve", "close", "reopen"
FROM = {
    SUBMIT: (NONE, RETURNED),
    APPROVE: WAITING,
    RETURN: WAITING,
    CLOSE: (APPROVED,),
    REOPEN: (APPROVED, CLOSED),
}
INTO = {
    SUBMIT: SUBMITTED,
    APPROVE: APPROVED,
    RETURN: RETURNED,
    CLOSE: CLOSED,
    REOPEN: RETURNED,
}
SELF_APPROVAL = "self_approval"


class ApprovalActions(RecordActions):
    """The steps of approval, the same in every register; each is a change of its own."""

    @needs(Action.WRITE)
    def submit(self, register: str, id: str, why: str = "") -> Saved:
        """Ask the chief to approve a complete record. Raises Trouble."""
        return self._step(SUBMIT, register, id, Action.WRITE, why)

    @needs(Action.APPROVE)
    def approve(self, register: str, id: str) -> Saved:
        """Approve a record as it stands now. Raises Trouble, also when it is one's own."""
        return self._step(APPROVE, register, id, Action.APPROVE)

    @needs(Action.APPROVE)
    def send_back(self, register: str, id: str, remark: str) -> Saved:
        """Return a record to its owner with a remark: what is to be mended. Raises Trouble."""
        return self._step(RETURN, register, id, Action.APPROVE, _given(remark, "nhận xét"))

    @needs(Action.APPROVE)
    def close_record(self, register: str, id: str) -> Saved:
        """Close an approved record: it takes no supplement any more. Raises Trouble."""
        return self._step(CLOSE, register, id, Action.APPROVE)

    @needs(Action.APPROVE)
    def reopen(self, register: str, id: str, reason: str) -> Saved:
        """Give an approved or closed record back to its owner, with a reason. Raises Trouble."""
        return self._step(REOPEN, register, id, Action.APPROVE, _given(reason, "lý do mở lại"))

    @needs(Action.READ)
    def steps(self, record: Record) -> tuple[str, ...]:
        """Return the steps of approval that the officer may take with a record as it stands."""
        if record.draft or record.deleted or self.wants_reason(record):
            return ()
        open_steps = [step for step, states in FROM.items() if record.approval in states]
        return tuple(step for step in open_steps if self._may_step(step, record))

    def own_work(self, record: Record) -> bool:
        """Tell whether the officer may not approve a record because he wrote or submitted it."""
        return not self.self_approval and self._wrote(record, self.reading())

    @property
    def self_approval(self) -> bool:
        """Whether the post lets an officer approve what he wrote himself."""
        return self.book.meta(SELF_APPROVAL) == "1"

    @needs(Action.UNIT)
    def allow_self_approval(self, allowed: bool) -> None:
        """Say whether an officer may approve his own work (chief); noted in the access log."""
        if allowed == self.self_approval:
            return
        with self.book.transaction() as into:
            self.book.set_meta(SELF_APPROVAL, "1" if allowed else "")
            told = self.entry(SELF_APPROVAL, why="cho phép" if allowed else "thôi cho phép")
            note(into.connection, told)

    def _may_step(self, step: str, record: Record) -> bool:
        action = Action.WRITE if step == SUBMIT else Action.APPROVE
        if not self.may(action, restricted=self.restricted(record)):
            return False
        return step != APPROVE or not self.own_work(record)

    def _step(self, step: str, register: str, id: str, action: Action, words: str = "") -> Saved:
        known = self.known(register, id)
        self.approach(known, action, words)
        with self.book.transaction() as into:
            return self._stepped(into, step, known, words)

    def _stepped(self, into: Reading, step: str, known: Record, words: str = "") -> Saved:
        """Take a step with a *known* record as it is now, inside a transaction. Raises Trouble."""
        record = self._alive(into, known.table, known.id)
        if record.approval not in FROM[step]:
            raise _out_of_turn(step, record)
        if step in (SUBMIT, APPROVE):
            _ensure_complete(record, into)
        if step == APPROVE and not self.self_approval and self._wrote(record, into):
            raise _own()
        remark = clean_lines(words) if INTO[step] == RETURNED else ""
        mark = writing.approval(record, INTO[step], remark)
        return self._alter(into, record, mark, step, remark)

    def _wrote(self, record: Record, book: Reading) -> bool:
        """Tell whether the officer wrote or submitted what no approval has seen yet."""
        unseen = since_approval(ledger.changes_of(book.connection, record.id))
        mine = (one for one in unseen if one.officer == self.me)
        return any(not one.is_approval or one.content()["kind"] == SUBMIT for one in mine)


def _given(words: str, what: str) -> str:
    if not clean(words):
        raise Trouble(
            f"Chưa ghi {what}.",
            "Chưa có gì bị thay đổi.",
            f"Hãy ghi {what}; người phụ trách hồ sơ đọc được ở trang Hôm nay.",
            "DU-04",
        )
    return words


def _ensure_complete(record: Record, book: Reading) -> None:
    """Raise Trouble when a record is not ready to be approved."""
    wrong = errors(problems(record, book))
    if record.draft or wrong:
        first = f" ({wrong[0].text})" if wrong else ""
        raise Trouble(
            f"Hồ sơ còn là bản nháp{first}." if record.draft else f"Hồ sơ còn lỗi{first}.",
            "Chưa có gì bị thay đổi; hồ sơ đủ và đúng mới được trình và duyệt.",
            "Hãy sửa các mục báo lỗi, lưu hồ sơ, rồi làm lại.",
            "DU-01",
        )
    if record.disputed.keys() - {APPROVAL}:
        raise Trouble(
            "Hồ sơ còn mục mà hai máy ghi khác nhau.",
            "Chưa có gì bị thay đổi; cả hai giá trị vẫn được giữ.",
            "Hãy sửa mục đó theo giá trị đúng, lưu hồ sơ, rồi làm lại.",
            "DU-08",
        )


def _out_of_turn(step: str, record: Record) -> Trouble:
    wanted = " hoặc ".join(f"«{TITLES[state]}»" for state in FROM[step])
    return Trouble(
        f"Việc duyệt hồ sơ đang ở bước «{TITLES[record.approval]}».",
        "Chưa có gì bị thay đổi.",
        f"Việc này chỉ làm được khi hồ sơ ở bước {wanted}.",
        "DU-02",
    )


def _own() -> Trouble:
    """Return why an officer does not approve a record: he wrote or submitted it."""
    return Trouble(
        "Người ghi, sửa hoặc trình hồ sơ không tự duyệt hồ sơ đó.",
        "Hồ sơ chưa được duyệt; chưa có gì bị thay đổi.",
        "Hãy nhờ chỉ huy khác duyệt. Đơn vị chỉ có một chỉ huy thì bật «Cho phép tự duyệt» ở"
        " Cài đặt.",
        "DU-03",
    )
