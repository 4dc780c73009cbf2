"""Files that changes name, on the stick: each its own sealed file, called by its content's hash.

Nothing vouches for such a file but its hash, which a signed change names. It is written once, for
whoever lacks it by his card, and leaves the stick when no PC does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from desktop_app.model.kinds import dotted
from desktop_app.store import attachments, devices
from desktop_app.store.book import Book
from desktop_app.sync import segment
from desktop_app.sync.keys import joined
from desktop_app.sync.myself import Myself
from desktop_app.sync.segment import Refused
from desktop_app.sync.stick import Stick

ENDING = ".att"
NAME = re.compile(r"([0-9a-f]{64})-([0-9a-f]{8})\.att")
MAGIC = b"SO-ANTT attached file\n"
LARGEST_FILE = segment.LARGEST_CONTENT


def name_of(hashed: str, readers: Iterable[str]) -> str:
    """Return the name of a file that is encrypted to these devices."""
    mark = sha256(joined("attached", hashed, *sorted(readers))).hexdigest()[:8]
    return f"{hashed}-{mark}{ENDING}"


def take(book: Book, me: Myself, stick: Stick) -> tuple[list[str], list[tuple[str, str]]]:
    """Take the files that are missing here, each by itself.

    Return in words what goes on missing, and the files refused with the reason.
    """
    missing = attachments.missing(book.reading().connection)
    refused: list[tuple[str, str, str]] = []
    for name, hashed in _on(stick):
        if hashed in missing:
            try:
                _keep(book, hashed, _content(me, stick, name))
            except Refused as why:
                refused.append((hashed, name, str(why)))
            else:
                missing.discard(hashed)
    told = f"Chờ USB mang {dotted(len(missing))} tệp đính kèm còn thiếu"
    waiting = [told] if missing else []
    return waiting, [(name, why) for hashed, name, why in refused if hashed in missing]


def give(book: Book, me: Myself, stick: Stick) -> int:
    """Write the files that another PC lacks, and clear those nobody lacks; return how many."""
    connection = book.reading().connection
    readers = [one.device for one in me.roster.readers()]
    asked = set().union(*devices.lacks(connection).values())
    wanted = _lacked(book, me)
    there = dict(_on(stick))
    written = 0
    for hashed in sorted(wanted):
        content = attachments.content(connection, hashed)
        name = name_of(hashed, readers)
        # Who asks for it by his card has found none, or a damaged one, even if one lies there.
        if content is not None and (name not in there or hashed in asked):
            stick.write(name, segment.sealed(MAGIC + content, me.roster.recipients()))
            _clear(stick, [old for old, of in there.items() if of == hashed and old != name])
            written += 1
    done = attachments.named(connection).keys() - wanted - attachments.missing(connection)
    _clear(stick, [name for name, hashed in there.items() if hashed in done])
    return written


def clear_unnamed(book: Book, stick: Stick) -> None:
    """Clear the files that no change names: for a PC that knows all that the stick brings."""
    known = attachments.named(book.reading().connection)
    _clear(stick, [name for name, hashed in _on(stick) if hashed not in known])


def _lacked(book: Book, me: Myself) -> set[str]:
    """Return the files that a PC lacks: its card says so, or it knows no change that names them."""
    connection = book.reading().connection
    knows, lacks = devices.knowledge(connection), devices.lacks(connection)
    return {
        hashed
        for hashed, naming in attachments.named(connection).items()
        for other in me.others
        if hashed in lacks.get(other.device, ())
        or not any(seq <= knows.get(other.device, {}).get(device, 0) for device, seq in naming)
    }


def _on(stick: Stick) -> Iterator[tuple[str, str]]:
    for name in list(stick.names(NAME)):
        yield name, name.partition("-")[0]


def _content(me: Myself, stick: Stick, name: str) -> bytes:
    file = stick.read(name, LARGEST_FILE)
    if file is None:
        raise Refused("không phải tệp thường hoặc lớn hơn mức cho phép")
    content = segment.unsealed(file, me.keys)
    if not content.startswith(MAGIC):
        raise Refused("không phải tệp đính kèm")
    return content.removeprefix(MAGIC)


def _keep(book: Book, hashed: str, content: bytes) -> None:
    try:
        with book.transaction() as into:
            attachments.keep(into.connection, hashed, content)
    except attachments.Unlike:
        raise Refused("nội dung không đúng với mã băm") from None


def _clear(stick: Stick, names: Iterable[str]) -> None:
    for name in names:
        stick.remove(name)
