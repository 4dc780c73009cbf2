"""A segment: consecutive changes of one device, up to a head that device signed.

Inside: a line of JSON that says what it is, then one line for each change. Outside: zstandard,
then age to all PCs of the post. age proves no sender; the signature of the last head does, and
through the chain it covers every change before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
import zstandard
from pyrage import DecryptError, x25519
from pyrage import decrypt as age_decrypt
from pyrage import encrypt as age_encrypt

from desktop_app.store.change import START, Change, chained
from desktop_app.store.devices import SignedHead
from desktop_app.sync.keys import DeviceKeys, joined
from desktop_app.sync.roster import Roster

FORMAT = 1
ENDING = ".sol"
MAGIC = b"SO-ANTT segment\n"
LARGEST_FILE = 16 * 1024 * 1024
LARGEST_CONTENT = 64 * 1024 * 1024
USUAL_CONTENT = 8 * 1024 * 1024
LEVEL = 3
NAME = re.compile(r"([0-9a-f]{16})-(\d{1,12})-(\d{1,12})-([0-9a-f]{8})\.sol")


class Refused(Exception):
    """A file that is not taken; the Vietnamese sentence says why, the file stays untouched."""


@dataclass(frozen=True)
class Segment:
    """Authentic changes of one device; *previous* is the hash of the change before the first."""

    post: str
    head: SignedHead
    first: int
    previous: bytes
    changes: list[Change]


def head_claim(post: str, device: str, seq: int, hashed: bytes) -> bytes:
    """Return what a device signs to vouch for its chain up to a number."""
    return joined("head", post, device, seq, hashed.hex())


def signed_head(post: str, device: str, seq: int, hashed: bytes, keys: DeviceKeys) -> SignedHead:
    """Return this device's signed head."""
    return SignedHead(device, seq, hashed, keys.signed(head_claim(post, device, seq, hashed)))


def name_of(head: SignedHead, first: int, readers: Iterable[str]) -> str:
    """Return the file name of a segment that is encrypted to these devices."""
    mark = sha256(joined("file", head.hash.hex(), *sorted(readers))).hexdigest()[:8]
    return f"{head.device}-{first}-{head.seq}-{mark}{ENDING}"


def content_of(segment: Segment) -> bytes:
    """Return the inner bytes, the same on every PC that holds the same changes."""
    lines = [orjson.dumps(_told(segment), option=orjson.OPT_SORT_KEYS)]
    lines += [line_of(change) for change in segment.changes]
    return MAGIC + b"\n".join(lines)


def _told(segment: Segment) -> dict[str, Any]:
    """Return what the first line says of a segment."""
    return {
        "format": FORMAT,
        "post": segment.post,
        "device": segment.head.device,
        "first": segment.first,
        "last": segment.head.seq,
        "previous": segment.previous.hex(),
        "hash": segment.head.hash.hex(),
        "signature": segment.head.signature,
    }


def line_of(change: Change) -> bytes:
    """Return one change as it travels; its hash follows from the chain."""
    return orjson.dumps(
        [
            change.seq, change.lamport, change.wall, change.officer, change.schema,
            change.register, change.record, change.parents, change.payload,
            change.payload_hash.hex() if change.payload is None else "",
        ]
    )  # fmt: skip


def sealed(content: bytes, readers: Sequence[x25519.Recipient]) -> bytes:
    """Return *content* compressed and encrypted to the readers and to no one else."""
    packed = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True).compress(content)
    return bytes(age_encrypt(packed, list(readers)))


def unsealed(file: bytes, keys: DeviceKeys, largest: int = LARGEST_CONTENT) -> bytes:
    """Return what was encrypted to this device, of *largest* bytes at most. Raises Refused."""
    try:
        packed = age_decrypt(file, [keys.identity()])
    except DecryptError:
        raise Refused("không mở được bằng khóa của máy này, hoặc tệp bị hỏng") from None
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= largest:
            raise Refused("lớn hơn mức cho phép")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=largest)
    except zstandard.ZstdError:
        raise Refused("nội dung bị hỏng") from None


