"""Stop-watch, peak memory and the table of figures."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

STATUS, REFERENCES = Path("/proc/self/status"), Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Figure:
    """One line of the report; *holds* is None where no target was set."""

    work: str
    ours: str
    floor: str = ""
    ratio: float | None = None
    target: str = ""
    holds: bool | None = None


class Watch:
    """Sums the seconds of what is done under it, and those of the processor alone."""

    def __init__(self) -> None:
        self.laps: list[float] = []
        self.busy = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Time one lap."""
        started, busy = perf_counter(), process_time()
        yield
        self.laps.append(perf_counter() - started)
        self.busy += process_time() - busy

    @property
    def seconds(self) -> float:
        """Return the sum of all laps."""
        return sum(self.laps)

    def p95(self) -> float:
        """Return the lap that 95 of 100 do not exceed."""
        return percentile(self.laps, 0.95)


def percentile(laps: Sequence[float], share: float) -> float:
    """Return the smallest lap that at least *share* of all laps do not exceed."""
    ordered = sorted(laps)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def repeated(work: Callable[[], object], times: int) -> Watch:
    """Time *work* again and again."""
    watch = Watch()
    for _ in range(times):
        with watch.running():
            work()
    return watch


def ms(seconds: float) -> str:
    """Return a span as milliseconds.

    >>> ms(0.00123)
    '1.23 ms'
    """
    return f"{seconds * 1000:.3g} ms"


def rate(count: int, seconds: float) -> str:
    """Return how many a second.

    >>> rate(300_000, 2)
    '150,000/s'
    """
    return f"{count / seconds:,.0f}/s"


def forget_peak() -> None:
    """Let the peak memory be counted anew from here (Linux)."""
    if REFERENCES.exists():
        REFERENCES.write_text("5")


def peak() -> str:
    """Return the peak resident memory since ``forget_peak``; nothing where it is unknown."""
    return f"{peak_mb()} MB" if STATUS.exists() else ""


def peak_mb() -> int:
    """Return the same as a number; 0 where it is unknown."""
    if not STATUS.exists():
        return 0
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a plain table."""
    answers = {None: "", True: "ok", False: "no"}
    lines = [("work", "ours", "floor", "ratio", "target", "")]
    lines += [
        (
            each.work,
            each.ours,
            each.floor,
            "" if each.ratio is None else f"{each.ratio:.2f}",
            each.target,
            answers[each.holds],
        )
        for each in figures
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
