"""Run the benchmark: python -m tests.benchmarks [--records N] [--only NAME]."""

import argparse
import shutil
import tempfile
from pathlib import Path

from tests.benchmarks.carrying import carrying
from tests.benchmarks.checking import checking
from tests.benchmarks.filling import ground
from tests.benchmarks.finding import finding, paging
from tests.benchmarks.measure import table
from tests.benchmarks.merging import merging
from tests.benchmarks.paper import paper
from tests.benchmarks.saving import saving
from tests.benchmarks.window import window

PARTS = {
    "finding": finding,
    "paging": paging,
    "checking": checking,
    "saving": saving,
    "merging": merging,
    "carrying": carrying,
    "paper": paper,
    "window": window,
}


def main() -> None:
    """Fill a book, measure what was asked for, print the table."""
    asking = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asking.add_argument(
        "--records",
        type=int,
        default=100_000,
        help="size of the book (the promises are of 1000000)",
    )
    asking.add_argument("--only", choices=PARTS, action="append", help="measure only this")
    asked = asking.parse_args()
    place = Path(tempfile.mkdtemp(prefix="so-antt-bench-"))
    try:
        on, figures = ground(place, asked.records)
        print(table(figures), flush=True)
        for name in asked.only or PARTS:
            measured = PARTS[name](on)
            figures += measured
            print(table(measured), flush=True)
        on.close()
    finally:
        shutil.rmtree(place)
    print(f"\n{asked.records:,} records; every floor was taken in this run.\n")
    print(table(figures))


if __name__ == "__main__":
    main()
