"""A PC without a book: it asks to join the post, and takes the whole book along once it is in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from desktop_app.desk.desk import Desk
from desktop_app.desk.entrance import Clock
from desktop_app.desk.founding import first_officer, known_unit, refuse_existing, unfit_name
from desktop_app.desk.many import Stopped
from desktop_app.desk.permission import Role
from desktop_app.desk.roles import ACCOUNTS, kept_roles
from desktop_app.model import moments
from desktop_app.model.links import new_id
from desktop_app.model.record import Occurrence, Registers
from desktop_app.model.text import clean, folded
from desktop_app.model.trouble import Trouble
from desktop_app.model.units import unit
from desktop_app.store import book as books
from desktop_app.store import devices, keyfile, keys
from desktop_app.store.book import Book, new_device
from desktop_app.store.building import built_aside
from desktop_app.store.keyfile import RECOVERY, KeyFile, Wrap
from desktop_app.store.place import refuse_unsafe
from desktop_app.store.writing import Deed, add
from desktop_app.sync import courier, joining
from desktop_app.sync.joining import Request, Welcome
from desktop_app.sync.keys import DeviceKeys, new_keys
from desktop_app.sync.machine import fingerprint
from desktop_app.sync.myself import KEYS, MACHINE, POST, pc_name
from desktop_app.sync.stick import Stick

WAITING_FILE = "cho-duyet.json"


@dataclass(frozen=True)
class Joined:
    """The new PC's book, open, and the code of its own recovery sheet."""

    desk: Desk
    recovery: str


@dataclass(frozen=True)
class Waiting:
    """A request that was laid on a stick: whose, its six words, and the code of the unit meant.

    *unit* is empty when none was named.
    """

    officer: str
    words: str
    unit: str


def ask_to_join(  # noqa: PLR0913 - who asks where, and two keywords with defaults
    folder: Path,
    stick: Path,
    officer: str,
    password: str,
    *,
    unit_code: str = "",
    passes: int | None = None,
) -> Request:
    """Make this PC's keys, keep them under the password, lay the request on the stick.

    With *unit_code* it comes into a post of that unit only. Raises Trouble; asking again makes
    new keys.
    """
    if not clean(officer):
        raise unfit_name("chưa nêu tên người dùng")
    if unit_code:
        known_unit(unit_code)
    refuse_existing(folder)
    refuse_unsafe(folder)
    key, own, device = keys.new_key(), new_keys(), new_device()
    wrap = keys.wrapped(key, clean(officer), "", password, passes=passes or keys.calibrated())
    box = SecretBox(key).encrypt(json.dumps({"device": device, **asdict(own)}).encode())
    request = Request(device, pc_name(), own.public.sign, own.public.age)
    joining.ask(Stick(stick), request)
    folder.mkdir(parents=True, exist_ok=True)
    kept = {
        "wrap": asdict(wrap),
        "box": base64.b64encode(bytes(box)).decode("ascii"),
        "words": request.words,
        "unit": unit_code,
    }
    (folder / WAITING_FILE).write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    return request


