"""Who may do what on this PC: four roles, one table, asked by every action of the desk."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

if TYPE_CHECKING:
    from desktop_app.desk.session import Session


class Role(Enum):
    """What an account of this PC is for; the value is how the book and the terminal write it."""

    CHIEF = "chief"
    OFFICER = "officer"
    READER = "reader"
    TECHNICIAN = "technician"

    @property
    def title(self) -> str:
        """Return the role as an officer reads it."""
        return _TITLES[self]


_TITLES = {
    Role.CHIEF: "Chỉ huy",
    Role.OFFICER: "Cán bộ",
    Role.READER: "Người xem",
    Role.TECHNICIAN: "Kỹ thuật",
}


class Action(Enum):
    """A kind of thing done at the desk; the value says it in a refusal."""

    READ = "xem hồ sơ"
    WRITE = "ghi, sửa hồ sơ"
    APPROVE = "duyệt hồ sơ"
    PRINT = "in hồ sơ"
    EXPORT = "xuất dữ liệu ra tệp"
    ERASE = "xóa hẳn dữ liệu cá nhân"
    CARE = "sao lưu, kiểm tra sổ"
    REPAIR = "dựng lại sổ"
    CARRY = "đồng bộ bằng USB"
    DEVICES = "duyệt, loại máy của đơn vị"
    ACCOUNTS = "quản lý tài khoản"
    UNIT = "sửa thông tin và các mức của đơn vị"
    LOG = "xem nhật ký truy cập"
    UPDATE = "cập nhật phần mềm"
    OWN = "sắp đặt của riêng mình"


class _Who(NamedTuple):
    """The roles that may, and those that may where a register or record is restricted."""

    usual: frozenset[Role]
    restricted: frozenset[Role]


_CHIEF = frozenset({Role.CHIEF})
_WRITERS = _CHIEF | {Role.OFFICER}
_READERS = _WRITERS | {Role.READER}
_EVERYONE = frozenset(Role)
_KEEPERS = _WRITERS | {Role.TECHNICIAN}
TABLE: dict[Action, _Who] = {
    Action.READ: _Who(_READERS, _READERS),
    Action.WRITE: _Who(_WRITERS, _WRITERS),
    Action.APPROVE: _Who(_CHIEF, _CHIEF),
    Action.PRINT: _Who(_READERS, _WRITERS),
    Action.EXPORT: _Who(_WRITERS, _CHIEF),
    Action.ERASE: _Who(_CHIEF, _CHIEF),
    Action.CARE: _Who(_KEEPERS, _KEEPERS),
    Action.REPAIR: _Who(_CHIEF | {Role.TECHNICIAN}, _CHIEF | {Role.TECHNICIAN}),
    Action.CARRY: _Who(_KEEPERS, _KEEPERS),
    Action.DEVICES: _Who(_CHIEF, _CHIEF),
    Action.ACCOUNTS: _Who(_CHIEF, _CHIEF),
    Action.UNIT: _Who(_CHIEF, _CHIEF),
    Action.LOG: _Who(_CHIEF, _CHIEF),
    Action.UPDATE: _Who(_CHIEF | {Role.TECHNICIAN}, _CHIEF | {Role.TECHNICIAN}),
    Action.OWN: _Who(_EVERYONE, _EVERYONE),
}


def allowed(role: Role, action: Action, *, restricted: bool = False) -> bool:
    """Tell whether a role may do something, where what it touches may be *restricted*."""
    who = TABLE[action]
    return role in (who.restricted if restricted else who.usual)


_P = ParamSpec("_P")
_R = TypeVar("_R")
_S = TypeVar("_S", bound="Session")
_Does = Callable[Concatenate[_S, _P], _R]


def needs(action: Action) -> Callable[[_Does[_S, _P, _R]], _Does[_S, _P, _R]]:
    """Declare what permission an action of the desk asks for before it does anything."""

    def declared(does: _Does[_S, _P, _R]) -> _Does[_S, _P, _R]:
        @wraps(does)
        def asking(desk: _S, /, *given: _P.args, **named: _P.kwargs) -> _R:
            desk.ensure(action)
            return does(desk, *given, **named)

        asking.needs = action  # type: ignore[attr-defined]  # read by needed()
        return asking

    return declared


def needed(does: Any) -> Action | None:
    """Return the permission that a method of the desk asks for; None when it asks for none."""
    found = getattr(does, "needs", None)
    return found if isinstance(found, Action) else None
