"""Whatever is wrong with a file on a stick: nothing is believed, the book stays as it was."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.sync import segment
from desktop_app.sync.keys import new_keys
from desktop_app.sync.myself import myself
from desktop_app.sync.segment import Refused
from tests.furnishing import add_person
from tests.sync.laden import content, refused, segment_file
from tests.sync.post import Pcs


def test_each_flipped_byte_and_each_truncation_of_a_sealed_file_is_refused(laden: Pcs) -> None:
    whole = segment_file(laden).read_bytes()
    keys = myself(laden.desks[1].book).keys
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << (place % 8)
        with pytest.raises(Refused):
            segment.unsealed(bytes(broken), keys)
        with pytest.raises(Refused):
            segment.unsealed(whole[:place], keys)


def test_each_flipped_byte_inside_a_segment_is_refused_too(laden: Pcs) -> None:
    """As if someone who may read wrote: the signature and the chain stand alone."""
    me, whole = content(laden)
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << (place % 8)
        with pytest.raises(Refused):
            segment.opened(bytes(broken), me.roster)
        with pytest.raises(Refused):
            segment.opened(whole[:place], me.roster)


def swapped_lines(whole: bytes) -> bytes:
    head, about, *lines = whole.split(b"\n")
    return b"\n".join([head, about, *lines, lines[0]])


def test_repeated_and_foreign_content_is_refused(laden: Pcs) -> None:
    me, whole = content(laden)
    with pytest.raises(Refused, match="thiếu hoặc thừa"):
        segment.opened(swapped_lines(whole), me.roster)
    with pytest.raises(Refused, match="đơn vị khác"):
        segment.opened(whole, replace(me.roster, post="0" * 32))
    strangers = {id: one for id, one in me.roster.devices.items() if id == me.device}
    with pytest.raises(Refused, match="chưa được duyệt"):
        segment.opened(whole, replace(me.roster, devices=strangers))
    with pytest.raises(Refused, match="mới hơn"):
        segment.opened(whole.replace(b'"format":1', b'"format":2'), me.roster)


def test_a_stick_full_of_traps_changes_nothing_and_every_refusal_is_told(laden: Pcs) -> None:
    second = laden.desks[1]
    file = segment_file(laden)
    home, good, name = file.parent, file.read_bytes(), file.name
    me = myself(second.book)
    file.write_bytes(b"\0" * 1_000_000)
    assert refused(second, laden) == [segment.UNOPENED]
    huge = segment.sealed(b"0" * (segment.LARGEST_CONTENT + 1), me.roster.recipients())
    file.write_bytes(huge)
    assert refused(second, laden) == ["lớn hơn mức cho phép"]
    file.write_bytes(segment.sealed(b"nothing of ours", me.roster.recipients()))
    assert refused(second, laden) == ["không phải tệp đồng bộ"]
    file.write_bytes(segment.sealed(b"x", [new_keys().public.recipient()]))
    assert refused(second, laden) == [segment.UNOPENED]
    file.unlink()
    aside = laden.at / "thật.sol"
    aside.write_bytes(good)
    file.symlink_to(aside)
    assert refused(second, laden) == ["không phải tệp thường hoặc lớn hơn mức cho phép"]
    file.unlink()
    os.mkfifo(file)
    assert refused(second, laden) == ["không phải tệp thường hoặc lớn hơn mức cho phép"]
    file.unlink()
    renamed = home / name.replace("-2-", "-1-")
    renamed.write_bytes(good)
    assert refused(second, laden) == ["tên tệp không đúng với nội dung"]
    renamed.unlink()
    for stranger in ("autorun.inf", "DONGBO.lnk", "so.antt", "..sol", f"{name}.exe", "x.sol.tam"):
        (home / stranger).write_bytes(good)
    assert refused(second, laden) == []
    file.write_bytes(good)
    assert second.sync(laden.stick).new == 1


def test_random_flips_of_a_large_delivery_are_refused(laden: Pcs) -> None:
    for number in range(60):
        add_person(laden.desks[0], f"Hồ Thị {'Ẩn' * (number % 7 + 1)}", note="dài " * 300)
    laden.carry(0)
    whole = max(laden.stick.rglob("*.sol"), key=lambda file: file.stat().st_size).read_bytes()
    keys = myself(laden.desks[1].book).keys
    dice = random.Random(5)
    for _ in range(400):
        broken = bytearray(whole)
        broken[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        with pytest.raises(Refused):
            segment.unsealed(bytes(broken), keys)


def test_a_card_of_a_stranger_or_meddled_with_is_refused(laden: Pcs) -> None:
    first, second = laden.desks[0], laden.desks[1]
    me = myself(second.book)
    file = next(laden.stick.rglob(f"{first.book.head.device}.card"))
    content = segment.unsealed(file.read_bytes(), me.keys)
    file.write_bytes(segment.sealed(content.replace(b"a", b"b", 1), me.roster.recipients()))
    assert any("chữ ký" in why or "hỏng" in why for why in second_refusals(laden))


def second_refusals(pcs: Pcs) -> Iterator[str]:
    yield from (why for _, why in pcs.desks[1].sync(pcs.stick).refused)
