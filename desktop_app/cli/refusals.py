"""How the terminal says no: a trouble in words, a bug in one sentence and a line in a log."""

import traceback
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from desktop_app.cli import output
from desktop_app.cli.command import REFUSED
from desktop_app.desk.records import Refused
from desktop_app.model.field import Json
from desktop_app.model.record import Problem
from desktop_app.model.trouble import Trouble

LEVELS = {"error": "lỗi", "warning": "cảnh báo"}

LOG_FILE = "nhat-ky-loi.log"
LARGEST_LOG = 1_000_000


def explain(trouble: Trouble) -> None:
    """Say what happened, what it means and what to do, with the code for the telephone."""
    output.remark(f"{trouble.code}: {trouble.what}\n{trouble.means}\n{trouble.do}")


def refuse_saved(refused: Refused, answer: dict[str, Json], *, json: bool) -> int:
    """Answer a save that the rules refuse, field by field; return the exit code."""
    if json:
        told = [problem_json(problem, line) for line, problem in refused.lines]
        output.document({**answer, "problems": told})
    explain(refused)
    if not json:
        remark_problems(refused.lines, several=len({line for line, _ in refused.lines}) > 1)
    return REFUSED


def problem_json(problem: Problem, line: int = 0) -> dict[str, Json]:
    """Return what is wrong with a field, for a program."""
    told: dict[str, Json] = {
        "field": problem.field,
        "text": problem.text,
        "level": problem.level,
    }
    if problem.row:
        told["row"] = problem.row
    return {"line": line, **told} if line else told


def remark_problems(problems: Iterable[tuple[int, Problem]], *, several: bool) -> None:
    """Say what is wrong, field by field."""
    for line, problem in problems:
        place = f"dòng {line}, " if several else ""
        output.remark(f"- {LEVELS[problem.level]} ở {place}{problem.field}: {problem.text}")


def explain_bug(error: BaseException, command: str, folder: Path, present: datetime) -> None:
    """Say that the program failed, and keep where it failed for whoever mends it."""
    kept = _keep(_outline(error, command, present), folder)
    where = f" Chi tiết kỹ thuật (không có dữ liệu cá nhân) nằm ở {kept}." if kept else ""
    output.remark(
        f"PM-01: Phần mềm gặp lỗi không lường trước ở lệnh «{command}».\n"
        "Thay đổi của lệnh này không được lưu; những gì đã lưu trước đó vẫn nguyên vẹn.\n"
        f"Hãy thử lại; nếu vẫn lỗi, hãy báo người phụ trách kỹ thuật.{where}"
    )


def _outline(error: BaseException, command: str, present: datetime) -> str:
    """Return types and lines of code only: a message could quote somebody's name."""
    lines = [f"{present.isoformat()} {command}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")  # noqa: PERF401 - a loop over causes reads better than nested comprehensions
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _keep(text: str, folder: Path) -> Path | None:
    """Append to the log beside the book; a folder without one is not made for it."""
    file = folder / LOG_FILE
    try:
        if file.exists() and file.stat().st_size > LARGEST_LOG:
            file.replace(file.with_suffix(".cu.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        return None
    return file
