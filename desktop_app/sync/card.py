"""A device's card: what it has of each chain, which files and PCs, what its book amounts to.

Signed by the device and encrypted to the post, so that the next PC writes only what is lacking.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from desktop_app.store.devices import Certificate
from desktop_app.sync.keys import DeviceKeys, PublicKeys, joined
from desktop_app.sync.roster import Roster, admitted, certificates
from desktop_app.sync.segment import Refused

FORMAT = 1
ENDING = ".card"
LARGEST = 1_000_000  # a hundred PCs and their chains take a tenth of it


@dataclass(frozen=True)
class Card:
    """What a device says of itself; *digest* and *records* are its book's after the last sync.

    *lacks* are the files, by hash, that changes it knows name and that it has not got.
    """

    post: str
    device: str
    knows: dict[str, int]
    roster: list[Certificate] = field(default_factory=list)
    digest: str = ""
    records: int = 0
    wall: str = ""
    lacks: list[str] = field(default_factory=list)


def written(card: Card, keys: DeviceKeys) -> bytes:
    """Return a card as it is encrypted."""
    content = orjson.dumps({"format": FORMAT, **asdict(card)}, option=orjson.OPT_SORT_KEYS)
    return keys.signed(_claim(content)).encode() + b"\n" + content


def read(content: bytes, roster: Roster) -> tuple[Card, Roster]:
    """Return an authentic card, and the roster with the devices it brings. Raises Refused."""
    signature, _, told = content.partition(b"\n")
    card = _card(told)
    if card.post != roster.post:
        raise Refused("của đơn vị khác")
    grown = admitted(roster, card.roster)
    public: PublicKeys | None = grown.public(card.device)
    if public is None:
        raise Refused("của máy chưa được duyệt vào đơn vị")
    if not public.vouches(_claim(told), signature.decode("ascii", "replace")):
        raise Refused("chữ ký của máy ghi không đúng")
    if grown.devices[card.device].revoked is not None:
        raise Refused("của máy đã bị loại khỏi đơn vị")
    return card, grown


def _card(told: bytes) -> Card:
    try:
        loaded: dict[str, Any] = orjson.loads(told)
        if loaded.pop("format") > FORMAT:
            raise Refused("do phần mềm mới hơn ghi; hãy cập nhật phần mềm trên máy này")
        card = Card(roster=certificates(loaded.pop("roster")), **loaded)
        sound = all(type(seq) is int and seq >= 0 for seq in card.knows.values())
        texts = (card.post, card.device, card.digest, card.wall, *card.knows, *card.lacks)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refused("nội dung bị hỏng") from None
    if not sound or not all(isinstance(text, str) for text in texts):
        raise Refused("nội dung bị hỏng")
    return card


def _claim(content: bytes) -> bytes:
    return joined("card") + content
