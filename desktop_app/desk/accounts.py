"""The accounts of this PC: who may open the book, as what, and with which password."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from desktop_app.desk.finding import FindingActions
from desktop_app.desk.permission import Action, Role, needs
from desktop_app.desk.records import RecordActions
from desktop_app.desk.roles import ACCOUNTS, STOPPED, kept_roles, roles, stopped
from desktop_app.model.record import Occurrence
from desktop_app.model.text import clean, folded
from desktop_app.model.trouble import Trouble
from desktop_app.store import attempts, keyfile, keys, tries
from desktop_app.store.accesslog import note
from desktop_app.store.keyfile import RECOVERY, KeyFile


@dataclass(frozen=True)
class AccountLine:
    """An account as the chief sees it; *locked* after too many wrong passwords."""

    name: str
    officer_id: str
    role: Role
    disabled: bool
    locked: bool


class AccountActions(FindingActions, RecordActions):
    """Accounts belong to one PC: keys lie beside the book, roles in it."""

    @needs(Action.ACCOUNTS)
    def accounts(self) -> list[AccountLine]:
        """Return all accounts of this PC, those that were stopped too."""
        wraps = {wrap.officer_id: wrap for wrap in self._keys().accounts()}
        reading = self.reading()
        found = []
        for officer_id, role in roles(self.book).items():
            wrap, record = wraps.get(officer_id), reading.record(officer_id)
            name = wrap.name if wrap else record.caption(reading) if record else officer_id
            locked = wrap is not None and tries.left(self.book.folder, name) <= 0
            found.append(AccountLine(name, officer_id, role, wrap is None, locked))
        return found

    @needs(Action.ACCOUNTS)
    def add_account(
        self, name: str, role: Role, password: str, *, passes: int | None = None
    ) -> AccountLine:
        """Let someone open the book; a stopped account is opened again with a new password.

        An officer of that name in the book is taken, else one is entered. *passes* of the
        stretching, else as this PC is fast. Raises Trouble.
        """
        passes = passes or keys.calibrated()
        name = clean(name)
        taken = self._keys().wrap_of(name)
        if taken is not None or not name:
            raise Trouble(
                f"Đã có tài khoản «{name}» trên máy này." if name else "Chưa ghi họ tên.",
                "Chưa có gì bị thay đổi.",
                "Hãy ghi đủ họ tên; nếu trùng tên, thêm cấp bậc hoặc bí danh sau tên.",
                "TK-01",
            )
        made = keys.wrapped(self.book.key, name, "", password, passes=passes)
        officer_id = self._officer_named(name) or self._entered(name)
        kept = self._keys().with_wrap(replace(made, officer_id=officer_id))
        off = stopped(self.book) - {officer_id}
        told = f"mở tài khoản «{name}», vai trò {role.title.lower()}"
        self._keep({**roles(self.book), officer_id: role}, kept, told, off)
        return AccountLine(name, officer_id, role, disabled=False, locked=False)

    @needs(Action.ACCOUNTS)
    def set_role(self, name: str, role: Role) -> None:
        """Give an account another role. Raises Trouble when no chief would be left."""
        account = self._account(name)
        wanted = {**roles(self.book), account.officer_id: role}
        self._refuse_without_chief(wanted, self._keys())
        told = f"tài khoản «{account.name}» nay có vai trò {role.title.lower()}"
        self._keep(wanted, self._keys(), told)
        if account.officer_id == self.me:
            self.role = role

    @needs(Action.ACCOUNTS)
    def disable_account(self, name: str) -> None:
        """Stop an account: its key is thrown away. Raises Trouble when no chief would be left."""
        account = self._account(name)
        without = self._keys().without(account.name)
        self._refuse_without_chief(roles(self.book), without)
        off = stopped(self.book) | {account.officer_id}
        self._keep(roles(self.book), without, f"ngừng tài khoản «{account.name}»", off)

    @needs(Action.ACCOUNTS)
    def unlock_account(self, name: str) -> None:
        """Let an account try its password again after ten wrong ones."""
        account = self._account(name)
        attempts.unlock(self.book.folder, account.name)
        self.note_access("account", "", "", f"mở khóa tài khoản «{account.name}»")

    @needs(Action.ACCOUNTS)
    def new_recovery(self) -> str:
        """Return the code of a new recovery sheet; the old sheet opens nothing any more."""
        code = keys.new_recovery_code()
        self._keep(
            roles(self.book),
            self._keys().with_wrap(keys.wrapped(self.book.key, RECOVERY, "", code)),
            "lập tờ khôi phục mới",
        )
        return code

    @needs(Action.OWN)
    def change_password(self, old: str, new: str) -> None:
        """Change the officer's own password. Raises Trouble when the old one is wrong."""
        wrap = next(one for one in self._keys().accounts() if one.officer_id == self.me)
        with attempts.counted(self.book.folder, wrap.name):
            keys.unwrapped(wrap, old)
        made = keys.wrapped(self.book.key, wrap.name, self.me, new, passes=keys.calibrated())
        keyfile.write_keys(self.book.folder, self._keys().with_wrap(made))
        self.note_access("password", "", "")

    def _keys(self) -> KeyFile:
        return keyfile.read_keys(self.book.folder)

    def _account(self, name: str) -> AccountLine:
        wanted = folded(name)
        found = [one for one in self.accounts() if folded(one.name) == wanted]
        if not found or found[0].disabled:
            names = "; ".join(one.name for one in self.accounts() if not one.disabled)
            raise Trouble(
                f"Không có tài khoản «{name}» đang dùng trên máy này.",
                "Chưa có gì bị thay đổi.",
                f"Các tài khoản: {names}.",
                "TK-02",
            )
        return found[0]

    def _refuse_without_chief(self, wanted: dict[str, Role], kept: KeyFile) -> None:
        holders = {wrap.officer_id for wrap in kept.accounts()}
        if not any(role is Role.CHIEF and id in holders for id, role in wanted.items()):
            raise Trouble(
                "Sổ phải còn ít nhất một tài khoản chỉ huy.",
                "Chưa có gì bị thay đổi.",
                "Hãy giao quyền chỉ huy cho một tài khoản khác trước.",
                "TK-03",
            )

    def _officer_named(self, name: str) -> str:
        """Return the one officer of this very name that has no account; else nothing."""
        (table,) = Occurrence.officer_id.targets
        holders = {wrap.officer_id for wrap in self._keys().accounts()}
        found = [
            one.id
            for one in self.suggest((table,), name)
            if folded(one.caption) == folded(name) and one.id not in holders
        ]
        return found[0] if len(found) == 1 else ""

    def _entered(self, name: str) -> str:
        (table,) = Occurrence.officer_id.targets
        values = self.register(table).founding(name, self.present.date().isoformat())
        return self.add(table, {key: value for key, value in values.items() if value}).id

    def _keep(
        self, wanted: dict[str, Role], kept: KeyFile, deed: str, off: set[str] | None = None
    ) -> None:
        """Keep roles, stopped accounts and keys, all or none, and note it."""
        with self.book.transaction() as into:
            self.book.set_meta(ACCOUNTS, json.dumps(kept_roles(wanted)))
            if off is not None:
                self.book.set_meta(STOPPED, json.dumps(dict.fromkeys(sorted(off), True)))
            note(into.connection, self.entry("account", why=deed))
            keyfile.write_keys(self.book.folder, kept)
