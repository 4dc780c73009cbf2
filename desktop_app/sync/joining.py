"""A new PC asks to join, a PC of the post lets it in, the new one takes the whole book along.

The request carries public keys only; six words made from them are compared by two people, so
that nobody slips his own keys onto the stick. The welcome is encrypted to the new PC alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson

from desktop_app.model.text import clean
from desktop_app.model.trouble import Trouble
from desktop_app.store import devices
from desktop_app.store.book import Book
from desktop_app.store.devices import Certificate
from desktop_app.sync import courier, segment
from desktop_app.sync.keys import DeviceKeys, PublicKeys, joined, same_words, words_of
from desktop_app.sync.myself import Myself, myself
from desktop_app.sync.roster import Roster, admitted, certificates, revoked, vouched
from desktop_app.sync.segment import Refused
from desktop_app.sync.stick import Stick, present

REQUESTS = re.compile(r"([0-9a-f]{16})\.request")
LARGEST_REQUEST = 4_096
LONGEST_NAME = 60
LARGEST_WELCOME = 1_000_000


@dataclass(frozen=True)
class Request:
    """What a new PC lays on the stick: its name and public keys."""

    device: str
    name: str
    sign: str
    age: str

    @property
    def public(self) -> PublicKeys:
        """Return the keys the request carries."""
        return PublicKeys(self.sign, self.age)

    @property
    def words(self) -> str:
        """Return the six words that both PCs show."""
        return words_of(self.device, self.public)


@dataclass(frozen=True)
class Welcome:
    """What the new PC learns: the post, its unit, its PCs, and the book's own data."""

    post: str
    unit: str
    by: str
    meta: dict[str, str]
    roster: list[Certificate]
    knows: dict[str, int]


def ask(stick: Stick, request: Request) -> None:
    """Lay a request on the stick. Raises Trouble."""
    present(stick.folder)
    stick.write(f"{request.device}.request", orjson.dumps(asdict(request)))


def requests(stick: Stick) -> list[Request]:
    """Return the readable requests on a stick. Raises Trouble."""
    present(stick.folder)
    found = (_request(stick, name) for name in stick.names(REQUESTS))
    return [one for one in found if one is not None]


def _request(stick: Stick, name: str) -> Request | None:
    content = stick.read(name, LARGEST_REQUEST)
    try:
        found = Request(**orjson.loads(content or b""))
        found.public.recipient()
        sound = f"{found.device}.request" == name and len(bytes.fromhex(found.sign)) == 32
    except Exception:  # noqa: BLE001 - pyrage's errors have no common base; a stranger's file
        return None
    if not (sound and isinstance(found.name, str)):
        return None
    # The six words do not vouch for the name; all PCs will show it.
    return replace(found, name=clean(found.name)[:LONGEST_NAME] or found.device)


def approve(book: Book, root: Stick, home: Stick, device: str, words: str) -> Request:
    """Let a PC in whose six words were read out, and write all it needs onto the stick.

    *root* is the stick's DONGBO, *home* this unit's part of it. Raises Trouble.
    """
    request = next((one for one in requests(root) if one.device == device), None)
    if request is None:
        raise Trouble(
            f"Trên USB không có yêu cầu mang mã «{device}».",
            "Chưa duyệt máy nào.",
            "Hãy làm lại bước xin vào đơn vị trên máy mới, với chính USB này.",
            "DB-10",
        )
    if not same_words(words, request.words):
        raise Trouble(
            "Sáu chữ không khớp với yêu cầu trên USB.",
            "Chưa duyệt máy nào: có thể gõ sai, hoặc tệp trên USB đã bị người khác thay.",
            "Hãy đọc lại sáu chữ trên màn hình máy mới; nếu vẫn không khớp, hãy làm lại yêu cầu.",
            "DB-11",
        )
    me = myself(book)
    request = replace(request, name=me.roster.free_name(request.name))
    certificate = vouched(me.post, request.device, request.name, request.public, me.device, me.keys)
    with book.transaction() as into:
        devices.keep_certificates(into.connection, [certificate])
    courier.give(book, home)
    _welcome(book, root, request)
    root.remove(f"{request.device}.request")
    return request


def _welcome(book: Book, root: Stick, request: Request) -> None:
    me = myself(book)
    told = Welcome(
        me.post,
        book.meta("unit"),
        me.device,
        {name: book.meta(name) for name in ("practice", "office")},
        list(me.roster.devices.values()),
        courier.vector(book),
    )
    content = orjson.dumps(asdict(told), option=orjson.OPT_SORT_KEYS)
    signature = me.keys.signed(joined("welcome") + content).encode()
    sealed = segment.sealed(signature + b"\n" + content, [request.public.recipient()])
    root.write(f"{request.device}.welcome", sealed)


def welcome(root: Stick, device: str, keys: DeviceKeys) -> Welcome:
    """Return what the post wrote for this new PC. Raises Trouble."""
    present(root.folder)
    file = root.read(f"{device}.welcome", LARGEST_WELCOME)
    if file is None:
        raise Trouble(
            "Trên USB chưa có thư duyệt cho máy này.",
            "Máy này chưa vào đơn vị; chưa có sổ nào được tạo.",
            "Hãy mang USB tới một máy của đơn vị, duyệt máy này, rồi làm lại.",
            "DB-12",
        )
    try:
        signature, _, content = segment.unsealed(file, keys).partition(b"\n")
        loaded: dict[str, Any] = orjson.loads(content)
        roster = certificates(loaded.pop("roster"))
        told = Welcome(roster=roster, **loaded)
        public = roster_of(told).public(told.by)
        if public is None or not public.vouches(joined("welcome") + content, signature.decode()):
            raise Refused("chữ ký không đúng")  # noqa: TRY301 - as the others below
    except (Refused, ValueError, TypeError, KeyError, AttributeError) as wrong:
        raise Trouble(
            "Thư duyệt trên USB không đúng hoặc bị hỏng.",
            "Máy này chưa vào đơn vị; chưa có sổ nào được tạo.",
            "Hãy làm lại yêu cầu trên máy này và duyệt lại trên máy của đơn vị.",
            "DB-13",
        ) from wrong
    return told


def roster_of(told: Welcome) -> Roster:
    """Return the PCs that a welcome names and that vouch for one another.

    A PC that was shut out later may have let others in while it was in.
    """
    once_in = [replace(one, revoked=None) for one in told.roster]
    return admitted(admitted(Roster(told.post, {}), once_in), told.roster)


def shut_out(book: Book, device: str) -> None:
    """Shut a lost PC out: nothing after what is known of it is accepted. Raises Trouble.

    Those whom it had let in are vouched for anew, or others could not tell them from intruders.
    """
    me = myself(book)
    known = me.roster.devices.get(device)
    if known is None or device == me.device or known.revoked is not None:
        raise Trouble(
            f"Không loại được máy mang mã «{device}».",
            "Chưa có gì bị thay đổi.",
            "Chỉ loại được một máy khác đang ở trong đơn vị; xem danh sách máy.",
            "DB-14",
        )
    last = courier.vector(book).get(device, 0)
    kept = [revoked(me.post, known, last, me.device, me.keys)]
    kept += list(_vouched_again(me, device))
    with book.transaction() as into:
        devices.keep_certificates(into.connection, kept)


def _vouched_again(me: Myself, lost: str) -> Iterable[Certificate]:
    for one in me.roster.devices.values():
        if one.by == lost and one.device not in (lost, me.device):
            public = PublicKeys(one.sign, one.age)
            yield vouched(me.post, one.device, one.name, public, me.device, me.keys)
