"""Runs the self-test: ``python -m desktop_app --self-test [--json] [--picture FILE.png]``.

The updater runs a new version's before it switches to it: exit code 0 says that every step is
well, 1 that one is not. It works in a temporary folder of its own, from whatever folder it is
called, and never looks for a book of this PC.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.cli.output import remark, say, speak_utf8
from desktop_app.model.release import release
from desktop_app.selftest.options import understood
from desktop_app.selftest.report import FAILED, OK, SKIPPED, Outcome, document, verdict

if TYPE_CHECKING:
    import argparse

    from desktop_app.selftest.steps import Trial

LOADING = "nap", "Nạp các phần của chương trình"
STEPS: tuple[tuple[str, str, Callable[[Trial], None]], ...] = (
    ("mo-so", "Tạo và mở sổ mã hóa", lambda trial: trial.open()),
    ("ghi", "Ghi hồ sơ", lambda trial: trial.add()),
    ("tim", "Tìm hồ sơ bằng chữ không dấu", lambda trial: trial.find()),
    ("in", "In biểu mẫu ra PDF và đọc lại chữ", lambda trial: trial.print()),
    ("ma-trang", "Đọc mã QR trên trang in", lambda trial: trial.scan()),
    ("dong-bo", "Giao và nhận bằng USB giữa hai máy", lambda trial: trial.carry()),
    ("cua-so", "Mở cửa sổ và chụp ảnh", lambda trial: trial.show()),
)
TIDYING = "don", "Dọn thư mục tạm"


def main(words: list[str]) -> int:
    """Do every step, tell how each ended, and return the exit code."""
    speak_utf8()
    try:
        options = understood(words)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    outcomes: list[Outcome] = []

    def told(one: Outcome) -> bool:
        outcomes.append(one)
        if not options.json:
            say(one.line)
        return one.state == OK

    _all_steps(options, told)
    this = release()
    say(document(this, outcomes) if options.json else verdict(this, outcomes))
    failed = [one for one in outcomes if one.state == FAILED]
    for one in failed:
        remark(f"{one.title}: {one.why}")
    return 1 if failed else 0


def _all_steps(options: argparse.Namespace, told: Callable[[Outcome], bool]) -> None:
    aside = tempfile.TemporaryDirectory(prefix="so-antt-kiem-tra-")
    made: list[Trial] = []

    def load() -> None:
        # Only now: what cannot be loaded here is told as this step's failure.
        steps = import_module("desktop_app.selftest.steps")
        steps.rooms.load_all()
        picture = options.picture.absolute() if options.picture else None
        made.append(steps.Trial(Path(aside.name), options.platform, picture))

    def tidy() -> None:
        for trial in made:
            trial.close()
        aside.cleanup()

    well = told(_done(*LOADING, load))
    for name, title, step in STEPS:
        if well:
            well = told(_done(name, title, lambda step=step: step(made[0])))  # type: ignore[misc]  # the default binds this turn's step
        else:
            told(Outcome(name, title, SKIPPED, 0.0))
    told(_done(*TIDYING, tidy))


def _done(name: str, title: str, step: Callable[[], None]) -> Outcome:
    begun = time.perf_counter()
    try:
        step()
    except Exception as wrong:  # noqa: BLE001 - whatever goes wrong, the report names the step
        why = f"{type(wrong).__name__}: {wrong}"  # all data here are invented
        return Outcome(name, title, FAILED, time.perf_counter() - begun, why)
    return Outcome(name, title, OK, time.perf_counter() - begun)
