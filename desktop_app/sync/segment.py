"""A segment: consecutive changes of one device, up to a head that device signed.

Inside: a line of JSON that says what it is, then one line for each change, written as its chain
hashes it. Outside: zstandard, then age to all PCs of the post. age proves no sender; the signature
of the last head does, and through the chain it covers every change before: whether it does is
found out before a change is read.
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

from desktop_app.store.change import SEPARATOR, START, Change
from desktop_app.store.devices import SignedHead
from desktop_app.sync.keys import DeviceKeys, joined
from desktop_app.sync.roster import Roster
from desktop_app.sync.signing import head_claim

FORMAT = 1
ENDING = ".sol"
MAGIC = b"SO-ANTT segment\n"
LARGEST_FILE = 16 * 1024 * 1024
LARGEST_CONTENT = 64 * 1024 * 1024
NO_KEY = "No matching keys"
UNOPENED = (
    "không mở được bằng khóa của máy này: ghi trước khi máy này vào đơn vị, hoặc máy này không còn"
    " trong đơn vị, hoặc tệp bị hỏng"
)
LEVEL = 3
BLANK = "#"  # so begins what stands for an erased payload, its hash; JSON never does
NAME = re.compile(r"([0-9a-f]{16})-(\d{1,12})-(\d{1,12})-([0-9a-f]{8})\.sol")


class Refused(Exception):
    """A file that is not taken; the Vietnamese sentence says why, the file stays untouched."""


class NotForMe(Refused):
    """A whole file that was encrypted to other PCs only."""


@dataclass(frozen=True)
class Segment:
    """Authentic changes of one device; *previous* is the hash of the change before the first."""

    post: str
    head: SignedHead
    first: int
    previous: bytes
    changes: list[Change]


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
    """Return one change as it travels; its device and its hash follow from the chain."""
    content = BLANK + change.payload_hash.hex() if change.payload is None else change.payload
    return SEPARATOR.join(
        (
            str(change.seq), str(change.lamport), change.wall, change.officer, str(change.schema),
            change.register, change.record, change.parents, content,
        )
    ).encode()  # fmt: skip


def sealed(content: bytes, readers: Sequence[x25519.Recipient]) -> bytes:
    """Return *content* compressed and encrypted to the readers and to no one else."""
    packed = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True).compress(content)
    return bytes(age_encrypt(packed, list(readers)))


def unsealed(file: bytes, keys: DeviceKeys, largest: int = LARGEST_CONTENT) -> bytes:
    """Return what was encrypted to this device, of *largest* bytes at most. Raises Refused."""
    try:
        packed = age_decrypt(file, [keys.identity()])
    except DecryptError as error:
        raise (NotForMe if NO_KEY in str(error) else Refused)(UNOPENED) from None
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= largest:
            raise Refused("lớn hơn mức cho phép")
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=largest)
    except zstandard.ZstdError:
        raise Refused("nội dung bị hỏng") from None


@dataclass(frozen=True)
class Authentic:
    """A segment that its device vouches for, still unread: lines, and two hashes for each."""

    post: str
    head: SignedHead
    first: int
    previous: bytes
    lines: list[bytes]
    hashes: list[tuple[bytes, bytes]]

    def read(self) -> Segment:
        """Return the segment with its changes. Raises Refused when its device wrote nonsense."""
        changes = [
            _change(self.head.device, seq, line, hashes)
            for seq, line, hashes in zip(
                range(self.first, self.head.seq + 1), self.lines, self.hashes, strict=True
            )
        ]
        return Segment(self.post, self.head, self.first, self.previous, changes)


def opened(content: bytes, roster: Roster) -> Segment:
    """Return the authentic segment in *content*. Raises Refused; nothing of it is believed then."""
    return authentic(content, roster).read()


def authentic(content: bytes, roster: Roster) -> Authentic:
    """Return what a device of the post vouches for, of *content*. Raises Refused."""
    if not content.startswith(MAGIC):
        raise Refused("không phải tệp đồng bộ")
    told = content.find(b"\n", len(MAGIC))
    about = _about(content[len(MAGIC) : max(told, 0)])
    head, first, previous = _head(about), about["first"], bytes.fromhex(about["previous"])
    _refuse_strangers(about, head, roster)
    lines = _lines(content, told + 1, head.seq - first + 1)
    if first == 1 and previous != START:
        raise Refused("chuỗi thay đổi không khớp")
    hashes = _hashed(head.device, previous, lines)
    if hashes[-1][1] != head.hash:
        raise Refused("chuỗi thay đổi không khớp chữ ký")
    return Authentic(roster.post, head, first, previous, lines, hashes)


def _lines(content: bytes, start: int, wanted: int) -> list[bytes]:
    """Split what is to hold so many changes; it is counted first, for it may be anything."""
    if content.count(b"\n", start) != wanted - 1:
        raise Refused("thiếu hoặc thừa thay đổi")
    return content.split(b"\n")[-wanted:]


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


def _hashed(device: str, previous: bytes, lines: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Return for each line the hash of its content and its link in the chain (see ``linked``)."""
    separator, blank, author = SEPARATOR.encode(), ord(BLANK), (device + SEPARATOR).encode()
    hashes, joined_up = [], b"".join
    for line in lines:
        at = line.rfind(separator) + 1
        content = line[at:]
        blanked = content and content[0] == blank
        content_hash = _blanked(content) if blanked else sha256(content).digest()
        previous = sha256(joined_up((previous, author, line[:at], content_hash))).digest()
        hashes.append((content_hash, previous))
    return hashes


def _blanked(content: bytes) -> bytes:
    try:
        return bytes.fromhex(content[len(BLANK) :].decode())
    except ValueError:
        raise Refused("nội dung bị hỏng") from None


def _change(device: str, seq: int, line: bytes, hashes: tuple[bytes, bytes]) -> Change:
    try:
        number, clock, wall, officer, form, register, record, parents, content = (
            line.decode().split(SEPARATOR)
        )
        lamport, schema = int(clock), int(form)
    except ValueError:
        raise Refused("nội dung bị hỏng") from None
    if (number, clock, form) != (str(seq), str(lamport), str(schema)):
        raise Refused("nội dung bị hỏng")
    payload = None if content.startswith(BLANK) else content
    if payload is None and content != BLANK + hashes[0].hex():
        raise Refused("nội dung bị hỏng")
    header = (device, seq, lamport, wall, officer, schema, register, record, parents)
    return Change(*header, payload, *hashes)