def waiting(folder: Path) -> Waiting | None:
    """Return the request that this PC waits with; None when there is none to go on with."""
    try:
        kept = json.loads((folder / WAITING_FILE).read_text("utf-8"))
        return Waiting(str(kept["wrap"]["name"]), str(kept["words"]), str(kept["unit"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def join(  # noqa: PLR0913 - what to join with, and how to watch it
    folder: Path,
    stick: Path,
    registers: Registers,
    password: str,
    clock: Clock = moments.now,
    *,
    unit_code: str = "",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Joined:
    """Make the book of a PC that was let in, with all that the stick brings.

    Raises Trouble, also when the post is of another unit than *unit_code* or the one named when
    it asked; Stopped when it was *cancelled*, and then there is no book.
    """
    refuse_existing(folder)
    refuse_unsafe(folder)
    wrap, key, device, own = _waiting(folder, password)
    told = joining.welcome(Stick(stick), device, own)
    known = waiting(folder)
    _refuse_other_unit(told.unit, unit_code or (known.unit if known else ""))
    code = keys.new_recovery_code()
    with built_aside(folder) as aside:
        meta = {"device": device, "unit": told.unit, **told.meta}
        books.create(aside, key, registers, meta)
        with closing(Book(aside, key, registers, clock)) as made:
            _settle(made, told, own)
            _take_along(made, Stick(stick, told.unit), progress, cancelled)
            _refuse_incomplete(made, told)
            officer_id = _account(made, wrap)
            courier.give(made, Stick(stick, told.unit))
        kept = KeyFile(
            (replace(wrap, officer_id=officer_id), keys.wrapped(key, RECOVERY, "", code))
        )
        keyfile.write_keys(aside, kept)
    (folder / WAITING_FILE).unlink(missing_ok=True)
    return Joined(Desk(Book(folder, key, registers, clock), officer_id, Role.CHIEF), code)


def _take_along(
    made: Book,
    stick: Stick,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool],
) -> None:
    try:
        courier.sync(made, stick, progress=progress, cancelled=cancelled)
    except courier.Stopped:
        raise Stopped from None


def _waiting(folder: Path, password: str) -> tuple[Wrap, bytes, str, DeviceKeys]:
    try:
        kept: dict[str, Any] = json.loads((folder / WAITING_FILE).read_text("utf-8"))
        wrap = Wrap(**kept["wrap"])
        key = keys.unwrapped(wrap, password)
        opened = json.loads(SecretBox(key).decrypt(base64.b64decode(kept["box"])))
    except (OSError, ValueError, TypeError, KeyError, CryptoError):
        raise Trouble(
            "Máy này chưa xin vào đơn vị, hoặc tệp chờ duyệt bị hỏng.",
            "Chưa có sổ nào được tạo.",
            "Hãy làm bước xin vào đơn vị trên máy này trước.",
            "DB-15",
        ) from None
    device = str(opened.pop("device"))
    return wrap, key, device, DeviceKeys(**opened)


def _settle(made: Book, told: Welcome, own: DeviceKeys) -> None:
    with made.transaction() as into:
        made.set_meta(KEYS, json.dumps(asdict(own)))
        made.set_meta(POST, told.post)
        made.set_meta(MACHINE, fingerprint())
        devices.keep_certificates(into.connection, joining.roster_of(told).devices.values())


def _refuse_other_unit(code: str, meant: str) -> None:
    if meant and code != meant:
        raise Trouble(
            f"USB mang sổ của {_unit_name(code)}, không phải {_unit_name(meant)} như đã chọn.",
            "Máy này chưa vào đơn vị nào; chưa có sổ nào được tạo.",
            "Hãy kiểm tra lại USB; nếu chọn nhầm xã, phường, hãy làm lại yêu cầu từ đầu.",
            "DB-17",
        )


def _unit_name(code: str) -> str:
    found = unit(code)
    return found.label() if found else f"đơn vị mã {code}"


def _refuse_incomplete(made: Book, told: Welcome) -> None:
    here = courier.vector(made)
    lacking = sum(max(0, seq - here.get(device, 0)) for device, seq in told.knows.items())
    if lacking:
        raise Trouble(
            f"USB còn thiếu {lacking} thay đổi của sổ đơn vị.",
            "Máy này chưa vào đơn vị; chưa có sổ nào được tạo.",
            "Hãy mang USB về máy đã duyệt, đồng bộ lại ở đó, rồi làm lại bước này.",
            "DB-16",
        )


def _account(made: Book, wrap: Wrap) -> str:
    """Return the officer who opens this PC: the one of that name, else a new one."""
    (table,) = Occurrence.officer_id.targets
    found = [
        one.id
        for one in Desk(made, "", Role.CHIEF).suggest((table,), wrap.name)
        if folded(one.caption) == folded(wrap.name)
    ]
    officer_id = found[0] if len(found) == 1 else new_id()
    with made.transaction() as into:
        if officer_id not in found:
            record = first_officer(made.registers, wrap.name, officer_id, into.present)
            add(made, into, record, Deed(officer_id, "add"))
        made.set_meta(ACCOUNTS, json.dumps(kept_roles({officer_id: Role.CHIEF})))
    return officer_id
