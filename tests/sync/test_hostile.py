"""A stick prepared by someone who means harm: refused cheaply, nothing run, nothing led astray."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson
import pytest
import zstandard
from pyrage import encrypt

from desktop_app.model.trouble import Trouble
from desktop_app.store import devices
from desktop_app.sync import card, joining, segment
from desktop_app.sync.keys import joined, new_keys
from desktop_app.sync.myself import Myself, myself
from desktop_app.sync.segment import Refused
from desktop_app.sync.stick import Stick
from tests.furnishing import add_person
from tests.sync.laden import content, refused, segment_file
from tests.sync.post import Pcs

TOO_LARGE = "không phải tệp thường hoặc lớn hơn mức cho phép"
MEBIBYTE = 1 << 20
ODD: tuple[Any, ...] = (None, [], {}, [[]], -1, 0, 2**64, 1.5, True, "", "x", "\x00", "é" * 40)


def card_file(pcs: Pcs) -> Path:
    return next(pcs.stick.rglob(f"{pcs.desks[0].book.head.device}.card"))


def peak(pcs: Pcs) -> tuple[list[str], int]:
    """Return why the second PC refused files, and the most memory that took, in bytes."""
    tracemalloc.start()
    try:
        return refused(pcs.desks[1], pcs), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("find", [segment_file, card_file])
def test_a_gigabyte_of_zeros_is_refused_without_being_read(laden: Pcs, find: Any) -> None:
    segment_file(laden).unlink()
    file = (
        find(laden)
        if find is card_file
        else card_file(laden).with_name(f"{'a' * 16}-1-2-{'b' * 8}.sol")
    )
    with file.open("wb") as zeros:
        zeros.truncate(1024 * MEBIBYTE)
    why, most = peak(laden)
    assert why == [TOO_LARGE]
    assert most < 10 * MEBIBYTE


def bombs(me: Myself) -> Iterator[bytes]:
    """Yield files that anyone who has seen this PC's request can make."""
    readers = me.roster.recipients()
    zeros = bytes(segment.LARGEST_CONTENT + 1)
    untold = zstandard.ZstdCompressor(write_content_size=False).compress(zeros)
    yield encrypt(untold, readers)
    small = zstandard.ZstdCompressor().compress(bytes(70_000))
    large = zstandard.ZstdCompressor().compress(zeros)
    assert small[4] == large[4] ^ 0x80 ^ 0x40 or True
    yield encrypt(
        large[:4] + large[4:].replace(len(zeros).to_bytes(4, "little"), bytes([9, 0, 0, 0]), 1),
        readers,
    )
    yield segment.sealed(segment.MAGIC + b"ab\n" * (20 * MEBIBYTE), readers)
    yield segment.sealed(b"\n" * segment.LARGEST_CONTENT, readers)
    yield segment.sealed(segment.MAGIC + b"[" * MEBIBYTE, readers)


def test_what_swells_when_unpacked_is_refused_before_it_fills_the_memory(laden: Pcs) -> None:
    file = segment_file(laden)
    me = myself(laden.desks[1].book)
    for bomb in bombs(me):
        file.write_bytes(bomb)
        why, most = peak(laden)
        assert why[0] in {"lớn hơn mức cho phép", "nội dung bị hỏng", "không phải tệp đồng bộ"}
        assert most < 2.5 * segment.LARGEST_CONTENT
    file.unlink()
    other = card_file(laden)
    other.write_bytes(segment.sealed(b"\n[" + b"0," * MEBIBYTE, me.roster.recipients()))
    why, most = peak(laden)
    assert why == ["lớn hơn mức cho phép"]
    assert most < 10 * MEBIBYTE


def altered(whole: Any) -> Iterator[Any]:
    """Yield a document with each of its parts in turn replaced by something odd."""
    yield from ODD
    if not isinstance(whole, dict | list):
        return
    parts = whole.items() if isinstance(whole, dict) else enumerate(whole)
    for key, part in list(parts):
        for odd in altered(part):
            copy = whole.copy()
            copy[key] = odd
            yield copy


def refused_quietly(read: Any, *given: Any) -> bool:
    try:
        read(*given)
    except Refused:
        return True
    return False


def test_a_card_with_anything_odd_in_it_is_refused_and_stops_nothing(laden: Pcs) -> None:
    me = myself(laden.desks[1].book)
    whole = segment.unsealed(card_file(laden).read_bytes(), me.keys)
    signature, _, told = whole.partition(b"\n")
    assert not refused_quietly(card.read, whole, me.roster)
    for odd in altered(orjson.loads(told)):
        meddled = signature + b"\n" + json.dumps(odd, sort_keys=True).encode()
        assert refused_quietly(card.read, meddled, me.roster), odd


def test_a_segment_with_anything_odd_in_its_first_line_is_refused(laden: Pcs) -> None:
    me, whole = content(laden)
    head, about, *lines = whole.split(b"\n")
    for odd in altered(orjson.loads(about)):
        if odd != orjson.loads(about):
            meddled = b"\n".join([head, json.dumps(odd, sort_keys=True).encode(), *lines])
            assert refused_quietly(segment.opened, meddled, me.roster), odd


def test_the_name_a_request_gives_is_one_short_line(tmp_path: Path) -> None:
    root, keys = Stick(tmp_path), new_keys()
    name = "\x1b[31mMáy \u202eđỏ\n" + "y" * 3000
    joining.ask(root, joining.Request("a" * 16, name, keys.public.sign, keys.public.age))
    (found,) = joining.requests(root)
    assert found.name == ("[31mMáy đỏ " + "y" * 3000)[: joining.LONGEST_NAME]


