"""Deciding: an officer lets one value hold where two PCs wrote without knowing of each other."""

from __future__ import annotations

from desktop_app.desk.altering import altered
from desktop_app.desk.approving import APPROVE, CLOSE, RETURN, SUBMIT, ApprovalActions
from desktop_app.desk.erasing import ErasureActions
from desktop_app.desk.permission import Action, needs
from desktop_app.desk.records import Refused, Saved
from desktop_app.model.approval import APPROVED, CLOSED, RETURNED, SUBMITTED
from desktop_app.model.field import Json
from desktop_app.model.links import Rows
from desktop_app.model.record import Record
from desktop_app.model.trouble import Trouble
from desktop_app.model.validation import cleaned
from desktop_app.store import ledger, writing
from desktop_app.store.change import APPROVAL, DELETED, Change
from desktop_app.store.fold import State, state_at
from desktop_app.store.reading import Reading

WHY = "xử lý xung đột"


class DecidingActions(ErasureActions, ApprovalActions):
    """What ends a conflict; all other values stay in the history."""

    @needs(Action.WRITE)
    def decide(self, register: str, id: str, key: str, value: Json, why: str = "") -> Saved:
        """Let one value hold for a field in conflict; the others stay in the history.

        *key* is a field, an entry of a child list (``members/…``), the deletion (``$deleted``:
        True or False) or the approval (``$approval``: a state, whose step is then taken anew by
        who may take it; ``submitted`` lets the chief begin again). A value that one PC wrote into
        a field of a group brings along what that PC wrote into the others. Raises Refused, Trouble;
        ReasonNeeded without *why* where a restricted record is another officer's.
        """
        record = self.known(register, id)
        self.approach(record, Action.WRITE, why)
        self._ensure_open(record, {key: value})
        with self.book.transaction(prompt=True) as into:
            if key in record.fields:
                changes = ledger.changes_of(into.connection, id)
                return self._corrected(into, record, _with_group(record, key, value, changes))
            return self._decided(into, record, key, value)

    @needs(Action.WRITE)
    def decide_all(self, register: str, id: str, chosen: dict[str, Json]) -> list[Saved]:
        """Decide for several fields of a record in one go: keys and values as for ``decide``.

        All is kept, or nothing. The fields are one change; lines of child lists, the deletion and
        the approval follow, which a deleted record waits for anew. Raises Refused, Trouble.
        """
        record = self.known(register, id)
        self.approach(record, Action.WRITE)
        fields = {key: value for key, value in chosen.items() if key in record.fields}
        others = {key: value for key, value in chosen.items() if key not in fields}
        if (last := others.pop(APPROVAL, None)) is not None:
            others[APPROVAL] = SUBMITTED if others.get(DELETED) else last
        self._ensure_open(record, others)
        with self.book.transaction(prompt=True) as into:
            saved = [self._corrected(into, record, fields)] if fields else []
            return saved + [self._decided(into, record, key, others[key]) for key in others]

    def _ensure_open(self, record: Record, chosen: dict[str, Json]) -> None:
        """Raise Trouble when a key is not in conflict, or not the officer's to decide."""
        disputed = {each.partition("/")[0] for each in record.disputed}
        for key in chosen:
            if key not in record.disputed and not (key in record.fields and key in disputed):
                raise Trouble(
                    f"Mục «{key[:60]}» của hồ sơ này không có xung đột.",
                    "Chưa có gì bị thay đổi.",
                    "Hãy xem lại danh sách Cần xử lý.",
                    "XL-01",
                )
        if chosen.get(APPROVAL, SUBMITTED) != SUBMITTED:
            self.approach(record, Action.APPROVE)

    def _decided(self, into: Reading, record: Record, key: str, value: Json) -> Saved:
        """Let a value hold for what is no field of the record, inside a transaction."""
        old = into.record(record.id) or record
        if key == APPROVAL:
            return self._approval_decided(into, old, value)
        if key == DELETED:
            return self._alter(into, old, writing.deletion(deleted=_yes_or_no(value)), "decide", "")
        return self._alter(
            into, old, {key: self._entry(into, record, old, key, value)}, "decide", ""
        )

    def _approval_decided(self, into: Reading, record: Record, state: Json) -> Saved:
        """Take the step that leads to *state* on the record as it is now."""
        if state in (APPROVED, CLOSED):
            saved = self._stepped(into, APPROVE, record)
            return self._stepped(into, CLOSE, record) if state == CLOSED else saved
        if state == RETURNED:
            return self._stepped(into, RETURN, record, self._remark(record))
        if state == SUBMITTED:
            return self._alter(into, record, writing.approval(record, SUBMITTED), SUBMIT, "")
        raise Trouble(
            f"«{state}» không phải bước duyệt để chọn.",
            "Chưa có gì bị thay đổi.",
            f"Hãy chọn một trong: {', '.join((SUBMITTED, RETURNED, APPROVED, CLOSED))}.",
            "XL-02",
        )

    def _corrected(self, into: Reading, record: Record, fields: dict[str, Json]) -> Saved:
        kept, wrong = cleaned(type(record), fields)
        if wrong:
            raise Refused(wrong)
        old = self._alive(into, record.table, record.id)
        saved = self.write(into, old, altered(old, kept, into), WHY)
        self.saved_at = self.present
        return saved

    def _remark(self, record: Record) -> str:
        """Return the remark with which one of the PCs returned the record."""
        changes = ledger.changes_of(self.reading().connection, record.id)
        marks = [
            one.content()["fields"].get(APPROVAL) or {}
            for one in changes
            if one.name in record.disputed[APPROVAL]
        ]
        return next((mark["remark"] for mark in marks if mark.get("remark")), WHY)

    def _entry(self, into: Reading, record: Record, old: Record, key: str, value: Json) -> Json:
        """Return what holds for a line of a child list, or for a mark that no page writes.

        Nothing at all, and a value that some PC wrote, is taken as it is; another is possible for
        a line only, and by the rules. Raises Refused, Trouble.
        """
        if value is None:
            return None
        changes = ledger.changes_of(into.connection, record.id)
        for state in (*_versions(record, key, changes), before(record, key, changes)):
            if state is not None and state.flat.get(key) == value:
                return state.flat.get(key)
        name, _, row = key.partition("/")
        if not (isinstance(record.fields.get(name), Rows) and isinstance(value, dict)):
            raise Trouble(
                "Giá trị vừa chọn không phải giá trị nào mà các máy đã ghi.",
                "Chưa có gì bị thay đổi; các giá trị vẫn được giữ.",
                "Hãy chọn đúng một giá trị ở danh sách Cần xử lý.",
                "XL-03",
            )
        others = [each for each in old.values.get(name) or () if each["id"] != row]
        kept, wrong = cleaned(type(record), {name: [*others, {**value, "id": row}]})
        new = None if wrong else altered(old, kept, into)
        refused = wrong if new is None else new.refused
        if new is None or refused:
            raise Refused(refused)
        return new.fields[key]