def opened(content: bytes, roster: Roster) -> Segment:
    """Return the authentic segment in *content*. Raises Refused; nothing of it is believed then."""
    if not content.startswith(MAGIC):
        raise Refused("không phải tệp đồng bộ")
    told = content.find(b"\n", len(MAGIC))
    about = _about(content[len(MAGIC) : max(told, 0)])
    head, first = _head(about), about["first"]
    _refuse_strangers(about, head, roster)
    changes = _changes(head, first, bytes.fromhex(about["previous"]), content[told + 1 :])
    return Segment(roster.post, head, first, bytes.fromhex(about["previous"]), changes)


def _about(line: bytes) -> dict[str, Any]:
    try:
        about = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise Refused("nội dung bị hỏng") from None
    if not isinstance(about, dict) or not isinstance(about.get("format"), int):
        raise Refused("nội dung bị hỏng")
    if about["format"] > FORMAT:
        raise Refused("do phần mềm mới hơn ghi; hãy cập nhật phần mềm trên máy này")
    texts = ("post", "device", "previous", "hash", "signature")
    numbers = ("first", "last")
    if about["format"] != FORMAT or not all(isinstance(about.get(one), str) for one in texts):
        raise Refused("nội dung bị hỏng")
    if not all(type(about.get(one)) is int and about[one] > 0 for one in numbers):
        raise Refused("nội dung bị hỏng")
    return about


def _head(about: dict[str, Any]) -> SignedHead:
    try:
        hashed, previous = bytes.fromhex(about["hash"]), bytes.fromhex(about["previous"])
    except ValueError:
        raise Refused("nội dung bị hỏng") from None
    if len(hashed) != len(START) or len(previous) != len(START):
        raise Refused("nội dung bị hỏng")
    head = SignedHead(about["device"], about["last"], hashed, about["signature"].lower())
    # Only the one way of writing it that the program has: no capitals in numbers, nothing more.
    if about != _told(Segment(about["post"], head, about["first"], previous, [])):
        raise Refused("nội dung bị hỏng")
    return head


def _refuse_strangers(about: dict[str, Any], head: SignedHead, roster: Roster) -> None:
    if about["post"] != roster.post:
        raise Refused("của đơn vị khác")
    public = roster.public(head.device)
    if public is None:
        raise Refused("của máy chưa được duyệt vào đơn vị")
    if not roster.accepts(head.device, head.seq):
        raise Refused("của máy đã bị loại khỏi đơn vị")
    claim = head_claim(roster.post, head.device, head.seq, head.hash)
    if not public.vouches(claim, head.signature):
        raise Refused("chữ ký của máy ghi không đúng")


def _changes(head: SignedHead, first: int, previous: bytes, lines: bytes) -> list[Change]:
    if lines.count(b"\n") != head.seq - first:
        raise Refused("thiếu hoặc thừa thay đổi")
    if first == 1 and previous != START:
        raise Refused("chuỗi thay đổi không khớp")
    changes = []
    for seq, line in enumerate(lines.split(b"\n"), start=first):
        change = _change(head.device, seq, previous, line)
        previous = change.hash
        changes.append(change)
    if previous != head.hash:
        raise Refused("chuỗi thay đổi không khớp chữ ký")
    return changes


def _change(device: str, seq: int, previous: bytes, line: bytes) -> Change:
    try:
        number, lamport, wall, officer, schema, register, record, parents, payload, blank = (
            orjson.loads(line)
        )
        payload_hash = bytes.fromhex(blank) if payload is None else b""
        texts = (wall, officer, register, record, parents, payload or "")
    except (ValueError, TypeError):
        raise Refused("nội dung bị hỏng") from None
    numbers = (number, lamport, schema)
    if number != seq or not all(type(one) is int for one in numbers):
        raise Refused("nội dung bị hỏng")
    if not all(isinstance(text, str) for text in texts):
        raise Refused("nội dung bị hỏng")
    if payload is not None:
        payload_hash = sha256(payload.encode()).digest()
    header = (device, seq, lamport, wall, officer, schema, register, record, parents)
    hashed = chained(previous, header, payload_hash)
    return Change(*header, payload, payload_hash, hashed)
