"""What a PC vouches for: the head of its own chain, and heads on the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.store import devices, merging
from desktop_app.store.devices import SignedHead
from desktop_app.store.driver import Connection
from desktop_app.sync.keys import DeviceKeys, joined

if TYPE_CHECKING:
    from desktop_app.sync.myself import Myself


USUAL_CONTENT = 8 * 1024 * 1024  # bytes of the changes up to which a segment grows


def head_claim(post: str, device: str, seq: int, hashed: bytes) -> bytes:
    """Return what a device signs to vouch for its chain up to a number."""
    return joined("head", post, device, seq, hashed.hex())


def signed_head(post: str, device: str, seq: int, hashed: bytes, keys: DeviceKeys) -> SignedHead:
    """Return this device's signed head."""
    return SignedHead(device, seq, hashed, keys.signed(head_claim(post, device, seq, hashed)))


def new_heads(connection: Connection, me: Myself, after: int, upto: int) -> list[SignedHead]:
    """Return what is still to be signed of this PC's chain beyond *after* and up to *upto*.

    Heads on the way are signed too, so that no segment grows too large.
    """
    signed = {one.seq for one in devices.signed_heads(connection, me.device, after, upto)}
    size, heads = 0, []
    for change in merging.changes_between(connection, me.device, max([after, *signed]), upto):
        size += len(change.payload or "") + len(change.parents) + 200
        if size >= USUAL_CONTENT or change.seq == upto:
            heads.append(signed_head(me.post, me.device, change.seq, change.hash, me.keys))
            size = 0
    return heads
