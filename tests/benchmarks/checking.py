"""The full check of the book, beside a plain loop over the ledger with two hashes a change."""

from hashlib import sha256
from time import perf_counter

from desktop_app.store.ledger import COLUMNS
from tests.benchmarks.filling import Ground
from tests.benchmarks.measure import Figure, forget_peak, peak, rate

LEAST = 150_000


def checking(on: Ground) -> list[Figure]:
    """Check everything once: pages, chains, tables, lists."""
    forget_peak()
    started = perf_counter()
    answer = on.desk.check(full=True)
    ours = perf_counter() - started
    memory = peak()
    started = perf_counter()
    changes = _plain_loop(on)
    floor = perf_counter() - started
    holds = answer.ok and changes / ours >= LEAST
    work = f"check --full of {changes:,} changes" + ("" if answer.ok else " (NOT WHOLE)")
    target = f">= {LEAST:,}/s"
    return [
        Figure(work, rate(changes, ours), rate(changes, floor), ours / floor, target, holds),
        Figure("peak memory while checking", memory),
    ]


def _plain_loop(on: Ground) -> int:
    count, previous = 0, b""
    rows = on.desk.reading().connection.execute(f"SELECT {COLUMNS} FROM change ORDER BY n")
    for row in rows:
        payload = sha256(row[9].encode()).digest()
        previous = sha256(previous + "\x1f".join(map(str, row[:9])).encode() + payload).digest()
        count += 1
    return count
