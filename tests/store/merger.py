"""A process of its own that merges delivery after delivery until it is killed.

Run as ``python -m tests.store.merger <giver's folder> <taker's folder>``; prints ``open``, then
for each delivery ``merge`` and, when it is done, how far it knows the giver.
"""

import sys
from pathlib import Path

from desktop_app.store import merging
from tests.store.replicas import opened
from tests.store.saver import say

DELIVERY = 400


def main(giver: Path, taker: Path) -> None:
    """Merge all that the giver has, a delivery at a time."""
    source, into = opened(giver), opened(taker)
    device, end = source.device, source.book.head.seq
    say("open")
    while (known := into.known().get(device, 0)) < end:
        changes = source.changes({device: known + DELIVERY}, {device: known})
        say("merge")
        with into.book.transaction() as reading:
            merging.merge(into.book, reading, changes)
        say(str(into.known()[device]))
    say("end")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