def before(record: Record, key: str, changes: list[Change]) -> State | None:
    """Return how the record was before any of the changes in conflict, as one change tells it."""
    known = {change.name: change for change in changes}
    parents = [known[one].parent_names() for one in record.disputed[key] if one in known]
    common = set(parents[0]).intersection(*parents[1:]) if parents else set()
    return state_at(changes, sorted(common)[0], record.together) if common else None


def _versions(record: Record, key: str, changes: list[Change]) -> list[State]:
    """Return the record as each of the changes in conflict left it."""
    left = (state_at(changes, name, record.together) for name in record.disputed[key])
    return [one for one in left if one is not None]


def _yes_or_no(value: Json) -> bool:
    """Read whether a record is to be deleted. Raises Trouble for what could be misread."""
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Trouble(
        "Xóa hay giữ hồ sơ phải là true (xóa) hoặc false (giữ).",
        "Chưa có gì bị thay đổi.",
        "Hãy ghi --value true hoặc --value false.",
        "XL-04",
    )


def _with_group(record: Record, key: str, value: Json, changes: list[Change]) -> dict[str, Json]:
    """Return the fields to write: with a grouped one those of the PC that wrote this value."""
    group = record.together.get(key, ())
    kept, wrong = cleaned(type(record), {key: value})
    if wrong or not group or key not in record.disputed:
        return {key: value}
    views: list[dict[str, Json]] = []
    for state in _versions(record, key, changes):
        view = {name: state.values.get(name) for name in group}
        if view[key] == kept[key] and view not in views:
            views.append(view)
    if len(views) > 1:
        differ = [name for name in group if views[0][name] != views[1][name]]
        raise Trouble(
            f"Nhiều máy ghi cùng giá trị này ở mục «{key}» nhưng khác nhau ở mục cùng nhóm:"
            f" {', '.join(differ)}.",
            "Chưa có gì bị thay đổi; các giá trị vẫn được giữ.",
            "Hãy quyết định ở một trong các mục khác nhau đó; các mục của nhóm đi cùng nhau.",
            "XL-05",
        )
    return views[0] if views else {key: value}
