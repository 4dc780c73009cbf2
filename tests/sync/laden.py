"""A stick that brings one PC of a post what another wrote: where things lie, what it takes."""

from __future__ import annotations

from pathlib import Path

from desktop_app.desk.desk import Desk
from desktop_app.store import merging
from desktop_app.store.change import START
from desktop_app.sync import segment, signing
from desktop_app.sync.myself import Myself, myself
from desktop_app.sync.segment import Segment
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


def stretch(pcs: Pcs, desk: Desk, first: int, last: int) -> Path:
    """Write a PC's own changes from one number to another onto the stick, as one signed file."""
    me, connection = myself(desk.book), desk.book.reading().connection
    previous = [one.hash for one in merging.changes_between(connection, me.device, 0, first - 1)]
    changes = list(merging.changes_between(connection, me.device, first - 1, last))
    head = signing.signed_head(me.post, me.device, last, changes[-1].hash, me.keys)
    whole = Segment(me.post, head, first, [START, *previous][-1], changes)
    name = segment.name_of(head, first, [one.device for one in me.roster.readers()])
    file = next(pcs.stick.rglob("*.card")).with_name(name)
    file.write_bytes(segment.sealed(segment.content_of(whole), me.roster.recipients()))
    return file
