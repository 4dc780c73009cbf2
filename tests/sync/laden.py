"""A stick that brings one PC of a post what another wrote: where things lie, what it takes."""

from __future__ import annotations

from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.sync import segment
from desktop_app.sync.myself import Myself, myself
from tests.sync.post import Pcs


def segment_file(pcs: Pcs) -> Path:
    return next(pcs.stick.rglob(f"{pcs.desks[0].book.head.device}-*.sol"))


def refused(desk: Desk, pcs: Pcs) -> list[str]:
    """Return why files were refused; the book must be as it was before."""
    before = desk.digest()
    done = desk.sync(pcs.stick)
    assert desk.digest() == before
    assert done.received == 0
    return [why for _, why in done.refused]


def content(pcs: Pcs) -> tuple[Myself, bytes]:
    me = myself(pcs.desks[1].book)
    return me, segment.unsealed(segment_file(pcs).read_bytes(), me.keys)
