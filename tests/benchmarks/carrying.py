"""What goes onto a stick and comes off it: a small delivery given, a large file authenticated."""

from pathlib import Path
from time import perf_counter

from desktop_app.store import devices
from desktop_app.store import merging as engine
from desktop_app.store.change import START
from desktop_app.sync import courier, segment, signing
from desktop_app.sync.keys import new_keys
from desktop_app.sync.myself import myself
from desktop_app.sync.roster import vouched
from desktop_app.sync.segment import Segment
from desktop_app.sync.stick import Stick
from tests.benchmarks.filling import Ground
from tests.benchmarks.measure import Figure, ms, repeated

IN_FILE, LEAST_MB = 14_000, 250
DELTA, MOST_GIVING = 10, 0.05
OTHER = "bbbbbbbbbbbbbbbb"


def carrying(on: Ground) -> list[Figure]:
    """Authenticate a usual segment, then give the last few changes to a PC that has the rest."""
    return [_authenticating(on), _giving(on)]


def _authenticating(on: Ground) -> Figure:
    me, connection = myself(on.desk.book), on.desk.reading().connection
    changes = list(engine.changes_between(connection, me.device, 0, IN_FILE))
    head = signing.signed_head(me.post, me.device, changes[-1].seq, changes[-1].hash, me.keys)
    content = segment.content_of(Segment(me.post, head, 1, START, changes))
    file = segment.sealed(content, me.roster.recipients())
    watch = repeated(lambda: segment.authentic(segment.unsealed(file, me.keys), me.roster), 20)
    speed = len(content) / 1e6 / (watch.busy / len(watch.laps))
    return Figure(
        "authenticate, decrypt, unpack, by processor time",
        f"{speed:.0f} MB/s",
        target=f">= {LEAST_MB} MB/s",
        holds=speed >= LEAST_MB,
    )


def _giving(on: Ground) -> Figure:
    book = on.desk.book
    me, keys, end = myself(book), new_keys(), book.head.seq
    other = vouched(me.post, OTHER, "Máy hai", keys.public, me.device, me.keys)
    stick = Stick(Path(book.folder).parent / "stick")
    stick.folder.mkdir()
    courier.give(book, stick)  # so that the digest is kept
    with book.transaction() as into:
        devices.keep_certificates(into.connection, [other])
        devices.keep_knowledge(into.connection, OTHER, {me.device: end})
    asked = f"SELECT id FROM person ORDER BY n LIMIT {DELTA}"
    for (id,) in on.desk.reading().connection.execute(asked).fetchall():
        on.desk.edit("person", id, {"note": "Đã xem lại trước khi cắm USB"})
    started = perf_counter()
    courier.give(book, stick)
    seconds = perf_counter() - started
    return Figure(
        f"give {DELTA} changes, the writing of the files included",
        ms(seconds),
        target=f"<= {ms(MOST_GIVING)}",
        holds=seconds <= MOST_GIVING,
    )