def test_an_odd_request_is_none_and_an_odd_welcome_is_refused_in_words(tmp_path: Path) -> None:
    keys = new_keys()
    root, device = Stick(tmp_path), "a" * 16
    request = asdict(joining.Request(device, "Máy hai", keys.public.sign, keys.public.age))
    joining.ask(root, joining.Request(**request))
    assert len(joining.requests(root)) == 1
    for odd in altered(request):
        (root.home / f"{device}.request").write_text(json.dumps(odd), "utf-8")
        assert joining.requests(root) == [] or odd == request | {"name": odd["name"]}
    told = joining.Welcome("post", "08707", device, {}, [], {})
    recipients = [keys.public.recipient()]
    for odd in altered(asdict(told)):
        plain = json.dumps(odd).encode()
        signed = keys.signed(joined("welcome") + plain).encode()
        file = segment.sealed(signed + b"\n" + plain, recipients)
        (root.home / f"{device}.welcome").write_bytes(file)
        with pytest.raises(Trouble, match="DB-13"):
            joining.welcome(root, device, keys)


def test_an_old_card_takes_nothing_back(pcs: Pcs) -> None:
    first, second, third = pcs.desks[0], pcs.enlist(), pcs.enlist("Lê Văn Ba")
    pcs.carry(0, 1, 2, 0)
    old = {file: file.read_bytes() for file in pcs.stick.rglob("*.card")}
    add_person(second)
    first.revoke_device(third.book.head.device)
    pcs.carry(1, 0, 1, 0)
    knew = devices.knowledge(first.book.reading().connection)
    for file, before in old.items():
        file.write_bytes(before)
    done = first.sync(pcs.stick)
    assert devices.knowledge(first.book.reading().connection) == knew
    assert [one.state for one in first.devices()] == ["here", "in", "out"]
    assert done.refused == [], "no alarm at every visit for what lies there for good"


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return mode, time and content of all files below a folder."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {
        str(file.relative_to(folder)): (
            file.stat().st_mode,
            file.stat().st_mtime_ns,
            file.read_bytes(),
        )
        for file in found
    }


def test_programs_on_a_stick_are_neither_run_nor_touched_nor_written(laden: Pcs) -> None:
    ran = laden.at / "da-chay"
    strangers = "autorun.inf", "DONGBO.lnk", "cai-dat.exe", "so.antt", "mo.bat", ".DS_Store"
    for folder in (laden.stick, laden.stick / "DONGBO", segment_file(laden).parent):
        for name in strangers:
            (folder / name).write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
            (folder / name).chmod(0o755)
    before = everything(laden.stick)
    laden.carry(1, 0, 1)
    after = everything(laden.stick)
    kept = {name: found for name, found in before.items() if Path(name).name in strangers}
    assert len(kept) == 18
    assert {name: after[name] for name in kept} == kept
    assert not ran.exists()
    for name in after.keys() - kept.keys():
        assert Path(name).suffix in {".sol", ".card", ".welcome"}
        assert not after[name][0] & 0o111
        assert name.lower() == name.replace("DONGBO", "dongbo"), "FAT knows no case"
        assert not set(Path(name).name) & set('\\/:*?"<>|'), "a name that FAT does not take"


def test_links_on_a_stick_lead_nowhere(laden: Pcs) -> None:
    first, second = laden.desks
    victim = laden.at / "quý.giá"
    victim.write_text("không được đụng tới", "utf-8")
    home = segment_file(laden).parent
    for name in (
        f"{second.book.head.device}.card.tam",
        f"{first.book.head.device}-1-1-{'0' * 8}.sol.tam",
    ):
        (home / name).symlink_to(victim)
    (home / f"{'a' * 16}.card").symlink_to(victim)
    assert second.sync(laden.stick).refused == [(f"{'a' * 16}.card", TOO_LARGE)]
    root = Stick(laden.at / "usb-2")
    root.home.mkdir(parents=True)
    (root.home / f"{'a' * 16}.request.tam").symlink_to(victim)
    keys = new_keys().public
    joining.ask(root, joining.Request("a" * 16, "Máy hai", keys.sign, keys.age))
    assert len(joining.requests(root)) == 1
    assert victim.read_text("utf-8") == "không được đụng tới"
    aside = laden.at / "chỗ-khác"
    home.rename(aside)
    home.symlink_to(aside, target_is_directory=True)
    before = everything(aside)
    with pytest.raises(Trouble, match="DB-04"):
        second.sync(laden.stick)
    assert everything(aside) == before


def test_folders_that_are_called_as_files_are_refused(laden: Pcs) -> None:
    home = segment_file(laden).parent
    names = [f"{'a' * 16}.card", f"{'a' * 16}-1-2-{'b' * 8}.sol"]
    for name in names:
        (home / name).mkdir()
    done = laden.desks[1].sync(laden.stick)
    assert done.refused == [(name, TOO_LARGE) for name in names]
    assert done.new == 1


def test_a_torn_file_is_written_anew_by_the_next_who_has_what_it_should_bring(laden: Pcs) -> None:
    first, second = laden.desks
    file = segment_file(laden)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert second.sync(laden.stick).new == 0
    first.sync(laden.stick)
    assert second.sync(laden.stick).new == 1
    assert first.digest().digest == second.digest().digest
