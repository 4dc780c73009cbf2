"""Large deliveries flipped, cut off, swapped and repeated: nothing of them is ever believed."""

from __future__ import annotations

import os
import random
from base64 import b85encode
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from time import process_time

import pytest

from desktop_app.sync import segment
from desktop_app.sync.keys import DeviceKeys
from desktop_app.sync.myself import myself
from desktop_app.sync.segment import Refused
from tests.sync.conftest import pcs
from tests.sync.laden import refused, stretch
from tests.sync.post import Pcs

__all__ = ["pcs"]

MEBIBYTE = 1 << 20
FLIPS = int(os.environ.get("SO_ANTT_SOAK_FLIPS", "10000"))
INNER_FLIPS = FLIPS // 10  # each hashes the whole chain anew
SWAPS = FLIPS // 20
SEGMENTS, EACH = 6, 8 * MEBIBYTE  # bytes of content in each: a delivery of about 50 MB
NOTE = 15_000  # bytes of noise in one record
CUT_EVERY = 4096
BLOCK = 64 * 1024  # bytes that age seals by themselves
VISITS = 5  # of each kind of damage, carried to a book


def noise(dice: random.Random, size: int) -> str:
    """Return text that cannot be packed well."""
    return b85encode(dice.randbytes(size * 4 // 5)).decode("ascii")


@pytest.fixture
def large(pcs: Pcs) -> list[Path]:
    """Lay a delivery of several large segments on the stick; return its files in their order."""
    first = pcs.desks[0]
    pcs.enlist()
    pcs.carry()
    pcs.carry()
    for file in pcs.stick.rglob("*.sol"):
        file.unlink()
    dice = random.Random(1)
    person = {"full_name": "Hồ Thị Ẩn", "sex": "Nữ", "birth_date": "1980-05-06"}
    files = []
    for _ in range(SEGMENTS):
        start = first.book.head.seq + 1
        many = [person | {"note": noise(dice, NOTE)} for _ in range(EACH // NOTE)]
        first.add_many("person", many)
        files.append(stretch(pcs, first, start, first.book.head.seq))
    return files


def flipped(whole: bytes, dice: random.Random) -> Iterator[bytes]:
    """Yield copies with one bit another."""
    while True:
        broken = bytearray(whole)
        broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        yield bytes(broken)


def cut_off(whole: bytes) -> Iterator[bytes]:
    """Yield what is left of a file when its end is missing."""
    return (whole[:end] for end in range(0, len(whole), CUT_EVERY))


def blocks_moved(whole: bytes, other: bytes, dice: random.Random) -> Iterator[bytes]:
    """Yield copies with two blocks swapped, one repeated, one left out, one of another file."""
    head = whole.index(b"\n--- ")
    start = whole.index(b"\n", head + 1) + 1 + 16  # after the nonce
    blocks = [whole[at : at + BLOCK + 16] for at in range(start, len(whole), BLOCK + 16)]
    while True:
        one, two = sorted(dice.sample(range(len(blocks) - 1), 2))
        swapped = blocks.copy()
        swapped[one], swapped[two] = blocks[two], blocks[one]
        repeated = [*blocks[: one + 1], *blocks[one:]]
        missing = [*blocks[:one], *blocks[one + 1 :]]
        for moved in (swapped, repeated, missing):
            yield whole[:start] + b"".join(moved)
        place = dice.randrange(min(len(whole), len(other)) - BLOCK)
        yield whole[:place] + other[place : place + BLOCK] + whole[place + BLOCK :]


def reasons(files: Iterable[bytes], keys: DeviceKeys) -> Counter[str]:
    """Count why files were refused; each must be."""
    told: Counter[str] = Counter()
    for file in files:
        with pytest.raises(Refused) as why:
            segment.unsealed(file, keys)
        told[str(why.value)] += 1
    return told


@pytest.mark.soak
def test_every_damage_to_a_large_delivery_is_refused_and_no_book_takes_a_row_of_it(
    pcs: Pcs, large: list[Path]
) -> None:
    second, dice = pcs.desks[1], random.Random(2)
    me = myself(second.book)
    wholes = [file.read_bytes() for file in large]
    first, keys = wholes[0], me.keys
    print("files:", [len(whole) for whole in wholes], "bytes")
    began = process_time()
    told = reasons(islice(flipped(first, dice), FLIPS), keys)
    print(f"{FLIPS} flips, {(process_time() - began) / FLIPS * 1000:.1f} ms each:", dict(told))
    assert told.total() == FLIPS
    cuts = Counter[str]()
    for whole in wholes:
        cuts += reasons(cut_off(whole), keys)
    print(f"{cuts.total()} truncations:", dict(cuts))
    assert cuts.total() >= sum(len(whole) // CUT_EVERY for whole in wholes)
    moved = reasons(islice(blocks_moved(first, wholes[1], dice), SWAPS), keys)
    print(f"{SWAPS} of blocks swapped, repeated, missing, foreign:", dict(moved))
    inner = segment.unsealed(first, keys)
    for broken in islice(flipped(inner, dice), INNER_FLIPS):
        with pytest.raises(Refused):
            segment.opened(broken, me.roster)
    print(f"{INNER_FLIPS} flips inside, past age: all refused")
    damages = flipped(first, dice), cut_off(first), blocks_moved(first, wholes[1], dice)
    for damaged in damages:
        for broken in islice(damaged, VISITS):
            large[0].write_bytes(broken)
            assert len(refused(second, pcs)) == 1, "the book is as it was, all that follows waits"
    large[0].write_bytes(first)
    assert second.sync(pcs.stick).refused == []
    assert second.digest().digest == pcs.desks[0].digest().digest
