"""This PC among the others: its name, keys and post, kept in the encrypted book."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass

from desktop_app.store import devices, merging
from desktop_app.store.book import Book, new_device
from desktop_app.store.devices import Certificate
from desktop_app.store.ledger import head_of
from desktop_app.sync.keys import DeviceKeys, new_keys
from desktop_app.sync.machine import fingerprint
from desktop_app.sync.roster import Roster, founding, post_of, vouched
from desktop_app.sync.signing import new_heads

KEYS, POST, MACHINE, CARRIED = "device_keys", "post", "machine", "carried"


@dataclass(frozen=True)
class Myself:
    """What this PC needs to give and to take."""

    device: str
    keys: DeviceKeys
    roster: Roster

    @property
    def post(self) -> str:
        """Return the name of the post."""
        return self.roster.post

    @property
    def others(self) -> list[Certificate]:
        """Return the post's other PCs that are in."""
        return [one for one in self.roster.readers() if one.device != self.device]


def myself(book: Book) -> Myself:
    """Return this PC as its book knows it."""
    keys = DeviceKeys(**book.document(KEYS))
    known = {one.device: one for one in devices.certificates(book.reading().connection)}
    return Myself(book.meta("device"), keys, Roster(book.meta(POST), known))


def found_post(book: Book) -> None:
    """Make this PC the first of a new post; inside a transaction."""
    keys, device = new_keys(), book.meta("device")
    book.set_meta(KEYS, json.dumps(asdict(keys)))
    book.set_meta(POST, post_of(keys.public))
    book.set_meta(MACHINE, fingerprint())
    devices.keep_certificates(book.writer.connection, [founding(device, pc_name(), keys)])


def renew(book: Book) -> str:
    """Give a restored or copied book an identity of its own; inside a transaction.

    The one it was vouches for the one it is, since it holds both keys, and for all it wrote: what
    no stick had carried away nobody could deliver otherwise. Return the new device.
    """
    before, keys, device = myself(book), new_keys(), new_device()
    connection = book.writer.connection
    known = {each: chain.seq for each, chain in merging.known(connection).items()}
    written = known.get(before.device, 0)
    devices.keep_heads(connection, new_heads(connection, before, 0, written))
    # It has all that is here, and will never say so by a card that this one can read.
    devices.keep_knowledge(connection, before.device, known)
    name = before.roster.free_name(pc_name())
    mine = vouched(before.post, device, name, keys.public, before.device, before.keys)
    book.set_meta("device", device)
    book.set_meta(KEYS, json.dumps(asdict(keys)))
    book.set_meta(MACHINE, fingerprint())
    book.set_meta(CARRIED, "0")
    devices.keep_certificates(connection, [mine])
    book.head = head_of(connection, device)
    return device


def woken_elsewhere(book: Book) -> bool:
    """Tell whether the book was on another PC when it was last written."""
    return book.meta(MACHINE) != fingerprint()


def pc_name() -> str:
    """Return what this PC is called in the office network settings."""
    return platform.node() or "Máy không tên"
